// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sandbox/firewall.h"

#include "app/sandbox/process.h"

#include <algorithm>
#include <cctype>
#include <stdexcept>

namespace skep::sandbox {

namespace {

constexpr int registryPort = 5000;

std::vector<Hook> hooks(const Network &network)
{
    const auto bridge = network.bridge();
    return {{"filter", "FORWARD", {"-i", bridge}, "FWD"},
            {"filter", "FORWARD", {"-o", bridge}, "FWD"},
            {"filter", "OUTPUT", {"-o", bridge}, "OUT"},
            {"filter", "INPUT", {"-i", bridge}, "HOST"},
            {"nat", "PREROUTING", {"-i", bridge}, "DNS"},
            {"nat", "INPUT", {"-s", network.subnet()}, "DNSI"},
            {"nat", "POSTROUTING", {"-s", network.subnet()}, "NAT"}};
}

bool isPlainWord(const std::string &text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isalnum(c) || c == '-'; });
}

bool isCidr(const std::string &text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isdigit(c) || c == '.' || c == '/';
    });
}

std::string traffic(const IngressRule &rule)
{
    std::string match = " -p " + rule.protocol;
    if (rule.protocol == "tcp" || rule.protocol == "udp") {
        match += " --dport " + std::to_string(rule.startPort) + ":"
            + std::to_string(std::max(rule.startPort, rule.endPort));
    }
    return match;
}

bool chainExists(const std::string &table, const std::string &chain)
{
    return runProcess({"iptables", "-w", "5", "-t", table, "-n", "-L", chain}).exitCode == 0;
}

} // namespace

void requirePlain(const std::string &protocol, const std::string &network)
{
    if (!isPlainWord(protocol) || !isCidr(network)) {
        throw std::runtime_error("The firewall does not know the rule " + protocol + " with " + network
                                 + ".");
    }
}

void restoreRules(const std::string &rules)
{
    ProcessOptions options;
    options.input = rules;
    runChecked({"iptables-restore", "-w", "5", "--noflush"}, options);
}

void hookIn(const std::vector<Hook> &hooks, const std::string &prefix)
{
    for (const auto &hook : hooks) {
        Arguments rule = hook.match;
        rule.insert(rule.end(), {"-j", prefix + hook.target});
        Arguments check{"iptables", "-w", "5", "-t", hook.table, "-C", hook.chain};
        check.insert(check.end(), rule.begin(), rule.end());
        if (runProcess(check).exitCode != 0) {
            Arguments insert{"iptables", "-w", "5", "-t", hook.table, "-I", hook.chain, "1"};
            insert.insert(insert.end(), rule.begin(), rule.end());
            runChecked(insert);
        }
    }
}

void unhook(const std::vector<Hook> &hooks, const std::string &prefix)
{
    for (const auto &hook : hooks) {
        Arguments rule{"iptables", "-w", "5", "-t", hook.table, "-D", hook.chain};
        rule.insert(rule.end(), hook.match.begin(), hook.match.end());
        rule.insert(rule.end(), {"-j", prefix + hook.target});
        while (runProcess(rule).exitCode == 0) { }
    }
}

void removeChains(const std::vector<ChainSet> &chains, const std::string &prefix)
{
    for (const auto &[table, parts] : chains) {
        for (const char *step : {"-F", "-X"}) {
            for (const char *part : parts) {
                if (chainExists(table, prefix + part)) {
                    runChecked({"iptables", "-w", "5", "-t", table, step, prefix + part});
                }
            }
        }
    }
}

std::string acceptLine(const std::string &chain, const std::string &address, const IngressRule &rule)
{
    requirePlain(rule.protocol, rule.source);
    return "-A " + chain + " -d " + address + "/32 -s " + rule.source + traffic(rule) + " -j ACCEPT\n";
}

