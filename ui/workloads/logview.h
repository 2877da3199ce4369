// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/docker/logstream.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace skep::ui {

class LogText;
class MessageBar;
class PlainLabel;

//! The merged logs of some containers: coloured per source, followed or held, searched and saved. A page of
//! the dock.
class LogView final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(LogView)

public:
    //! Closing the view ends the reading.
    explicit LogView(const QList<docker::LogSource> &sources, QWidget *parent = nullptr);

    LogText *text() const { return m_text; }
    void take(const QList<docker::LogLine> &lines); //!< what the stream has to tell

private:
    QWidget *makeBar();
    void read(); //!< anew, with as much of the past as is chosen
    void pause(bool paused);
    void search(bool forward);
    void save();
    void showState();

    QList<docker::LogSource> m_sources;
    docker::LogStream *m_stream = nullptr;
    LogText *m_text;
    MessageBar *m_message;
    PlainLabel *m_state;
    QLineEdit *m_search = nullptr;
    QPushButton *m_pause = nullptr;
    QCheckBox *m_times = nullptr;
    QComboBox *m_past = nullptr;
    qint64 m_lines = 0;
};

} // namespace skep::ui
