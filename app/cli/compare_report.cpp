#include "app/cli/commands.h"
#include "app/cli/report_json.h"
#include "app/cli/text.h"
#include "app/render/picture/picture.h"
#include "app/render/scene/translate.h"
#include "app/session/catalogue.h"
#include "app/session/compared_run.h"
#include "app/session/words.h"
#include "engine/analysis/figures/comparison.h"
#include "engine/model/text/plain_text.h"

#include <sstream>
#include <vector>

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

/// One of the further runs against the first one.
struct Comparison {
    std::string file;
    QString differentScenarios; ///< a sentence; empty: they are of one scenario
    std::vector<Difference> differences;
};

/// The differences under headings.
void list(std::ostream& out, const Ink& ink, const Comparison& comparison) {
    if (!comparison.differentScenarios.isEmpty())
        out << '\n'
            << model::plainText(comparison.differentScenarios.toStdString()) << '\n';
    if (comparison.differences.empty())
        out << '\n'
            << said(Cli::tr("The two runs do not differ by more than any two runs do.")) << '\n';
    const Difference* last = nullptr;
    for (const Difference& difference : comparison.differences) {
        if (!last || last->subject != difference.subject)
            out << '\n'
                << ink.heading(headingOf(difference.subject)) << '\n';
        out << "  " << model::plainText(spoken(difference.sentence)) << '\n';
        last = &difference;
    }
}

std::string text(const Report& words, const std::vector<Comparison>& comparisons) {
    const Ink ink(colouredOutput());
    std::ostringstream out;
    if (comparisons.size() == 1) {
        out << ink.heading(said(Cli::tr("first: "))) << ' ' << model::plainText(words.file) << '\n'
            << ink.heading(said(Cli::tr("second:"))) << ' ' << model::plainText(comparisons.front().file) << '\n';
        list(out, ink, comparisons.front());
        return out.str();
    }
    out << ink.heading("1:") << ' ' << model::plainText(words.file) << '\n';
    for (std::size_t i = 0; i < comparisons.size(); ++i)
        out << ink.heading(std::to_string(i + 2) + ":") << ' ' << model::plainText(comparisons[i].file) << '\n';
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        out << '\n'
            << ink.heading(said(Cli::tr("Run %1 (second) compared with run 1 (first)"), {std::to_string(i + 2)})) << '\n';
        list(out, ink, comparisons[i]);
    }
    return out.str();
}

nlohmann::ordered_json json(const std::vector<Difference>& differences) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
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
        all.push_back(std::move(one));
    }
    return all;
}

/// Of two runs one object; of more a list of such, each of the first run and one of the others.
nlohmann::ordered_json json(const Report& words, std::span<const std::unique_ptr<session::Run>> runs, const std::vector<Comparison>& comparisons) {
    nlohmann::ordered_json all = nlohmann::ordered_json::array();
    for (std::size_t i = 0; i < comparisons.size(); ++i) {
        nlohmann::ordered_json one;
        one["first"] = words.file;
        one["second"] = comparisons[i].file;
        one["scenarios"] = {runs.front()->scenarioId().toStdString(), runs[i + 1]->scenarioId().toStdString()}; // "" of a recorded program
        one["differences"] = json(comparisons[i].differences);
        all.push_back(std::move(one));
    }
    if (all.size() == 1)
        return all.front();
    return {{"comparisons", std::move(all)}};
}

Status drawComparison(std::span<const std::unique_ptr<session::Run>> runs, const session::Catalogue* catalogue, const std::string& path,
                      const std::vector<Comparison>& comparisons) {
    std::vector<render::ComparedRun> compared;
    QStringList titles;
    for (const std::unique_ptr<session::Run>& run : runs) {
        compared.push_back(session::comparedRun(*run, catalogue ? catalogue->find(run->scenarioId()) : nullptr));
        titles << compared.back().title;
    }
    render::ComparisonOptions options;
    for (std::size_t i = 0; i < comparisons.size(); ++i)
        options.differences.push_back({i + 2, session::listedDifferences(comparisons[i].differences)});
    return render::writeScene(QString::fromStdString(path), render::composeComparison(compared, options), render::Theme::light(), 1,
                              titles.join(QStringLiteral(" / ")));
}

} // namespace

int sayComparison(std::span<const std::unique_ptr<session::Run>> runs, const Report& words) {
    // Only for the units of the parameters; traces can be compared where braid-host is missing.
    const auto catalogue = session::Catalogue::load();
    const session::Catalogue* known = catalogue ? &catalogue.value() : nullptr;
    const session::Run& first = *runs.front();
    const analysis::RunFacts base = facts(first, known);
    std::vector<Comparison> comparisons;
    for (std::size_t i = 1; i < runs.size(); ++i)
        comparisons.push_back({words.compare[i - 1],
                               first.scenarioId() == runs[i]->scenarioId()
                                   ? QString()
                                   : session::differentScenarios(session::runTitle(first), session::runTitle(*runs[i])),
                               analysis::compare(base, facts(*runs[i], known))});
    if (!words.image.empty())
        if (const auto drawn = drawComparison(runs, known, words.image, comparisons); !drawn)
            return refuse(drawn.error(), CouldNot);
    return say(words.json ? jsonText(json(words, runs, comparisons)) : text(words, comparisons));
}

} // namespace braid::cli
