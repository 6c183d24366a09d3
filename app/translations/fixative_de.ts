<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Fixative</source>
        <translation>Über Fixative</translation>
    </message>
    <message>
        <source>Icon of Fixative</source>
        <translation>Symbol von Fixative</translation>
    </message>
    <message>
        <source>The last coat before a picture is published: a cloak against AI training, and the words that forbid it.</source>
        <translation>Die letzte Schicht, bevor ein Bild veröffentlicht wird: eine Tarnung gegen KI-Training und die Worte, die es untersagen.</translation>
    </message>
    <message>
        <source>Version {fixative}, with Qt {qt} and Python {python}</source>
        <translation>Version {fixative}, mit Qt {qt} und Python {python}</translation>
    </message>
    <message>
        <source>Under the Apache License 2.0. Qt is used under the GNU Lesser General Public License, version 3.</source>
        <translation>Unter der Apache-Lizenz 2.0. Qt wird unter der GNU Lesser General Public License, Version 3, genutzt.</translation>
    </message>
    <message>
        <source>Licences of others…</source>
        <translation>Lizenzen anderer…</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>Add files…</source>
        <translation>Dateien hinzufügen…</translation>
    </message>
    <message>
        <source>Add folder…</source>
        <translation>Ordner hinzufügen…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>Einfügen</translation>
    </message>
    <message>
        <source>Clear the queue</source>
        <translation>Warteschlange leeren</translation>
    </message>
    <message>
        <source>Inspect, or back to protecting</source>
        <translation>Prüfen, oder zurück zum Schützen</translation>
    </message>
    <message>
        <source>Opt out of AI training</source>
        <translation>Dem KI-Training widersprechen</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Take up the last queue</source>
        <translation>Letzte Warteschlange fortsetzen</translation>
    </message>
    <message>
        <source>Copy as command</source>
        <translation>Als Befehl kopieren</translation>
    </message>
    <message>
        <source>Save a log of problems…</source>
        <translation>Protokoll der Probleme speichern…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo {change}</source>
        <translation>Rückgängig: {change}</translation>
    </message>
    <message>
        <source>Redo {change}</source>
        <translation>Wiederholen: {change}</translation>
    </message>
</context>
<context>
    <name>Announcer</name>
    <message>
        <source>Fixative is done</source>
        <translation>Fixative ist fertig</translation>
    </message>
</context>
<context>
    <name>Canvas</name>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
</context>
<context>
    <name>CompareActions</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Both, side by side</source>
        <translation>Beide, nebeneinander</translation>
    </message>
    <message>
        <source>Protected, or its preview</source>
        <translation>Geschützt, oder die Vorschau davon</translation>
    </message>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
    <message>
        <source>All of the picture</source>
        <translation>Das ganze Bild</translation>
    </message>
    <message>
        <source>100 %: a picture pixel on a pixel of the screen</source>
        <translation>100 %: ein Bildpunkt auf einem Punkt des Bildschirms</translation>
    </message>
    <message>
        <source>200 %: on two by two</source>
        <translation>200 %: auf zwei mal zwei</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Vergrößern</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Verkleinern</translation>
    </message>
    <message>
        <source>Move the picture or the loupe to the left</source>
        <translation>Bild oder Lupe nach links bewegen</translation>
    </message>
    <message>
        <source>Move the picture or the loupe to the right</source>
        <translation>Bild oder Lupe nach rechts bewegen</translation>
    </message>
    <message>
        <source>Move the picture or the loupe up</source>
        <translation>Bild oder Lupe nach oben bewegen</translation>
    </message>
    <message>
        <source>Move the picture or the loupe down</source>
        <translation>Bild oder Lupe nach unten bewegen</translation>
    </message>
    <message>
        <source>Show the original while it is pressed</source>
        <translation>Das Original zeigen, solange die Taste gedrückt ist</translation>
    </message>
</context>
<context>
    <name>CompareView</name>
    <message>
        <source>Comparison</source>
        <translation>Vergleich</translation>
    </message>
    <message>
        <source>About this picture</source>
        <translation>Zu diesem Bild</translation>
    </message>
    <message>
        <source>Choose a picture to look at it.</source>
        <translation>Wählen Sie ein Bild, um es zu betrachten.</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>There is nothing to show.</source>
        <translation>Es gibt nichts zu zeigen.</translation>
    </message>
</context>
<context>
    <name>DropVeil</name>
    <message>
        <source>Drop to add</source>
        <translation>Zum Hinzufügen ablegen</translation>
    </message>
</context>
<context>
    <name>Edits</name>
    <message>
        <source>removing {pictures}</source>
        <translation>{pictures} entfernen</translation>
    </message>
    <message>
        <source>the change of the recipe</source>
        <translation>Rezept ändern</translation>
    </message>
    <message>
        <source>the change of {pictures}</source>
        <translation>{pictures} ändern</translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>Drop pictures or folders here</source>
        <translation>Bilder oder Ordner hier ablegen</translation>
    </message>
    <message>
        <source>Fixative makes a copy of each that is harder for AI to learn from, and that says so in its tags. Your originals stay as they are, and nothing leaves this computer.</source>
        <translation>Fixative macht von jedem Bild eine Kopie, aus der KI schwerer lernt und deren Tags das Lernen untersagen. Ihre Originale bleiben, wie sie sind, und nichts verlässt diesen Computer.</translation>
    </message>
    <message>
        <source>JPEG, PNG, WebP, TIFF, AVIF, GIF</source>
        <translation>JPEG, PNG, WebP, TIFF, AVIF, GIF</translation>
    </message>
    <message>
        <source>Take up the last queue: {pictures}, {left} left</source>
        <translation>Letzte Warteschlange fortsetzen: {pictures}, davon {left} offen</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Find by name</source>
        <translation>Nach Namen suchen</translation>
    </message>
    <message>
        <source>Find pictures by name</source>
        <translation>Bilder nach Namen suchen</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Find pictures by name (Ctrl+F)</source>
        <translation>Bilder nach Namen suchen (Strg+F)</translation>
    </message>
    <message>
        <source>Show: {group}, {count}</source>
        <translation>Anzeigen: {group}, {count}</translation>
    </message>
    <message>
        <source>As they were added</source>
        <translation>Wie hinzugefügt</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>Nach Namen</translation>
    </message>
    <message>
        <source>By status</source>
        <translation>Nach Stand</translation>
    </message>
    <message>
        <source>By likeness, the least first</source>
        <translation>Nach Ähnlichkeit, die geringste zuerst</translation>
    </message>
    <message>
        <source>Order of the pictures</source>
        <translation>Reihenfolge der Bilder</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehler</translation>
    </message>
</context>
<context>
    <name>FirstStart</name>
    <message>
        <source>Samples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>The samples cannot be kept in your pictures folder.</source>
        <translation>Die Beispielbilder lassen sich nicht in Ihrem Bilderordner ablegen.</translation>
    </message>
    <message>
        <source>Your first results are in {folder}</source>
        <translation>Ihre ersten Ergebnisse liegen in {folder}</translation>
    </message>
</context>
<context>
    <name>FitBox</name>
    <message>
        <source>A copy for each, in the size that it shows, scaled before the cloak: so the platform has the least left to undo.</source>
        <translation>Für jede eine Kopie in der Größe, die sie zeigt, verkleinert vor der Tarnung: So bleibt der Plattform am wenigsten zunichtezumachen.</translation>
    </message>
    <message>
        <source>As large as they are</source>
        <translation>So groß, wie sie sind</translation>
    </message>
    <message>
        <source>{platform} and {count} more</source>
        <translation>{platform} und {count} weitere</translation>
    </message>
    <message>
        <source>Fit to platforms: {platforms}</source>
        <translation>Für Plattformen passend: {platforms}</translation>
    </message>
</context>
<context>
    <name>Fold</name>
    <message>
        <source>Open</source>
        <translation>Geöffnet</translation>
    </message>
    <message>
        <source>Closed</source>
        <translation>Geschlossen</translation>
    </message>
</context>
<context>
    <name>HelpButton</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>Anleitung</translation>
    </message>
    <message>
        <source>About Fixative</source>
        <translation>Über Fixative</translation>
    </message>
    <message>
        <source>What a cloak does, and what it does not</source>
        <translation>Was eine Tarnung bewirkt, und was nicht</translation>
    </message>
    <message>
        <source>Content Credentials</source>
        <translation>Content Credentials</translation>
    </message>
    <message>
        <source>Objecting to the training of AI</source>
        <translation>Dem Training von KI widersprechen</translation>
    </message>
    <message>
        <source>What your web site says</source>
        <translation>Was Ihre Website sagt</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Licences of others</source>
        <translation>Lizenzen anderer</translation>
    </message>
</context>
<context>
    <name>InspectList</name>
    <message>
        <source>Inspected pictures</source>
        <translation>Geprüfte Bilder</translation>
    </message>
</context>
<context>
    <name>InspectPage</name>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>State of the list</source>
        <translation>Stand der Liste</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>Als Text kopieren</translation>
    </message>
    <message>
        <source>Save as page…</source>
        <translation>Als Seite speichern…</translation>
    </message>
    <message>
        <source>All pictures in the list, as a page for any browser (Ctrl+S)</source>
        <translation>Alle Bilder der Liste, als Seite für jeden Browser (Strg+S)</translation>
    </message>
    <message>
        <source>Clear the list</source>
        <translation>Liste leeren</translation>
    </message>
    <message>
        <source>Pictures and report</source>
        <translation>Bilder und Bericht</translation>
    </message>
    <message>
        <source>There is no picture in what you added.</source>
        <translation>In dem, was Sie hinzugefügt haben, ist kein Bild.</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Bilder werden gesucht…</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Wird geprüft…</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>Kopiert.</translation>
    </message>
    <message>
        <source>Save as page</source>
        <translation>Als Seite speichern</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>Seiten</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
</context>
<context>
    <name>Intake</name>
    <message>
        <source>Here a picture is looked at as a file. Save it first, then drop the file.</source>
        <translation>Hier wird ein Bild als Datei betrachtet. Speichern Sie es zuerst und legen Sie dann die Datei ab.</translation>
    </message>
    <message>
        <source>Fixative never goes online. Save the picture first, then drop the file.</source>
        <translation>Fixative geht nie ins Netz. Speichern Sie das Bild zuerst und legen Sie dann die Datei ab.</translation>
    </message>
    <message>
        <source>There is no picture, file or folder to paste.</source>
        <translation>Es gibt kein Bild, keine Datei und keinen Ordner zum Einfügen.</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>Dateien hinzufügen</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>Add a folder</source>
        <translation>Ordner hinzufügen</translation>
    </message>
    <message>
        <source>The picture cannot be kept in your pictures folder.</source>
        <translation>Das Bild lässt sich nicht in Ihrem Bilderordner ablegen.</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Still protecting</source>
        <translation>Noch nicht fertig</translation>
    </message>
    <message>
        <source>Pictures are still being protected. Stop and close?</source>
        <translation>Es werden noch Bilder geschützt. Anhalten und schließen?</translation>
    </message>
    <message>
        <source>The pictures at work are finished first. The others keep waiting.</source>
        <translation>Die begonnenen Bilder werden zuerst fertiggestellt. Die anderen warten weiter.</translation>
    </message>
    <message>
        <source>Stop and close</source>
        <translation>Anhalten und schließen</translation>
    </message>
    <message>
        <source>Keep going</source>
        <translation>Weitermachen</translation>
    </message>
</context>
<context>
    <name>LimitsDialog</name>
    <message>
        <source>What a cloak does, and what it cannot</source>
        <translation>Was eine Tarnung bewirkt, und was sie nicht kann</translation>
    </message>
</context>
<context>
    <name>LogDialog</name>
    <message>
        <source>Log of problems</source>
        <translation>Protokoll der Probleme</translation>
    </message>
    <message>
        <source>With the &amp;names and folders of the pictures</source>
        <translation>Mit &amp;Namen und Ordnern der Bilder</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>For a report. No picture is in it. Nothing is sent: you decide where it goes.</source>
        <translation>Für eine Fehlermeldung. Kein Bild ist darin. Nichts wird gesendet: Wohin es geht, entscheiden Sie.</translation>
    </message>
    <message>
        <source>It cannot be written there ({reason}).</source>
        <translation>Dort kann es nicht geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>Save the log</source>
        <translation>Protokoll speichern</translation>
    </message>
</context>
<context>
    <name>LookBar</name>
    <message>
        <source>How to look at the pair</source>
        <translation>Wie das Paar gezeigt wird</translation>
    </message>
    <message>
        <source>Which platform</source>
        <translation>Welche Plattform</translation>
    </message>
    <message>
        <source>Show the original while it is pressed</source>
        <translation>Das Original zeigen, solange die Taste gedrückt ist</translation>
    </message>
    <message>
        <source>Hold to see the original (space, on the picture)</source>
        <translation>Gedrückt halten, um das Original zu sehen (Leertaste, auf dem Bild)</translation>
    </message>
    <message>
        <source>Look: {look}</source>
        <translation>Ansicht: {look}</translation>
    </message>
