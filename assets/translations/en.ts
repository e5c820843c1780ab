<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>Check</name>
        <message numerus="yes">
            <source>%n mistake(s)</source>
            <translation>
                <numerusform>%n mistake</numerusform>
                <numerusform>%n mistakes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CleaningOverlay</name>
        <message numerus="yes">
            <source>Touch is off for %n second(s).</source>
            <translation>
                <numerusform>Touch is off for %n second.</numerusform>
                <numerusform>Touch is off for %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Extents</name>
        <message numerus="yes">
            <source>%n short text(s)</source>
            <translation>
                <numerusform>%n short text</numerusform>
                <numerusform>%n short texts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n count(s)</source>
            <translation>
                <numerusform>%n count</numerusform>
                <numerusform>%n counts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n word(s)</source>
            <translation>
                <numerusform>%n word</numerusform>
                <numerusform>%n words</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n question(s)</source>
            <translation>
                <numerusform>%n question</numerusform>
                <numerusform>%n questions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n area(s)</source>
            <translation>
                <numerusform>%n area</numerusform>
                <numerusform>%n areas</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HandoutDialog</name>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>IdlePrompt</name>
        <message numerus="yes">
            <source>Everything will be cleared in %n second(s). Touch anywhere to continue.</source>
            <translation>
                <numerusform>Everything will be cleared in %n second. Touch anywhere to continue.</numerusform>
                <numerusform>Everything will be cleared in %n seconds. Touch anywhere to continue.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Marks</name>
        <message numerus="yes">
            <source>and %n more mark(s)</source>
            <translation>
                <numerusform>and %n more mark</numerusform>
                <numerusform>and %n more marks</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Search</name>
        <message numerus="yes">
            <source>%n result(s) found</source>
            <translation>
                <numerusform>%n result found</numerusform>
                <numerusform>%n results found</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StaffAccess</name>
        <message numerus="yes">
            <source>Too many tries. Wait %n second(s).</source>
            <translation>
                <numerusform>Too many tries. Wait %n second.</numerusform>
                <numerusform>Too many tries. Wait %n seconds.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StandardsReport</name>
        <message numerus="yes">
            <source>%n item(s) failed</source>
            <translation>
                <numerusform>%n item failed</numerusform>
                <numerusform>%n items failed</numerusform>
            </translation>
        </message>
    </context>
</TS>
