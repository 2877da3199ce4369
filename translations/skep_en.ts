<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<!-- SPDX-License-Identifier: GPL-3.0-or-later -->
<TS version="2.1" language="en">
    <context>
        <name>Comb</name>
        <message numerus="yes">
            <source>%n task(s) running</source>
            <translation>
                <numerusform>%n task running</numerusform>
                <numerusform>%n tasks running</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Tables</name>
        <message numerus="yes">
            <source>%n passing</source>
            <translation>
                <numerusform>%n passing</numerusform>
                <numerusform>%n passing</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skep::cluster::Attention</name>
        <message numerus="yes">
            <source>%n managers</source>
            <translation>
                <numerusform>%n manager</numerusform>
                <numerusform>%n managers</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n things need attention.</source>
            <translation>
                <numerusform>%n thing needs attention.</numerusform>
                <numerusform>%n things need attention.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skep::cluster::Health</name>
        <message numerus="yes">
            <source>%n tasks failed in the last minutes</source>
            <translation>
                <numerusform>%n task failed in the last minutes</numerusform>
                <numerusform>%n tasks failed in the last minutes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n service instances on it fail their checks.</source>
            <translation>
                <numerusform>%n service instance on it fails its checks.</numerusform>
                <numerusform>%n service instances on it fail their checks.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skep::ssh::ExecChannel</name>
        <message numerus="yes">
            <source>A command did not end within %n seconds.</source>
            <translation>
                <numerusform>A command did not end within %n second.</numerusform>
                <numerusform>A command did not end within %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skep::ui::DestroyDialog</name>
        <message numerus="yes">
            <source>This deletes %n machine(s) with everything on them, the firewall groups and the keys. It cannot be undone.</source>
            <translation>
                <numerusform>This deletes %n machine with everything on them, the firewall groups and the keys. It cannot be undone.</numerusform>
                <numerusform>This deletes %n machines with everything on them, the firewall groups and the keys. It cannot be undone.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skep::ui::ReviewPage</name>
        <message numerus="yes">
            <source>%n step(s). Machines are made side by side.</source>
            <translation>
                <numerusform>%n step. Machines are made side by side.</numerusform>
                <numerusform>%n steps. Machines are made side by side.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>skep::ui::ShapePage</name>
        <message numerus="yes">
            <source>%n machine(s).</source>
            <translation>
                <numerusform>%n machine.</numerusform>
                <numerusform>%n machines.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%1 · %n CPU · %2</source>
            <translation>
                <numerusform>%1 · %n CPU · %2</numerusform>
                <numerusform>%1 · %n CPU · %2</numerusform>
            </translation>
        </message>
    </context>
</TS>