</context>
<context>
    <name>Loupe</name>
    <message>
        <source>Loupe</source>
        <translation>Lupe</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Queue and picture</source>
        <translation>Warteschlange und Bild</translation>
    </message>
    <message>
        <source>There is no picture in what you added.</source>
        <translation>In dem, was Sie hinzugefügt haben, ist kein Bild.</translation>
    </message>
    <message>
        <source>The run broke off: {detail}</source>
        <translation>Der Durchlauf brach ab: {detail}</translation>
    </message>
    <message>
        <source>This recipe has a secret, which a command line would show. Save it by a name first.</source>
        <translation>Dieses Rezept hat ein Geheimnis, das eine Befehlszeile zeigen würde. Speichern Sie es zuerst unter einem Namen.</translation>
    </message>
    <message>
        <source>The command is on the clipboard.</source>
        <translation>Der Befehl ist in der Zwischenablage.</translation>
    </message>
    <message>
        <source>The language changes when Fixative is opened again.</source>
        <translation>Die Sprache wechselt, wenn Fixative das nächste Mal geöffnet wird.</translation>
    </message>
</context>
<context>
    <name>NamedBar</name>
    <message>
        <source>Save as…</source>
        <translation>Speichern als…</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>Umbenennen…</translation>
    </message>
    <message>
        <source>{name}: save, rename, delete</source>
        <translation>{name}: speichern, umbenennen, löschen</translation>
    </message>
    <message>
        <source>{name}, changed</source>
        <translation>{name}, geändert</translation>
    </message>
    <message>
        <source>Save the changes to “{name}”</source>
        <translation>Änderungen in „{name}“ speichern</translation>
    </message>
    <message>
        <source>Delete “{name}”…</source>
        <translation>„{name}“ löschen…</translation>
    </message>
    <message>
        <source>“{name}” is there already. Choose another name.</source>
        <translation>„{name}“ gibt es schon. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Umbenennen</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Delete “{name}”?</source>
        <translation>„{name}“ löschen?</translation>
    </message>
    <message>
        <source>What is chosen here stays as it is. Only the name is given up.</source>
        <translation>Was hier gewählt ist, bleibt. Nur der Name wird aufgegeben.</translation>
    </message>
</context>
<context>
    <name>Opener</name>
    <message>
        <source>No program opens this picture here.</source>
        <translation>Hier öffnet kein Programm dieses Bild.</translation>
    </message>
    <message>
        <source>No program opens folders here. The results are in {folder}</source>
        <translation>Hier öffnet kein Programm Ordner. Die Ergebnisse liegen in {folder}</translation>
    </message>
</context>
<context>
    <name>OptOutPage</name>
    <message>
        <source>Opt out</source>
        <translation>Widersprechen</translation>
    </message>
    <message>
        <source>What happened last</source>
        <translation>Was zuletzt geschah</translation>
    </message>
    <message>
        <source>What it can and cannot bring</source>
        <translation>Was es bringen kann und was nicht</translation>
    </message>
    <message>
        <source>Language of the letter</source>
        <translation>Sprache des Schreibens</translation>
    </message>
    <message>
        <source>What there is to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Saved as {path}</source>
        <translation>Gespeichert als {path}</translation>
    </message>
    <message>
        <source>The letter needs your name: enter the owner of the rights under Protect.</source>
        <translation>Das Schreiben braucht Ihren Namen: Geben Sie unter „Schützen“ den Inhaber der Rechte ein.</translation>
    </message>
    <message>
        <source>The letter forbids what your AI policy allows: choose another one under Protect.</source>
        <translation>Das Schreiben untersagt, was Ihre KI-Vorgabe erlaubt: Wählen Sie unter „Schützen“ eine andere.</translation>
    </message>
    <message>
        <source>Where you publish</source>
        <translation>Wo Sie veröffentlichen</translation>
    </message>
    <message>
        <source>Letters in</source>
        <translation>Schreiben auf</translation>
    </message>
    <message>
        <source>Object to the training of AI</source>
        <translation>Dem Training von KI widersprechen</translation>
    </message>
    <message>
        <source>You do the steps on the platforms, and this list remembers them; nothing is sent. It is no legal advice.</source>
        <translation>Sie gehen die Schritte auf den Plattformen, und diese Liste merkt sie sich; nichts wird gesendet. Das ist keine Rechtsberatung.</translation>
    </message>
    <message>
        <source>Tick the platforms that you publish on.</source>
        <translation>Setzen Sie Häkchen bei den Plattformen, auf denen Sie veröffentlichen.</translation>
    </message>
    <message>
        <source>Save the letter</source>
        <translation>Schreiben speichern</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
</context>
<context>
    <name>PlatformCard</name>
    <message>
        <source>What it says about the training of AI is unknown.</source>
        <translation>Was sie über das Training von KI sagt, ist unbekannt.</translation>
    </message>
    <message>
        <source>No way to object is known.</source>
        <translation>Kein Weg zu widersprechen ist bekannt.</translation>
    </message>
</context>
<context>
    <name>PrivacyBox</name>
    <message>
        <source>Leave out the &amp;place (GPS)</source>
        <translation>Den &amp;Ort weglassen (GPS)</translation>
    </message>
    <message>
        <source>Leave out &amp;serial numbers</source>
        <translation>&amp;Seriennummern weglassen</translation>
    </message>
    <message>
        <source>Of camera and lens, with their owner and the maker&apos;s note</source>
        <translation>Von Kamera und Objektiv, samt Besitzer und Herstellernotiz</translation>
    </message>
    <message>
        <source>Leave out &amp;thumbnails</source>
        <translation>&amp;Vorschaubilder weglassen</translation>
    </message>
    <message>
        <source>With all previews. A cloak takes them out in any case.</source>
        <translation>Auch alle größeren. Eine Tarnung nimmt sie in jedem Fall heraus.</translation>
    </message>
</context>
<context>
    <name>QueueActions</name>
    <message>
        <source>Open the original</source>
        <translation>Original öffnen</translation>
    </message>
    <message>
        <source>Show in its folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>Copy the results</source>
        <translation>Ergebnisse kopieren</translation>
    </message>
    <message>
        <source>Protect again</source>
        <translation>Noch einmal schützen</translation>
    </message>
    <message>
        <source>A recipe for these alone…</source>
        <translation>Ein Rezept nur für diese…</translation>
    </message>
    <message>
        <source>The recipe of all others</source>
        <translation>Das Rezept aller anderen</translation>
    </message>
    <message>
        <source>Copy the reason</source>
        <translation>Grund kopieren</translation>
    </message>
    <message>
        <source>Remove from the queue</source>
        <translation>Aus der Warteschlange nehmen</translation>
    </message>
</context>
<context>
    <name>QueueModel</name>
    <message>
        <source>A recipe of its own: {recipe}</source>
        <translation>Ein eigenes Rezept: {recipe}</translation>
    </message>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
</context>
<context>
    <name>QueuePane</name>
    <message>
        <source>No picture in the queue is like that.</source>
        <translation>Kein Bild in der Warteschlange ist so.</translation>
    </message>
</context>
<context>
    <name>QueueView</name>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
</context>
<context>
    <name>RecipeFiles</name>
    <message>
        <source>Import…</source>
        <translation>Importieren…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>The recipe cannot be written there ({reason}).</source>
        <translation>Dort kann das Rezept nicht geschrieben werden ({reason}).</translation>
    </message>
    <message>
        <source>Import a recipe</source>
        <translation>Ein Rezept importieren</translation>
    </message>
    <message>
        <source>Export the recipe</source>
        <translation>Das Rezept exportieren</translation>
    </message>
    <message>
        <source>Recipes</source>
        <translation>Rezepte</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
</context>
<context>
    <name>RecipePanel</name>
    <message>
        <source>Recipe</source>
        <translation>Rezept</translation>
    </message>
    <message>
        <source>Selected: {count}</source>
        <translation>Gewählt: {count}</translation>
    </message>
    <message>
        <source>Selected</source>
        <translation>Gewählt</translation>
    </message>
    <message>
        <source>All pictures</source>
        <translation>Alle Bilder</translation>
    </message>
    <message>
        <source>Recipe for</source>
        <translation>Rezept für</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>Cloak</source>
        <translation>Tarnung</translation>
    </message>
    <message>
        <source>What a cloak cannot do</source>
        <translation>Was eine Tarnung nicht kann</translation>
    </message>
    <message>
        <source>Statement</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>As it is said here</source>
        <translation>Wie hier angegeben</translation>
    </message>
    <message>
        <source>Your name, for the copyright notice</source>
        <translation>Ihr Name, für den Copyright-Vermerk</translation>
    </message>
    <message>
        <source>Copyright owner</source>
        <translation>Inhaber der Rechte</translation>
    </message>
    <message>
        <source>What AI may do with the pictures</source>
        <translation>Was KI mit den Bildern tun darf</translation>
    </message>
    <message>
        <source>Your terms, in a sentence</source>
        <translation>Ihre Bedingungen, in einem Satz</translation>
    </message>
    <message>
        <source>Your own terms</source>
        <translation>Ihre eigenen Bedingungen</translation>
    </message>
    <message>
        <source>Copyright &amp;owner</source>
        <translation>&amp;Inhaber der Rechte</translation>
    </message>
    <message>
        <source>A&amp;I policy</source>
        <translation>&amp;KI-Vorgabe</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>Ordner für die Ergebnisse</translation>
    </message>
    <message>
        <source>Choose a folder for all results</source>
        <translation>Einen Ordner für alle Ergebnisse wählen</translation>
    </message>
    <message>
        <source>Example of a result&apos;s name</source>
        <translation>Beispiel für den Namen eines Ergebnisses</translation>
    </message>
    <message>
        <source>Name, format and quality</source>
        <translation>Name, Format und Qualität</translation>
    </message>
    <message>
        <source>&amp;Results</source>
        <translation>&amp;Ergebnisse</translation>
    </message>
    <message>
        <source>Fit to p&amp;latforms</source>
        <translation>Für P&amp;lattformen passend</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>Privates</translation>
    </message>
    <message>
        <source>All results go there. The originals stay as they are.</source>
        <translation>Alle Ergebnisse kommen dorthin. Die Originale bleiben, wie sie sind.</translation>
    </message>
    <message>
        <source>A folder of this name beside each original. The originals stay as they are.</source>
        <translation>Ein Ordner dieses Namens neben jedem Original. Die Originale bleiben, wie sie sind.</translation>
    </message>
</context>
<context>
    <name>ReportView</name>
    <message>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <source>Thumbnail</source>
        <translation>Vorschaubild</translation>
    </message>
    <message>
        <source>The mark of its cloak: {mark}</source>
        <translation>Das Kennzeichen seiner Tarnung: {mark}</translation>
    </message>
    <message>
        <source>It contradicts itself</source>
        <translation>Es widerspricht sich</translation>
    </message>
    <message>
        <source>Where it comes from</source>
        <translation>Woher es kommt</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was es sagt</translation>
    </message>
    <message>
        <source>Who reads it</source>
        <translation>Wer es liest</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Was fehlt</translation>
    </message>
    <message>
        <source>Fields of a whole statement that it does not have: {count}</source>
        <translation>Felder einer vollständigen Erklärung, die ihm fehlen: {count}</translation>
    </message>
    <message>
        <source>Whatever stands in a picture</source>
        <translation>Was auch immer in einem Bild steht</translation>
    </message>
    <message>
        <source>Who opens no pictures, and what they do instead</source>
        <translation>Wer keine Bilder öffnet, und was stattdessen geschieht</translation>
    </message>
    <message>
        <source>Went into it</source>
        <translation>Darin verwendet</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>Content Credentials</source>
        <translation>Content Credentials</translation>
    </message>
</context>
<context>
    <name>ResultBox</name>
    <message>
        <source>May hold {stem}, {preset} and {ext}</source>
        <translation>Darf {stem}, {preset} und {ext} enthalten</translation>
    </message>
    <message>
        <source>As each original</source>
        <translation>Wie das Original</translation>
    </message>
    <message>
        <source>For JPEG, WebP and AVIF</source>
        <translation>Für JPEG, WebP und AVIF</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>&amp;Name</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>&amp;Format</translation>
    </message>
    <message>
        <source>&amp;Quality</source>
        <translation>&amp;Qualität</translation>
    </message>
    <message>
        <source>If there is &amp;one</source>
        <translation>Falls vor&amp;handen</translation>
    </message>
</context>
<context>
    <name>RowDetails</name>
    <message>
        <source>What the original says about AI</source>
        <translation>Was das Original über KI sagt</translation>
    </message>
    <message>
        <source>What the result says about AI</source>
        <translation>Was das Ergebnis über KI sagt</translation>
    </message>
    <message>
        <source>Original: {said}</source>
        <translation>Original: {said}</translation>
    </message>
    <message>
        <source>Result: {said}</source>
        <translation>Ergebnis: {said}</translation>
    </message>
