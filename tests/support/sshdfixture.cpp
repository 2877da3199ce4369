// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <pwd.h>
#include <unistd.h>

#include <csignal>

using namespace Qt::StringLiterals;

namespace skep::test {

namespace {

QString sshdPath()
{
    return QStandardPaths::findExecutable(u"sshd"_s, {u"/usr/sbin"_s, u"/usr/local/sbin"_s, u"/usr/bin"_s});
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner)
        && file.write(bytes) == bytes.size();
}

} // namespace

QString SshdFixture::missing()
{
    if (sshdPath().isEmpty() || QStandardPaths::findExecutable(u"ssh-keygen"_s).isEmpty())
        return u"sshd and ssh-keygen (openssh-server) are not installed"_s;
    return {};
}

bool SshdFixture::start(const QStringList &configuration)
{
    QDir(m_folder.path()).mkdir(u"home"_s);
    makeKey(u"host"_s);
    m_hostKey = contents(m_folder.filePath(u"host.pub"_s)).trimmed();
    makeKey(u"other-host"_s);
    m_otherHostKey = contents(m_folder.filePath(u"other-host.pub"_s)).trimmed();
    m_userKey = makeKey(u"user"_s);
    m_otherUserKey = makeKey(u"other-user"_s);
    if (geteuid() == 0)
        QDir().mkpath(u"/run/sshd"_s); // sshd's privilege separation wants it
    {
        QTcpServer finder;
        finder.listen(QHostAddress::LocalHost);
        m_port = finder.serverPort();
    }
    const QStringList lines{
        u"Port %1"_s.arg(m_port), u"ListenAddress 127.0.0.1"_s,
        u"HostKey %1"_s.arg(m_folder.filePath(u"host"_s)),
        u"AuthorizedKeysFile %1"_s.arg(m_folder.filePath(u"user.pub"_s)), u"PidFile none"_s,
        u"StrictModes no"_s, u"PermitRootLogin prohibit-password"_s, u"PasswordAuthentication no"_s,
        u"KbdInteractiveAuthentication no"_s, u"UsePAM no"_s,
        // A shell that is killed in the middle of the user's own start files may harm them.
        u"SetEnv HOME=%1"_s.arg(m_folder.filePath(u"home"_s)), u"LogLevel VERBOSE"_s};
    write(m_folder.filePath(u"config"_s), (configuration + lines).join(u'\n').toUtf8() + '\n');
    m_sshd.setStandardErrorFile(m_folder.filePath(u"log"_s), QIODevice::Append);
    return launch();
}

QString SshdFixture::guestMissing()
{
    if (geteuid() != 0)
        return u"only root makes a mount namespace with another user in it"_s;
    if (QStandardPaths::findExecutable(u"unshare"_s).isEmpty())
        return u"unshare (util-linux) is not installed"_s;
    return missing();
}

void SshdFixture::addGuest(const QByteArray &password)
{
    QProcess hasher;
    hasher.start(u"openssl"_s, {u"passwd"_s, u"-6"_s, u"-stdin"_s});
    hasher.write(password + '\n');
    hasher.closeWriteChannel();
    hasher.waitForFinished(5000);
    const QByteArray hash = hasher.readAllStandardOutput().trimmed();
    QDir(m_folder.path()).mkdir(u"guest"_s);
    write(m_folder.filePath(u"passwd"_s),
          contents(u"/etc/passwd"_s) + "guest:x:29999:29999::" + m_folder.filePath(u"guest"_s).toLocal8Bit()
              + ":/bin/sh\n");
    write(m_folder.filePath(u"shadow"_s),
          contents(u"/etc/shadow"_s) + "guest:" + hash + ":19000:0:99999:7:::\n");
    write(m_folder.filePath(u"pam"_s),
          "auth required pam_unix.so nodelay\naccount required pam_permit.so\nsession required "
          "pam_permit.so\n");
    QFile::setPermissions(m_folder.filePath(u"passwd"_s), QFile::Permissions(0x6444));
    QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
    QFile::setPermissions(m_folder.filePath(u"guest"_s), QFile::Permissions(0x7755));
    m_hasGuest = true;
}

