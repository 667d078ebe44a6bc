#include "app/cli/repeat_report.h"

#include "app/cli/text.h"
#include "app/session/words.h"
#include "engine/model/text/plain_text.h"

#include <algorithm>
#include <cmath>
#include <sstream>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

constexpr double longestBar = 40; ///< characters

Json countsJson(const session::Counts& counts) {
    Json json = Json::object();
    for (const auto& [name, times] : counts)
        json[name.toStdString()] = times;
    return json;
}

Json distributionJson(const session::Distribution& distribution) {
    if (!distribution.measured)
        return countsJson(distribution.counts);
    const session::Spread& spread = *distribution.spread;
    return {{"min", spread.min}, {"median", spread.median}, {"max", spread.max}};
}

/// The longest value of `counts` has the longest bar.
std::string barText(int times, int most) {
    const double length = longestBar * times / most;
    std::string bar;
    for (int i = 0; i < static_cast<int>(length); ++i)
        bar += "█";
    constexpr const char* eighths[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    return bar + eighths[static_cast<int>((length - std::floor(length)) * 8)];
}

void writeCounts(std::ostream& out, const Ink& ink, const std::string& heading, const session::Counts& counts,
                 std::size_t runs) {
    out << '\n'
        << ink.heading(heading) << '\n';
    int most = 1;
    for (const auto& [name, times] : counts)
        most = std::max(most, times);
    Table table({"", said(Cli::tr("runs")), said(Cli::tr("share")), ""}, 1, 2);
    for (const auto& [name, times] : counts)
        table.add({name.toStdString(), std::to_string(times), shareText(times, static_cast<double>(runs)),
                   barText(times, most)});
    table.write(out, ink);
    if (counts.empty())
        out << "  " << said(Cli::tr("none")) << '\n';
}

/// The stable names as translated words.
session::Counts named(session::Counts counts, QString (*word)(const QString&)) {
    for (auto& [name, times] : counts)
        name = word(name);
    return counts;
}

std::string numberText(double number) {
    std::ostringstream text;
    text.precision(6);
    text << number;
    return text.str();
}

} // namespace

Json repeatJson(const session::Tally& tally) {
    Json json;
    json["runs"] = tally.runs().size();
    json["outcomes"] = countsJson(tally.outcomes());
    json["findings"] = countsJson(tally.findings());
    json["results"] = Json::object();
    for (const QString& key : tally.resultKeys())
        json["results"][key.toStdString()] = distributionJson(tally.result(key));
    const session::Spread durations = tally.durations();
    json["durations_ms"] = {
        {"min", durations.min}, {"median", durations.median}, {"p99", durations.p99}, {"max", durations.max}};
    return json;
}

std::string repeatText(const session::Tally& tally, const RepeatTextOptions& options) {
    const Ink ink(options.colours);
    const std::size_t runs = tally.runs().size();
    std::ostringstream out;
    const std::string count = model::countText(runs);
    out << ink.heading(options.scenario) << ": ";
    if (static_cast<int>(runs) < options.wanted)
        out << said(Cli::tr("%1 of %2 runs"), {count, model::countText(static_cast<std::uint64_t>(options.wanted))});
    else
        out << (runs == 1 ? said(Cli::tr("%1 run"), {count}) : said(Cli::tr("%1 runs"), {count}));
    out << '\n';
    if (!options.parameters.empty())
        out << options.parameters << '\n';
    writeCounts(out, ink, said(Cli::tr("Outcomes")), named(tally.outcomes(), session::outcomeWord), runs);
    writeCounts(out, ink, said(Cli::tr("Findings")), named(tally.findings(), session::findingWord), runs);
    Table spreads({"", said(Cli::tr("min")), said(Cli::tr("median")), "p99", said(Cli::tr("max"))}, 1, 4);
    const auto addSpread = [&](const std::string& name, const session::Spread& spread) {
        spreads.add({name, numberText(spread.min), numberText(spread.median), numberText(spread.p99), numberText(spread.max)});
    };
    addSpread(said(Cli::tr("duration, ms")), tally.durations());
    for (const QString& key : tally.resultKeys()) {
        const session::Distribution distribution = tally.result(key);
        if (distribution.measured)
            addSpread(key.toStdString(), *distribution.spread);
        else
            writeCounts(out, ink, said(Cli::tr("Result %1"), {model::plainText(key.toStdString())}), distribution.counts, runs);
    }
    out << '\n'
        << ink.heading(said(Cli::tr("Measured"))) << '\n';
    spreads.write(out, ink);
    return out.str();
}

} // namespace braid::cli
