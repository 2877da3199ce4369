// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/local/publickeys.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace skep::ui {

//! A public SSH key: one of the user's own, or one that is pasted or read from a file.
class KeyChoice final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(KeyChoice)

public:
    explicit KeyChoice(const QString &sshFolder, QWidget *parent = nullptr);
    QString line() const; //!< empty: none yet
    bool isTriedBySsh() const; //!< ssh offers it without being told to
    void clear(); //!< what was pasted

signals:
    void changed();
    void refused(const skep::Error &error); //!< a file that is no public key

protected:
    bool event(QEvent *event) override;

private:
    void offer(const QList<local::PublicKey> &keys);
    void showPasting();
    void readFile();

    QComboBox *m_own;
    QWidget *m_other;
    QLineEdit *m_pasted;
};

//! "me@home  SHA256:…" in two parts, of a line of authorized_keys.
struct KeyText
{
    QString name;
    QString fingerprint;
};
KeyText keyText(const QString &line);

} // namespace skep::ui
