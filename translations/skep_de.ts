<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Comb</name>
    <message numerus="yes">
        <source>%n task(s) running</source>
        <translation>
            <numerusform>%n Task läuft</numerusform>
            <numerusform>%n Tasks laufen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Terminal on %1</source>
        <translation>Terminal auf %1</translation>
    </message>
    <message>
        <source>Files of %1</source>
        <translation>Dateien von %1</translation>
    </message>
</context>
<context>
    <name>DetailPane</name>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
</context>
<context>
    <name>Format</name>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Converging</source>
        <translation>Im Übergang</translation>
    </message>
    <message>
        <source>Degraded</source>
        <translation>Beeinträchtigt</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>Ausgefallen</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>%1 s ago</source>
        <translation>vor %1 s</translation>
    </message>
    <message>
        <source>%1 min ago</source>
        <translation>vor %1 min</translation>
    </message>
    <message>
        <source>%1 h ago</source>
        <translation>vor %1 h</translation>
    </message>
    <message>
        <source>%1 days ago</source>
        <translation>vor %1 Tagen</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 und %2</translation>
    </message>
</context>
<context>
    <name>Options</name>
    <message>
        <source>Creates Docker Swarm clusters with Consul and shows them live.</source>
        <translation>Erstellt Docker-Swarm-Cluster mit Consul und zeigt sie live.</translation>
    </message>
    <message>
        <source>Adds the account of a sandbox cloud from the line that skep-sandbox printed when it was ready, and goes on.</source>
        <translation>Fügt das Konto einer Sandbox-Cloud aus der Zeile hinzu, die skep-sandbox ausgegeben hat, als sie bereit war, und macht weiter.</translation>
    </message>
    <message>
        <source>file</source>
        <translation>Datei</translation>
    </message>
</context>
<context>
    <name>OutputLog</name>
    <message>
        <source>The file %1 cannot be written.</source>
        <translation>Die Datei %1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The file %1 cannot be kept private.</source>
        <translation>Die Datei %1 kann nicht vor anderen geschützt werden.</translation>
    </message>
    <message>
        <source>Logging to %1 has stopped.</source>
        <translation>Das Protokoll in %1 ist abgebrochen.</translation>
    </message>
</context>
<context>
    <name>PasteGuard</name>
    <message numerus="yes">
        <source>Paste these %n lines?</source>
        <translation>
            <numerusform>%n Zeile einfügen?</numerusform>
            <numerusform>Diese %n Zeilen einfügen?</numerusform>
        </translation>
    </message>
    <message>
        <source>Paste this line? It ends with a line break, so it may be run at once.</source>
        <translation>Diese Zeile einfügen? Sie endet mit einem Zeilenumbruch und kann daher sofort ausgeführt werden.</translation>
    </message>
    <message>
        <source>Paste this text? It has characters that do not show; they are left out.</source>
        <translation>Diesen Text einfügen? Er enthält unsichtbare Zeichen; sie werden weggelassen.</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Prepare</source>
        <translation>Vorbereiten</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugang</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Swarm</source>
        <translation>Swarm</translation>
    </message>
    <message>
        <source>Consul</source>
        <translation>Consul</translation>
    </message>
    <message>
        <source>Registrar</source>
        <translation>Registrar</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>Removal</source>
        <translation>Abbau</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
</context>
<context>
    <name>Tables</name>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Manager, leader</source>
        <translation>Manager, führt</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Drained</source>
        <translation>Geleert</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>Aktiv</translation>
    </message>
    <message>
        <source>Passing</source>
        <translation>Besteht</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Availability</source>
        <translation>Verfügbarkeit</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Consul agent</source>
        <translation>Consul-Agent</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Global</source>
        <translation>Global</translation>
    </message>
    <message>
        <source>Replicated</source>
        <translation>Repliziert</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>In the catalog</source>
        <translation>Im Katalog</translation>
    </message>
    <message numerus="yes">
        <source>%n passing</source>
        <translation>
            <numerusform>%n besteht</numerusform>
            <numerusform>%n bestehen</numerusform>
        </translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Instance of</source>
        <translation>Instanz von</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfung</translation>
    </message>
</context>
<context>
    <name>Tasks</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Allocated</source>
        <translation>Zugeteilt</translation>
    </message>
    <message>
        <source>Pending</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Assigned</source>
        <translation>Zugewiesen</translation>
    </message>
    <message>
        <source>Accepted</source>
        <translation>Angenommen</translation>
    </message>
    <message>
        <source>Preparing</source>
        <translation>In Vorbereitung</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>Bereit</translation>
    </message>
    <message>
        <source>Starting</source>
        <translation>Startet</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Complete</source>
        <translation>Abgeschlossen</translation>
    </message>
    <message>
        <source>Shut down</source>
        <translation>Beendet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>Abgelehnt</translation>
    </message>
    <message>
        <source>Orphaned</source>
        <translation>Verwaist</translation>
    </message>
    <message>
        <source>To be removed</source>
        <translation>Wird entfernt</translation>
    </message>
    <message>
        <source>%1: exit code %2</source>
        <translation>%1: Rückgabewert %2</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Task</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
</context>
<context>
    <name>TerminalMenu</name>
    <message>
        <source>&amp;Terminal</source>
        <translation>&amp;Terminal</translation>
    </message>
    <message>
        <source>&amp;Another one on the same node</source>
        <translation>&amp;Noch eines auf demselben Knoten</translation>
    </message>
    <message>
        <source>Split to the &amp;right</source>
        <translation>Nach &amp;rechts teilen</translation>
    </message>
    <message>
        <source>Split &amp;downwards</source>
        <translation>Nach &amp;unten teilen</translation>
    </message>
    <message>
        <source>&amp;Type to all terminals of the tab</source>
        <translation>In &amp;alle Terminals des Reiters tippen</translation>
    </message>
    <message>
        <source>&amp;Find in the terminal…</source>
        <translation>Im Terminal &amp;suchen …</translation>
    </message>
    <message>
        <source>&amp;Log the output to a file</source>
        <translation>Ausgabe in eine Datei &amp;protokollieren</translation>
    </message>
    <message>
        <source>Next &amp;pane</source>
        <translation>Nächster &amp;Teil</translation>
    </message>
    <message>
        <source>Pre&amp;vious pane</source>
        <translation>&amp;Voriger Teil</translation>
    </message>
    <message>
        <source>&amp;Next tab</source>
        <translation>Nächster R&amp;eiter</translation>
    </message>
    <message>
        <source>Previous ta&amp;b</source>
        <translation>Voriger Re&amp;iter</translation>
    </message>
    <message>
        <source>&amp;Close the pane</source>
        <translation>Teil s&amp;chließen</translation>
    </message>
    <message>
        <source>As large as the &amp;window</source>
        <translation>So groß wie das &amp;Fenster</translation>
    </message>
    <message>
        <source>&amp;Show or hide</source>
        <translation>&amp;Zeigen oder verbergen</translation>
    </message>
</context>
<context>
    <name>Texts</name>
    <message>
        <source>This is not confirmed now.</source>
        <translation>Das ist im Augenblick nicht bestätigt.</translation>
    </message>
</context>
<context>
    <name>skep</name>
    <message>
        <source>Cannot write %1: the disk is full.</source>
        <translation>%1 lässt sich nicht schreiben: Die Platte ist voll.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>The file %1 is damaged.</source>
        <translation>Die Datei %1 ist beschädigt.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version of Skep. Use that version.</source>
        <translation>Die Datei %1 stammt von einer neueren Version von Skep. Benutzen Sie diese.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>%1 lässt sich nicht lesen: %2.</translation>
    </message>
    <message>
        <source>The disk gave back other bytes than were written to %1.</source>
        <translation>Die Platte gab für %1 andere Bytes zurück als die geschriebenen.</translation>
    </message>
    <message>
        <source>The answer is larger than %1 MiB and was not read.</source>
        <translation>Die Antwort ist größer als %1 MiB und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The answer is cut short or is not JSON.</source>
        <translation>Die Antwort ist abgeschnitten oder kein JSON.</translation>
    </message>
    <message>
        <source>The answer has another shape than expected: %1.</source>
        <translation>Die Antwort hat eine andere Form als erwartet: %1.</translation>
    </message>
    <message>
        <source>object expected</source>
        <translation>Objekt erwartet</translation>
    </message>
    <message>
        <source>list expected</source>
        <translation>Liste erwartet</translation>
    </message>
    <message>
        <source>The file %1 is damaged or gone. What it held before its last change is used instead; what was done since then is looked up again where it can be.</source>
        <translation>Die Datei %1 ist beschädigt oder fehlt. Verwendet wird, was sie vor der letzten Änderung enthielt; was seither geschah, wird nachgesehen, wo das möglich ist.</translation>
    </message>
    <message>
        <source>a program that does not give its name</source>
        <translation>ein Programm, das seinen Namen nicht nennt</translation>
    </message>
    <message>
        <source>Another program is working on this: %1. Wait until it is done, or end it.</source>
        <translation>Ein anderes Programm arbeitet daran: %1. Warten Sie, bis es fertig ist, oder beenden Sie es.</translation>
    </message>
</context>
<context>
    <name>skep::JsonReader</name>
    <message>
        <source>text expected</source>
        <translation>Text erwartet</translation>
    </message>
    <message>
        <source>true or false expected</source>
        <translation>Wahr oder falsch erwartet</translation>
    </message>
    <message>
        <source>number expected</source>
        <translation>Zahl erwartet</translation>
    </message>
    <message>
        <source>time expected</source>
        <translation>Zeit erwartet</translation>
    </message>
    <message>
        <source>object expected</source>
        <translation>Objekt erwartet</translation>
    </message>
    <message>
        <source>The answer has another shape than expected: %1.</source>
        <translation>Die Antwort hat eine andere Form als erwartet: %1.</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>fehlt</translation>
    </message>
    <message>
        <source>list expected</source>
        <translation>Liste erwartet</translation>
    </message>
    <message>
        <source>whole number expected</source>
        <translation>Ganze Zahl erwartet</translation>
    </message>
    <message>
        <source>number out of range</source>
        <translation>Zahl außerhalb des Bereichs</translation>
    </message>
</context>
<context>
    <name>skep::app</name>
    <message>
        <source>The sandbox&apos;s file %1 cannot be read.</source>
        <translation>Die Datei %1 der Sandbox lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The file %1 is not what skep-sandbox prints when it is ready.</source>
        <translation>Die Datei %1 ist nicht das, was skep-sandbox ausgibt, wenn sie bereit ist.</translation>
    </message>
</context>
<context>
    <name>skep::cloud</name>
    <message>
        <source>1 minute</source>
        <translation>1 Minute</translation>
    </message>
    <message>
        <source>%n minutes</source>
        <translation>%n Minuten</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 ahead, so the cloud refuses every request. Set the clock and try again.</source>
        <translation>Die Uhr dieses Rechners geht %1 vor, deshalb lehnt die Cloud jede Anfrage ab. Stellen Sie die Uhr und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>This computer&apos;s clock is %1 behind, so the cloud refuses every request. Set the clock and try again.</source>
        <translation>Die Uhr dieses Rechners geht %1 nach, deshalb lehnt die Cloud jede Anfrage ab. Stellen Sie die Uhr und versuchen Sie es noch einmal.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::CloudStackProvider</name>
    <message>
        <source>This cloud offers no zone to the account.</source>
        <translation>Diese Cloud bietet dem Konto keine Zone an.</translation>
    </message>
    <message>
        <source>There is no zone %1. This cloud has: %2.</source>
        <translation>Es gibt keine Zone %1. Diese Cloud hat: %2.</translation>
    </message>
    <message>
        <source>What answers at this address is no CloudStack API. The address usually ends in /client/api.</source>
        <translation>Was unter dieser Adresse antwortet, ist keine CloudStack-API. Die Adresse endet meist auf /client/api.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::ExoscaleProvider</name>
    <message>
        <source>&quot;%1&quot; is no name or number of an object in the cloud.</source>
        <translation>„%1“ ist weder Name noch Kennung eines Objekts in der Cloud.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name for a machine: use small letters, digits and hyphens.</source>
        <translation>„%1“ ist kein Name für eine Maschine: Nehmen Sie Kleinbuchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>The start-up data of machine %1 is larger than 24 KiB.</source>
        <translation>Die Startdaten der Maschine %1 sind größer als 24 KiB.</translation>
    </message>
    <message>
        <source>There is no zone %1. This cloud has: %2.</source>
        <translation>Es gibt keine Zone %1. Diese Cloud hat: %2.</translation>
    </message>
    <message>
        <source>A firewall rule needs exactly one source.</source>
        <translation>Eine Firewall-Regel braucht genau eine Quelle.</translation>
    </message>
    <message>
        <source>The cloud&apos;s answer does not say what has become of the request.</source>
        <translation>Die Antwort der Cloud sagt nicht, was aus der Anfrage geworden ist.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::Sender</name>
    <message>
        <source>The cloud&apos;s address must look like %1.</source>
        <translation>Die Adresse der Cloud muss aussehen wie %1.</translation>
    </message>
    <message>
        <source>The cloud&apos;s address must start with https://, so that nobody can read or change what is sent. Only a cloud on this computer may do without.</source>
        <translation>Die Adresse der Cloud muss mit https:// beginnen, damit niemand lesen oder ändern kann, was gesendet wird. Nur eine Cloud auf diesem Rechner kommt ohne aus.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack</name>
    <message>
        <source>The cloud answered with something that has no %1.</source>
        <translation>Die Cloud hat mit etwas geantwortet, dem %1 fehlt.</translation>
    </message>
    <message>
        <source>The cloud refused the request: %1</source>
        <translation>Die Cloud hat die Anfrage abgelehnt: %1</translation>
    </message>
    <message>
        <source>The cloud says: %1</source>
        <translation>Die Cloud sagt: %1</translation>
    </message>
    <message>
        <source>The cloud refused the request.</source>
        <translation>Die Cloud hat die Anfrage abgelehnt.</translation>
    </message>
    <message>
        <source>The account&apos;s quota is used up.</source>
        <translation>Das Kontingent des Kontos ist ausgeschöpft.</translation>
    </message>
    <message>
        <source>The account&apos;s quota is used up: %1</source>
        <translation>Das Kontingent des Kontos ist ausgeschöpft: %1</translation>
    </message>
    <message>
        <source>The cloud has no room for this at the moment; choose another zone or machine type. It says: %1</source>
        <translation>Die Cloud hat im Moment keinen Platz dafür; wählen Sie eine andere Zone oder einen anderen Maschinentyp. Sie sagt: %1</translation>
    </message>
    <message>
        <source>The cloud has a problem of its own at the moment.</source>
        <translation>Die Cloud hat im Moment selbst ein Problem.</translation>
    </message>
    <message>
        <source>The cloud has a problem of its own at the moment: %1</source>
        <translation>Die Cloud hat im Moment selbst ein Problem: %1</translation>
    </message>
    <message>
        <source>The cloud refused the key or the secret. Check both for missing characters.</source>
        <translation>Die Cloud hat den Schlüssel oder das Geheimnis abgelehnt. Prüfen Sie beide auf fehlende Zeichen.</translation>
    </message>
    <message>
        <source>This key may not do that.</source>
        <translation>Dieser Schlüssel darf das nicht.</translation>
    </message>
    <message>
        <source>This key may not do that: %1</source>
        <translation>Dieser Schlüssel darf das nicht: %1</translation>
    </message>
    <message>
        <source>This cloud cannot do that.</source>
        <translation>Diese Cloud kann das nicht.</translation>
    </message>
    <message>
        <source>This cloud cannot do that: %1</source>
        <translation>Diese Cloud kann das nicht: %1</translation>
    </message>
    <message>
        <source>The cloud asks for a pause: too many requests at once.</source>
        <translation>Die Cloud bittet um eine Pause: zu viele Anfragen auf einmal.</translation>
    </message>
    <message>
        <source>The cloud has no room for this at the moment; choose another zone or machine type.</source>
        <translation>Die Cloud hat im Moment keinen Platz dafür; wählen Sie eine andere Zone oder einen anderen Maschinentyp.</translation>
    </message>
    <message>
        <source>The object is in use, or there is one already.</source>
        <translation>Das Objekt wird benutzt, oder es gibt schon eines.</translation>
    </message>
    <message>
        <source>The cloud refused the request (%1).</source>
        <translation>Die Cloud hat die Anfrage abgelehnt (%1).</translation>
    </message>
    <message>
        <source>What answers at this address is no CloudStack API. The address usually ends in /client/api.</source>
        <translation>Was unter dieser Adresse antwortet, ist keine CloudStack-API. Die Adresse endet meist auf /client/api.</translation>
    </message>
    <message>
        <source>The answer of the cloud is cut off.</source>
        <translation>Die Antwort der Cloud ist abgeschnitten.</translation>
    </message>
    <message>
        <source>Exoscale has switched this API off. Its keys work with the kind “Exoscale” and an address such as https://api-ch-gva-2.exoscale.com/v2.</source>
        <translation>Exoscale hat diese API abgeschaltet. Die Schlüssel funktionieren mit der Art „Exoscale“ und einer Adresse wie https://api-ch-gva-2.exoscale.com/v2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no name for a machine: use small letters, digits and hyphens.</source>
        <translation>„%1“ ist kein Name für eine Maschine: Verwenden Sie Kleinbuchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>The start-up data of machine %1 is larger than 24 KiB.</source>
        <translation>Die Startdaten der Maschine %1 sind größer als 24 KiB.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::Calls</name>
    <message>
        <source>There is no project %1: this key sees no projects.</source>
        <translation>Es gibt kein Projekt %1: Dieser Schlüssel sieht keine Projekte.</translation>
    </message>
    <message>
        <source>There is no project %1. This key sees: %2.</source>
        <translation>Es gibt kein Projekt %1. Dieser Schlüssel sieht: %2.</translation>
    </message>
    <message>
        <source>The cloud did not do it: %1</source>
        <translation>Die Cloud hat es nicht getan: %1</translation>
    </message>
    <message>
        <source>An object of the cloud is meant that has no id.</source>
        <translation>Gemeint ist ein Objekt der Cloud, das keine Kennung hat.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::Features</name>
    <message>
        <source>No cluster can be made here: this cloud, or the role of this key, has no %1.</source>
        <translation>Hier lässt sich kein Cluster anlegen: Dieser Cloud oder der Rolle dieses Schlüssels fehlt %1.</translation>
    </message>
    <message>
        <source>Machines cannot be kept on different hosts: this cloud, or the role of this key, has no %1.</source>
        <translation>Maschinen lassen sich nicht auf verschiedene Wirte verteilen: Dieser Cloud oder der Rolle dieses Schlüssels fehlt %1.</translation>
    </message>
    <message>
        <source>Machines cannot be kept on different hosts: this cloud has no affinity groups of the kind “%1”.</source>
        <translation>Maschinen lassen sich nicht auf verschiedene Wirte verteilen: Diese Cloud hat keine Affinitätsgruppen der Art „%1“.</translation>
    </message>
    <message>
        <source>Machines carry no tags, since this cloud has no createTags; Skep knows them by their display names.</source>
        <translation>Die Maschinen tragen keine Tags, weil dieser Cloud createTags fehlt; Skep erkennt sie an ihren Anzeigenamen.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::IsolatedNetworks</name>
    <message>
        <source>This zone offers no isolated network with source NAT, port forwarding and a firewall, so Skep cannot build a cluster there.</source>
        <translation>Diese Zone bietet kein isoliertes Netz mit Quell-NAT, Portweiterleitung und Firewall, deshalb kann Skep dort keinen Cluster bauen.</translation>
    </message>
    <message>
        <source>The cloud gave an address without saying which.</source>
        <translation>Die Cloud hat eine Adresse vergeben, ohne zu sagen welche.</translation>
    </message>
    <message>
        <source>The cluster&apos;s network is not there.</source>
        <translation>Das Netz des Clusters gibt es nicht.</translation>
    </message>
    <message>
        <source>In a zone without firewall groups Skep opens nothing but SSH.</source>
        <translation>In einer Zone ohne Firewall-Gruppen öffnet Skep nichts außer SSH.</translation>
    </message>
    <message>
        <source>The network %1 is so large that Skep finds no port for the machine at %2.</source>
        <translation>Das Netz %1 ist so groß, dass Skep für die Maschine mit %2 keinen Port findet.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::JobWait</name>
    <message>
        <source>The cloud answered with a job in an unknown state.</source>
        <translation>Die Cloud hat mit einem Auftrag in unbekanntem Zustand geantwortet.</translation>
    </message>
    <message>
        <source>The cloud has not finished the job after 15 minutes.</source>
        <translation>Die Cloud ist mit dem Auftrag nach 15 Minuten nicht fertig.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::Machines</name>
    <message>
        <source>The cloud no longer has this type of machine.</source>
        <translation>Die Cloud hat diesen Maschinentyp nicht mehr.</translation>
    </message>
    <message>
        <source>The machine has no network.</source>
        <translation>Die Maschine hat kein Netz.</translation>
    </message>
    <message>
        <source>This zone has security groups, but no network that uses them and that the account may put machines in.</source>
        <translation>Diese Zone hat Sicherheitsgruppen, aber kein Netz, das sie benutzt und in das das Konto Maschinen stellen darf.</translation>
    </message>
    <message>
        <source>The cloud does not say which machine it makes.</source>
        <translation>Die Cloud sagt nicht, welche Maschine sie anlegt.</translation>
    </message>
    <message>
        <source>The cloud does not know this machine.</source>
        <translation>Die Cloud kennt diese Maschine nicht.</translation>
    </message>
    <message>
        <source>CloudStack changes the firewall groups of a machine only while it is stopped. Add a node in the wanted role and remove %1 instead.</source>
        <translation>CloudStack ändert die Firewallgruppen einer Maschine nur, während sie steht. Fügen Sie stattdessen einen Knoten in der gewünschten Rolle hinzu und entfernen Sie %1.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::SecurityGroups</name>
    <message>
        <source>The group that a rule lets in is not there.</source>
        <translation>Die Gruppe, die eine Regel einlässt, gibt es nicht.</translation>
    </message>
    <message>
        <source>A firewall rule needs exactly one source.</source>
        <translation>Eine Firewall-Regel braucht genau eine Quelle.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::cloudstack::Transport</name>
    <message>
        <source>The account has no key or no secret.</source>
        <translation>Dem Konto fehlt der Schlüssel oder das Geheimnis.</translation>
    </message>
    <message>
        <source>The answer of the cloud to %1 has no list in it.</source>
        <translation>Die Antwort der Cloud auf %1 enthält keine Liste.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::exoscale</name>
    <message>
        <source>The cloud refused the key or the secret. Check both for missing characters.</source>
        <translation>Die Cloud hat den Schlüssel oder das Geheimnis abgelehnt. Prüfen Sie beide auf fehlende Zeichen.</translation>
    </message>
    <message>
        <source>This key may not do that: %1</source>
        <translation>Dieser Schlüssel darf das nicht: %1</translation>
    </message>
    <message>
        <source>The cloud asks for a pause: too many requests at once.</source>
        <translation>Die Cloud bittet um eine Pause: zu viele Anfragen auf einmal.</translation>
    </message>
    <message>
        <source>The account&apos;s quota is used up: %1</source>
        <translation>Das Kontingent des Kontos ist erschöpft: %1</translation>
    </message>
    <message>
        <source>The cloud does not know this object.</source>
        <translation>Die Cloud kennt dieses Objekt nicht.</translation>
    </message>
    <message>
        <source>The cloud says: %1</source>
        <translation>Die Cloud sagt: %1</translation>
    </message>
    <message>
        <source>The object is in use, or there is one already.</source>
        <translation>Das Objekt ist in Gebrauch, oder es gibt schon eines.</translation>
    </message>
    <message>
        <source>The cloud has a problem of its own at the moment.</source>
        <translation>Die Cloud hat gerade selbst ein Problem.</translation>
    </message>
    <message>
        <source>The cloud has a problem of its own at the moment: %1</source>
        <translation>Die Cloud hat gerade selbst ein Problem: %1</translation>
    </message>
    <message>
        <source>The cloud refused the request (HTTP %1).</source>
        <translation>Die Cloud hat die Anfrage abgelehnt (HTTP %1).</translation>
    </message>
    <message>
        <source>The cloud refused the request: %1</source>
        <translation>Die Cloud hat die Anfrage abgelehnt: %1</translation>
    </message>
    <message>
        <source>The cloud gave up: the operation took too long there. %1</source>
        <translation>Die Cloud hat aufgegeben: Die Operation dauerte dort zu lange. %1</translation>
    </message>
    <message>
        <source>no reason given.</source>
        <translation>kein Grund genannt.</translation>
    </message>
    <message>
        <source>The cloud could not do it: %1</source>
        <translation>Die Cloud konnte es nicht: %1</translation>
    </message>
</context>
<context>
    <name>skep::cloud::exoscale::OperationWait</name>
    <message>
        <source>The cloud answered with an operation in the unknown state &quot;%1&quot;.</source>
        <translation>Die Cloud antwortete mit einer Operation im unbekannten Zustand „%1“.</translation>
    </message>
    <message>
        <source>The cloud has not finished the operation after ten minutes.</source>
        <translation>Die Cloud hat die Operation nach zehn Minuten nicht beendet.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::exoscale::PriceList</name>
    <message>
        <source>The price list is no JSON object.</source>
        <translation>Die Preisliste ist kein JSON-Objekt.</translation>
    </message>
    <message>
        <source>%1 has no price list today.</source>
        <translation>%1 hat heute keine Preisliste.</translation>
    </message>
</context>
<context>
    <name>skep::cloud::exoscale::Transport</name>
    <message>
        <source>The account has no key or no secret.</source>
        <translation>Das Konto hat keinen Schlüssel oder kein Geheimnis.</translation>
    </message>
    <message>
        <source>This is the address of an Exoscale API that has been switched off. Use one such as https://api-ch-gva-2.exoscale.com/v2; the keys work there, too.</source>
        <translation>Das ist die Adresse einer Exoscale-API, die abgeschaltet wurde. Nehmen Sie eine wie https://api-ch-gva-2.exoscale.com/v2; die Schlüssel gelten auch dort.</translation>
    </message>
