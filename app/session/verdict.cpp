#include "app/session/verdict.h"

#include "app/render/panels/graph_forms.h"
#include "app/render/scene/coordinates.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/translate.h"
#include "app/session/run/program_call.h"
#include "app/session/words.h"
#include "engine/analysis/findings/story.h"
#include "engine/model/text/names.h"
#include "engine/parameter/json.h"

#include <algorithm>

namespace braid::session {
namespace {

struct Verdicts {
    Q_DECLARE_TR_FUNCTIONS(Verdict)
};

bool contains(const std::vector<std::string>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

bool isOutcome(const std::string& word) {
    return word == "finished" || word == "deadlock" || word == "hang" || word == "crashed" || word == "timeout" || word == "stopped";
}

/// "deadlock", "finished + Lost update": outcomes first, `finished` only where it stands alone.
QString wordsOf(const std::vector<std::string>& names) {
    QStringList words;
    for (const std::string& name : names)
        if (isOutcome(name) && (name != "finished" || names.size() == 1))
            words << outcomeWord(QString::fromStdString(name));
    for (const std::string& name : names)
        if (!isOutcome(name))
            words << findingWord(QString::fromStdString(name)).toLower();
    return words.join(QStringLiteral(" + "));
}

/// The initial values of the run are those of `preset`, as far as the trace has them.
bool hasValuesOf(const model::Model& model, const Scenario& scenario, const Preset& preset) {
    const parameter::ValueMap values = scenario.valuesOf(preset);
    return std::all_of(model.parameters().begin(), model.parameters().end(), [&](const auto& pair) {
        const Parameter* parameter = scenario.parameter(pair.first);
        const auto wanted = values.find(pair.first);
        if (!parameter || wanted == values.end())
            return true;
        const auto value = parameter::valueFromJson(*parameter, pair.second);
        return value && *value == wanted->second;
    });
}

/// What came is what `expected` names, by the rule of the scenarios' own tests.
bool came(const model::Model& model, const analysis::Findings& findings, const std::vector<std::string>& expected) {
    const std::string outcome = model::nameOf(model.outcome());
    const auto found = [&](const std::string& word) {
        return std::any_of(findings.all().begin(), findings.all().end(), [&](const analysis::Finding& finding) { return word == analysis::findingName(finding.kind); });
    };
    const bool all = std::all_of(expected.begin(), expected.end(), [&](const std::string& word) { return word == outcome || found(word); });
    return all && std::all_of(findings.all().begin(), findings.all().end(), [&](const analysis::Finding& finding) {
               return contains(expected, analysis::findingName(finding.kind)) || (finding.kind == analysis::FindingKind::Hang && outcome == "deadlock");
           });
}

/// What reads and writes a variable is not recorded there.
bool isOfPython(const model::Model& model) {
    return std::any_of(model.info().begin(), model.info().end(), [](const auto& said) { return said.first == "python"; });
}

QString expectedText(const model::Model& model, const analysis::Findings& findings, const Scenario* scenario) {
    if (!scenario || !model.finished() || model.outcome() == trace::Outcome::Stopped)
        return {};
    const auto expected = expectationOf(model, *scenario);
    if (!expected || (isOfPython(model) && contains(*expected, "lost_update")))
        return {};
    if (came(model, findings, *expected))
        return findings.all().empty() ? Verdicts::tr("as expected") : Verdicts::tr("this scenario is meant to show it");
    return Verdicts::tr("expected: %1").arg(wordsOf(*expected));
}

QString causeAndSentence(const model::Model& model, const analysis::Finding& finding) {
    const QString sentence = withoutTitle(finding.kind, render::translated(analysis::headlineOf(model, finding)));
    // That nobody is left the sentence says itself.
    const QString cause = finding.cause == analysis::StuckCause::NobodyLeft ? QString() : render::causeText(finding.cause);
    return cause.isEmpty() ? sentence : Verdicts::tr("%1: %2").arg(cause, sentence);
}

Verdict ofOutcome(const model::Model& model, bool incomplete) {
    Verdict verdict;
    const QString after = render::textOf(model::durationText(model.endTime()));
    const std::optional<RecordedProgram> program = recordedProgramOf(model);
    const std::optional<int> status = program ? program->status : std::nullopt;
    if (status)
        verdict.sentence = Verdicts::tr("exit status %1").arg(*status);
    switch (model.outcome()) {
    case trace::Outcome::Finished:
        verdict.headline = incomplete ? Verdicts::tr("Finished after %1; parts of the run are not recorded").arg(after)
                                      : Verdicts::tr("Finished in %1").arg(after);
        if (status && *status != 0)
            verdict.tone = Tone::Notice;
        break;
    case trace::Outcome::Stopped:
        verdict.headline = Verdicts::tr("Stopped after %1").arg(after);
        break;
    case trace::Outcome::TimedOut:
        verdict.tone = Tone::Notice;
        verdict.headline = Verdicts::tr("Not finished after %1").arg(after);
        verdict.sentence = Verdicts::tr("its time was over");
        break;
    default:
        verdict.tone = Tone::Alarm;
        verdict.headline = Verdicts::tr("Ended after %1").arg(after);
        verdict.sentence = outcomeWord(model);
        break;
    }
    return verdict;
}

} // namespace

QString Verdict::line() const {
    QString text = sentence.isEmpty() ? headline : Verdicts::tr("%1: %2").arg(headline, sentence);
    if (further > 0)
        text += QStringLiteral(" · ") + Verdicts::tr("%1 more").arg(QString::fromStdString(model::countText(further)));
    return expected.isEmpty() ? text : text + QStringLiteral(" · ") + expected;
}

std::optional<std::vector<std::string>> expectationOf(const model::Model& model, const Scenario& scenario) {
    const auto preset = std::find_if(scenario.presets.begin(), scenario.presets.end(),
                                     [&](const Preset& each) { return hasValuesOf(model, scenario, each); });
    if (preset == scenario.presets.end() || !model.moved().empty())
        return std::nullopt;
    const std::vector<std::string>& expects = preset->expects.empty() ? scenario.expects : preset->expects;
    if (expects.empty() || contains(expects, "any"))
        return std::nullopt;
    return expects;
}

std::optional<Verdict> verdictOf(const Run& run, const Scenario* scenario) {
    return verdictOf(run.model(), run.findings(), run.incomplete(), scenario);
}

std::optional<Verdict> verdictOf(const model::Model& model, const analysis::Findings& findings, bool incomplete, const Scenario* scenario) {
    const std::optional<std::size_t> main = analysis::mainFinding(findings);
    if (!main && !model.finished())
        return std::nullopt;
    Verdict verdict;
    if (main) {
        const analysis::Finding& finding = findings.all()[*main];
        verdict.tone = Tone::Alarm;
        verdict.finding = main;
        verdict.headline = findingTitle(finding.kind);
        verdict.sentence = causeAndSentence(model, finding);
        for (const analysis::Finding& each : findings.all())
            verdict.further += each.kind == analysis::FindingKind::LostUpdate ? 1 : each.count;
        verdict.further -= finding.kind == analysis::FindingKind::LostUpdate ? 1 : finding.count;
    } else {
        verdict = ofOutcome(model, incomplete);
    }
    verdict.expected = expectedText(model, findings, scenario);
    if (verdict.tone == Tone::Quiet && !verdict.expected.isEmpty() && !came(model, findings, *expectationOf(model, *scenario)))
        verdict.tone = Tone::Notice;
    return verdict;
}

QString partText(model::Nanos from, model::Nanos to, model::Nanos edge) {
    model::Nanos step = 1; // a power of ten, at most a hundredth of what is shown
    while (step * 1000 <= to - from)
        step *= 10;
    return Verdicts::tr("%1 – %2 of %3").arg(render::momentText(from, step), render::momentText(to, step), render::textOf(model::durationText(edge)));
}

} // namespace braid::session
