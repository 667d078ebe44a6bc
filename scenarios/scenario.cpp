#include "scenarios/scenario.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <memory>
#include <string>

namespace braid::scenarios {

namespace {

/// What lies `offset` bytes from the beginning of `params`.
template <class T>
T& at(void* params, std::size_t offset) {
    return *reinterpret_cast<T*>(static_cast<std::byte*>(params) + offset);
}
template <class T>
const T& at(const void* params, std::size_t offset) {
    return *reinterpret_cast<const T*>(static_cast<const std::byte*>(params) + offset);
}

} // namespace

DescriptionBase::DescriptionBase(const char* title, const ParamsType& type, void (*run)())
    : m_type(type), m_run(run) {
    m_scenario.title = title;
    m_scenario.presets.push_back({"tutorial", {}, {}});
}
DescriptionBase::DescriptionBase(const DescriptionBase& other) = default;
DescriptionBase::~DescriptionBase() = default;

void DescriptionBase::addInteger(const char* name, const char* label, const void* defaults, const int* member, int minimum,
                                 int maximum, const char* unit) {
    ParameterSpec& parameter = add(ParameterSpec::Kind::Integer, name, label, defaults, member);
    parameter.unit = unit;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    parameter.defaultValue = valueOf(parameter, m_members.back(), defaults);
}

void DescriptionBase::addReal(const char* name, const char* label, const void* defaults, const double* member, double minimum,
                              double maximum, const char* unit) {
    ParameterSpec& parameter = add(ParameterSpec::Kind::Real, name, label, defaults, member);
    parameter.unit = unit;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    parameter.defaultValue = valueOf(parameter, m_members.back(), defaults);
}

void DescriptionBase::addTime(const char* name, const char* label, const void* defaults, const Time* member,
                              std::chrono::nanoseconds minimum, std::chrono::nanoseconds maximum) {
    ParameterSpec& parameter = add(ParameterSpec::Kind::Time, name, label, defaults, member);
    parameter.minimum = static_cast<double>(minimum.count());
    parameter.maximum = static_cast<double>(maximum.count());
    parameter.liveIndex = static_cast<int>(m_scenario.parameters.size() - 1);
    parameter.defaultValue = valueOf(parameter, m_members.back(), defaults);
}

void DescriptionBase::addFlag(const char* name, const char* label, const void* defaults, const bool* member) {
    ParameterSpec& parameter = add(ParameterSpec::Kind::Flag, name, label, defaults, member);
    parameter.defaultValue = valueOf(parameter, m_members.back(), defaults);
}

void DescriptionBase::addChoice(const char* name, const char* label, const void* defaults, const void* member) {
    add(ParameterSpec::Kind::Choice, name, label, defaults, member);
}

void DescriptionBase::addWay(int way, const char* name, const void* defaults) {
    ParameterSpec& parameter = m_scenario.parameters.back();
    parameter.choices.emplace_back(name);
    m_members.back().ways.push_back(way);
    parameter.defaultValue = valueOf(parameter, m_members.back(), defaults);
}

void DescriptionBase::setOnlyFor(const char* parameter, Names values) {
    m_scenario.parameters.back().only = parameter;
    m_scenario.parameters.back().onlyFor.assign(values.begin(), values.end());
}

void DescriptionBase::addPreset(const char* name, const void* params, Names expects) {
    parameter::Preset preset{name, {}, {expects.begin(), expects.end()}};
    for (std::size_t i = 0; i < m_members.size(); ++i) {
        const ParameterSpec& parameter = m_scenario.parameters[i];
        if (Value value = valueOf(parameter, m_members[i], params); value != parameter.defaultValue)
            preset.values.emplace(parameter.name, std::move(value));
    }
    m_scenario.presets.push_back(std::move(preset));
}

void DescriptionBase::setAbout(const char* text) { m_scenario.about = text; }

void DescriptionBase::setExpects(Names names) { m_scenario.expects.assign(names.begin(), names.end()); }

void DescriptionBase::addChart(const char* key, const char* label, const char* unit, const char* across, const char* reference,
                               bool breakdown) {
    m_scenario.charts.push_back({key, label, unit, across, reference, breakdown});
}

DescriptionBase::operator Scenario() const {
    Scenario scenario = m_scenario;
    scenario.prepare = [type = &m_type, run = m_run, members = m_members,
                        parameters = m_scenario.parameters](const ValueMap& values, const trace::ControlPage* page) {
        const std::shared_ptr<void> params(type->make(), type->destroy);
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (const auto value = values.find(parameters[i].name); value != values.end())
                setValue(parameters[i], members[i], params.get(), value->second);
            const auto cell = static_cast<std::size_t>(parameters[i].liveIndex);
            if (page != nullptr && parameters[i].live() && cell < std::size(page->live))
                at<Time>(params.get(), members[i].offset).follow(*page, cell);
        }
        return std::function<void()>([type, run, params] { type->run(run, params.get()); });
    };
    return scenario;
}

ParameterSpec& DescriptionBase::add(ParameterSpec::Kind kind, const char* name, const char* label, const void* defaults,
                                    const void* member) {
    m_members.push_back({static_cast<std::size_t>(static_cast<const std::byte*>(member) - static_cast<const std::byte*>(defaults)), {}});
    ParameterSpec& parameter = m_scenario.parameters.emplace_back();
    parameter.kind = kind;
    parameter.name = name;
    parameter.label = label;
    return parameter;
}

Value DescriptionBase::valueOf(const ParameterSpec& parameter, const Member& member, const void* params) {
    switch (parameter.kind) {
    case ParameterSpec::Kind::Integer:
        return std::int64_t{at<int>(params, member.offset)};
    case ParameterSpec::Kind::Real:
        return at<double>(params, member.offset);
    case ParameterSpec::Kind::Time:
        return std::int64_t{at<Time>(params, member.offset).value().count()};
    case ParameterSpec::Kind::Flag:
        return at<bool>(params, member.offset);
    case ParameterSpec::Kind::Choice:
        break;
    }
    int way = 0;
    std::memcpy(&way, static_cast<const std::byte*>(params) + member.offset, sizeof way);
    const auto found = std::find(member.ways.begin(), member.ways.end(), way);
    return found == member.ways.end() ? std::string() : parameter.choices[static_cast<std::size_t>(found - member.ways.begin())];
}

void DescriptionBase::setValue(const ParameterSpec& parameter, const Member& member, void* params, const Value& value) {
    switch (parameter.kind) {
    case ParameterSpec::Kind::Integer:
        at<int>(params, member.offset) = static_cast<int>(std::get<std::int64_t>(value));
        return;
    case ParameterSpec::Kind::Real:
        at<double>(params, member.offset) = std::get<double>(value);
        return;
    case ParameterSpec::Kind::Time:
        at<Time>(params, member.offset) = std::chrono::nanoseconds(std::get<std::int64_t>(value));
        return;
    case ParameterSpec::Kind::Flag:
        at<bool>(params, member.offset) = std::get<bool>(value);
        return;
    case ParameterSpec::Kind::Choice:
        break;
    }
    const auto name = std::find(parameter.choices.begin(), parameter.choices.end(), std::get<std::string>(value));
    if (name != parameter.choices.end())
        std::memcpy(static_cast<std::byte*>(params) + member.offset, &member.ways[static_cast<std::size_t>(name - parameter.choices.begin())],
                    sizeof(int));
}

} // namespace braid::scenarios
