#pragma once

#include "engine/parameter/scenario_spec.h"
#include "engine/trace/control.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What a scenario is: a struct of parameters with defaults, a function that runs, and a description made of pointers
/// to the members, from which the panel, the command line and the tests all read the same. See
/// threads/thread_create.cpp for the smallest one.
namespace braid::scenarios {

/// A time that a person may move, if it is live even while the scenario runs: every use reads the present value.
/// Copies stay bound. Thread-safe to read.
class Time {
public:
    constexpr Time() = default;
    template <class Rep, class Period>
    constexpr Time(std::chrono::duration<Rep, Period> value) : m_value(value) {}

    /// What it is now.
    [[nodiscard]] std::chrono::nanoseconds value() const {
        if (m_page != nullptr && (m_page->liveSet.load(std::memory_order_acquire) & (std::uint64_t{1} << m_index)) != 0)
            return std::chrono::nanoseconds(m_page->live[m_index].load(std::memory_order_relaxed));
        return m_value;
    }
    operator std::chrono::nanoseconds() const { return value(); }
    /// Not zero.
    explicit operator bool() const { return value() != std::chrono::nanoseconds::zero(); }

    friend std::chrono::nanoseconds operator/(const Time& time, int parts) { return time.value() / parts; }

    /// From here on cell `index` (< 64) of `page` rules while it holds a value. `page` must outlive all copies.
    void follow(const trace::ControlPage& page, std::size_t index) {
        m_page = &page;
        m_index = index;
    }

private:
    std::chrono::nanoseconds m_value{0};
    const trace::ControlPage* m_page = nullptr;
    std::size_t m_index = 0;
};

using parameter::ParameterSpec;
using parameter::Value;
using parameter::ValueMap;

/// A scenario as everyone but its own file sees it, and how to run it. Value type.
struct Scenario : parameter::ScenarioSpec {
    /// Makes it ready to run with `values` (of the parameters' kinds, as parse() gives them; the defaults where they are
    /// missing); live times follow `page` if there is one. Calling the result runs it. Keep the result as long as threads
    /// of the scenario may live: they use the parameters in it.
    std::function<std::function<void()>(const ValueMap& values, const trace::ControlPage* page)> prepare;
};

/// Describes a scenario by pointers to the members of its parameters; see describe().
template <class Params>
class Description {
public:
    Description(std::string title, void (*run)(const Params&)) : m_run(run) {
        m_scenario.title = std::move(title);
        m_scenario.presets.push_back({"tutorial", {}, {}});
    }

