#pragma once

#include <QDomDocument>
#include <QFile>
#include <QHash>
#include <QRegularExpression>
#include <QSet>
#include <QString>
#include <QStringList>

/// What a .ts file holds, for the tests that everything is translated.
class TsFile {
public:
    /// `name` in the folder of the translations, or a whole path.
    explicit TsFile(const QString& name) {
        QFile file(name.startsWith('/') ? name : QStringLiteral(BRAID_TRANSLATIONS "/") + name);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QDomDocument document;
        document.setContent(&file);
        for (QDomElement context = document.documentElement().firstChildElement("context"); !context.isNull();
             context = context.nextSiblingElement("context")) {
            const QString contextName = context.firstChildElement("name").text();
            for (QDomElement message = context.firstChildElement("message"); !message.isNull();
                 message = message.nextSiblingElement("message")) {
                const QString source = message.firstChildElement("source").text();
                const QDomElement translation = message.firstChildElement("translation");
                if (translation.hasAttribute("type") || translation.text().isEmpty())
                    unfinished << contextName + ": " + source;
                else
                    texts[contextName].insert(source, translation.text());
            }
        }
    }

    QHash<QString, QHash<QString, QString>> texts; ///< by context, then source
    QStringList unfinished;
};

/// The places %1 … %9 in a text.
inline QSet<QString> placesOf(const QString& text) {
    static const QRegularExpression place("%[1-9]");
    QSet<QString> places;
    for (auto it = place.globalMatch(text); it.hasNext();)
        places.insert(it.next().captured());
    return places;
}
