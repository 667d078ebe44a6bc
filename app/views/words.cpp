#include "app/views/words.h"

#include "app/render/translate.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <cmath>

namespace braid::views {
namespace {
QString translated(const char* context, const QString& english) {
    return QCoreApplication::translate(context, english.toUtf8().constData());
}
struct Findings {
    Q_DECLARE_TR_FUNCTIONS(Findings)
};
struct Outcomes {
    Q_DECLARE_TR_FUNCTIONS(Outcomes)
};
} // namespace

QString scenarioTitle(const session::Scenario& scenario) { return translated("scenario", scenario.title); }
QString familyName(const QString& family) { return translated("family", family); }
QString parameterLabel(const session::Parameter& parameter) { return translated("parameter", parameter.label); }
QString choiceName(const QString& choice) { return translated("choice", choice); }
QString chartLabel(const session::Chart& chart) { return translated("scenario", chart.label); }
QString presetName(const QString& preset) { return translated("preset", preset); }

QString findingTitle(int kind) {
    switch (static_cast<analysis::FindingKind>(kind)) {
    case analysis::FindingKind::Deadlock:
        return Findings::tr("Deadlock");
    case analysis::FindingKind::Hang:
        return Findings::tr("Stuck for ever");
    case analysis::FindingKind::LostUpdate:
        return Findings::tr("Lost update");
    case analysis::FindingKind::Misuse:
        return Findings::tr("Misuse");
    case analysis::FindingKind::Crashed:
        return Findings::tr("Crashed");
    case analysis::FindingKind::Killed:
        return Findings::tr("Killed");
    case analysis::FindingKind::LostEvents:
        return Findings::tr("Events lost");
    case analysis::FindingKind::LoopBlocked:
        return Findings::tr("Event loop blocked");
    case analysis::FindingKind::OwnerDied:
        return Findings::tr("Owner died");
    }
    return {};
}

QString findingWord(const QString& kind) {
    for (int i = 0; i <= static_cast<int>(analysis::FindingKind::LoopBlocked); ++i)
        if (kind == QLatin1String(analysis::findingName(static_cast<analysis::FindingKind>(i))))
            return findingTitle(i);
    return kind;
}

QString outcomeWord(const QString& outcome) {
    if (outcome == QLatin1String("finished"))
        return Outcomes::tr("finished");
    if (outcome == QLatin1String("deadlock"))
        return Outcomes::tr("deadlock");
    if (outcome == QLatin1String("crashed"))
        return Outcomes::tr("crashed");
    if (outcome == QLatin1String("timeout"))
        return Outcomes::tr("time is over");
    return Outcomes::tr("stopped");
}

QString findingSentence(const analysis::Finding& finding) {
    const QString sentence = render::translated(finding.message);
    const QString title = findingTitle(static_cast<int>(finding.kind));
    for (const char* colon : {": ", "\xef\xbc\x9a"}) // the second one is the Chinese colon
        if (sentence.startsWith(title + QString::fromUtf8(colon), Qt::CaseInsensitive))
            return sentence.mid(title.size() + QString::fromUtf8(colon).size());
    return sentence;
}

QString parametersLine(const session::Run& run, const session::Scenario* scenario) {
    constexpr qsizetype Most = 60; // no scenario has as many
    QStringList parts;
    for (const auto& [name, json] : run.model().parameters()) {
        if (parts.size() == Most) {
            parts << QStringLiteral("…");
            break;
        }
        const QString key = QString::fromStdString(name);
        // A bare value is no JSON document to Qt, one in an array is.
        const QByteArray wrapped = '[' + QByteArray::fromStdString(json) + ']';
        const QVariant value = QJsonDocument::fromJson(wrapped).array().at(0).toVariant();
        const session::Parameter* parameter = scenario ? scenario->parameter(key) : nullptr;
        parts << key + QStringLiteral(" = ") + (parameter ? session::valueText(*parameter, value) : value.toString());
    }
    return parts.join(QStringLiteral(" · "));
}

QString withoutMnemonic(QString text) {
    static const QRegularExpression inBrackets(QStringLiteral("\\(&.\\)"));
    return text.remove(inBrackets).remove(u'&');
}

QString momentText(model::Nanos time) {
    const double ns = static_cast<double>(time);
    const double magnitude = std::abs(ns);
    if (magnitude >= 1e9)
        return QStringLiteral("%1 s").arg(ns / 1e9, 0, 'f', 3);
    if (magnitude >= 1e6)
        return QStringLiteral("%1 ms").arg(ns / 1e6, 0, 'f', 2);
    if (magnitude >= 1e3)
        return QStringLiteral("%1 µs").arg(ns / 1e3, 0, 'f', 1);
    return QStringLiteral("%1 ns").arg(time);
}

} // namespace braid::views
