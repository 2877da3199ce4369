// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/cluster/health.h"

#include <QList>
#include <QMap>
#include <QString>

//! What a detail pane shows, as values: the pane is built anew only when they differ.
namespace skep::ui {

struct Fact
{
    QString name;
    QString value;
    bool isCode = false; //!< in the fixed font
    bool operator==(const Fact &) const = default;
};

struct FactGroup
{
    QString title; //!< empty: without a heading
    QList<Fact> facts;
    bool operator==(const FactGroup &) const = default;
};

//! One thing of a list below the facts, such as a task of a service's history.
struct DetailLine
{
    cluster::Health health = cluster::Health::Unknown;
    QString what;
    QString note; //!< small, below
    bool operator==(const DetailLine &) const = default;
};

struct Detail
{
    QString key; //!< of the row
    QString title;
    cluster::Health health = cluster::Health::Unknown;
    QString state; //!< with its reason
    QList<FactGroup> groups;
    QString linesTitle;
    QList<DetailLine> lines;
    bool operator==(const Detail &) const = default;
};

FactGroup labelFacts(const QMap<QString, QString> &labels); //!< a group "Labels"

} // namespace skep::ui
