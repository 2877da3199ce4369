// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace skep::ui {

class ChoiceCard;
class PlainLabel;

//! What is shown while there is no cluster: the ways to get one that work now.
class FirstRunPage final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FirstRunPage)

public:
    explicit FirstRunPage(QWidget *parent = nullptr);
    void setAccounts(int clouds, int sandboxes);

signals:
    void connectRequested();
    void serversRequested(); //!< a cluster on servers of one's own
    void newClusterRequested();
    void tryHereRequested(); //!< the wizard, on the sandbox's account
    void addAccountRequested();
    void importRequested(); //!< a cluster from another computer

private:
    ChoiceCard *m_connect;
    ChoiceCard *m_servers;
    ChoiceCard *m_create;
    ChoiceCard *m_tryHere;
    ChoiceCard *m_account;
    ChoiceCard *m_import;
};

} // namespace skep::ui