</context>
<context>
    <name>skep::cluster</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Give the account a name.</source>
        <translation>Geben Sie dem Konto einen Namen.</translation>
    </message>
    <message>
        <source>This Skep knows no clouds of the kind “%1”.</source>
        <translation>Dieses Skep kennt keine Clouds der Art „%1“.</translation>
    </message>
    <message>
        <source>The address of the cloud&apos;s API is not valid.</source>
        <translation>Die Adresse der Cloud-API ist ungültig.</translation>
    </message>
    <message>
        <source>The cloud&apos;s API must be reached by https: the address starts with “https://”.</source>
        <translation>Die Cloud-API muss per https erreicht werden: Die Adresse beginnt mit „https://“.</translation>
    </message>
    <message>
        <source>Enter the API key.</source>
        <translation>Geben Sie den API-Schlüssel ein.</translation>
    </message>
    <message>
        <source>A command on %1 failed.</source>
        <translation>Ein Befehl auf %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>The script %1 is missing.</source>
        <translation>Das Skript %1 fehlt.</translation>
    </message>
    <message>
        <source>machine %1</source>
        <translation>Maschine %1</translation>
    </message>
    <message>
        <source>firewall group %1</source>
        <translation>Firewall-Gruppe %1</translation>
    </message>
    <message>
        <source>SSH key %1</source>
        <translation>SSH-Schlüssel %1</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>Port %1/%2 from %3 to group %4 is closed: its firewall rule is missing.</source>
        <translation>Port %1/%2 von %3 zur Gruppe %4 ist zu: Seine Firewall-Regel fehlt.</translation>
    </message>
    <message>
        <source>The cloud has no template “%1”.</source>
        <translation>Die Cloud hat keine Vorlage „%1“.</translation>
    </message>
    <message>
        <source>The template needs a disk of at least %1 GiB.</source>
        <translation>Die Vorlage braucht eine Platte von mindestens %1 GiB.</translation>
    </message>
    <message>
        <source>The cloud has no machine type “%1”.</source>
        <translation>Die Cloud hat keinen Maschinentyp „%1“.</translation>
    </message>
    <message>
        <source>The account may not use the machine type “%1”.</source>
        <translation>Das Konto darf den Maschinentyp „%1“ nicht nutzen.</translation>
    </message>
    <message>
        <source>The cloud has no zone “%1”.</source>
        <translation>Die Cloud hat keine Zone „%1“.</translation>
    </message>
    <message>
        <source>The account may have %1 machines and has %2; this cluster needs %3 more.</source>
        <translation>Das Konto darf %1 Maschinen haben und hat %2; dieser Cluster braucht %3 weitere.</translation>
    </message>
    <message>
        <source>The account has a firewall group “%1” already, so a cluster of this name may be there. Choose another name.</source>
        <translation>Das Konto hat schon eine Firewall-Gruppe „%1“, also gibt es vielleicht einen Cluster dieses Namens. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>A swarm has 1, 3 or 5 managers: an even number can lose no more than the odd number below it.</source>
        <translation>Ein Swarm hat 1, 3 oder 5 Manager: Eine gerade Zahl verkraftet nicht mehr Ausfälle als die ungerade darunter.</translation>
    </message>
    <message>
        <source>The number of workers is between 0 and 200.</source>
        <translation>Die Zahl der Worker liegt zwischen 0 und 200.</translation>
    </message>
    <message>
        <source>Consul has 1 or 3 servers, or 0 for a cluster without it.</source>
        <translation>Consul hat 1 oder 3 Server, oder 0 für einen Cluster ohne Consul.</translation>
    </message>
    <message>
        <source>There are fewer managers than Consul servers on them.</source>
        <translation>Es gibt weniger Manager als Consul-Server darauf.</translation>
    </message>
    <message>
        <source>A disk has between 10 and 51200 GiB.</source>
        <translation>Eine Platte hat zwischen 10 und 51200 GiB.</translation>
    </message>
    <message>
        <source>Say from which addresses SSH may be reached, for example 203.0.113.7/32.</source>
        <translation>Geben Sie an, von welchen Adressen SSH erreichbar ist, zum Beispiel 203.0.113.7/32.</translation>
    </message>
    <message>
        <source>“%1” is no address range such as 203.0.113.7/32.</source>
        <translation>„%1“ ist kein Adressbereich wie 203.0.113.7/32.</translation>
    </message>
    <message>
        <source>A name has 1 to 40 small letters, digits and hyphens, starts with a letter and does not end with a hyphen.</source>
        <translation>Ein Name hat 1 bis 40 Kleinbuchstaben, Ziffern und Bindestriche, beginnt mit einem Buchstaben und endet nicht mit einem Bindestrich.</translation>
    </message>
    <message>
        <source>Choose the template that the machines are made from.</source>
        <translation>Wählen Sie die Vorlage für die Maschinen.</translation>
    </message>
    <message>
        <source>Choose a machine type for the managers.</source>
        <translation>Wählen Sie einen Maschinentyp für die Manager.</translation>
    </message>
    <message>
        <source>Choose a machine type for the workers.</source>
        <translation>Wählen Sie einen Maschinentyp für die Worker.</translation>
    </message>
    <message>
        <source>Choose a machine type for the Consul servers.</source>
        <translation>Wählen Sie einen Maschinentyp für die Consul-Server.</translation>
    </message>
    <message>
        <source>“%1” is no image reference.</source>
        <translation>„%1“ ist keine Image-Angabe.</translation>
    </message>
    <message>
        <source>A cluster&apos;s description has no member “%1”.</source>
        <translation>Die Beschreibung eines Clusters hat kein Feld „%1“.</translation>
    </message>
    <message>
        <source>The cluster&apos;s description is wrong: %1</source>
        <translation>Die Beschreibung des Clusters ist falsch: %1</translation>
    </message>
    <message>
        <source>there is no such member</source>
        <translation>dieses Feld gibt es nicht</translation>
    </message>
    <message>
        <source>anti-affinity group %1</source>
        <translation>Anti-Affinitäts-Gruppe %1</translation>
    </message>
    <message>
        <source>A cluster without Consul has no port of it to open.</source>
        <translation>Ein Cluster ohne Consul hat keinen Port davon zu öffnen.</translation>
    </message>
    <message>
        <source>A cloud keeps at most %1 machines apart, and these are %2.</source>
        <translation>Eine Cloud hält höchstens %1 Maschinen auseinander, und das sind %2.</translation>
    </message>
    <message>
        <source>A cloud-config is a list of settings such as “packages: [htop]”, and a script begins with “#!”. This is neither.</source>
        <translation>Eine cloud-config ist eine Liste von Einstellungen wie „packages: [htop]“, und ein Skript beginnt mit „#!“. Das ist keins von beiden.</translation>
    </message>
    <message>
        <source>Line %1 is no YAML: %2.</source>
        <translation>Zeile %1 ist kein YAML: %2.</translation>
    </message>
    <message>
        <source>User data has at most %1 bytes, and this has %2.</source>
        <translation>Benutzerdaten haben höchstens %1 Bytes, und diese haben %2.</translation>
    </message>
    <message>
        <source>too many</source>
        <translation>zu viele</translation>
    </message>
    <message>
        <source>a machine or parts expected</source>
        <translation>eine Maschine oder Teile erwartet</translation>
    </message>
    <message>
        <source>SSH (port 22)</source>
        <translation>SSH (Port 22)</translation>
    </message>
    <message>
        <source>In this zone the machines are behind one address, where only SSH is let through: nothing else can be opened there.</source>
        <translation>In dieser Zone liegen die Maschinen hinter einer einzigen Adresse, die nur SSH durchlässt: Sonst kann dort nichts geöffnet werden.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version of Skep. Use that version.</source>
        <translation>Die Datei %1 wurde von einer neueren Version von Skep geschrieben. Verwenden Sie diese Version.</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>firewall group</source>
        <translation>Firewall-Gruppe</translation>
    </message>
    <message>
        <source>anti-affinity group</source>
        <translation>Anti-Affinity-Gruppe</translation>
    </message>
    <message>
        <source>SSH key</source>
        <translation>SSH-Schlüssel</translation>
    </message>
    <message>
        <source>Only its labels in the cloud tell of this cluster: it can be destroyed, not gone on with.</source>
        <translation>Von diesem Cluster künden nur noch die Kennzeichnungen in der Cloud: Er kann zerstört, aber nicht fortgesetzt werden.</translation>
    </message>
    <message>
        <source>This cloud has no anti-affinity groups, so it cannot keep machines on different hosts.</source>
        <translation>Diese Cloud hat keine Anti-Affinitätsgruppen und kann Maschinen deshalb nicht auf verschiedene Wirte verteilen.</translation>
    </message>
    <message>
        <source>Skep leaves your servers&apos; firewalls alone: open there, from each of the servers to the others: %1.</source>
        <translation>Skep lässt die Firewalls Ihrer Server in Ruhe. Öffnen Sie dort, von jedem der Server zu den anderen: %1.</translation>
    </message>
    <message>
        <source>Own servers need no account.</source>
        <translation>Eigene Server brauchen kein Konto.</translation>
    </message>
    <message>
        <source>There are %1 servers for %2 managers and %3 workers.</source>
        <translation>Es sind %1 Server für %2 Manager und %3 Worker.</translation>
    </message>
    <message>
        <source>On own servers Consul&apos;s servers are on managers of the swarm.</source>
        <translation>Auf eigenen Servern laufen die Consul-Server auf Managern des Schwarms.</translation>
    </message>
    <message>
        <source>The firewall of your own servers is yours: Skep opens nothing there to others.</source>
        <translation>Die Firewall Ihrer eigenen Server gehört Ihnen: Skep öffnet dort nichts für andere.</translation>
    </message>
    <message>
        <source>Two of the servers are “%1”: each must be another machine with a host name of its own.</source>
        <translation>Zwei der Server sind „%1“: jeder muss eine andere Maschine mit eigenem Rechnernamen sein.</translation>
    </message>
    <message>
        <source>all servers</source>
        <translation>alle Server</translation>
    </message>
    <message>
        <source>managers</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>Consul servers</source>
        <translation>Consul-Server</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Action</name>
    <message>
        <source>%1 has no engine, and its system has no apt-get to install one with. Choose a Debian or Ubuntu template, or one that has an engine.</source>
        <translation>%1 hat keine Engine, und sein System hat kein apt-get, um eine zu installieren. Wählen Sie eine Debian- oder Ubuntu-Vorlage oder eine mit Engine.</translation>
    </message>
    <message>
        <source>The first boot of %1 (cloud-init) did not end within ten minutes.</source>
        <translation>Der erste Start von %1 (cloud-init) war nach zehn Minuten nicht zu Ende.</translation>
    </message>
    <message>
        <source>%1 cannot fetch the package lists: its package mirror cannot be reached or is broken. Check the machine&apos;s outgoing network and its apt sources.</source>
        <translation>%1 kann die Paketlisten nicht holen: Der Paketspiegel ist nicht erreichbar oder defekt. Prüfen Sie das ausgehende Netz der Maschine und ihre apt-Quellen.</translation>
    </message>
    <message>
        <source>Another package installation on %1 did not end within five minutes.</source>
        <translation>Eine andere Paketinstallation auf %1 war nach fünf Minuten nicht zu Ende.</translation>
    </message>
    <message>
        <source>The engine&apos;s packages could not be installed on %1.</source>
        <translation>Die Pakete der Engine ließen sich auf %1 nicht installieren.</translation>
    </message>
    <message>
        <source>The engine of %1 does not start.</source>
        <translation>Die Engine von %1 startet nicht.</translation>
    </message>
    <message>
        <source>The engine of %1 refuses the new daemon.json; the old one is in place.</source>
        <translation>Die Engine von %1 lehnt die neue daemon.json ab; die alte ist in Kraft.</translation>
    </message>
    <message>
        <source>The engine of %1 did not start with the new daemon.json; the old one is back in place.</source>
        <translation>Die Engine von %1 startete mit der neuen daemon.json nicht; die alte ist wieder in Kraft.</translation>
    </message>
    <message>
        <source>Cannot log in to %1: %2</source>
        <translation>Anmeldung bei %1 nicht möglich: %2</translation>
    </message>
    <message>
        <source>The engine of %1 does not get its sockets from systemd, so that its port is left alone.</source>
        <translation>Die Engine von %1 bekommt ihre Sockets nicht von systemd, darum bleibt ihr Port, wie er ist.</translation>
    </message>
    <message>
        <source>The engine of %1 did not start with its port open; it is closed again and the engine is as before.</source>
        <translation>Die Engine von %1 ist mit offenem Port nicht gestartet; er ist wieder geschlossen, und die Engine ist wie zuvor.</translation>
    </message>
    <message>
        <source>The cloud&apos;s answer was lost: looking whether it was done all the same.</source>
        <translation>Die Antwort der Cloud ging verloren: Es wird nachgesehen, ob es trotzdem getan wurde.</translation>
    </message>
    <message>
        <source>The cloud does not say what it has made.</source>
        <translation>Die Cloud sagt nicht, was sie angelegt hat.</translation>
    </message>
    <message>
        <source>The engine of %1 cannot be told to keep its containers while it starts anew (live-restore), so it was not started anew.</source>
        <translation>Die Engine von %1 lässt sich nicht sagen, dass sie ihre Container behalten soll, während sie neu startet (live-restore); darum wurde sie nicht neu gestartet.</translation>
    </message>
    <message>
        <source>%1 belongs to another cluster of Skep by now.</source>
        <translation>%1 gehört inzwischen zu einem anderen Cluster von Skep.</translation>
    </message>
    <message>
        <source>The packages of %1 are half installed, and dpkg cannot put them right. Run “dpkg --configure -a” there and see what it says.</source>
        <translation>Die Pakete von %1 sind nur halb installiert, und dpkg kann das nicht beheben. Führen Sie dort „dpkg --configure -a“ aus und sehen Sie nach, was es meldet.</translation>
    </message>
    <message>
        <source>The disk of %1 is full. Make room there, then go on.</source>
        <translation>Die Festplatte von %1 ist voll. Schaffen Sie dort Platz und fahren Sie dann fort.</translation>
    </message>
    <message>
        <source>The engine of %1 has its new daemon.json and keeps live-restore on all the same, which a swarm cannot have. Restart the engine there when its containers may stop, then go on.</source>
        <translation>Die Engine von %1 hat ihre neue daemon.json und behält live-restore trotzdem, das ein Swarm nicht haben darf. Starten Sie die Engine dort neu, wenn ihre Container anhalten dürfen, und fahren Sie dann fort.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::AddRule</name>
    <message>
        <source>The plan has no rule %1.</source>
        <translation>Der Plan hat keine Regel %1.</translation>
    </message>
    <message>
        <source>The account has no firewall group “%1”.</source>
        <translation>Das Konto hat keine Firewall-Gruppe „%1“.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Attention</name>
    <message>
        <source>Consul not confirmed</source>
        <translation>Consul nicht bestätigt</translation>
    </message>
    <message>
        <source>What runs goes on running, but nothing can be changed.</source>
        <translation>Was läuft, läuft weiter, aber nichts lässt sich ändern.</translation>
    </message>
    <message>
        <source>No manager answers. What is shown was true at %1.</source>
        <translation>Kein Manager antwortet. Das Gezeigte galt um %1.</translation>
    </message>
    <message>
        <source>No manager answers.</source>
        <translation>Kein Manager antwortet.</translation>
    </message>
    <message>
        <source>Consul has no leader: names do not resolve reliably and the catalog stands still.</source>
        <translation>Consul hat keine Führung: Namen lösen sich nicht verlässlich auf, und der Katalog steht still.</translation>
    </message>
    <message>
        <source>The catalog has %1 passing instances of %2, but %3 tasks run.</source>
        <translation>Der Katalog hat %1 bestehende Instanzen von %2, aber %3 Tasks laufen.</translation>
    </message>
    <message>
        <source>%1 tasks of %2 run, but %3 pass in the catalog.</source>
        <translation>%1 Tasks von %2 laufen, aber %3 bestehen im Katalog.</translation>
    </message>
    <message>
        <source>On %1 its check fails: %2</source>
        <translation>Auf %1 scheitert seine Prüfung: %2</translation>
    </message>
    <message>
        <source>The Consul agent of %1 does not answer.</source>
        <translation>Der Consul-Agent von %1 antwortet nicht.</translation>
    </message>
    <message>
        <source>The registrar does not run on %1.</source>
        <translation>Der Registrar läuft auf %1 nicht.</translation>
    </message>
    <message>
        <source>The registrar has not caught up.</source>
        <translation>Der Registrar ist noch nicht auf dem Stand.</translation>
    </message>
    <message>
        <source>1 manager</source>
        <translation>1 Manager</translation>
    </message>
    <message numerus="yes">
        <source>%n managers</source>
        <translation>
            <numerusform>%n Manager</numerusform>
            <numerusform>%n Manager</numerusform>
        </translation>
    </message>
    <message>
        <source>Healthy.</source>
        <translation>Gesund.</translation>
    </message>
    <message>
        <source>Settling.</source>
        <translation>Kommt zur Ruhe.</translation>
    </message>
    <message>
        <source>Not connected yet.</source>
        <translation>Noch nicht verbunden.</translation>
    </message>
    <message>
        <source>Not known since %1.</source>
        <translation>Unbekannt seit %1.</translation>
    </message>
    <message>
        <source>Not known.</source>
        <translation>Unbekannt.</translation>
    </message>
    <message>
        <source>One thing needs attention.</source>
        <translation>Eine Sache braucht Aufmerksamkeit.</translation>
    </message>
    <message numerus="yes">
        <source>%n things need attention.</source>
        <translation>
            <numerusform>%n Sache braucht Aufmerksamkeit.</numerusform>
            <numerusform>%n Sachen brauchen Aufmerksamkeit.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 nodes ready</source>
        <translation>%1 von %2 Knoten bereit</translation>
    </message>
    <message>
        <source>%1 (can lose %2)</source>
        <translation>%1 (Ausfallreserve %2)</translation>
    </message>
    <message>
        <source>Consul %1/%2</source>
        <translation>Consul %1/%2</translation>
    </message>
    <message>
        <source>%1 is open to %2.</source>
        <translation>%1 ist offen für %2.</translation>
    </message>
    <message>
        <source>%1: this Consul server does not answer. %2 of %3 do; Consul can lose %4 more.</source>
        <translation>%1: Dieser Consul-Server antwortet nicht. %2 von %3 antworten; Consul kann noch %4 verlieren.</translation>
    </message>
    <message>
        <source>The engine does not answer. What is shown was true at %1.</source>
        <translation>Die Engine antwortet nicht. Was gezeigt wird, galt um %1.</translation>
    </message>
    <message>
        <source>The engine does not answer.</source>
        <translation>Die Engine antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 of %2 nodes healthy</source>
        <translation>%1 von %2 Knoten gesund</translation>
    </message>
    <message>
        <source>classic Swarm %1</source>
        <translation>klassischer Swarm %1</translation>
    </message>
    <message>
        <source>strategy %1</source>
        <translation>Strategie %1</translation>
    </message>
    <message>
        <source>nodes found through %1</source>
        <translation>Knoten gefunden über %1</translation>
    </message>
    <message numerus="yes">
        <source>One engine in no swarm; %n container(s) run.</source>
        <translation>
            <numerusform>Eine Engine in keinem Swarm; %n Container läuft.</numerusform>
            <numerusform>Eine Engine in keinem Swarm; %n Container laufen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::cluster::Audits</name>
    <message>
        <source>everybody (%1)</source>
        <translation>alle (%1)</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>You chose that. Narrow it to the addresses that need it.</source>
        <translation>So wurde es gewählt. Es sollte auf die Adressen beschränkt werden, die es brauchen.</translation>
    </message>
    <message>
        <source>Remove the rule at the provider, or narrow it to the addresses that need it.</source>
        <translation>Die Regel beim Anbieter entfernen oder auf die Adressen beschränken, die sie brauchen.</translation>
    </message>
    <message>
        <source>%1 is open to %2; in it: %3.</source>
        <translation>%1 ist offen für %2; darin: %3.</translation>
    </message>
    <message>
        <source>%1 is open to %2, which this cluster does not need.</source>
        <translation>%1 ist offen für %2; dieser Cluster braucht das nicht.</translation>
    </message>
    <message>
        <source>If nobody knows what it is for, remove the rule at the provider.</source>
        <translation>Wenn niemand weiß, wozu sie dient: die Regel beim Anbieter entfernen.</translation>
    </message>
    <message>
        <source>the classic swarm&apos;s control</source>
        <translation>die Steuerung des klassischen Schwarms</translation>
    </message>
    <message>
        <source>the engine, without any protection</source>
        <translation>die Engine, ohne jeden Schutz</translation>
    </message>
    <message>
        <source>the engine</source>
        <translation>die Engine</translation>
    </message>
    <message>
        <source>the swarm&apos;s control</source>
        <translation>die Steuerung des Schwarms</translation>
    </message>
    <message>
        <source>overlay networks, without any protection</source>
        <translation>Overlay-Netze, ohne jeden Schutz</translation>
    </message>
    <message>
        <source>the swarm&apos;s gossip</source>
        <translation>der Gossip des Schwarms</translation>
    </message>
    <message>
        <source>Consul&apos;s servers</source>
        <translation>die Consul-Server</translation>
    </message>
    <message>
        <source>Consul&apos;s gossip</source>
        <translation>der Gossip von Consul</translation>
    </message>
    <message>
        <source>Consul&apos;s control</source>
        <translation>die Steuerung von Consul</translation>
    </message>
    <message>
        <source>Consul&apos;s HTTP</source>
        <translation>HTTP von Consul</translation>
    </message>
    <message>
        <source>Consul&apos;s DNS</source>
        <translation>DNS von Consul</translation>
    </message>
    <message>
        <source>Machines of the cluster are in this group too: %1.</source>
        <translation>Auch Maschinen des Clusters sind in dieser Gruppe: %1.</translation>
    </message>
    <message>
        <source>What it opens is open on them. Take them out of it if nobody knows what it is for.</source>
        <translation>Was sie öffnet, ist bei ihnen offen. Wenn niemand weiß, wozu sie dient: die Maschinen herausnehmen.</translation>
    </message>
    <message>
        <source>Add it at the provider: %1.</source>
        <translation>Beim Anbieter hinzufügen: %1.</translation>
    </message>
    <message>
        <source>You opened it. Close it when it is not needed any more.</source>
        <translation>Er wurde hier geöffnet. Schließen, wenn er nicht mehr gebraucht wird.</translation>
    </message>
    <message>
        <source>Close it with a firewall: nothing but the cluster&apos;s own nodes needs it.</source>
        <translation>Mit einer Firewall schließen: nur die eigenen Knoten des Clusters brauchen ihn.</translation>
    </message>
    <message>
        <source>Port %1 (%2) answers this computer.</source>
        <translation>Port %1 (%2) antwortet diesem Rechner.</translation>
    </message>
    <message>
        <source>Too open</source>
        <translation>Zu offen</translation>
    </message>
    <message>
        <source>Not planned</source>
        <translation>Nicht geplant</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>Fehlt</translation>
    </message>
    <message>
        <source>Reachable</source>
        <translation>Erreichbar</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>Lauscht</translation>
    </message>
    <message>
        <source>Port %1 (%2) takes connections from other computers.</source>
        <translation>Port %1 (%2) nimmt Verbindungen anderer Rechner an.</translation>
    </message>
    <message>
        <source>Whoever reaches it has root there. Let the engine listen at its socket alone, or with certificates at 2376.</source>
        <translation>Wer ihn erreicht, ist dort root. Lassen Sie die Engine nur an ihrem Socket lauschen, oder mit Zertifikaten an 2376.</translation>
    </message>
    <message>
        <source>Let it listen at 127.0.0.1, or see that a firewall keeps others away.</source>
        <translation>Lassen Sie ihn an 127.0.0.1 lauschen, oder halten Sie andere mit einer Firewall fern.</translation>
    </message>
    <message>
        <source>No rule lets %1/%2 in from %3.</source>
        <translation>Keine Regel lässt %1/%2 von %3 herein.</translation>
    </message>
    <message>
        <source>The nodes of a swarm need it from one another: add it at the provider.</source>
        <translation>Die Knoten eines Swarms brauchen das voneinander: Fügen Sie es beim Anbieter hinzu.</translation>
    </message>
    <message>
        <source>The account “%1” could not be asked. %2</source>
        <translation>Das Konto „%1“ konnte nicht gefragt werden. %2</translation>
    </message>
    <message>
        <source>The firewall&apos;s rules of %1 were not read: no account that Skep knows has these machines.</source>
        <translation>Die Firewall-Regeln von %1 wurden nicht gelesen: Kein Konto, das Skep kennt, hat diese Maschinen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Change</name>
    <message>
        <source>The cluster has no node “%1”.</source>
        <translation>Der Cluster hat keinen Knoten „%1“.</translation>
    </message>
    <message>
        <source>%1 is a Consul server and no node of the swarm.</source>
        <translation>%1 ist ein Consul-Server und kein Knoten des Schwarms.</translation>
    </message>
    <message>
        <source>%1 is named twice.</source>
        <translation>%1 ist doppelt genannt.</translation>
    </message>
    <message>
        <source>Replace %1 by %2</source>
        <translation>%1 durch %2 ersetzen</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 hinzufügen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <translation>%1 zum Manager machen</translation>
    </message>
    <message>
        <source>Demote %1</source>
        <translation>%1 zum Worker machen</translation>
    </message>
    <message>
        <source>Activate %1</source>
        <translation>%1 aktivieren</translation>
    </message>
    <message>
        <source>Open SSH to %1</source>
        <translation>SSH für %1 öffnen</translation>
    </message>
    <message>
        <source>The number of new nodes is between 1 and %1.</source>
        <translation>Die Zahl neuer Knoten liegt zwischen 1 und %1.</translation>
    </message>
    <message>
        <source>A node is a manager or a worker.</source>
        <translation>Ein Knoten ist Manager oder Worker.</translation>
    </message>
    <message>
        <source>A disk has between 10 and 51200 GiB.</source>
        <translation>Eine Platte hat zwischen 10 und 51200 GiB.</translation>
    </message>
    <message>
        <source>SSH is open to %1, but this computer is seen as %2 now: move the range.</source>
        <translation>SSH ist für %1 offen, dieser Rechner erscheint jetzt aber als %2: den Bereich verlegen.</translation>
    </message>
    <message>
        <source>%1 is a manager already.</source>
        <translation>%1 ist schon Manager.</translation>
    </message>
    <message>
        <source>%1 is no manager.</source>
        <translation>%1 ist kein Manager.</translation>
    </message>
    <message>
        <source>There is a node “%1” already.</source>
        <translation>Einen Knoten „%1“ gibt es schon.</translation>
    </message>
    <message>
        <source>A cluster has at most %1 machines.</source>
        <translation>Ein Cluster hat höchstens %1 Maschinen.</translation>
    </message>
    <message>
        <source>There is nothing to change.</source>
        <translation>Es gibt nichts zu ändern.</translation>
    </message>
    <message>
        <source>Machines of this role are kept on different hosts of the cloud, which can be %1 at most; with these it would be %2.</source>
        <translation>Maschinen dieser Rolle liegen auf verschiedenen Hosts der Cloud, das können höchstens %1 sein; mit diesen wären es %2.</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>%1 runs the only Consul server: without it Consul would be gone with all that it keeps. Replace it instead.</source>
        <translation>Auf %1 läuft der einzige Consul-Server: Ohne ihn wäre Consul weg, mit allem, was es aufbewahrt. Ersetzen Sie ihn stattdessen.</translation>
    </message>
    <message>
        <source>Consul has %1 servers; without the Consul server on %2 they would be %3, and an even number can lose no more than the odd one below it. Replace it instead.</source>
        <translation>Consul hat %1 Server; ohne den Consul-Server auf %2 wären es %3, und eine gerade Zahl kann nicht mehr verlieren als die ungerade darunter. Ersetzen Sie ihn stattdessen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ClaimServer</name>
    <message>
        <source>%1 and %2 are one machine, or copies with one /etc/machine-id.</source>
        <translation>%1 und %2 sind eine Maschine, oder Kopien mit derselben /etc/machine-id.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Cluster</name>
    <message>
        <source>machine %1</source>
        <translation>Maschine %1</translation>
    </message>
    <message>
        <source>firewall group %1</source>
        <translation>Firewall-Gruppe %1</translation>
    </message>
    <message>
        <source>SSH key %1</source>
        <translation>SSH-Schlüssel %1</translation>
    </message>
    <message>
        <source>secrets of the cluster on this computer</source>
        <translation>Geheimnisse des Clusters auf diesem Rechner</translation>
    </message>
    <message>
        <source>Not everything could be deleted: %1</source>
        <translation>Nicht alles ließ sich löschen: %1</translation>
    </message>
    <message>
        <source>%1 is not dead: the swarm sees it as ready. Remove it and add another, or wait until the swarm has noticed.</source>
        <translation>%1 ist nicht tot: der Schwarm sieht ihn als bereit. Entfernen und einen anderen hinzufügen oder warten, bis der Schwarm es bemerkt hat.</translation>
    </message>
    <message>
        <source>The swarm has no node “%1”.</source>
        <translation>Der Schwarm hat keinen Knoten „%1“.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>No manager of the cluster can be asked</source>
        <translation>Kein Manager des Clusters kann gefragt werden</translation>
    </message>
    <message>
        <source>A change of %1 is not finished (%2): go on with it or give it up.</source>
        <translation>Eine Änderung von %1 ist nicht fertig (%2): fortsetzen oder aufgeben.</translation>
    </message>
    <message>
        <source>The cluster %1 is not ready.</source>
        <translation>Der Cluster %1 ist nicht bereit.</translation>
    </message>
    <message>
        <source>Another change has begun meanwhile.</source>
        <translation>Inzwischen hat eine andere Änderung begonnen.</translation>
    </message>
    <message>
        <source>%1 cannot be written.</source>
        <translation>%1 kann nicht geschrieben werden.</translation>
    </message>
    <message>
        <source>The file has names in it that Skep does not give.</source>
        <translation>Die Datei enthält Namen, die Skep nicht vergibt.</translation>
    </message>
    <message>
        <source>%1 is there already. Choose another name: nothing is overwritten.</source>
        <translation>%1 gibt es schon. Einen anderen Namen wählen: nichts wird überschrieben.</translation>
    </message>
    <message>
        <source>That is no public SSH key.</source>
        <translation>Das ist kein öffentlicher SSH-Schlüssel.</translation>
    </message>
    <message>
        <source>Not every machine could be changed; do it again when they answer: %1</source>
        <translation>Nicht jede Maschine konnte geändert werden; wiederholen, wenn sie antworten: %1</translation>
    </message>
    <message>
        <source>anti-affinity group %1</source>
        <translation>Anti-Affinitäts-Gruppe %1</translation>
    </message>
    <message>
        <source>That is open already: %1.</source>
        <translation>Das ist schon offen: %1.</translation>
    </message>
    <message>
        <source>That is not open: %1.</source>
        <translation>Das ist nicht offen: %1.</translation>
    </message>
    <message>
        <source>%1 has begun to leave Consul, and what has taken its place must stay. Go on with the change.</source>
        <translation>%1 hat begonnen, Consul zu verlassen, und was seinen Platz eingenommen hat, muss bleiben. Führen Sie die Änderung fort.</translation>
    </message>
    <message>
        <source>Not taken back on this computer: %1</source>
        <translation>Auf diesem Computer nicht zurückgenommen: %1</translation>
    </message>
    <message>
        <source>The engines&apos; port is not open. Open it first, to whoever may use it.</source>
        <translation>Der Port der Engines ist nicht offen. Zuerst für die öffnen, die ihn benutzen dürfen.</translation>
    </message>
    <message>
        <source>client of %1</source>
        <translation>Client von %1</translation>
    </message>
    <message>
        <source>Skep has made %1: it may change it.</source>
        <translation>Skep hat %1 angelegt: Es darf ihn ändern.</translation>
    </message>
    <message>
        <source>Skep has not made %1, so it has no machines to add, remove or set up there.</source>
        <translation>Skep hat %1 nicht angelegt, also hat es dort keine Maschinen hinzuzufügen, zu entfernen oder einzurichten.</translation>
    </message>
    <message>
        <source>Skep has made %1: it has a Consul of its own.</source>
        <translation>Skep hat %1 gemacht: Er hat ein eigenes Consul.</translation>
    </message>
    <message>
        <source>“%1” is no address of Consul: it looks like http://10.0.0.5:8500.</source>
        <translation>„%1“ ist keine Adresse von Consul: Sie sieht aus wie http://10.0.0.5:8500.</translation>
    </message>
    <message>
        <source>The host key of %1 is not confirmed yet, so nothing is sent there.</source>
        <translation>Der Hostschlüssel von %1 ist noch nicht bestätigt, darum wird nichts dorthin gesendet.</translation>
    </message>
    <message>
        <source>%1 has no node %2.</source>
        <translation>%1 hat keinen Knoten %2.</translation>
    </message>
    <message>
        <source>%1 has no node %2 to be confirmed.</source>
        <translation>%1 hat keinen Knoten %2, der zu bestätigen wäre.</translation>
    </message>
    <message>
        <source>The servers of %1 are your own: Skep adds none, takes none away, and leaves their firewalls and who may log in to you.</source>
        <translation>Die Server von %1 sind Ihre eigenen: Skep fügt keine hinzu, nimmt keine weg und überlässt Ihnen ihre Firewalls und wer sich anmelden darf.</translation>
    </message>
    <message>
        <source>on %1: the engine that Skep has installed</source>
        <translation>auf %1: die Engine, die Skep installiert hat</translation>
    </message>
    <message>
        <source>on %1: %2</source>
        <translation>auf %1: %2</translation>
    </message>
    <message>
        <source>everything of the cluster on your server %1</source>
        <translation>alles vom Cluster auf Ihrem Server %1</translation>
    </message>
    <message>
        <source>%1 is not reached from here directly, so its ports were not tried.</source>
        <translation>%1 ist von hier aus nicht direkt zu erreichen; seine Ports wurden deshalb nicht probiert.</translation>
    </message>
    <message>
        <source>It does not tell what listens there.</source>
        <translation>Er verrät nicht, was dort lauscht.</translation>
    </message>
    <message>
        <source>%1 is reached by its engine alone, so what listens there is not known.</source>
        <translation>%1 wird nur über seine Engine erreicht; was dort lauscht, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 was not looked at. %2</source>
        <translation>%1 wurde nicht angesehen. %2</translation>
    </message>
    <message>
        <source>No Consul answers at %1.</source>
        <translation>Unter %1 antwortet kein Consul.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ClusterFile</name>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>It was written by a newer Skep.</source>
        <translation>Ein neueres Skep hat sie geschrieben.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ConfigureEngine</name>
    <message>
        <source>The engine of %1 has no docker0 network, which containers need to reach Consul&apos;s DNS.</source>
        <translation>Die Engine von %1 hat kein Netz docker0, das Container für das DNS von Consul brauchen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ConsulConfig</name>
    <message>
        <source>Consul&apos;s configuration on the machine is no JSON object, so it is left alone. Repair it first.</source>
        <translation>Consuls Konfiguration auf der Maschine ist kein JSON-Objekt und bleibt deshalb unberührt. Reparieren Sie sie zuerst.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ConsulVoters</name>
    <message>
        <source>There is no other server of Consul to ask.</source>
        <translation>Es gibt keinen anderen Consul-Server, der gefragt werden könnte.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>No server of Consul can be asked</source>
        <translation>Kein Consul-Server kann gefragt werden</translation>
    </message>
    <message>
        <source>Consul has no leader: too few of its servers are there.</source>
        <translation>Consul hat keinen Anführer: Zu wenige seiner Server sind da.</translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation>Die Verbindung ging verloren.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ConsulWatch</name>
    <message>
        <source>It does not answer.</source>
        <translation>Es antwortet nicht.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::CreateGroup</name>
    <message>
        <source>There is a group “%1” in the cloud that is not this cluster&apos;s. Choose another name for the cluster.</source>
        <translation>In der Cloud gibt es eine Gruppe „%1“, die nicht zu diesem Cluster gehört. Einen anderen Namen für den Cluster wählen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::CreateMachine</name>
    <message>
        <source>The cloud did not start %1 within ten minutes.</source>
        <translation>Die Cloud hat %1 nicht innerhalb von zehn Minuten gestartet.</translation>
    </message>
    <message>
        <source>The cloud could not start %1.</source>
        <translation>Die Cloud konnte %1 nicht starten.</translation>
    </message>
    <message>
        <source>%1 is deleted and made once more.</source>
        <translation>%1 wird gelöscht und noch einmal erstellt.</translation>
    </message>
    <message>
        <source>%1 did not start, and not when it was made once more, either</source>
        <translation>%1 ist nicht gestartet, auch nicht beim zweiten Versuch</translation>
    </message>
</context>
<context>
    <name>skep::cluster::DaemonConfig</name>
    <message>
        <source>The engine&apos;s daemon.json on the node is no JSON object, so it is left alone. Repair it first.</source>
        <translation>Die daemon.json der Engine auf dem Knoten ist kein JSON-Objekt und bleibt, wie sie ist. Reparieren Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The engine&apos;s daemon.json on the node sets “%1” itself, so that its port is left alone.</source>
        <translation>Die daemon.json der Engine auf dem Knoten setzt „%1“ selbst, darum bleibt ihr Port, wie er ist.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Delete</name>
    <message>
        <source>%1 does not carry this cluster&apos;s label any more, so it was left alone.</source>
        <translation>%1 trägt die Kennzeichnung dieses Clusters nicht mehr und wurde deshalb in Ruhe gelassen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Drain</name>
    <message>
        <source>%1 is drained, but after %2 seconds not everything has moved: %3 Go on to wait again, say that it need not move, or give up.</source>
        <translation>%1 ist geleert, aber nach %2 Sekunden ist nicht alles umgezogen: %3 Weiter warten, auf den Umzug verzichten oder aufgeben.</translation>
    </message>
    <message>
        <source>%1 (%2 of %3)</source>
        <translation>%1 (%2 von %3)</translation>
    </message>
    <message>
        <source>still running there: %1.</source>
        <translation>läuft noch dort: %1.</translation>
    </message>
    <message>
        <source>not running elsewhere yet: %1.</source>
        <translation>läuft noch nicht anderswo: %1.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::EngineOperations</name>
    <message>
        <source>No manager of this cluster is known.</source>
        <translation>Es ist kein Manager dieses Clusters bekannt.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Entry</name>
    <message>
        <source>“%1” is no way to an engine: name an SSH host, or an address that begins with ssh://, unix:// or tcp://.</source>
        <translation>„%1“ führt zu keiner Engine: Nennen Sie einen SSH-Host oder eine Adresse, die mit ssh://, unix:// oder tcp:// beginnt.</translation>
    </message>
    <message>
        <source>Skep cannot use an engine by “%1”.</source>
        <translation>Skep kann keine Engine über „%1“ nutzen.</translation>
    </message>
    <message>
        <source>docker-machine knows no address of %1. Name the host yourself.</source>
        <translation>docker-machine kennt keine Adresse von %1. Geben Sie den Rechner selbst an.</translation>
    </message>
    <message>
        <source>docker-machine has a user for %1 that is none. Name the host and the user yourself.</source>
        <translation>docker-machine nennt für %1 einen Benutzer, der keiner ist. Geben Sie Rechner und Benutzer selbst an.</translation>
    </message>
    <message>
        <source>The context “%1” names a host or a user that is none: %2</source>
        <translation>Der Kontext „%1“ nennt einen Rechner oder Benutzer, der keiner ist: %2</translation>
    </message>
    <message>
        <source>The context “%1” has no certificates: whoever reaches %2 has root there, and so would whoever listens. Skep does not use it; connect by SSH.</source>
        <translation>Der Kontext „%1“ hat keine Zertifikate: Wer %2 erreicht, ist dort root, und wer mithört, wäre es auch. Skep benutzt ihn nicht; verbinden Sie sich über SSH.</translation>
    </message>
    <message>
        <source>The certificates in %1 cannot be read: ca.pem, cert.pem and a key.pem without passphrase are needed.</source>
        <translation>Die Zertifikate in %1 können nicht gelesen werden: ca.pem, cert.pem und ein key.pem ohne Passphrase werden gebraucht.</translation>
    </message>
    <message>
        <source>Your ssh configuration leads by %1 now, whose host key nobody has confirmed. Forget the cluster here and connect to it again.</source>
        <translation>Ihre ssh-Konfiguration führt jetzt über %1, dessen Hostschlüssel niemand bestätigt hat. Vergessen Sie den Cluster hier und verbinden Sie sich neu.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Estimates</name>
    <message>
        <source>Machines</source>
        <translation>Maschinen</translation>
    </message>
    <message>
        <source>Firewall groups</source>
        <translation>Firewall-Gruppen</translation>
    </message>
    <message>
        <source>Anti-affinity groups</source>
        <translation>Anti-Affinitäts-Gruppen</translation>
    </message>
    <message>
        <source>SSH keys</source>
        <translation>SSH-Schlüssel</translation>
    </message>
    <message>
        <source>About %1 an hour, %2 a month: machines and disks at the prices that %3 publishes, without traffic and taxes.</source>
        <translation>Etwa %1 in der Stunde, %2 im Monat: Maschinen und Platten zu den Preisen, die %3 veröffentlicht, ohne Datenverkehr und Steuern.</translation>
    </message>
    <message>
        <source>Not in it, since no price is published: %1.</source>
        <translation>Nicht darin, da kein Preis veröffentlicht ist: %1.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Export</name>
    <message>
        <source>The file has no cluster in it.</source>
        <translation>Die Datei enthält keinen Cluster.</translation>
    </message>
    <message>
        <source>The file was written by a newer Skep.</source>
        <translation>Ein neueres Skep hat die Datei geschrieben.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Exposure</name>
    <message>
        <source>Consul&apos;s HTTP (port %1, TCP)</source>
        <translation>Consuls HTTP (Port %1, TCP)</translation>
    </message>
    <message>
        <source>Consul&apos;s DNS (port %1, TCP and UDP)</source>
        <translation>Consuls DNS (Port %1, TCP und UDP)</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 für %2</translation>
    </message>
    <message>
        <source>Everybody on the internet</source>
        <translation>Jeder im Internet</translation>
    </message>
    <message>
        <source>Every machine in the group %1</source>
        <translation>Jede Maschine der Gruppe %1</translation>
    </message>
    <message>
        <source>Every computer in %1</source>
        <translation>Jeder Rechner in %1</translation>
    </message>
    <message>
        <source>%1 can ask Consul&apos;s servers for the names, addresses and ports of all nodes and services, and resolve other names through them. Nothing can be changed that way.</source>
        <translation>%1 kann Consuls Server nach Namen, Adressen und Ports aller Knoten und Dienste fragen und andere Namen über sie auflösen. Ändern lässt sich so nichts.</translation>
    </message>
    <message>
        <source>%1 can read the names, addresses, tags and health of all nodes and services, also with Consul&apos;s own web interface. Everything else is refused without a token, but the connection is not encrypted: a token that is sent over it can be read on the way.</source>
        <translation>%1 kann Namen, Adressen, Tags und Zustand aller Knoten und Dienste lesen, auch mit Consuls eigener Weboberfläche. Alles andere wird ohne Token abgelehnt, aber die Verbindung ist nicht verschlüsselt: Ein Token, das darüber gesendet wird, kann unterwegs mitgelesen werden.</translation>
    </message>
    <message>
        <source>Say to whom: an address range such as 203.0.113.7/32, or a firewall group.</source>
        <translation>Geben Sie an, für wen: einen Adressbereich wie 203.0.113.7/32 oder eine Firewall-Gruppe.</translation>
    </message>
    <message>
        <source>“%1” is one address: write %1/%2.</source>
        <translation>„%1“ ist eine einzelne Adresse: Schreiben Sie %1/%2.</translation>
    </message>
    <message>
        <source>“%1” is no address range such as 203.0.113.7/32.</source>
        <translation>„%1“ ist kein Adressbereich wie 203.0.113.7/32.</translation>
    </message>
    <message>
        <source>The engines (port %1, TCP with mutual TLS)</source>
        <translation>Die Engines (Port %1, TCP mit beidseitigem TLS)</translation>
    </message>
    <message>
        <source>%1 can reach the engine of every node. It answers only those who have a client certificate that you gave them, and these are as good as root on every node, until the certificate ends or the port is closed. The engines start anew for it, one after the other; their tasks start elsewhere or again.</source>
        <translation>%1 kann die Engine jedes Knotens erreichen. Sie antwortet nur dem, der ein von Ihnen ausgegebenes Client-Zertifikat hat, und er ist damit so gut wie root auf jedem Knoten, bis das Zertifikat endet oder der Port geschlossen wird. Die Engines starten dafür neu, eine nach der anderen; ihre Tasks starten anderswo oder erneut.</translation>
    </message>
    <message>
        <source>it is consul-http, consul-dns or engine</source>
        <translation>es ist consul-http, consul-dns oder engine</translation>
    </message>
</context>
<context>
    <name>skep::cluster::FindConsul</name>
    <message>
        <source>No Consul answers there.</source>
        <translation>Dort antwortet kein Consul.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Health</name>
    <message>
        <source>%1 of %2 tasks run</source>
        <translation>%1 von %2 Tasks laufen</translation>
    </message>
    <message numerus="yes">
        <source>%n tasks failed in the last minutes</source>
        <translation>
            <numerusform>%n Task ist in den letzten Minuten gescheitert</numerusform>
            <numerusform>%n Tasks sind in den letzten Minuten gescheitert</numerusform>
        </translation>
    </message>
    <message>
        <source>Its update stands still</source>
        <translation>Seine Aktualisierung steht still</translation>
    </message>
    <message>
        <source>An update runs: %1 of %2 tasks run.</source>
        <translation>Eine Aktualisierung läuft: %1 von %2 Tasks laufen.</translation>
    </message>
    <message>
        <source>%1 of its tasks are on nodes that do not report.</source>
        <translation>%1 seiner Tasks sind auf Knoten, die sich nicht melden.</translation>
    </message>
    <message>
        <source>The managers do not reach it</source>
        <translation>Die Manager erreichen ihn nicht</translation>
    </message>
    <message>
        <source>It has not reported to the managers</source>
        <translation>Er hat sich nicht bei den Managern gemeldet</translation>
    </message>
    <message>
        <source>The other managers do not reach it.</source>
        <translation>Die anderen Manager erreichen ihn nicht.</translation>
    </message>
    <message>
        <source>Its Consul agent does not answer.</source>
        <translation>Sein Consul-Agent antwortet nicht.</translation>
    </message>
    <message>
        <source>One service instance on it fails its checks.</source>
        <translation>Eine Dienstinstanz darauf besteht ihre Prüfung nicht.</translation>
    </message>
    <message numerus="yes">
        <source>%n service instances on it fail their checks.</source>
        <translation>
            <numerusform>%n Dienstinstanz darauf besteht ihre Prüfung nicht.</numerusform>
            <numerusform>%n Dienstinstanzen darauf bestehen ihre Prüfungen nicht.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>It has no instances.</source>
        <translation>Er hat keine Instanzen.</translation>
    </message>
    <message>
        <source>%1 instances fail</source>
        <translation>%1 Instanzen fallen aus</translation>
    </message>
    <message>
        <source>%1 instances warn</source>
        <translation>%1 Instanzen warnen</translation>
    </message>
</context>
<context>
    <name>skep::cluster::LeaveConsul</name>
    <message>
        <source>Consul&apos;s servers have not taken the vote of %1 within a minute.</source>
        <translation>Die Consul-Server haben %1 die Stimme nicht binnen einer Minute genommen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Links</name>
    <message>
        <source>The address of %1 is not known yet.</source>
        <translation>Die Adresse von %1 ist noch nicht bekannt.</translation>
    </message>
    <message>
        <source>%1 is reached by its engine alone, not by SSH. Connect to it by SSH for this.</source>
        <translation>%1 wird nur über seine Engine erreicht, nicht per SSH. Verbinden Sie sich dafür per SSH.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ListenConsul</name>
    <message>
        <source>Consul on %1 does not answer with its new configuration. Another program may hold the port.</source>
        <translation>Consul auf %1 antwortet mit der neuen Konfiguration nicht. Vielleicht belegt ein anderes Programm den Port.</translation>
    </message>
    <message>
        <source>The old one is back in place.</source>
        <translation>Die alte ist wieder in Kraft.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::LoadRegistrar</name>
    <message>
        <source>%1 is a machine of the architecture %2, and this Skep&apos;s registrar is made for %3. Choose another template or machine type, or a Skep built for %2.</source>
        <translation>%1 ist eine Maschine der Architektur %2, und der Registrar dieses Skep ist für %3 gebaut. Wählen Sie eine andere Vorlage, einen anderen Maschinentyp oder ein Skep für %2.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Overview</name>
    <message>
        <source>Consul has not been read yet.</source>
        <translation>Consul wurde noch nicht gelesen.</translation>
    </message>
    <message>
        <source>This is not confirmed now.</source>
        <translation>Das ist gerade nicht bestätigt.</translation>
    </message>
    <message>
        <source>No manager has answered lately.</source>
        <translation>In letzter Zeit hat kein Manager geantwortet.</translation>
    </message>
    <message>
        <source>No service runs.</source>
        <translation>Kein Dienst läuft.</translation>
    </message>
    <message>
        <source>Something is still starting or has not reported.</source>
        <translation>Etwas startet noch oder hat sich nicht gemeldet.</translation>
    </message>
    <message>
        <source>The engine has not answered lately.</source>
        <translation>Die Engine hat in letzter Zeit nicht geantwortet.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::OwnServer</name>
    <message>
        <source>there is no such member</source>
        <translation>diesen Eintrag gibt es nicht</translation>
    </message>
    <message>
        <source>A server has no address.</source>
        <translation>Ein Server hat keine Adresse.</translation>
    </message>
    <message>
        <source>“%1” is no host name.</source>
        <translation>„%1“ ist kein Rechnername.</translation>
    </message>
    <message>
        <source>“%1”, by which %2 is to be reached from the others, is no address.</source>
        <translation>„%1“, worunter die anderen %2 erreichen sollen, ist keine Adresse.</translation>
    </message>
    <message>
        <source>A host key of %1 cannot be read.</source>
        <translation>Ein Hostschlüssel von %1 ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::PortCheck</name>
    <message>
        <source>Its own address is not known.</source>
        <translation>Seine eigene Adresse ist nicht bekannt.</translation>
    </message>
    <message>
        <source>The test of the ports does not run there.</source>
        <translation>Der Test der Ports läuft dort nicht.</translation>
    </message>
    <message>
        <source>It answers with too much.</source>
        <translation>Er antwortet mit zu viel.</translation>
    </message>
    <message>
        <source>The test of the ports did not begin there in time.</source>
        <translation>Der Test der Ports hat dort nicht rechtzeitig begonnen.</translation>
    </message>
    <message>
        <source>The ports could not be tried: %1</source>
        <translation>Die Ports konnten nicht versucht werden: %1</translation>
    </message>
    <message>
        <source>The ports could not be tried: no other server takes part.</source>
        <translation>Die Ports konnten nicht versucht werden: Kein anderer Server nimmt teil.</translation>
    </message>
    <message>
        <source>%1 from %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>The other servers do not reach these ports: %1.</source>
        <translation>Die anderen Server erreichen diese Ports nicht: %1.</translation>
    </message>
    <message>
        <source>Open them for the other servers, at %1, in its firewall and in that of its network.</source>
        <translation>Öffnen Sie sie für die anderen Server, bei %1, in seiner Firewall und in der seines Netzes.</translation>
    </message>
    <message>
        <source>In use already, so it could not be tried: %1. Every other port is open.</source>
        <translation>Schon in Gebrauch, daher nicht versucht: %1. Jeder andere Port ist offen.</translation>
    </message>
    <message>
        <source>If an engine or Consul uses it, all is well.</source>
        <translation>Wenn eine Engine oder Consul ihn benutzt, ist alles gut.</translation>
    </message>
    <message>
        <source>Every port that the cluster needs lets the other servers through.</source>
        <translation>Jeder Port, den der Cluster braucht, lässt die anderen Server durch.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Prepare</name>
    <message>
        <source>The clock of %1 differs from this computer&apos;s by %2 minutes. Set the one that is wrong.</source>
        <translation>Die Uhr von %1 weicht um %2 Minuten von der dieses Rechners ab. Stellen Sie die falsche.</translation>
    </message>
    <message>
        <source>The kernel of %1 lacks IPVS: published ports answer on the node of the task only, and service addresses do not work. Publish in host mode.</source>
        <translation>Dem Kernel von %1 fehlt IPVS: Veröffentlichte Ports antworten nur auf dem Knoten des Tasks, und Dienstadressen gehen nicht. Veröffentlichen Sie im Host-Modus.</translation>
    </message>
    <message>
        <source>The disk of %1 is too full: %2 MB are free below /var/lib/docker, and 1 GB is needed. Make room there, or choose a bigger disk.</source>
        <translation>Die Festplatte von %1 ist zu voll: Unter /var/lib/docker sind %2 MB frei, nötig ist 1 GB. Schaffen Sie dort Platz oder wählen Sie eine größere Festplatte.</translation>
    </message>
    <message>
        <source>The disk of %1 has room for %2 more files only (inodes), which is too few for an engine. Remove files below /var/lib/docker.</source>
        <translation>Auf der Festplatte von %1 ist nur noch für %2 Dateien Platz (Inodes), zu wenig für eine Engine. Entfernen Sie Dateien unter /var/lib/docker.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Proof</name>
    <message>
        <source>Deploy a web service</source>
        <translation>Einen Webdienst bereitstellen</translation>
    </message>
    <message>
        <source>Find it in Consul&apos;s catalog</source>
        <translation>Ihn im Katalog von Consul finden</translation>
    </message>
    <message>
        <source>Resolve its name on every node</source>
        <translation>Seinen Namen auf jedem Knoten auflösen</translation>
    </message>
    <message>
        <source>Resolve its name inside containers</source>
        <translation>Seinen Namen in Containern auflösen</translation>
    </message>
    <message>
        <source>Fetch its page</source>
        <translation>Seine Seite abrufen</translation>
    </message>
    <message>
        <source>Remove it and see it vanish</source>
        <translation>Ihn entfernen und verschwinden sehen</translation>
    </message>
    <message>
        <source>See that nothing but SSH is open</source>
        <translation>Nachsehen, dass nichts außer SSH offen ist</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ProofRun</name>
    <message>
        <source>The web service does not run: %1</source>
        <translation>Der Webdienst läuft nicht: %1</translation>
    </message>
    <message>
        <source>It runs on %1.</source>
        <translation>Er läuft auf %1.</translation>
    </message>
    <message>
        <source>%1 at %2, port %3, passing.</source>
        <translation>%1 auf %2, Port %3, besteht.</translation>
    </message>
    <message>
        <source>The service is not in Consul&apos;s catalog: the registrar does not run on %1.</source>
        <translation>Der Dienst ist nicht im Katalog von Consul: Der Registrar läuft auf %1 nicht.</translation>
    </message>
    <message>
        <source>The service is in Consul&apos;s catalog but not passing: %1</source>
        <translation>Der Dienst ist im Katalog von Consul, besteht aber nicht: %1</translation>
    </message>
    <message>
        <source>The service is not in Consul&apos;s catalog though the registrar of %1 runs: look at the registrar&apos;s log; its token may be refused.</source>
        <translation>Der Dienst ist nicht im Katalog von Consul, obwohl der Registrar von %1 läuft: Sehen Sie in sein Protokoll; vielleicht wird sein Token abgelehnt.</translation>
    </message>
    <message>
        <source>%1 and its SRV record with port %2 resolve on every node.</source>
        <translation>%1 und sein SRV-Eintrag mit Port %2 lösen sich auf jedem Knoten auf.</translation>
    </message>
    <message>
        <source>Consul&apos;s DNS on %1 does not know %2, though the catalog has it: the agent&apos;s DNS token is missing or may not read services and nodes.</source>
        <translation>Das DNS von Consul auf %1 kennt %2 nicht, obwohl es im Katalog steht: Das DNS-Token des Agenten fehlt oder darf Dienste und Knoten nicht lesen.</translation>
    </message>
    <message>
        <source>Consul&apos;s DNS on %1 answers something else for %2 (%3).</source>
        <translation>Das DNS von Consul auf %1 antwortet für %2 etwas anderes (%3).</translation>
    </message>
    <message>
        <source>Nothing answers DNS on %1</source>
        <translation>Auf %1 antwortet kein DNS</translation>
    </message>
    <message>
        <source>The name resolves inside a container on every node.</source>
        <translation>Der Name löst sich auf jedem Knoten in einem Container auf.</translation>
    </message>
    <message>
        <source>Inside a container on %1 the name %2 does not resolve. Containers ask the engine&apos;s name servers; is Consul&apos;s address the first of them?</source>
        <translation>In einem Container auf %1 löst sich der Name %2 nicht auf. Container fragen die Namensserver der Engine; steht die Adresse von Consul an erster Stelle?</translation>
    </message>
    <message>
        <source>The removed service is still in Consul&apos;s catalog.</source>
        <translation>Der entfernte Dienst ist noch im Katalog von Consul.</translation>
    </message>
    <message>
        <source>It is gone.</source>
        <translation>Er ist weg.</translation>
    </message>
    <message>
        <source>The web service&apos;s container is gone.</source>
        <translation>Der Container des Webdienstes ist weg.</translation>
    </message>
    <message>
        <source>Port %1 of %2 is closed: the web service cannot be fetched.</source>
        <translation>Port %1 von %2 ist zu: Der Webdienst lässt sich nicht abrufen.</translation>
    </message>
    <message>
        <source>Port %1 of %2 answers, but not as the web service does.</source>
        <translation>Port %1 von %2 antwortet, aber nicht so wie der Webdienst.</translation>
    </message>
    <message>
        <source>Port %1 of %2 answers.</source>
        <translation>Port %1 von %2 antwortet.</translation>
    </message>
    <message>
        <source>The registrar does not run on %1.</source>
        <translation>Der Registrar läuft nicht auf %1.</translation>
    </message>
    <message>
        <source>There is no firewall of Skep&apos;s to look at.</source>
        <translation>Es gibt keine Firewall von Skep, die geprüft werden könnte.</translation>
    </message>
    <message>
        <source>%1 rules and %2 ports were looked at: only what is meant to be is open.</source>
        <translation>%1 Regeln und %2 Ports wurden geprüft: Offen ist nur, was offen sein soll.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Prove</name>
    <message>
        <source>The proof failed: %1</source>
        <translation>Der Beweis ist misslungen: %1</translation>
    </message>
