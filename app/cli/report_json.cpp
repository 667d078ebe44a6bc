#include "app/cli/report_json.h"

#include "app/session/run.h"
#include "engine/model/names.h"
#include "engine/model/statistics.h"

#include <algorithm>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What a scenario noted as JSON; as plain text where it is none.
Json noted(const std::string& text) {
    Json value = Json::parse(text, nullptr, false);
    return value.is_discarded() ? Json(text) : value;
}

template <class Tag>
Json idsJson(const std::vector<Id<Tag>>& ids) {
    Json json = Json::array();
    for (const auto id : ids)
        json.push_back(id.value);
    return json;
}

Json pairsJson(const model::Model::Pairs& pairs) {
    Json json = Json::object();
    for (const auto& [key, value] : pairs)
        json[key] = noted(value);
    return json;
}

Json printsJson(const model::Model& model) {
    Json prints = Json::array();
    for (const model::EventIndex index : model.prints()) {
        const trace::Event event = model.event(index);
        prints.push_back({{"lane", event.lane.value}, {"at_ns", event.time.count()}, {"text", std::string(event.text)}});
    }
    return prints;
}

Json laneJson(const model::Lane& lane, model::Nanos end) {
    Json states = Json::object();
    const model::StateTimes times = model::stateTimes(lane, end);
    for (std::size_t i = 0; i < times.size(); ++i)
        if (times[i] > 0)
            states[model::nameOf(static_cast<model::State>(i))] = times[i];
    return {{"id", lane.id.value},
            {"kind", model::nameOf(lane.kind)},
            {"name", lane.name},
            {"parent", idOrNull(lane.parent)},
            {"states", std::move(states)}};
}

Json objectJson(const model::Object& object, model::Nanos end) {
    const model::ObjectStatistics sums = model::statistics(object, end);
    return {{"id", object.id.value},
            {"kind", model::nameOf(object.kind)},
            {"name", object.name},
            {"acquisitions", sums.acquisitions},
            {"contended", sums.contended},
            {"wait_ns", sums.waitNs},
            {"hold_ns", sums.holdNs},
            {"max_depth", sums.maxDepth}};
}

Json findingJson(const model::Model& model, const analysis::Finding& finding) {
    Json cycle = Json::array();
    for (const analysis::CycleEdge& edge : finding.cycle)
        cycle.push_back({{"lane", edge.lane.value},
                         {"waits_for", edge.waitsFor.value},
                         {"held_by", edge.heldBy.value},
                         {"wait_site", siteJson(model, edge.waitSite)},
                         {"held_site", siteJson(model, edge.heldSite)}});
    return {{"kind", analysis::findingName(finding.kind)},
            {"message", finding.message.english()},
            {"at_ns", finding.at},
            {"lanes", idsJson(finding.lanes)},
            {"objects", idsJson(finding.objects)},
            {"cycle", std::move(cycle)}};
}

} // namespace

Json siteJson(const model::Model& model, SiteId id) {
    const model::Site* site = model.site(id);
    return site == nullptr ? Json(nullptr) : Json(site->file + ":" + std::to_string(site->line));
}

Facts factsOf(const session::Run& run) {
    return {run.model(), run.findings(), run.scenarioId().toStdString(), run.lost(), run.damage().toStdString()};
}

const char* outcomeName(trace::Outcome outcome) {
    return model::nameOf(outcome == trace::Outcome::Unknown ? trace::Outcome::Crashed : outcome);
}

Json reportJson(const Facts& facts) {
    const model::Model& model = facts.model;
    const model::Nanos end = model.endTime();
    Json json;
    json["scenario"] = facts.scenario.empty() ? Json(nullptr) : Json(facts.scenario);
    json["parameters"] = pairsJson(model.parameters());
    json["outcome"] = outcomeName(model.outcome());
    json["result"] = pairsJson(model.results());
    json["result"]["prints"] = printsJson(model);
    json["events"] = model.log().size();
    json["lost"] = facts.lost;
    json["duration_ns"] = end;
    json["lanes"] = Json::array();
    for (const LaneId id : model.lanes())
        json["lanes"].push_back(laneJson(*model.lane(id), end));
    json["objects"] = Json::array();
    for (const ObjectId id : model.objects())
        json["objects"].push_back(objectJson(*model.object(id), end));
    json["findings"] = Json::array();
    for (const analysis::Finding& finding : facts.findings.all())
        json["findings"].push_back(findingJson(model, finding));
    if (!facts.damage.empty())
        json["damage"] = facts.damage;
    return json;
}

std::string jsonText(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

} // namespace braid::cli
