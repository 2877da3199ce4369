// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/local/cloudcredentials.h"

#include <QStringList>

#include <optional>

//! What docker-machine keeps of its machines, all versions of its files. Read with limits; nothing is
//! executed, and nothing written but by emptySecrets(). A path that leads out of the store and a symbolic
//! link are not followed. Any thread.
namespace skep::local {

struct StoredMachine
{
    QString name;
    QString driver; //!< "exoscale", "generic"
    QString address; //!< of the last time that docker-machine saw it; empty: it never had one
    QString user;
    quint16 port = 22;
    QString keyFile; //!< its private SSH key, in the store; empty: there is none
    QString certificateFolder; //!< with ca.pem, cert.pem and key.pem; empty: not all are there
    bool isSwarm = false; //!< classic
    bool isSwarmMaster = false;
    QString discovery; //!< of the classic swarm: "consul://198.51.100.7:8500"
    QStringList secretsInPlainText; //!< names of the fields of config.json that hold one
    std::optional<CloudCredentials> credentials; //!< of a cloud that Skep knows
};

struct MachineStore
{
    QList<StoredMachine> machines; //!< by name
    QStringList notes; //!< one sentence for each thing that is there and cannot be used
};

//! Machines that look for one another at the same place; the masters first.
struct MachineGroup
{
    QString discovery; //!< empty: machines outside of any swarm
    QList<StoredMachine> machines;
};

QString machineStoreFolder(); //!< $MACHINE_STORAGE_PATH, else where docker-machine looks
MachineStore readMachineStore(const QString &folder); //!< a missing folder: nothing, and no note
QList<MachineGroup> groupsOf(const QList<StoredMachine> &machines);

//! Takes the secrets out of the machine's file, which keeps every other byte. Errors: NotFound, Io, Config (a
//! file that is not as it was read).
Result<> emptySecrets(const QString &storeFolder, const StoredMachine &machine);

} // namespace skep::local