std::string releaseLine(const std::string &chain, const std::string &address, const IngressRule &rule)
{
    requirePlain(rule.protocol, rule.destination);
    return "-A " + chain + " -s " + address + "/32 -d " + rule.destination + traffic(rule) + " -j RETURN\n";
}

std::string Firewall::filterTable(const std::string &ingress, const std::string &egress) const
{
    const auto bridge = m_network.bridge();
    const auto gateway = m_network.gateway();
    const std::string known = " -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT\n";
    std::string text = "*filter\n";
    for (const char *part : {"FWD", "OUT", "HOST", "IN", "EG"}) {
        text += ":" + chain(part) + " - [0:0]\n";
    }
    text += "-A " + chain("FWD") + known;
    text += "-A " + chain("FWD") + " -i " + bridge + " -j " + chain("EG") + "\n";
    text += "-A " + chain("FWD") + " ! -o " + bridge + " -j ACCEPT\n";
    text += "-A " + chain("FWD") + " -j " + chain("IN") + "\n";
    text += "-A " + chain("OUT") + known;
    text += "-A " + chain("OUT") + " -j " + chain("IN") + "\n";
    // A machine of a cloud does not see its operator's computer, only what the cloud offers.
    text += "-A " + chain("HOST") + known;
    text += "-A " + chain("HOST") + " -d " + gateway + " -p tcp --dport " + std::to_string(registryPort)
        + " -j ACCEPT\n";
    text += "-A " + chain("HOST") + " -p icmp -j ACCEPT\n";
    for (const char *protocol : {"udp", "tcp"}) {
        text += "-A " + chain("HOST") + " -p " + protocol + " --dport 53 -j ACCEPT\n";
    }
    text += "-A " + chain("HOST") + " -j DROP\n";
    return text + egress + ingress + "-A " + chain("IN") + " -j DROP\nCOMMIT\n";
}

void Firewall::install() const
{
    std::string nat = "*nat\n";
    for (const char *part : {"NAT", "DNS", "DNSI"}) {
        nat += ":" + chain(part) + " - [0:0]\n";
    }
    nat += "-A " + chain("NAT") + " ! -d " + m_network.subnet() + " -j MASQUERADE\n";
    const auto resolver = m_network.loopbackResolver();
    for (const char *protocol : {"udp", "tcp"}) {
        if (!resolver.empty()) {
            nat += "-A " + chain("DNS") + " -d " + m_network.gateway() + " -p " + protocol
                + " --dport 53 -j DNAT --to-destination " + resolver + "\n";
            // Such resolvers answer nobody but this computer itself.
            nat += "-A " + chain("DNSI") + " -d " + resolver + " -p " + protocol
                + " --dport 53 -j SNAT --to-source 127.0.0.1\n";
        }
    }
    nat += "COMMIT\n";
    restoreRules(filterTable({}, {}) + nat);
    hookIn(hooks(m_network), chain({}));
}

void Firewall::apply(const std::vector<MachineFirewall> &rules,
                     const std::map<std::string, std::string> &addresses) const
{
    std::string ingress;
    std::string egress;
    for (const auto &machine : rules) {
        const auto found = addresses.find(machine.machineId);
        if (found == addresses.end()) {
            continue; // it has no disk yet, so nothing can reach it
        }
        for (const auto &rule : machine.ingress) {
            ingress += acceptLine(chain("IN"), found->second, rule);
        }
        for (const auto &rule : machine.egress) {
            egress += releaseLine(chain("EG"), found->second, rule);
        }
        if (machine.limitsEgress) {
            egress += "-A " + chain("EG") + " -s " + found->second + "/32 -j DROP\n";
        }
    }
    restoreRules(filterTable(ingress, egress));
}

void Firewall::remove() const
{
    unhook(hooks(m_network), chain({}));
    removeChains({{"filter", {"FWD", "OUT", "HOST", "IN", "EG"}}, {"nat", {"NAT", "DNS", "DNSI"}}},
                 chain({}));
}

} // namespace skep::sandbox
