// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/consuldialog.h"

#include "ui/widgets/fieldrow.h"
#include "ui/widgets/messagebar.h"

#include <QLineEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

ConsulDialog::ConsulDialog(cluster::Cluster *cluster, QWidget *parent)
    : FormDialog({tr("The Consul of %1").arg(cluster->name()),
                  tr("Any agent of it, as the host at the far end of the way in sees it. It is only read."),
                  tr("&Use it"), tr("Asking it…")},
                 parent)
    , m_cluster(cluster)
    , m_url(new QLineEdit(cluster->connected()->consul.toString(), this))
    , m_token(new QLineEdit(this))
    , m_urlRow(new FieldRow(tr("Address"), m_url, tr("Empty: the cluster is shown without a Consul."), this))
{
    m_url->setObjectName(u"ConsulUrl"_s);
    m_url->setPlaceholderText(u"http://127.0.0.1:8500"_s);
    m_token->setObjectName(u"ConsulToken"_s);
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setInputMethodHints(Qt::ImhSensitiveData | Qt::ImhHiddenText | Qt::ImhNoPredictiveText);
    form()->addWidget(m_urlRow);
    form()->addWidget(new FieldRow(tr("Token"), m_token,
                                   tr("One that may read, if it asks for one. It goes into your keychain."),
                                   this));
    form()->addStretch(1);
    connect(m_url, &QLineEdit::textChanged, this, [this] { m_urlRow->setProblem({}); });
}

void ConsulDialog::submit()
{
    setBusy(true);
    const auto token = m_token->text().isEmpty() ? SecretPtr() : makeSecret(m_token->text().toUtf8());
    const QUrl agent(m_url->text().trimmed(), QUrl::StrictMode);
    // The page behind the dialog is made anew when this succeeds, and the dialog must outlive that.
    onResult(m_cluster->useConsul(agent, token), this, [this](const Result<> &done) {
        setBusy(false);
        if (done)
            return accept();
        if (done.error().code == ErrorCode::Config)
            m_urlRow->setProblem(done.error().message);
        else
            message()->showError(done.error());
    });
}

} // namespace skep::ui
