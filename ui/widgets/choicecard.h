// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>
#include <QHash>
#include <QIcon>

namespace skep::ui {

//! A large button with a title and a sentence: one of a few ways to go on.
class ChoiceCard final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ChoiceCard)

public:
    ChoiceCard(const QString &title, const QString &sentence, QWidget *parent = nullptr);
    void setSign(const QIcon &sign); //!< above the title
    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int measuredHeight(int width) const;

    QString m_sentence;
    QIcon m_sign;
    mutable QHash<int, int> m_heights; //!< by width
};

} // namespace skep::ui
