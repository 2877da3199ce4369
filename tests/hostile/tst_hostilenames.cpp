// SPDX-License-Identifier: GPL-3.0-or-later
// 250 names through every field that a person or another cluster may fill: refused before anything is sent,
// or there byte for byte. Judged by an engine that notes what it is asked, and by a real sshd with what lies
// on its disk.
#include "core/cluster/accounts.h"
#include "core/cluster/exposure.h"
#include "core/cluster/spec.h"
#include "core/cluster/stacks.h"
#include "core/docker/client.h"
#include "core/docker/containerspec.h"
#include "core/docker/speccheck.h"
#include "core/local/dockercontexts.h"
#include "core/ssh/connection.h"
#include "core/ssh/sftp.h"
#include "tests/hostile/namepayloads.h"
#include "tests/support/await.h"
#include "tests/support/fakehttpserver.h"
#include "tests/support/sshdfixture.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace skep;
using namespace skep::test;
using namespace std::chrono_literals;

namespace {

template <typename T>
Result<> outcomeOf(const Pending<T> &pending)
{
    const auto outcome = await(pending, 20s);
    return outcome ? Result<>() : Result<>(fail(outcome.error()));
}

//! All texts in a document, keys and values.
void textsIn(const QJsonValue &value, QStringList &texts)
{
    if (value.isString())
        texts.append(value.toString());
    for (const QJsonValue &item : value.toArray())
        textsIn(item, texts);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        texts.append(it.key());
        textsIn(it.value(), texts);
    }
}

//! An engine that notes what it is asked and does nothing.
struct Engine
{
    FakeHttpServer server{[](QTcpSocket *socket, const SeenRequest &request) {
        socket->write(request.path == "/_ping"
                          ? FakeHttpServer::answer("OK", "200 OK", "API-Version: 1.41\r\n")
                          : FakeHttpServer::answer(R"({"message":"no"})", "400 Bad Request"));
    }};
    net::HttpEndpoint endpoint;
    docker::Client client{&endpoint, server.url(QString())};

    //! What it was asked since, without the question for its version.
    QList<SeenRequest> asked(qsizetype since) const
    {
        QList<SeenRequest> all;
        for (const SeenRequest &request : server.requests().mid(since)) {
            if (request.path != "/_ping")
                all.append(request);
        }
        return all;
    }
};

using Ask = std::function<Result<>(docker::Client &client, const QString &name)>;

struct Field
{
    const char *name;
    Ask ask;
    QString path = {}; //!< the name stands at its %1; empty: in the body, or the query
};

docker::ServiceSpec serviceWith(const std::function<void(docker::ServiceSpec &)> &change)
{
    docker::ServiceSpec spec;
    spec.name = u"web"_s;
    spec.image = u"nginx:1"_s;
    change(spec);
    return spec;
}

//! As the window and skepctl do it: checked, and sent where nothing is wrong.
Result<> createService(docker::Client &client, const docker::ServiceSpec &spec)
{
    if (const auto problems = docker::check(spec); !problems.isEmpty())
        return fail(ErrorCode::Config, problems.first().sentence);
    return outcomeOf(client.createService(toJson(spec)));
}

Ask serviceField(void (*change)(docker::ServiceSpec &, const QString &))
{
    return [change](docker::Client &client, const QString &name) {
        return createService(client, serviceWith([&](docker::ServiceSpec &spec) { change(spec, name); }));
    };
}

Ask containerField(void (*change)(docker::ContainerSpec &, const QString &))
{
    return [change](docker::Client &client, const QString &name) {
        docker::ContainerSpec spec;
        spec.name = u"web"_s;
        spec.image = u"nginx:1"_s;
        change(spec, name);
        if (const auto problems = docker::check(spec); !problems.isEmpty())
            return Result<>(fail(ErrorCode::Config, problems.first().sentence));
        return outcomeOf(client.createContainer(spec.name, toJson(spec)));
    };
}