</context>
<context>
    <name>RunBar</name>
    <message>
        <source>State of the queue</source>
        <translation>Stand der Warteschlange</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Show results</source>
        <translation>Ergebnisse zeigen</translation>
    </message>
    <message>
        <source>Open the folder with the results (Ctrl+R)</source>
        <translation>Den Ordner mit den Ergebnissen öffnen (Strg+R)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Finish the pictures at work, and begin no more (Esc)</source>
        <translation>Die begonnenen Bilder fertigstellen und keine weiteren beginnen (Esc)</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>Finish the pictures at work, and wait (Ctrl+P)</source>
        <translation>Die begonnenen Bilder fertigstellen und warten (Strg+P)</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>Go on with the pictures that wait (Ctrl+P)</source>
        <translation>Mit den wartenden Bildern weitermachen (Strg+P)</translation>
    </message>
    <message>
        <source>Ctrl+Enter</source>
        <translation>Strg+Eingabe</translation>
    </message>
    <message>
        <source>Protect {pictures}</source>
        <translation>{pictures} schützen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Protect again</source>
        <translation>Noch einmal schützen</translation>
    </message>
    <message>
        <source>Protect</source>
        <translation>Schützen</translation>
    </message>
    <message>
        <source>Preparing…</source>
        <translation>Wird vorbereitet…</translation>
    </message>
    <message>
        <source>Stopping: the pictures at work are being finished…</source>
        <translation>Wird angehalten: Die begonnenen Bilder werden fertiggestellt…</translation>
    </message>
    <message>
        <source>Pausing: the pictures at work are being finished…</source>
        <translation>Pause: Die begonnenen Bilder werden noch fertig…</translation>
    </message>
    <message>
        <source>Paused after {done} of {total}</source>
        <translation>Pause nach {done} von {total}</translation>
    </message>
    <message>
        <source>Looking for pictures…</source>
        <translation>Bilder werden gesucht…</translation>
    </message>
    <message>
        <source>{pictures} in the queue</source>
        <translation>{pictures} in der Warteschlange</translation>
    </message>
    <message>
        <source>Picture {number} of {total}</source>
        <translation>Bild {number} von {total}</translation>
    </message>
    <message>
        <source>{duration} left</source>
        <translation>noch {duration}</translation>
    </message>
</context>
<context>
    <name>RunEnd</name>
    <message>
        <source>Retry failed</source>
        <translation>Fehler wiederholen</translation>
    </message>
    <message>
        <source>Show them</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>Save a log…</source>
        <translation>Protokoll speichern…</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>{count} for other reasons</source>
        <translation>{count} aus anderen Gründen</translation>
    </message>
    <message>
        <source>{pictures} without a result</source>
        <translation>{pictures} ohne Ergebnis</translation>
    </message>
    <message>
        <source>Good to know</source>
        <translation>Gut zu wissen</translation>
    </message>
</context>
<context>
    <name>SideBar</name>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Beide</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>What is on show</source>
        <translation>Was zu sehen ist</translation>
    </message>
</context>
<context>
    <name>SignBox</name>
    <message>
        <source>Si&amp;gn with Content Credentials</source>
        <translation>Mit Content Credentials si&amp;gnieren</translation>
    </message>
    <message>
        <source>Says who made a result and what was done, and that it is unchanged since</source>
        <translation>Sagt, wer ein Ergebnis gemacht hat, was geschehen ist, und dass es seither unverändert ist</translation>
    </message>
    <message>
        <source>Sign as</source>
        <translation>Signieren als</translation>
    </message>
    <message>
        <source>Your name, as readers of the pictures will see it. They will find your signature valid, but not trusted: nobody that they trust vouches for you.</source>
        <translation>Ihr Name, wie ihn sehen wird, wer die Bilder liest. Ihre Signatur wird als gültig, aber nicht als vertrauenswürdig erscheinen: Niemand, dem andere trauen, bürgt für Sie.</translation>
    </message>
</context>
<context>
    <name>SplitHandle</name>
    <message>
        <source>Split between original and protected</source>
        <translation>Teilung zwischen Original und geschütztem Bild</translation>
    </message>
    <message>
        <source>Left of it is the original, right of it the protected picture.</source>
        <translation>Links davon liegt das Original, rechts davon das geschützte Bild.</translation>
    </message>
    <message>
        <source>Drag, or use the arrow keys</source>
        <translation>Ziehen oder Pfeiltasten benutzen</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Protect</source>
        <translation>Schützen</translation>
    </message>
    <message>
        <source>Inspect</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Opt out</source>
        <translation>Widersprechen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Aussehen</translation>
    </message>
    <message>
        <source>Appearance: light or dark</source>
        <translation>Aussehen: hell oder dunkel</translation>
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
        <source>Menu</source>
        <translation>Menü</translation>
    </message>
</context>
<context>
    <name>_Invitation</name>
    <message>
        <source>What does a picture say about AI?</source>
        <translation>Was sagt ein Bild über KI?</translation>
    </message>
    <message>
        <source>Drop pictures or folders here, also such that you downloaded again. You see what they say about AI, in which standard, what contradicts or is missing, and who is known to read it.</source>
        <translation>Legen Sie hier Bilder oder Ordner ab, auch wieder heruntergeladene. Sie sehen, was sie über KI sagen, in welchem Standard, was sich widerspricht oder fehlt, und von wem bekannt ist, dass er es liest.</translation>
    </message>
    <message>
        <source>Choose pictures…</source>
        <translation>Bilder wählen…</translation>
    </message>
</context>
<context>
    <name>_Offer</name>
    <message>
        <source>Protect the samples</source>
        <translation>Beispielbilder schützen</translation>
    </message>
    <message>
        <source>No picture at hand? See what becomes of these three.</source>
        <translation>Kein Bild zur Hand? Sehen Sie, was aus diesen dreien wird.</translation>
    </message>
</context>
<context>
    <name>_Way</name>
    <message>
        <source>Done: {title}</source>
        <translation>Erledigt: {title}</translation>
    </message>
    <message>
        <source>Open the page</source>
        <translation>Seite öffnen</translation>
    </message>
    <message>
        <source>Open the page: {title}</source>
        <translation>Seite öffnen: {title}</translation>
    </message>
    <message>
        <source>Save the letter…</source>
        <translation>Schreiben speichern…</translation>
    </message>
    <message>
        <source>Save the letter: {title}</source>
        <translation>Schreiben speichern: {title}</translation>
    </message>
