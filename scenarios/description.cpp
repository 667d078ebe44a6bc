#include "scenarios/catalogue.h"

#include <nlohmann/json.hpp>

namespace braid::scenarios {
namespace {

using Json = nlohmann::ordered_json;

Json toJson(const Value& value) {
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

const char* kindName(Parameter::Kind kind) {
    switch (kind) {
    case Parameter::Kind::Integer:
        return "integer";
    case Parameter::Kind::Real:
        return "real";
    case Parameter::Kind::Time:
        return "time";
    case Parameter::Kind::Choice:
        return "choice";
    case Parameter::Kind::Flag:
        break;
    }
    return "flag";
}

Json toJson(const Parameter& parameter, std::size_t index) {
    Json json{{"name", parameter.name},
              {"label", parameter.label},
              {"kind", kindName(parameter.kind)},
              {"unit", parameter.unit},
              {"default", toJson(parameter.defaultValue)}};
    if (parameter.kind == Parameter::Kind::Real) {
        json["min"] = parameter.minimum;
        json["max"] = parameter.maximum;
    } else if (parameter.kind == Parameter::Kind::Integer || parameter.kind == Parameter::Kind::Time) {
        json["min"] = static_cast<std::int64_t>(parameter.minimum);
        json["max"] = static_cast<std::int64_t>(parameter.maximum);
    } else if (parameter.kind == Parameter::Kind::Choice) {
        json["choices"] = parameter.choices;
    }
    json["live"] = parameter.live;
    if (!parameter.only.empty()) {
        json["only"] = parameter.only;
        json["only_for"] = parameter.onlyFor;
    }
    json["live_index"] = parameter.live ? static_cast<std::int64_t>(index) : -1;
    return json;
}

Json toJson(const Preset& preset) {
    Json values = Json::object();
    for (const auto& [name, value] : preset.values)
        values[name] = toJson(value);
    Json json{{"name", preset.name}, {"values", std::move(values)}};
    if (!preset.expects.empty())
        json["expects"] = preset.expects;
    return json;
}

} // namespace

std::string descriptionJson(const std::vector<Scenario>& scenarios) {
    Json all = Json::array();
    for (const Scenario& scenario : scenarios) {
        Json parameters = Json::array();
        for (std::size_t i = 0; i < scenario.parameters.size(); ++i)
            parameters.push_back(toJson(scenario.parameters[i], i));
        Json presets = Json::array();
        for (const Preset& preset : scenario.presets)
            presets.push_back(toJson(preset));
        Json charts = Json::array();
        for (const Chart& chart : scenario.charts)
            charts.push_back({{"key", chart.key}, {"label", chart.label}, {"unit", chart.unit}});
        all.push_back({{"id", scenario.id},
                       {"family", scenario.family},
                       {"title", scenario.title},
                       {"source", scenario.source},
                       {"expects", scenario.expects},
                       {"parameters", std::move(parameters)},
                       {"presets", std::move(presets)},
                       {"charts", std::move(charts)}});
    }
    return Json{{"scenarios", std::move(all)}}.dump(2);
}

std::string valueJson(const Value& value) {
    return toJson(value).dump();
}

} // namespace braid::scenarios
