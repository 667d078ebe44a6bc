#include "app/cli/report_json.h"

#include "app/session/run/program_call.h"
#include "app/session/run/run.h"
#include "engine/model/query/statistics.h"
#include "engine/model/text/names.h"
#include "engine/model/text/plain_text.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdio>
#include <string_view>
#include <unordered_map>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;

/// What a scenario noted as JSON; as plain text where it is none or nested too deep.
Json noted(const std::string& text) {
    if (model::nestedTooDeep(text))
        return Json(text);
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
    // Looked up here: the object itself keeps its keys in order and searches them one by one.
    std::unordered_map<std::string_view, std::size_t> places;
    Json json = Json::object();
    std::vector<std::pair<const std::string, Json>>& members = json.get_ref<Json::object_t&>();
    for (const auto& [key, value] : pairs) {
        const auto [place, fresh] = places.emplace(key, members.size());
        if (fresh)
            members.emplace_back(key, noted(value));
        else
            members[place->second].second = noted(value);
    }
    return json;
}

Json movedJson(const model::Model& model) {
    Json moved = Json::array();
    for (const model::MovedParameter& each : model.moved())
        moved.push_back({{"name", each.name}, {"at_ns", each.at}, {"value", each.value}});
    return moved;
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
            {"kind_name", object.word.empty() ? model::nameOf(object.kind) : object.word},
            {"name", object.name},
            {"acquisitions", sums.acquisitions},
            {"contended", sums.contended},
            {"wait_ns", sums.waitNs},
            {"hold_ns", sums.holdNs},
            {"max_depth", sums.maxDepth}};
}

/// As the program's own number.
Json numberJson(trace::ValueType type, std::uint64_t bits) {
    if (type == trace::ValueType::Floating)
        return Json(std::bit_cast<double>(bits));
    return type == trace::ValueType::Unsigned ? Json(bits) : Json(static_cast<std::int64_t>(bits));
}

Json totalJson(const analysis::LostTotal& total) {
    Json json{{"lost", total.updates}};
    if (total.values) {
        json["last_value"] = numberJson(total.values->type, total.values->last);
        json["expected_value"] = numberJson(total.values->type, total.values->expected);
    }
    return json;
}

Json breaksJson(const model::Model& model) {
    Json breaks = Json::array();
    for (const model::Break& each : model.breaks())
        breaks.push_back({{"at_ns", each.at}, {"duration_ns", each.duration}, {"kind", model::nameOf(each.kind)}});
    return breaks;
}

Json edgeJson(const model::Model& model, const analysis::CycleEdge& edge) {
    return {{"kind", analysis::needName(edge.need)},
            {"lane", edge.lane.value},
            {"waits_for", edge.waitsFor.value},
            {"held_by", edge.heldBy.value},
            {"wait_site", siteJson(model, edge.waitSite)},
            {"held_site", siteJson(model, edge.heldSite)}};
}

/// Without the edges of its cycle.
Json findingJson(const model::Model& model, const analysis::Finding& finding) {
    const bool stuck = finding.cause != analysis::StuckCause::None;
    Json json{{"kind", analysis::findingName(finding.kind)}};
    if (stuck)
        json["cause"] = analysis::stuckCauseName(finding.cause);
    else if (finding.kind == analysis::FindingKind::LostUpdate)
        json["cause"] = analysis::updateLossName(finding.loss);
    json["message"] = finding.message.english();
    json["at_ns"] = finding.at;
    if (finding.openedAt >= 0)
        json["opened_ns"] = finding.openedAt;
    json["count"] = finding.count;
    if (finding.count > 1)
        json["last_at_ns"] = finding.lastAt;
    json["lanes"] = idsJson(finding.lanes);
    json["objects"] = idsJson(finding.objects);
    if (stuck)
        json["behind"] = idsJson(finding.behind);
    if (finding.total)
        json["total"] = totalJson(*finding.total);
    if (Json stacks = stacksJson(model, finding); !stacks.empty())
        json["stacks"] = std::move(stacks);
    json["cycle"] = Json::array();
    if (stuck) {
        json["waits"] = Json::array();
        for (std::size_t i = 0; i < finding.waits.size(); ++i) {
            json["waits"].push_back(edgeJson(model, finding.waits[i]));
            if (i < finding.times.size())
                json["waits"].back()["times"] = finding.times[i];
        }
    }
    return json;
}

/// "\uXXXX", two of them for what UTF-16 has no single unit for.
void appendEscaped(std::string& text, char32_t c) {
    const auto append = [&text](char32_t unit) {
        std::array<char, 16> escaped{};
        std::snprintf(escaped.data(), escaped.size(), "\\u%04x", static_cast<unsigned>(unit));
        text += escaped.data();
    };
    if (c < 0x10000)
        return append(c);
    append(0xD7C0 + (c >> 10));
    append(0xDC00 | (c & 0x3FF));
}

} // namespace

Json siteJson(const model::Model& model, SiteId id) {
    const model::Site* site = model.site(id);
    if (site == nullptr)
        return nullptr;
    const auto known = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
    if (site->line == 0) // an address
        return Json{{"file", nullptr}, {"line", nullptr}, {"function", site->function.empty() ? model::placeText(*site) : site->function}};
    Json json{{"file", known(site->file)}, {"line", site->line}, {"function", known(site->function)}};
    if (const model::Site* behind = model.site(site->behind))
        json["native_site"] = model::placeText(*behind);
    return json;
}

