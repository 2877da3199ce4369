<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
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
    <name>PasteGuard</name>
    <message numerus="yes">
        <source>Paste these %n lines?</source>
        <translation>
            <numerusform>Paste this line?</numerusform>
            <numerusform>Paste these %n lines?</numerusform>
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
    <message numerus="yes">
        <source>One engine in no swarm; %n container(s) run.</source>
        <translation>
            <numerusform>One engine in no swarm; %n container runs.</numerusform>
            <numerusform>One engine in no swarm; %n containers run.</numerusform>
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
    <name>skep::cluster::ShellAccess</name>
    <message numerus="yes">
        <source>The host keys of its %n machine(s), which Skep knows, in %1.</source>
        <translation>
            <numerusform>The host key of its machine, which Skep knows, in %1.</numerusform>
            <numerusform>The host keys of its %n machines, which Skep knows, in %1.</numerusform>
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
    <name>skep::ui::AddNodesDialog</name>
    <message numerus="yes">
        <source>%1 · %n CPU · %2</source>
        <translation>
            <numerusform>%1 · %n CPU · %2</numerusform>
            <numerusform>%1 · %n CPUs · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::AuditDialog</name>
    <message numerus="yes">
        <source>%n rule(s) read</source>
        <translation>
            <numerusform>%n rule read</numerusform>
            <numerusform>%n rules read</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n port(s) tried from this computer</source>
        <translation>
            <numerusform>%n port tried from this computer</numerusform>
            <numerusform>%n ports tried from this computer</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>%n thing to look at</numerusform>
            <numerusform>%n things to look at</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n port(s) that the nodes listen at read there</source>
        <translation>
            <numerusform>%n port that the nodes listen at read there</numerusform>
            <numerusform>%n ports that the nodes listen at read there</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ChangeDialog</name>
    <message numerus="yes">
        <source>%n running task(s) move to other nodes where the swarm can place them.</source>
        <translation>
            <numerusform>%n running task moves to another node where the swarm can place it.</numerusform>
            <numerusform>%n running tasks move to other nodes where the swarm can place them.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ConnectBar</name>
    <message numerus="yes">
        <source>%n other node(s) can be reached once you have confirmed their host keys.</source>
        <translation>
            <numerusform>%n other node can be reached once you have confirmed its host key.</numerusform>
            <numerusform>%n other nodes can be reached once you have confirmed their host keys.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::Dashboard</name>
    <message numerus="yes">
        <source>Open %n &amp;terminals side by side</source>
        <translation>
            <numerusform>Open %n &amp;terminal</numerusform>
            <numerusform>Open %n &amp;terminals side by side</numerusform>
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
    <name>skep::ui::LeftoversDialog</name>
    <message numerus="yes">
        <source>%n machine(s) left over, which cost money until they are deleted.</source>
        <translation>
            <numerusform>%n machine left over, which costs money until it is deleted.</numerusform>
            <numerusform>%n machines left over, which cost money until they are deleted.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::LogView</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ProbeCard</name>
    <message numerus="yes">
        <source>%n record(s) for %1.</source>
        <translation>
            <numerusform>%n record for %1.</numerusform>
            <numerusform>%n records for %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n instance(s) left out.</source>
        <translation>
            <numerusform>%1 of %n instance left out.</numerusform>
            <numerusform>%1 of %n instances left out.</numerusform>
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
    <message numerus="yes">
        <source>%1, on %n server(s) of your own</source>
        <translation>
            <numerusform>%1, on %n server of your own</numerusform>
            <numerusform>%1, on %n servers of your own</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::RolePanel</name>
    <message numerus="yes">
        <source>%1 · %n CPU · %2</source>
        <translation>
            <numerusform>%1 · %n CPU · %2</numerusform>
            <numerusform>%1 · %n CPUs · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ScrubDialog</name>
    <message numerus="yes">
        <source>The secrets are out of %n file(s).</source>
        <translation>
            <numerusform>The secrets are out of %n file.</numerusform>
            <numerusform>The secrets are out of %n files.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ServerProbeView</name>
    <message numerus="yes">
        <source>Looking at %n server(s); nothing is changed there.</source>
        <translation>
            <numerusform>Looking at %n server; nothing is changed there.</numerusform>
            <numerusform>Looking at %n servers; nothing is changed there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n server(s) can be used.</source>
        <translation>
            <numerusform>The server can be used.</numerusform>
            <numerusform>All %n servers can be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n server(s) can be used.</source>
        <translation>
            <numerusform>%1 of %n server can be used.</numerusform>
            <numerusform>%1 of %n servers can be used.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for your answer.</source>
        <translation>
            <numerusform>%n waits for your answer.</numerusform>
            <numerusform>%n wait for your answer.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The same password for %n other server(s) that ask for this user&apos;s</source>
        <translation>
            <numerusform>The same password for %n other server that asks for this user&apos;s</numerusform>
            <numerusform>The same password for %n other servers that ask for this user&apos;s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ServiceForm</name>
    <message numerus="yes">
        <source>This changes %n thing(s), as listed; tasks are replaced where they must be.</source>
        <translation>
            <numerusform>This changes one thing, as listed; tasks are replaced where they must be.</numerusform>
            <numerusform>This changes %n things, as listed; tasks are replaced where they must be.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ServicesPage</name>
    <message numerus="yes">
        <source>The swarm replaces %n task(s) in the steps of the service&apos;s update policy, without any change of the spec. Open connections to a task are cut when it stops.</source>
        <translation>
            <numerusform>The swarm replaces one task by the service&apos;s update policy, without any change of the spec. Open connections to a task are cut when it stops.</numerusform>
            <numerusform>The swarm replaces %n tasks in the steps of the service&apos;s update policy, without any change of the spec. Open connections to a task are cut when it stops.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This changes %n thing(s), as listed. The spec of now becomes the one before.</source>
        <translation>
            <numerusform>This changes one thing, as listed. The spec of now becomes the one before.</numerusform>
            <numerusform>This changes %n things, as listed. The spec of now becomes the one before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Its %n running task(s) are stopped and the service is gone, with its spec and the way back to the one before. Volumes, networks, secrets and configs stay.</source>
        <translation>
            <numerusform>Its running task is stopped and the service is gone, with its spec and the way back to the one before. Volumes, networks, secrets and configs stay.</numerusform>
            <numerusform>Its %n running tasks are stopped and the service is gone, with its spec and the way back to the one before. Volumes, networks, secrets and configs stay.</numerusform>
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
</context>
<context>
    <name>skep::ui::StacksPage</name>
    <message numerus="yes">
        <source>Its %n service(s) are stopped and gone, and then the networks, secrets and configs that the stack has made. Volumes stay, with their data.</source>
        <translation>
            <numerusform>Its service is stopped and gone, and then the networks, secrets and configs that the stack has made. Volumes stay, with their data.</numerusform>
            <numerusform>Its %n services are stopped and gone, and then the networks, secrets and configs that the stack has made. Volumes stay, with their data.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::SwarmFileDialog</name>
    <message numerus="yes">
        <source>%n byte(s) from %1</source>
        <translation>
            <numerusform>%n byte from %1</numerusform>
            <numerusform>%n bytes from %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::TasksPage</name>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n task</numerusform>
            <numerusform>%n tasks</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::TerminalPane</name>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <extracomment>%1: a sentence that says why the connection is gone</extracomment>
        <translation>
            <numerusform>%1 Trying again in %n second.</numerusform>
            <numerusform>%1 Trying again in %n seconds.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::TerminalView</name>
    <message numerus="yes">
        <source>The program in this terminal wants to put %n character(s) on the clipboard.</source>
        <translation>
            <numerusform>The program in this terminal wants to put %n character on the clipboard.</numerusform>
            <numerusform>The program in this terminal wants to put %n characters on the clipboard.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::TotalsPage</name>
    <message numerus="yes">
        <source>%1 of %n node(s) answered</source>
        <translation>
            <numerusform>%1 of %n node answered</numerusform>
            <numerusform>%1 of %n nodes answered</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::TransferRow</name>
    <message numerus="yes">
        <source>%1: done, %n file(s), %2</source>
        <translation>
            <numerusform>%1: done, %n file, %2</numerusform>
            <numerusform>%1: done, %n files, %2</numerusform>
        </translation>
    </message>
</context>
</TS>