</context>
<context>
    <name>inspect</name>
    <message>
        <source>says nothing that a program could read</source>
        <translation>sagt nichts, was ein Programm lesen könnte</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>cannot be read</source>
        <translation>nicht lesbar</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>keine Vorgabe</translation>
    </message>
    <message>
        <source>{policy}, in words</source>
        <translation>{policy}, in Worten</translation>
    </message>
    <message>
        <source>{strict} against {lax}</source>
        <translation>{strict} gegen {lax}</translation>
    </message>
    <message>
        <source>{policy} in {fields}</source>
        <translation>{policy} in {fields}</translation>
    </message>
    <message>
        <source>{clash}; neither forbids anything</source>
        <translation>{clash}; beide verbieten nichts</translation>
    </message>
    <message>
        <source>{clash}, which forbids nothing</source>
        <translation>{clash}, was nichts verbietet</translation>
    </message>
    <message>
        <source>{clash}, which forbids less</source>
        <translation>{clash}, was weniger verbietet</translation>
    </message>
    <message>
        <source>{clash}.</source>
        <translation>{clash}.</translation>
    </message>
    <message>
        <source>{clash}. In a result of Fixative all say {policy}, unless you tell it otherwise.</source>
        <translation>{clash}. In einem Ergebnis von Fixative sagen alle {policy}, sofern Sie nichts anderes bestimmen.</translation>
    </message>
    <message>
        <source>{clash}. In a result of Fixative all say {policy}, unless you tell it otherwise, credentials only where it is signed.</source>
        <translation>{clash}. In einem Ergebnis von Fixative sagen alle {policy}, sofern Sie nichts anderes bestimmen; die Content Credentials nur, wenn es signiert wird.</translation>
    </message>
    <message>
        <source>finds nothing that it looks for ({absent})</source>
        <translation>findet nichts von dem, was gesucht wird ({absent})</translation>
    </message>
    <message>
        <source>finds {found}</source>
        <translation>findet: {found}</translation>
    </message>
    <message>
        <source>finds {found}; no {absent}</source>
        <translation>findet: {found}; findet nicht: {absent}</translation>
    </message>
    <message>
        <source>{found}. {made}</source>
        <translation>{found}. {made}</translation>
    </message>
    <message>
        <source>This says no to AI training, and it keeps to that.</source>
        <translation>Das untersagt KI-Training, und daran hält man sich dort.</translation>
    </message>
    <message>
        <source>This says no to AI training, and it shows that to people.</source>
        <translation>Das untersagt KI-Training, und das wird Menschen gezeigt.</translation>
    </message>
    <message>
        <source>This says no to AI training; whether it keeps to that is unknown.</source>
        <translation>Das untersagt KI-Training; ob man sich dort daran hält, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>Nothing here says no to AI training.</source>
        <translation>Nichts davon untersagt KI-Training.</translation>
    </message>
    <message>
        <source>What it makes of that for AI training is unknown.</source>
        <translation>Was daraus für KI-Training folgt, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>It reads nothing about AI training.</source>
        <translation>Über KI-Training wird dort nichts gelesen.</translation>
    </message>
    <message>
        <source>{made} It asks your site, too ({site}): see `fixative site`.</source>
        <translation>{made} Auch Ihre Website wird gefragt ({site}): siehe `fixative site`.</translation>
    </message>
    <message>
        <source>take out what was written into the picture.</source>
        <translation>entfernen, was in das Bild geschrieben wurde.</translation>
    </message>
    <message>
        <source>only what your site says ({site}): see `fixative site`.</source>
        <translation>nur, was Ihre Website sagt ({site}): siehe `fixative site`.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>there, and not validated. {advice}</source>
        <translation>vorhanden, aber nicht geprüft. {advice}</translation>
    </message>
    <message>
        <source>signed by {signer}</source>
        <translation>signiert von {signer}</translation>
    </message>
    <message>
        <source>at {time}</source>
        <translation>am {time}</translation>
    </message>
    <message>
        <source>with {generator}</source>
        <translation>mit {generator}</translation>
    </message>
    <message>
        <source>{what} (without credentials)</source>
        <translation>{what} (ohne Content Credentials)</translation>
    </message>
    <message>
        <source>{what} (its credentials were {state})</source>
        <translation>{what} (seine Content Credentials waren {state})</translation>
    </message>
    <message>
        <source>visible cost {cost}</source>
        <translation>Ähnlichkeit {cost} von 100</translation>
    </message>
    <message>
        <source>{width} x {height} pixels</source>
        <translation>{width} × {height} Pixel</translation>
    </message>
    <message>
        <source>by Fixative {version}</source>
        <translation>von Fixative {version}</translation>
    </message>
    <message>
        <source>it is the result of entry {number}: {entry}</source>
        <translation>es ist das Ergebnis von Eintrag {number}: {entry}</translation>
    </message>
    <message>
        <source>it is the original of entry {number}: {entry}</source>
        <translation>es ist das Original von Eintrag {number}: {entry}</translation>
    </message>
    <message>
        <source>it is a copy of entry {number} (likeness {likeness}): {entry}</source>
        <translation>es ist eine Kopie von Eintrag {number} (Ähnlichkeit {likeness}): {entry}</translation>
    </message>
    <message>
        <source>it is much like the picture of entry {number} (likeness {likeness}): {entry}</source>
        <translation>es ähnelt sehr dem Bild von Eintrag {number} (Ähnlichkeit {likeness}): {entry}</translation>
    </message>
    <message>
        <source>{source}, {status} at {time}, {policy}</source>
        <translation>{source}, {status} am {time}, {policy}</translation>
    </message>
    <message>
        <source>size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>{width} x {height}</source>
        <translation>{width} × {height}</translation>
    </message>
    <message>
        <source>{before} pixels, unchanged</source>
        <translation>{before} Pixel, unverändert</translation>
    </message>
    <message>
        <source>{before} -&gt; {after} pixels</source>
        <translation>{before} -&gt; {after} Pixel</translation>
    </message>
    <message>
        <source>format</source>
        <translation>Format</translation>
    </message>
    <message>
        <source>{format}, at a quality of about {quality}</source>
        <translation>{format}, mit einer Qualität von etwa {quality}</translation>
    </message>
    <message>
        <source>cloak left</source>
        <translation>übrige Tarnung</translation>
    </message>
    <message>
        <source>about {share} (the lens measures {before} before, {after} after)</source>
        <translation>etwa {share} (die Linse misst vorher {before}, nachher {after})</translation>
    </message>
    <message>
        <source>tags gone</source>
        <translation>verlorene Tags</translation>
    </message>
    <message>
        <source>the AI policy, as programs read it</source>
        <translation>die KI-Vorgabe, wie Programme sie lesen</translation>
    </message>
    <message>
        <source>the AI policy in words</source>
        <translation>die KI-Vorgabe in Worten</translation>
    </message>
    <message>
        <source>who made it</source>
        <translation>wer es gemacht hat</translation>
    </message>
    <message>
        <source>who owns it</source>
        <translation>wem die Rechte gehören</translation>
    </message>
    <message>
        <source>that it is under copyright</source>
        <translation>dass es urheberrechtlich geschützt ist</translation>
    </message>
    <message>
        <source>the copyright notice, and the AI policy in words</source>
        <translation>der Copyright-Vermerk und die KI-Vorgabe in Worten</translation>
    </message>
    <message>
        <source>the credit line that is printed beside it</source>
        <translation>der Bildnachweis, der daneben gedruckt wird</translation>
    </message>
    <message>
        <source>the terms of use</source>
        <translation>die Nutzungsbedingungen</translation>
    </message>
    <message>
        <source>the page with your licence; it gives the Licensable badge in Google Images</source>
        <translation>die Seite mit Ihrer Lizenz; durch sie zeigt Google Bilder das Zeichen „Lizenzierbar“</translation>
    </message>
    <message>
        <source>the page where a licence can be had; Google Images links to it</source>
        <translation>die Seite, auf der man eine Lizenz erhält; Google Bilder verweist auf sie</translation>
    </message>
    <message>
        <source>how it was made: by camera, by hand or by AI</source>
        <translation>wie es entstanden ist: mit der Kamera, von Hand oder durch KI</translation>
    </message>
    <message>
        <source>register: {said}</source>
        <translation>Register: {said}</translation>
    </message>
    <message>
        <source>{path} ({format}): {policy}</source>
        <translation>{path} ({format}): {policy}</translation>
    </message>
    <message>
        <source>credentials: {said}</source>
        <translation>Content Credentials: {said}</translation>
    </message>
    <message>
        <source>contradiction: {said}</source>
        <translation>Widerspruch: {said}</translation>
    </message>
    <message>
        <source>marked as cloaked: {said}</source>
        <translation>als getarnt gekennzeichnet: {said}</translation>
    </message>
    <message>
        <source>missing:</source>
        <translation>es fehlt:</translation>
    </message>
    <message>
        <source>who reads it:</source>
        <translation>wer es liest:</translation>
    </message>
    <message>
        <source>Whatever stands in a picture:</source>
        <translation>Was auch immer in einem Bild steht:</translation>
    </message>
    <message>
        <source>What the pictures say about AI</source>
        <translation>Was die Bilder über KI sagen</translation>
    </message>
    <message>
        <source>Made by Fixative on {day}. A tag is a declaration for those who look, not a lock.</source>
        <translation>Erstellt mit Fixative am {day}. Ein Metadaten-Tag ist eine Erklärung für alle, die nachsehen, kein Schloss.</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>Pictures: {count}</source>
        <translation>Bilder: {count}</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <source>AI training or data mining forbidden: {count}</source>
        <translation>KI-Training oder Data-Mining untersagt: {count}</translation>
    </message>
    <message>
        <source>Contradictory: {count}</source>
        <translation>Widersprüchlich: {count}</translation>
    </message>
    <message>
        <source>Nothing that a program could read: {count}</source>
        <translation>Ohne Aussage, die ein Programm lesen könnte: {count}</translation>
    </message>
    <message>
        <source>Signed, and the signature holds: {count}</source>
        <translation>Signiert, und die Signatur hält: {count}</translation>
    </message>
    <message>
        <source>Not read: {count}</source>
        <translation>Nicht lesbar: {count}</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>Anzeigen</translation>
    </message>
    <message>
        <source>All: {count}</source>
        <translation>Alle: {count}</translation>
    </message>
    <message>
        <source>Who is known to read what</source>
        <translation>Von wem bekannt ist, was er liest</translation>
    </message>
    <message>
        <source>Reader</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>Looks for</source>
        <translation>Sucht nach</translation>
    </message>
    <message>
        <source>What else</source>
        <translation>Was noch</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>{what} of your site</source>
        <translation>{what} Ihrer Website</translation>
    </message>
    <message>
        <source>checked {day}</source>
        <translation>nachgesehen am {day}</translation>
    </message>
    <message>
        <source>source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>No thumbnail: this {format} is not decoded here</source>
        <translation>Keine Miniatur: {format} wird hier nicht dekodiert</translation>
    </message>
    <message>
        <source>No thumbnail</source>
        <translation>Keine Miniatur</translation>
    </message>
    <message>
        <source>Thumbnail of {name}</source>
        <translation>Miniatur von {name}</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>allows AI training</source>
        <translation>erlaubt KI-Training</translation>
    </message>
    <message>
        <source>leaves AI training open</source>
        <translation>lässt KI-Training offen</translation>
    </message>
    <message>
        <source>signed, not validated</source>
        <translation>signiert, nicht geprüft</translation>
    </message>
    <message>
        <source>signature: {state}</source>
        <translation>Signatur: {state}</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>On its way here</source>
        <translation>Auf dem Weg hierher</translation>
    </message>
    <message>
        <source>What it says</source>
        <translation>Was es sagt</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>ingredient</source>
        <translation>Bestandteil</translation>
    </message>
    <message>
        <source>and</source>
        <translation>und</translation>
    </message>
    <message>
        <source>{count} more</source>
        <translation>{count} weitere</translation>
    </message>
    <message>
        <source>Marked as cloaked</source>
        <translation>Als getarnt gekennzeichnet</translation>
    </message>
    <message>
        <source>What is missing</source>
        <translation>Was fehlt</translation>
    </message>
    <message>
        <source>What for</source>
        <translation>Wofür</translation>
    </message>
    <message>
        <source>Fields that are missing</source>
        <translation>Fehlende Felder</translation>
    </message>
    <message>
        <source>Who reads it</source>
        <translation>Wer es liest</translation>
    </message>
    <message>
        <source>What it finds here</source>
        <translation>Was es hier findet</translation>
    </message>
    <message>
        <source>It {found}. {made}</source>
        <translation>Es {found}. {made}</translation>
    </message>
    <message>
        <source>What platforms leave of your protection</source>
        <translation>Was Plattformen vom Schutz übrig lassen</translation>
    </message>
    <message>
        <source>Made by Fixative on {day}. What is known of each platform was simulated here; nothing was uploaded, and what is not known was taken for the worse.</source>
        <translation>Erstellt mit Fixative am {day}. Was von jeder Plattform bekannt ist, wurde hier nachgeahmt; nichts wurde hochgeladen. Für Unbekanntes wurde der schlechtere Fall angenommen.</translation>
    </message>
    <message>
        <source>Platforms</source>
        <translation>Plattformen</translation>
    </message>
    <message>
        <source>Pictures: {count}. Not measured: {failed}.</source>
        <translation>Bilder: {count}. Nicht gemessen: {failed}.</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>Served</source>
        <translation>Gezeigt</translation>
    </message>
    <message>
        <source>Cloak left</source>
        <translation>Tarnung übrig</translation>
    </message>
    <message>
        <source>Tags left</source>
        <translation>Tags übrig</translation>
    </message>
    <message>
        <source>AI training</source>
        <translation>KI-Training</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>Zu tun</translation>
    </message>
    <message>
        <source>least {share}</source>
        <translation>mindestens {share}</translation>
    </message>
    <message>
        <source>no cloak</source>
        <translation>keine Tarnung</translation>
    </message>
    <message>
        <source>not measured</source>
        <translation>nicht gemessen</translation>
    </message>
    <message>
        <source>{left} of {all}</source>
        <translation>{left} von {all}</translation>
    </message>
    <message>
        <source>moves {before} -&gt; {after}</source>
        <translation>verschiebt {before} → {after}</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} offen</translation>
    </message>
    <message>
        <source>all done</source>
        <translation>alles erledigt</translation>
    </message>
    <message>
        <source>no way known</source>
        <translation>kein Weg bekannt</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Metadaten-Tag</translation>
    </message>
    <message>
        <source>Left on</source>
        <translation>Übrig auf</translation>
    </message>
    <message>
        <source>nowhere</source>
        <translation>keiner</translation>
    </message>
    <message>
        <source>all of them</source>
        <translation>allen</translation>
    </message>
    <message>
        <source>Which tags are left where</source>
        <translation>Welche Tags wo übrig sind</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>None were found.</source>
        <translation>Es wurden keine gefunden.</translation>
    </message>
    <message>
        <source>No tag is left on: {platforms}. Whoever takes your pictures there finds no word of yours in them: object there, and say it on your own site (fixative site).</source>
        <translation>Kein Metadaten-Tag ist übrig auf: {platforms}. Wer Ihre Bilder von dort nimmt, findet darin kein Wort von Ihnen: Widersprechen Sie dort, und sagen Sie es auf Ihrer eigenen Website (fixative site).</translation>
    </message>
    <message>
        <source>Of some pictures less than {share} of the cloak is left on: {platforms}.</source>
        <translation>Von manchen Bildern sind weniger als {share} der Tarnung übrig auf: {platforms}.</translation>
    </message>
    <message>
        <source>These copies were not scaled for the platforms: fixative protect --for makes such as are.</source>
        <translation>Diese Kopien wurden nicht für die Plattformen verkleinert: fixative protect --for macht solche.</translation>
    </message>
    <message>
        <source>These pictures were not cloaked: there are only tags to lose.</source>
        <translation>Diese Bilder wurden nicht getarnt: Es gibt nur Tags zu verlieren.</translation>
    </message>
    <message>
        <source>Next steps</source>
        <translation>Nächste Schritte</translation>
    </message>
    <message>
        <source>as of {day}</source>
        <translation>Stand {day}</translation>
    </message>
    <message>
        <source>by {day}</source>
        <translation>bis {day}</translation>
    </message>
    <message>
        <source>the day for everything was {day}; it still holds for what comes</source>
        <translation>der Tag für alles war der {day}; für Künftiges gilt es weiterhin</translation>
    </message>
    <message>
        <source>sent {done}; an answer was due by {day}: ask, or turn to a supervisory authority</source>
        <translation>gesendet am {done}; eine Antwort war bis {day} fällig: Fragen Sie nach, oder wenden Sie sich an eine Aufsichtsbehörde</translation>
    </message>
    <message>
        <source>sent {done}; an answer is due by {day}</source>
        <translation>gesendet am {done}; eine Antwort ist bis {day} fällig</translation>
    </message>
    <message>
        <source>done {done}</source>
        <translation>erledigt am {done}</translation>
    </message>
    <message>
        <source>for everybody</source>
        <translation>für alle</translation>
    </message>
    <message>
        <source>in the EU and EEA</source>
        <translation>in EU und EWR</translation>
    </message>
    <message>
        <source>in the UK</source>
        <translation>im Vereinigten Königreich</translation>
    </message>
    <message>
        <source>known, {day}</source>
        <translation>bekannt, {day}</translation>
    </message>
    <message>
        <source>assumed, {day}</source>
        <translation>angenommen, {day}</translation>
    </message>
    <message>
        <source>Where it is done, or explained</source>
        <translation>Wo es geht oder erklärt wird</translation>
    </message>
    <message>
        <source>Once it is done: fixative optout done {platform} {objection}</source>
        <translation>Wenn es erledigt ist: fixative optout done {platform} {objection}</translation>
    </message>
    <message>
        <source>What it says about the training of AI is unknown.</source>
        <translation>Was sie über das Training von KI sagt, ist unbekannt.</translation>
    </message>
    <message>
        <source>No way to object is known.</source>
        <translation>Kein Weg zu widersprechen ist bekannt.</translation>
    </message>
    <message>
        <source>This is no legal advice. What it can and cannot bring stands in the guide, docs/opt-out.md.</source>
        <translation>Das ist keine Rechtsberatung. Was es bringen kann und was nicht, steht im Handbuch, docs/opt-out.md.</translation>
    </message>
    <message>
        <source>trains on it</source>
        <translation>trainiert damit</translation>
    </message>
    <message>
        <source>lets others train</source>
        <translation>lässt andere trainieren</translation>
    </message>
    <message>
        <source>does not train</source>
        <translation>trainiert nicht</translation>
    </message>
    <message>
        <source>forbids others</source>
        <translation>untersagt es anderen</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>off</source>
        <translation>aus</translation>
    </message>
    <message>
        <source>subtle</source>
        <translation>dezent</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgewogen</translation>
    </message>
    <message>
        <source>strong</source>
        <translation>stark</translation>
    </message>
    <message>
        <source>protected</source>
        <translation>geschützt</translation>
    </message>
    <message>
        <source>tagged</source>
        <translation>mit Tags versehen</translation>
    </message>
    <message>
        <source>Adobe Firefly</source>
        <translation>Adobe Firefly</translation>
    </message>
    <message>
        <source>Which of the two labels it reads, and whether it must know the signer, is not said. Adobe Stock refuses pictures with it.</source>
        <translation>Welche der beiden Kennungen gelesen wird und ob der Unterzeichner bekannt sein muss, wird nicht gesagt. Adobe Stock nimmt solche Bilder nicht an.</translation>
    </message>
    <message>
        <source>training preference</source>
        <translation>Angabe zum Training</translation>
    </message>
    <message>
        <source>datadiligence (Spawning)</source>
        <translation>datadiligence (Spawning)</translation>
    </message>
    <message>
        <source>A library for builders of data sets, who choose to use it. It does not ask whether the credentials hold.</source>
        <translation>Eine Bibliothek für Ersteller von Datensätzen, die sich dafür entscheiden. Sie fragt nicht, ob die Content Credentials gültig sind.</translation>
    </message>
    <message>
        <source>exiftool</source>
        <translation>exiftool</translation>
    </message>
    <message>
        <source>From 12.67 on; as Photo Mechanic and other programs that follow the IPTC standard of 2023.1 do.</source>
        <translation>Ab 12.67; wie Photo Mechanic und andere Programme, die dem IPTC-Standard 2023.1 folgen.</translation>
    </message>
    <message>
        <source>data mining policy</source>
        <translation>Data-Mining-Vorgabe</translation>
    </message>
    <message>
        <source>Content Credentials Verify</source>
        <translation>Content Credentials Verify</translation>
    </message>
    <message>
        <source>Where people look up who signed a picture.</source>
        <translation>Wo Menschen nachsehen, wer ein Bild signiert hat.</translation>
    </message>
    <message>
        <source>credentials</source>
        <translation>Content Credentials</translation>
    </message>
    <message>
        <source>Google Images</source>
        <translation>Google Bilder</translation>
    </message>
    <message>
        <source>It shows them beside the picture; a licence page gives it the Licensable badge. What Google trains on is asked of your robots.txt (Google-Extended).</source>
        <translation>Dort stehen sie neben dem Bild; eine Lizenzseite bringt das Zeichen „Lizenzierbar“. Womit Google trainiert, richtet sich nach Ihrer robots.txt (Google-Extended).</translation>
    </message>
    <message>
        <source>creator</source>
        <translation>Urheber</translation>
    </message>
    <message>
        <source>credit line</source>
        <translation>Bildnachweis</translation>
    </message>
    <message>
        <source>copyright notice</source>
        <translation>Copyright-Vermerk</translation>
    </message>
    <message>
        <source>licence page</source>
        <translation>Lizenzseite</translation>
    </message>
    <message>
        <source>page to get a licence</source>
        <translation>Seite zum Erwerb einer Lizenz</translation>
    </message>
    <message>
        <source>Pinterest</source>
        <translation>Pinterest</translation>
    </message>
    <message>
        <source>It labels pictures that say they were made with AI, and others that its own detection takes for such.</source>
        <translation>Dort werden Bilder gekennzeichnet, die von sich sagen, dass sie mit KI gemacht sind, und andere, die die eigene Erkennung dafür hält.</translation>
    </message>
    <message>
        <source>the way it was made</source>
        <translation>Art der Entstehung</translation>
    </message>
    <message>
        <source>LinkedIn</source>
        <translation>LinkedIn</translation>
    </message>
    <message>
        <source>It shows people who signed a picture.</source>
        <translation>Dort sehen Menschen, wer ein Bild signiert hat.</translation>
    </message>
    <message>
        <source>img2dataset</source>
        <translation>img2dataset</translation>
    </message>
    <message>
        <source>A tool that large sets of pictures are downloaded with; who runs it may switch that off.</source>
        <translation>Ein Werkzeug, mit dem große Bildersammlungen heruntergeladen werden; wer es benutzt, kann das abschalten.</translation>
    </message>
    <message>
        <source>AI crawlers</source>
        <translation>KI-Crawler</translation>
    </message>
    <message>
        <source>Most say that they keep to robots.txt, some do not. None is known to look into the picture.</source>
        <translation>Die meisten geben an, sich an robots.txt zu halten, manche tun es nicht. Von keinem ist bekannt, dass er in das Bild sieht.</translation>
    </message>
    <message>
        <source>most social platforms</source>
        <translation>die meisten sozialen Plattformen</translation>
    </message>
    <message>
        <source>They take it out: the copies that others see do not have what was written into the picture.</source>
        <translation>Sie entfernen es: Die Kopien, die andere sehen, enthalten nicht, was in das Bild geschrieben wurde.</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Something unexpected happened ({detail}). Please report it.</source>
        <translation>Etwas Unerwartetes ist geschehen ({detail}). Bitte melden Sie es.</translation>
    </message>
    <message>
        <source>There is no such file. Check the name, or whether the drive is still there.</source>
        <translation>Diese Datei gibt es nicht. Prüfen Sie den Namen, oder ob das Laufwerk noch da ist.</translation>
    </message>
    <message>
        <source>This is a folder. Name the pictures in it, or take them all with --recursive.</source>
        <translation>Das ist ein Ordner. Nennen Sie die Bilder darin, oder nehmen Sie alle mit --recursive.</translation>
    </message>
    <message>
        <source>The file may not be read. Change its permissions and try again.</source>
        <translation>Die Datei darf nicht gelesen werden. Ändern Sie ihre Zugriffsrechte und versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>The file is empty. Get a whole copy of it.</source>
        <translation>Die Datei ist leer. Besorgen Sie eine vollständige Kopie.</translation>
    </message>
    <message>
        <source>This is not a picture that Fixative knows. Name a JPEG, PNG, WebP, TIFF, AVIF, GIF, JPEG XL or HEIC.</source>
        <translation>Das ist kein Bild, das Fixative kennt. Wählen Sie ein JPEG, PNG, WebP, TIFF, AVIF, GIF, JPEG XL oder HEIC.</translation>
    </message>
    <message>
        <source>{format} is not supported. Export the picture as PNG, JPEG, WebP, TIFF, AVIF or GIF.</source>
        <translation>{format} wird nicht unterstützt. Exportieren Sie das Bild als PNG, JPEG, WebP, TIFF, AVIF oder GIF.</translation>
    </message>
    <message>
        <source>{format} can be tagged, and neither cloaked nor converted. Choose tags only (the preset `off`), or export the picture as PNG, JPEG, WebP, TIFF, AVIF or GIF.</source>
        <translation>{format} kann Tags erhalten, aber weder getarnt noch umgewandelt werden. Wählen Sie „Nur Tags“, oder exportieren Sie das Bild als PNG, JPEG, WebP, TIFF, AVIF oder GIF.</translation>
    </message>
    <message>
        <source>The picture breaks off before its end. Get a whole copy of it.</source>
        <translation>Das Bild bricht vor seinem Ende ab. Besorgen Sie eine vollständige Kopie.</translation>
    </message>
    <message>
        <source>The picture has {pixels:,.0f} pixels, and the limit is {limit:,.0f}. Raise it with --max-pixels if you trust the file.</source>
        <translation>Das Bild hat {pixels:,.0f} Pixel, und die Grenze liegt bei {limit:,.0f}. Erhöhen Sie sie mit --max-pixels, wenn Sie der Datei vertrauen.</translation>
    </message>
    <message>
        <source>The picture cannot be read ({detail}). Get a whole copy of it, or save it anew.</source>
        <translation>Das Bild ist nicht lesbar ({detail}). Besorgen Sie eine vollständige Kopie, oder speichern Sie es neu.</translation>
    </message>
    <message>
        <source>The file&apos;s structure is damaged ({detail}), so no tag is written into it. Save it anew.</source>
        <translation>Der Aufbau der Datei ist beschädigt ({detail}), daher wird nichts hineingeschrieben. Speichern Sie sie neu.</translation>
    </message>
    <message>
        <source>The {block} block would be {size:,.0f} bytes, and the format allows {limit:,.0f}. Take another format, or make it smaller.</source>
        <translation>Der {block}-Block hätte {size:,.0f} Byte, und das Format erlaubt {limit:,.0f}. Nehmen Sie ein anderes Format, oder kürzen Sie ihn.</translation>
    </message>
    <message>
        <source>A file with this name is there already. Choose another conflict policy or folder.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Wählen Sie eine andere Regel für solche Fälle oder einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The result would replace the original. Choose another folder.</source>
        <translation>Das Ergebnis würde das Original ersetzen. Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The result cannot be written ({detail}). Choose another folder.</source>
        <translation>Das Ergebnis lässt sich nicht schreiben ({detail}). Wählen Sie einen anderen Ordner.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, then run the same command again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz und führen Sie denselben Befehl noch einmal aus.</translation>
    </message>
    <message>
        <source>The picture cannot be encoded as {format} ({detail}). Choose another format.</source>
        <translation>Das Bild lässt sich nicht als {format} speichern ({detail}). Wählen Sie ein anderes Format.</translation>
    </message>
    <message>
        <source>The written file did not read back as it should ({detail}), so it was removed. Please report it.</source>
        <translation>Die geschriebene Datei las sich nicht, wie sie sollte ({detail}), und wurde deshalb entfernt. Bitte melden Sie es.</translation>
    </message>
    <message>
        <source>The process that worked on this picture was killed, often for want of memory. Try it alone, or with fewer jobs.</source>
        <translation>Der Prozess, der an diesem Bild arbeitete, wurde beendet, oft aus Mangel an Speicher. Versuchen Sie es mit diesem Bild allein, oder mit weniger Prozessen.</translation>
    </message>
    <message>
        <source>The work on this picture did not end within {minutes:,.0f} minutes, so it was given up. Try it alone; if that is no better, please report it.</source>
        <translation>Die Arbeit an diesem Bild endete nicht innerhalb von {minutes:,.0f} Minuten und wurde aufgegeben. Versuchen Sie es mit diesem Bild allein; hilft das nicht, melden Sie es bitte.</translation>
    </message>
    <message>
        <source>The picture takes about {needed:,.0f} bytes of memory, and there are not as many here. Close other programs, or make it smaller first.</source>
        <translation>Das Bild braucht etwa {needed:,.0f} Byte Speicher, und so viel ist hier nicht frei. Schließen Sie andere Programme, oder verkleinern Sie es zuerst.</translation>
    </message>
    <message>
        <source>The processes that protect the pictures cannot be started, often for want of memory. Close other programs, or take fewer pictures at a time.</source>
        <translation>Die Prozesse, die die Bilder schützen, lassen sich nicht starten, oft aus Mangel an Speicher. Schließen Sie andere Programme, oder nehmen Sie weniger Bilder auf einmal.</translation>
    </message>
    <message>
        <source>The scheduler {address} does not answer ({detail}). Check the address, and that `dask scheduler` runs there.</source>
        <translation>Der Scheduler {address} antwortet nicht ({detail}). Prüfen Sie die Adresse, und ob dort `dask scheduler` läuft.</translation>
    </message>
    <message>
        <source>The scheduler {address} has no workers. Start some with `dask worker {address}`.</source>
        <translation>Der Scheduler {address} hat keine Worker. Starten Sie welche mit `dask worker {address}`.</translation>
    </message>
    <message>
        <source>The worker {address} has another version of Fixative ({there}) than is here ({here}), and might make other results. Install the same on all machines.</source>
        <translation>Der Worker {address} hat eine andere Version von Fixative ({there}) als dieser Rechner ({here}) und könnte andere Ergebnisse liefern. Installieren Sie überall dieselbe.</translation>
    </message>
    <message>
        <source>The cluster is gone. What is done is kept: run the same command again once it is back.</source>
        <translation>Der Cluster ist weg. Was fertig ist, bleibt: Rufen Sie denselben Befehl noch einmal auf, sobald er wieder da ist.</translation>
    </message>
    <message>
        <source>Work over many machines needs more packages. Install them with `pip install &apos;fixative[cluster]&apos;`.</source>
        <translation>Für die Arbeit auf vielen Rechnern fehlen Pakete. Installieren Sie sie mit `pip install &apos;fixative[cluster]&apos;`.</translation>
    </message>
    <message>
        <source>Your secret, or the key of your identity, would go to {address} for everyone on the way to read. Give the cluster TLS and a tls:// address, or protect with a random key and unsigned.</source>
        <translation>Ihr Geheimnis oder der Schlüssel Ihrer Identität ginge für jeden auf dem Weg lesbar an {address}. Richten Sie im Cluster TLS und eine tls://-Adresse ein, oder schützen Sie mit zufälligem Schlüssel und ohne Signatur.</translation>
    </message>
    <message>
        <source>The picture changed while it was worked on. Try again once it is whole.</source>
        <translation>Das Bild änderte sich während der Arbeit. Versuchen Sie es noch einmal, wenn es vollständig ist.</translation>
    </message>
    <message>
        <source>Nothing can be merged into the file that is there ({detail}). Put it right, or move it away.</source>
        <translation>In die vorhandene Datei lässt sich nichts einfügen ({detail}). Bringen Sie sie in Ordnung, oder legen Sie sie woanders ab.</translation>
    </message>
    <message>
        <source>No secret can be kept here ({detail}), and without one the same picture gets another cloak each time. Set FIXATIVE_SECRET.</source>
        <translation>Hier lässt sich kein Geheimnis aufbewahren ({detail}), und ohne eines erhält dasselbe Bild jedes Mal eine andere Tarnung. Setzen Sie FIXATIVE_SECRET.</translation>
    </message>
    <message>
        <source>The keyring has your secret and does not give it ({detail}), and without it the same picture gets another cloak. Unlock the keyring, or set FIXATIVE_SECRET.</source>
        <translation>Der Schlüsselbund hat Ihr Geheimnis und gibt es nicht heraus ({detail}), und ohne es erhält dasselbe Bild eine andere Tarnung. Entsperren Sie den Schlüsselbund, oder setzen Sie FIXATIVE_SECRET.</translation>
    </message>
    <message>
        <source>Your secret in {path} cannot be read ({detail}), and without it the same picture gets another cloak. Put the file right, or make a new one with `fixative secret forget`.</source>
        <translation>Ihr Geheimnis in {path} ist nicht lesbar ({detail}), und ohne es erhält dasselbe Bild eine andere Tarnung. Bringen Sie die Datei in Ordnung, oder lassen Sie mit `fixative secret forget` ein neues entstehen.</translation>
    </message>
    <message>
        <source>Others could read your secret in {path}; now they cannot. If they may have, `fixative secret forget` makes a new one.</source>
        <translation>Andere konnten Ihr Geheimnis in {path} lesen; jetzt nicht mehr. Falls es jemand gelesen hat, entsteht mit `fixative secret forget` ein neues.</translation>
    </message>
    <message>
        <source>A secret is kept already. `fixative secret forget` gives it up; without a copy it is gone.</source>
        <translation>Ein Geheimnis wird bereits aufbewahrt. `fixative secret forget` gibt es auf; ohne Kopie ist es verloren.</translation>
    </message>
    <message>
        <source>There is no secret yet: the first cloaked picture makes one.</source>
        <translation>Es gibt noch kein Geheimnis: Mit dem ersten getarnten Bild entsteht eines.</translation>
    </message>
    <message>
        <source>Content Credentials need two more packages. Install them with `pip install &apos;fixative[credentials]&apos;`.</source>
        <translation>Content Credentials brauchen zwei weitere Pakete. Installieren Sie sie mit `pip install &apos;fixative[credentials]&apos;`.</translation>
    </message>
    <message>
        <source>There is no identity to sign with. `fixative identity create` makes one, and `fixative identity use` takes a certificate of yours.</source>
        <translation>Es gibt keine Identität zum Signieren. `fixative identity create` erstellt eine, und `fixative identity use` nimmt ein eigenes Zertifikat.</translation>
    </message>
    <message>
        <source>An identity is kept already. `fixative identity forget` gives it up; without a copy of its key it is gone.</source>
        <translation>Eine Identität wird bereits aufbewahrt. `fixative identity forget` gibt sie auf; ohne Kopie ihres Schlüssels ist sie verloren.</translation>
    </message>
    <message>
        <source>This identity cannot sign Content Credentials: {detail}.</source>
        <translation>Diese Identität kann keine Content Credentials signieren: {detail}.</translation>
    </message>
    <message>
        <source>No identity can be kept here ({detail}). Set HOME to a folder that you may write to.</source>
        <translation>Hier lässt sich keine Identität aufbewahren ({detail}). Setzen Sie HOME auf einen Ordner, in den Sie schreiben dürfen.</translation>
    </message>
    <message>
        <source>The keyring has the key of your identity and does not give it ({detail}). Unlock the keyring.</source>
        <translation>Der Schlüsselbund hat den Schlüssel Ihrer Identität und gibt ihn nicht heraus ({detail}). Entsperren Sie den Schlüsselbund.</translation>
    </message>
    <message>
        <source>Your identity in {path} cannot be read ({detail}). Put the file right, or give it up with `fixative identity forget`.</source>
        <translation>Ihre Identität in {path} ist nicht lesbar ({detail}). Bringen Sie die Datei in Ordnung, oder geben Sie sie mit `fixative identity forget` auf.</translation>
    </message>
    <message>
        <source>Your register cannot be written or read ({detail}): what is protected now is not in it.</source>
        <translation>Ihr Register lässt sich nicht schreiben oder lesen ({detail}): Was jetzt geschützt wird, steht nicht darin.</translation>
    </message>
    <message>
        <source>Your register {path} cannot be used ({detail}): what is protected now is not in it. `fixative register forget` gives it up.</source>
        <translation>Ihr Register {path} ist nicht verwendbar ({detail}): Was jetzt geschützt wird, steht nicht darin. `fixative register forget` gibt es auf.</translation>
    </message>
    <message>
        <source>The register has no entry {number}. `fixative register list` shows what it has.</source>
        <translation>Das Register hat keinen Eintrag {number}. `fixative register list` zeigt, was es hat.</translation>
    </message>
    <message>
        <source>The secret would be shown on the screen. Send it to a file or a program.</source>
        <translation>Das Geheimnis würde auf dem Bildschirm erscheinen. Leiten Sie es in eine Datei oder an ein Programm.</translation>
    </message>
    <message>
        <source>The picture would be written to the screen. Send it to a file or a program.</source>
        <translation>Das Bild würde auf den Bildschirm geschrieben. Leiten Sie es in eine Datei oder an ein Programm.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Angehalten.</translation>
    </message>
    <message>
        <source>The recipe {path} does not hold: {detail}.</source>
        <translation>Das Rezept {path} ist nicht gültig: {detail}.</translation>
    </message>
    <message>
        <source>No recipe named {name} is kept; there are: {known}. `fixative recipe save` keeps one.</source>
        <translation>Ein Rezept namens {name} ist nicht gespeichert; es gibt: {known}. `fixative recipe save` speichert eines.</translation>
    </message>
    <message>
        <source>The options do not hold: {detail}.</source>
        <translation>Die Optionen sind nicht gültig: {detail}.</translation>
    </message>
    <message>
        <source>The statement {name} does not hold: {detail}.</source>
        <translation>Die Erklärung {name} ist nicht gültig: {detail}.</translation>
    </message>
    <message>
        <source>No statement named {name} is kept; there are: {known}. `fixative statement save` keeps one.</source>
        <translation>Eine Erklärung namens {name} ist nicht gespeichert; es gibt: {known}. `fixative statement save` speichert eine.</translation>
    </message>
    <message>
        <source>Your checklist in {path} cannot be read ({detail}). Put the file right, or move it away.</source>
        <translation>Ihre Prüfliste in {path} lässt sich nicht lesen ({detail}). Bringen Sie die Datei in Ordnung, oder verschieben Sie sie.</translation>
    </message>
    <message>
        <source>No picture was found at {paths}.</source>
        <translation>Unter {paths} wurde kein Bild gefunden.</translation>
    </message>
    <message>
        <source>Where it was made may still stand in what tags alone leave as it is ({where}). A cloaked or converted result is without it.</source>
        <translation>Der Aufnahmeort kann noch in dem stehen, was bei „Nur Tags“ unverändert bleibt ({where}). Ein getarntes oder umgewandeltes Ergebnis ist ohne ihn.</translation>
    </message>
    <message>
        <source>Serial numbers may still stand in what tags alone leave as it is ({where}). A cloaked or converted result is without it.</source>
        <translation>Seriennummern können noch in dem stehen, was bei „Nur Tags“ unverändert bleibt ({where}). Ein getarntes oder umgewandeltes Ergebnis ist ohne sie.</translation>
    </message>
    <message>
        <source>Copies of the picture may still stand in what tags alone leave as it is ({where}). A cloaked or converted result is without them.</source>
        <translation>Kopien des Bildes können noch in dem stehen, was bei „Nur Tags“ unverändert bleibt ({where}). Ein getarntes oder umgewandeltes Ergebnis ist ohne sie.</translation>
    </message>
    <message>
        <source>The palette became true colour, so that the cloak has room.</source>
        <translation>Aus der Farbpalette wurde Echtfarbe, damit die Tarnung Platz hat.</translation>
    </message>
    <message>
        <source>GIF holds 256 colours, which takes some of the cloak away. PNG or WebP keep all of it.</source>
        <translation>GIF fasst 256 Farben, was einen Teil der Tarnung nimmt. PNG oder WebP erhalten sie ganz.</translation>
    </message>
    <message>
        <source>A picture of 1 bit became 8 bit grey, so that the cloak has room.</source>
        <translation>Aus einem Bild mit 1 Bit wurde Grau mit 8 Bit, damit die Tarnung Platz hat.</translation>
    </message>
    <message>
        <source>{format} holds 8 bits a channel: 16 were reduced.</source>
        <translation>{format} fasst 8 Bit je Kanal: 16 wurden verringert.</translation>
    </message>
    <message>
        <source>{format} has no transparency: it was flattened on white.</source>
        <translation>{format} kennt keine Transparenz: Sie wurde durch Weiß ersetzt.</translation>
    </message>
    <message>
        <source>{format} holds one picture: only the first of {frames:.0f} was kept.</source>
        <translation>{format} fasst ein Bild: Nur das erste von {frames:.0f} blieb erhalten.</translation>
    </message>
    <message>
        <source>{format} cannot carry {block}: it was left out.</source>
        <translation>{format} kann {block} nicht tragen: Das wurde weggelassen.</translation>
    </message>
    <message>
        <source>The JPEG that it was made of cannot be restored bit by bit from the result: that takes its metadata as they were. The pixels are the same. Keep the original.</source>
        <translation>Das JPEG, aus dem es entstand, lässt sich aus dem Ergebnis nicht Bit für Bit wiederherstellen: Dafür müssten die Metadaten unverändert sein. Die Pixel sind dieselben. Behalten Sie das Original.</translation>
    </message>
    <message>
        <source>The {block} block that was there cannot be read, and was kept as it is.</source>
        <translation>Der vorhandene {block}-Block ist nicht lesbar und blieb, wie er ist.</translation>
    </message>
    <message>
        <source>The {block} that was there cannot be read, and could not be kept.</source>
        <translation>Der vorhandene {block}-Block ist nicht lesbar und konnte nicht erhalten werden.</translation>
    </message>
    <message>
        <source>The file forbids more already ({policy}): this was kept.</source>
        <translation>Die Datei verbietet bereits mehr ({policy}): Das wurde beibehalten.</translation>
    </message>
    <message>
        <source>The {block} block is full at {limit:,.0f} bytes: the statement stands in the other blocks.</source>
        <translation>Der {block}-Block ist mit {limit:,.0f} Byte voll: Die Erklärung steht in den anderen Blöcken.</translation>
    </message>
    <message>
        <source>{field} was cut to the {limit:.0f} bytes that {block} holds.</source>
        <translation>{field} wurde auf die {limit:.0f} Byte gekürzt, die {block} fasst.</translation>
    </message>
    <message>
        <source>The colours were converted from {mode} to RGB.</source>
        <translation>Die Farben wurden von {mode} nach RGB umgewandelt.</translation>
    </message>
    <message>
        <source>What size {platform} shows is not known: the picture keeps its own.</source>
        <translation>Welche Größe {platform} zeigt, ist nicht bekannt: das Bild behält seine eigene.</translation>
    </message>
    <message>
        <source>{platform} serves no transparency: it was flattened on the background of the recipe.</source>
        <translation>{platform} liefert keine Transparenz: sie wurde auf dem Hintergrund des Rezepts eingeebnet.</translation>
    </message>
    <message>
        <source>The picture is too small or too flat for the cloak: it carries less than the preset asks.</source>
        <translation>Das Bild ist zu klein oder zu gleichmäßig für die Tarnung: Es trägt weniger, als die Stufe verlangt.</translation>
    </message>
    <message>
        <source>Its mark says that it carries a cloak already ({preset}): it was tagged, and not cloaked again. If it was edited since, start from the original; if it carries none, say --again.</source>
        <translation>Laut Kennzeichen trägt es bereits eine Tarnung ({preset}): Es erhielt Tags und wurde nicht noch einmal getarnt. Wurde es seither bearbeitet, gehen Sie vom Original aus; trägt es keine, sagen Sie --again.</translation>
    </message>
    <message>
        <source>Its mark says that it was cloaked at {width:.0f} x {height:.0f} pixels, which it no longer has: it was tagged, and not cloaked again. Start from the original; if this is one, say --again.</source>
        <translation>Laut Kennzeichen wurde es mit {width:.0f} × {height:.0f} Pixeln getarnt, die es nicht mehr hat: Es erhielt Tags und wurde nicht noch einmal getarnt. Gehen Sie vom Original aus; ist dies eines, sagen Sie --again.</translation>
    </message>
    <message>
        <source>Its pixels show a cloak, though it has no mark: it was tagged, and not cloaked again. Start from the original; if this is one, say --again.</source>
        <translation>Seine Pixel zeigen eine Tarnung, obwohl es kein Kennzeichen hat: Es erhielt Tags und wurde nicht noch einmal getarnt. Gehen Sie vom Original aus; ist dies eines, sagen Sie --again.</translation>
    </message>
    <message>
        <source>Others could read the key of your identity in {path}; now they cannot. If they may have, `fixative identity forget`, then make a new one.</source>
        <translation>Andere konnten den Schlüssel Ihrer Identität in {path} lesen; jetzt nicht mehr. Falls ihn jemand gelesen hat, geben Sie sie mit `fixative identity forget` auf und erstellen Sie eine neue.</translation>
    </message>
    <message>
        <source>It is protected, but not signed: Content Credentials could not be made ({detail}).</source>
        <translation>Es ist geschützt, aber nicht signiert: Content Credentials ließen sich nicht erstellen ({detail}).</translation>
    </message>
    <message>
        <source>It is protected, but not signed: signing would spoil {format} files of several pictures.</source>
        <translation>Es ist geschützt, aber nicht signiert: Das Signieren würde {format}-Dateien mit mehreren Bildern beschädigen.</translation>
    </message>
    <message>
        <source>The signature has no time stamp: {url} gave none ({detail}).</source>
        <translation>Die Signatur hat keinen Zeitstempel: {url} gab keinen ({detail}).</translation>
    </message>
    <message>
        <source>It carried Content Credentials that cannot be read: they are no part of its history.</source>
        <translation>Es trug Content Credentials, die nicht lesbar sind: Sie gehören nicht zu seiner Vorgeschichte.</translation>
    </message>
    <message>
        <source>It carried Content Credentials, which do not fit the new pixels and were left out. A result that is signed keeps them as its history.</source>
        <translation>Es trug Content Credentials, die nicht zu den neuen Pixeln passen und weggelassen wurden. Ein signiertes Ergebnis behält sie als Vorgeschichte.</translation>
    </message>
    <message>
        <source>It carries Content Credentials, which no longer fit the file: readers call them invalid. A result that is signed keeps them as its history.</source>
        <translation>Es trägt Content Credentials, die nicht mehr zur Datei passen: Wer sie liest, nennt sie ungültig. Ein signiertes Ergebnis behält sie als Vorgeschichte.</translation>
    </message>
    <message>
        <source>A result is there already, and was left as it is.</source>
        <translation>Ein Ergebnis gibt es schon; es blieb, wie es ist.</translation>
    </message>
    <message>
        <source>It was done before, by Fixative {version}, and its result is still there. To do it again, say --redo.</source>
        <translation>Es wurde schon erledigt, von Fixative {version}, und das Ergebnis ist noch da. Um es noch einmal zu tun, sagen Sie --redo.</translation>
    </message>
    <message>
        <source>It was done before, and somebody changed the result since, which was left as it is. To do it again, say --redo.</source>
        <translation>Es wurde schon erledigt, und das Ergebnis wurde seither geändert; es blieb, wie es ist. Um es noch einmal zu tun, sagen Sie --redo.</translation>
    </message>
    <message>
        <source>What is done cannot be written down ({detail}): the same command will do it again.</source>
        <translation>Was erledigt ist, lässt sich nicht festhalten ({detail}): Derselbe Befehl wird es noch einmal tun.</translation>
    </message>
    <message>
        <source>The journal of what was done is damaged, and was put aside as {path}: what it knew is done again.</source>
        <translation>Das Journal der erledigten Bilder ist beschädigt und wurde als {path} beiseitegelegt: Was darin stand, wird noch einmal getan.</translation>
    </message>
    <message>
        <source>The site forbids more already ({policy}): this is kept.</source>
        <translation>Die Website verbietet bereits mehr ({policy}): Das wird beibehalten.</translation>
    </message>
    <message>
        <source>The file reserves text and data mining already: this is kept.</source>
        <translation>Die Datei behält Text- und Data-Mining bereits vor: Das wird beibehalten.</translation>
    </message>
    <message>
        <source>The entry for the whole site does not reserve text and data mining: it is replaced.</source>
        <translation>Der Eintrag für die ganze Website behält Text- und Data-Mining nicht vor: Er wird ersetzt.</translation>
    </message>
    <message>
        <source>Line {line} allows what the policy forbids ({text}): it is kept. Take it out, if the policy is to hold.</source>
        <translation>Zeile {line} erlaubt, was die Vorgabe verbietet ({text}): Sie bleibt. Nehmen Sie sie heraus, wenn die Vorgabe gelten soll.</translation>
    </message>
    <message>
        <source>The entry for {location} does not reserve text and data mining: it is kept. Take it out, if the policy is to hold.</source>
        <translation>Der Eintrag für {location} behält Text- und Data-Mining nicht vor: Er bleibt. Nehmen Sie ihn heraus, wenn die Vorgabe gelten soll.</translation>
    </message>
    <message>
        <source>It names the crawlers that were known on {there}, and Fixative knows those of {known}.</source>
        <translation>Sie nennt die Crawler, die am {there} bekannt waren; Fixative kennt die vom {known}.</translation>
    </message>
