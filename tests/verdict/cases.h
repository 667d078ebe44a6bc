#pragma once

#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "scenarios/scenario.h"

#include <deque>
#include <functional>
#include <initializer_list>
#include <span>
#include <string>
#include <utility>
#include <vector>

/// Many small programs that were not made for Braid, each one a choice of one scenario: "braid run foreign-patterns
/// --set case=dl01". Each says what is true of it; Braid's verdict is to be held against that.
namespace braid::tests::verdict {

using namespace std::chrono_literals;
using scenarios::Scenario;
using scenarios::Time;

/// The place of a case among those of its scenario.
enum class Which : int {
};

struct CaseParams {
    Which which{};
    Time pause = 40ms; ///< how long the schedule is held open so that the bug happens
};

using P = CaseParams;
using Lock = braid::unique_lock<braid::mutex>;
using Guard = braid::lock_guard<braid::mutex>;

struct Case {
    const char* id;
    void (*run)(const CaseParams&);
};

/// Sleeps where the schedule shall be held open.
inline void hold(const CaseParams& p, int parts = 1, CallSite site = {}) {
    if (p.pause)
        braid::this_thread::sleep_for(p.pause.value() * parts, site);
}

/// Starts all, then joins them in this order, as every main() of the C programs does.
inline void go(std::initializer_list<std::pair<const char*, std::function<void()>>> bodies) {
    std::deque<braid::thread> threads;
    for (const auto& [name, body] : bodies)
        threads.emplace_back(name, body);
    for (auto& thread : threads)
        thread.start();
    for (auto& thread : threads)
        thread.join();
}

inline std::vector<std::pair<Which, const char*>> namesOf(const std::vector<Case>& cases) {
    std::vector<std::pair<Which, const char*>> names;
    for (std::size_t i = 0; i < cases.size(); ++i)
        names.emplace_back(static_cast<Which>(i), cases[i].id);
    return names;
}

inline Scenario describeCases(const char* title, void (*run)(const CaseParams&), const std::vector<Case>& cases) {
    const std::vector<std::pair<Which, const char*>> names = namesOf(cases);
    return scenarios::describe(title, run)
        .choice("case", "Which", &CaseParams::which, std::span<const std::pair<Which, const char*>>(names))
        .time("pause", "The schedule is held open for", &CaseParams::pause, 0s, 2s)
        .expects({"any"});
}

} // namespace braid::tests::verdict