Facts factsOf(const session::Run& run) {
    return {run.model(), run.findings(), run.scenarioId().toStdString(), run.lost(), run.damage().toStdString(),
            run.incomplete()};
}

const char* outcomeName(trace::Outcome outcome) {
    return model::nameOf(outcome == trace::Outcome::Unknown ? trace::Outcome::Crashed : outcome);
}

namespace {

/// Everything but the lanes, the objects and the edges of cycles, whose arrays are empty.
Json reportFrame(const Facts& facts) {
    const model::Model& model = facts.model;
    Json json;
    json["scenario"] = facts.scenario.empty() ? Json(nullptr) : Json(facts.scenario);
    json["parameters"] = pairsJson(model.parameters());
    json["moved"] = movedJson(model);
    if (const std::string schedule = scheduleOf(model); !schedule.empty())
        json["schedule"] = schedule;
    if (const auto program = session::recordedProgramOf(model)) {
        json["command"] = Json::array();
        for (const QString& word : program->command)
            json["command"].push_back(word.toStdString());
        json["exit_status"] = program->status ? Json(*program->status) : Json(nullptr);
        json["signal"] = program->signal ? Json(*program->signal) : Json(nullptr);
    }
    json["outcome"] = outcomeName(model.outcome());
    json["result"] = pairsJson(model.results());
    json["result"]["prints"] = printsJson(model);
    json["events"] = model.log().size();
    json["lost"] = facts.lost;
    json["duration_ns"] = model.endTime();
    json["breaks"] = breaksJson(model);
    json["lanes"] = Json::array();
    json["objects"] = Json::array();
    json["findings"] = Json::array();
    for (const analysis::Finding& finding : facts.findings.all())
        json["findings"].push_back(findingJson(facts.model, finding));
    addFigures(json, facts);
    if (!facts.damage.empty())
        json["damage"] = facts.damage;
    if (facts.incomplete)
        json["incomplete"] = true;
    return json;
}

/// `json` as it stands in an array, indented.
std::string elementText(const Json& json, const std::string& indentation) {
    std::string text = jsonText(json);
    text.pop_back();
    std::string indented = indentation;
    for (const char letter : text) {
        indented += letter;
        if (letter == '\n')
            indented += indentation;
    }
    return indented;
}

/// Writes `text` from `at` on up to its next empty array called `name`, which is indented by `indentation`, and `items` in that
/// array; returns where `text` goes on.
template <class Item, class Element>
std::size_t writeArray(const std::string& text, std::size_t at, const std::string& indentation, const std::string& name,
                       const std::vector<Item>& items, const Element& element,
                       const std::function<void(const std::string&)>& write) {
    // No text holds a line break as it is, so that indentation tells the arrays of one level from all others.
    const std::string empty = "\n" + indentation + "\"" + name + "\": []";
    const std::size_t end = text.find(empty, at) + empty.size() - 1;
    write(text.substr(at, end - at));
    for (std::size_t i = 0; i < items.size(); ++i)
        write((i == 0 ? "\n" : ",\n") + elementText(element(items[i]), indentation + "  "));
    if (!items.empty())
        write("\n" + indentation);
    return end;
}

} // namespace

Json reportJson(const Facts& facts) {
    Json json = reportFrame(facts);
    const model::Nanos end = facts.model.endTime();
    for (const LaneId id : facts.model.lanes())
        json["lanes"].push_back(laneJson(*facts.model.lane(id), end));
    for (const ObjectId id : facts.model.objects())
        json["objects"].push_back(objectJson(*facts.model.object(id), end));
    for (std::size_t i = 0; i < facts.findings.all().size(); ++i)
        for (const analysis::CycleEdge& edge : facts.findings.all()[i].cycle)
            json["findings"][i]["cycle"].push_back(edgeJson(facts.model, edge));
    return json;
}

std::string scheduleOf(const model::Model& model) {
    for (const auto& [key, value] : model.info())
        if (key == "schedule")
            return value;
    return {};
}

void writeReport(const Facts& facts, const Json& more, const std::function<void(const std::string&)>& write) {
    const model::Model& model = facts.model;
    std::string text;
    {
        Json frame = reportFrame(facts);
        frame.update(more);
        text = jsonText(frame);
    }
    const auto laneOf = [&](LaneId id) { return laneJson(*model.lane(id), model.endTime()); };
    const auto objectOf = [&](ObjectId id) { return objectJson(*model.object(id), model.endTime()); };
    const auto edgeOf = [&](const analysis::CycleEdge& edge) { return edgeJson(model, edge); };
    std::size_t at = writeArray(text, 0, "  ", "lanes", model.lanes(), laneOf, write);
    at = writeArray(text, at, "  ", "objects", model.objects(), objectOf, write);
    for (const analysis::Finding& finding : facts.findings.all())
        at = writeArray(text, at, "      ", "cycle", finding.cycle, edgeOf, write);
    write(text.substr(at));
}

std::string jsonText(const Json& json) {
    const std::string dumped = json.dump(2, ' ', false, Json::error_handler_t::replace);
    std::string text;
    text.reserve(dumped.size() + 1);
    // JSON allows as they are what a terminal takes for commands or for another direction of writing.
    for (std::size_t at = 0; at < dumped.size();) {
        const char32_t c = model::nextCodePoint(dumped, at);
        if (c < 0x7F || c == model::shownFor(c))
            model::appendUtf8(text, c);
        else
            appendEscaped(text, c);
    }
    return text + '\n';
}

} // namespace braid::cli