QList<Field> serviceFields()
{
    using Spec = docker::ServiceSpec;
    return {
        {"service's name", serviceField([](Spec &spec, const QString &name) { spec.name = name; })},
        {"service's image", serviceField([](Spec &spec, const QString &name) { spec.image = name; })},
        {"service's command", serviceField([](Spec &spec, const QString &name) { spec.command = {name}; })},
        {"service's argument", serviceField([](Spec &spec, const QString &name) {
             spec.arguments = {u"sh"_s, name};
         })},
        {"service's environment",
         serviceField([](Spec &spec, const QString &name) { spec.environment = {u"A="_s + name}; })},
        {"service's label", serviceField([](Spec &spec, const QString &name) {
             spec.labels = {{u"a"_s, name}};
         })},
        {"service's label's name", serviceField([](Spec &spec, const QString &name) {
             spec.labels = {{name, u"a"_s}};
         })},
        {"service's mount", serviceField([](Spec &spec, const QString &name) {
             spec.mounts = {{u"bind"_s, name, u"/t"_s}};
         })},
        {"service's constraint", serviceField([](Spec &spec, const QString &name) {
             spec.constraints = {u"node.labels.a=="_s + name};
         })},
        {"service's network", serviceField([](Spec &spec, const QString &name) {
             spec.networks = {{name, {}}};
         })},
        {"container's name",
         containerField([](docker::ContainerSpec &spec, const QString &name) { spec.name = name; })},
        {"container's argument",
         containerField([](docker::ContainerSpec &spec, const QString &name) { spec.arguments = {name}; })},
        {"container's network",
         containerField([](docker::ContainerSpec &spec, const QString &name) { spec.network = name; })},
    };
}

QList<Field> clientFields()
{
    using docker::Client;
    using docker::ObjectKind;
    return {
        {"volume's name",
         [](Client &client, const QString &name) {
             return outcomeOf(client.createVolume({name, u"local"_s, {}, {}, {{u"a"_s, name}}}));
         }},
        {"network's name",
         [](Client &client, const QString &name) {
             docker::Network network;
             network.name = name;
             network.driver = u"overlay"_s;
             return outcomeOf(client.createNetwork(network));
         }},
        {"secret's name",
         [](Client &client, const QString &name) {
             return outcomeOf(client.createSecret(name, makeSecret("x"), {{name, name}}));
         }},
        {"config's name",
         [](Client &client, const QString &name) {
             return outcomeOf(client.createConfig(name, "x", {{name, name}}));
         }},
        {"exec's command",
         [](Client &client, const QString &name) {
             return outcomeOf(client.createExec(u"c1"_s, {{u"Cmd"_s, QJsonArray{u"sh"_s, name}}}));
         }},
        {"exec's container",
         [](Client &client, const QString &name) {
             return outcomeOf(client.createExec(name, {{u"Cmd"_s, QJsonArray{u"true"_s}}}));
         },
         u"/containers/%1/exec"_s},
        {"registry",
         [](Client &client, const QString &name) {
             return outcomeOf(client.checkLogin({name, name, makeSecret("x")}));
         }},
        {"joining", [](Client &client, const QString &name) { return outcomeOf(client.swarmInit(name)); }},
        {"found service",
         [](Client &client, const QString &name) { return outcomeOf(client.findService(name)); }},
        {"inspected volume",
         [](Client &client, const QString &name) {
             return outcomeOf(client.inspect(ObjectKind::Volume, name));
         },
         u"/volumes/%1"_s},
        {"removed config",
         [](Client &client, const QString &name) {
             return outcomeOf(client.remove(ObjectKind::Config, name));
         },
         u"/configs/%1"_s},
        {"removed service",
         [](Client &client, const QString &name) { return outcomeOf(client.removeService(name)); },
         u"/services/%1"_s},
        {"removed container",
         [](Client &client, const QString &name) { return outcomeOf(client.removeContainer(name)); },
         u"/containers/%1"_s},
        {"removed node",
         [](Client &client, const QString &name) { return outcomeOf(client.removeNode(name)); },
         u"/nodes/%1"_s},
        {"found secret",
         [](Client &client, const QString &name) { return outcomeOf(client.findSecret(name)); },
         u"/secrets/%1"_s},
        {"image that may be there",
         [](Client &client, const QString &name) { return outcomeOf(client.hasImage(name)); },
         u"/images/%1/json"_s},
        {"scaled service",
         [](Client &client, const QString &name) { return outcomeOf(client.scaleService(name, 3)); },
         u"/services/%1"_s},
    };
}

