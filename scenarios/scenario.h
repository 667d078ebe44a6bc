#pragma once

#include "engine/parameter/scenario_spec.h"
#include "engine/trace/control.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <type_traits>
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

/// A scenario as seen from outside its own file, and how to run it. Value type.
struct Scenario : parameter::ScenarioSpec {
    /// Makes it ready to run with `values` (of the parameters' kinds, as parse() gives them; the defaults where they are
    /// missing); live times follow `page` if there is one. Calling the result runs it. Keep the result as long as threads
    /// of the scenario may live: they use the parameters in it.
    std::function<std::function<void()>(const ValueMap& values, const trace::ControlPage* page)> prepare;
};

/// What of a description does not depend on the type of the parameters: compiled once (scenario.cpp), not with each
/// scenario.
class DescriptionBase {
public:
    DescriptionBase(const DescriptionBase& other);
    DescriptionBase& operator=(const DescriptionBase&) = delete;
    ~DescriptionBase();

    operator Scenario() const;

protected:
    /// What there is to be done with the struct of parameters.
    struct ParamsType {
        void* (*make)(); ///< with the defaults
        void (*destroy)(void* params);
        void (*run)(void (*scenario)(), const void* params); ///< `scenario` is the function that describe() was given
    };
    using Names = std::initializer_list<const char*>;

    DescriptionBase(const char* title, const ParamsType& type, void (*run)());

    // A member of the parameters is given as the address of their default values and its own address there.
    void addInteger(const char* name, const char* label, const void* defaults, const int* member, int minimum, int maximum,
                    const char* unit);
    void addReal(const char* name, const char* label, const void* defaults, const double* member, double minimum,
                 double maximum, const char* unit);
    void addTime(const char* name, const char* label, const void* defaults, const Time* member,
                 std::chrono::nanoseconds minimum, std::chrono::nanoseconds maximum);
    void addFlag(const char* name, const char* label, const void* defaults, const bool* member);
    /// `member` is an enumerator, stored as an int; addWay() names what it may be, and the last one sets the default.
    void addChoice(const char* name, const char* label, const void* defaults, const void* member);
    void addWay(int way, const char* name, const void* defaults);
    void setOnlyFor(const char* parameter, Names values);
    void addPreset(const char* name, const void* params, Names expects);
    void setExpects(Names names);
    void setAbout(const char* text);
    void addChart(const char* key, const char* label, const char* unit, const char* across, const char* reference, bool breakdown);

private:
    /// Where a parameter lies in the struct.
    struct Member {
        std::size_t offset;
        std::vector<int> ways; ///< of a Choice: what its names stand for
    };

    ParameterSpec& add(ParameterSpec::Kind kind, const char* name, const char* label, const void* defaults, const void* member);
    static Value valueOf(const ParameterSpec& parameter, const Member& member, const void* params);
    static void setValue(const ParameterSpec& parameter, const Member& member, void* params, const Value& value);

    const ParamsType& m_type;
    void (*m_run)();
    Scenario m_scenario;
    std::vector<Member> m_members; ///< one for each parameter
};

/// Describes a scenario by pointers to the members of its parameters; see describe(). All texts are literals.
template <class Params>
class Description : public DescriptionBase {
public:
    Description(const char* title, void (*run)(const Params&))
        : DescriptionBase(title, Type, reinterpret_cast<void (*)()>(run)) {}

    /// A whole number, minimum ≤ value ≤ maximum.
    Description& integer(const char* name, const char* label, int Params::*member, int minimum, int maximum,
                         const char* unit = "") {
        addInteger(name, label, &m_defaults, &(m_defaults.*member), minimum, maximum, unit);
        return *this;
    }
    /// A number with a fraction, minimum ≤ value ≤ maximum.
    Description& real(const char* name, const char* label, double Params::*member, double minimum, double maximum,
                      const char* unit = "") {
        addReal(name, label, &m_defaults, &(m_defaults.*member), minimum, maximum, unit);
        return *this;
    }
    /// A time; the person may move it while the scenario runs.
    Description& time(const char* name, const char* label, Time Params::*member, std::chrono::nanoseconds minimum,
                      std::chrono::nanoseconds maximum) {
        addTime(name, label, &m_defaults, &(m_defaults.*member), minimum, maximum);
        return *this;
    }
    /// One of several named ways.
    template <class Enum>
    Description& choice(const char* name, const char* label, Enum Params::*member,
                        std::initializer_list<std::pair<Enum, const char*>> names) {
        return choice(name, label, member, std::span(names.begin(), names.size()));
    }
    /// The same where the names are counted up elsewhere.
    template <class Enum>
    Description& choice(const char* name, const char* label, Enum Params::*member,
                        std::span<const std::pair<Enum, const char*>> names) {
        static_assert(std::is_same_v<std::underlying_type_t<Enum>, int>);
        addChoice(name, label, &m_defaults, &(m_defaults.*member));
        for (const auto& [way, wayName] : names)
            addWay(static_cast<int>(way), wayName, &m_defaults);
        return *this;
    }
    /// Yes or no.
    Description& flag(const char* name, const char* label, bool Params::*member) {
        addFlag(name, label, &m_defaults, &(m_defaults.*member));
        return *this;
    }
    /// The parameter described last has an effect only where the choice `parameter` has one of `values`.
    Description& onlyFor(const char* parameter, Names values) {
        setOnlyFor(parameter, values);
        return *this;
    }
    /// A further preset; name all parameters before the first one. The defaults are the preset "tutorial".
    Description& preset(const char* name, const Params& params, Names expects = {}) {
        addPreset(name, &params, expects);
        return *this;
    }
    /// What a run with the defaults ends in: outcomes and findings by their stable names.
    Description& expects(Names names) {
        setExpects(names);
        return *this;
    }
    /// What it shows, in a sentence or two of plain English: what the window says of it where it has no card.
    Description& about(const char* text) {
        setAbout(text);
        return *this;
    }
    /// The result `key` compares ways of doing the same, as bars; see parameter::Chart. The others are told as multiples of
    /// `reference`.
    Description& chart(const char* key, const char* label, const char* unit = "", const char* reference = "") {
        addChart(key, label, unit, "", reference, false);
        return *this;
    }
    /// The result `key` compares them over a number, `across`, as lines.
    Description& lines(const char* key, const char* label, const char* unit, const char* across) {
        addChart(key, label, unit, across, "", false);
        return *this;
    }
    /// The result `key` shows what something is made of, as bars.
    Description& breakdown(const char* key, const char* label, const char* unit = "") {
        addChart(key, label, unit, "", "", true);
        return *this;
    }

private:
    static void* make() { return new Params; }
    static void destroy(void* params) { delete static_cast<Params*>(params); }
    static void runWith(void (*scenario)(), const void* params) {
        reinterpret_cast<void (*)(const Params&)>(scenario)(*static_cast<const Params*>(params));
    }
    static constexpr ParamsType Type{make, destroy, runWith};

    Params m_defaults;
};

/// Begins the description of a scenario that runs by `run`. Its id, family and file come from its line in
/// scenarios/CMakeLists.txt.
template <class Params>
Description<Params> describe(const char* title, void (*run)(const Params&)) {
    return {title, run};
}

} // namespace braid::scenarios