    /// A whole number, minimum ≤ value ≤ maximum.
    Description& integer(std::string name, std::string label, int Params::*member, int minimum, int maximum,
                         std::string unit = {}) {
        ParameterSpec& parameter = add(ParameterSpec::Kind::Integer, std::move(name), std::move(label));
        parameter.unit = std::move(unit);
        parameter.minimum = minimum;
        parameter.maximum = maximum;
        return bind([member](const Params& params) { return Value(std::int64_t{params.*member}); },
                    [member](Params& params, const Value& value) {
                        params.*member = static_cast<int>(std::get<std::int64_t>(value));
                    });
    }
    /// A number with a fraction, minimum ≤ value ≤ maximum.
    Description& real(std::string name, std::string label, double Params::*member, double minimum, double maximum,
                      std::string unit = {}) {
        ParameterSpec& parameter = add(ParameterSpec::Kind::Real, std::move(name), std::move(label));
        parameter.unit = std::move(unit);
        parameter.minimum = minimum;
        parameter.maximum = maximum;
        return bind([member](const Params& params) { return Value(params.*member); },
                    [member](Params& params, const Value& value) { params.*member = std::get<double>(value); });
    }
    /// A time; the person may move it while the scenario runs.
    Description& time(std::string name, std::string label, Time Params::*member, std::chrono::nanoseconds minimum,
                      std::chrono::nanoseconds maximum) {
        ParameterSpec& parameter = add(ParameterSpec::Kind::Time, std::move(name), std::move(label));
        parameter.minimum = static_cast<double>(minimum.count());
        parameter.maximum = static_cast<double>(maximum.count());
        parameter.liveIndex = static_cast<int>(m_scenario.parameters.size() - 1);
        m_times.push_back({parameter.liveIndex, member});
        return bind([member](const Params& params) { return Value(std::int64_t{(params.*member).value().count()}); },
                    [member](Params& params, const Value& value) {
                        params.*member = std::chrono::nanoseconds(std::get<std::int64_t>(value));
                    });
    }
    /// One of several named ways.
    template <class Enum>
    Description& choice(std::string name, std::string label, Enum Params::*member,
                        std::vector<std::pair<Enum, std::string>> names) {
        ParameterSpec& parameter = add(ParameterSpec::Kind::Choice, std::move(name), std::move(label));
        for (const auto& [way, wayName] : names)
            parameter.choices.push_back(wayName);
        return bind(
            [member, names](const Params& params) {
                for (const auto& [way, wayName] : names)
                    if (way == params.*member)
                        return Value(wayName);
                return Value(std::string());
            },
            [member, names](Params& params, const Value& value) {
                for (const auto& [way, wayName] : names)
                    if (wayName == std::get<std::string>(value))
                        params.*member = way;
            });
    }
    /// Yes or no.
    Description& flag(std::string name, std::string label, bool Params::*member) {
        add(ParameterSpec::Kind::Flag, std::move(name), std::move(label));
        return bind([member](const Params& params) { return Value(params.*member); },
                    [member](Params& params, const Value& value) { params.*member = std::get<bool>(value); });
    }
    /// The parameter described last has an effect only where the choice `parameter` has one of `values`.
    Description& onlyFor(std::string parameter, std::vector<std::string> values) {
        m_scenario.parameters.back().only = std::move(parameter);
        m_scenario.parameters.back().onlyFor = std::move(values);
        return *this;
    }
    /// A further preset; name all parameters before the first one. The defaults are the preset "tutorial".
    Description& preset(std::string name, const Params& params, std::vector<std::string> expects = {}) {
        parameter::Preset preset{std::move(name), {}, std::move(expects)};
        for (std::size_t i = 0; i < m_members.size(); ++i)
            if (Value value = m_members[i].get(params); value != m_scenario.parameters[i].defaultValue)
                preset.values.emplace(m_scenario.parameters[i].name, std::move(value));
        m_scenario.presets.push_back(std::move(preset));
        return *this;
    }
    /// What a run with the defaults ends in: outcomes and findings by their stable names.
    Description& expects(std::initializer_list<const char*> names) {
        m_scenario.expects.assign(names.begin(), names.end());
        return *this;
    }

    /// The result `key` is worth a bar chart; see parameter::Chart.
    Description& chart(std::string key, std::string label, std::string unit = {}) {
        m_scenario.charts.push_back({std::move(key), std::move(label), std::move(unit)});
        return *this;
    }

    operator Scenario() const {
        Scenario scenario = m_scenario;
        scenario.prepare = [run = m_run, members = m_members, times = m_times,
                            parameters = m_scenario.parameters](const ValueMap& values, const trace::ControlPage* page) {
            auto params = std::make_shared<Params>();
            for (std::size_t i = 0; i < members.size(); ++i)
                if (const auto value = values.find(parameters[i].name); value != values.end())
                    members[i].set(*params, value->second);
            if (page != nullptr)
                for (const auto& [index, member] : times)
                    if (static_cast<std::size_t>(index) < std::size(page->live))
                        ((*params).*member).follow(*page, static_cast<std::size_t>(index));
            return std::function<void()>([run, params] { run(*params); });
        };
        return scenario;
    }

private:
    struct Member {
        std::function<Value(const Params&)> get;
        std::function<void(Params&, const Value&)> set;
    };

    ParameterSpec& add(ParameterSpec::Kind kind, std::string name, std::string label) {
        ParameterSpec& parameter = m_scenario.parameters.emplace_back();
        parameter.kind = kind;
        parameter.name = std::move(name);
        parameter.label = std::move(label);
        return parameter;
    }
    Description& bind(std::function<Value(const Params&)> get, std::function<void(Params&, const Value&)> set) {
        m_scenario.parameters.back().defaultValue = get(Params{});
        m_members.push_back({std::move(get), std::move(set)});
        return *this;
    }

    void (*m_run)(const Params&);
    Scenario m_scenario;
    std::vector<Member> m_members;                       ///< one for each parameter
    std::vector<std::pair<int, Time Params::*>> m_times; ///< by their cell in ControlPage::live
};

/// Begins the description of a scenario that runs by `run`. Its id, family and file come from its line in
/// scenarios/CMakeLists.txt.
template <class Params>
Description<Params> describe(std::string title, void (*run)(const Params&)) {
    return {std::move(title), run};
}

} // namespace braid::scenarios