bool arrived(const SeenRequest &request, const Field &field, const QString &name)
{
    if (name.isEmpty() && field.path.isEmpty())
        return true; // the engine chooses one
    const qsizetype mark = request.path.indexOf('?');
    const QByteArray path = mark < 0 ? request.path : request.path.left(mark);
    if (!field.path.isEmpty()) { // as one piece of the path, and nothing of it elsewhere
        const QString wanted = u"/v1.41"_s + field.path.arg(name);
        return QString::fromUtf8(QByteArray::fromPercentEncoding(path)) == wanted
            && path.count('/') == wanted.count(u'/');
    }
    QStringList texts;
    const auto body = QJsonDocument::fromJson(request.body);
    textsIn(body.isArray() ? QJsonValue(body.array()) : QJsonValue(body.object()), texts);
    const QUrlQuery query(QString::fromLatin1(mark < 0 ? QByteArray() : request.path.mid(mark + 1)));
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        texts.append(value);
        textsIn(QJsonDocument::fromJson(value.toUtf8()).object(), texts);
    }
    const QString before[] = {{}, u"A="_s, u"node.labels.a=="_s};
    return std::any_of(std::begin(before), std::end(before),
                       [&](const QString &prefix) { return texts.contains(prefix + name); });
}

QString shown(const QString &name)
{
    return QString::fromUtf8(QJsonDocument(QJsonArray{name.left(60)}).toJson(QJsonDocument::Compact));
}

} // namespace

class tst_HostileNames : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    SshdFixture m_sshd;
    QStringList m_names;

    bool canaryIsThere() const { return QFile::exists(m_folder.filePath(u"canary"_s)); }