</context>
<context>
    <name>skep::cluster::PullImage</name>
    <message>
        <source>%1 cannot fetch the image %2</source>
        <translation>%1 kann das Image %2 nicht holen</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Quorum</name>
    <message>
        <source>1 manager, %1 reachable</source>
        <translation>1 Manager, %1 erreichbar</translation>
    </message>
    <message>
        <source>%1 managers, %2 reachable</source>
        <translation>%1 Manager, %2 erreichbar</translation>
    </message>
    <message>
        <source>%1; without %2 the swarm has no manager left. Add or promote another first.</source>
        <translation>%1; ohne %2 hat der Schwarm keinen Manager mehr. Zuerst einen anderen hinzufügen oder befördern.</translation>
    </message>
    <message>
        <source>%1, %2 needed: the swarm has no majority and can change nothing. Bring a manager back first.</source>
        <translation>%1, %2 nötig: der Schwarm hat keine Mehrheit und kann nichts ändern. Zuerst einen Manager zurückholen.</translation>
    </message>
    <message>
        <source>%1; removing %2 leaves %3 of %4 reachable, %5 needed: the swarm would lose its majority. Bring back or remove the unreachable ones first.</source>
        <translation>%1; ohne %2 sind noch %3 von %4 erreichbar, %5 nötig: der Schwarm verlöre seine Mehrheit. Zuerst die unerreichbaren zurückholen oder entfernen.</translation>
    </message>
    <message>
        <source>1 Consul server, %1 reachable</source>
        <translation>1 Consul-Server, %1 erreichbar</translation>
    </message>
    <message>
        <source>%1 Consul servers, %2 reachable</source>
        <translation>%1 Consul-Server, %2 erreichbar</translation>
    </message>
    <message>
        <source>%1, %2 needed: Consul has no leader and lets no server come or go. Start the machines of its servers again first.</source>
        <translation>%1, %2 nötig: Consul hat keinen Anführer und lässt keinen Server kommen oder gehen. Starten Sie zuerst die Maschinen seiner Server wieder.</translation>
    </message>
    <message>
        <source>%1; removing %2 leaves %3 of %4 reachable, %5 needed: Consul would lose its majority. Replace the unreachable ones first.</source>
        <translation>%1; ohne %2 sind %3 von %4 erreichbar, %5 nötig: Consul verlöre seine Mehrheit. Ersetzen Sie zuerst die nicht erreichbaren.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ReachServer</name>
    <message>
        <source>%1 does not say its own address: name the one that the other servers reach it by.</source>
        <translation>%1 nennt seine eigene Adresse nicht: nennen Sie die, unter der die anderen Server ihn erreichen.</translation>
    </message>
    <message>
        <source>%1 calls itself “%2” now. Its host name is the name of its node: list the server anew.</source>
        <translation>%1 nennt sich jetzt „%2“. Der Rechnername ist der Name des Knotens: führen Sie den Server neu auf.</translation>
    </message>
    <message>
        <source>%1 has files of another cluster of Skep&apos;s in /etc/skep. If that cluster is no more, remove the folder.</source>
        <translation>%1 hat in /etc/skep Dateien eines anderen Clusters von Skep. Wenn es diesen Cluster nicht mehr gibt, entfernen Sie den Ordner.</translation>
    </message>
    <message>
        <source>%1 is in a swarm already. Connect to that swarm instead, or let the server leave it.</source>
        <translation>%1 ist schon in einem Schwarm. Verbinden Sie sich stattdessen mit diesem Schwarm, oder lassen Sie den Server ihn verlassen.</translation>
    </message>
    <message>
        <source>%1 is not run by systemd, which Skep needs there.</source>
        <translation>%1 läuft nicht mit systemd, das Skep dort braucht.</translation>
    </message>
    <message>
        <source>%1 has no engine, and Skep installs one on Debian and Ubuntu only: this is %2. Install Docker there first.</source>
        <translation>%1 hat keine Engine, und Skep installiert eine nur auf Debian und Ubuntu: dies ist %2. Installieren Sie dort zuerst Docker.</translation>
    </message>
    <message>
        <source>The engine of %1 has live-restore on, which an engine in a swarm cannot have. Take it out of its daemon.json.</source>
        <translation>Die Engine von %1 hat live-restore eingeschaltet, was eine Engine in einem Schwarm nicht haben kann. Nehmen Sie es aus ihrer daemon.json.</translation>
    </message>
    <message>
        <source>%1 has something already where swarm and Consul need room: %2.</source>
        <translation>%1 hat schon etwas dort, wo Schwarm und Consul Platz brauchen: %2.</translation>
    </message>
    <message>
        <source>%1 belongs to the cluster “%2” of Skep already. Destroy that one first, or choose another server.</source>
        <translation>%1 gehört schon zum Cluster „%2“ von Skep. Lösen Sie zuerst diesen auf, oder wählen Sie einen anderen Server.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Registrar</name>
    <message>
        <source>The registrar&apos;s image is missing beside the program. Install Skep anew.</source>
        <translation>Das Image des Registrars fehlt neben dem Programm. Installieren Sie Skep neu.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::RegistryLogins</name>
    <message>
        <source>No login of the registry %1 is kept.</source>
        <translation>Für die Registry %1 ist keine Anmeldung hinterlegt.</translation>
    </message>
    <message>
        <source>The file %1 was written by a newer version of Skep. Use that version.</source>
        <translation>Die Datei %1 wurde von einer neueren Version von Skep geschrieben. Verwenden Sie diese Version.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::RemoveMachine</name>
    <message>
        <source>The cloud did not delete %1 within five minutes.</source>
        <translation>Die Cloud hat %1 nicht innerhalb von fünf Minuten gelöscht.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::RenewHostKey</name>
    <message>
        <source>%1 made no usable host key.</source>
        <translation>%1 hat keinen brauchbaren Host-Schlüssel erzeugt.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ServerLogins</name>
    <message>
        <source>What the keychain has for the servers cannot be read.</source>
        <translation>Was der Schlüsselbund für die Server enthält, ist nicht lesbar.</translation>
    </message>
    <message>
        <source>Your ssh configuration leads to %1 by another way than when Skep looked at it: the host keys on this way are not known.</source>
        <translation>Ihre ssh-Konfiguration führt auf einem anderen Weg zu %1 als damals, als Skep den Server ansah: die Hostschlüssel auf diesem Weg sind nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ServerProbe</name>
    <message>
        <source>The login is root&apos;s.</source>
        <translation>Die Anmeldung ist die von root.</translation>
    </message>
    <message>
        <source>%1 becomes root by sudo without a password.</source>
        <translation>%1 wird mit sudo ohne Passwort root.</translation>
    </message>
    <message>
        <source>sudo asks %1 for a password.</source>
        <translation>sudo fragt %1 nach einem Passwort.</translation>
    </message>
    <message>
        <source>Give the password when Skep asks for it, or allow sudo without one (NOPASSWD) there.</source>
        <translation>Geben Sie das Passwort ein, wenn Skep danach fragt, oder erlauben Sie dort sudo ohne Passwort (NOPASSWD).</translation>
    </message>
    <message>
        <source>%1 cannot become root: there is no sudo.</source>
        <translation>%1 kann nicht root werden: Es gibt kein sudo.</translation>
    </message>
    <message>
        <source>Log in as root, or install sudo and allow it to this user.</source>
        <translation>Melden Sie sich als root an, oder installieren Sie sudo und erlauben Sie es diesem Benutzer.</translation>
    </message>
    <message>
        <source>an unknown system</source>
        <translation>ein unbekanntes System</translation>
    </message>
    <message>
        <source>%1 is neither Debian nor Ubuntu; its engine is used as it is.</source>
        <translation>%1 ist weder Debian noch Ubuntu; seine Engine wird verwendet, wie sie ist.</translation>
    </message>
    <message>
        <source>Keep its engine up to date yourself.</source>
        <translation>Halten Sie seine Engine selbst aktuell.</translation>
    </message>
    <message>
        <source>It runs %1; Skep installs engines on Debian and Ubuntu only.</source>
        <translation>Dort läuft %1; Skep installiert Engines nur auf Debian und Ubuntu.</translation>
    </message>
    <message>
        <source>Install Docker 19.03 or newer there, or choose a server with Debian or Ubuntu.</source>
        <translation>Installieren Sie dort Docker 19.03 oder neuer, oder wählen Sie einen Server mit Debian oder Ubuntu.</translation>
    </message>
    <message>
        <source>Its engine %1 is in a swarm already.</source>
        <translation>Seine Engine %1 ist schon in einem Swarm.</translation>
    </message>
    <message>
        <source>Connect to that swarm instead, or take the server out of it with docker swarm leave.</source>
        <translation>Verbinden Sie sich stattdessen mit diesem Swarm, oder nehmen Sie den Server mit docker swarm leave heraus.</translation>
    </message>
    <message>
        <source>An engine runs there and stays. Its version shows once Skep is root.</source>
        <translation>Dort läuft eine Engine, und sie bleibt. Ihre Version zeigt sich, wenn Skep root ist.</translation>
    </message>
    <message>
        <source>None yet; Skep installs it.</source>
        <translation>Noch keine; Skep installiert sie.</translation>
    </message>
    <message>
        <source>Engine %1 is older than 19.03.</source>
        <translation>Die Engine %1 ist älter als 19.03.</translation>
    </message>
    <message>
        <source>Upgrade the engine there; Skep leaves engines that it finds alone.</source>
        <translation>Aktualisieren Sie dort die Engine; Skep lässt Engines, die es vorfindet, in Ruhe.</translation>
    </message>
    <message>
        <source>Engine %1 is installed and does not run.</source>
        <translation>Die Engine %1 ist installiert und läuft nicht.</translation>
    </message>
    <message>
        <source>Skep starts it. If it is off on purpose, leave this server out.</source>
        <translation>Skep startet sie. Ist sie absichtlich aus, dann lassen Sie diesen Server weg.</translation>
    </message>
    <message>
        <source>Engine %1 is there and stays.</source>
        <translation>Die Engine %1 ist da und bleibt.</translation>
    </message>
    <message>
        <source>It does not tell the time.</source>
        <translation>Er nennt die Uhrzeit nicht.</translation>
    </message>
    <message>
        <source>Look at date there.</source>
        <translation>Sehen Sie dort nach, was date ausgibt.</translation>
    </message>
    <message>
        <source>Right to within %1 s.</source>
        <translation>Auf %1 s genau.</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>Its clock is %1 ahead of this computer&apos;s.</source>
        <translation>Seine Uhr geht gegenüber diesem Computer %1 vor.</translation>
    </message>
    <message>
        <source>Its clock is %1 behind this computer&apos;s.</source>
        <translation>Seine Uhr geht gegenüber diesem Computer %1 nach.</translation>
    </message>
    <message>
        <source>Set the clock that is wrong: timedatectl set-ntp true keeps it right.</source>
        <translation>Stellen Sie die Uhr, die falsch geht: timedatectl set-ntp true hält sie richtig.</translation>
    </message>
    <message>
        <source>It does not tell how much space is free.</source>
        <translation>Er sagt nicht, wie viel Platz frei ist.</translation>
    </message>
    <message>
        <source>Look at df there.</source>
        <translation>Sehen Sie dort nach, was df ausgibt.</translation>
    </message>
    <message>
        <source>%1 are free for the engine.</source>
        <translation>%1 sind für die Engine frei.</translation>
    </message>
    <message>
        <source>Make room below /var/lib/docker: images and volumes need some gigabytes.</source>
        <translation>Schaffen Sie Platz unter /var/lib/docker: Images und Volumes brauchen einige Gigabyte.</translation>
    </message>
    <message>
        <source>It did not say what it is: its answer was cut off.</source>
        <translation>Er hat nicht gesagt, was er ist: Seine Antwort war abgeschnitten.</translation>
    </message>
    <message>
        <source>Answer, and Skep goes on.</source>
        <translation>Antworten Sie, dann macht Skep weiter.</translation>
    </message>
    <message>
        <source>Look whether the machine runs, whether the name and the port are right, and whether a firewall lets this computer in.</source>
        <translation>Sehen Sie nach, ob die Maschine läuft, ob Name und Port stimmen und ob eine Firewall diesen Computer hereinlässt.</translation>
    </message>
    <message>
        <source>%1 takes connections.</source>
        <translation>%1 nimmt Verbindungen an.</translation>
    </message>
    <message>
        <source>Look whether sshd runs there, and whether it listens on this port.</source>
        <translation>Sehen Sie nach, ob sshd dort läuft und an diesem Port lauscht.</translation>
    </message>
    <message>
        <source>A newer sshd has newer ways: upgrade it, or give it an Ed25519 host key.</source>
        <translation>Ein neueres sshd kann neuere Verfahren: Aktualisieren Sie es, oder geben Sie ihm einen Ed25519-Hostschlüssel.</translation>
    </message>
    <message>
        <source>%1 shows the host key %2, which is not known here.</source>
        <translation>%1 zeigt den Hostschlüssel %2, der hier nicht bekannt ist.</translation>
    </message>
    <message>
        <source>Compare it with what the machine&apos;s console or provider shows, then trust it.</source>
        <translation>Vergleichen Sie ihn mit dem, was die Konsole der Maschine oder der Anbieter zeigt, und vertrauen Sie ihm dann.</translation>
    </message>
    <message>
        <source>Logged in as %1.</source>
        <translation>Angemeldet als %1.</translation>
    </message>
    <message>
        <source>Do not go on before you know why the key has changed.</source>
        <translation>Machen Sie nicht weiter, ehe Sie wissen, warum sich der Schlüssel geändert hat.</translation>
    </message>
    <message>
        <source>Put your public key into authorized_keys of the user %1 there, or name another user or key.</source>
        <translation>Tragen Sie Ihren öffentlichen Schlüssel dort in authorized_keys des Benutzers %1 ein, oder nennen Sie einen anderen Benutzer oder Schlüssel.</translation>
    </message>
    <message>
        <source>Look again; if it stays so, look at sshd&apos;s log there.</source>
        <translation>Sehen Sie noch einmal nach; bleibt es so, dann steht der Grund dort im Protokoll von sshd.</translation>
    </message>
    <message>
        <source>A script of Skep&apos;s is missing.</source>
        <translation>Ein Skript von Skep fehlt.</translation>
    </message>
    <message>
        <source>Log in there by hand: a start file of the shell may end it or print text.</source>
        <translation>Melden Sie sich dort von Hand an: Vielleicht beendet eine Startdatei der Shell die Sitzung oder gibt Text aus.</translation>
    </message>
    <message>
        <source>On the way, at %1: %2</source>
        <translation>Auf dem Weg, bei %1: %2</translation>
    </message>
    <message>
        <source>It is the same machine as another one of this list.</source>
        <translation>Es ist dieselbe Maschine wie eine andere dieser Liste.</translation>
    </message>
    <message>
        <source>Name each server once. Machines that were copied need an id of their own: systemd-machine-id-setup makes one.</source>
        <translation>Nennen Sie jeden Server einmal. Kopierte Maschinen brauchen eine eigene Kennung: systemd-machine-id-setup macht eine.</translation>
    </message>
    <message>
        <source>The ports could not be tried: there is no perl on it.</source>
        <translation>Die Ports konnten nicht versucht werden: Es gibt dort kein perl.</translation>
    </message>
    <message>
        <source>The ports could not be tried: no other server takes part.</source>
        <translation>Die Ports konnten nicht versucht werden: Kein anderer Server nimmt teil.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>SSH</source>
        <translation>SSH</translation>
    </message>
    <message>
        <source>Host key</source>
        <translation>Hostschlüssel</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Root</source>
        <translation>Root</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>Uhr</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>%1 becomes root by sudo with this password.</source>
        <translation>%1 wird mit diesem Passwort durch sudo zu root.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::SetLabels</name>
    <message>
        <source>The swarm has no node “%1”.</source>
        <translation>Der Schwarm hat keinen Knoten „%1“.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::SetMembership</name>
    <message>
        <source>The cloud does not know %1 or the firewall group %2.</source>
        <translation>Die Cloud kennt %1 oder die Firewall-Gruppe %2 nicht.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::SetRole</name>
    <message>
        <source>%1 did not become a manager that the others reach within two minutes.</source>
        <translation>%1 wurde nicht innerhalb von zwei Minuten ein Manager, den die anderen erreichen.</translation>
    </message>
    <message>
        <source>%1 did not become a worker within two minutes.</source>
        <translation>%1 wurde nicht innerhalb von zwei Minuten ein Worker.</translation>
    </message>
    <message>
        <source>The swarm has no node “%1”.</source>
        <translation>Der Schwarm hat keinen Knoten „%1“.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::ShellAccess</name>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>Swarm %1</source>
        <translation>Swarm %1</translation>
    </message>
    <message>
        <source>No manager of %1 has an address yet.</source>
        <translation>Noch hat kein Manager von %1 eine Adresse.</translation>
    </message>
    <message>
        <source>Your public key %1 on every machine of %2, also on those that will come.</source>
        <translation>Ihr öffentlicher Schlüssel %1 auf jeder Maschine von %2, auch auf künftigen.</translation>
    </message>
    <message numerus="yes">
        <source>The host keys of its %n machine(s), which Skep knows, in %1.</source>
        <translation>
            <numerusform>Der Hostschlüssel seiner Maschine, den Skep kennt, in %1.</numerusform>
            <numerusform>Die Hostschlüssel seiner %n Maschinen, die Skep kennt, in %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>The docker context “%1”, which leads to %2.</source>
        <translation>Der Docker-Kontext „%1“, der zu %2 führt.</translation>
    </message>
    <message>
        <source>Skep has made no docker context “%1” for this cluster.</source>
        <translation>Skep hat für diesen Cluster keinen Docker-Kontext „%1“ angelegt.</translation>
    </message>
    <message>
        <source>Your public key %1, from every machine of %2.</source>
        <translation>Ihr öffentlicher Schlüssel %1, von jeder Maschine von %2.</translation>
    </message>
    <message>
        <source>The lines that Skep has written into %1/known_hosts for its machines.</source>
        <translation>Die Zeilen, die Skep für seine Maschinen in %1/known_hosts geschrieben hat.</translation>
    </message>
    <message>
        <source>docker context “%1”</source>
        <translation>Docker-Kontext „%1“</translation>
    </message>
    <message>
        <source>its lines in %1</source>
        <translation>seine Zeilen in %1</translation>
    </message>
    <message>
        <source>Your ssh configuration leads to these servers already: “docker --host ssh://%1” works in any shell, if you may use the engine there without sudo.</source>
        <translation>Ihre ssh-Konfiguration führt schon zu diesen Servern: „docker --host ssh://%1“ geht in jeder Shell, wenn Sie die Engine dort ohne sudo benutzen dürfen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Site</name>
    <message>
        <source>The cluster&apos;s secret “%1” is missing. %2 Skep never makes a new one in its place.</source>
        <translation>Das Geheimnis „%1“ des Clusters fehlt. %2 Skep erzeugt nie ein neues an seiner Stelle.</translation>
    </message>
    <message>
        <source>The keychain holds another secret “%1” of this cluster than the one that the cluster was made with. Skep does not use it, and makes no new one.</source>
        <translation>Der Schlüsselbund enthält ein anderes Geheimnis „%1“ dieses Clusters als das, mit dem der Cluster erstellt wurde. Skep verwendet es nicht und erzeugt kein neues.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Stacks</name>
    <message>
        <source>The compose file is empty.</source>
        <translation>Die Compose-Datei ist leer.</translation>
    </message>
    <message>
        <source>The compose file is larger than 1 MiB.</source>
        <translation>Die Compose-Datei ist größer als 1 MiB.</translation>
    </message>
    <message>
        <source>This manager has no docker client, which reads compose files. Install Docker&apos;s command line program on it.</source>
        <translation>Dieser Manager hat keinen Docker-Client, der Compose-Dateien liest. Dockers Kommandozeilenprogramm dort installieren.</translation>
    </message>
    <message>
        <source>The docker client of this manager is too old to show what it reads in a compose file; deploying still works.</source>
        <translation>Der Docker-Client dieses Managers ist zu alt, um zu zeigen, was er in einer Compose-Datei liest; Bereitstellen geht trotzdem.</translation>
    </message>
    <message>
        <source>The docker client ended with code %1.</source>
        <translation>Der Docker-Client endete mit Code %1.</translation>
    </message>
    <message>
        <source>service %1</source>
        <translation>Dienst %1</translation>
    </message>
    <message>
        <source>network %1</source>
        <translation>Netz %1</translation>
    </message>
    <message>
        <source>secret %1</source>
        <translation>Secret %1</translation>
    </message>
    <message>
        <source>config %1</source>
        <translation>Config %1</translation>
    </message>
    <message>
        <source>Parts of the stack are still there.</source>
        <translation>Teile des Stacks sind noch da.</translation>
    </message>
    <message>
        <source>There is no stack “%1”.</source>
        <translation>Einen Stack „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>the swarm builds no images: push one to a registry</source>
        <translation>der Swarm baut keine Images: laden Sie eines in eine Registry</translation>
    </message>
    <message>
        <source>the swarm names the containers itself</source>
        <translation>der Swarm benennt die Container selbst</translation>
    </message>
    <message>
        <source>the swarm starts all services at once; let the program try again until the other one answers</source>
        <translation>der Swarm startet alle Dienste zugleich; lassen Sie das Programm es erneut versuchen, bis der andere antwortet</translation>
    </message>
    <message>
        <source>write deploy: restart_policy: instead</source>
        <translation>schreiben Sie stattdessen deploy: restart_policy:</translation>
    </message>
    <message>
        <source>services of one network reach each other on every port</source>
        <translation>Dienste eines Netzwerks erreichen einander auf jedem Port</translation>
    </message>
    <message>
        <source>name the networks under networks: instead</source>
        <translation>nennen Sie die Netzwerke stattdessen unter networks:</translation>
    </message>
    <message>
        <source>services of one network find each other by their names</source>
        <translation>Dienste eines Netzwerks finden einander über ihre Namen</translation>
    </message>
    <message>
        <source>services of a swarm do not have it</source>
        <translation>Dienste eines Swarms haben das nicht</translation>
    </message>
    <message>
        <source>“%1” is read from %2 on the manager: Skep sends the compose file alone. Make it on the page of secrets or configs first, and write “external: true” here.</source>
        <translation>„%1“ wird auf dem Manager aus %2 gelesen: Skep schickt nur die Compose-Datei. Legen Sie es erst auf der Seite der Secrets oder Configs an und schreiben Sie hier „external: true“.</translation>
    </message>
    <message>
        <source>%1 names no image: the swarm cannot run it.</source>
        <translation>%1 nennt kein Image: der Swarm kann es nicht ausführen.</translation>
    </message>
    <message>
        <source>%1 has the image “%2”: %3 A variable in it is taken from the manager, where it is not set.</source>
        <translation>%1 hat das Image „%2“: %3 Eine Variable darin wird vom Manager genommen, wo sie nicht gesetzt ist.</translation>
    </message>
    <message>
        <source>“%1” of %2 is ignored: %3.</source>
        <translation>„%1“ von %2 wird ignoriert: %3.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Steps</name>
    <message>
        <source>Make the cluster&apos;s keys</source>
        <translation>Schlüssel des Clusters erzeugen</translation>
    </message>
    <message>
        <source>Look up template, machine types and quota</source>
        <translation>Vorlage, Maschinentypen und Kontingent nachschlagen</translation>
    </message>
    <message>
        <source>Register the SSH key</source>
        <translation>SSH-Schlüssel registrieren</translation>
    </message>
    <message>
        <source>Create the machine</source>
        <translation>Maschine anlegen</translation>
    </message>
    <message>
        <source>Wait for its address</source>
        <translation>Auf ihre Adresse warten</translation>
    </message>
    <message>
        <source>Log in by SSH</source>
        <translation>Per SSH anmelden</translation>
    </message>
    <message>
        <source>Renew and pin the host key</source>
        <translation>Host-Schlüssel erneuern und festhalten</translation>
    </message>
    <message>
        <source>Wait for the first boot and check the clock</source>
        <translation>Auf den ersten Start warten und die Uhr prüfen</translation>
    </message>
    <message>
        <source>Install the engine</source>
        <translation>Engine installieren</translation>
    </message>
    <message>
        <source>Configure the engine</source>
        <translation>Engine einrichten</translation>
    </message>
    <message>
        <source>Start the swarm</source>
        <translation>Swarm gründen</translation>
    </message>
    <message>
        <source>Write Consul&apos;s configuration</source>
        <translation>Konfiguration von Consul schreiben</translation>
    </message>
    <message>
        <source>Start Consul</source>
        <translation>Consul starten</translation>
    </message>
    <message>
        <source>Wait for Consul&apos;s leader</source>
        <translation>Auf die Führung von Consul warten</translation>
    </message>
    <message>
        <source>Wait for the agent to join Consul</source>
        <translation>Warten, bis der Agent zu Consul gehört</translation>
    </message>
    <message>
        <source>Load the registrar&apos;s image</source>
        <translation>Image des Registrars laden</translation>
    </message>
    <message>
        <source>Hand the registrar its token</source>
        <translation>Dem Registrar sein Token geben</translation>
    </message>
    <message>
        <source>Start the registrar on every node</source>
        <translation>Registrar auf jedem Knoten starten</translation>
    </message>
    <message>
        <source>Wait for the registrar on every node</source>
        <translation>Auf den Registrar jedes Knotens warten</translation>
    </message>
    <message>
        <source>Read the firewall back</source>
        <translation>Firewall zurücklesen</translation>
    </message>
    <message>
        <source>Prove the cluster</source>
        <translation>Cluster beweisen</translation>
    </message>
    <message>
        <source>Delete the machine</source>
        <translation>Maschine löschen</translation>
    </message>
    <message>
        <source>Wait until the machine is gone</source>
        <translation>Warten, bis die Maschine weg ist</translation>
    </message>
    <message>
        <source>Delete the SSH key</source>
        <translation>SSH-Schlüssel löschen</translation>
    </message>
    <message>
        <source>Forget the cluster&apos;s secrets</source>
        <translation>Geheimnisse des Clusters vergessen</translation>
    </message>
    <message>
        <source>Look for anything left</source>
        <translation>Nachsehen, ob etwas übrig ist</translation>
    </message>
    <message>
        <source>Create the firewall group %1</source>
        <translation>Firewall-Gruppe %1 anlegen</translation>
    </message>
    <message>
        <source>Open the firewall: %1</source>
        <translation>Firewall öffnen: %1</translation>
    </message>
    <message>
        <source>Delete the firewall group %1</source>
        <translation>Firewall-Gruppe %1 löschen</translation>
    </message>
    <message>
        <source>Delete the firewall rule %1</source>
        <translation>Firewall-Regel %1 löschen</translation>
    </message>
    <message>
        <source>Fetch the image %1</source>
        <translation>Image %1 holen</translation>
    </message>
    <message>
        <source>Join the swarm as a manager</source>
        <translation>Dem Swarm als Manager beitreten</translation>
    </message>
    <message>
        <source>Join the swarm</source>
        <translation>Dem Swarm beitreten</translation>
    </message>
    <message>
        <source>Make the Consul token: %1</source>
        <translation>Consul-Token erzeugen: %1</translation>
    </message>
    <message>
        <source>Make the agent&apos;s secret</source>
        <translation>Geheimnis des Agenten erzeugen</translation>
    </message>
    <message>
        <source>Wait until the node is ready</source>
        <translation>Warten, bis der Knoten bereit ist</translation>
    </message>
    <message>
        <source>Set the node&apos;s labels</source>
        <translation>Labels des Knotens setzen</translation>
    </message>
    <message>
        <source>Check that a majority of managers stays</source>
        <translation>Prüfen, dass eine Mehrheit der Manager bleibt</translation>
    </message>
    <message>
        <source>Drain the node and wait until its tasks have moved</source>
        <translation>Knoten leeren und warten, bis seine Tasks umgezogen sind</translation>
    </message>
    <message>
        <source>Let the node take tasks again</source>
        <translation>Knoten wieder Tasks annehmen lassen</translation>
    </message>
    <message>
        <source>Get in through the new rules</source>
        <translation>Durch die neuen Regeln anmelden</translation>
    </message>
    <message>
        <source>Make the manager a worker</source>
        <translation>Den Manager zum Worker machen</translation>
    </message>
    <message>
        <source>Make the worker a manager</source>
        <translation>Den Worker zum Manager machen</translation>
    </message>
    <message>
        <source>Open the managers&apos; port to it</source>
        <translation>Den Port der Manager dafür öffnen</translation>
    </message>
    <message>
        <source>Close the managers&apos; port to it</source>
        <translation>Den Port der Manager dafür schließen</translation>
    </message>
    <message>
        <source>Leave the swarm</source>
        <translation>Den Schwarm verlassen</translation>
    </message>
    <message>
        <source>Remove the node from the swarm</source>
        <translation>Knoten aus dem Schwarm entfernen</translation>
    </message>
    <message>
        <source>Leave Consul</source>
        <translation>Consul verlassen</translation>
    </message>
    <message>
        <source>Revoke the agent&apos;s token</source>
        <translation>Token des Agenten widerrufen</translation>
    </message>
    <message>
        <source>Delete the machine and wait until it is gone</source>
        <translation>Maschine löschen und warten, bis sie weg ist</translation>
    </message>
    <message>
        <source>Wait for the extra user data to be carried out</source>
        <translation>Warten, bis die zusätzlichen Benutzerdaten ausgeführt sind</translation>
    </message>
    <message>
        <source>Have Consul listen where it is open</source>
        <translation>Consul dort lauschen lassen, wo es offen ist</translation>
    </message>
    <message>
        <source>Create the anti-affinity group %1</source>
        <translation>Anti-Affinitäts-Gruppe %1 erstellen</translation>
    </message>
    <message>
        <source>Delete the anti-affinity group %1</source>
        <translation>Anti-Affinitäts-Gruppe %1 löschen</translation>
    </message>
    <message>
        <source>Close port %1 to %2</source>
        <translation>Port %1 für %2 schließen</translation>
    </message>
    <message>
        <source>Wait until the new Consul server has a vote</source>
        <translation>Warten, bis der neue Consul-Server eine Stimme hat</translation>
    </message>
    <message>
        <source>Tell the agent where Consul&apos;s servers are</source>
        <translation>Dem Agenten sagen, wo die Consul-Server sind</translation>
    </message>
    <message>
        <source>Check that a majority of Consul&apos;s servers stays</source>
        <translation>Prüfen, dass eine Mehrheit der Consul-Server bleibt</translation>
    </message>
    <message>
        <source>Make the authority for the engines&apos; port</source>
        <translation>Die Zertifizierungsstelle für den Port der Engines anlegen</translation>
    </message>
    <message>
        <source>Have the engine listen where it is open</source>
        <translation>Die Engine dort lauschen lassen, wo sie offen ist</translation>
    </message>
    <message>
        <source>Forget the authority of the engines&apos; port</source>
        <translation>Die Zertifizierungsstelle für den Port der Engines vergessen</translation>
    </message>
    <message>
        <source>Log in to the server and look at it</source>
        <translation>Am Server anmelden und ihn ansehen</translation>
    </message>
    <message>
        <source>Note what the server has, and label it</source>
        <translation>Aufschreiben, was der Server hat, und ihn kennzeichnen</translation>
    </message>
    <message>
        <source>Leave the swarm and take Skep&apos;s things off the server</source>
        <translation>Den Schwarm verlassen und alles von Skep vom Server nehmen</translation>
    </message>
    <message>
        <source>Check the clock and the resolvers</source>
        <translation>Uhr und Namensserver prüfen</translation>
    </message>