QString SshdFixture::makeProtectedKey(const QString &name, const QString &passphrase,
                                      const QStringList &options)
{
    const QString path = m_folder.filePath(name);
    QProcess::execute(u"ssh-keygen"_s,
                      options + QStringList{u"-q"_s, u"-N"_s, passphrase, u"-C"_s, name, u"-f"_s, path});
    return path;
}

bool SshdFixture::launch()
{
    const QStringList daemon{sshdPath(), u"-D"_s, u"-e"_s, u"-f"_s, m_folder.filePath(u"config"_s)};
    const QString script =
        u"cd \"$1\" && shift && mount --bind passwd /etc/passwd && mount --bind shadow /etc/shadow"
        " && mount --bind pam /etc/pam.d/sshd && exec \"$@\""_s;
    if (m_hasGuest)
        m_sshd.start(u"unshare"_s,
                     QStringList{u"--mount"_s, u"sh"_s, u"-c"_s, script, u"sh"_s, m_folder.path()} + daemon);
    else
        m_sshd.start(daemon.first(), daemon.mid(1));
    if (!m_sshd.waitForStarted())
        return false;
    QElapsedTimer clock;
    clock.start();
    while (clock.elapsed() < 10'000 && m_sshd.state() == QProcess::Running) {
        QTcpSocket probe;
        probe.connectToHost(QHostAddress::LocalHost, m_port);
        if (probe.waitForConnected(1000) && probe.waitForReadyRead(2000))
            return true;
        QThread::msleep(20);
    }
    return false;
}

void SshdFixture::stop()
{
    killConnections();
    halt();
}

void SshdFixture::halt()
{
    for (const qint64 child : children())
        m_served.insert(child);
    m_sshd.kill();
    m_sshd.waitForFinished(3000);
}

bool SshdFixture::restart()
{
    halt();
    return launch();
}

void SshdFixture::changeHostKey()
{
    QFile::remove(m_folder.filePath(u"host"_s));
    QFile::rename(m_folder.filePath(u"other-host"_s), m_folder.filePath(u"host"_s));
}

ssh::Target SshdFixture::target() const
{
    const passwd *self = getpwuid(geteuid());
    return {u"127.0.0.1"_s, m_port, QString::fromLocal8Bit(self->pw_name), m_hostKey, makeSecret(m_userKey)};
}

QByteArray SshdFixture::log() const
{
    return contents(m_folder.filePath(u"log"_s));
}

QList<qint64> SshdFixture::children() const
{
    QList<qint64> found;
    const QByteArray list = contents(u"/proc/%1/task/%1/children"_s.arg(QString::number(m_sshd.processId())));
    for (const QByteArray &child : list.simplified().split(' ')) {
        if (child.toLongLong() > 1)
            found.append(child.toLongLong());
    }
    return found;
}

int SshdFixture::signalConnections(int signal)
{
    int reached = 0;
    for (const qint64 child : children() + m_served.values()) {
        if (::kill(static_cast<pid_t>(child), signal) == 0)
            ++reached;
    }
    return reached;
}

int SshdFixture::killConnections()
{
    const int killed = signalConnections(SIGKILL);
    m_served.clear();
    return killed;
}

int SshdFixture::freezeConnections()
{
    return signalConnections(SIGSTOP);
}

QByteArray SshdFixture::makeKey(const QString &name, const QString &type)
{
    const QString path = m_folder.filePath(name);
    QProcess::execute(u"ssh-keygen"_s,
                      {u"-q"_s, u"-t"_s, type, u"-N"_s, QString(), u"-C"_s, name, u"-f"_s, path});
    return contents(path);
}

} // namespace skep::test