private slots:
    void initTestCase()
    {
        m_names = namePayloads(m_folder.filePath(u"canary"_s));
        m_names.removeDuplicates();
        QCOMPARE_GE(m_names.size(), 240);
        if (SshdFixture::missing().isEmpty())
            QVERIFY(m_sshd.start({u"Subsystem sftp internal-sftp"_s, u"LogLevel ERROR"_s}));
    }
    void cleanupTestCase() { m_sshd.stop(); }

    void anEngineIsAskedForTheNameOrNothing_data()
    {
        QTest::addColumn<int>("index");
        const auto fields = serviceFields() + clientFields();
        for (int i = 0; i < fields.size(); ++i)
            QTest::newRow(fields[i].name) << i;
    }
    void anEngineIsAskedForTheNameOrNothing()
    {
        QFETCH(int, index);
        const Field field = (serviceFields() + clientFields()).at(index);
        Engine engine;
        int refused = 0;
        int sent = 0;
        for (const QString &name : std::as_const(m_names)) {
            const auto before = engine.server.requests().size();
            const auto outcome = field.ask(engine.client, name);
            const auto asked = engine.asked(before);
            if (asked.isEmpty()) {
                QVERIFY2(!outcome && !outcome.error().message.isEmpty(), qPrintable(shown(name)));
                ++refused;
                continue;
            }
            // A lone half of a character has no bytes.
            const bool hasBytes = QString::fromUtf8(name.toUtf8()) == name;
            QVERIFY2(!hasBytes || arrived(asked.first(), field, name),
                     qPrintable(shown(name) + u" became "_s
                                + QString::fromLatin1(asked.first().path.left(200)) + u' '
                                + QString::fromUtf8(asked.first().body.left(300))));
            ++sent;
        }
        QCOMPARE(refused + sent, m_names.size());
        qInfo("%d refused, %d there byte for byte", refused, sent);
    }

    //! Names that reach a shell, a command line or a login: only what their grammar knows.
    void whatReachesACommandLineHasAGrammar()
    {
        static const QRegularExpression harmless(u"\\A[A-Za-z0-9_.@:\\[\\]/-]*\\z"_s);
        int accepted = 0;
        for (const QString &name : std::as_const(m_names)) {
            const auto judge = [&](const char *what, bool isGood) {
                accepted += isGood;
                QVERIFY2(!isGood || (harmless.match(name).hasMatch() && !name.startsWith(u'-')),
                         qPrintable(QString::fromLatin1(what) + u": "_s + shown(name)));
            };
            judge("host", ssh::isHostName(name));
            judge("user", ssh::isUserName(name));
            judge("stack", docker::stackNameProblem(name).isEmpty());
            judge("service", docker::serviceNameProblem(name).isEmpty());
            judge("object", docker::objectNameProblem(name).isEmpty());
            judge("context", local::checkContextName(name).has_value());
            judge("range", cluster::check({cluster::OpenPort::ConsulHttp, name + u'/'}).has_value());
            cluster::ClusterSpec spec;
            spec.name = name;
            const auto problems = cluster::check(spec);
            judge("cluster", std::none_of(problems.begin(), problems.end(), [](const auto &problem) {
                      return problem.field == "name"_L1;
                  }));
        }
        QCOMPARE_GT(accepted, 0); // plain ones are among them
    }

    void filesHaveTheirNamesOrAreRefused()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        QTemporaryDir node;
        QFile file(m_folder.filePath(u"source"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("bees") == 4);
        file.close();
        ssh::Sftp sftp(m_sshd.target());
        int sent = 0;
        for (const QString &name : std::as_const(m_names)) {
            const QByteArray bytes = name.toUtf8();
            if (name.contains(u'/') || bytes == "." || bytes == ".." || bytes.isEmpty())
                continue; // a path of the user's own, and his to give
            const QByteArray path = QFile::encodeName(node.path()) + '/' + bytes;
            const auto outcome = await(sftp.upload(file.fileName(), path), 20s);
            const auto there =
                QDir(node.path())
                    .entryList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
            if (outcome) {
                QCOMPARE(there.size(), 1);
                QCOMPARE(QFile::encodeName(there.first()), bytes);
                QVERIFY(QFile::remove(node.path() + u'/' + there.first()));
                ++sent;
            } else {
                QVERIFY2(!outcome.error().message.isEmpty(), qPrintable(shown(name)));
                QVERIFY2(there.isEmpty(), qPrintable(shown(name) + u" left "_s + there.join(u' ')));
            }
        }
        QVERIFY2(sent > 100, qPrintable(QString::number(sent)));
        qInfo("%d files", sent);
        QVERIFY(!canaryIsThere());
    }

    //! The one name that stands in a command line: with a client that notes its arguments.
    void aStacksNameReachesTheClientAsItIs()
    {
        if (const QString missing = SshdFixture::missing(); !missing.isEmpty())
            QSKIP(qPrintable(missing));
        Engine engine;
        ssh::Connection connection(m_sshd.target());
        QVERIFY(await(connection.open()));
        for (const QString &name : std::as_const(m_names)) {
            if (docker::stackNameProblem(name).isEmpty())
                continue;
            const auto outcome =
                await(cluster::deployStack(&connection, nullptr, {name, "services: {}\n", false}), 20s);
            QVERIFY2(!outcome && outcome.error().code == ErrorCode::Config, qPrintable(shown(name)));
        }
        QVERIFY(!canaryIsThere());
    }
};

QTEST_GUILESS_MAIN(tst_HostileNames)
#include "tst_hostilenames.moc"