</context>
<context>
    <name>skep::cluster::VerifyGone</name>
    <message>
        <source>Still there: %1</source>
        <translation>Noch vorhanden: %1</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForAddress</name>
    <message>
        <source>The cloud could not start %1.</source>
        <translation>Die Cloud konnte %1 nicht starten.</translation>
    </message>
    <message>
        <source>The cloud has made %1 twice: the one that is not used is deleted.</source>
        <translation>Die Cloud hat %1 zweimal angelegt: Die unbenutzte Maschine wird gelöscht.</translation>
    </message>
    <message>
        <source>The cloud gave %1 no address within ten minutes.</source>
        <translation>Die Cloud hat %1 innerhalb von zehn Minuten keine Adresse gegeben.</translation>
    </message>
    <message>
        <source>The cloud gave %1 and %2 the same address, %3. Nothing is sent there: remove one of the two, or ask who runs the cloud.</source>
        <translation>Die Cloud hat %1 und %2 dieselbe Adresse gegeben, %3. Dorthin wird nichts gesendet: Entfernen Sie eine der beiden Maschinen oder fragen Sie den Betreiber der Cloud.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForAgent</name>
    <message>
        <source>The Consul agent of %1 does not join the servers.</source>
        <translation>Der Consul-Agent von %1 findet nicht zu den Servern.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForLeader</name>
    <message>
        <source>Consul&apos;s servers are not ready after a minute: %1</source>
        <translation>Die Consul-Server sind nach einer Minute nicht bereit: %1</translation>
    </message>
    <message>
        <source>They have no leader.</source>
        <translation>Sie haben keinen Leader.</translation>
    </message>
    <message>
        <source>The access control of %1 is not at work yet.</source>
        <translation>Die Zugriffskontrolle von %1 arbeitet noch nicht.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForNode</name>
    <message>
        <source>%1 is in the swarm, but was not ready within 90 seconds.</source>
        <translation>%1 ist im Schwarm, war aber nicht innerhalb von 90 Sekunden bereit.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForRegistrar</name>
    <message>
        <source>The registrar does not run on every node: %1</source>
        <translation>Der Registrar läuft nicht auf jedem Knoten: %1</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForUserData</name>
    <message>
        <source>The extra user data of %1 did not end well: look at /var/log/cloud-init-output.log there.</source>
        <translation>Die zusätzlichen Benutzerdaten von %1 endeten nicht gut: dort /var/log/cloud-init-output.log ansehen.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitForVoter</name>
    <message>
        <source>The Consul servers have not given %1 a vote within two minutes.</source>
        <translation>Die Consul-Server haben %1 binnen zwei Minuten keine Stimme gegeben.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WaitUntilGone</name>
    <message>
        <source>The cloud did not delete %1 within five minutes.</source>
        <translation>Die Cloud hat %1 nicht binnen fünf Minuten gelöscht.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WayIn</name>
    <message>
        <source>The new firewall rules do not let this computer in, so the old ones stay. Is the range the one that this computer is seen with?</source>
        <translation>Die neuen Firewall-Regeln lassen diesen Rechner nicht ein, daher bleiben die alten. Ist es der Bereich, aus dem dieser Rechner gesehen wird?</translation>
    </message>
    <message>
        <source>The machines see this computer as %1, which is not in %2, so the old ones stay: they are what lets it in.</source>
        <translation>Die Maschinen sehen diesen Rechner als %1, das liegt nicht in %2; daher bleiben die alten Regeln: sie lassen ihn ein.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WebInterface</name>
    <message>
        <source>This cluster has no Consul.</source>
        <translation>Dieser Cluster hat kein Consul.</translation>
    </message>
    <message>
        <source>Consul on %1 does not offer its web interface: its build has none, or the cluster was made before Skep turned it on.</source>
        <translation>Consul auf %1 bietet seine Weboberfläche nicht an: Sie ist nicht eingebaut, oder der Cluster entstand, bevor Skep sie eingeschaltet hat.</translation>
    </message>
    <message>
        <source>The page for the browser cannot be written.</source>
        <translation>Die Seite für den Browser lässt sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::Workspace</name>
    <message>
        <source>The API secret of the account “%1” is not in the keychain. Add the account again.</source>
        <translation>Das API-Geheimnis des Kontos „%1“ ist nicht im Schlüsselbund. Fügen Sie das Konto neu hinzu.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>The cluster %1 uses this account. Destroy it first.</source>
        <translation>Der Cluster %1 nutzt dieses Konto. Bauen Sie ihn zuerst ab.</translation>
    </message>
    <message>
        <source>There is no such account.</source>
        <translation>Dieses Konto gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no account “%1”.</source>
        <translation>Es gibt kein Konto „%1“.</translation>
    </message>
    <message>
        <source>There is a cluster of this name already.</source>
        <translation>Es gibt schon einen Cluster dieses Namens.</translation>
    </message>
    <message>
        <source>There is a cluster “%1” already.</source>
        <translation>Es gibt schon einen Cluster „%1“.</translation>
    </message>
    <message>
        <source>Neither this computer nor the cloud knows a cluster “%1”.</source>
        <translation>Weder dieser Rechner noch die Cloud kennt einen Cluster „%1“.</translation>
    </message>
    <message>
        <source>Only a destroyed cluster can be forgotten.</source>
        <translation>Nur ein abgebauter Cluster lässt sich vergessen.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be removed.</source>
        <translation>Der Ordner %1 lässt sich nicht entfernen.</translation>
    </message>
    <message>
        <source>%1 is larger than any file of a cluster.</source>
        <translation>%1 ist größer als jede Datei eines Clusters.</translation>
    </message>
    <message>
        <source>There is a cluster “%1” on this computer already.</source>
        <translation>Einen Cluster „%1“ gibt es auf diesem Rechner schon.</translation>
    </message>
    <message>
        <source>%1 has this cluster, but could not be read. Look there first.</source>
        <translation>%1 enthält diesen Cluster, konnte aber nicht gelesen werden. Zuerst dort nachsehen.</translation>
    </message>
    <message>
        <source>The change was interrupted and can go on.</source>
        <translation>Die Änderung wurde unterbrochen und kann weitergehen.</translation>
    </message>
    <message>
        <source>The account of this cluster came from the environment: set its key and secret there again.</source>
        <translation>Das Konto dieses Clusters kam aus der Umgebung: Setzen Sie dort Schlüssel und Geheimnis erneut.</translation>
    </message>
    <message>
        <source>%1 is a worker of a swarm, and only managers know the swarm. Connect to one of them: %2.</source>
        <translation>%1 ist ein Worker eines Swarms, und nur Manager kennen den Swarm. Verbinden Sie sich mit einem von ihnen: %2.</translation>
    </message>
    <message>
        <source>%1 needs certificates: without them whoever reaches it has root there, and so would whoever listens. Name their folder, or connect by SSH.</source>
        <translation>%1 braucht Zertifikate: Ohne sie ist root, wer es erreicht, und ebenso, wer mithört. Nennen Sie deren Ordner oder verbinden Sie sich per SSH.</translation>
    </message>
    <message>
        <source>The cloud has nothing of a cluster with this id that is not known here.</source>
        <translation>Die Cloud hat nichts von einem Cluster mit dieser Kennung, das hier nicht bekannt wäre.</translation>
    </message>
    <message>
        <source>The servers of this cluster are your own: Skep makes and deletes no machine there, and leaves their firewalls alone.</source>
        <translation>Die Server dieses Clusters sind Ihre eigenen: Skep erstellt und löscht dort keine Maschinen und lässt ihre Firewalls in Ruhe.</translation>
    </message>
    <message>
        <source>The server %1 was not looked at yet: its host name and host key are not known.</source>
        <translation>Der Server %1 wurde noch nicht angesehen: sein Rechnername und sein Hostschlüssel sind nicht bekannt.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WriteConsulConfig</name>
    <message>
        <source>The image does not say which version of Consul it has.</source>
        <translation>Das Image sagt nicht, welche Version von Consul es hat.</translation>
    </message>
</context>
<context>
    <name>skep::cluster::WritePeers</name>
    <message>
        <source>%1 cannot be reached; its agent keeps its old list of servers.</source>
        <translation>%1 ist nicht erreichbar; sein Agent behält seine alte Liste der Server.</translation>
    </message>
</context>
<context>
    <name>skep::consul::Client</name>
    <message>
        <source>Consul answered with HTTP status %1.</source>
        <translation>Consul antwortete mit HTTP-Status %1.</translation>
    </message>
    <message>
        <source>Consul&apos;s access control is off or not ready yet.</source>
        <translation>Die Zugriffskontrolle von Consul ist aus oder noch nicht bereit.</translation>
    </message>
    <message>
        <source>Consul refuses Skep&apos;s token.</source>
        <translation>Consul lehnt das Token von Skep ab.</translation>
    </message>
    <message>
        <source>Consul does not know that.</source>
        <translation>Consul kennt das nicht.</translation>
    </message>
    <message>
        <source>Consul asks for fewer questions.</source>
        <translation>Consul bittet um weniger Fragen.</translation>
    </message>
    <message>
        <source>Consul has no leader: too few of its servers are online.</source>
        <translation>Consul hat keine Führung: Zu wenige seiner Server sind erreichbar.</translation>
    </message>
    <message>
        <source>Consul&apos;s answer is cut short or is not JSON.</source>
        <translation>Die Antwort von Consul ist abgeschnitten oder kein JSON.</translation>
    </message>
    <message>
        <source>It shows no nodes: it needs a token that may read nodes and services.</source>
        <translation>Er zeigt keine Knoten: Er braucht ein Token, das Knoten und Dienste lesen darf.</translation>
    </message>
</context>
<context>
    <name>skep::consul::Dns</name>
    <message>
        <source>The DNS server sent a damaged answer.</source>
        <translation>Der DNS-Server sandte eine beschädigte Antwort.</translation>
    </message>
    <message>
        <source>%1 is not a name that DNS can be asked for.</source>
        <translation>%1 ist kein Name, nach dem DNS gefragt werden kann.</translation>
    </message>
    <message>
        <source>The DNS server refused the question (code %1).</source>
        <translation>Der DNS-Server hat die Frage abgelehnt (Code %1).</translation>
    </message>
</context>
<context>
    <name>skep::consul::DnsProbe</name>
    <message>
        <source>It does not have the tag %1.</source>
        <translation>Sie hat das Tag %1 nicht.</translation>
    </message>
    <message>
        <source>Its check “%1” fails: %2</source>
        <translation>Ihre Prüfung „%1“ schlägt fehl: %2</translation>
    </message>
    <message>
        <source>Its address %1 is of the other kind.</source>
        <translation>Ihre Adresse %1 ist von der anderen Art.</translation>
    </message>
    <message>
        <source>No check of it fails: it came or changed after the answer, or DNS gives only some of many.</source>
        <translation>Keine ihrer Prüfungen schlägt fehl: sie kam oder änderte sich nach der Antwort, oder DNS gibt nur einige von vielen.</translation>
    </message>
</context>
<context>
    <name>skep::consul::DnsQuery</name>
    <message>
        <source>The DNS server did not answer.</source>
        <translation>Der DNS-Server antwortete nicht.</translation>
    </message>
    <message>
        <source>The DNS server did not answer in time.</source>
        <translation>Der DNS-Server antwortete nicht rechtzeitig.</translation>
    </message>
</context>
<context>
    <name>skep::crypto</name>
    <message>
        <source>Cannot make a certificate.</source>
        <translation>Ein Zertifikat ließ sich nicht erzeugen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host name for a certificate.</source>
        <translation>„%1“ ist kein Rechnername für ein Zertifikat.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no address for a certificate.</source>
        <translation>„%1“ ist keine Adresse für ein Zertifikat.</translation>
    </message>
    <message>
        <source>The cluster&apos;s certificate authority and its key do not belong together.</source>
        <translation>Die Zertifizierungsstelle des Clusters und ihr Schlüssel gehören nicht zusammen.</translation>
    </message>
    <message>
        <source>Cannot make an SSH key.</source>
        <translation>Ein SSH-Schlüssel ließ sich nicht erzeugen.</translation>
    </message>
    <message>
        <source>A public SSH key is one line of text without control characters.</source>
        <translation>Ein öffentlicher SSH-Schlüssel ist eine Zeile Text ohne Steuerzeichen.</translation>
    </message>
    <message>
        <source>This is a private key. Give the public one: the file that ends in .pub.</source>
        <translation>Das ist ein privater Schlüssel. Geben Sie den öffentlichen an: die Datei auf .pub.</translation>
    </message>
    <message>
        <source>A public SSH key starts with its kind, such as ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256.</source>
        <translation>Ein öffentlicher SSH-Schlüssel beginnt mit seiner Art, etwa ssh-ed25519, ssh-rsa oder ecdsa-sha2-nistp256.</translation>
    </message>
    <message>
        <source>The public SSH key is cut short or was changed: its %1 part cannot be read.</source>
        <translation>Der öffentliche SSH-Schlüssel ist abgeschnitten oder verändert: Sein Teil %1 ist nicht lesbar.</translation>
    </message>
</context>
<context>
    <name>skep::crypto::Sealed</name>
    <message>
        <source>The file is cut off or damaged.</source>
        <translation>Die Datei ist abgeschnitten oder beschädigt.</translation>
    </message>
    <message>
        <source>The file was written by a newer Skep.</source>
        <translation>Ein neueres Skep hat die Datei geschrieben.</translation>
    </message>
    <message>
        <source>The file asks for more memory or work than Skep writes files with, so it is refused.</source>
        <translation>Die Datei verlangt mehr Speicher oder Rechenzeit, als Skep beim Schreiben nutzt, und wird abgelehnt.</translation>
    </message>
    <message>
        <source>There is not enough memory to make a key of the passphrase.</source>
        <translation>Der Speicher reicht nicht, um aus der Passphrase einen Schlüssel zu machen.</translation>
    </message>
    <message>
        <source>A passphrase has at least %1 characters.</source>
        <translation>Eine Passphrase hat mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The system gives no random numbers.</source>
        <translation>Das System gibt keine Zufallszahlen.</translation>
    </message>
    <message>
        <source>The file could not be encrypted.</source>
        <translation>Die Datei konnte nicht verschlüsselt werden.</translation>
    </message>
    <message>
        <source>This is no file that Skep has encrypted, or its beginning is damaged.</source>
        <translation>Diese Datei hat nicht Skep verschlüsselt, oder ihr Anfang ist beschädigt.</translation>
    </message>
    <message>
        <source>The passphrase is wrong, or the file has been cut off or changed.</source>
        <translation>Die Passphrase ist falsch, oder die Datei wurde abgeschnitten oder verändert.</translation>
    </message>
</context>
<context>
    <name>skep::docker</name>
    <message>
        <source>A container&apos;s name has at least two characters.</source>
        <translation>Der Name eines Containers hat mindestens zwei Zeichen.</translation>
    </message>
    <message>
        <source>A container is restarted: no, on-failure, unless-stopped or always.</source>
        <translation>Ein Container startet neu: no, on-failure, unless-stopped oder always.</translation>
    </message>
</context>
<context>
    <name>skep::docker::ClassicSwarm</name>
    <message>
        <source>The classic swarm&apos;s manager does not list its nodes in a way that can be read.</source>
        <translation>Der Manager des klassischen Swarms nennt seine Knoten nicht so, dass sie gelesen werden können.</translation>
    </message>
</context>
<context>
    <name>skep::docker::Client</name>
    <message>
        <source>The swarm has no leader: too few managers are online.</source>
        <translation>Der Swarm hat keine Führung: Zu wenige Manager sind erreichbar.</translation>
    </message>
    <message>
        <source>The engine answered with HTTP status %1.</source>
        <translation>Die Engine antwortete mit HTTP-Status %1.</translation>
    </message>
    <message>
        <source>The engine read the archive and found no image in it.</source>
        <translation>Die Engine fand im Archiv kein Image.</translation>
    </message>
    <message>
        <source>What answers there is not a Docker engine.</source>
        <translation>Was dort antwortet, ist keine Docker-Engine.</translation>
    </message>
    <message>
        <source>The engine is too old: its API is version %1, and %2 is the oldest that works.</source>
        <translation>Die Engine ist zu alt: Ihre API hat Version %1, und %2 ist die älteste, die geht.</translation>
    </message>
    <message>
        <source>The container&apos;s output is cut short.</source>
        <translation>Die Ausgabe des Containers ist abgeschnitten.</translation>
    </message>
    <message>
        <source>The container&apos;s output has a damaged frame.</source>
        <translation>Die Ausgabe des Containers ist beschädigt.</translation>
    </message>
    <message>
        <source>The container did its work but cannot be removed</source>
        <translation>Der Container hat seine Arbeit getan, lässt sich aber nicht entfernen</translation>
    </message>
    <message>
        <source>Cannot read the image archive %1.</source>
        <translation>Das Image-Archiv %1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>The image archive %1 is larger than 64 MiB.</source>
        <translation>Das Image-Archiv %1 ist größer als 64 MiB.</translation>
    </message>
    <message>
        <source>Cannot pull %1</source>
        <translation>%1 lässt sich nicht holen</translation>
    </message>
    <message>
        <source>The manager gave no join token.</source>
        <translation>Der Manager gab kein Beitritts-Token.</translation>
    </message>
    <message>
        <source>The engine did not say its new node&apos;s id.</source>
        <translation>Die Engine nannte die Kennung ihres neuen Knotens nicht.</translation>
    </message>
    <message>
        <source>The node did not finish joining the swarm.</source>
        <translation>Der Knoten ist dem Swarm nicht ganz beigetreten.</translation>
    </message>
    <message>
        <source>This machine is already part of another swarm.</source>
        <translation>Diese Maschine gehört schon zu einem anderen Swarm.</translation>
    </message>
    <message>
        <source>Somebody else changed it in the meantime. Look at what it is now, and try again if you still want to.</source>
        <translation>Jemand anders hat es inzwischen geändert. Ansehen, wie es jetzt ist, und bei Bedarf noch einmal versuchen.</translation>
    </message>
    <message>
        <source>“%1” is not a name or an id.</source>
        <translation>„%1“ ist weder Name noch ID.</translation>
    </message>
    <message>
        <source>There is no secret “%1”.</source>
        <translation>Ein Secret „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>There is no config “%1”.</source>
        <translation>Eine Config „%1“ gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 runs once on every node, or is a job: it has no number of replicas.</source>
        <translation>%1 läuft einmal auf jedem Knoten oder ist ein Job und hat keine Zahl von Replikaten.</translation>
    </message>
    <message>
        <source>%1 was never updated: there is nothing to go back to.</source>
        <translation>%1 wurde nie geändert: es gibt nichts, wohin es zurückgehen könnte.</translation>
    </message>
    <message>
        <source>Skep only looks at this cluster: changes are not allowed here yet. Choose “Allow changes…” first.</source>
        <translation>Skep sieht diesem Cluster nur zu: Änderungen sind hier noch nicht erlaubt. Wählen Sie zuerst „Änderungen erlauben …“.</translation>
    </message>
    <message>
        <source>The engine cannot read this log and does not say why.</source>
        <translation>Die Engine kann dieses Protokoll nicht lesen und sagt nicht, warum.</translation>
    </message>
</context>
<context>
    <name>skep::docker::ExecSession</name>
    <message>
        <source>The connection was closed.</source>
        <translation>Die Verbindung wurde geschlossen.</translation>
    </message>
    <message>
        <source>The container&apos;s output has a damaged frame.</source>
        <translation>Die Ausgabe des Containers ist beschädigt.</translation>
    </message>
</context>
<context>
    <name>skep::docker::LogReader</name>
    <message>
        <source>The connection was closed.</source>
        <translation>Die Verbindung wurde geschlossen.</translation>
    </message>
</context>
<context>
    <name>skep::docker::SpecCheck</name>
    <message>
        <source>The port %1 is published twice.</source>
        <translation>Port %1 ist doppelt veröffentlicht.</translation>
    </message>
    <message>
        <source>Without a virtual address (dnsrr) a port can only be published on the task&apos;s own node (host).</source>
        <translation>Ohne virtuelle Adresse (dnsrr) kann ein Port nur auf dem Knoten des Tasks (host) veröffentlicht werden.</translation>
    </message>
    <message>
        <source>The endpoint&apos;s mode is vip or dnsrr.</source>
        <translation>Der Endpunkt ist vip oder dnsrr.</translation>
    </message>
    <message>
        <source>Less memory than 4 MiB is not possible.</source>
        <translation>Weniger als 4 MiB Speicher geht nicht.</translation>
    </message>
    <message>
        <source>Less than 0.001 processors is not possible.</source>
        <translation>Weniger als 0,001 Prozessoren geht nicht.</translation>
    </message>
    <message>
        <source>More memory is reserved than the limit allows.</source>
        <translation>Es ist mehr Speicher reserviert, als die Grenze erlaubt.</translation>
    </message>
    <message>
        <source>More processors are reserved than the limit allows.</source>
        <translation>Es sind mehr Prozessoren reserviert, als die Grenze erlaubt.</translation>
    </message>
    <message>
        <source>Tasks are restarted on the condition none, on-failure or any.</source>
        <translation>Tasks starten neu bei: none, on-failure oder any.</translation>
    </message>
    <message>
        <source>Times and counts cannot be negative.</source>
        <translation>Zeiten und Zahlen können nicht negativ sein.</translation>
    </message>
    <message>
        <source>On a failure it does one of: %1.</source>
        <translation>Bei einem Fehler eines von: %1.</translation>
    </message>
    <message>
        <source>The order is stop-first or start-first.</source>
        <translation>Die Reihenfolge ist stop-first oder start-first.</translation>
    </message>
    <message>
        <source>The share of failures is a number from 0 to 1.</source>
        <translation>Der Anteil der Fehler ist eine Zahl von 0 bis 1.</translation>
    </message>
    <message>
        <source>“%1” is not a file&apos;s name.</source>
        <translation>„%1“ ist kein Dateiname.</translation>
    </message>
    <message>
        <source>A file&apos;s mode is an octal number such as 0444.</source>
        <translation>Die Rechte einer Datei sind eine Oktalzahl wie 0444.</translation>
    </message>
    <message>
        <source>%1 is set twice.</source>
        <translation>%1 ist doppelt gesetzt.</translation>
    </message>
    <message>
        <source>Two mounts have the target %1.</source>
        <translation>Zwei Mounts haben das Ziel %1.</translation>
    </message>
    <message>
        <source>The network %1 stands there twice.</source>
        <translation>Das Netz %1 steht doppelt da.</translation>
    </message>
    <message>
        <source>Two secrets have the file %1.</source>
        <translation>Zwei Secrets haben die Datei %1.</translation>
    </message>
    <message>
        <source>Two configs have the file %1.</source>
        <translation>Zwei Configs haben die Datei %1.</translation>
    </message>
    <message>
        <source>A label needs a name.</source>
        <translation>Ein Label braucht einen Namen.</translation>
    </message>
    <message>
        <source>The number of replicas cannot be negative.</source>
        <translation>Die Zahl der Replikate kann nicht negativ sein.</translation>
    </message>
    <message>
        <source>A service needs a name.</source>
        <translation>Ein Dienst braucht einen Namen.</translation>
    </message>
    <message>
        <source>A service&apos;s name has at most 63 letters, digits, hyphens and underscores, and begins and ends with a letter or digit.</source>
        <translation>Der Name eines Dienstes hat höchstens 63 Buchstaben, Ziffern, Binde- und Unterstriche und beginnt und endet mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>A name is missing.</source>
        <translation>Ein Name fehlt.</translation>
    </message>
    <message>
        <source>“%1” is not a name: it has at most 63 letters, digits, dots, hyphens and underscores, and begins with a letter or digit.</source>
        <translation>„%1“ ist kein Name: er hat höchstens 63 Buchstaben, Ziffern, Punkte, Binde- und Unterstriche und beginnt mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>A stack needs a name.</source>
        <translation>Ein Stack braucht einen Namen.</translation>
    </message>
    <message>
        <source>A stack&apos;s name has at most 63 small letters, digits, hyphens and underscores, and begins with a letter or digit.</source>
        <translation>Der Name eines Stacks hat höchstens 63 Kleinbuchstaben, Ziffern, Binde- und Unterstriche und beginnt mit Buchstabe oder Ziffer.</translation>
    </message>
    <message>
        <source>An image is missing.</source>
        <translation>Ein Image fehlt.</translation>
    </message>
    <message>
        <source>An image&apos;s name has small letters only: %1.</source>
        <translation>Der Name eines Images hat nur Kleinbuchstaben: %1.</translation>
    </message>
    <message>
        <source>“%1” is not the name of an image, such as nginx:1.27 or registry.example.org/team/web:2.</source>
        <translation>„%1“ ist kein Name eines Images wie nginx:1.27 oder registry.example.org/team/web:2.</translation>
    </message>
    <message>
        <source>“%1” is not NAME=value.</source>
        <translation>„%1“ ist nicht NAME=Wert.</translation>
    </message>
    <message>
        <source>The value of %1 is not text.</source>
        <translation>Der Wert von %1 ist kein Text.</translation>
    </message>
    <message>
        <source>“%1” is not a constraint, such as node.role == worker or node.labels.disk != ssd.</source>
        <translation>„%1“ ist keine Bedingung wie node.role == worker oder node.labels.disk != ssd.</translation>
    </message>
    <message>
        <source>No node has the property %1, so no task would ever run. There are: %2, node.labels.NAME and engine.labels.NAME.</source>
        <translation>Kein Knoten hat die Eigenschaft %1, daher liefe nie ein Task. Es gibt: %2, node.labels.NAME und engine.labels.NAME.</translation>
    </message>
    <message>
        <source>A node&apos;s role is manager or worker.</source>
        <translation>Die Rolle eines Knotens ist manager oder worker.</translation>
    </message>
    <message>
        <source>A port&apos;s protocol is tcp, udp or sctp.</source>
        <translation>Das Protokoll eines Ports ist tcp, udp oder sctp.</translation>
    </message>
    <message>
        <source>The container&apos;s port %1 is not between 1 and 65535.</source>
        <translation>Der Port %1 des Containers liegt nicht zwischen 1 und 65535.</translation>
    </message>
    <message>
        <source>The published port %1 is not between 1 and 65535.</source>
        <translation>Der veröffentlichte Port %1 liegt nicht zwischen 1 und 65535.</translation>
    </message>
    <message>
        <source>A mount is a volume, a bind or a tmpfs.</source>
        <translation>Ein Mount ist volume, bind oder tmpfs.</translation>
    </message>
    <message>
        <source>The place in the container is a path from the root, such as /data.</source>
        <translation>Der Ort im Container ist ein Pfad ab der Wurzel wie /data.</translation>
    </message>
    <message>
        <source>A bind names a path on the node from the root.</source>
        <translation>Ein bind nennt einen Pfad auf dem Knoten ab der Wurzel.</translation>
    </message>
    <message>
        <source>A tmpfs lies in memory and has no source.</source>
        <translation>Ein tmpfs liegt im Speicher und hat keine Quelle.</translation>
    </message>
    <message>
        <source>A volume&apos;s name has at least two characters.</source>
        <translation>Der Name eines Volumes hat mindestens zwei Zeichen.</translation>
    </message>
</context>
<context>
    <name>skep::docker::Units</name>
    <message>
        <source>“%1” is not a size. Write a number with a unit, such as 512M or 2G.</source>
        <translation>„%1“ ist keine Größe. Eine Zahl mit Einheit schreiben, etwa 512M oder 2G.</translation>
    </message>
    <message>
        <source>“%1” is not a number of processors, such as 0.5 or 2.</source>
        <translation>„%1“ ist keine Zahl von Prozessoren wie 0.5 oder 2.</translation>
    </message>
    <message>
        <source>“%1” is not a time, such as 10s or 1m30s.</source>
        <translation>„%1“ ist keine Zeit wie 10s oder 1m30s.</translation>
    </message>
</context>
<context>
    <name>skep::local::Certificates</name>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
    <message>
        <source>Cannot make the folder %1: %2.</source>
        <translation>Der Ordner %1 kann nicht angelegt werden: %2.</translation>
    </message>
    <message>
        <source>%1 has something in it already. Choose an empty folder, or a new one.</source>
        <translation>In %1 liegt schon etwas. Wählen Sie einen leeren oder einen neuen Ordner.</translation>
    </message>
</context>
<context>
    <name>skep::local::Contexts</name>
    <message>
        <source>A docker context&apos;s name has at least two letters, digits or _ . + -, starts with a letter or digit, and is not “default”.</source>
        <translation>Der Name eines Docker-Kontexts hat mindestens zwei Buchstaben, Ziffern oder _ . + -, beginnt mit Buchstabe oder Ziffer und ist nicht „default“.</translation>
    </message>
    <message>
        <source>%1 is a link to somewhere else, so it is left alone.</source>
        <translation>%1 ist ein Verweis auf einen anderen Ort und bleibt deshalb unberührt.</translation>
    </message>
    <message>
        <source>There is no such docker context.</source>
        <translation>Diesen Docker-Kontext gibt es nicht.</translation>
    </message>
    <message>
        <source>%1 is no docker context that can be read.</source>
        <translation>%1 ist kein lesbarer Docker-Kontext.</translation>
    </message>
    <message>
        <source>There is a docker context “%1” already, which leads to %2. It stays as it is: choose another name.</source>
        <translation>Es gibt schon einen Docker-Kontext „%1“, der zu %2 führt. Er bleibt, wie er ist: Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made.</source>
        <translation>Der Ordner %1 lässt sich nicht anlegen.</translation>
    </message>
    <message>
        <source>%1 cannot be read.</source>
        <translation>%1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Skep has not made the docker context “%1”, so it stays.</source>
        <translation>Skep hat den Docker-Kontext „%1“ nicht angelegt, deshalb bleibt er.</translation>
    </message>
    <message>
        <source>“%1” is docker&apos;s current context. Choose another one first: docker context use default.</source>
        <translation>„%1“ ist der aktuelle Kontext von Docker. Wählen Sie zuerst einen anderen: docker context use default.</translation>
    </message>
    <message>
        <source>%1 cannot be removed.</source>
        <translation>%1 lässt sich nicht entfernen.</translation>
    </message>
</context>
<context>
    <name>skep::local::Credentials</name>
    <message>
        <source>%1 has no complete key and secret.</source>
        <translation>%1 hat keinen vollständigen Schlüssel mit Geheimnis.</translation>
    </message>
    <message>
        <source>%1, account “%2”</source>
        <translation>%1, Konto „%2“</translation>
    </message>
    <message>
        <source>%1 gets its secret from a command, which Skep does not run. Paste the secret instead.</source>
        <translation>%1 bezieht das Geheimnis aus einem Befehl, den Skep nicht ausführt. Fügen Sie das Geheimnis selbst ein.</translation>
    </message>
    <message>
        <source>%1 has no accounts in it.</source>
        <translation>In %1 stehen keine Konten.</translation>
    </message>
    <message>
        <source>%1 cannot be read: line %2 is no TOML.</source>
        <translation>%1 lässt sich nicht lesen: Zeile %2 ist kein TOML.</translation>
    </message>
    <message>
        <source>%1, section “%2”</source>
        <translation>%1, Abschnitt „%2“</translation>
    </message>
    <message>
        <source>The environment (%1)</source>
        <translation>Die Umgebung (%1)</translation>
    </message>
</context>
<context>
    <name>skep::local::Files</name>
    <message>
        <source>Cannot read %1: %2.</source>
        <translation>%1 kann nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 is no file.</source>
        <translation>%1 ist keine Datei.</translation>
    </message>
    <message>
        <source>%1 is larger than such a file can be.</source>
        <translation>%1 ist größer, als eine solche Datei sein kann.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2.</source>
        <translation>%1 kann nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>skep::local::KnownHosts</name>
    <message>
        <source>Line %1 of known_hosts has another key for %2: %3 there, but the machine has %4. If that line is of an older machine, remove it with ssh-keygen -R %2.</source>
        <translation>Zeile %1 von known_hosts hat für %2 einen anderen Schlüssel: dort %3, die Maschine aber hat %4. Stammt die Zeile von einer früheren Maschine, entfernen Sie sie mit ssh-keygen -R %2.</translation>
    </message>
    <message>
        <source>line %1 of %2</source>
        <translation>Zeile %1 von %2</translation>
    </message>
    <message>
        <source>Do not connect. The machine needs a new host key.</source>
        <translation>Verbinden Sie sich nicht. Die Maschine braucht einen neuen Hostschlüssel.</translation>
    </message>
    <message>
        <source>Ask whoever runs the machine for its fingerprint. If it got a new key, remove the old one with ssh-keygen -R &quot;%1&quot; and look again.</source>
        <translation>Fragen Sie, wer die Maschine betreibt, nach ihrem Fingerabdruck. Hat sie einen neuen Schlüssel, dann entfernen Sie den alten mit ssh-keygen -R &quot;%1&quot; und sehen Sie noch einmal nach.</translation>
    </message>
    <message>
        <source>The host key of %1, %2, is revoked in %3.</source>
        <translation>Der Hostschlüssel von %1, %2, ist widerrufen (%3).</translation>
    </message>
    <message>
        <source>The ssh configuration trusts an authority for this host (%1). Skep does not check host certificates: compare the fingerprint.</source>
        <translation>Die SSH-Konfiguration vertraut für diesen Host einer Zertifizierungsstelle (%1). Skep prüft keine Hostzertifikate: Vergleichen Sie den Fingerabdruck.</translation>
    </message>
    <message>
        <source>%1 shows the host key %2, but the known one is %3 (%4). The machine was replaced, or somebody is in between. Nothing was sent.</source>
        <translation>%1 zeigt den Hostschlüssel %2, bekannt ist aber %3 (%4). Die Maschine wurde ersetzt, oder jemand ist dazwischen. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 shows the host key %2, but the known one cannot be read (%3).</source>
        <translation>%1 zeigt den Hostschlüssel %2, der bekannte ist aber nicht lesbar (%3).</translation>
    </message>
</context>
<context>
    <name>skep::local::PublicKeys</name>
    <message>
        <source>%1 has no public key in its first line.</source>
        <translation>%1 hat in der ersten Zeile keinen öffentlichen Schlüssel.</translation>
    </message>
</context>
<context>
    <name>skep::local::Store</name>
    <message>
        <source>docker-machine&apos;s file %1</source>
        <translation>die Datei %1 von docker-machine</translation>
    </message>
    <message>
        <source>%1 is a symbolic link, which is not followed.</source>
        <translation>%1 ist eine symbolische Verknüpfung; ihr wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>%1 is missing or empty.</source>
        <translation>%1 fehlt oder ist leer.</translation>
    </message>
    <message>
        <source>%1 is no JSON object: it may be cut off.</source>
        <translation>%1 ist kein JSON-Objekt: Es ist vielleicht abgeschnitten.</translation>
    </message>
    <message>
        <source>%1 is of version %2, which this Skep does not know.</source>
        <translation>%1 hat die Version %2, die dieses Skep nicht kennt.</translation>
    </message>
    <message>
        <source>%1 has an address that is none.</source>
        <translation>%1 enthält eine Adresse, die keine ist.</translation>
    </message>
    <message>
        <source>%1 has an SSH port that is none.</source>
        <translation>%1 enthält einen SSH-Port, der keiner ist.</translation>
    </message>
    <message>
        <source>%1 is no name of a machine.</source>
        <translation>%1 ist kein Name einer Maschine.</translation>
    </message>
    <message>
        <source>“%1” is no name of a machine.</source>
        <translation>„%1“ ist kein Name einer Maschine.</translation>
    </message>
    <message>
        <source>The secrets in %1 cannot be taken out without changing more: do it by hand.</source>
        <translation>Die Geheimnisse in %1 lassen sich nicht entfernen, ohne mehr zu ändern: Bitte von Hand.</translation>
    </message>
</context>
<context>
    <name>skep::net</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>The address %1 is not an http or https address of a server.</source>
        <translation>Die Adresse %1 ist keine http- oder https-Adresse eines Servers.</translation>
    </message>
    <message>
        <source>%1 could not prove its identity, so nothing was sent.</source>
        <translation>%1 konnte sich nicht ausweisen, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 refuses connections: nothing listens there.</source>
        <translation>%1 lehnt Verbindungen ab: Dort hört nichts.</translation>
    </message>
    <message>
        <source>The name %1 cannot be found.</source>
        <translation>Der Name %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>%1 does not answer.</source>
        <translation>%1 antwortet nicht.</translation>
    </message>
    <message>
        <source>%1 closed the connection before the answer was complete.</source>
        <translation>%1 schloss die Verbindung, bevor die Antwort vollständig war.</translation>
    </message>
    <message>
        <source>%1 does not speak HTTP as expected.</source>
        <translation>%1 spricht kein HTTP wie erwartet.</translation>
    </message>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung zu %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>%1 redirects to another address, which is not followed.</source>
        <translation>%1 leitet zu einer anderen Adresse um; dem wird nicht gefolgt.</translation>
    </message>
    <message>
        <source>%1 compressed its answer although it was asked not to.</source>
        <translation>%1 hat die Antwort komprimiert, obwohl es nicht sollte.</translation>
    </message>
    <message>
        <source>The answer of %1 is too large.</source>
        <translation>Die Antwort von %1 ist zu groß.</translation>
    </message>
    <message>
        <source>The answer of %1 does not say where it ends, so it cannot be trusted.</source>
        <translation>Die Antwort von %1 sagt nicht, wo sie endet, und ist daher nicht verlässlich.</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired, so nothing was sent.</source>
        <translation>Das Zertifikat von %1 ist abgelaufen, darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet, so nothing was sent. Is the clock of this computer right?</source>
        <translation>Das Zertifikat von %1 gilt noch nicht, darum wurde nichts gesendet. Geht die Uhr dieses Computers richtig?</translation>
    </message>
    <message>
        <source>The certificate of %1 was signed by one that may not sign, so nothing was sent.</source>
        <translation>Das Zertifikat von %1 ist mit einem unterschrieben, das nicht unterschreiben darf; darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate of %1 was not made for a server, so nothing was sent.</source>
        <translation>Das Zertifikat von %1 ist nicht für einen Server gemacht, darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate of %1 is forged or damaged: its signature is wrong. Nothing was sent.</source>
        <translation>Das Zertifikat von %1 ist gefälscht oder beschädigt: seine Unterschrift stimmt nicht. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 vouches for itself only: no authority has signed its certificate. Nothing was sent.</source>
        <translation>%1 bürgt nur für sich selbst: keine Stelle hat sein Zertifikat unterschrieben. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate of %1 is of an authority that is not trusted here, so nothing was sent.</source>
        <translation>Das Zertifikat von %1 ist von einer Stelle, der hier nicht vertraut wird; darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The authority behind the certificate of %1 is unknown here, or the server leaves out a certificate in between. Nothing was sent.</source>
        <translation>Die Stelle hinter dem Zertifikat von %1 ist hier unbekannt, oder der Server lässt ein Zertifikat dazwischen weg. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate that %1 shows is made out to another name, so nothing was sent.</source>
        <translation>Das Zertifikat, das %1 zeigt, ist auf einen anderen Namen ausgestellt; darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The key of %1 is too short to be safe against forgery, so nothing was sent.</source>
        <translation>Der Schlüssel von %1 ist zu kurz, um vor Fälschung sicher zu sein; darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed in an outdated way that can be forged, so nothing was sent.</source>
        <translation>Das Zertifikat von %1 ist auf eine veraltete Weise unterschrieben, die sich fälschen lässt; darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 wants a certificate of ours that it accepts.</source>
        <translation>%1 verlangt ein Zertifikat von uns, das es annimmt.</translation>
    </message>
    <message>
        <source>%1 does not speak TLS 1.2 or newer, which is what is safe today. Nothing was sent.</source>
        <translation>%1 spricht kein TLS 1.2 oder neuer, wie es heute sicher ist. Es wurde nichts gesendet.</translation>
    </message>
</context>
<context>
    <name>skep::net::Exchange</name>
    <message>
        <source>The answer of %1 is too large.</source>
        <translation>Die Antwort von %1 ist zu groß.</translation>
    </message>
</context>
<context>
    <name>skep::net::Gateway</name>
    <message>
        <source>This computer gives no random numbers.</source>
        <translation>Dieser Rechner liefert keine Zufallszahlen.</translation>
    </message>
    <message>
        <source>No local port could be opened for the way to the nodes.</source>
        <translation>Für den Weg zu den Knoten ließ sich kein lokaler Port öffnen.</translation>
    </message>
</context>
<context>
    <name>skep::net::LiveStream</name>
    <message>
        <source>%1 sent a line that is too long.</source>
        <translation>%1 sandte eine zu lange Zeile.</translation>
    </message>
    <message>
        <source>%1 ended the stream.</source>
        <translation>%1 hat den Strom beendet.</translation>
    </message>
    <message>
        <source>%1 refused the stream with status %2.</source>
        <translation>%1 lehnte den Strom mit Status %2 ab.</translation>
    </message>
</context>
<context>
    <name>skep::net::PresentAddress</name>
    <message>
        <source>%1 does not say which address this computer has.</source>
        <translation>%1 sagt nicht, welche Adresse dieser Rechner hat.</translation>
    </message>
</context>
<context>
    <name>skep::net::RawStream</name>
    <message>
        <source>The connection to %1 failed.</source>
        <translation>Die Verbindung mit %1 ist gescheitert.</translation>
    </message>
    <message>
        <source>%1 did not answer in time.</source>
        <translation>%1 hat nicht rechtzeitig geantwortet.</translation>
    </message>
    <message>
        <source>%1 sent an answer that is not HTTP.</source>
        <translation>%1 hat eine Antwort gesendet, die kein HTTP ist.</translation>
    </message>
    <message>
        <source>%1 closed the connection.</source>
        <translation>%1 hat die Verbindung geschlossen.</translation>
    </message>
</context>
<context>
    <name>skep::net::WebDoor</name>
    <message>
        <source>No local port could be opened for the browser.</source>
        <translation>Für den Browser konnte kein lokaler Port geöffnet werden.</translation>
    </message>
    <message>
        <source>This is no request that can be answered.</source>
        <translation>Auf diese Anfrage gibt es keine Antwort.</translation>
    </message>
    <message>
        <source>Open this page from Skep&apos;s window.</source>
        <translation>Öffnen Sie diese Seite aus Skeps Fenster.</translation>
    </message>
    <message>
        <source>This is a view: it changes nothing and shows no secrets.</source>
        <translation>Dies ist eine Ansicht: Sie ändert nichts und zeigt keine Geheimnisse.</translation>
    </message>
    <message>
        <source>This way in was used already. Open the page from Skep&apos;s window.</source>
        <translation>Dieser Zugang wurde schon benutzt. Öffnen Sie die Seite aus Skeps Fenster.</translation>
    </message>
