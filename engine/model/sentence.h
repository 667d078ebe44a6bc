#pragma once

#include "engine/model/model.h"

#include <string>
#include <vector>

namespace braid::model {

/// A sentence before it has a language: an English pattern with %1, %2 … and its arguments. The window translates the
/// pattern; everything else uses english(). All patterns stand in sentencePatterns(), so that a test can check that each
/// one is translated.
struct Sentence {
    const char* pattern = "";
    std::vector<std::string> arguments;

    [[nodiscard]] std::string english() const;
};

/// Puts `arguments` in the places %1…%9 of `pattern`.
[[nodiscard]] std::string fill(std::string_view pattern, const std::vector<std::string>& arguments);

/// Every pattern that describe() and the findings can use.
[[nodiscard]] std::span<const char* const> sentencePatterns();

/// "412 ms", "2.1 s", "830 µs", "64 ns": two or three significant digits and the fitting unit.
[[nodiscard]] std::string durationText(Nanos duration);

/// What the event says, in one sentence: "T1 waits for B, held by T2 for 412 ms". Durations and owners are as of the
/// moment of the event (the owner is looked up in the object's holdings). Used by tooltip, table, command line, tests.
[[nodiscard]] Sentence describe(const Model& model, EventIndex event);

/// What a lane does in `interval`: "T3 has been blocked on A for 1.2 s, held by T1" (as of `now`, for open ones).
[[nodiscard]] Sentence describe(const Model& model, const Lane& lane, const Interval& interval, Nanos now);

} // namespace braid::model
