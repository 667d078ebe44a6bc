#include "app/session/words.h"

#include "engine/model/text/names.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace braid::session {
namespace {
QString translated(const char* context, const std::string& english) {
    if (english.find('\0') != std::string::npos) // no text of ours, and the translator would see only what is before it
        return QString::fromStdString(english);
    return QCoreApplication::translate(context, english.c_str());
}
struct Findings {
    Q_DECLARE_TR_FUNCTIONS(Findings)
};
struct Comparison {
    Q_DECLARE_TR_FUNCTIONS(Comparison)
};
struct Outcomes {
    Q_DECLARE_TR_FUNCTIONS(Outcomes)
};
} // namespace

QString scenarioTitle(const Scenario& scenario) { return translated("scenario", scenario.title); }
QString scenarioTitle(const QString& title) { return translated("scenario", title.toStdString()); }
QString familyName(const QString& family) { return translated("family", family.toStdString()); }
QString parameterLabel(const Parameter& parameter) { return translated("parameter", parameter.label); }
QString choiceName(const QString& choice) { return translated("choice", choice.toStdString()); }
QString chartLabel(const Chart& chart) { return translated("scenario", chart.label); }
QString acrossLabel(const Chart& chart) { return chart.across.empty() ? QString() : translated("scenario", chart.across); }
QString presetName(const QString& preset) { return translated("preset", preset.toStdString()); }

QString findingTitle(analysis::FindingKind kind) {
    switch (kind) {
    case analysis::FindingKind::Deadlock:
        return Findings::tr("Deadlock");
    case analysis::FindingKind::Hang:
        return Findings::tr("Hang");
    case analysis::FindingKind::LostUpdate:
        return Findings::tr("Lost update");
    case analysis::FindingKind::Misuse:
        return Findings::tr("Misuse");
    case analysis::FindingKind::Crashed:
        return Findings::tr("Crashed");
    case analysis::FindingKind::Failed:
        return Findings::tr("Failed");
    case analysis::FindingKind::Killed:
        return Findings::tr("Killed");
    case analysis::FindingKind::LostEvents:
        return Findings::tr("Events lost");
    case analysis::FindingKind::LoopBlocked:
        return Findings::tr("Event loop blocked");
    case analysis::FindingKind::OwnerDied:
        return Findings::tr("Owner died");
    case analysis::FindingKind::Livelock:
        return Findings::tr("Livelock");
    }
    return {};
}

QString hintTitle(analysis::HintKind kind) {
    switch (kind) {
    case analysis::HintKind::ForkWithLockHeld:
        return Findings::tr("Hint: forked while a lock was held");
    case analysis::HintKind::LockOrderInversion:
        return Findings::tr("Hint: locks in opposite orders");
    }
    return {};
}

QString withoutTitle(analysis::FindingKind kind, const QString& sentence) {
    const QString title = findingTitle(kind);
    for (const char* link : {": ", "\xef\xbc\x9a", " on "}) // the second one is the Chinese colon; "Lost update on counter: …"
        if (sentence.startsWith(title + QString::fromUtf8(link), Qt::CaseInsensitive))
            return sentence.mid(title.size() + QString::fromUtf8(link).size());
    return sentence;
}

QString findingWord(const QString& kind) {
    for (int i = 0; i <= static_cast<int>(analysis::FindingKind::Livelock); ++i)
        if (const auto each = static_cast<analysis::FindingKind>(i); kind == QLatin1String(analysis::findingName(each)))
            return findingTitle(each);
    return kind;
}

QString outcomeWord(const QString& outcome) {
    if (outcome == QLatin1String("finished"))
        return Outcomes::tr("finished");
    if (outcome == QLatin1String("deadlock"))
        return Outcomes::tr("deadlock");
    if (outcome == QLatin1String("hang"))
        return Outcomes::tr("hang");
    if (outcome == QLatin1String("crashed"))
        return Outcomes::tr("crashed");
    if (outcome == QLatin1String("timeout"))
        return Outcomes::tr("time is over");
    return Outcomes::tr("stopped");
}

QString outcomeWord(const model::Model& model) {
    // As in a report: a run whose supervisor never wrote an outcome has crashed.
    const trace::Outcome outcome = model.outcome() == trace::Outcome::Unknown ? trace::Outcome::Crashed : model.outcome();
    const model::Lane* process =
        model.outcome() == trace::Outcome::Crashed && !model.roots().empty() ? model.lane(model.roots().front()) : nullptr;
    if (process && process->end == model::End::Killed)
        return Outcomes::tr("killed");
    if (process && process->end == model::End::Failed)
        return Outcomes::tr("failed");
    return outcomeWord(QString::fromLatin1(model::nameOf(outcome)));
}

QString languageSuffix(const Run& run) {
    static const QRegularExpression python(" \\(Python[^()]*\\)$");
    return run.scenarioId().isEmpty() ? QString() : python.match(run.title()).captured();
}

QString runTitle(const Run& run) {
    if (run.scenarioId().isEmpty())
        return run.title();
    const QString suffix = languageSuffix(run);
    return translated("scenario", run.title().chopped(suffix.size()).toStdString()) + suffix;
}

QString differentScenarios(const QString& first, const QString& second) {
    return Comparison::tr("The two runs are of different scenarios: “%1” and “%2”.").arg(first, second);
}

} // namespace braid::session