</context>
<context>
    <name>skep::plan</name>
    <message>
        <source>Cannot read the journal %1.</source>
        <translation>Das Journal %1 lässt sich nicht lesen.</translation>
    </message>
    <message>
        <source>Cannot write the journal %1: the disk is full.</source>
        <translation>Das Journal %1 lässt sich nicht schreiben: Die Platte ist voll.</translation>
    </message>
    <message>
        <source>Cannot write the journal %1: %2.</source>
        <translation>Das Journal %1 lässt sich nicht schreiben: %2.</translation>
    </message>
    <message>
        <source>The step has ended.</source>
        <translation>Der Schritt ist zu Ende.</translation>
    </message>
    <message>
        <source>A step of the plan has no name.</source>
        <translation>Ein Schritt des Plans hat keinen Namen.</translation>
    </message>
    <message>
        <source>Two steps of the plan are called %1.</source>
        <translation>Zwei Schritte des Plans heißen %1.</translation>
    </message>
    <message>
        <source>Step %1 of the plan waits for %2, which is not part of it.</source>
        <translation>Schritt %1 des Plans wartet auf %2, das nicht dazugehört.</translation>
    </message>
    <message>
        <source>Steps of the plan wait for one another.</source>
        <translation>Schritte des Plans warten aufeinander.</translation>
    </message>
</context>
<context>
    <name>skep::plan::FileJournal</name>
    <message>
        <source>An earlier record of the journal %1 could not be written.</source>
        <translation>Ein früherer Eintrag des Journals %1 ließ sich nicht schreiben.</translation>
    </message>
</context>
<context>
    <name>skep::plan::Runner</name>
    <message>
        <source>Stopped on request.</source>
        <translation>Auf Wunsch angehalten.</translation>
    </message>
    <message>
        <source>This version of Skep cannot do &quot;%1&quot;.</source>
        <translation>Diese Version von Skep kann „%1“ nicht.</translation>
    </message>
</context>
<context>
    <name>skep::plan::format</name>
    <message>
        <source>The journal %1 is damaged. It was left as it is; restore it from a backup or move it away.</source>
        <translation>Das Journal %1 ist beschädigt. Es blieb, wie es ist; stellen Sie es aus einer Sicherung wieder her oder schieben Sie es beiseite.</translation>
    </message>
    <message>
        <source>The file %1 is not a journal of Skep.</source>
        <translation>Die Datei %1 ist kein Journal von Skep.</translation>
    </message>
    <message>
        <source>The journal %1 was written by a newer version of Skep. Use that version.</source>
        <translation>Das Journal %1 stammt von einer neueren Version von Skep. Benutzen Sie diese.</translation>
    </message>
</context>
<context>
    <name>skep::secrets::KeychainStore</name>
    <message>
        <source>The keychain does not answer. Perhaps it waits for a password in another window.</source>
        <translation>Der Schlüsselbund antwortet nicht. Vielleicht wartet er in einem anderen Fenster auf ein Passwort.</translation>
    </message>
    <message>
        <source>The keychain is locked. Unlock it and try again.</source>
        <translation>Der Schlüsselbund ist gesperrt. Entsperren Sie ihn und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>There is no keychain: no secret service such as GNOME Keyring or KWallet runs in this session.</source>
        <translation>Es gibt keinen Schlüsselbund: In dieser Sitzung läuft kein Geheimnisdienst wie GNOME Keyring oder KWallet.</translation>
    </message>
    <message>
        <source>The keychain refused access to Skep&apos;s secrets.</source>
        <translation>Der Schlüsselbund verweigerte den Zugriff auf die Geheimnisse von Skep.</translation>
    </message>
    <message>
        <source>The keychain has no such secret of Skep.</source>
        <translation>Der Schlüsselbund hat dieses Geheimnis von Skep nicht.</translation>
    </message>
    <message>
        <source>The keychain could not do it: %1.</source>
        <translation>Der Schlüsselbund konnte es nicht: %1.</translation>
    </message>
    <message>
        <source>A secret must have between 1 and 65,536 bytes.</source>
        <translation>Ein Geheimnis hat zwischen 1 und 65 536 Byte.</translation>
    </message>
    <message>
        <source>The keychain gave back another secret than was stored.</source>
        <translation>Der Schlüsselbund gab ein anderes Geheimnis zurück als das gespeicherte.</translation>
    </message>
    <message>
        <source>The connection to the keychain broke off: the session&apos;s message bus has ended. Start Skep again in a session with a keychain.</source>
        <translation>Die Verbindung zum Schlüsselbund ist abgebrochen: Der Nachrichtenbus der Sitzung wurde beendet. Starten Sie Skep neu, in einer Sitzung mit Schlüsselbund.</translation>
    </message>
    <message>
        <source>The keychain of this session holds nothing of Skep at all: it is another one than before, or was emptied.</source>
        <translation>Der Schlüsselbund dieser Sitzung enthält gar nichts von Skep: Er ist ein anderer als zuvor oder wurde geleert.</translation>
    </message>
</context>
<context>
    <name>skep::secrets::SessionStore</name>
    <message>
        <source>There is no secret for this. It was perhaps made in an earlier run, and without a keychain secrets end with the program.</source>
        <translation>Dafür gibt es kein Geheimnis. Vielleicht stammt es aus einem früheren Lauf, und ohne Schlüsselbund enden Geheimnisse mit dem Programm.</translation>
    </message>
</context>
<context>
    <name>skep::ssh</name>
    <message>
        <source>“%1” is neither a host name nor an address.</source>
        <translation>„%1“ ist weder ein Rechnername noch eine Adresse.</translation>
    </message>
    <message>
        <source>“%1” is not a user name.</source>
        <translation>„%1“ ist kein Benutzername.</translation>
    </message>
    <message>
        <source>The SSH port of %1 is missing.</source>
        <translation>Der SSH-Port von %1 fehlt.</translation>
    </message>
    <message>
        <source>The host key of %1 is not known, so nothing was sent.</source>
        <translation>Der Host-Schlüssel von %1 ist unbekannt, deshalb wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>There is no room on this computer for “%1”.</source>
        <translation>Auf diesem Rechner ist kein Platz für „%1“.</translation>
    </message>
    <message>
        <source>This computer does not permit that with “%1”.</source>
        <translation>Dieser Rechner erlaubt das mit „%1“ nicht.</translation>
    </message>
    <message>
        <source>There is no “%1” on this computer.</source>
        <translation>„%1“ gibt es auf diesem Rechner nicht.</translation>
    </message>
    <message>
        <source>“%1” cannot be read or written here.</source>
        <translation>„%1“ kann hier nicht gelesen oder geschrieben werden.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Authentication</name>
    <message>
        <source>There is no ssh-agent to log in to %1 with.</source>
        <translation>Es gibt keinen ssh-agent, mit dem man sich bei %1 anmelden könnte.</translation>
    </message>
    <message>
        <source>%1 is not there</source>
        <translation>%1 ist nicht da</translation>
    </message>
    <message>
        <source>The private key for %1 cannot be read.</source>
        <translation>Der private Schlüssel für %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>%1 is no private key</source>
        <translation>%1 ist kein privater Schlüssel</translation>
    </message>
    <message>
        <source>%1 asks the user %2 for more than a password, which Skep cannot answer. Use a key.</source>
        <translation>%1 fragt den Benutzer %2 nach mehr als einem Passwort, und das kann Skep nicht beantworten. Verwenden Sie einen Schlüssel.</translation>
    </message>
    <message>
        <source>%1 refused the first %2 keys, and servers hang up when they see more. Name the right one for this host, as IdentityFile in the ssh configuration, with IdentitiesOnly yes.</source>
        <translation>%1 hat die ersten %2 Schlüssel abgelehnt, und bei mehr legen Server auf. Nennen Sie den richtigen für diesen Host in der SSH-Konfiguration, als IdentityFile mit IdentitiesOnly yes.</translation>
    </message>
    <message>
        <source>There is no key to offer to %1: the agent has none, and no key file is there.</source>
        <translation>Für %1 gibt es keinen Schlüssel: Der Agent hat keinen, und eine Schlüsseldatei ist nicht da.</translation>
    </message>
    <message>
        <source>%1 does not let the user %2 in with this key.</source>
        <translation>%1 lässt den Benutzer %2 mit diesem Schlüssel nicht herein.</translation>
    </message>
    <message>
        <source>%1 does not let the user %2 in with any of these keys.</source>
        <translation>%1 lässt den Benutzer %2 mit keinem dieser Schlüssel herein.</translation>
    </message>
    <message>
        <source>%1 broke off the login.</source>
        <translation>%1 hat die Anmeldung abgebrochen.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Channel</name>
    <message>
        <source>The server refused to open a channel.</source>
        <translation>Der Server hat keinen Kanal geöffnet.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Connection</name>
    <message>
        <source>There is no connection to %1.</source>
        <translation>Es gibt keine Verbindung zu %1.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::ExecChannel</name>
    <message numerus="yes">
        <source>A command did not end within %n seconds.</source>
        <translation>
            <numerusform>Ein Befehl endete nicht binnen %n Sekunde.</numerusform>
            <numerusform>Ein Befehl endete nicht binnen %n Sekunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>A command printed more than %1 MiB.</source>
        <translation>Ein Befehl gab mehr als %1 MiB aus.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::JumpHost</name>
    <message>
        <source>%1 cannot be reached from %2.</source>
        <translation>%1 ist von %2 aus nicht erreichbar.</translation>
    </message>
    <message>
        <source>There is no room for a connection.</source>
        <translation>Für eine weitere Verbindung ist kein Platz.</translation>
    </message>
    <message>
        <source>%1 does not lead on in time.</source>
        <translation>%1 leitet nicht rechtzeitig weiter.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Login</name>
    <message>
        <source>The name %1 cannot be found.</source>
        <translation>Der Name %1 ist nicht zu finden.</translation>
    </message>
    <message>
        <source>The SSH connection to %1 cannot be set up.</source>
        <translation>Die SSH-Verbindung zu %1 lässt sich nicht aufbauen.</translation>
    </message>
    <message>
        <source>%1 does not answer on port %2.</source>
        <translation>%1 antwortet auf Port %2 nicht.</translation>
    </message>
    <message>
        <source>Port %2 of %1 is open, but no SSH server answers there.</source>
        <translation>Port %2 von %1 ist offen, aber dort antwortet kein SSH-Server.</translation>
    </message>
    <message>
        <source>%1 refuses connections on port %2.</source>
        <translation>%1 lehnt Verbindungen auf Port %2 ab.</translation>
    </message>
    <message>
        <source>There is no way to %1 from here.</source>
        <translation>Von hier führt kein Weg zu %1.</translation>
    </message>
    <message>
        <source>%1 did not show the host key that is known for it, so nothing was sent: the machine was replaced, or somebody is in between.</source>
        <translation>%1 zeigte nicht den bekannten Host-Schlüssel, deshalb wurde nichts gesendet: Die Maschine wurde ersetzt, oder jemand steht dazwischen.</translation>
    </message>
    <message>
        <source>The host key that is kept for %1 cannot be read, so nothing was sent.</source>
        <translation>Der für %1 aufbewahrte Hostschlüssel lässt sich nicht lesen; darum wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 shows no host key.</source>
        <translation>%1 zeigt keinen Hostschlüssel.</translation>
    </message>
    <message>
        <source>%1 has no host key of a kind that is safe enough to be used.</source>
        <translation>%1 hat keinen Hostschlüssel einer Art, die sicher genug ist.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Question</name>
    <message>
        <source>The key %1 for %2 needs its passphrase.</source>
        <translation>Der Schlüssel %1 für %2 braucht seine Passphrase.</translation>
    </message>
    <message>
        <source>The passphrase of the key %1 is wrong.</source>
        <translation>Die Passphrase des Schlüssels %1 ist falsch.</translation>
    </message>
    <message>
        <source>%1 asks for the password of the user %2.</source>
        <translation>%1 fragt nach dem Passwort des Benutzers %2.</translation>
    </message>
    <message>
        <source>%1 does not take this password of the user %2.</source>
        <translation>%1 nimmt dieses Passwort des Benutzers %2 nicht an.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Session</name>
    <message>
        <source>There is no connection to %1.</source>
        <translation>Es gibt keine Verbindung zu %1.</translation>
    </message>
    <message>
        <source>The connection to %1 was lost.</source>
        <translation>Die Verbindung zu %1 ging verloren.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Sftp</name>
    <message>
        <source>The file transfer broke off.</source>
        <translation>Die Dateiübertragung ist abgebrochen.</translation>
    </message>
    <message>
        <source>“%1” is there already and no folder.</source>
        <translation>„%1“ gibt es schon, und es ist kein Ordner.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::SftpClient</name>
    <message>
        <source>%1 offers no file transfer (SFTP).</source>
        <translation>%1 bietet keine Dateiübertragung (SFTP) an.</translation>
    </message>
    <message>
        <source>%1 cannot replace a file: “%2” is there already.</source>
        <translation>%1 kann keine Datei ersetzen: „%2“ ist schon da.</translation>
    </message>
    <message>
        <source>The disk of %1 is full.</source>
        <translation>Die Platte von %1 ist voll.</translation>
    </message>
    <message>
        <source>The file transfer with %1 broke off.</source>
        <translation>Die Dateiübertragung mit %1 ist abgebrochen.</translation>
    </message>
    <message>
        <source>There is no “%1” on %2.</source>
        <translation>„%1“ gibt es auf %2 nicht.</translation>
    </message>
    <message>
        <source>%1 does not permit that with “%2”.</source>
        <translation>%1 erlaubt das mit „%2“ nicht.</translation>
    </message>
    <message>
        <source>%1 cannot do that with “%2”.</source>
        <translation>%1 kann das mit „%2“ nicht.</translation>
    </message>
    <message>
        <source>%1 failed to do that with “%2”.</source>
        <translation>%1 ist damit bei „%2“ gescheitert.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::SftpTransfer</name>
    <message>
        <source>“%1” is there already and no folder.</source>
        <translation>„%1“ ist schon da und kein Ordner.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::ShellChannel</name>
    <message>
        <source>It was ended by the signal %1.</source>
        <translation>Beendet durch das Signal %1.</translation>
    </message>
    <message>
        <source>The far side closed it without saying why.</source>
        <translation>Die Gegenseite hat ohne Angabe von Gründen geschlossen.</translation>
    </message>
    <message>
        <source>It ended.</source>
        <translation>Beendet.</translation>
    </message>
    <message>
        <source>It ended with exit code %1.</source>
        <translation>Beendet mit Code %1.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::SshConfig</name>
    <message>
        <source>Others than you may write to %1, so ssh and Skep do not use it.</source>
        <translation>Andere als Sie dürfen in %1 schreiben, darum verwenden ssh und Skep die Datei nicht.</translation>
    </message>
    <message>
        <source>The ssh configuration includes too many files, or itself: %1.</source>
        <translation>Die SSH-Konfiguration bindet zu viele Dateien ein, oder sich selbst: %1.</translation>
    </message>
    <message>
        <source>line %1 of %2</source>
        <translation>Zeile %1 von %2</translation>
    </message>
    <message>
        <source>A quote is not closed in %1.</source>
        <translation>Ein Anführungszeichen ist nicht geschlossen (%1).</translation>
    </message>
    <message>
        <source>“%1” has no value in %2.</source>
        <translation>„%1“ hat keinen Wert (%2).</translation>
    </message>
    <message>
        <source>“%1” is no port in %2.</source>
        <translation>„%1“ ist kein Port (%2).</translation>
    </message>
    <message>
        <source>“%1” is neither yes nor no in %2.</source>
        <translation>„%1“ ist weder yes noch no (%2).</translation>
    </message>
    <message>
        <source>The host name “%1” has a token that ssh does not know.</source>
        <translation>Der Hostname „%1“ hat ein Zeichen nach %, das ssh nicht kennt.</translation>
    </message>
    <message>
        <source>Skep does not know the criterion “%1” in %2.</source>
        <translation>Skep kennt das Kriterium „%1“ nicht (%2).</translation>
    </message>
    <message>
        <source>ssh would ask a program for host keys (KnownHostsCommand, %1); Skep runs none.</source>
        <translation>ssh würde ein Programm nach Hostschlüsseln fragen (KnownHostsCommand, %1); Skep führt keines aus.</translation>
    </message>
    <message>
        <source>ssh would complete the host&apos;s name first (CanonicalizeHostname, %1); Skep does not.</source>
        <translation>ssh würde den Hostnamen zuerst vervollständigen (CanonicalizeHostname, %1); Skep tut es nicht.</translation>
    </message>
    <message>
        <source>ssh would show a certificate (CertificateFile, %1); Skep does not.</source>
        <translation>ssh würde ein Zertifikat zeigen (CertificateFile, %1); Skep tut es nicht.</translation>
    </message>
    <message>
        <source>ssh reaches %1 through a program (ProxyCommand, %2), and Skep runs none. Name a jump host with ProxyJump instead.</source>
        <translation>ssh erreicht %1 durch ein Programm (ProxyCommand, %2), und Skep führt keines aus. Nennen Sie stattdessen einen Sprunghost mit ProxyJump.</translation>
    </message>
    <message>
        <source>Only a program that ssh would run (Match exec) can tell whether %2 holds for %1, and Skep runs none.</source>
        <translation>Nur ein Programm, das ssh ausführen würde (Match exec), kann sagen, ob %2 für %1 gilt, und Skep führt keines aus.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::SudoTalk</name>
    <message>
        <source>On %1, the user %2 may not become root by sudo. Log in as another user, or let %2 run everything there by sudo.</source>
        <translation>Auf %1 darf %2 nicht mit sudo root werden. Melden Sie sich als ein anderer Benutzer an, oder erlauben Sie %2 dort alles mit sudo.</translation>
    </message>
    <message>
        <source>sudo on %1 does not accept this password of %2. It was tried once and is not tried again.</source>
        <translation>sudo auf %1 nimmt dieses Passwort von %2 nicht an. Es wurde einmal versucht und wird nicht noch einmal versucht.</translation>
    </message>
    <message>
        <source>sudo on %1 asks %2 for a password. Give it to Skep, or let %2 use sudo there without one.</source>
        <translation>sudo auf %1 fragt %2 nach einem Passwort. Geben Sie es Skep, oder erlauben Sie %2 dort sudo ohne Passwort.</translation>
    </message>
    <message>
        <source>On %1 there is no sudo, and %2 is not root. Install sudo there, or log in as root.</source>
        <translation>Auf %1 gibt es kein sudo, und %2 ist nicht root. Installieren Sie dort sudo, oder melden Sie sich als root an.</translation>
    </message>
    <message>
        <source>sudo on %1 demands a terminal. Take “requiretty” out of its settings for %2.</source>
        <translation>sudo auf %1 verlangt ein Terminal. Nehmen Sie „requiretty“ für %2 aus seinen Einstellungen.</translation>
    </message>
    <message>
        <source>sudo on %1 did not start a command of %2.</source>
        <translation>sudo auf %1 hat einen Befehl von %2 nicht gestartet.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::TerminalSession</name>
    <message>
        <source>The connection was closed.</source>
        <translation>Die Verbindung wurde geschlossen.</translation>
    </message>
</context>
<context>
    <name>skep::ssh::Way</name>
    <message>
        <source>“%1” is no server: write a name of the ssh configuration, or user@host:port.</source>
        <translation>„%1“ ist kein Server: Schreiben Sie einen Namen der SSH-Konfiguration oder benutzer@host:port.</translation>
    </message>
    <message>
        <source>The jump hosts of %1 lead in a circle.</source>
        <translation>Die Sprunghosts von %1 führen im Kreis.</translation>
    </message>
    <message>
        <source>%1 is behind too many jump hosts.</source>
        <translation>%1 liegt hinter zu vielen Sprunghosts.</translation>
    </message>
</context>
<context>
    <name>skep::ui::AccountDialog</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As it is shown in Skep.</source>
        <translation>So, wie Skep es anzeigt.</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>Endpunkt</translation>
    </message>
    <message>
        <source>An Exoscale API, version 2.</source>
        <translation>Eine Exoscale-API der Version 2.</translation>
    </message>
    <message>
        <source>API key</source>
        <translation>API-Schlüssel</translation>
    </message>
    <message>
        <source>API secret</source>
        <translation>API-Geheimnis</translation>
    </message>
    <message>
        <source>Goes into the keychain of your system, nowhere else.</source>
        <translation>Kommt in den Schlüsselbund Ihres Systems, nirgendwo sonst hin.</translation>
    </message>
    <message>
        <source>&amp;Add account</source>
        <translation>Konto &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Add account</source>
        <translation>Konto hinzufügen</translation>
    </message>
    <message>
        <source>Add a cloud account</source>
        <translation>Cloud-Konto hinzufügen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Give the account a name.</source>
        <translation>Geben Sie dem Konto einen Namen.</translation>
    </message>
    <message>
        <source>An https address, or http on this computer (127.0.0.1).</source>
        <translation>Eine https-Adresse oder http auf diesem Rechner (127.0.0.1).</translation>
    </message>
    <message>
        <source>The key starts with EXO.</source>
        <translation>Der Schlüssel beginnt mit EXO.</translation>
    </message>
    <message>
        <source>The secret is shown once, when the key is made.</source>
        <translation>Das Geheimnis wird nur einmal gezeigt, wenn der Schlüssel entsteht.</translation>
    </message>
    <message>
        <source>Checking with the cloud…</source>
        <translation>Die Cloud wird gefragt …</translation>
    </message>
    <message>
        <source>Found on this computer</source>
        <translation>Auf diesem Rechner gefunden</translation>
    </message>
    <message>
        <source>Nothing that can be used</source>
        <translation>Nichts, was sich verwenden lässt</translation>
    </message>
    <message>
        <source>Choose one to fill in the fields</source>
        <translation>Wählen füllt die Felder aus</translation>
    </message>
    <message>
        <source>The file or the environment stays as it is; Skep keeps the secret in your keychain.</source>
        <translation>Die Datei oder die Umgebung bleibt, wie sie ist; Skep bewahrt das Geheimnis in Ihrem Schlüsselbund auf.</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>By name, if the machines belong to a project; else leave it empty.</source>
        <translation>Mit Namen, falls die Maschinen zu einem Projekt gehören; sonst leer lassen.</translation>
    </message>
    <message>
        <source>Exoscale</source>
        <translation>Exoscale</translation>
    </message>
    <message>
        <source>Apache CloudStack</source>
        <translation>Apache CloudStack</translation>
    </message>
    <message>
        <source>Kind of cloud</source>
        <translation>Art der Cloud</translation>
    </message>
    <message>
        <source>The address of the API; it usually ends in /client/api.</source>
        <translation>Die Adresse der API; sie endet meist auf /client/api.</translation>
    </message>
    <message>
        <source>The key is in your user&apos;s settings in the cloud&apos;s own interface.</source>
        <translation>Der Schlüssel steht in den Einstellungen Ihres Benutzers in der Oberfläche der Cloud.</translation>
    </message>
    <message>
        <source>This key sees no projects: leave it empty.</source>
        <translation>Dieser Schlüssel sieht keine Projekte: Lassen Sie das Feld leer.</translation>
    </message>
    <message>
        <source>Empty for the account&apos;s own machines, or one of: %1.</source>
        <translation>Leer für die eigenen Maschinen des Kontos, oder eines von: %1.</translation>
    </message>
</context>
<context>
    <name>skep::ui::AddNodesDialog</name>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>Add nodes to %1</source>
        <translation>Knoten zu %1 hinzufügen</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>How &amp;many</source>
        <translation>&amp;Wie viele</translation>
    </message>
    <message>
        <source>&amp;Role</source>
        <translation>&amp;Rolle</translation>
    </message>
    <message>
        <source>Machine &amp;type</source>
        <translation>Maschinen&amp;typ</translation>
    </message>
    <message>
        <source>&amp;Disk of each</source>
        <translation>&amp;Platte je Maschine</translation>
    </message>
    <message>
        <source>T&amp;emplate</source>
        <translation>&amp;Vorlage</translation>
    </message>
    <message>
        <source>The commands it stands for</source>
        <translation>Die Befehle, für die das steht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n CPU · %2</source>
        <translation>
            <numerusform>%1 · %n CPU · %2</numerusform>
            <numerusform>%1 · %n CPUs · %2</numerusform>
        </translation>
    </message>
    <message>
        <source>The cloud is asked which names are taken.</source>
        <translation>Die Cloud wird gefragt, welche Namen vergeben sind.</translation>
    </message>
    <message>
        <source>New: %1 to %2</source>
        <translation>Neu: %1 bis %2</translation>
    </message>
    <message>
        <source>New: %1</source>
        <translation>Neu: %1</translation>
    </message>
    <message>
        <source>Managers: %1 afterwards; the swarm needs %2 of them and can lose %3.</source>
        <translation>Manager: danach %1; der Schwarm braucht %2 davon und kann %3 verlieren.</translation>
    </message>
    <message>
        <source>An even number can lose no more than the odd one below it.</source>
        <translation>Eine gerade Zahl kann nicht mehr verlieren als die ungerade darunter.</translation>
    </message>
    <message>
        <source>The template needs a disk of at least %1 GiB.</source>
        <translation>Die Vorlage braucht eine Platte von mindestens %1 GiB.</translation>
    </message>
    <message>
        <source>&amp;Add %1</source>
        <translation>%1 &amp;hinzufügen</translation>
    </message>
    <message>
        <source>The managers are asked, and the change is written down.</source>
        <translation>Die Manager werden gefragt, und die Änderung wird aufgeschrieben.</translation>
    </message>
</context>
<context>
    <name>skep::ui::AddressBar</name>
    <message>
        <source>&amp;Add it</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>What is open stays open: for a second computer or another person.</source>
        <translation>Was offen ist, bleibt offen: für einen zweiten Rechner oder eine andere Person.</translation>
    </message>
    <message>
        <source>The way in is not moved to %1 yet. Nobody was shut out: the old ranges are still open.</source>
        <translation>Der Zugang ist noch nicht auf %1 umgestellt. Niemand wurde ausgesperrt: Die alten Bereiche sind noch offen.</translation>
    </message>
    <message>
        <source>Another range…</source>
        <translation>Anderer Bereich …</translation>
    </message>
    <message>
        <source>SSH is open to %1, but this computer is seen as %2 now.</source>
        <translation>SSH ist für %1 offen, aber dieser Rechner erscheint jetzt als %2.</translation>
    </message>
    <message>
        <source>No machine answers. SSH is open to %1 only: if this computer has another address now, that is why.</source>
        <translation>Keine Maschine antwortet. SSH ist nur für %1 offen: Hat dieser Rechner jetzt eine andere Adresse, liegt es daran.</translation>
    </message>
    <message>
        <source>Name the address…</source>
        <translation>Adresse angeben …</translation>
    </message>
    <message>
        <source>&amp;Move it to %1</source>
        <translation>Auf %1 &amp;umstellen</translation>
    </message>
</context>
<context>
    <name>skep::ui::AddressDialog</name>
    <message>
        <source>From where %1 is reached</source>
        <translation>Von wo %1 erreichbar ist</translation>
    </message>
    <message>
        <source>Only from these ranges the machines can be reached by SSH, and everything that Skep does goes through SSH. A new range is opened and used before an old one is closed, so a mistake shuts nobody out.</source>
        <translation>Nur aus diesen Bereichen sind die Maschinen über SSH erreichbar, und alles, was Skep tut, geht durch SSH. Ein neuer Bereich wird geöffnet und benutzt, bevor ein alter geschlossen wird; ein Fehler sperrt also niemanden aus.</translation>
    </message>
    <message>
        <source>&amp;Move the way in</source>
        <translation>Zugang &amp;umstellen</translation>
    </message>
    <message>
        <source>Beginning…</source>
        <translation>Beginnt …</translation>
    </message>
    <message>
        <source>SSH reachable from</source>
        <translation>SSH erreichbar von</translation>
    </message>
    <message>
        <source>Ask %1 for my address</source>
        <translation>%1 nach meiner Adresse fragen</translation>
    </message>
    <message>
        <source>Addresses or ranges such as 203.0.113.7/32, with commas between them.</source>
        <translation>Adressen oder Bereiche wie 203.0.113.7/32, durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>This computer is seen as %1. Several ranges have commas between them.</source>
        <translation>Dieser Rechner erscheint als %1. Mehrere Bereiche werden durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Without any range nobody could reach the machines.</source>
        <translation>Ganz ohne Bereich könnte niemand die Maschinen erreichen.</translation>
    </message>
</context>
<context>
    <name>skep::ui::AttentionList</name>
    <message>
        <source>Show the node</source>
        <translation>Knoten zeigen</translation>
    </message>
    <message>
        <source>Show the service</source>
        <translation>Dienst zeigen</translation>
    </message>
    <message>
        <source>Show in the catalog</source>
        <translation>Im Katalog zeigen</translation>
    </message>
    <message>
        <source>Prove again</source>
        <translation>Neu beweisen</translation>
    </message>
    <message>
        <source>Reconnect</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Needs attention (%1)</source>
        <translation>Braucht Aufmerksamkeit (%1)</translation>
    </message>
    <message>
        <source>Open a terminal</source>
        <translation>Terminal öffnen</translation>
    </message>
    <message>
        <source>Show what is open</source>
        <translation>Zeigen, was offen ist</translation>
    </message>
    <message>
        <source>To keep in mind</source>
        <translation>Zu beachten</translation>
    </message>
    <message>
        <source>Replace…</source>
        <translation>Ersetzen…</translation>
    </message>
</context>
<context>
    <name>skep::ui::AuditDialog</name>
    <message numerus="yes">
        <source>%n rule(s) read</source>
        <translation>
            <numerusform>%n Regel gelesen</numerusform>
            <numerusform>%n Regeln gelesen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n port(s) tried from this computer</source>
        <translation>
            <numerusform>%n Port von diesem Rechner aus versucht</numerusform>
            <numerusform>%n Ports von diesem Rechner aus versucht</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing is more open than planned, and nothing is missing: %1, %2.</source>
        <translation>Nichts ist offener als geplant, und nichts fehlt: %1, %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) to look at</source>
        <translation>
            <numerusform>%n Sache zu prüfen</numerusform>
            <numerusform>%n Sachen zu prüfen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Noch einmal prüfen</translation>
    </message>
    <message>
        <source>What is really open</source>
        <translation>Was wirklich offen ist</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Funde</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Reading the rules and trying the ports …</source>
        <translation>Regeln werden gelesen und Ports versucht …</translation>
    </message>
    <message>
        <source>What is open is not known.</source>
        <translation>Was offen ist, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing was found that is too open</source>
        <translation>Es wurde nichts gefunden, das zu offen ist</translation>
    </message>
    <message numerus="yes">
        <source>%n port(s) that the nodes listen at read there</source>
        <translation>
            <numerusform>%n Port, an dem die Knoten lauschen, dort gelesen</numerusform>
            <numerusform>%n Ports, an denen die Knoten lauschen, dort gelesen</numerusform>
        </translation>
    </message>
    <message>
        <source>Published by services: %1.</source>
        <translation>Von Diensten veröffentlicht: %1.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ChangeBar</name>
    <message>
        <source>Show the &amp;steps</source>
        <translation>&amp;Schritte zeigen</translation>
    </message>
    <message>
        <source>Gi&amp;ve up…</source>
        <translation>Auf&amp;geben …</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Progress of the change</source>
        <translation>Fortschritt der Änderung</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>Stands at %1. Resume goes on with the rest.</source>
        <translation>Steht bei %1. Fortsetzen macht mit dem Rest weiter.</translation>
    </message>
    <message>
        <source>Stands at %1. %2</source>
        <translation>Steht bei %1. %2</translation>
    </message>
</context>
<context>
    <name>skep::ui::ChangeDialog</name>
    <message>
        <source>&amp;Promote</source>
        <translation>Zum &amp;Manager machen</translation>
    </message>
    <message>
        <source>&amp;Demote</source>
        <translation>Zum &amp;Worker machen</translation>
    </message>
    <message>
        <source>&amp;Replace</source>
        <translation>E&amp;rsetzen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>What will be done</source>
        <translation>Was geschehen wird</translation>
    </message>
    <message>
        <source>The commands it stands for</source>
        <translation>Die Befehle, für die das steht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source> s</source>
        <translation> s</translation>
    </message>
    <message>
        <source>Tasks need not move first</source>
        <translation>Tasks müssen nicht erst umziehen</translation>
    </message>
    <message>
        <source>They are ended with the node; the swarm starts those that it can elsewhere.</source>
        <translation>Sie enden mit dem Knoten; der Schwarm startet anderswo, was er kann.</translation>
    </message>
    <message>
        <source>Time for its tasks to move</source>
        <translation>Zeit für den Umzug der Tasks</translation>
    </message>
    <message>
        <source>Make %1 a manager?</source>
        <translation>%1 zum Manager machen?</translation>
    </message>
    <message>
        <source>Make %1 a worker?</source>
        <translation>%1 zum Worker machen?</translation>
    </message>
    <message>
        <source>Replace %1?</source>
        <translation>%1 ersetzen?</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>What was on its disk is lost.</source>
        <translation>Was auf seiner Platte war, ist verloren.</translation>
    </message>
    <message>
        <source>No task runs there.</source>
        <translation>Dort läuft kein Task.</translation>
    </message>
    <message numerus="yes">
        <source>%n running task(s) move to other nodes where the swarm can place them.</source>
        <translation>
            <numerusform>%n laufender Task zieht auf einen anderen Knoten um, wenn der Schwarm Platz findet.</numerusform>
            <numerusform>%n laufende Tasks ziehen auf andere Knoten um, wenn der Schwarm Platz findet.</numerusform>
        </translation>
    </message>
    <message>
        <source>Then the machine is deleted with everything on it.</source>
        <translation>Dann wird die Maschine mit allem darauf gelöscht.</translation>
    </message>
    <message>
        <source>Then the machines are deleted with everything on them.</source>
        <translation>Dann werden die Maschinen mit allem darauf gelöscht.</translation>
    </message>
    <message>
        <source>Managers: %1 now, %2 afterwards; of %2 the swarm needs %3 and can lose %4.</source>
        <translation>Manager: jetzt %1, danach %2; von %2 braucht der Schwarm %3 und kann %4 verlieren.</translation>
    </message>
    <message>
        <source>An even number can lose no more than the odd one below it.</source>
        <translation>Eine gerade Zahl kann nicht mehr verlieren als die ungerade darunter.</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>The managers are asked whether it may be.</source>
        <translation>Die Manager werden gefragt, ob das sein darf.</translation>
    </message>
    <message>
        <source>A new machine of the same role and shape takes its place.</source>
        <translation>Eine neue Maschine derselben Rolle und Form nimmt ihren Platz ein.</translation>
    </message>
    <message>
        <source>%1 takes its place: the same role and shape.</source>
        <translation>%1 nimmt ihren Platz ein: dieselbe Rolle und Form.</translation>
    </message>
    <message>
        <source>It gets the node&apos;s labels.</source>
        <translation>Sie bekommt die Labels des Knotens.</translation>
    </message>
    <message>
        <source>The new Consul server has a vote before the old one goes, and what Consul keeps is on it then.</source>
        <translation>Der neue Consul-Server hat eine Stimme, bevor der alte geht, und was Consul aufbewahrt, liegt dann auf ihm.</translation>
    </message>
    <message>
        <source>Deleted with everything on it: %1.</source>
        <translation>Gelöscht mit allem, was darauf ist: %1.</translation>
    </message>
    <message>
        <source>Consul servers: %1 now, %2 afterwards.</source>
        <translation>Consul-Server: jetzt %1, danach %2.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ClassicCard</name>
    <message>
        <source>Classic Swarm</source>
        <translation>Klassischer Swarm</translation>
    </message>
    <message>
        <source>Strategy</source>
        <translation>Strategie</translation>
    </message>
    <message>
        <source>Filters</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Its nodes find one another through</source>
        <translation>Seine Knoten finden einander über</translation>
    </message>
    <message>
        <source>Reserved on %1</source>
        <translation>Reserviert auf %1</translation>
    </message>
    <message>
        <source>%1 of %2 processors, %3 of %4 memory</source>
        <translation>%1 von %2 Prozessoren, %3 von %4 Speicher</translation>
    </message>
</context>
<context>
    <name>skep::ui::ClusterHead</name>
    <message>
        <source>&amp;Destroy…</source>
        <translation>&amp;Abbauen …</translation>
    </message>
    <message>
        <source>Connecting to the cluster. What it says is shown here.</source>
        <translation>Die Verbindung zum Cluster wird hergestellt. Was es sagt, steht dann hier.</translation>
    </message>
    <message>
        <source>&amp;Forget…</source>
        <translation>&amp;Vergessen …</translation>
    </message>
</context>
<context>
    <name>skep::ui::ClusterList</name>
    <message>
        <source>%1/%2 nodes ready</source>
        <translation>%1/%2 Knoten bereit</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Not reachable</source>
        <translation>Nicht erreichbar</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Is being created</source>
        <translation>Wird erstellt</translation>
    </message>
    <message>
        <source>Interrupted, can resume</source>
        <translation>Unterbrochen, kann weitergehen</translation>
    </message>
    <message>
        <source>Is being destroyed</source>
        <translation>Wird abgebaut</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>Abgebaut</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>Is being changed</source>
        <translation>Wird geändert</translation>
    </message>
    <message>
        <source>Change interrupted, can resume</source>
        <translation>Änderung unterbrochen, kann weitergehen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ClusterPage</name>
    <message>
        <source>Destroying %1</source>
        <translation>%1 wird abgebaut</translation>
    </message>
    <message>
        <source>Creating %1</source>
        <translation>%1 wird erstellt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Give up the change</source>
        <translation>Änderung aufgeben</translation>
    </message>
    <message>
        <source>Give up: %1?</source>
        <translation>Aufgeben: %1?</translation>
    </message>
    <message>
        <source>Machines that it has added are deleted again, and nodes that it has drained take tasks again. What it has removed does not come back.</source>
        <translation>Maschinen, die sie hinzugefügt hat, werden wieder gelöscht, und Knoten, die sie geleert hat, nehmen wieder Tasks an. Was sie entfernt hat, kommt nicht zurück.</translation>
    </message>
    <message>
        <source>&amp;Give up</source>
        <translation>Auf&amp;geben</translation>
    </message>
    <message>
        <source>Allow changes</source>
        <translation>Änderungen erlauben</translation>
    </message>
    <message>
        <source>Allow Skep to change %1?</source>
        <translation>Darf Skep %1 ändern?</translation>
    </message>
    <message>
        <source>Terminals, services, stacks and nodes can then be changed from here, by you and only when you ask for it. Skep still installs nothing there by itself.</source>
        <translation>Terminals, Dienste, Stacks und Knoten können dann von hier aus geändert werden, von Ihnen und nur wenn Sie es verlangen. Von selbst installiert Skep dort weiterhin nichts.</translation>
    </message>
    <message>
        <source>&amp;Allow changes</source>
        <translation>Änderungen &amp;erlauben</translation>
    </message>
    <message>
        <source>Forget a cluster</source>
        <translation>Einen Cluster vergessen</translation>
    </message>
    <message>
        <source>Forget %1 on this computer?</source>
        <translation>%1 auf diesem Computer vergessen?</translation>
    </message>
    <message>
        <source>The cluster itself is not touched. What Skep keeps of it here goes: its name, the way in and what is in the keychain for it.</source>
        <translation>Der Cluster selbst bleibt, wie er ist. Was Skep hier von ihm behält, geht: sein Name, der Weg zu ihm und was dafür im Schlüsselbund liegt.</translation>
    </message>
    <message>
        <source>&amp;Forget it here</source>
        <translation>Hier &amp;vergessen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ClusterView</name>
    <message>
        <source>Pages of the cluster</source>
        <translation>Seiten des Clusters</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>Configs</source>
        <translation>Configs</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Stacks</source>
        <translation>Stacks</translation>
    </message>
    <message>
        <source>Totals</source>
        <translation>Summen</translation>
    </message>
    <message>
        <source>Discovery</source>
        <translation>Discovery</translation>
    </message>
