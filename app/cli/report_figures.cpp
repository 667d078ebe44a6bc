// Of a report: hints, contention, and what the recording itself took.
#include "app/cli/report_json.h"
#include "app/cli/story.h"
#include "app/cli/text.h"
#include "engine/analysis/figures/contention.h"
#include "engine/analysis/figures/recorder_cost.h"
#include "engine/analysis/hints/hints.h"
#include "engine/model/text/plain_text.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <cmath>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

Json hintJson(const model::Model& model, const analysis::Hint& hint) {
    Json json{{"kind", analysis::hintName(hint.kind)}, {"message", hint.message.english()}, {"at_ns", hint.at}};
    json["lanes"] = Json::array();
    for (const LaneId lane : hint.lanes)
        json["lanes"].push_back(lane.value);
    json["objects"] = Json::array();
    for (const ObjectId object : hint.objects)
        json["objects"].push_back(object.value);
    json["places"] = Json::array();
    for (const analysis::HintPlace& place : hint.places)
        json["places"].push_back({{"lane", place.lane.value}, {"object", place.object.value}, {"site", siteJson(model, place.site)}});
    return json;
}

/// What a thread was in the midst of when it was looked at, as the trace has it; null where it has none.
Json stackOf(const model::Model& model, LaneId lane) {
    for (const auto& [key, value] : model.info()) {
        if (key != "stack" || model::nestedTooDeep(value))
            continue;
        const Json stack = Json::parse(value, nullptr, false);
        if (stack.is_object() && stack.value("lane", Json()) == Json(lane.value) && stack.contains("frames") && stack["frames"].is_array())
            return stack["frames"];
    }
    return nullptr;
}

/// Of a run with very many, those where lanes waited longest are given.
constexpr std::size_t MostPlaces = 1000;

/// `leftOut`: how many there are beside those.
Json contentionJson(const model::Model& model, std::size_t& leftOut) {
    Json rows = Json::array();
    const std::vector<analysis::ContendedPlace> places = analysis::contention(model, model.endTime());
    leftOut = places.size() - std::min(places.size(), MostPlaces);
    for (std::size_t i = 0; i + leftOut < places.size(); ++i) {
        const analysis::ContendedPlace& place = places[i];
        rows.push_back({{"object", place.object.value},
                        {"wait_site", siteJson(model, place.waitSite)},
                        {"held_site", siteJson(model, place.heldSite)},
                        {"waits", place.waits},
                        {"wait_ns", place.total},
                        {"worst_ns", place.worst},
                        {"worst_lane", idOrNull(place.worstLane)},
                        {"taken_again", place.takenAgain},
                        {"taken_again_by", idOrNull(place.takenAgainBy)}});
    }
    return rows;
}

std::string nanosText(double number) { return QString::number(number, 'f', 1).toStdString(); }

} // namespace

void addFigures(Json& report, const Facts& facts) {
    const model::Model& model = facts.model;
    report["hints"] = Json::array();
    for (const analysis::Hint& hint : analysis::hintsOf(model, facts.findings))
        report["hints"].push_back(hintJson(model, hint));
    std::size_t leftOut = 0;
    report["contention"] = contentionJson(model, leftOut);
    if (leftOut > 0)
        report["contention_left_out"] = leftOut;
    if (const auto cost = analysis::recorderCost(model)) {
        const double rounded = std::round(cost->share * 1e6) / 1e6;
        report["recorder"] = {{"events", cost->events}, {"ns_per_event", cost->nsPerEvent}, {"total_ns", cost->total}, {"share", rounded}};
    }
}

Json stacksJson(const model::Model& model, const analysis::Finding& finding) {
    Json stacks = Json::array();
    for (const LaneId lane : finding.lanes)
        if (Json frames = stackOf(model, lane); !frames.is_null())
            stacks.push_back({{"lane", lane.value}, {"frames", std::move(frames)}});
    return stacks;
}

void writeStacks(std::ostream& out, const model::Model& model, const analysis::Finding& finding) {
    for (const Json& stack : stacksJson(model, finding)) {
        const std::string name(model.name(LaneId{stack["lane"].get<std::uint32_t>()}));
        out << "    " << said(Cli::tr("Stack of %1:"), {model::plainText(name)}) << '\n';
        for (const Json& frame : stack["frames"]) {
            if (!frame.is_object())
                continue;
            const auto text = [&frame](const char* key) { return frame.contains(key) && frame[key].is_string() ? model::plainText(frame[key].get<std::string>()) : std::string(); };
            if (frame.contains("interrupted"))
                out << "      " << said(Cli::tr("(a signal came here)")) << '\n';
            out << "      " << (text("function").empty() ? "?" : text("function")) << "  " << text("place") << '\n';
        }
    }
}

void writeHints(std::ostream& out, const Facts& facts, const Ink& ink) {
    const std::vector<analysis::Hint> hints = analysis::hintsOf(facts.model, facts.findings);
    if (hints.empty())
        return;
    out << '\n'
        << ink.heading(said(Cli::tr("Hints"))) << '\n';
    for (const analysis::Hint& hint : hints)
        out << "  " << said(Cli::tr("at %1: %2"), {model::durationText(hint.at), model::plainText(spoken(hint.message))}) << '\n';
}

void writeContention(std::ostream& out, const Facts& facts, const Ink& ink) {
    const std::vector<analysis::ContendedPlace> places = analysis::contention(facts.model, facts.model.endTime());
    if (places.empty())
        return;
    Table table({said(Cli::tr("object")), said(Cli::tr("waits at")), said(Cli::tr("behind who took it at")), said(Cli::tr("waits")),
                 said(Cli::tr("waited")), said(Cli::tr("longest")), said(Cli::tr("taken again meanwhile"))},
                3, 6);
    for (const analysis::ContendedPlace& place : places)
        table.add({model::plainText(facts.model.name(place.object)), model::plainText(model::siteText(facts.model, place.waitSite)),
                   model::plainText(model::siteText(facts.model, place.heldSite)),
                   std::to_string(place.waits), model::durationText(place.total), model::durationText(place.worst), std::to_string(place.takenAgain)});
    out << '\n'
        << ink.heading(said(Cli::tr("Contention"))) << '\n';
    table.write(out, ink);
}

void writeRecorderCost(std::ostream& out, const Facts& facts) {
    if (const auto cost = analysis::recorderCost(facts.model))
        out << '\n'
            << said(Cli::tr("Recording it took about %1 ns for each of %2 events, %3 together: %4 of the time its threads ran"),
                    {nanosText(cost->nsPerEvent), model::countText(cost->events), model::durationText(cost->total), shareText(cost->share, 1)})
            << '\n';
}

} // namespace braid::cli
