#include "engine/parameter/json.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace braid::parameter {
namespace {

using Json = nlohmann::ordered_json;
using Kind = ParameterSpec::Kind;

Json toJson(const Value& value) {
    return std::visit([](const auto& plain) { return Json(plain); }, value);
}

Json toJson(const ValueMap& values) {
    Json json = Json::object();
    for (const auto& [name, value] : values)
        json[name] = toJson(value);
    return json;
}

Json toJson(const ParameterSpec& parameter) {
    Json json{{"name", parameter.name},
              {"label", parameter.label},
              {"kind", kindName(parameter.kind)},
              // Times stand here in nanoseconds, whatever unit they are written in.
              {"unit", parameter.kind == Kind::Time ? "ns" : parameter.unit},
              {"default", toJson(parameter.defaultValue)}};
    if (parameter.hasRange()) {
        json["min"] = toJson(valueOf(parameter, parameter.minimum));
        json["max"] = toJson(valueOf(parameter, parameter.maximum));
    } else if (parameter.kind == Kind::Choice) {
        json["choices"] = parameter.choices;
    }
    json["live"] = parameter.live();
    if (!parameter.only.empty()) {
        json["only"] = parameter.only;
        json["only_for"] = parameter.onlyFor;
    }
    json["live_index"] = parameter.liveIndex;
    return json;
}

Json toJson(const Preset& preset) {
    Json json{{"name", preset.name}, {"values", toJson(preset.values)}};
    if (!preset.expects.empty())
        json["expects"] = preset.expects;
    return json;
}

Json toJson(const ScenarioSpec& scenario) {
    Json parameters = Json::array(), presets = Json::array(), charts = Json::array();
    for (const ParameterSpec& parameter : scenario.parameters)
        parameters.push_back(toJson(parameter));
    for (const Preset& preset : scenario.presets)
        presets.push_back(toJson(preset));
    for (const Chart& chart : scenario.charts)
        charts.push_back({{"key", chart.key},
                          {"label", chart.label},
                          {"unit", chart.unit},
                          {"across", chart.across},
                          {"reference", chart.reference},
                          {"breakdown", chart.breakdown}});
    return {{"id", scenario.id},
            {"family", scenario.family},
            {"title", scenario.title},
            {"source", scenario.source},
            {"expects", scenario.expects},
            {"parameters", std::move(parameters)},
            {"presets", std::move(presets)},
            {"charts", std::move(charts)},
            {"about", scenario.about},
            {"tutorial", scenario.tutorial}};
}

/// What is wrong with a description; caught in readDescription().
struct Strange {
    std::string what;
};

/// The member of `object`; null where there is none, or where it is no object.
const Json& memberOf(const Json& object, const char* name) {
    static const Json Null;
    if (!object.is_object())
        return Null;
    const auto found = object.find(name);
    return found == object.end() ? Null : *found;
}

std::string stringOf(const Json& object, const char* name, const std::string& otherwise = {}) {
    const Json& member = memberOf(object, name);
    return member.is_string() ? member.get<std::string>() : otherwise;
}

std::vector<std::string> stringsOf(const Json& object, const char* name) {
    std::vector<std::string> strings;
    for (const Json& element : memberOf(object, name))
        if (element.is_string())
            strings.push_back(element.get<std::string>());
    return strings;
}

double numberOf(const Json& object, const char* name) {
    const Json& member = memberOf(object, name);
    return member.is_number() ? member.get<double>() : 0;
}

std::optional<Kind> kindCalled(const std::string& name) {
    for (const Kind kind : {Kind::Integer, Kind::Real, Kind::Time, Kind::Choice, Kind::Flag})
        if (name == kindName(kind))
            return kind;
    return std::nullopt;
}

std::optional<Value> valueFrom(Kind kind, const Json& json) {
    switch (kind) {
    case Kind::Integer:
    case Kind::Time:
        if (json.is_number_unsigned() && json.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()})
            break;
        if (json.is_number_integer())
            return Value(json.get<std::int64_t>());
        break;
    case Kind::Real:
        if (json.is_number())
            return Value(json.get<double>());
        break;
    case Kind::Choice:
        if (json.is_string())
            return Value(json.get<std::string>());
        break;
    case Kind::Flag:
        if (json.is_boolean())
            return Value(json.get<bool>());
        break;
    }
    return std::nullopt;
}

