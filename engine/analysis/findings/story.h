#pragma once

#include "engine/analysis/findings/findings.h"

#include <optional>

/// Where a run tells its story, and in which sentence. Pure functions of events and findings. Thread-safe.
namespace braid::analysis {

/// The finding that is told first: what stands still for good before what died, before what went wrong and went on; of several
/// alike the first. Nothing where there is none.
[[nodiscard]] std::optional<std::size_t> mainFinding(const Findings& findings);

/// [from, to] in run time.
struct Stretch {
    model::Nanos from = 0;
    model::Nanos to = 0;
    friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// When what led to `finding` began: what its lanes did then, what others hold that they wait for, the first of its events.
[[nodiscard]] model::Nanos causeOf(const model::Model& model, const Finding& finding);

/// The moments that finding `index` is about, without a margin: of lanes that are stuck from when the first of them took what
/// another one waits for; of lost updates from the first reading to the last write that won. O(holdings of the named objects).
[[nodiscard]] Stretch stretchOf(const model::Model& model, const Findings& findings, std::size_t index, model::Nanos edge);

/// The part of [0, edge] on which a picture of the run opens, with a margin. Nothing where all of it tells the most, and
/// where parts of the trace are missing:
///  - a finding that takes less than StoryShare of the run is shown from its first cause to what follows from it;
///  - where a lock goes through the hands of many lanes in turn, its first StoryTurns owners;
///  - where threads take turns, on processors or with a lock, so often that single turns cannot be told apart, the first StoryTurns of them;
///  - where one lane and a few others send each other many messages, the first StoryMessages of them, or half as many where the lane
///    does a named piece of work for each.
[[nodiscard]] std::optional<Stretch> storyOf(const model::Model& model, const Findings& findings, model::Nanos edge);
constexpr double StoryShare = 0.6;
constexpr std::size_t StoryTurns = 10;
constexpr std::size_t StoryMessages = 40;

/// Whose doing the finding is, at most MostActors: of lost updates those of the first and the last one.
[[nodiscard]] std::vector<LaneId> actorsOf(const model::Model& model, const Finding& finding);
constexpr std::size_t MostActors = 8;
/// Whom the story of the run is about: the actors of the main finding, else those between whom a lock goes from hand to hand,
/// at most StoryTurns. Empty where all lanes are alike. O(objects + lanes).
[[nodiscard]] std::vector<LaneId> actorsOfStory(const model::Model& model, const Findings& findings, model::Nanos edge);

/// The finding in one sentence without what belongs into a list: of lost updates what the variable ended at, what was expected,
/// and when it began.
[[nodiscard]] model::Sentence headlineOf(const model::Model& model, const Finding& finding);

} // namespace braid::analysis