</context>
<context>
    <name>optout</name>
    <message>
        <source>d MMMM yyyy</source>
        <translation>d. MMMM yyyy</translation>
    </message>
    <message>
        <source>By {day}</source>
        <translation>Bis {day}</translation>
    </message>
    <message>
        <source>The day for everything was {day}; it still holds for what comes</source>
        <translation>Der Tag für alles war der {day}; für Künftiges gilt es weiterhin</translation>
    </message>
    <message>
        <source>Done on {done}</source>
        <translation>Erledigt am {done}</translation>
    </message>
    <message>
        <source>Sent on {done}; an answer is due by {day}</source>
        <translation>Gesendet am {done}; Antwort fällig bis {day}</translation>
    </message>
    <message>
        <source>Sent on {done}; an answer was due by {day}</source>
        <translation>Gesendet am {done}; Antwort war fällig bis {day}</translation>
    </message>
    <message>
        <source>{platform}: {title}, by {day}.</source>
        <translation>{platform}: {title}, bis {day}.</translation>
    </message>
    <message>
        <source>{platform}: an answer to your letter is due by {day}.</source>
        <translation>{platform}: Eine Antwort auf Ihr Schreiben ist bis {day} fällig.</translation>
    </message>
    <message>
        <source>{platform}: an answer to your letter was due by {day}. Ask for it, or turn to a supervisory authority.</source>
        <translation>{platform}: Eine Antwort auf Ihr Schreiben war bis {day} fällig. Fragen Sie nach, oder wenden Sie sich an eine Aufsichtsbehörde.</translation>
    </message>
    <message>
        <source>for everybody</source>
        <translation>für alle</translation>
    </message>
    <message>
        <source>in the EU and EEA</source>
        <translation>in EU und EWR</translation>
    </message>
    <message>
        <source>in the UK</source>
        <translation>im Vereinigten Königreich</translation>
    </message>
    <message>
        <source>known, {day}</source>
        <translation>bekannt, {day}</translation>
    </message>
    <message>
        <source>assumed, {day}</source>
        <translation>angenommen, {day}</translation>
    </message>