ParameterSpec parameterFrom(const Json& json) {
    ParameterSpec parameter;
    parameter.name = stringOf(json, "name");
    if (parameter.name.empty())
        throw Strange{"a parameter has no name"};
    parameter.label = stringOf(json, "label", parameter.name);
    const std::string kind = stringOf(json, "kind");
    if (const auto known = kindCalled(kind))
        parameter.kind = *known;
    else
        throw Strange{"the parameter " + parameter.name + " has the unknown kind \"" + kind + "\""};
    parameter.unit = parameter.kind == Kind::Time ? std::string() : stringOf(json, "unit");
    if (auto value = valueFrom(parameter.kind, memberOf(json, "default")))
        parameter.defaultValue = std::move(*value);
    else
        throw Strange{"the parameter " + parameter.name + " has no default of its kind"};
    parameter.minimum = numberOf(json, "min");
    parameter.maximum = numberOf(json, "max");
    parameter.choices = stringsOf(json, "choices");
    parameter.only = stringOf(json, "only");
    parameter.onlyFor = stringsOf(json, "only_for");
    if (const Json& index = memberOf(json, "live_index"); index.is_number_integer())
        parameter.liveIndex = index.get<int>();
    return parameter;
}

Preset presetFrom(const ScenarioSpec& scenario, const Json& json) {
    Preset preset;
    preset.name = stringOf(json, "name");
    preset.expects = stringsOf(json, "expects");
    const Json& values = memberOf(json, "values");
    if (!values.is_object())
        return preset;
    for (const auto& [name, value] : values.items()) {
        const std::string what = "the preset " + preset.name + " of " + scenario.id;
        const ParameterSpec* parameter = scenario.parameter(name);
        if (parameter == nullptr)
            throw Strange{what + " sets the unknown parameter " + name};
        auto read = valueFrom(parameter->kind, value);
        if (!read)
            throw Strange{what + " sets " + name + " to what it cannot be"};
        preset.values.insert_or_assign(name, std::move(*read));
    }
    return preset;
}

ScenarioSpec scenarioFrom(const Json& json) {
    ScenarioSpec scenario;
    scenario.id = stringOf(json, "id");
    if (scenario.id.empty())
        throw Strange{"a scenario has no id"};
    scenario.family = stringOf(json, "family");
    scenario.title = stringOf(json, "title", scenario.id);
    scenario.source = stringOf(json, "source");
    scenario.expects = stringsOf(json, "expects");
    scenario.about = stringOf(json, "about");
    scenario.tutorial = memberOf(json, "tutorial") == true;
    for (const Json& element : memberOf(json, "parameters"))
        scenario.parameters.push_back(parameterFrom(element));
    for (const Json& element : memberOf(json, "presets"))
        scenario.presets.push_back(presetFrom(scenario, element));
    for (const Json& element : memberOf(json, "charts")) {
        const std::string key = stringOf(element, "key");
        if (key.empty())
            throw Strange{"a chart of " + scenario.id + " names no result"};
        scenario.charts.push_back({key, stringOf(element, "label", key), stringOf(element, "unit"), stringOf(element, "across"),
                                   stringOf(element, "reference"), memberOf(element, "breakdown") == true});
    }
    return scenario;
}

/// What a trace says of a value, if it is neither an object nor an array: those may be nested as deep as a file likes.
Json scalarFrom(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos || text[first] == '{' || text[first] == '[')
        return Json(Json::value_t::discarded);
    return Json::parse(text, nullptr, false);
}

} // namespace

std::string descriptionJson(const std::vector<ScenarioSpec>& scenarios) {
    Json all = Json::array();
    for (const ScenarioSpec& scenario : scenarios)
        all.push_back(toJson(scenario));
    return Json{{"scenarios", std::move(all)}}.dump(2);
}

Result<std::vector<ScenarioSpec>> readDescription(std::string_view json) {
    const auto strange = [](const std::string& what) {
        return Error{"cannot read the catalogue", "", what + " (is braid-host of the same version as braid?)"};
    };
    const Json document = Json::parse(json, nullptr, false);
    if (document.is_discarded())
        return strange("braid-host's description is no JSON");
    const Json& described = memberOf(document, "scenarios");
    if (!described.is_array())
        return strange("braid-host's description names no scenarios");
    std::vector<ScenarioSpec> scenarios;
    try {
        for (const Json& element : described)
            scenarios.push_back(scenarioFrom(element));
    } catch (const Strange& found) {
        return strange(found.what);
    }
    return scenarios;
}

std::string valueJson(const Value& value) { return toJson(value).dump(); }

std::optional<Value> valueFromJson(const ParameterSpec& parameter, std::string_view json) {
    return valueFrom(parameter.kind, scalarFrom(json));
}

std::string shownJson(const ParameterSpec* parameter, std::string_view json) {
    const Json scalar = scalarFrom(json);
    if (parameter != nullptr)
        if (const auto value = valueFrom(parameter->kind, scalar))
            return format(*parameter, *value);
    return scalar.is_string() ? scalar.get<std::string>() : std::string(json);
}

} // namespace braid::parameter
