// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/nftables.h"

#include <arpa/inet.h>
#include <linux/netfilter.h>
#include <linux/netfilter/nf_tables.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstring>

namespace skep::sandbox {

namespace {

//! Builds one batch of messages for the kernel's packet filter.
class Batch
{
public:
    Batch() { begin(NFNL_MSG_BATCH_BEGIN, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES); }

    void removeChain(const std::string &table, const std::string &chain)
    {
        begin(messageType(NFT_MSG_DELCHAIN), removeFlags, NFPROTO_IPV4, 0);
        attribute(NFTA_CHAIN_TABLE, table);
        attribute(NFTA_CHAIN_NAME, chain);
    }
    void removeTable(const std::string &table)
    {
        begin(messageType(NFT_MSG_DELTABLE), removeFlags, NFPROTO_IPV4, 0);
        attribute(NFTA_TABLE_NAME, table);
    }
    const std::string &finished()
    {
        begin(NFNL_MSG_BATCH_END, 0, AF_UNSPEC, NFNL_SUBSYS_NFTABLES);
        return m_bytes;
    }

private:
    // Not recursive: whoever has put a rule there meanwhile keeps it.
    static constexpr int removeFlags = NLM_F_ACK | NLM_F_NONREC;

    static std::uint16_t messageType(int type)
    {
        return static_cast<std::uint16_t>((NFNL_SUBSYS_NFTABLES << 8) | type);
    }

    void begin(int type, int flags, int family, int resource)
    {
        m_start = m_bytes.size();
        nlmsghdr header{};
        header.nlmsg_len = NLMSG_LENGTH(sizeof(nfgenmsg));
        header.nlmsg_type = static_cast<std::uint16_t>(type);
        header.nlmsg_flags = static_cast<std::uint16_t>(NLM_F_REQUEST | flags);
        header.nlmsg_seq = m_sequence++;
        nfgenmsg generic{};
        generic.nfgen_family = static_cast<std::uint8_t>(family);
        generic.res_id = htons(static_cast<std::uint16_t>(resource));
        append(&header, sizeof header);
        append(&generic, sizeof generic);
    }

    void attribute(int type, const std::string &text)
    {
        const nlattr header{static_cast<std::uint16_t>(NLA_HDRLEN + text.size() + 1),
                            static_cast<std::uint16_t>(type)};
        append(&header, sizeof header);
        append(text.c_str(), text.size() + 1);
        const auto length = static_cast<std::uint32_t>(m_bytes.size() - m_start);
        std::memcpy(m_bytes.data() + m_start, &length,
                    sizeof length); // the message's length is its first field
    }

    void append(const void *data, std::size_t size)
    {
        m_bytes.append(static_cast<const char *>(data), size);
        m_bytes.resize((m_bytes.size() + 3) & ~std::size_t(3));
    }

    std::string m_bytes;
    std::size_t m_start = 0;
    std::uint32_t m_sequence = 1;
};

// Sends a batch with one order in it and hears what the kernel says to that.
bool accepted(int fd, const std::string &bytes)
{
    sockaddr_nl kernel{};
    kernel.nl_family = AF_NETLINK;
    if (::sendto(fd, bytes.data(), bytes.size(), 0, reinterpret_cast<const sockaddr *>(&kernel),
                 sizeof kernel)
        != static_cast<ssize_t>(bytes.size())) {
        return false;
    }
    std::array<char, 8192> buffer{};
    const auto size = ::recv(fd, buffer.data(), buffer.size(), 0);
    nlmsghdr header{};
    nlmsgerr verdict{};
    if (size < static_cast<ssize_t>(NLMSG_LENGTH(sizeof verdict))) {
        return false;
    }
    std::memcpy(&header, buffer.data(), sizeof header);
    std::memcpy(&verdict, buffer.data() + NLMSG_HDRLEN, sizeof verdict);
    return header.nlmsg_type == NLMSG_ERROR && verdict.error == 0;
}

} // namespace

bool removeEmptyTable(const std::string &table, const std::vector<std::string> &chains)
{
    const int fd = ::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER);
    if (fd < 0) {
        return false;
    }
    const timeval limit{2, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    for (const auto &chain : chains) {
        Batch batch;
        batch.removeChain(table, chain);
        accepted(fd, batch.finished()); // it need not be there: iptables shows chains that it would make
    }
    Batch batch;
    batch.removeTable(table);
    const bool done = accepted(fd, batch.finished());
    ::close(fd);
    return done;
}

} // namespace skep::sandbox