</context>
<context>
    <name>shortcuts</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
</context>
<context>
    <name>tongue</name>
    <message>
        <source>“{policy}”</source>
        <translation>„{policy}“</translation>
    </message>
</context>
<context>
    <name>verdict</name>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>Contradicts itself</source>
        <translation>Widerspricht sich</translation>
    </message>
    <message>
        <source>Not readable: {standards}</source>
        <translation>Nicht lesbar: {standards}</translation>
    </message>
    <message>
        <source>Marked as cloaked</source>
        <translation>Als getarnt gekennzeichnet</translation>
    </message>
    <message>
        <source>Says nothing about AI</source>
        <translation>Sagt nichts über KI</translation>
    </message>
    <message>
        <source>Allows AI training</source>
        <translation>Erlaubt KI-Training</translation>
    </message>
    <message>
        <source>Leaves AI training open</source>
        <translation>Lässt KI-Training offen</translation>
    </message>
    <message>
        <source>Signed, not validated</source>
        <translation>Signiert, nicht geprüft</translation>
    </message>
    <message>
        <source>Signature trusted</source>
        <translation>Signatur vertrauenswürdig</translation>
    </message>
    <message>
        <source>Signature valid</source>
        <translation>Signatur gültig</translation>
    </message>
    <message>
        <source>Signature invalid</source>
        <translation>Signatur ungültig</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>This is a folder.</source>
        <translation>Das ist ein Ordner.</translation>
    </message>
    <message>
        <source>The picture has {pixels:,.0f} pixels, and the limit is {limit:,.0f}. Make it smaller first.</source>
        <translation>Das Bild hat {pixels:,.0f} Pixel, und die Grenze liegt bei {limit:,.0f}. Verkleinern Sie es zuerst.</translation>
    </message>
    <message>
        <source>The disk is full. Free some space, then protect again.</source>
        <translation>Der Datenträger ist voll. Schaffen Sie Platz und schützen Sie dann noch einmal.</translation>
    </message>
    <message>
        <source>A file with this name is there already. Choose another folder for the results.</source>
        <translation>Eine Datei dieses Namens gibt es schon. Wählen Sie einen anderen Ordner für die Ergebnisse.</translation>
    </message>
    <message>
        <source>Its mark says that it carries a cloak already ({preset}): it was tagged, and not cloaked again. If it was edited since, start from the original. If it carries none, save it without its metadata first.</source>
        <translation>Laut Kennzeichen trägt es bereits eine Tarnung ({preset}): Es erhielt Tags und wurde nicht noch einmal getarnt. Wurde es seither bearbeitet, gehen Sie vom Original aus. Trägt es keine, speichern Sie es zuerst ohne seine Metadaten.</translation>
    </message>
    <message>
        <source>Its mark says that it was cloaked at {width:.0f} x {height:.0f} pixels, which it no longer has: it was tagged, and not cloaked again. Start from the original. If this is one, save it without its metadata first.</source>
        <translation>Laut Kennzeichen wurde es mit {width:.0f} × {height:.0f} Pixeln getarnt, die es nicht mehr hat: Es erhielt Tags und wurde nicht noch einmal getarnt. Gehen Sie vom Original aus. Ist dies eines, speichern Sie es zuerst ohne seine Metadaten.</translation>
    </message>
    <message>
        <source>Its pixels show a cloak, though it has no mark: it was tagged, and not cloaked again. Start from the original.</source>
        <translation>Seine Pixel zeigen eine Tarnung, obwohl es kein Kennzeichen hat: Es erhielt Tags und wurde nicht noch einmal getarnt. Gehen Sie vom Original aus.</translation>
    </message>
    <message>
        <source>What is done cannot be written down ({detail}): it will be done again another time.</source>
        <translation>Was erledigt ist, lässt sich nicht festhalten ({detail}): Es wird ein andermal noch einmal getan.</translation>
    </message>
    <message>
        <source>The process that worked on this picture was killed, often for want of memory. Try it alone.</source>
        <translation>Der Prozess, der an diesem Bild arbeitete, wurde beendet, oft aus Mangel an Speicher. Versuchen Sie es mit diesem Bild allein.</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>The pictures themselves</source>
        <translation>Die Bilder selbst</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Unterschied</translation>
    </message>
    <message>
        <source>What changed in each colour, {gain} times as strong</source>
        <translation>Was sich in jeder Farbe geändert hat, {gain}-mal so stark</translation>
    </message>
    <message>
        <source>Encoder&apos;s view</source>
        <translation>Sicht eines Encoders</translation>
    </message>
    <message>
        <source>What comes back from the latents of a small imitation of Stable Diffusion&apos;s encoder</source>
        <translation>Was aus den Latents einer kleinen Nachbildung des Encoders von Stable Diffusion zurückkommt</translation>
    </message>
    <message>
        <source>On a platform</source>
        <translation>Auf einer Plattform</translation>
    </message>
    <message>
        <source>As a platform would show both, and what it leaves of cloak and tags</source>
        <translation>Wie eine Plattform beide zeigen würde, und was sie von Tarnung und Tags übrig lässt</translation>
    </message>
    <message>
        <source>Original</source>
        <translation>Original</translation>
    </message>
    <message>
        <source>Protected</source>
        <translation>Geschützt</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>Vorschau</translation>
    </message>
    <message>
        <source>{look} is coming…</source>
        <translation>{look} kommt gleich …</translation>
    </message>
    <message>
        <source>Difference x {gain}</source>
        <translation>Unterschied × {gain}</translation>
    </message>
    <message>
        <source>{side}, as an encoder sees it</source>
        <translation>{side}, wie ein Encoder es sieht</translation>
    </message>
    <message>
        <source>Original, on {platform}</source>
        <translation>Original, auf {platform}</translation>
    </message>
    <message>
        <source>Protected, on {platform}</source>
        <translation>Geschützt, auf {platform}</translation>
    </message>
    <message>
        <source>{platform}: looking what it leaves…</source>
        <translation>{platform}: was übrig bleibt, wird ermittelt …</translation>
    </message>
    <message>
        <source>{platform} shows it with {width} x {height} pixels.</source>
        <translation>{platform} zeigt es mit {width} × {height} Pixeln.</translation>
    </message>
    <message>
        <source>{share:.0f} % of the cloak is left: the lens measures {before:.0f} % before, {after:.0f} % after.</source>
        <translation>{share:.0f} % der Tarnung bleiben: die Linse misst vorher {before:.0f} %, nachher {after:.0f} %.</translation>
    </message>
    <message>
        <source>Tags left: {after} of {before}.</source>
        <translation>Übrige Tags: {after} von {before}.</translation>
    </message>
    <message>
        <source>A simulation: what is not known of a platform is taken for the worse.</source>
        <translation>Eine Simulation: Was von einer Plattform nicht bekannt ist, gilt als das Schlechtere.</translation>
    </message>
    <message>
        <source>Tags only: every pixel stays as it is.</source>
        <translation>Nur Tags: jeder Bildpunkt bleibt, wie er ist.</translation>
    </message>
    <message>
        <source>No cloak, but all of it is coded anew.</source>
        <translation>Keine Tarnung, aber alles wird neu kodiert.</translation>
    </message>
    <message>
        <source>Preview: about {figure:.0f} of 100 like the original (SSIMULACRA2), before it is coded.</source>
        <translation>Vorschau: dem Original zu etwa {figure:.0f} von 100 ähnlich (SSIMULACRA2), vor dem Kodieren.</translation>
    </message>
    <message>
        <source>The cloak is drawn by chance, and will be another one of this strength.</source>
        <translation>Die Tarnung wird vom Zufall gezogen; es wird eine andere von dieser Stärke.</translation>
    </message>
    <message>
        <source>This is the first of {count} frames.</source>
        <translation>Dies ist das erste von {count} Einzelbildern.</translation>
    </message>
    <message>
        <source>The copy for {platform}: {width} x {height} pixels.</source>
        <translation>Die Kopie für {platform}: {width} × {height} Pixel.</translation>
    </message>
    <message>
        <source>Others: {platforms}.</source>
        <translation>Weitere: {platforms}.</translation>
    </message>
    <message>
        <source>Lens: looking…</source>
        <translation>Linse: sieht hin …</translation>
    </message>
    <message>
        <source>Lens: latents move by {figure:.0f} % of their own variation, in the mean of four imitated encoders. Evidence, not proof.</source>
        <translation>Linse: die Latents bewegen sich um {figure:.0f} % ihrer eigenen Streuung, im Mittel von vier nachgebildeten Encodern. Ein Hinweis, kein Beweis.</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Mit Tags</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>Übersprungen</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Misslungen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Angehalten</translation>
    </message>
    <message>
        <source>Done before · F5 does it again</source>
        <translation>Schon erledigt · F5 wiederholt es</translation>
    </message>
    <message>
        <source>Done before, changed since · F5 does it again</source>
        <translation>Schon erledigt, seither geändert · F5 wiederholt es</translation>
    </message>
    <message>
        <source>A result is there already</source>
        <translation>Ein Ergebnis ist schon da</translation>
    </message>
    <message>
        <source>Tags only</source>
        <translation>Nur Tags</translation>
    </message>
    <message>
        <source>The pixels stay exactly as they are. Only the words that forbid AI training go in: a declaration for those who look, not a lock.</source>
        <translation>Die Pixel bleiben genau, wie sie sind. Nur die Worte, die KI-Training untersagen, kommen hinein: eine Erklärung für die, die hinsehen, kein Schloss.</translation>
    </message>
    <message>
        <source>Subtle</source>
        <translation>Dezent</translation>
    </message>
    <message>
        <source>A faint weave, like fine canvas, if you look for it at full size. The lightest cloak, for work where every tone counts.</source>
        <translation>Ein zartes Gewebe wie feine Leinwand, wenn man es in voller Größe sucht. Die leichteste Tarnung, für Arbeiten, bei denen jeder Ton zählt.</translation>
    </message>
    <message>
        <source>Balanced</source>
        <translation>Ausgewogen</translation>
    </message>
    <message>
        <source>A fine weave that shows at full size in skin, sky and other smooth parts, and hardly when seen small. A firmer cloak, for most pictures.</source>
        <translation>Ein feines Gewebe, das in voller Größe auf Haut, Himmel und anderen glatten Flächen zu sehen ist und verkleinert kaum. Eine festere Tarnung, für die meisten Bilder.</translation>
    </message>
    <message>
        <source>Strong</source>
        <translation>Stark</translation>
    </message>
    <message>
        <source>A weave that is plain to see at full size. The firmest cloak, for pictures seen small.</source>
        <translation>Ein Gewebe, das in voller Größe deutlich zu sehen ist. Die festeste Tarnung, für klein gezeigte Bilder.</translation>
    </message>
    <message>
        <source>No AI training</source>
        <translation>Kein KI-Training</translation>
    </message>
    <message>
        <source>Forbids the training of any AI with your pictures.</source>
        <translation>Untersagt das Training jeder KI mit Ihren Bildern.</translation>
    </message>
    <message>
        <source>No training of generative AI</source>
        <translation>Kein Training generativer KI</translation>
    </message>
    <message>
        <source>Forbids training of AI that makes pictures or text; other training is not spoken of.</source>
        <translation>Untersagt das Training von KI, die Bilder oder Texte erzeugt; von anderem Training ist nicht die Rede.</translation>
    </message>
    <message>
        <source>Search engines only</source>
        <translation>Nur Suchmaschinen</translation>
    </message>
    <message>
        <source>Forbids all data mining, except for the index of a search engine.</source>
        <translation>Untersagt jedes Data-Mining, ausgenommen für den Index einer Suchmaschine.</translation>
    </message>
    <message>
        <source>No data mining at all</source>
        <translation>Kein Data-Mining</translation>
    </message>
    <message>
        <source>Forbids every kind of data mining: AI training, and search engines too.</source>
        <translation>Untersagt jede Art von Data-Mining: KI-Training und auch Suchmaschinen.</translation>
    </message>
    <message>
        <source>My own terms</source>
        <translation>Eigene Bedingungen</translation>
    </message>
    <message>
        <source>Forbids data mining except as your own words, below, allow.</source>
        <translation>Untersagt Data-Mining, soweit Ihre eigenen Worte unten es nicht erlauben.</translation>
    </message>
    <message>
        <source>Unspecified</source>
        <translation>Nicht festgelegt</translation>
    </message>
    <message>
        <source>Says that nothing has been decided. Readers may take it as consent.</source>
        <translation>Sagt, dass nichts entschieden ist. Das kann als Zustimmung gelesen werden.</translation>
    </message>
    <message>
        <source>Allow</source>
        <translation>Erlauben</translation>
    </message>
    <message>
        <source>Says that AI may learn from your pictures.</source>
        <translation>Sagt, dass KI von Ihren Bildern lernen darf.</translation>
    </message>
    <message>
        <source>Number the new one</source>
        <translation>Das neue nummerieren</translation>
    </message>
    <message>
        <source>Leave it, and go on</source>
        <translation>Lassen und weitermachen</translation>
    </message>
    <message>
        <source>Replace it</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Say so, and make none</source>
        <translation>Melden und keines machen</translation>
    </message>
    <message>
        <source>A cloak moves a picture in the eyes of the encoders that image generators such as Stable Diffusion and FLUX learn from, so that they learn something other than your hand. That is measurable, and it is evidence of protection, not proof.</source>
        <translation>Eine Tarnung verschiebt ein Bild in den Augen der Encoder, von denen Bildgeneratoren wie Stable Diffusion und FLUX lernen, sodass sie etwas anderes lernen als Ihre Handschrift. Das ist messbar, und es ist ein Hinweis auf Schutz, kein Beweis.</translation>
    </message>
    <message>
        <source>It does not undo what a model has already learned.</source>
        <translation>Sie macht nicht rückgängig, was ein Modell bereits gelernt hat.</translation>
    </message>
    <message>
        <source>Someone determined, who purifies a picture before training on it, gets most of the cloak out.</source>
        <translation>Wer entschlossen ist und ein Bild vor dem Training reinigt, bekommt das meiste der Tarnung heraus.</translation>
    </message>
    <message>
        <source>How closed models, and models that work on pixels, react is not known.</source>
        <translation>Wie geschlossene Modelle und solche, die auf Pixeln arbeiten, reagieren, ist nicht bekannt.</translation>
    </message>
    <message>
        <source>A copy without a cloak that is published elsewhere weakens it.</source>
        <translation>Eine Kopie ohne Tarnung, die anderswo veröffentlicht ist, schwächt sie.</translation>
    </message>
    <message>
        <source>Tags are a declaration for those who look. Many platforms remove them from uploaded pictures.</source>
        <translation>Tags sind eine Erklärung für die, die hinsehen. Viele Plattformen entfernen sie aus hochgeladenen Bildern.</translation>
    </message>
    <message>
        <source>A cloak makes training harder. It undoes nothing already learned, and can be attacked.</source>
        <translation>Eine Tarnung erschwert das Training. Sie macht nichts Gelerntes rückgängig und ist angreifbar.</translation>
    </message>
    <message>
        <source>Likeness {figure:.0f} of 100</source>
        <translation>Ähnlichkeit {figure:.0f} von 100</translation>
    </message>
    <message>
        <source>Lens {figure:.0f} %</source>
        <translation>Linse {figure:.0f} %</translation>
    </message>
    <message>
        <source>tags {found} → {written}</source>
        <translation>Tags {found} → {written}</translation>
    </message>
    <message>
        <source>1 tag</source>
        <translation>1 Metadaten-Tag</translation>
    </message>
    <message>
        <source>{count} tags</source>
        <translation>{count} Metadaten-Tags</translation>
    </message>
    <message>
        <source>1 note</source>
        <translation>1 Hinweis</translation>
    </message>
    <message>
        <source>It was done before, by Fixative {version}, and its result is still there. Protect again (F5) does it again.</source>
        <translation>Es wurde schon erledigt, von Fixative {version}, und das Ergebnis ist noch da. „Noch einmal schützen“ (F5) tut es noch einmal.</translation>
    </message>
    <message>
        <source>It was done before, and somebody changed the result since, which was left as it is. Protect again (F5) does it again.</source>
        <translation>Es wurde schon erledigt, und das Ergebnis wurde seither geändert; es blieb, wie es ist. „Noch einmal schützen“ (F5) tut es noch einmal.</translation>
    </message>
    <message>
        <source>{count} notes</source>
        <translation>{count} Hinweise</translation>
    </message>
    <message>
        <source>cloaked pixels about {figure:.0f} of 100 like the original&apos;s (SSIMULACRA2)</source>
        <translation>getarnte Pixel dem Original zu etwa {figure:.0f} von 100 ähnlich (SSIMULACRA2)</translation>
    </message>
    <message>
        <source>AI policy read back from {count} tags</source>
        <translation>KI-Vorgabe aus {count} Metadaten-Tags zurückgelesen</translation>
    </message>
    <message>
        <source>,</source>
        <comment>between thousands</comment>
        <translation>.</translation>
    </message>
    <message>
        <source>1 picture</source>
        <translation>1 Bild</translation>
    </message>
    <message>
        <source>{count} pictures</source>
        <translation>{count} Bilder</translation>
    </message>
    <message>
        <source>{count} done</source>
        <translation>{count} fertig</translation>
    </message>
    <message>
        <source>{count} failed, for the reason in the row</source>
        <translation>{count} misslungen, Grund in der Zeile</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>{count} übrig</translation>
    </message>
    <message>
        <source>{name} and {count} more</source>
        <translation>{name} und {count} weitere</translation>
    </message>
    <message>
        <source>no word about AI</source>
        <translation>kein Wort über KI</translation>
    </message>
    <message>
        <source>something about AI</source>
        <translation>etwas über KI</translation>
    </message>
    <message>
        <source>less than a minute</source>
        <translation>weniger als eine Minute</translation>
    </message>
    <message>
        <source>about a minute</source>
        <translation>etwa eine Minute</translation>
    </message>
    <message>
        <source>about {minutes} minutes</source>
        <translation>etwa {minutes} Minuten</translation>
    </message>
    <message>
        <source>about {hours} h {minutes:02d} min</source>
        <translation>etwa {hours} h {minutes:02d} min</translation>
    </message>
</context>
</TS>