</context>
<context>
    <name>skep::ui::Comb</name>
    <message>
        <source>Comb</source>
        <translation>Wabe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>skep::ui::CommandPalette</name>
    <message>
        <source>Nothing has these letters.</source>
        <translation>Nichts enthält diese Buchstaben.</translation>
    </message>
    <message>
        <source>Find an action, a cluster or a node</source>
        <translation>Aktion, Cluster oder Knoten finden</translation>
    </message>
    <message>
        <source>Command palette</source>
        <translation>Befehlspalette</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>Gefundenes</translation>
    </message>
</context>
<context>
    <name>skep::ui::ConfirmDialog</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ConnectBar</name>
    <message>
        <source>Host &amp;keys…</source>
        <translation>&amp;Hostschlüssel …</translation>
    </message>
    <message>
        <source>&amp;Allow changes…</source>
        <translation>Änderungen &amp;erlauben …</translation>
    </message>
    <message>
        <source>Skep only looks at this cluster.</source>
        <translation>Skep sieht sich diesen Cluster nur an.</translation>
    </message>
    <message numerus="yes">
        <source>%n other node(s) can be reached once you have confirmed their host keys.</source>
        <translation>
            <numerusform>%n weiterer Knoten ist erreichbar, sobald Sie seinen Hostschlüssel bestätigt haben.</numerusform>
            <numerusform>%n weitere Knoten sind erreichbar, sobald Sie ihre Hostschlüssel bestätigt haben.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ConnectDialog</name>
    <message>
        <source>The engine of this computer</source>
        <translation>Die Engine dieses Computers</translation>
    </message>
    <message>
        <source>DOCKER_HOST: %1</source>
        <translation>DOCKER_HOST: %1</translation>
    </message>
    <message>
        <source>docker-machine’s “%1”: %2</source>
        <translation>„%1“ von docker-machine: %2</translation>
    </message>
    <message>
        <source>Docker context “%1”: %2</source>
        <translation>Docker-Kontext „%1“: %2</translation>
    </message>
    <message>
        <source>Connect to a cluster</source>
        <translation>Mit einem Cluster verbinden</translation>
    </message>
    <message>
        <source>A swarm, a classic Swarm or a single engine that is there already. Skep only looks at it until you allow changes: nothing is installed, nothing is written there.</source>
        <translation>Ein Swarm, ein klassischer Swarm oder eine einzelne Engine, die schon da ist. Skep sieht sie sich nur an, bis Sie Änderungen erlauben: Nichts wird dort installiert, nichts geschrieben.</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>Verbindet …</translation>
    </message>
    <message>
        <source>The private key</source>
        <translation>Der private Schlüssel</translation>
    </message>
    <message>
        <source>The folder of the certificates</source>
        <translation>Der Ordner der Zertifikate</translation>
    </message>
    <message>
        <source>Way in</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>A manager: a host of your ssh configuration, user@host, tcp://host:2376 with certificates, or one of the list.</source>
        <translation>Ein Manager: ein Host Ihrer ssh-Konfiguration, benutzer@host, tcp://host:2376 mit Zertifikaten oder einer aus der Liste.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>As it is shown in Skep.</source>
        <translation>Wie er in Skep heißt.</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>A private key&apos;s file. Empty: the keys that ssh would use.</source>
        <translation>Die Datei eines privaten Schlüssels. Leer: die Schlüssel, die ssh nähme.</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>The folder with ca.pem, cert.pem and key.pem, as DOCKER_CERT_PATH names it.</source>
        <translation>Der Ordner mit ca.pem, cert.pem und key.pem, wie ihn DOCKER_CERT_PATH nennt.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Keep it in the keychain</source>
        <translation>Im Schlüsselbund behalten</translation>
    </message>
    <message>
        <source>Name a manager, or choose one of the list.</source>
        <translation>Nennen Sie einen Manager oder wählen Sie einen aus der Liste.</translation>
    </message>
    <message>
        <source>Give the cluster a name.</source>
        <translation>Geben Sie dem Cluster einen Namen.</translation>
    </message>
    <message>
        <source>Without certificates whoever reaches the engine has root there. Skep does not use such a way.</source>
        <translation>Ohne Zertifikate ist dort root, wer die Engine erreicht. Einen solchen Weg geht Skep nicht.</translation>
    </message>
    <message>
        <source>&amp;Trust and connect</source>
        <translation>&amp;Vertrauen und verbinden</translation>
    </message>
    <message>
        <source>%1 is not in your known_hosts. It shows this host key:
%2
Is it the right one? On the host, ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub prints it.</source>
        <translation>%1 steht nicht in Ihrer known_hosts. Der Host zeigt diesen Schlüssel:
%2
Ist es der richtige? Auf dem Host zeigt ihn ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub.</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>skep::ui::ConsulDialog</name>
    <message>
        <source>The Consul of %1</source>
        <translation>Das Consul von %1</translation>
    </message>
    <message>
        <source>Any agent of it, as the host at the far end of the way in sees it. It is only read.</source>
        <translation>Irgendein Agent davon, wie ihn der Host am Ende des Weges sieht. Er wird nur gelesen.</translation>
    </message>
    <message>
        <source>&amp;Use it</source>
        <translation>&amp;Nehmen</translation>
    </message>
    <message>
        <source>Asking it…</source>
        <translation>Fragt …</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Empty: the cluster is shown without a Consul.</source>
        <translation>Leer: Der Cluster wird ohne Consul gezeigt.</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>Token</translation>
    </message>
    <message>
        <source>One that may read, if it asks for one. It goes into your keychain.</source>
        <translation>Eines, das lesen darf, falls danach gefragt wird. Es kommt in Ihren Schlüsselbund.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ContainerDialog</name>
    <message>
        <source>Add a port</source>
        <translation>Port hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Run a container</source>
        <translation>Container starten</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>It is pulled where the node has none.</source>
        <translation>Es wird geholt, wo der Knoten es nicht hat.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Empty: the engine makes one up.</source>
        <translation>Leer: Die Engine denkt sich einen aus.</translation>
    </message>
    <message>
        <source>Published ports</source>
        <translation>Veröffentlichte Ports</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>NAME=value, one on each line.</source>
        <translation>NAME=Wert, je Zeile einer.</translation>
    </message>
    <message>
        <source>When it ends, restart it</source>
        <translation>Neu starten, wenn er endet</translation>
    </message>
    <message>
        <source>The command that this stands for</source>
        <translation>Der Befehl, für den das steht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Starting it on %1; the image may have to be pulled first.</source>
        <translation>Wird auf %1 gestartet; vielleicht muss das Image erst geholt werden.</translation>
    </message>
    <message>
        <source>Add a mount</source>
        <translation>Einhängepunkt hinzufügen</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>Einhängepunkte</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>One on each line.</source>
        <translation>Eines in jeder Zeile.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Empty: the engine&apos;s bridge.</source>
        <translation>Leer: die Bridge der Engine.</translation>
    </message>
    <message>
        <source>Not started yet: the registry login needs another look. %1</source>
        <translation>Noch nicht gestartet: die Anmeldung bei der Registry braucht einen zweiten Blick. %1</translation>
    </message>
</context>
<context>
    <name>skep::ui::ContainersPage</name>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>&amp;Run…</source>
        <translation>&amp;Neu…</translation>
    </message>
    <message>
        <source>&amp;Start</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>S&amp;top…</source>
        <translation>S&amp;toppen…</translation>
    </message>
    <message>
        <source>R&amp;estart…</source>
        <translation>N&amp;eu starten…</translation>
    </message>
    <message>
        <source>Re&amp;move…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Logs</source>
        <translation>&amp;Logs</translation>
    </message>
    <message>
        <source>&amp;Terminal</source>
        <translation>&amp;Terminal</translation>
    </message>
    <message>
        <source>All containers</source>
        <translation>Alle Container</translation>
    </message>
    <message>
        <source>No container was found on the nodes that answer.</source>
        <translation>Auf den Knoten, die antworten, ist kein Container.</translation>
    </message>
    <message>
        <source>No answer from %1: what is shown of it is old. %2</source>
        <translation>Keine Antwort von %1: Was davon gezeigt wird, ist alt. %2</translation>
    </message>
    <message>
        <source>Starting %1</source>
        <translation>%1 wird gestartet</translation>
    </message>
    <message>
        <source>Stopping %1</source>
        <translation>%1 wird gestoppt</translation>
    </message>
    <message>
        <source>Restarting %1</source>
        <translation>%1 wird neu gestartet</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>%1 wird entfernt</translation>
    </message>
    <message>
        <source>Stop a container</source>
        <translation>Container stoppen</translation>
    </message>
    <message>
        <source>Stop %1 on %2?</source>
        <translation>%1 auf %2 stoppen?</translation>
    </message>
    <message>
        <source>It is asked to end, and killed after 10 seconds.</source>
        <translation>Er wird gebeten aufzuhören und nach 10 Sekunden beendet.</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Stoppen</translation>
    </message>
    <message>
        <source>Restart a container</source>
        <translation>Container neu starten</translation>
    </message>
    <message>
        <source>Restart %1 on %2?</source>
        <translation>%1 auf %2 neu starten?</translation>
    </message>
    <message>
        <source>It is asked to end, killed after 10 seconds, and started again.</source>
        <translation>Er wird gebeten aufzuhören, nach 10 Sekunden beendet und wieder gestartet.</translation>
    </message>
    <message>
        <source>R&amp;estart</source>
        <translation>N&amp;eu starten</translation>
    </message>
    <message>
        <source>Remove a container</source>
        <translation>Container entfernen</translation>
    </message>
    <message>
        <source>Remove %1 from %2?</source>
        <translation>%1 von %2 entfernen?</translation>
    </message>
    <message>
        <source>It is killed where it runs, and what it wrote outside its volumes is lost.</source>
        <translation>Er wird beendet, falls er läuft, und was er außerhalb seiner Volumes geschrieben hat, ist verloren.</translation>
    </message>
    <message>
        <source>Re&amp;move</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>It is a task of the service %1: the swarm starts another one in its place.</source>
        <translation>Er ist ein Task des Dienstes %1: Der Swarm startet einen anderen an seiner Stelle.</translation>
    </message>
    <message>
        <source>%1, when %2 answered last</source>
        <translation>%1, als %2 zuletzt antwortete</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
</context>
<context>
    <name>skep::ui::CreateDialog</name>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>NAME=value, one on each line.</source>
        <translation>NAME=Wert, je Zeile eines.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>A label needs a name.</source>
        <translation>Ein Label braucht einen Namen.</translation>
    </message>
</context>
<context>
    <name>skep::ui::Dashboard</name>
    <message>
        <source>Nodes</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>What a cell of the comb stands for</source>
        <translation>Wofür eine Zelle der Wabe steht</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>Filter (Strg+F)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>No node is known yet.</source>
        <translation>Noch ist kein Knoten bekannt.</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>No service runs here yet.</source>
        <translation>Hier läuft noch kein Dienst.</translation>
    </message>
    <message>
        <source>Catalog services</source>
        <translation>Dienste im Katalog</translation>
    </message>
    <message>
        <source>The catalog is empty.</source>
        <translation>Der Katalog ist leer.</translation>
    </message>
    <message>
        <source>Instances</source>
        <translation>Instanzen</translation>
    </message>
    <message>
        <source>No instance.</source>
        <translation>Keine Instanz.</translation>
    </message>
    <message>
        <source>Catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>Open a terminal on this node</source>
        <translation>Terminal auf diesem Knoten öffnen</translation>
    </message>
    <message>
        <source>Open a &amp;terminal</source>
        <translation>&amp;Terminal öffnen</translation>
    </message>
    <message numerus="yes">
        <source>Open %n &amp;terminals side by side</source>
        <translation>
            <numerusform>%n &amp;Terminal öffnen</numerusform>
            <numerusform>%n &amp;Terminals nebeneinander öffnen</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Files of the node</source>
        <translation>&amp;Dateien des Knotens</translation>
    </message>
    <message>
        <source>Add n&amp;odes…</source>
        <translation>Kn&amp;oten hinzufügen …</translation>
    </message>
    <message>
        <source>Cha&amp;nge</source>
        <translation>Ä&amp;ndern</translation>
    </message>
    <message>
        <source>What can be done to the chosen nodes</source>
        <translation>Was mit den gewählten Knoten gehen kann</translation>
    </message>
    <message>
        <source>Ask the DNS for it</source>
        <translation>Das DNS danach fragen</translation>
    </message>
</context>
<context>
    <name>skep::ui::DestroyDialog</name>
    <message>
        <source>&amp;Destroy</source>
        <translation>&amp;Abbauen</translation>
    </message>
    <message>
        <source>Destroy a cluster</source>
        <translation>Cluster abbauen</translation>
    </message>
    <message>
        <source>Destroy %1?</source>
        <translation>%1 abbauen?</translation>
    </message>
    <message numerus="yes">
        <source>This deletes %n machine(s) with everything on them, the firewall groups and the keys. It cannot be undone.</source>
        <translation>
            <numerusform>Damit wird %n Maschine mit allem darauf gelöscht, dazu die Firewall-Gruppen und die Schlüssel. Das lässt sich nicht rückgängig machen.</numerusform>
            <numerusform>Damit werden %n Maschinen mit allem darauf gelöscht, dazu die Firewall-Gruppen und die Schlüssel. Das lässt sich nicht rückgängig machen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Type the cluster&apos;s name</source>
        <translation>Tippen Sie den Namen des Clusters</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>skep::ui::DetailPane</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Close the details (Esc)</source>
        <translation>Details schließen (Esc)</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Details schließen</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>Baum</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Views of the object</source>
        <translation>Ansichten des Objekts</translation>
    </message>
</context>
<context>
    <name>skep::ui::DiffTable</name>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Differences</source>
        <translation>Unterschiede</translation>
    </message>
