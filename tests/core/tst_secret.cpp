// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/secret.h"

#include <QDebug>
#include <QTest>
#include <QVariant>

#include <optional>

using namespace skep;

template <typename T>
concept Printable = requires(QDebug debug, const T &value)
{
    debug << value;
};

static_assert(!Printable<Secret>, "a secret must not be printable");
static_assert(!std::is_convertible_v<Secret, QByteArray> && !std::is_convertible_v<Secret, QVariant>);
static_assert(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);

class tst_Secret : public QObject
{
    Q_OBJECT

private slots:
    void destructionWipesTheBytes()
    {
        // The test holds a second reference to the block, so that it may look at it afterwards.
        QByteArray witness;
        {
            Secret secret(QByteArray(64, 'k'));
            witness = secret.reveal();
            QCOMPARE(witness, QByteArray(64, 'k'));
        }
        QCOMPARE(witness, QByteArray(64, '\0'));
    }

    void assignmentWipesTheOldBytes()
    {
        Secret secret(QByteArray(16, 'a'));
        const QByteArray witness = secret.reveal();
        secret = Secret(QByteArray(16, 'b'));
        QCOMPARE(witness, QByteArray(16, '\0'));
        QCOMPARE(secret.reveal(), QByteArray(16, 'b'));
    }

    void theCallersCopyIsItsOwn()
    {
        const QByteArray mine(16, 'x');
        {
            const Secret secret{mine};
        }
        QCOMPARE(mine, QByteArray(16, 'x'));
    }

    void movedFromIsEmptyAndACloneLivesOn()
    {
        Secret first(QByteArray("s3cret"));
        Secret second(std::move(first));
        QVERIFY(first.isEmpty()); // NOLINT(bugprone-use-after-move)
        std::optional<Secret> third(second.clone());
        second = Secret();
        QCOMPARE(third->reveal(), QByteArray("s3cret"));
        QVERIFY(second.isEmpty());
    }

    void aLiteralIsNotWrittenTo()
    {
        const Secret secret(QByteArrayLiteral("constant"));
        QCOMPARE(secret.reveal(), QByteArray("constant"));
    }
};

QTEST_GUILESS_MAIN(tst_Secret)
#include "tst_secret.moc"
