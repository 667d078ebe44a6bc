#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/text.h"
#include "app/render/picture/comparison.h"
#include "app/render/picture/picture.h"
#include "app/render/scene/translate.h"
#include "app/session/catalogue.h"
#include "app/session/parameters_line.h"
#include "app/session/verdict.h"
#include "app/session/words.h"
#include "engine/analysis/figures/comparison.h"
#include "engine/model/text/plain_text.h"

#include <sstream>

namespace braid::cli {
namespace {

using analysis::Difference;
using analysis::Quantity;

analysis::RunFacts facts(const session::Run& run, const session::Catalogue* catalogue) {
    analysis::RunFacts all = analysis::factsOf(run.model(), run.findings(), analysis::statistics(run.model(), run.edge()));
    all.parameters = session::inUnits(std::move(all.parameters), catalogue ? catalogue->find(run.scenarioId()) : nullptr);
    return all;
}

std::string headingOf(analysis::Subject subject) {
    constexpr const char* Headings[] = {QT_TRANSLATE_NOOP("Cli", "Parameters"), QT_TRANSLATE_NOOP("Cli", "Outcome"),
                                        QT_TRANSLATE_NOOP("Cli", "Findings"), QT_TRANSLATE_NOOP("Cli", "Results"),
                                        QT_TRANSLATE_NOOP("Cli", "Duration"), QT_TRANSLATE_NOOP("Cli", "Lanes"),
                                        QT_TRANSLATE_NOOP("Cli", "Objects")};
    return said(Cli::tr(Headings[static_cast<std::size_t>(subject)]));
}

/// Of what the two runs are: ids, "" of a recorded program, and where these differ a sentence.
struct Scenarios {
    std::string first, second, sentence;
};

Scenarios scenariosOf(const session::Run& first, const session::Run& second) {
    const QString one = first.scenarioId(), other = second.scenarioId();
    return {one.toStdString(), other.toStdString(),
            one == other ? std::string() : session::differentScenarios(session::runTitle(first), session::runTitle(second)).toStdString()};
}

std::string text(const Report& words, const Scenarios& scenarios, const std::vector<Difference>& differences) {
    const Ink ink(colouredOutput());
    std::ostringstream out;
    out << ink.heading(said(Cli::tr("first: "))) << ' ' << model::plainText(words.file) << '\n'
        << ink.heading(said(Cli::tr("second:"))) << ' ' << model::plainText(words.compare) << '\n';
    if (!scenarios.sentence.empty())
        out << '\n'
            << model::plainText(scenarios.sentence) << '\n';
    if (differences.empty())
        out << '\n'
            << said(Cli::tr("The two runs do not differ by more than any two runs do.")) << '\n';
    const Difference* last = nullptr;
    for (const Difference& difference : differences) {
        if (!last || last->subject != difference.subject)
            out << '\n'
                << ink.heading(headingOf(difference.subject)) << '\n';
        out << "  " << model::plainText(spoken(difference.sentence)) << '\n';
        last = &difference;
    }
    return out.str();
}

nlohmann::ordered_json json(const Report& words, const Scenarios& scenarios, const std::vector<Difference>& differences) {
    nlohmann::ordered_json all;
    all["first"] = words.file;
    all["second"] = words.compare;
    all["scenarios"] = {scenarios.first, scenarios.second};
    all["differences"] = nlohmann::ordered_json::array();
    for (const Difference& difference : differences) {
        nlohmann::ordered_json one{{"subject", analysis::nameOf(difference.subject)},
                                   {"name", difference.name},
                                   {"what", difference.what},
                                   {"message", difference.sentence.english()}};
        const auto number = [&](double value) -> nlohmann::ordered_json {
            if (difference.quantity == Quantity::None)
                return nullptr;
            if (difference.quantity == Quantity::Nanoseconds || difference.quantity == Quantity::Count)
                return static_cast<std::int64_t>(value);
            return value;
        };
        one["first"] = number(difference.first);
        one["second"] = number(difference.second);
        all["differences"].push_back(std::move(one));
    }
    return all;
}

Status drawComparison(const session::Run& first, const session::Run& second, const session::Catalogue* catalogue, const std::string& path,
                      const std::vector<Difference>& differences) {
    std::vector<render::ComparedRun> runs;
    for (const session::Run* run : {&first, &second}) {
        const session::Scenario* scenario = catalogue ? catalogue->find(run->scenarioId()) : nullptr;
        const auto verdict = session::verdictOf(*run, scenario);
        runs.push_back({&run->model(), &run->findings(), run->edge(), session::runTitle(*run), verdict ? verdict->line() : QString(),
                        session::parametersLine(run->model(), scenario)});
    }
    render::ComparisonOptions options;
    for (const Difference& difference : differences)
        options.differences << render::translated(difference.sentence);
    return render::writeScene(QString::fromStdString(path), render::composeComparison(runs, options), render::Theme::light(), 1,
                              session::runTitle(first) + QStringLiteral(" / ") + session::runTitle(second));
}

} // namespace

int sayComparison(const session::Run& first, const session::Run& second, const Report& words) {
    // Only for the units of the parameters; traces can be compared where braid-host is missing.
    const auto catalogue = session::Catalogue::load();
    const session::Catalogue* known = catalogue ? &catalogue.value() : nullptr;
    const auto differences = analysis::compare(facts(first, known), facts(second, known));
    const Scenarios scenarios = scenariosOf(first, second);
    if (!words.image.empty())
        if (const auto drawn = drawComparison(first, second, known, words.image, differences); !drawn)
            return refuse(drawn.error(), CouldNot);
    return say(words.json ? jsonText(json(words, scenarios, differences)) : text(words, scenarios, differences));
}

} // namespace braid::cli