</context>
<context>
    <name>skep::ui::Dock</name>
    <message>
        <source>Split to the right (Ctrl+Shift+E)</source>
        <translation>Nach rechts teilen (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>Split downwards (Ctrl+Shift+O)</source>
        <translation>Nach unten teilen (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Type to all terminals of the tab (Ctrl+Shift+B)</source>
        <translation>In alle Terminals des Reiters tippen (Strg+Umschalt+B)</translation>
    </message>
    <message>
        <source>As large as the window (Ctrl+Shift+M)</source>
        <translation>So groß wie das Fenster (Strg+Umschalt+M)</translation>
    </message>
    <message>
        <source>Hide (Ctrl+J)</source>
        <translation>Verbergen (Strg+J)</translation>
    </message>
    <message>
        <source>Close the terminal?</source>
        <translation>Das Terminal schließen?</translation>
    </message>
    <message>
        <source>A program that fills the screen runs on %1. Closing the terminal ends it.</source>
        <translation>Auf %1 läuft ein Programm, das den ganzen Bildschirm nutzt. Mit dem Terminal endet es.</translation>
    </message>
    <message>
        <source>Files of %1</source>
        <translation>Dateien von %1</translation>
    </message>
    <message>
        <source>Close the terminal</source>
        <translation>Das Terminal schließen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>&amp;Schließen</translation>
    </message>
</context>
<context>
    <name>skep::ui::DockKeeper</name>
    <message>
        <source>The node %1 is not in the cluster %2 any more.</source>
        <extracomment>%1: name of a node, %2: name of a cluster</extracomment>
        <translation>Der Knoten %1 gehört nicht mehr zum Cluster %2.</translation>
    </message>
</context>
<context>
    <name>skep::ui::DockTabBar</name>
    <message>
        <source>Terminals and files</source>
        <translation>Terminals und Dateien</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The bell rang</source>
        <translation>Die Glocke hat geläutet</translation>
    </message>
    <message>
        <source>New output</source>
        <translation>Neue Ausgabe</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <extracomment>%1: name of a tab, %2: what happened there</extracomment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>skep::ui::DockerDialog</name>
    <message>
        <source>There already</source>
        <translation>Schon da</translation>
    </message>
    <message>
        <source>To be written</source>
        <translation>Wird geschrieben</translation>
    </message>
    <message>
        <source>Use %1 with docker</source>
        <translation>%1 mit Docker benutzen</translation>
    </message>
    <message>
        <source>The docker client of any shell on this computer then reaches the cluster, with your own SSH key and without Skep.</source>
        <translation>Der Docker-Client jeder Shell auf diesem Rechner erreicht dann den Cluster, mit Ihrem eigenen SSH-Schlüssel und ohne Skep.</translation>
    </message>
    <message>
        <source>&amp;Write these</source>
        <translation>Dies &amp;schreiben</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>Schreibt …</translation>
    </message>
    <message>
        <source>Name of the docker context</source>
        <translation>Name des Docker-Kontexts</translation>
    </message>
    <message>
        <source>Your key</source>
        <translation>Ihr Schlüssel</translation>
    </message>
    <message>
        <source>What will be written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>For commands such as: docker --context %1 node ls</source>
        <translation>Für Befehle wie: docker --context %1 node ls</translation>
    </message>
    <message>
        <source>ssh offers this key only if your agent holds it or ~/.ssh/config names it.</source>
        <translation>ssh bietet diesen Schlüssel nur an, wenn Ihr Agent ihn hält oder ~/.ssh/config ihn nennt.</translation>
    </message>
    <message>
        <source>Nothing yet.</source>
        <translation>Noch nichts.</translation>
    </message>
    <message>
        <source>Made by Skep</source>
        <translation>Von Skep angelegt</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Remove the context %1</source>
        <translation>Den Kontext %1 entfernen</translation>
    </message>
    <message>
        <source>Ready. Try it in a shell: docker --context %1 node ls</source>
        <translation>Fertig. Probieren Sie es in einer Shell: docker --context %1 node ls</translation>
    </message>
    <message>
        <source>Remove a docker context</source>
        <translation>Einen Docker-Kontext entfernen</translation>
    </message>
    <message>
        <source>Take all of it away again?</source>
        <translation>Alles wieder wegnehmen?</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>All of it is gone again.</source>
        <translation>Alles ist wieder weg.</translation>
    </message>
</context>
<context>
    <name>skep::ui::Everybody</name>
    <message>
        <source>Open to everybody</source>
        <translation>Für alle offen</translation>
    </message>
    <message>
        <source>Open %1 to the whole internet?</source>
        <translation>%1 für das ganze Internet öffnen?</translation>
    </message>
    <message>
        <source>Everybody on the internet can then reach it, and each weakness of it can be used from everywhere. A range such as 203.0.113.7/32 lets in one address alone.</source>
        <translation>Jeder im Internet kann es dann erreichen, und jede Schwäche davon ist von überall nutzbar. Ein Bereich wie 203.0.113.7/32 lässt nur eine einzige Adresse ein.</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>&amp;Öffnen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ExportDialog</name>
    <message>
        <source>Export %1</source>
        <translation>%1 exportieren</translation>
    </message>
    <message>
        <source>One encrypted file with all that it takes to manage this cluster from another computer: its description, its machines and their host keys, its SSH key, and Consul&apos;s authority and tokens. Whoever has the file and the passphrase is root on every machine. The secret of your cloud account is not in it.</source>
        <translation>Eine verschlüsselte Datei mit allem, was es braucht, um diesen Cluster von einem anderen Rechner aus zu verwalten: Beschreibung, Maschinen und deren Hostschlüssel, der SSH-Schlüssel sowie Zertifizierungsstelle und Token von Consul. Wer die Datei und die Passphrase hat, ist root auf jeder Maschine. Das Geheimnis Ihres Cloud-Kontos ist nicht darin.</translation>
    </message>
    <message>
        <source>&amp;Export</source>
        <translation>&amp;Exportieren</translation>
    </message>
    <message>
        <source>Encrypting…</source>
        <translation>Verschlüsselt …</translation>
    </message>
    <message>
        <source>Where to write the file</source>
        <translation>Wohin die Datei geschrieben wird</translation>
    </message>
    <message>
        <source>Exported clusters (*.skep)</source>
        <translation>Exportierte Cluster (*.skep)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Passphrase again</source>
        <translation>Passphrase noch einmal</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>A new file, readable by you alone.</source>
        <translation>Eine neue Datei, die nur Sie lesen können.</translation>
    </message>
    <message>
        <source>At least %1 characters; four words that do not belong together are good.</source>
        <translation>Mindestens %1 Zeichen; vier Wörter, die nicht zusammengehören, sind gut.</translation>
    </message>
    <message>
        <source>Weak: who has the file can guess it. Make it longer or less usual.</source>
        <translation>Schwach: Wer die Datei hat, kann sie erraten. Machen Sie sie länger oder ungewöhnlicher.</translation>
    </message>
    <message>
        <source>Fair: good enough for a file that stays with you.</source>
        <translation>Brauchbar: gut genug für eine Datei, die bei Ihnen bleibt.</translation>
    </message>
    <message>
        <source>Strong.</source>
        <translation>Stark.</translation>
    </message>
    <message>
        <source>A passphrase has at least %1 characters.</source>
        <translation>Eine Passphrase hat mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>The two differ.</source>
        <translation>Die beiden sind verschieden.</translation>
    </message>
    <message>
        <source>Name the file.</source>
        <translation>Geben Sie die Datei an.</translation>
    </message>
    <message>
        <source>%1 is written. Keep it and its passphrase in different places.</source>
        <translation>%1 ist geschrieben. Bewahren Sie Datei und Passphrase an verschiedenen Orten auf.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ExposureFields</name>
    <message>
        <source>to nobody</source>
        <translation>für niemanden</translation>
    </message>
</context>
<context>
    <name>skep::ui::FileField</name>
    <message>
        <source>Choose…</source>
        <translation>Auswählen …</translation>
    </message>
</context>
<context>
    <name>skep::ui::FilesPanel</name>
    <message>
        <source>To the folder above (Backspace)</source>
        <translation>In den Ordner darüber (Rücktaste)</translation>
    </message>
    <message>
        <source>To the folder above</source>
        <translation>In den Ordner darüber</translation>
    </message>
    <message>
        <source>List again</source>
        <translation>Neu auflisten</translation>
    </message>
    <message>
        <source>Folder on the node</source>
        <translation>Ordner auf dem Knoten</translation>
    </message>
    <message>
        <source>&amp;Upload…</source>
        <translation>&amp;Hochladen …</translation>
    </message>
    <message>
        <source>&amp;Download…</source>
        <translation>Herunter&amp;laden …</translation>
    </message>
    <message>
        <source>Files of %1</source>
        <translation>Dateien von %1</translation>
    </message>
    <message>
        <source>Connecting to %1 …</source>
        <translation>Verbindung mit %1 …</translation>
    </message>
    <message>
        <source>This folder is empty. Drop files here to upload them.</source>
        <translation>Dieser Ordner ist leer. Zum Hochladen Dateien hierher ziehen.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Upload to %1</source>
        <translation>Auf %1 hochladen</translation>
    </message>
    <message>
        <source>Download from %1 to</source>
        <translation>Von %1 herunterladen nach</translation>
    </message>
    <message>
        <source>%1: fetched. Where it could not be dropped yet, drag it once more.</source>
        <translation>%1: geholt. Wo es noch nicht abgelegt werden konnte, noch einmal ziehen.</translation>
    </message>
</context>
<context>
    <name>skep::ui::FirstRunPage</name>
    <message>
        <source>Create a cluster</source>
        <translation>Cluster erstellen</translation>
    </message>
    <message>
        <source>Machines, swarm, Consul and firewall on your cloud account.</source>
        <translation>Maschinen, Swarm, Consul und Firewall auf Ihrem Cloud-Konto.</translation>
    </message>
    <message>
        <source>Try it on this computer</source>
        <translation>Auf diesem Rechner ausprobieren</translation>
    </message>
    <message>
        <source>A real cluster in the sandbox cloud. Nothing costs money.</source>
        <translation>Ein echter Cluster in der Sandbox-Cloud. Nichts kostet Geld.</translation>
    </message>
    <message>
        <source>Add a cloud account</source>
        <translation>Cloud-Konto hinzufügen</translation>
    </message>
    <message>
        <source>A key and its secret. The secret stays in your keychain.</source>
        <translation>Ein Schlüssel und sein Geheimnis. Das Geheimnis bleibt in Ihrem Schlüsselbund.</translation>
    </message>
    <message>
        <source>A home for your swarm</source>
        <translation>Ein Zuhause für Ihren Schwarm</translation>
    </message>
    <message>
        <source>Skep builds Docker Swarm clusters with Consul and shows them live. No account with us, no telemetry.</source>
        <translation>Skep baut Docker-Swarm-Cluster mit Consul und zeigt sie live. Kein Konto bei uns, keine Telemetrie.</translation>
    </message>
    <message>
        <source>Import a cluster</source>
        <translation>Einen Cluster importieren</translation>
    </message>
    <message>
        <source>A file that Skep has exported on another computer.</source>
        <translation>Eine Datei, die Skep auf einem anderen Rechner exportiert hat.</translation>
    </message>
    <message>
        <source>Connect to a swarm</source>
        <translation>Mit einem Swarm verbinden</translation>
    </message>
    <message>
        <source>One that is there already, by SSH or a docker context. Nothing changes there.</source>
        <translation>Mit einem, der schon da ist, per SSH oder Docker-Kontext. Dort ändert sich nichts.</translation>
    </message>
    <message>
        <source>Use your own servers</source>
        <translation>Eigene Server verwenden</translation>
    </message>
    <message>
        <source>A new swarm with Consul on machines that you reach by SSH.</source>
        <translation>Ein neuer Swarm mit Consul auf Maschinen, die Sie per SSH erreichen.</translation>
    </message>
</context>
<context>
    <name>skep::ui::FormDialog</name>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>skep::ui::FormHead</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ImportDialog</name>
    <message>
        <source>Import a cluster</source>
        <translation>Einen Cluster importieren</translation>
    </message>
    <message>
        <source>A file that Skep has exported on another computer. The cluster&apos;s secrets go into your keychain; the machines are not changed.</source>
        <translation>Eine Datei, die Skep auf einem anderen Rechner exportiert hat. Die Geheimnisse des Clusters kommen in Ihren Schlüsselbund; die Maschinen werden nicht verändert.</translation>
    </message>
    <message>
        <source>&amp;Import</source>
        <translation>&amp;Importieren</translation>
    </message>
    <message>
        <source>Decrypting…</source>
        <translation>Entschlüsselt …</translation>
    </message>
    <message>
        <source>The exported file</source>
        <translation>Die exportierte Datei</translation>
    </message>
    <message>
        <source>Exported clusters (*.skep)</source>
        <translation>Exportierte Cluster (*.skep)</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Name the file.</source>
        <translation>Geben Sie die Datei an.</translation>
    </message>
    <message>
        <source>Enter the passphrase of the file.</source>
        <translation>Geben Sie die Passphrase der Datei ein.</translation>
    </message>
    <message>
        <source>%1 is here and can be used. Before machines are made or deleted, add the account “%2” on this computer: its secret is not in the file.</source>
        <translation>%1 ist da und kann benutzt werden. Bevor Maschinen angelegt oder gelöscht werden, fügen Sie auf diesem Rechner das Konto „%2“ hinzu: Sein Geheimnis ist nicht in der Datei.</translation>
    </message>
</context>
<context>
    <name>skep::ui::InspectView</name>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>The object as a tree</source>
        <translation>Das Objekt als Baum</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Wert kopieren</translation>
    </message>
    <message>
        <source>The object as JSON</source>
        <translation>Das Objekt als JSON</translation>
    </message>
    <message>
        <source>Copy JSON</source>
        <translation>JSON kopieren</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
</context>
<context>
    <name>skep::ui::KeyChoice</name>
    <message>
        <source>Your public keys</source>
        <translation>Ihre öffentlichen Schlüssel</translation>
    </message>
    <message>
        <source>A public key</source>
        <translation>Ein öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>From a file…</source>
        <translation>Aus einer Datei …</translation>
    </message>
    <message>
        <source>Paste a public key, or take one from a file</source>
        <translation>Öffentlichen Schlüssel einfügen oder aus einer Datei nehmen</translation>
    </message>
    <message>
        <source>Another key…</source>
        <translation>Anderer Schlüssel …</translation>
    </message>
    <message>
        <source>Public keys (*.pub)</source>
        <translation>Öffentliche Schlüssel (*.pub)</translation>
    </message>
</context>
<context>
    <name>skep::ui::KeysDialog</name>
    <message>
        <source>SSH keys for %1</source>
        <translation>SSH-Schlüssel für %1</translation>
    </message>
    <message>
        <source>Whose key is here may log in as root on every machine of this cluster, also on those that will come. Skep&apos;s own key is not listed: it is made for this cluster alone.</source>
        <translation>Wessen Schlüssel hier steht, darf sich als root auf jeder Maschine dieses Clusters anmelden, auch auf künftigen. Skeps eigener Schlüssel steht nicht in der Liste: Er ist nur für diesen Cluster gemacht.</translation>
    </message>
    <message>
        <source>&amp;Add the key</source>
        <translation>Schlüssel &amp;hinzufügen</translation>
    </message>
    <message>
        <source>Changing every machine…</source>
        <translation>Ändert jede Maschine …</translation>
    </message>
    <message>
        <source>Add a key</source>
        <translation>Einen Schlüssel hinzufügen</translation>
    </message>
    <message>
        <source>Nobody&apos;s own key is on the machines yet.</source>
        <translation>Noch ist kein persönlicher Schlüssel auf den Maschinen.</translation>
    </message>
    <message>
        <source>A key without a name</source>
        <translation>Ein Schlüssel ohne Namen</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>Entfernen …</translation>
    </message>
    <message>
        <source>Remove the key %1</source>
        <translation>Den Schlüssel %1 entfernen</translation>
    </message>
    <message>
        <source>Remove a key</source>
        <translation>Einen Schlüssel entfernen</translation>
    </message>
    <message>
        <source>Remove the key %1?</source>
        <translation>Den Schlüssel %1 entfernen?</translation>
    </message>
    <message>
        <source>Its owner can no longer log in on the machines of %1. Sessions that are open stay open.</source>
        <translation>Wem er gehört, der kann sich auf den Maschinen von %1 nicht mehr anmelden. Offene Sitzungen bleiben offen.</translation>
    </message>
    <message>
        <source>&amp;Remove the key</source>
        <translation>Schlüssel &amp;entfernen</translation>
    </message>
    <message>
        <source>The key is off every machine.</source>
        <translation>Der Schlüssel ist von jeder Maschine entfernt.</translation>
    </message>
    <message>
        <source>Paste a public key.</source>
        <translation>Fügen Sie einen öffentlichen Schlüssel ein.</translation>
    </message>
    <message>
        <source>This key is on the machines already.</source>
        <translation>Dieser Schlüssel ist schon auf den Maschinen.</translation>
    </message>
    <message>
        <source>The key is on every machine.</source>
        <translation>Der Schlüssel ist auf jeder Maschine.</translation>
    </message>
</context>
<context>
    <name>skep::ui::LabelsDialog</name>
    <message>
        <source>&amp;Set</source>
        <translation>&amp;Setzen</translation>
    </message>
    <message>
        <source>Labels of %1</source>
        <translation>Labels von %1</translation>
    </message>
    <message>
        <source>&amp;Labels</source>
        <translation>&amp;Labels</translation>
    </message>
    <message>
        <source>NAME=value, one on each line. Services choose nodes by them: node.labels.NAME == value.</source>
        <translation>NAME=Wert, je Zeile eines. Dienste wählen damit Knoten: node.labels.NAME == Wert.</translation>
    </message>
    <message>
        <source>The commands it stands for</source>
        <translation>Die Befehle, für die das steht</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>“%1” is not of the form NAME=value.</source>
        <translation>„%1“ hat nicht die Form NAME=Wert.</translation>
    </message>
    <message>
        <source>The name “%1” has a space in it.</source>
        <translation>Der Name „%1“ enthält ein Leerzeichen.</translation>
    </message>
    <message>
        <source>“%1” is there twice.</source>
        <translation>„%1“ kommt zweimal vor.</translation>
    </message>
</context>
<context>
    <name>skep::ui::LeftoversDialog</name>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Noch einmal suchen</translation>
    </message>
    <message>
        <source>Find leftovers</source>
        <translation>Überbleibsel suchen</translation>
    </message>
    <message>
        <source>Leftovers</source>
        <translation>Überbleibsel</translation>
    </message>
    <message>
        <source>All that an account has with Skep&apos;s label on it and that belongs to no cluster on this computer. It may belong to one on another computer.</source>
        <translation>Alles, was ein Konto mit Skeps Kennzeichnung hat und zu keinem Cluster auf diesem Computer gehört. Es kann zu einem auf einem anderen Computer gehören.</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
    <message>
        <source>There is no account yet. Add one first.</source>
        <translation>Es gibt noch kein Konto. Fügen Sie zuerst eines hinzu.</translation>
    </message>
    <message>
        <source>Looking in every zone of the account …</source>
        <translation>Suche in jeder Zone des Kontos …</translation>
    </message>
    <message>
        <source>What the account has is not known.</source>
        <translation>Was das Konto hat, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing is left over in this account.</source>
        <translation>In diesem Konto ist nichts übrig geblieben.</translation>
    </message>
    <message numerus="yes">
        <source>%n machine(s) left over, which cost money until they are deleted.</source>
        <translation>
            <numerusform>%n Maschine ist übrig geblieben und kostet Geld, bis sie gelöscht wird.</numerusform>
            <numerusform>%n Maschinen sind übrig geblieben und kosten Geld, bis sie gelöscht werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>No machines are left over, but firewall groups or keys.</source>
        <translation>Maschinen sind keine übrig geblieben, aber Firewall-Gruppen oder Schlüssel.</translation>
    </message>
    <message>
        <source>Label %1</source>
        <translation>Kennzeichnung %1</translation>
    </message>
    <message>
        <source>Adopt</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Adopt %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>Löschen …</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>%1 löschen</translation>
    </message>
    <message>
        <source>It is in the list of clusters now. Destroy it there when it is not needed.</source>
        <translation>Es steht jetzt in der Liste der Cluster. Zerstören Sie es dort, wenn es nicht gebraucht wird.</translation>
    </message>
</context>
<context>
    <name>skep::ui::LinkBar</name>
    <message>
        <source>%1 (Ctrl+click opens)</source>
        <translation>%1 (Strg+Klick öffnet)</translation>
    </message>
</context>
<context>
    <name>skep::ui::LogText</name>
    <message>
        <source>Lines of the logs</source>
        <translation>Zeilen der Logs</translation>
    </message>
</context>
<context>
    <name>skep::ui::LogView</name>
    <message>
        <source>&amp;Pause</source>
        <translation>An&amp;halten</translation>
    </message>
    <message>
        <source>Nothing is lost meanwhile: what is written waits on the nodes</source>
        <translation>Dabei geht nichts verloren: Was geschrieben wird, wartet auf den Knoten</translation>
    </message>
    <message>
        <source>&amp;Times</source>
        <translation>&amp;Zeiten</translation>
    </message>
    <message>
        <source>How much of the past</source>
        <translation>Wie viel Vergangenheit</translation>
    </message>
    <message>
        <source>last %1</source>
        <translation>letzte %1</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>Search (Enter: next, Shift+Enter: previous)</source>
        <translation>Suchen (Enter: weiter, Umschalt+Enter: zurück)</translation>
    </message>
    <message>
        <source>Search in the logs</source>
        <translation>In den Logs suchen</translation>
    </message>
    <message>
        <source>To the &amp;end</source>
        <translation>Ans &amp;Ende</translation>
    </message>
    <message>
        <source>&amp;Save…</source>
        <translation>&amp;Speichern…</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>Not found in the lines that are kept.</source>
        <translation>In den behaltenen Zeilen nicht gefunden.</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>the last %1 are kept</source>
        <translation>die letzten %1 werden behalten</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Save the lines</source>
        <translation>Zeilen speichern</translation>
    </message>
    <message>
        <source>Saved to %1.</source>
        <translation>In %1 gespeichert.</translation>
    </message>
    <message>
        <source>Cannot write %1: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>skep::ui::LoginBar</name>
    <message>
        <source>The key %1 needs its passphrase.</source>
        <translation>Der Schlüssel %1 braucht seine Passphrase.</translation>
    </message>
    <message>
        <source>This is not the passphrase of the key %1.</source>
        <translation>Das ist nicht die Passphrase des Schlüssels %1.</translation>
    </message>
    <message>
        <source>%1 asks for the password of %2.</source>
        <translation>%1 fragt nach dem Passwort von %2.</translation>
    </message>
    <message>
        <source>%1 refuses the password of %2. If it was changed there, give the new one.</source>
        <translation>%1 lehnt das Passwort von %2 ab. Wurde es dort geändert, so geben Sie das neue ein.</translation>
    </message>
    <message>
        <source>Keep it in the keychain</source>
        <translation>Im Schlüsselbund behalten</translation>
    </message>
    <message>
        <source>&amp;Unlock</source>
        <translation>Ö&amp;ffnen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
</context>
<context>
    <name>skep::ui::LoginChooser</name>
    <message>
        <source>For&amp;get this login</source>
        <translation>Diese Anmeldung &amp;vergessen</translation>
    </message>
    <message>
        <source>Keep it in the keychain, for all clusters</source>
        <translation>Im Schlüsselbund behalten, für alle Cluster</translation>
    </message>
    <message>
        <source>Registry login</source>
        <translation>Anmeldung bei der Registry</translation>
    </message>
    <message>
        <source>For images that not everybody may pull.</source>
        <translation>Für Images, die nicht jeder laden darf.</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Such as registry.example.org:5000. Empty: Docker Hub.</source>
        <translation>Etwa registry.example.org:5000. Leer: Docker Hub.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Password or token</source>
        <translation>Passwort oder Token</translation>
    </message>
    <message>
        <source>Goes to the engine with this call, and to the registry from there.</source>
        <translation>Geht mit diesem Aufruf an die Engine und von dort an die Registry.</translation>
    </message>
    <message>
        <source>None: everybody may pull the image</source>
        <translation>Keine: jeder darf das Image laden</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <translation>%1 bei %2</translation>
    </message>
    <message>
        <source>Another one…</source>
        <translation>Eine andere …</translation>
    </message>
    <message>
        <source>Enter the user.</source>
        <translation>Geben Sie den Benutzer ein.</translation>
    </message>
    <message>
        <source>Enter the password.</source>
        <translation>Geben Sie das Passwort ein.</translation>
    </message>
    <message>
        <source>The registry login is incomplete.</source>
        <translation>Die Anmeldung bei der Registry ist unvollständig.</translation>
    </message>
    <message>
        <source>The registry refuses this user and password. %1</source>
        <translation>Die Registry weist Benutzer und Passwort zurück. %1</translation>
    </message>
    <message>
        <source>The registry cannot be asked. %1</source>
        <translation>Die Registry kann nicht gefragt werden. %1</translation>
    </message>
</context>
<context>
    <name>skep::ui::MainWindow</name>
    <message>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>&amp;New cluster</source>
        <translation>&amp;Neuer Cluster</translation>
    </message>
    <message>
        <source>New cluster (Ctrl+N)</source>
        <translation>Neuer Cluster (Strg+N)</translation>
    </message>
    <message>
        <source>&amp;Skep</source>
        <translation>&amp;Skep</translation>
    </message>
    <message>
        <source>&amp;New cluster…</source>
        <translation>&amp;Neuer Cluster …</translation>
    </message>
    <message>
        <source>Add &amp;account…</source>
        <translation>&amp;Konto hinzufügen …</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>&amp;Einstellungen …</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>&amp;Cluster</source>
        <translation>&amp;Cluster</translation>
    </message>
    <message>
        <source>&amp;Filter</source>
        <translation>&amp;Filter</translation>
    </message>
    <message>
        <source>&amp;Prove again</source>
        <translation>Neu be&amp;weisen</translation>
    </message>
    <message>
        <source>&amp;Reconnect</source>
        <translation>Neu &amp;verbinden</translation>
    </message>
    <message>
        <source>R&amp;esume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Destroy…</source>
        <translation>&amp;Abbauen …</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Go to</source>
        <translation>&amp;Gehe zu</translation>
    </message>
    <message>
        <source>Logs of %1</source>
        <translation>Logs von %1</translation>
    </message>
    <message>
        <source>&amp;Find an action or a node…</source>
        <translation>Aktion oder Knoten &amp;finden …</translation>
    </message>
    <message>
        <source>&amp;Import a cluster…</source>
        <translation>Cluster &amp;importieren …</translation>
    </message>
    <message>
        <source>&amp;Add nodes…</source>
        <translation>Knoten &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Show the &amp;change</source>
        <translation>Änderung &amp;zeigen</translation>
    </message>
    <message>
        <source>Gi&amp;ve up the change…</source>
        <translation>Änderung auf&amp;geben …</translation>
    </message>
    <message>
        <source>&amp;Discovery</source>
        <translation>&amp;Discovery</translation>
    </message>
    <message>
        <source>Use with doc&amp;ker…</source>
        <translation>Mit Doc&amp;ker benutzen …</translation>
    </message>
    <message>
        <source>SSH &amp;keys…</source>
        <translation>SSH-&amp;Schlüssel …</translation>
    </message>
    <message>
        <source>From &amp;where it is reached…</source>
        <translation>Von &amp;wo er erreichbar ist …</translation>
    </message>
    <message>
        <source>E&amp;xport…</source>
        <translation>E&amp;xportieren …</translation>
    </message>
    <message>
        <source>&amp;Connect to a cluster…</source>
        <translation>Mit einem Cluster &amp;verbinden …</translation>
    </message>
    <message>
        <source>Find &amp;leftovers…</source>
        <translation>Über&amp;bleibsel suchen …</translation>
    </message>
    <message>
        <source>A&amp;llow changes…</source>
        <translation>Änderungen er&amp;lauben …</translation>
    </message>
    <message>
        <source>&amp;Only look at it</source>
        <translation>&amp;Nur ansehen</translation>
    </message>
    <message>
        <source>&amp;Host keys of its nodes…</source>
        <translation>&amp;Hostschlüssel seiner Knoten …</translation>
    </message>
    <message>
        <source>Name its Cons&amp;ul…</source>
        <translation>Sein Cons&amp;ul nennen …</translation>
    </message>
    <message>
        <source>Forge&amp;t it here…</source>
        <translation>Hier v&amp;ergessen …</translation>
    </message>
    <message>
        <source>New cluster on your &amp;own servers…</source>
        <translation>Neuer Cluster auf eigenen &amp;Servern…</translation>
    </message>
    <message>
        <source>What is really &amp;open…</source>
        <translation>Was wirklich &amp;offen ist…</translation>
    </message>
    <message>
        <source>On your own &amp;servers…</source>
        <translation>Auf eigenen &amp;Servern…</translation>
    </message>
    <message>
        <source>In a &amp;cloud: add an account…</source>
        <translation>In einer &amp;Cloud: Konto hinzufügen…</translation>
    </message>
</context>
<context>
    <name>skep::ui::MessageBar</name>
    <message>
        <source>Details</source>
        <translation>Einzelheiten</translation>
    </message>
    <message>
        <source>Details of the error</source>
        <translation>Einzelheiten des Fehlers</translation>
    </message>
</context>
<context>
    <name>skep::ui::MountRow</name>
    <message>
        <source>read-only</source>
        <translation>nur lesen</translation>
    </message>
    <message>
        <source>Kind of the mount</source>
        <translation>Art des Mounts</translation>
    </message>
    <message>
        <source>Volume, or path on the node</source>
        <translation>Volume oder Pfad auf dem Knoten</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Path in the container</source>
        <translation>Pfad im Container</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
</context>
<context>
    <name>skep::ui::NetworkDialog</name>
    <message>
        <source>New network</source>
        <translation>Neues Netzwerk</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Single containers may join, not only services</source>
        <translation>Auch einzelne Container dürfen beitreten, nicht nur Dienste</translation>
    </message>
    <message>
        <source>Encrypt what goes from node to node (slower)</source>
        <translation>Verkehr von Knoten zu Knoten verschlüsseln (langsamer)</translation>
    </message>
    <message>
        <source>Internal: no way out, and no .consul names</source>
        <translation>Intern: kein Weg nach außen und keine .consul-Namen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>An overlay network over all nodes: services on it find each other by their names.</source>
        <translation>Ein Overlay-Netzwerk über alle Knoten: Dienste darin finden einander über ihre Namen.</translation>
    </message>
    <message>
        <source>Subnet</source>
        <translation>Subnetz</translation>
    </message>
    <message>
        <source>Empty: the swarm chooses a free /24, which has room for about 250 tasks.</source>
        <translation>Leer: der Swarm wählt ein freies /24, in dem etwa 250 Tasks Platz haben.</translation>
    </message>
    <message>
        <source>Choices</source>
        <translation>Optionen</translation>
    </message>
    <message>
        <source>There is a network of this name.</source>
        <translation>Es gibt schon ein Netzwerk dieses Namens.</translation>
    </message>
    <message>
        <source>This is not a network such as 10.20.0.0/20, with zeros behind the prefix.</source>
        <translation>Das ist kein Netz wie 10.20.0.0/20, mit Nullen hinter dem Präfix.</translation>
    </message>
</context>
<context>
    <name>skep::ui::NodeDesk</name>
    <message>
        <source>A change is not finished: %1. Go on with it or give it up.</source>
        <translation>Eine Änderung ist nicht fertig: %1. Fortsetzen oder aufgeben.</translation>
    </message>
    <message>
        <source>%1 drained: the tasks move to other nodes.</source>
        <translation>%1 geleert: die Tasks ziehen auf andere Knoten um.</translation>
    </message>
    <message>
        <source>%1 paused: no new tasks are placed there.</source>
        <translation>%1 angehalten: dort kommen keine neuen Tasks hin.</translation>
    </message>
    <message>
        <source>%1 takes tasks again.</source>
        <translation>%1 nimmt wieder Tasks an.</translation>
    </message>
</context>
<context>
    <name>skep::ui::NodeKeysDialog</name>
    <message>
        <source>Host keys of %1</source>
        <translation>Hostschlüssel von %1</translation>
    </message>
    <message>
        <source>These nodes are reached through the way in. Their containers, files and terminals come once you say that these are their keys.</source>
        <translation>Diese Knoten werden über den Weg zum Cluster erreicht. Ihre Container, Dateien und Terminals kommen, sobald Sie sagen, dass dies ihre Schlüssel sind.</translation>
    </message>
    <message>
        <source>&amp;Trust these</source>
        <translation>Diesen &amp;vertrauen</translation>
    </message>
    <message>
        <source>Asking…</source>
        <translation>Fragt …</translation>
    </message>
    <message>
        <source>Is asked for its key…</source>
        <translation>Wird nach seinem Schlüssel gefragt …</translation>
    </message>
</context>
<context>
    <name>skep::ui::NodeVerb</name>
    <message>
        <source>%1 is a manager already.</source>
        <translation>%1 ist schon ein Manager.</translation>
    </message>
    <message>
        <source>%1 is no manager.</source>
        <translation>%1 ist kein Manager.</translation>
    </message>
    <message>
        <source>%1 is not ready, so it would be no use as a manager.</source>
        <translation>%1 ist nicht bereit und würde als Manager nichts nützen.</translation>
    </message>
    <message>
        <source>%1 is ready: only a dead node is replaced. Add another one, then remove it.</source>
        <translation>%1 ist bereit: ersetzt wird nur ein toter Knoten. Einen anderen hinzufügen, dann diesen entfernen.</translation>
    </message>
    <message>
        <source>&amp;Active: takes tasks</source>
        <translation>&amp;Aktiv: nimmt Tasks an</translation>
    </message>
    <message>
        <source>&amp;Paused: keeps its tasks, takes no new ones</source>
        <translation>&amp;Angehalten: behält seine Tasks, nimmt keine neuen</translation>
    </message>
    <message>
        <source>&amp;Drained: its tasks move away</source>
        <translation>&amp;Geleert: seine Tasks ziehen um</translation>
    </message>
    <message>
        <source>&amp;Labels…</source>
        <translation>&amp;Labels …</translation>
    </message>
    <message>
        <source>Pro&amp;mote to manager…</source>
        <translation>Zum &amp;Manager machen …</translation>
    </message>
    <message>
        <source>D&amp;emote to worker…</source>
        <translation>Zum &amp;Worker machen …</translation>
    </message>
    <message>
        <source>Re&amp;place…</source>
        <translation>E&amp;rsetzen …</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>Activate %1</source>
        <translation>%1 aktivieren</translation>
    </message>
    <message>
        <source>Pause %1</source>
        <translation>%1 anhalten</translation>
    </message>
    <message>
        <source>Drain %1</source>
        <translation>%1 leeren</translation>
    </message>
    <message>
        <source>Labels of %1</source>
        <translation>Labels von %1</translation>
    </message>
    <message>
        <source>Promote %1</source>
        <translation>%1 zum Manager machen</translation>
    </message>
    <message>
        <source>Demote %1</source>
        <translation>%1 zum Worker machen</translation>
    </message>
    <message>
        <source>Replace %1</source>
        <translation>%1 ersetzen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>No node is chosen.</source>
        <translation>Kein Knoten ist gewählt.</translation>
    </message>
    <message>
        <source>%1 is still being added.</source>
        <translation>%1 wird noch hinzugefügt.</translation>
    </message>
    <message>
        <source>Skep has not made %1 and does not know its machine.</source>
        <translation>Skep hat %1 nicht erstellt und kennt die Maschine nicht.</translation>
    </message>
    <message>
        <source>Choose one node: this is done to one after the other.</source>
        <translation>Einen Knoten wählen: das geht nur einzeln, einer nach dem anderen.</translation>
    </message>
    <message>
        <source>A change is not finished: %1. Go on with it or give it up.</source>
        <translation>Eine Änderung ist nicht fertig: %1. Fortsetzen oder aufgeben.</translation>
    </message>
    <message>
        <source>That is so already.</source>
        <translation>Das ist schon so.</translation>
    </message>
    <message>
        <source>%1 is a Consul server and no node of the swarm.</source>
        <translation>%1 ist ein Consul-Server und kein Knoten des Schwarms.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ObjectPage</name>
    <message>
        <source>Filter (Ctrl+F)</source>
        <translation>Filter (Strg+F)</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>skep::ui::OpenPortDialog</name>
    <message>
        <source>To whom</source>
        <translation>Für wen</translation>
    </message>
    <message>
        <source>An address range such as 203.0.113.7/32, or the name of a firewall group of the account.</source>
        <translation>Ein Adressbereich wie 203.0.113.7/32 oder der Name einer Firewall-Gruppe des Kontos.</translation>
    </message>
    <message>
        <source>Yes, the whole internet</source>
        <translation>Ja, für das ganze Internet</translation>
    </message>
    <message>
        <source>&amp;Open it</source>
        <translation>&amp;Öffnen</translation>
    </message>
    <message>
        <source>Open a port</source>
        <translation>Port öffnen</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Consul&apos;s servers start anew for it, one after the other: a few seconds each. It stays in the list of the overview until it is closed again.</source>
        <translation>Consuls Server starten dafür nacheinander neu, je einige Sekunden. In der Übersicht bleibt es aufgeführt, bis es wieder geschlossen ist.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>What that shows is said here as soon as it is clear to whom.</source>
        <translation>Was damit sichtbar wird, steht hier, sobald klar ist, für wen.</translation>
    </message>
    <message>
        <source>The engines start anew for it, one after the other, and the tasks of each with it. Then you give out client certificates.</source>
        <translation>Die Engines starten dafür neu, eine nach der anderen, und mit jeder ihre Tasks. Danach geben Sie Client-Zertifikate aus.</translation>
    </message>
</context>
<context>
    <name>skep::ui::OpenPortsCard</name>
    <message>
        <source>&amp;Open a port…</source>
        <translation>Port &amp;öffnen …</translation>
    </message>
    <message>
        <source>Open to others</source>
        <translation>Offen für andere</translation>
    </message>
    <message>
        <source>Close…</source>
        <translation>Schließen …</translation>
    </message>
    <message>
        <source>Close %1</source>
        <translation>%1 schließen</translation>
    </message>
    <message>
        <source>Not finished: %1.</source>
        <translation>Nicht fertig: %1.</translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>Give &amp;up</source>
        <translation>&amp;Aufgeben</translation>
    </message>
    <message>
        <source>Putting it back as it was</source>
        <translation>Zurück zum vorigen Stand</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1 wird geöffnet</translation>
    </message>
    <message>
        <source>Close a port</source>
        <translation>Port schließen</translation>
    </message>
    <message>
        <source>Close %1?</source>
        <translation>%1 schließen?</translation>
    </message>
    <message>
        <source>Whoever uses it from there gets no answer any more. Consul&apos;s servers start anew, one after the other.</source>
        <translation>Wer es von dort benutzt, bekommt keine Antwort mehr. Consuls Server starten nacheinander neu.</translation>
    </message>
    <message>
        <source>&amp;Close it</source>
        <translation>&amp;Schließen</translation>
    </message>
    <message>
        <source>Closing %1</source>
        <translation>%1 wird geschlossen</translation>
    </message>
    <message>
        <source>%1 …</source>
        <translation>%1 …</translation>
    </message>
    <message>
        <source>What is &amp;really open…</source>
        <translation>Was &amp;wirklich offen ist…</translation>
    </message>
    <message>
        <source>Nothing: Consul and the engines answer the cluster&apos;s own machines, and Skep.</source>
        <translation>Nichts: Consul und die Engines antworten den eigenen Maschinen des Clusters und Skep.</translation>
    </message>
    <message>
        <source>&amp;Certificate…</source>
        <translation>&amp;Zertifikat…</translation>
    </message>
    <message>
        <source>Write a client&apos;s certificate into a folder</source>
        <translation>Das Zertifikat eines Clients in einen Ordner schreiben</translation>
    </message>
    <message>
        <source>Whoever uses it from there gets no answer any more. When it is open to nobody else, the engines start anew one after the other, and no client certificate is good any more.</source>
        <translation>Wer ihn von dort benutzt, bekommt keine Antwort mehr. Ist er für niemanden sonst offen, starten die Engines eine nach der anderen neu, und kein Client-Zertifikat gilt mehr.</translation>
    </message>
    <message>
        <source>An empty folder for the certificate</source>
        <translation>Ein leerer Ordner für das Zertifikat</translation>
    </message>
    <message>
        <source>%1 has ca.pem, cert.pem and key.pem now. They are as good as root on every node until %2, or until the port is closed.</source>
        <translation>In %1 liegen jetzt ca.pem, cert.pem und key.pem. Sie sind bis %2, oder bis der Port geschlossen wird, so gut wie root auf jedem Knoten.</translation>
    </message>
</context>
<context>
    <name>skep::ui::PaneMenu</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
    <message>
        <source>Copy with c&amp;olours</source>
        <translation>Mit &amp;Farben kopieren</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>&amp;Einfügen</translation>
    </message>
    <message>
        <source>Select &amp;all</source>
        <translation>&amp;Alles auswählen</translation>
    </message>
    <message>
        <source>&amp;Find…</source>
        <translation>&amp;Suchen …</translation>
    </message>
    <message>
        <source>Split to the &amp;right</source>
        <translation>Nach &amp;rechts teilen</translation>
    </message>
    <message>
        <source>Split &amp;downwards</source>
        <translation>Nach &amp;unten teilen</translation>
    </message>
    <message>
        <source>&amp;Type to all terminals of the tab</source>
        <translation>In &amp;alle Terminals des Reiters tippen</translation>
    </message>
    <message>
        <source>F&amp;iles of the node</source>
        <translation>&amp;Dateien des Knotens</translation>
    </message>
    <message>
        <source>Stop &amp;logging</source>
        <translation>&amp;Protokoll beenden</translation>
    </message>
    <message>
        <source>&amp;Log the output to a file…</source>
        <translation>Ausgabe in eine Datei &amp;protokollieren …</translation>
    </message>
    <message>
        <source>Clear the &amp;scrollback</source>
        <translation>&amp;Verlauf leeren</translation>
    </message>
    <message>
        <source>R&amp;eset the terminal</source>
        <translation>Terminal &amp;zurücksetzen</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>skep::ui::PlanGrid</name>
    <message>
        <source>Machines by stages</source>
        <translation>Maschinen nach Abschnitten</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>skep::ui::PlanView</name>
    <message>
        <source>Progress of the plan</source>
        <translation>Fortschritt des Plans</translation>
    </message>
    <message>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>Stops after the steps that run now. What is done stays, and can go on later.</source>
        <translation>Hält nach den gerade laufenden Schritten an. Was getan ist, bleibt, und später geht es weiter.</translation>
    </message>
    <message>
        <source>What the far side said</source>
        <translation>Was die Gegenseite gesagt hat</translation>
    </message>
    <message>
        <source>&amp;Retry</source>
        <translation>&amp;Wiederholen</translation>
    </message>
    <message>
        <source>Roll &amp;back…</source>
        <translation>&amp;Zurücknehmen …</translation>
    </message>
    <message>
        <source>Deletes everything that was made for this cluster.</source>
        <translation>Löscht alles, was für diesen Cluster angelegt wurde.</translation>
    </message>
    <message>
        <source>Output of the chosen steps</source>
        <translation>Ausgabe der gewählten Schritte</translation>
    </message>
    <message>
        <source>%1 of %2 steps</source>
        <translation>%1 von %2 Schritten</translation>
    </message>
    <message>
        <source>The work goes on while Skep runs, also with this page closed.</source>
        <translation>Die Arbeit geht weiter, solange Skep läuft, auch ohne diese Seite.</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>This work was interrupted</source>
        <translation>Diese Arbeit wurde unterbrochen</translation>
    </message>
    <message>
        <source>What is done stays done. Resume goes on with the rest.</source>
        <translation>Was getan ist, bleibt getan. Fortsetzen erledigt den Rest.</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <source>&amp;Back to the cluster</source>
        <translation>&amp;Zurück zum Cluster</translation>
    </message>
    <message>
        <source>Do not &amp;wait for tasks</source>
        <translation>Nicht auf Tasks &amp;warten</translation>
    </message>
    <message>
        <source>Goes on at once; what still runs there is ended with the node.</source>
        <translation>Macht sofort weiter; was dort noch läuft, endet mit dem Knoten.</translation>
    </message>
    <message>
        <source>Gi&amp;ve up…</source>
        <translation>Auf&amp;geben …</translation>
    </message>
    <message>
        <source>What was added goes again; what was drained takes tasks again.</source>
        <translation>Was hinzukam, geht wieder; was geleert wurde, nimmt wieder Tasks an.</translation>
    </message>
</context>
<context>
    <name>skep::ui::PortRow</name>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>Published port</source>
        <translation>Veröffentlichter Port</translation>
    </message>
    <message>
        <source>Port in the container</source>
        <translation>Port im Container</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>Mesh</source>
        <translation>Mesh</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Published by</source>
        <translation>Veröffentlicht durch</translation>
    </message>
    <message>
        <source>Mesh: every node answers. Host: only the node that the task is on.</source>
        <translation>Mesh: Jeder Knoten antwortet. Host: nur der Knoten, auf dem der Task ist.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ProbeCard</name>
    <message>
        <source>&amp;Ask</source>
        <translation>&amp;Fragen</translation>
    </message>
    <message>
        <source>The answer is shown here, beside all that the catalog has of it: which instance was left out, and by which check.</source>
        <translation>Hier erscheint die Antwort, daneben alles, was der Katalog davon hat: welche Instanz ausgelassen wurde und wegen welcher Prüfung.</translation>
    </message>
    <message>
        <source>What a program on a node, or in one of its containers, gets for a name.</source>
        <translation>Was ein Programm auf einem Knoten oder in einem seiner Container für einen Namen bekommt.</translation>
    </message>
    <message>
        <source>Ask the DNS</source>
        <translation>Das DNS fragen</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Service with a tag</source>
        <translation>Dienst mit Tag</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Any other name</source>
        <translation>Anderer Name</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Look for</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Eintrag</translation>
    </message>
    <message>
        <source>Agent of</source>
        <translation>Agent von</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <source>The name does not exist there.</source>
        <translation>Diesen Namen gibt es dort nicht.</translation>
    </message>
    <message>
        <source>The catalog</source>
        <translation>Der Katalog</translation>
    </message>
    <message>
        <source>The catalog has no instance of it.</source>
        <translation>Der Katalog hat keine Instanz davon.</translation>
    </message>
    <message>
        <source>The catalog has</source>
        <translation>Der Katalog hat</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>In the answer</source>
        <translation>In der Antwort</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>left out</source>
        <translation>ausgelassen</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Name what to look for.</source>
        <translation>Geben Sie an, wonach gesucht wird.</translation>
    </message>
    <message>
        <source>Name the tag.</source>
        <translation>Geben Sie das Tag an.</translation>
    </message>
    <message>
        <source>Asking the agent of %1.</source>
        <translation>Der Agent von %1 wird gefragt.</translation>
    </message>
    <message>
        <source>No record of this kind for %1.</source>
        <translation>Kein Eintrag dieser Art für %1.</translation>
    </message>
    <message numerus="yes">
        <source>%n record(s) for %1.</source>
        <translation>
            <numerusform>%n Eintrag für %1.</numerusform>
            <numerusform>%n Einträge für %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>No instance of the catalog was left out.</source>
        <translation>Keine Instanz des Katalogs wurde ausgelassen.</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n instance(s) left out.</source>
        <translation>
            <numerusform>%1 von %n Instanz ausgelassen.</numerusform>
            <numerusform>%1 von %n Instanzen ausgelassen.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ProofCard</name>
    <message>
        <source>&amp;Run again</source>
        <translation>Neu &amp;starten</translation>
    </message>
    <message>
        <source>Deploys a small web service, finds it by name, fetches it and removes it.</source>
        <translation>Stellt einen kleinen Webdienst bereit, findet ihn beim Namen, ruft ihn ab und entfernt ihn.</translation>
    </message>
    <message>
        <source>Proof</source>
        <translation>Beweis</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Starten</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Has not been run.</source>
        <translation>Wurde noch nicht geführt.</translation>
    </message>
    <message>
        <source>Passed, %1</source>
        <translation>Erbracht, %1</translation>
    </message>
    <message>
        <source>Failed, %1</source>
        <translation>Misslungen, %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>skep::ui::QuestionBar</name>
    <message>
        <source>The text</source>
        <translation>Der Text</translation>
    </message>
</context>
<context>
    <name>skep::ui::ReceiptPage</name>
    <message>
        <source>What is left</source>
        <translation>Was übrig ist</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1 ist abgebaut</translation>
    </message>
    <message>
        <source>Still there</source>
        <translation>Noch vorhanden</translation>
    </message>
    <message>
        <source>What was deleted</source>
        <translation>Was gelöscht wurde</translation>
    </message>
    <message>
        <source>&amp;Remove from the list</source>
        <translation>Aus der Liste &amp;entfernen</translation>
    </message>
    <message>
        <source>Destroyed on %1. Nothing is left at the provider that could cost money.</source>
        <translation>Abgebaut am %1. Beim Anbieter ist nichts übrig, was Geld kosten könnte.</translation>
    </message>
    <message>
        <source>Destroyed on %1, but something is left at the provider.</source>
        <translation>Abgebaut am %1, aber beim Anbieter ist etwas übrig.</translation>
    </message>
    <message>
        <source>Deleted (%1)</source>
        <translation>Gelöscht (%1)</translation>
    </message>
</context>
<context>
    <name>skep::ui::RemoteFilesModel</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Rechte</translation>
    </message>
</context>
<context>
    <name>skep::ui::RestartFields</name>
    <message>
        <source>without end</source>
        <translation>ohne Ende</translation>
    </message>
    <message>
        <source>Start a task anew</source>
        <translation>Task neu starten</translation>
    </message>
    <message>
        <source>When it has ended: always, after a failure, never.</source>
        <translation>Wenn er geendet hat: immer, nach einem Fehler, nie.</translation>
    </message>
    <message>
        <source>Wait before</source>
        <translation>Pause davor</translation>
    </message>
    <message>
        <source>Such as 5s.</source>
        <translation>Etwa 5s.</translation>
    </message>
    <message>
        <source>Attempts</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Attempts count within</source>
        <translation>Versuche zählen innerhalb von</translation>
    </message>
    <message>
        <source>0s: for all its life.</source>
        <translation>0s: sein Leben lang.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ReviewPage</name>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Nothing has been made yet. This is all that Create will do.</source>
        <translation>Noch ist nichts angelegt. Das ist alles, was „Erstellen“ tun wird.</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>Maschine</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>Rolle</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Machines</source>
        <translation>Maschinen</translation>
    </message>
    <message>
        <source>Open on</source>
        <translation>Offen auf</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Für</translation>
    </message>
    <message>
        <source>For</source>
        <translation>Zweck</translation>
    </message>
    <message>
        <source>Firewall rules</source>
        <translation>Firewall-Regeln</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>Schritte</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Firewall</source>
        <translation>Firewall</translation>
    </message>
    <message>
        <source>The commands it stands for</source>
        <translation>Die Befehle, für die es steht</translation>
    </message>
    <message>
        <source>Everything that is not listed stays closed.</source>
        <translation>Alles, was hier nicht steht, bleibt zu.</translation>
    </message>
    <message>
        <source>For reading: Skep speaks to the interfaces itself, and no secret is ever on a command line.</source>
        <translation>Zum Lesen: Skep spricht selbst mit den Schnittstellen, und kein Geheimnis steht je in einer Befehlszeile.</translation>
    </message>
    <message>
        <source>%1 in %2, on the account %3</source>
        <translation>%1 in %2, auf dem Konto %3</translation>
    </message>
    <message>
        <source>Manager</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Consul server</source>
        <translation>Consul-Server</translation>
    </message>
    <message>
        <source>%1, Consul server</source>
        <translation>%1, Consul-Server</translation>
    </message>
    <message>
        <source>%1 GiB</source>
        <translation>%1 GiB</translation>
    </message>
    <message>
        <source>Cluster</source>
        <translation>Cluster</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s). Machines are made side by side.</source>
        <translation>
            <numerusform>%n Schritt. Maschinen entstehen nebeneinander.</numerusform>
            <numerusform>%n Schritte. Maschinen entstehen nebeneinander.</numerusform>
        </translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>managers</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Consul servers</source>
        <translation>Consul-Server</translation>
    </message>
    <message>
        <source>Anti-affinity: the %1 are kept on different hosts of the cloud.</source>
        <translation>Anti-Affinität: die %1 liegen auf verschiedenen Hosts der Cloud.</translation>
    </message>
    <message>
        <source>Extra user data: carried out at the first boot of the %1.</source>
        <translation>Zusätzliche Benutzerdaten: werden beim ersten Start der %1 ausgeführt.</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Wovon</translation>
    </message>
    <message>
        <source>Used now</source>
        <translation>Jetzt belegt</translation>
    </message>
    <message>
        <source>This cluster</source>
        <translation>Dieser Cluster</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Übrig</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Price and quota</source>
        <translation>Preis und Kontingent</translation>
    </message>
    <message>
        <source>Asking the cloud …</source>
        <translation>Die Cloud wird gefragt …</translation>
    </message>
    <message>
        <source>Not known: %1</source>
        <translation>Nicht bekannt: %1</translation>
    </message>
    <message>
        <source>This cloud publishes no prices.</source>
        <translation>Diese Cloud veröffentlicht keine Preise.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>Everything that is not listed stays closed. Inside the cluster&apos;s network nothing is filtered.</source>
        <translation>Was nicht aufgeführt ist, bleibt geschlossen. Innerhalb des Cluster-Netzes wird nichts gefiltert.</translation>
    </message>
    <message numerus="yes">
        <source>%1, on %n server(s) of your own</source>
        <translation>
            <numerusform>%1, auf %n eigenen Server</numerusform>
            <numerusform>%1, auf %n eigenen Servern</numerusform>
        </translation>
    </message>
    <message>
        <source>Must be open between the servers. Their firewalls are yours: Skep leaves them alone.</source>
        <translation>Muss zwischen den Servern offen sein. Ihre Firewalls gehören Ihnen: Skep lässt sie in Ruhe.</translation>
    </message>
</context>
<context>
    <name>skep::ui::RolePanel</name>
    <message>
        <source>Each on another host of the cloud</source>
        <translation>Jede auf einem anderen Host der Cloud</translation>
    </message>
    <message>
        <source>As for all machines</source>
        <translation>Wie bei allen Maschinen</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Machine type</source>
        <translation>Maschinentyp</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>Platte</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>Anti-affinity group</source>
        <translation>Anti-Affinitäts-Gruppe</translation>
    </message>
    <message>
        <source>Then one broken host takes one of them at most. %1 machines at most.</source>
        <translation>Dann nimmt ein ausgefallener Host höchstens eine davon mit. Höchstens %1 Maschinen.</translation>
    </message>
    <message>
        <source>Extra user data</source>
        <translation>Zusätzliche Benutzerdaten</translation>
    </message>
    <message>
        <source>A cloud-config, or a script that begins with #!, for the first boot. It can be read on the machine by everybody: no secrets.</source>
        <translation>Eine cloud-config oder ein Skript, das mit #! beginnt, für den ersten Start. Auf der Maschine kann es jeder lesen: keine Geheimnisse.</translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n CPU · %2</source>
        <translation>
            <numerusform>%1 · %n CPU · %2</numerusform>
            <numerusform>%1 · %n CPUs · %2</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::RowList</name>
    <message>
        <source>Take this row away</source>
        <translation>Diese Zeile entfernen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ScrubDialog</name>
    <message>
        <source>Secrets in plain text</source>
        <translation>Geheimnisse im Klartext</translation>
    </message>
    <message>
        <source>The secret is in your keychain now. These files of docker-machine still hold it where every program of yours can read it. Taken out, nothing else in them changes; but docker-machine itself can no longer change or remove these machines.</source>
        <translation>Das Geheimnis ist jetzt in Ihrem Schlüsselbund. In diesen Dateien von docker-machine kann es noch jedes Ihrer Programme lesen. Wird es herausgenommen, ändert sich sonst nichts darin; docker-machine selbst kann diese Maschinen dann aber nicht mehr ändern oder löschen.</translation>
    </message>
    <message>
        <source>&amp;Take them out</source>
        <translation>&amp;Herausnehmen</translation>
    </message>
    <message>
        <source>Taking them out…</source>
        <translation>Wird herausgenommen …</translation>
    </message>
    <message numerus="yes">
        <source>The secrets are out of %n file(s).</source>
        <translation>
            <numerusform>Die Geheimnisse sind aus %n Datei entfernt.</numerusform>
            <numerusform>Die Geheimnisse sind aus %n Dateien entfernt.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::SearchBar</name>
    <message>
        <source>Match upper and lower case</source>
        <translation>Groß- und Kleinschreibung beachten</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search in the terminal</source>
        <translation>Im Terminal suchen</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Previous (Shift+Return)</source>
        <translation>Vorige (Umschalt+Eingabe)</translation>
    </message>
    <message>
        <source>Next (Return)</source>
        <translation>Nächste (Eingabe)</translation>
    </message>
    <message>
        <source>Close (Escape)</source>
        <translation>Schließen (Esc)</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
</context>
<context>
    <name>skep::ui::ServerProbeModel</name>
    <message>
        <source>good</source>
        <translation>gut</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>ansehen</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>not tried</source>
        <translation>nicht versucht</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
</context>
<context>
    <name>skep::ui::ServerProbeView</name>
    <message>
        <source>Servers by stages</source>
        <translation>Server nach Stufen</translation>
    </message>
    <message>
        <source>Skep looks at it …</source>
        <translation>Skep sieht ihn sich an …</translation>
    </message>
    <message>
        <source>Ready: %1</source>
        <translation>Bereit: %1</translation>
    </message>
    <message>
        <source>&amp;Trust this key</source>
        <translation>Diesem Schlüssel &amp;vertrauen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Passphrase of the key</source>
        <translation>Passphrase des Schlüssels</translation>
    </message>
    <message>
        <source>Password of %1</source>
        <translation>Passwort von %1</translation>
    </message>
    <message>
        <source>&amp;Unlock the key</source>
        <translation>Schlüssel &amp;aufschließen</translation>
    </message>
    <message>
        <source>No server is named yet.</source>
        <translation>Noch ist kein Server genannt.</translation>
    </message>
    <message numerus="yes">
        <source>Looking at %n server(s); nothing is changed there.</source>
        <translation>
            <numerusform>%n Server wird angesehen; geändert wird dort nichts.</numerusform>
            <numerusform>%n Server werden angesehen; geändert wird dort nichts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %n server(s) can be used.</source>
        <translation>
            <numerusform>Der Server kann verwendet werden.</numerusform>
            <numerusform>Alle %n Server können verwendet werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n server(s) can be used.</source>
        <translation>
            <numerusform>%1 von %n Server kann verwendet werden.</numerusform>
            <numerusform>%1 von %n Servern können verwendet werden.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n wait(s) for your answer.</source>
        <translation>
            <numerusform>%n wartet auf Ihre Antwort.</numerusform>
            <numerusform>%n warten auf Ihre Antwort.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Go on</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message numerus="yes">
        <source>The same password for %n other server(s) that ask for this user&apos;s</source>
        <translation>
            <numerusform>Dasselbe Passwort für %n weiteren Server, der nach dem dieses Benutzers fragt</numerusform>
            <numerusform>Dasselbe Passwort für %n weitere Server, die nach dem dieses Benutzers fragen</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>skep::ui::ServersPage</name>
    <message>
        <source>Your servers</source>
        <translation>Ihre Server</translation>
    </message>
    <message>
        <source>Servers that you have already become a swarm with Consul. Nothing on them is changed before you have seen what will be.</source>
        <translation>Server, die Sie schon haben, werden ein Schwarm mit Consul. Nichts auf ihnen wird geändert, bevor Sie gesehen haben, was geschieht.</translation>
    </message>
    <message>
        <source>&amp;Look at them</source>
        <translation>&amp;Ansehen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Small letters, digits and hyphens.</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche.</translation>
    </message>
    <message>
        <source>Servers</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>One in each line, as ssh knows it: a name of your ssh configuration, or user@host. Managers first.</source>
        <translation>Einer je Zeile, wie ssh ihn kennt: ein Name aus Ihrer ssh-Konfiguration oder benutzer@rechner. Manager zuerst.</translation>
    </message>
    <message>
        <source>Managers</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>As many as are useful</source>
        <translation>So viele, wie nützlich sind</translation>
    </message>
    <message>
        <source>Name a server at least.</source>
        <translation>Nennen Sie mindestens einen Server.</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird angesehen…</translation>
    </message>
    <message>
        <source>From your ssh &amp;configuration</source>
        <translation>Aus Ihrer ssh-&amp;Konfiguration</translation>
    </message>
    <message>
        <source>It names no hosts</source>
        <translation>Sie nennt keine Hosts</translation>
    </message>
    <message>
        <source>&amp;Look again</source>
        <translation>&amp;Noch einmal ansehen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ServersWizard</name>
    <message>
        <source>New cluster on your own servers</source>
        <translation>Neuer Cluster auf eigenen Servern</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Erstellen</translation>
    </message>
    <message>
        <source>There is a cluster with this name already.</source>
        <translation>Es gibt schon einen Cluster dieses Namens.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ServiceForm</name>
    <message>
        <source>New service</source>
        <translation>Neuer Dienst</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Erstellen</translation>
    </message>
    <message>
        <source>Change %1</source>
        <translation>%1 ändern</translation>
    </message>
    <message>
        <source>&amp;Review and send…</source>
        <translation>&amp;Prüfen und senden…</translation>
    </message>
    <message>
        <source>Replicated</source>
        <translation>Repliziert</translation>
    </message>
    <message>
        <source>Global, one on each node</source>
        <translation>Global, einer auf jedem Knoten</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Other services find it by this name.</source>
        <translation>Andere Dienste finden ihn unter diesem Namen.</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>With its registry, where it is not on Docker Hub, and a tag.</source>
        <translation>Mit seiner Registry, wo es nicht auf Docker Hub liegt, und einem Tag.</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>Ports and networks</source>
        <translation>Ports und Netzwerke</translation>
    </message>
    <message>
        <source>Add a port</source>
        <translation>Port hinzufügen</translation>
    </message>
    <message>
        <source>Published ports</source>
        <translation>Veröffentlichte Ports</translation>
    </message>
    <message>
        <source>Published → in the container. The firewall decides who reaches them from outside.</source>
        <translation>Veröffentlicht → im Container. Die Firewall bestimmt, wer sie von außen erreicht.</translation>
    </message>
    <message>
        <source>Networks</source>
        <translation>Netzwerke</translation>
    </message>
    <message>
        <source>One name on each line.</source>
        <translation>Je Zeile ein Name.</translation>
    </message>
    <message>
        <source>Environment and command</source>
        <translation>Umgebung und Befehl</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>NAME=value, one on each line. Everybody who may inspect the service can read it.</source>
        <translation>NAME=Wert, je Zeile einer. Wer den Dienst ansehen darf, kann sie lesen.</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Instead of the image&apos;s entry point; one word on each line.</source>
        <translation>Statt des Startbefehls des Images; je Zeile ein Wort.</translation>
    </message>
    <message>
        <source>Arguments</source>
        <translation>Argumente</translation>
    </message>
    <message>
        <source>One on each line.</source>
        <translation>Je Zeile eines.</translation>
    </message>
    <message>
        <source>Mounts, secrets and configs</source>
        <translation>Mounts, Secrets und Configs</translation>
    </message>
    <message>
        <source>Add a mount</source>
        <translation>Mount hinzufügen</translation>
    </message>
    <message>
        <source>Mounts</source>
        <translation>Mounts</translation>
    </message>
    <message>
        <source>A volume stays on the node that it was made on.</source>
        <translation>Ein Volume bleibt auf dem Knoten, auf dem es entstand.</translation>
    </message>
    <message>
        <source>Secrets</source>
        <translation>Secrets</translation>
    </message>
    <message>
        <source>One name on each line, as NAME or NAME:file. The file is in /run/secrets.</source>
        <translation>Je Zeile ein Name, als NAME oder NAME:Datei. Die Datei liegt in /run/secrets.</translation>
    </message>
    <message>
        <source>Configs</source>
        <translation>Configs</translation>
    </message>
    <message>
        <source>One name on each line, as NAME or NAME:/path/of/the/file.</source>
        <translation>Je Zeile ein Name, als NAME oder NAME:/Pfad/der/Datei.</translation>
    </message>
    <message>
        <source>Placement and resources</source>
        <translation>Platzierung und Ressourcen</translation>
    </message>
    <message>
        <source>Constraints</source>
        <translation>Bedingungen</translation>
    </message>
    <message>
        <source>One on each line, such as node.role==worker.</source>
        <translation>Je Zeile eine, etwa node.role==worker.</translation>
    </message>
    <message>
        <source>At most so many CPUs</source>
        <translation>Höchstens so viele CPUs</translation>
    </message>
    <message>
        <source>Such as 0.5. Empty: without a limit.</source>
        <translation>Etwa 0.5. Leer: ohne Grenze.</translation>
    </message>
    <message>
        <source>At most so much memory</source>
        <translation>Höchstens so viel Speicher</translation>
    </message>
    <message>
        <source>Such as 512M. Empty: without a limit.</source>
        <translation>Etwa 512M. Leer: ohne Grenze.</translation>
    </message>
    <message>
        <source>Reserved CPUs</source>
        <translation>Reservierte CPUs</translation>
    </message>
    <message>
        <source>A node must have so much left.</source>
        <translation>So viel muss ein Knoten übrig haben.</translation>
    </message>
    <message>
        <source>Reserved memory</source>
        <translation>Reservierter Speicher</translation>
    </message>
    <message>
        <source>Restart and update</source>
        <translation>Neustart und Aktualisierung</translation>
    </message>
    <message>
        <source>Labels and registry login</source>
        <translation>Labels und Registry-Anmeldung</translation>
    </message>
    <message>
        <source>Labels of the service</source>
        <translation>Labels des Dienstes</translation>
    </message>
    <message>
        <source>NAME=value, one on each line.</source>
        <translation>NAME=Wert, je Zeile einer.</translation>
    </message>
    <message>
        <source>Labels of its containers</source>
        <translation>Labels seiner Container</translation>
    </message>
    <message>
        <source>Spec</source>
        <translation>Spezifikation</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>What the form stands for</source>
        <translation>Wofür das Formular steht</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Not sent yet: some fields need another look.</source>
        <translation>Noch nicht gesendet: Einige Felder brauchen einen zweiten Blick.</translation>
    </message>
    <message>
        <source>Nothing differs from what runs.</source>
        <translation>Nichts weicht von dem ab, was läuft.</translation>
    </message>
    <message>
        <source>Change a service</source>
        <translation>Dienst ändern</translation>
    </message>
    <message>
        <source>Change %1?</source>
        <translation>%1 ändern?</translation>
    </message>
    <message numerus="yes">
        <source>This changes %n thing(s), as listed; tasks are replaced where they must be.</source>
        <translation>
            <numerusform>Das ändert eine Sache, wie aufgeführt; Tasks werden ersetzt, wo es nötig ist.</numerusform>
            <numerusform>Das ändert %n Sachen, wie aufgeführt; Tasks werden ersetzt, wo es nötig ist.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>Changing %1</source>
        <translation>%1 wird geändert</translation>
    </message>
    <message>
        <source>Creating %1</source>
        <translation>%1 wird erstellt</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1: now %2 on the cluster, taken over here</source>
        <translation>%1: jetzt %2 im Cluster, hier übernommen</translation>
    </message>
    <message>
        <source>%1: now %2 on the cluster, %3 here</source>
        <translation>%1: jetzt %2 im Cluster, hier %3</translation>
    </message>
    <message>
        <source>Somebody changed %1 meanwhile. What you typed is still here; look at the changes and send again.
%2</source>
        <translation>Jemand hat %1 inzwischen geändert. Was Sie eingegeben haben, steht noch da; prüfen Sie die Änderungen und senden Sie noch einmal.
%2</translation>
    </message>
    <message>
        <source>There is a service of this name.</source>
        <translation>Es gibt schon einen Dienst dieses Namens.</translation>
    </message>
    <message>
        <source>The port %1/%2 is published by the service %3 already.</source>
        <translation>Der Port %1/%2 ist schon vom Dienst %3 veröffentlicht.</translation>
    </message>
    <message>
        <source>An update</source>
        <translation>Eine Aktualisierung</translation>
    </message>
    <message>
        <source>The way back from an update</source>
        <translation>Der Weg zurück von einer Aktualisierung</translation>
    </message>
    <message>
        <source>Not sent yet: the registry login needs another look. %1</source>
        <translation>Noch nicht gesendet: die Anmeldung bei der Registry braucht einen zweiten Blick. %1</translation>
    </message>
    <message>
        <source>Somebody removed %1 meanwhile. What you typed is still here: send it, and the service is made anew.</source>
        <translation>Jemand hat %1 inzwischen entfernt. Was Sie getippt haben, ist noch da: senden Sie es, und der Dienst wird neu angelegt.</translation>
    </message>
</context>
<context>
    <name>skep::ui::ServicesPage</name>
    <message>
        <source>&amp;New service</source>
        <translation>&amp;Neuer Dienst</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Ändern</translation>
    </message>
    <message>
        <source>&amp;Scale</source>
        <translation>&amp;Skalieren</translation>
    </message>
    <message>
        <source>Res&amp;tart…</source>
        <translation>Neu s&amp;tarten…</translation>
    </message>
    <message>
        <source>Roll &amp;back…</source>
        <translation>&amp;Zurück…</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>&amp;Logs</source>
        <translation>&amp;Logs</translation>
    </message>
    <message>
        <source>All services</source>
        <translation>Alle Dienste</translation>
    </message>
    <message>
        <source>No service runs here yet.</source>
        <translation>Hier läuft noch kein Dienst.</translation>
    </message>
    <message>
        <source>Replicas</source>
        <translation>Replikate</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>Setzen</translation>
    </message>
    <message>
        <source>Scaling %1 to %2</source>
        <translation>%1 wird auf %2 skaliert</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>%1 wird gelesen</translation>
    </message>
    <message>
        <source>No container of %1 is on a node that Skep reaches: there is no log to read.</source>
        <translation>Kein Container von %1 ist auf einem Knoten, den Skep erreicht: Es gibt kein Log zu lesen.</translation>
    </message>
    <message>
        <source>Restart a service</source>
        <translation>Dienst neu starten</translation>
    </message>
    <message>
        <source>Restart all tasks of %1?</source>
        <translation>Alle Tasks von %1 neu starten?</translation>
    </message>
    <message numerus="yes">
        <source>The swarm replaces %n task(s) in the steps of the service&apos;s update policy, without any change of the spec. Open connections to a task are cut when it stops.</source>
        <translation>
            <numerusform>Der Swarm ersetzt einen Task nach den Regeln des Dienstes für Aktualisierungen, ohne die Spezifikation zu ändern. Offene Verbindungen zu einem Task brechen ab, wenn er stoppt.</numerusform>
            <numerusform>Der Swarm ersetzt %n Tasks nach den Regeln des Dienstes für Aktualisierungen, ohne die Spezifikation zu ändern. Offene Verbindungen zu einem Task brechen ab, wenn er stoppt.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Restart</source>
        <translation>&amp;Neu starten</translation>
    </message>
    <message>
        <source>Restarting %1</source>
        <translation>%1 wird neu gestartet</translation>
    </message>
    <message>
        <source>%1 has no earlier spec that differs: there is nothing to go back to.</source>
        <translation>%1 hat keine frühere Spezifikation, die abweicht: Es gibt nichts, wohin es zurückginge.</translation>
    </message>
    <message>
        <source>Roll back a service</source>
        <translation>Dienst zurücksetzen</translation>
    </message>
    <message>
        <source>Roll %1 back to the spec before?</source>
        <translation>%1 auf die vorige Spezifikation zurücksetzen?</translation>
    </message>
    <message numerus="yes">
        <source>This changes %n thing(s), as listed. The spec of now becomes the one before.</source>
        <translation>
            <numerusform>Das ändert eine Sache, wie aufgeführt. Die jetzige Spezifikation wird zur vorigen.</numerusform>
            <numerusform>Das ändert %n Sachen, wie aufgeführt. Die jetzige Spezifikation wird zur vorigen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Roll &amp;back</source>
        <translation>&amp;Zurücksetzen</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>After the roll back</source>
        <translation>Nach dem Zurücksetzen</translation>
    </message>
    <message>
        <source>Rolling %1 back</source>
        <translation>%1 wird zurückgesetzt</translation>
    </message>
    <message>
        <source>Remove a service</source>
        <translation>Dienst entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Its %n running task(s) are stopped and the service is gone, with its spec and the way back to the one before. Volumes, networks, secrets and configs stay.</source>
        <translation>
            <numerusform>Sein laufender Task wird gestoppt und der Dienst ist fort, mit seiner Spezifikation und dem Weg zur vorigen. Volumes, Netzwerke, Secrets und Configs bleiben.</numerusform>
            <numerusform>Seine %n laufenden Tasks werden gestoppt und der Dienst ist fort, mit seiner Spezifikation und dem Weg zur vorigen. Volumes, Netzwerke, Secrets und Configs bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>%1 wird entfernt</translation>
    </message>
    <message>
        <source>%1 on %2</source>
        <translation>%1 auf %2</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>Mode</source>
        <translation>Modus</translation>
    </message>
    <message>
        <source>Global, one on each node</source>
        <translation>Global, einer auf jedem Knoten</translation>
    </message>
    <message>
        <source>Replicated</source>
        <translation>Repliziert</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Stack</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>%1 → %2/%3, %4</source>
        <translation>%1 → %2/%3, %4</translation>
    </message>
    <message>
        <source>on the task&apos;s node</source>
        <translation>auf dem Knoten des Tasks</translation>
    </message>
    <message>
        <source>mesh</source>
        <translation>Mesh</translation>
    </message>
    <message>
        <source>Last update</source>
        <translation>Aktualisierung</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Tasks and their history</source>
        <translation>Tasks und ihre Geschichte</translation>
    </message>
</context>
<context>
    <name>skep::ui::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Takes effect at the next start.</source>
        <translation>Gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>S&amp;chließen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ShapePage</name>
    <message>
        <source>Shape</source>
        <translation>Gestalt</translation>
    </message>
    <message>
        <source>What the cluster is called, how large it is, and who may reach it.</source>
        <translation>Wie der Cluster heißt, wie groß er ist und wer ihn erreichen darf.</translation>
    </message>
    <message>
        <source>Published ports can be reached from the other nodes</source>
        <translation>Veröffentlichte Ports sind von den anderen Knoten erreichbar</translation>
    </message>
    <message>
        <source>&amp;More options</source>
        <translation>&amp;Mehr Optionen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Small letters, digits and hyphens. Machines are named after it.</source>
        <translation>Kleinbuchstaben, Ziffern und Bindestriche. Die Maschinen heißen danach.</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>SSH reachable from</source>
        <translation>SSH erreichbar von</translation>
    </message>
    <message>
        <source>Dev</source>
        <translation>Probe</translation>
    </message>
    <message>
        <source>1 manager, 2 workers, Consul. To try things.</source>
        <translation>1 Manager, 2 Worker, Consul. Zum Ausprobieren.</translation>
    </message>
    <message>
        <source>Small</source>
        <translation>Klein</translation>
    </message>
    <message>
        <source>3 managers, 1 worker, Consul. Survives a lost manager.</source>
        <translation>3 Manager, 1 Worker, Consul. Übersteht einen Manager-Ausfall.</translation>
    </message>
    <message>
        <source>High availability</source>
        <translation>Hochverfügbar</translation>
    </message>
    <message>
        <source>3 managers, 3 workers, 3 Consul servers.</source>
        <translation>3 Manager, 3 Worker, 3 Consul-Server.</translation>
    </message>
    <message>
        <source>Custom</source>
        <translation>Eigene</translation>
    </message>
    <message>
        <source>Choose the numbers yourself.</source>
        <translation>Wählen Sie die Zahlen selbst.</translation>
    </message>
    <message>
        <source>1 server, own machine</source>
        <translation>1 Server, eigene Maschine</translation>
    </message>
    <message>
        <source>3 servers, own machines</source>
        <translation>3 Server, eigene Maschinen</translation>
    </message>
    <message>
        <source>1 server on a manager</source>
        <translation>1 Server auf einem Manager</translation>
    </message>
    <message>
        <source>3 servers on the managers</source>
        <translation>3 Server auf den Managern</translation>
    </message>
    <message>
        <source>No Consul</source>
        <translation>Kein Consul</translation>
    </message>
    <message>
        <source>Managers</source>
        <translation>Manager</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Consul</source>
        <translation>Consul</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Vorlage</translation>
    </message>
    <message>
        <source>An engine is installed where the template has none.</source>
        <translation>Eine Engine wird installiert, wo die Vorlage keine hat.</translation>
    </message>
    <message>
        <source>Disk of each machine</source>
        <translation>Platte jeder Maschine</translation>
    </message>
    <message>
        <source>Services between nodes</source>
        <translation>Dienste zwischen Knoten</translation>
    </message>
    <message>
        <source>Your public SSH keys</source>
        <translation>Ihre öffentlichen SSH-Schlüssel</translation>
    </message>
    <message>
        <source>One on each line; they may log in to every machine. Skep has a key of its own.</source>
        <translation>Einer je Zeile; sie dürfen sich auf jeder Maschine anmelden. Skep hat einen eigenen Schlüssel.</translation>
    </message>
    <message>
        <source>&amp;Fewer options</source>
        <translation>&amp;Weniger Optionen</translation>
    </message>
    <message>
        <source>Your own address, such as 203.0.113.7/32. SSH is open to this range only.</source>
        <translation>Ihre eigene Adresse, etwa 203.0.113.7/32. SSH ist nur für diesen Bereich offen.</translation>
    </message>
    <message>
        <source>Comes with the account. SSH is open to this range only.</source>
        <translation>Kommt mit dem Konto. SSH ist nur für diesen Bereich offen.</translation>
    </message>
    <message numerus="yes">
        <source>%n machine(s).</source>
        <translation>
            <numerusform>%n Maschine.</numerusform>
            <numerusform>%n Maschinen.</numerusform>
        </translation>
    </message>
    <message>
        <source>1 manager: it can lose 0. When it is gone, the cluster cannot be changed.</source>
        <translation>1 Manager: Keiner darf ausfallen. Ist er weg, lässt sich der Cluster nicht mehr ändern.</translation>
    </message>
    <message>
        <source>%1 managers: the cluster can lose %2 of them.</source>
        <translation>%1 Manager: %2 davon darf ausfallen.</translation>
    </message>
    <message>
        <source>Consul can lose %1 of %2.</source>
        <translation>Consul verkraftet den Ausfall von %1 aus %2.</translation>
    </message>
    <message>
        <source>Address ranges, or names of firewall groups. The cluster&apos;s own machines need none of it.</source>
        <translation>Adressbereiche oder Namen von Firewall-Gruppen. Die Maschinen des Clusters selbst brauchen nichts davon.</translation>
    </message>
    <message>
        <source>Machines of a role</source>
        <translation>Maschinen einer Rolle</translation>
    </message>
    <message>
        <source>Consul servers</source>
        <translation>Consul-Server</translation>
    </message>
    <message>
        <source>Open to others</source>
        <translation>Für andere öffnen</translation>
    </message>
    <message>
        <source>The cluster&apos;s machines reach one another at every port, since nothing is filtered inside their network. To others only SSH is opened: this zone leads nothing else through the network&apos;s one address.</source>
        <translation>Die Maschinen des Clusters erreichen einander an jedem Port, denn in ihrem Netz wird nichts gefiltert. Für andere ist nur SSH offen: Diese Zone leitet sonst nichts durch die eine Adresse des Netzes.</translation>
    </message>
</context>
<context>
    <name>skep::ui::StackForm</name>
    <message>
        <source>not in the file: stays</source>
        <translation>nicht in der Datei: bleibt</translation>
    </message>
    <message>
        <source>%1, tasks</source>
        <translation>%1, Tasks</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Its services are called NAME_service.</source>
        <translation>Seine Dienste heißen NAME_dienst.</translation>
    </message>
    <message>
        <source>Compose file</source>
        <translation>Compose-Datei</translation>
    </message>
    <message>
        <source>Read and deployed by the docker client of a manager. Images of a private registry need a docker login there.</source>
        <translation>Gelesen und bereitgestellt vom Docker-Client eines Managers. Images einer privaten Registry brauchen dort eine Anmeldung (docker login).</translation>
    </message>
    <message>
        <source>Choose a &amp;file…</source>
        <translation>&amp;Datei wählen …</translation>
    </message>
    <message>
        <source>Remove services that the file does not name any more</source>
        <translation>Dienste entfernen, die die Datei nicht mehr nennt</translation>
    </message>
    <message>
        <source>Before anything is changed, the manager&apos;s docker client reads the file, and here stands what it would change against what runs.</source>
        <translation>Bevor etwas geändert wird, liest der Docker-Client des Managers die Datei, und hier steht, was sie gegenüber dem ändern würde, was läuft.</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Was sich ändert</translation>
    </message>
    <message>
        <source>Runs now</source>
        <translation>Läuft jetzt</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>What the docker client says</source>
        <translation>Was der Docker-Client sagt</translation>
    </message>
    <message>
        <source>Deploy a stack</source>
        <translation>Stack bereitstellen</translation>
    </message>
    <message>
        <source>Update %1</source>
        <translation>%1 aktualisieren</translation>
    </message>
    <message>
        <source>The swarm keeps no compose file, and Skep keeps none on its disk: choose or paste the file with your changes.</source>
        <translation>Der Swarm bewahrt keine Compose-Datei auf, und Skep legt keine auf die Platte: wählen Sie die Datei mit Ihren Änderungen oder fügen Sie sie ein.</translation>
    </message>
    <message>
        <source>&amp;Deploy</source>
        <translation>&amp;Bereitstellen</translation>
    </message>
    <message>
        <source>&amp;Show the stack</source>
        <translation>Stack &amp;zeigen</translation>
    </message>
    <message>
        <source>&amp;Review</source>
        <translation>&amp;Prüfen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>The compose file</source>
        <translation>Die Compose-Datei</translation>
    </message>
    <message>
        <source>Compose files (*.yaml *.yml)</source>
        <translation>Compose-Dateien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>The file is larger than 1 MiB.</source>
        <translation>Die Datei ist größer als 1 MiB.</translation>
    </message>
    <message>
        <source>The file is not a text.</source>
        <translation>Die Datei ist kein Text.</translation>
    </message>
    <message>
        <source>Choose a compose file, or paste one.</source>
        <translation>Wählen Sie eine Compose-Datei oder fügen Sie eine ein.</translation>
    </message>
    <message>
        <source>A compose file is indented by blanks, not by tabs.</source>
        <translation>Eine Compose-Datei wird mit Leerzeichen eingerückt, nicht mit Tabulatoren.</translation>
    </message>
    <message>
        <source>The manager reads the file</source>
        <translation>Der Manager liest die Datei</translation>
    </message>
    <message>
        <source>Deploying %1</source>
        <translation>%1 wird bereitgestellt</translation>
    </message>
    <message>
        <source>%1 is deployed; the swarm starts its tasks now.</source>
        <translation>%1 ist bereitgestellt; der Swarm startet jetzt sein Tasks.</translation>
    </message>
</context>
<context>
    <name>skep::ui::StacksPage</name>
    <message>
        <source>Stack</source>
        <translation>Stack</translation>
    </message>
    <message>
        <source>Services</source>
        <translation>Dienste</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>&amp;Deploy a stack…</source>
        <translation>Stack &amp;bereitstellen …</translation>
    </message>
    <message>
        <source>&amp;Update…</source>
        <translation>&amp;Aktualisieren …</translation>
    </message>
    <message>
        <source>Its &amp;services</source>
        <translation>Seine &amp;Dienste</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen …</translation>
    </message>
    <message>
        <source>All stacks</source>
        <translation>Alle Stacks</translation>
    </message>
    <message>
        <source>No stack runs here yet.</source>
        <translation>Hier läuft noch kein Stack.</translation>
    </message>
    <message>
        <source>Remove a stack</source>
        <translation>Stack entfernen</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message numerus="yes">
        <source>Its %n service(s) are stopped and gone, and then the networks, secrets and configs that the stack has made. Volumes stay, with their data.</source>
        <translation>
            <numerusform>Sein Dienst wird angehalten und entfernt, danach die Netzwerke, Secrets und Configs, die der Stack angelegt hat. Volumes bleiben mit ihren Daten.</numerusform>
            <numerusform>Seine %n Dienste werden angehalten und entfernt, danach die Netzwerke, Secrets und Configs, die der Stack angelegt hat. Volumes bleiben mit ihren Daten.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>%1 wird entfernt</translation>
    </message>
    <message>
        <source>%1 of %2 running</source>
        <translation>%1 von %2 laufen</translation>
    </message>
    <message>
        <source>Its services</source>
        <translation>Seine Dienste</translation>
    </message>
    <message>
        <source>%1 of %2 running  ·  %3</source>
        <translation>%1 von %2 laufen  ·  %3</translation>
    </message>
</context>
<context>
    <name>skep::ui::StateBadge</name>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Reconnecting · last heard %1</source>
        <translation>Verbindet neu · zuletzt gehört %1</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>Verbindet</translation>
    </message>
    <message>
        <source>Stale · last heard %1</source>
        <translation>Veraltet · zuletzt gehört %1</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>Nicht verbunden</translation>
    </message>
</context>
<context>
    <name>skep::ui::Stepper</name>
    <message>
        <source>Page %1 of %2: %3</source>
        <translation>Seite %1 von %2: %3</translation>
    </message>
</context>
<context>
    <name>skep::ui::SwarmFileDialog</name>
    <message>
        <source>New secret</source>
        <translation>Neues Secret</translation>
    </message>
    <message>
        <source>New config</source>
        <translation>Neue Config</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Services refer to it by this name. It cannot be changed later.</source>
        <translation>Dienste beziehen sich mit diesem Namen darauf. Er lässt sich später nicht ändern.</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Nobody can read it back, Skep neither. A value of several lines, such as a key, comes from a file or from the clipboard.</source>
        <translation>Niemand kann ihn zurücklesen, auch Skep nicht. Ein Wert mit mehreren Zeilen, etwa ein Schlüssel, kommt aus einer Datei oder aus der Zwischenablage.</translation>
    </message>
    <message>
        <source>The text of the file that the containers find. Everybody who may inspect the swarm can read it.</source>
        <translation>Der Text der Datei, die die Container vorfinden. Wer den Swarm einsehen darf, kann ihn lesen.</translation>
    </message>
    <message>
        <source>From a &amp;file…</source>
        <translation>Aus einer &amp;Datei …</translation>
    </message>
    <message>
        <source>From the clip&amp;board</source>
        <translation>Aus der &amp;Zwischenablage</translation>
    </message>
    <message>
        <source>&amp;Type it instead</source>
        <translation>Stattdessen &amp;tippen</translation>
    </message>
    <message>
        <source>The file with the value</source>
        <translation>Die Datei mit dem Wert</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>%1 kann nicht gelesen werden: %2</translation>
    </message>
    <message>
        <source>the clipboard</source>
        <translation>der Zwischenablage</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) from %1</source>
        <translation>
            <numerusform>ein Byte aus %1</numerusform>
            <numerusform>%n Bytes aus %1</numerusform>
        </translation>
    </message>
    <message>
        <source>There is one of this name. A value cannot be changed: make one with another name, such as %1-2, and let the services use it.</source>
        <translation>Es gibt schon eines mit diesem Namen. Ein Wert lässt sich nicht ändern: legen Sie eines mit anderem Namen an, etwa %1-2, und lassen Sie die Dienste es benutzen.</translation>
    </message>
    <message>
        <source>The value is empty.</source>
        <translation>Der Wert ist leer.</translation>
    </message>
    <message>
        <source>The value is larger than 500 KiB.</source>
        <translation>Der Wert ist größer als 500 KiB.</translation>
    </message>
