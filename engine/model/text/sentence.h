#pragma once

#include "engine/model/model.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace braid::model {

/// A sentence before it has a language: an English pattern with %1, %2 … and its arguments. The window translates the
/// pattern; everything else uses english(). All patterns stand in sentencePatterns(), so that a test can check that
/// each one is translated. Names and values among the arguments come as plainText() shows them.
struct Sentence {
    const char* pattern = "";
    std::vector<std::string> arguments = {};
    /// Sentences within it. Joined by "; " they are one more argument, after the others; where the pattern has no place
    /// for it, they follow behind another "; ".
    std::vector<Sentence> parts = {};

    [[nodiscard]] std::string english() const;
    /// The same in another language: `translate` is given each pattern and returns the pattern to fill, `translateName` each
    /// name that named() has marked, as plainText() shows it.
    [[nodiscard]] std::string in(const std::function<std::string(const char*)>& translate,
                                 const std::function<std::string(std::string_view)>& translateName = {}) const;
};

/// `name` of a lane or an object of `model` as an argument of a sentence, or a part of one. In the run of a scenario, where
/// names are words of Braid's own (Model::namesAreWords()), and where it is one that Braid has given (isGivenName()), it is marked with two control characters, which in() takes away.
[[nodiscard]] std::string named(const Model& model, std::string_view name);
/// named() of Model::name().
[[nodiscard]] inline std::string named(const Model& model, LaneId id) { return named(model, model.name(id)); }
[[nodiscard]] inline std::string named(const Model& model, ObjectId id) { return named(model, model.name(id)); }

/// Puts `arguments` in the places %1…%9 of `pattern`. A place without an argument stays as it is.
[[nodiscard]] std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

/// Every pattern that describe() and the findings can use.
[[nodiscard]] std::span<const char* const> sentencePatterns();

/// "412 ms", "2.1 s", "830 µs", "64 ns": two or three significant digits and the fitting unit.
[[nodiscard]] std::string durationText(Nanos duration);

/// "1,517": groups of three digits, as in every figure on the screen.
[[nodiscard]] std::string countText(std::uint64_t count);
/// "0x1f2a", as addresses are written.
[[nodiscard]] std::string hexText(std::uint64_t number);

/// shortPlaceText() of the site; empty for an unknown one.
[[nodiscard]] std::string siteText(const Model& model, SiteId site);
/// The same, and the place in the code that is behind it: "bank.py:8 (PyThread_acquire_lock_timed (python3.11))".
[[nodiscard]] std::string siteAndBehindText(const Model& model, const Site& site);

/// The value of a Read or Write event: "99", "true", "2.5", "\"hello\"".
[[nodiscard]] std::string valueText(const trace::Event& event);

/// What the event says, in one sentence: "T1 waits for B, held by T2 for 412 ms". Durations, names and owners are as of
/// the moment of the event (the owner is looked up in the object's holdings). Used by tooltip, table, command line,
/// tests. O(log n).
[[nodiscard]] Sentence describe(const Model& model, EventIndex event);

/// What a lane does in `interval`: "T3 has been blocked on A for 1.2 s, held by T1" (as of `now`, for open ones).
/// `interval` must be one of lane.intervals().
[[nodiscard]] Sentence describe(const Model& model, const Lane& lane, const Interval& interval, Nanos now);

} // namespace braid::model
