// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/discovery/webcard.h"

#include "ui/widgets/button.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QDesktopServices>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace skep::ui {

WebCard::WebCard(cluster::Discovery *discovery, QWidget *parent)
    : Card(parent)
    , m_discovery(discovery)
    , m_note((new PlainLabel(QString(), theme::Text::Caption, PlainLabel::Tone::Muted, this))->wrapped())
    , m_open(button(tr("Open in the &browser"), ButtonKind::Normal, this))
    , m_close(button(tr("End it"), ButtonKind::Quiet, this))
    , m_message(new MessageBar(this))
{
    m_open->setObjectName(u"OpenWeb"_s);
    m_close->setObjectName(u"CloseWeb"_s);
    m_open->setIcon(icon(u"forward"_s));
    body()->addWidget(
        new PlainLabel(tr("Consul's web interface"), theme::Text::Heading, PlainLabel::Tone::Normal, this));
    body()->addWidget(m_note);
    body()->addWidget(m_message);
    auto *row = new QHBoxLayout;
    row->addWidget(m_open);
    row->addWidget(m_close);
    row->addStretch(1);
    body()->addLayout(row);
    connect(m_open, &QPushButton::clicked, this, &WebCard::open);
    connect(m_close, &QPushButton::clicked, discovery, &cluster::Discovery::closeWeb);
    connect(discovery, &cluster::Discovery::changed, this, &WebCard::update);
    update();
}

void WebCard::update()
{
    const bool isOpen = m_discovery->isWebOpen();
    m_close->setVisible(isOpen);
    m_note->setText(
        isOpen ? tr("Open for your browser alone. It ends after an hour, or with Skep's window.")
               : tr("Nodes, services and checks as Consul shows them, over Skep's own connection: no port "
                    "is opened, and only your browser gets in. It can change nothing; keys and tokens are "
                    "not shown."));
}

void WebCard::open()
{
    m_open->setEnabled(false);
    m_message->hide();
    onResult(m_discovery->openWeb(), this, [this](const Result<QUrl> &page) {
        m_open->setEnabled(true);
        if (!page)
            return m_message->showError(page.error());
        // The page is a file, as a command line with the way in could be read by everybody.
        if (!QDesktopServices::openUrl(*page))
            m_message->showText(
                tr("No browser could be started. Open this file in one within two minutes: %1")
                    .arg(page->toLocalFile()),
                Kind::Warning);
    });
}

} // namespace skep::ui