</context>
<context>
    <name>skep::ui::TablePanel</name>
    <message>
        <source>Nothing matches the filter.</source>
        <translation>Nichts passt zum Filter.</translation>
    </message>
</context>
<context>
    <name>skep::ui::TasksPage</name>
    <message>
        <source>With &amp;history</source>
        <translation>Mit &amp;Geschichte</translation>
    </message>
    <message>
        <source>&amp;Logs</source>
        <translation>&amp;Logs</translation>
    </message>
    <message>
        <source>&amp;Terminal</source>
        <translation>&amp;Terminal</translation>
    </message>
    <message>
        <source>Show &amp;service</source>
        <translation>&amp;Dienst zeigen</translation>
    </message>
    <message>
        <source>Also the tasks that have ended</source>
        <translation>Auch die Tasks, die geendet haben</translation>
    </message>
    <message>
        <source>All tasks</source>
        <translation>Alle Tasks</translation>
    </message>
    <message>
        <source>No task runs here yet.</source>
        <translation>Hier läuft noch kein Task.</translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>%n Task</numerusform>
            <numerusform>%n Tasks</numerusform>
        </translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>Noch keiner</translation>
    </message>
    <message>
        <source>Wanted</source>
        <translation>Soll</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Exit code</source>
        <translation>Rückgabewert</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>Seit</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Container</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>History of slot %1</source>
        <translation>Geschichte von Platz %1</translation>
    </message>
    <message>
        <source>History on this node</source>
        <translation>Geschichte auf diesem Knoten</translation>
    </message>
    <message>
        <source>on no node</source>
        <translation>auf keinem Knoten</translation>
    </message>
</context>
<context>
    <name>skep::ui::TerminalPane</name>
    <message>
        <source>takes part</source>
        <translation>macht mit</translation>
    </message>
    <message>
        <source>Split to the right (Ctrl+Shift+E)</source>
        <translation>Nach rechts teilen (Strg+Umschalt+E)</translation>
    </message>
    <message>
        <source>Split downwards (Ctrl+Shift+O)</source>
        <translation>Nach unten teilen (Strg+Umschalt+O)</translation>
    </message>
    <message>
        <source>Close (Ctrl+Shift+W)</source>
        <translation>Schließen (Strg+Umschalt+W)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Open again</source>
        <translation>Neu öffnen</translation>
    </message>
    <message>
        <source>Reconnect now</source>
        <translation>Jetzt neu verbinden</translation>
    </message>
    <message>
        <source>Connecting to %1 …</source>
        <translation>Verbindung mit %1 …</translation>
    </message>
    <message>
        <source>The shell has ended with code %1.</source>
        <translation>Die Shell wurde mit Code %1 beendet.</translation>
    </message>
    <message>
        <source>The shell has ended.</source>
        <translation>Die Shell wurde beendet.</translation>
    </message>
    <message numerus="yes">
        <source>%1 Trying again in %n second(s).</source>
        <extracomment>%1: a sentence that says why the connection is gone</extracomment>
        <translation>
            <numerusform>%1 Neuer Versuch in %n Sekunde.</numerusform>
            <numerusform>%1 Neuer Versuch in %n Sekunden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Log the output of %1</source>
        <translation>Ausgabe von %1 protokollieren</translation>
    </message>
</context>
<context>
    <name>skep::ui::TerminalTab</name>
    <message>
        <source>What you type goes to every terminal with a red frame.</source>
        <translation>Was Sie tippen, geht in jedes Terminal mit rotem Rahmen.</translation>
    </message>
</context>
<context>
    <name>skep::ui::TerminalView</name>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Do not paste</source>
        <translation>Nicht einfügen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>Link kopieren</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy with colors</source>
        <translation>Mit Farben kopieren</translation>
    </message>
    <message>
        <source>Copy with control sequences</source>
        <translation>Mit Steuerzeichen kopieren</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Search…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Clear the scrollback</source>
        <translation>Verlauf leeren</translation>
    </message>
    <message>
        <source>Reset the terminal</source>
        <translation>Terminal zurücksetzen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message numerus="yes">
        <source>The program in this terminal wants to put %n character(s) on the clipboard.</source>
        <translation>
            <numerusform>Das Programm in diesem Terminal will %n Zeichen in die Zwischenablage legen.</numerusform>
            <numerusform>Das Programm in diesem Terminal will %n Zeichen in die Zwischenablage legen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Put on the clipboard</source>
        <translation>In die Zwischenablage legen</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>Ablehnen</translation>
    </message>
</context>
<context>
    <name>skep::ui::ThingsPage</name>
    <message>
        <source>without a name</source>
        <translation>ohne Namen</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Digests</source>
        <translation>Digests</translation>
    </message>
    <message>
        <source>Driver</source>
        <translation>Treiber</translation>
    </message>
    <message>
        <source>On the node at</source>
        <translation>Auf dem Knoten</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Geltung</translation>
    </message>
    <message>
        <source>Subnets</source>
        <translation>Subnetze</translation>
    </message>
    <message>
        <source>Internal</source>
        <translation>Intern</translation>
    </message>
    <message>
        <source>Attachable</source>
        <translation>Anschließbar</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Stack</source>
        <translation>Stack</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>No image was found on the nodes that answer.</source>
        <translation>Auf den Knoten, die antworten, ist kein Image.</translation>
    </message>
    <message>
        <source>No volume was found on the nodes that answer.</source>
        <translation>Auf den Knoten, die antworten, ist kein Volume.</translation>
    </message>
    <message>
        <source>The swarm has no network of its own yet.</source>
        <translation>Der Swarm hat noch kein eigenes Netzwerk.</translation>
    </message>
    <message>
        <source>The swarm keeps no secret yet.</source>
        <translation>Der Swarm hält noch kein Secret.</translation>
    </message>
    <message>
        <source>The swarm keeps no config yet.</source>
        <translation>Der Swarm hält noch keine Config.</translation>
    </message>
    <message>
        <source>The node pulls it again when something needs it. An image in use is refused.</source>
        <translation>Der Knoten holt es wieder, wenn etwas es braucht. Ein benutztes Image wird nicht entfernt.</translation>
    </message>
    <message>
        <source>All data in it are lost for good. A volume in use is refused.</source>
        <translation>Alle Daten darin sind für immer verloren. Ein benutztes Volume wird nicht entfernt.</translation>
    </message>
    <message>
        <source>A network in use is refused.</source>
        <translation>Ein benutztes Netzwerk wird nicht entfernt.</translation>
    </message>
    <message>
        <source>Its value cannot be read back. One that a service uses is refused.</source>
        <translation>Der Wert lässt sich nicht zurücklesen. Was ein Dienst benutzt, wird nicht entfernt.</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>&amp;Entfernen…</translation>
    </message>
    <message>
        <source>All of this kind</source>
        <translation>Alle dieser Art</translation>
    </message>
    <message>
        <source>No answer from %1: what is shown of it is old. %2</source>
        <translation>Keine Antwort von %1: Was davon gezeigt wird, ist alt. %2</translation>
    </message>
    <message>
        <source>No manager answers: what is shown is old. %1</source>
        <translation>Kein Manager antwortet: Was gezeigt wird, ist alt. %1</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>Remove %1 from %2?</source>
        <translation>%1 von %2 entfernen?</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Removing %1</source>
        <translation>%1 wird entfernt</translation>
    </message>
    <message>
        <source>As it was when %1 answered last</source>
        <translation>Wie es war, als %1 zuletzt antwortete</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Id</translation>
    </message>
    <message>
        <source>Encrypted</source>
        <translation>Verschlüsselt</translation>
    </message>
    <message>
        <source>&amp;New volume…</source>
        <translation>&amp;Neues Volume …</translation>
    </message>
    <message>
        <source>&amp;New network…</source>
        <translation>&amp;Neues Netzwerk …</translation>
    </message>
    <message>
        <source>&amp;New secret…</source>
        <translation>&amp;Neues Secret …</translation>
    </message>
    <message>
        <source>&amp;New config…</source>
        <translation>&amp;Neue Config …</translation>
    </message>
</context>
<context>
    <name>skep::ui::TotalsPage</name>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>%1 running, %2 paused, %3 stopped</source>
        <translation>%1 laufen, %2 pausiert, %3 angehalten</translation>
    </message>
    <message>
        <source>As it was when the cluster answered last</source>
        <translation>Wie es war, als der Cluster zuletzt antwortete</translation>
    </message>
    <message>
        <source>Its engine has not answered yet</source>
        <translation>Seine Engine hat noch nicht geantwortet</translation>
    </message>
    <message>
        <source>No answer. %1</source>
        <translation>Keine Antwort. %1</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>Containers</source>
        <translation>Container</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Reserved CPUs</source>
        <translation>Reservierte CPUs</translation>
    </message>
    <message>
        <source>Reserved memory</source>
        <translation>Reservierter Speicher</translation>
    </message>
    <message>
        <source>Engine</source>
        <translation>Engine</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Labels of the engine</source>
        <translation>Labels der Engine</translation>
    </message>
    <message>
        <source>Totals of the nodes</source>
        <translation>Summen der Knoten</translation>
    </message>
    <message>
        <source>No node is known yet.</source>
        <translation>Noch ist kein Knoten bekannt.</translation>
    </message>
    <message>
        <source>Not live: this is how it was at %1.</source>
        <translation>Nicht live: so war es um %1.</translation>
    </message>
    <message>
        <source>No answer from %1: its containers and images are not in the sums. %2</source>
        <translation>Keine Antwort von %1: seine Container und Images fehlen in den Summen. %2</translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n node(s) answered</source>
        <translation>
            <numerusform>%1 von einem Knoten antwortete</numerusform>
            <numerusform>%1 von %n Knoten antworteten</numerusform>
        </translation>
    </message>
    <message>
        <source>by the tasks of services</source>
        <translation>durch die Tasks der Dienste</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Tasks</translation>
    </message>
    <message>
        <source>Kernel</source>
        <translation>Kernel</translation>
    </message>
    <message>
        <source>Architecture</source>
        <translation>Architektur</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speichertreiber</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Kennung</translation>
    </message>
    <message>
        <source>What the engine warns of</source>
        <translation>Wovor die Engine warnt</translation>
    </message>
</context>
<context>
    <name>skep::ui::TransferRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>%1: %2 of %3, %4/s</source>
        <extracomment>%1: names of files, %2: so much of %3, %4: speed</extracomment>
        <translation>%1: %2 von %3, %4/s</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Aus der Liste entfernen</translation>
    </message>
    <message numerus="yes">
        <source>%1: done, %n file(s), %2</source>
        <translation>
            <numerusform>%1: fertig, %n Datei, %2</numerusform>
            <numerusform>%1: fertig, %n Dateien, %2</numerusform>
        </translation>
    </message>
    <message>
        <source>Left out: %1</source>
        <translation>Ausgelassen: %1</translation>
    </message>
    <message>
        <source>%1: cancelled</source>
        <translation>%1: abgebrochen</translation>
    </message>
    <message>
        <source>&amp;Try again</source>
        <translation>&amp;Noch einmal versuchen</translation>
    </message>
</context>
<context>
    <name>skep::ui::UpdateFields</name>
    <message>
        <source>all</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Tasks at once</source>
        <translation>Tasks zugleich</translation>
    </message>
    <message>
        <source>The others wait.</source>
        <translation>Die anderen warten.</translation>
    </message>
    <message>
        <source>Wait between them</source>
        <translation>Pause dazwischen</translation>
    </message>
    <message>
        <source>Such as 10s.</source>
        <translation>Etwa 10s.</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>Reihenfolge</translation>
    </message>
    <message>
        <source>start-first needs room for one task more.</source>
        <translation>start-first braucht Platz für einen Task mehr.</translation>
    </message>
    <message>
        <source>Watch a new task for</source>
        <translation>Neuen Task beobachten</translation>
    </message>
    <message>
        <source>If it ends in that time, it has failed.</source>
        <translation>Endet er in dieser Zeit, ist er gescheitert.</translation>
    </message>
    <message>
        <source>After too many failures</source>
        <translation>Nach zu vielen Fehlschlägen</translation>
    </message>
    <message>
        <source>Tolerated share of failures</source>
        <translation>Geduldeter Anteil Fehlschläge</translation>
    </message>
    <message>
        <source>From 0 (none) to 1 (all).</source>
        <translation>Von 0 (keine) bis 1 (alle).</translation>
    </message>
    <message>
        <source>This is not a number from 0 to 1, such as 0.2.</source>
        <translation>Das ist keine Zahl von 0 bis 1, etwa 0.2.</translation>
    </message>
</context>
<context>
    <name>skep::ui::VolumeDialog</name>
    <message>
        <source>New volume</source>
        <translation>Neues Volume</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Anlegen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Node</source>
        <translation>Knoten</translation>
    </message>
    <message>
        <source>A volume stays on its node: a task that moves to another one finds an empty volume there.</source>
        <translation>Ein Volume bleibt auf seinem Knoten: ein Task, der auf einen anderen wechselt, findet dort ein leeres Volume.</translation>
    </message>
    <message>
        <source>A volume&apos;s name has at least two characters.</source>
        <translation>Der Name eines Volumes hat mindestens zwei Zeichen.</translation>
    </message>
    <message>
        <source>There is a volume of this name on %1.</source>
        <translation>Auf %1 gibt es schon ein Volume dieses Namens.</translation>
    </message>
    <message>
        <source>Skep reaches no node.</source>
        <translation>Skep erreicht keinen Knoten.</translation>
    </message>
</context>
<context>
    <name>skep::ui::WebCard</name>
    <message>
        <source>Open in the &amp;browser</source>
        <translation>Im &amp;Browser öffnen</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Consul&apos;s web interface</source>
        <translation>Consuls Weboberfläche</translation>
    </message>
    <message>
        <source>Open for your browser alone. It ends after an hour, or with Skep&apos;s window.</source>
        <translation>Offen nur für Ihren Browser. Sie endet nach einer Stunde oder mit Skeps Fenster.</translation>
    </message>
    <message>
        <source>Nodes, services and checks as Consul shows them, over Skep&apos;s own connection: no port is opened, and only your browser gets in. It can change nothing; keys and tokens are not shown.</source>
        <translation>Knoten, Dienste und Prüfungen, wie Consul sie zeigt, über Skeps eigene Verbindung: Kein Port wird geöffnet, und nur Ihr Browser kommt hinein. Ändern lässt sich nichts; Schlüssel und Tokens werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>No browser could be started. Open this file in one within two minutes: %1</source>
        <translation>Es ließ sich kein Browser starten. Öffnen Sie diese Datei innerhalb von zwei Minuten in einem: %1</translation>
    </message>
</context>
<context>
    <name>skep::ui::WherePage</name>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>The account that the machines belong to, and where they stand.</source>
        <translation>Das Konto, dem die Maschinen gehören, und wo sie stehen.</translation>
    </message>
    <message>
        <source>&amp;Add account…</source>
        <translation>Konto &amp;hinzufügen …</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>Konto</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Zone</translation>
    </message>
    <message>
        <source>Asking the cloud what it offers…</source>
        <translation>Die Cloud wird nach ihrem Angebot gefragt …</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>The sandbox on this computer. Nothing costs money.</source>
        <translation>Die Sandbox auf diesem Rechner. Nichts kostet Geld.</translation>
    </message>
    <message>
        <source>%1, key %2</source>
        <translation>%1, Schlüssel %2</translation>
    </message>
    <message>
        <source>Here each cluster gets a network of its own behind one public address: open inside, and from outside only SSH is let through.</source>
        <translation>Hier bekommt jeder Cluster ein eigenes Netz hinter einer öffentlichen Adresse: innen offen, von außen kommt nur SSH hinein.</translation>
    </message>
    <message>
        <source>This cloud offers no zone to the account.</source>
        <translation>Diese Cloud bietet dem Konto keine Zone an.</translation>
    </message>
</context>
<context>
    <name>skep::ui::Wizard</name>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>Shape</source>
        <translation>Gestalt</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Durchsicht</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>What was filled in is kept for the next time.</source>
        <translation>Was eingetragen ist, bleibt fürs nächste Mal.</translation>
    </message>
    <message>
        <source>&amp;Create</source>
        <translation>&amp;Erstellen</translation>
    </message>
    <message>
        <source>There is a cluster with this name already.</source>
        <translation>Es gibt schon einen Cluster dieses Namens.</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>Noch &amp;einmal</translation>
    </message>
    <message>
        <source>Asking the cloud…</source>
        <translation>Die Cloud wird gefragt …</translation>
    </message>
</context>
</TS>
