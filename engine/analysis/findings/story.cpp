#include "engine/analysis/findings/story.h"

#include "engine/model/query/statistics.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <array>

namespace braid::analysis {

using model::Nanos;
using model::State;
namespace patterns = model::patterns;

namespace {

/// The most intervals of one lane in which single turns can be told apart in a picture of usual width.
constexpr std::size_t ManyTurns = 60;
/// Of its life a lane must run, be ready or be blocked for its bars to be turns: on a processor, or with a lock that is handed on.
constexpr double TurnsShare = 0.6;
constexpr double Margin = 0.08; ///< of the story, on each side
/// Of lanes that are stuck: what went before is shown where it is not longer than so many times what led to it.
constexpr int LongBefore = 12;
/// Of a run in which updates are lost all the time: the first one is shown with so many times its length.
constexpr int ContextOfOne = 12;
/// So many owners of a lock are too many for one picture in which each can be told apart.
constexpr std::size_t ManyOwners = 3 * StoryTurns;
/// So many messages are a net in which no single one can be followed; so many lanes have rows of their own.
constexpr std::size_t ManyMessages = 3 * StoryMessages, MostSenders = 12;
/// The same of messages that are worked on by name.
constexpr std::size_t NamedMessages = StoryMessages / 2, ManyNamedMessages = 2 * NamedMessages;
/// More are not gone through.
constexpr std::size_t MostArrows = 1'000'000;

int rankOf(const Finding& finding) {
    if (finding.openedAt >= 0)
        return 1; // it resolved itself
    switch (finding.kind) {
    case FindingKind::Deadlock:
        return 9;
    case FindingKind::Hang:
    case FindingKind::Livelock:
        return 8;
    case FindingKind::Crashed:
    case FindingKind::Failed:
        return 7;
    case FindingKind::Killed:
        return 6;
    case FindingKind::LostUpdate:
        return 5;
    case FindingKind::LoopBlocked:
    case FindingKind::OwnerDied:
        return 4;
    case FindingKind::Misuse:
        return 3;
    case FindingKind::LostEvents:
        return 2;
    }
    return 0;
}

Nanos span(const Stretch& stretch) { return stretch.to - stretch.from; }

/// When a member of the ring first had one of the objects that it is about.
Nanos firstTaken(const model::Model& model, const Finding& finding) {
    Nanos first = finding.at;
    std::vector<LaneId> members = finding.lanes;
    std::sort(members.begin(), members.end());
    for (const CycleEdge& edge : finding.cycle)
        if (const model::Object* object = model.object(edge.waitsFor))
            for (const model::Holding& holding : object->holdingsIn(0, finding.at)) {
                if (!std::binary_search(members.begin(), members.end(), holding.lane))
                    continue;
                first = std::min(first, holding.begin);
                break;
            }
    return first;
}

/// The first owners of a lock, one after the other.
struct HandOvers {
    Stretch stretch; ///< from when the first of them took it to when the one after the last did
    std::vector<LaneId> owners;
};

/// Of the lock with the most owners, where many lanes had to wait for it and each of the first owners is another one.
std::optional<HandOvers> firstHandOvers(const model::Model& model, Nanos edge) {
    const model::Object* busiest = nullptr;
    for (const ObjectId id : model.objects())
        if (const model::Object* object = model.object(id);
            object && object->ownable() && !object->semaphore() && object->contended >= ManyOwners && object->holdings().size() >= ManyOwners &&
            (!busiest || object->holdings().size() > busiest->holdings().size()))
            busiest = object;
    if (!busiest)
        return std::nullopt;
    HandOvers handed;
    for (const model::Holding& holding : busiest->holdingsIn(0, edge)) {
        if (handed.owners.empty())
            handed.stretch.from = holding.begin;
        handed.stretch.to = holding.begin;
        if (handed.owners.size() == StoryTurns)
            return handed;
        if (std::find(handed.owners.begin(), handed.owners.end(), holding.lane) != handed.owners.end())
            return std::nullopt;
        handed.owners.push_back(holding.lane);
    }
    return std::nullopt;
}

/// Lanes that share processors for most of the run: how long one turn takes, and when the first begins.
std::optional<Stretch> firstTurns(const model::Model& model, Nanos edge) {
    std::optional<Nanos> begin;
    Nanos turn = 0;
    int lanes = 0;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        const std::size_t count = lane.intervals().size();
        const Nanos end = std::min(lane.ended, edge), life = end - lane.created;
        if (count <= ManyTurns || static_cast<double>(life) < StoryShare * static_cast<double>(edge))
            continue;
        const model::StateTimes times = model::stateTimes(lane, end);
        const Nanos running = times[static_cast<std::size_t>(State::Running)];
        const Nanos apart = times[static_cast<std::size_t>(State::Ready)] + times[static_cast<std::size_t>(State::Blocked)];
        if (running == 0 || apart == 0 || static_cast<double>(running + apart) < TurnsShare * static_cast<double>(life))
            continue;
        ++lanes;
        begin = std::min(begin.value_or(model::Open), lane.created);
        turn = std::max(turn, 2 * life / static_cast<Nanos>(count)); // it runs once and not once
    }
    if (lanes < 2)
        return std::nullopt;
    return Stretch{*begin, *begin + static_cast<Nanos>(StoryTurns) * turn};
}

/// `lane` does a named piece of work for each message, as a selector's callbacks are, and little else.
bool worksOnEach(const model::Model& model, LaneId id, std::size_t messages) {
    const model::Lane* lane = model.lane(id);
    return lane && !lane->tasks().empty() && lane->tasks().size() <= messages;
}

/// Where one lane and a few others send each other more messages than a picture has room for: from the beginning, or shortly before
/// the first one, to the last of the first StoryMessages; where each of them is a named piece of work, which needs room too, of
/// half as many.
std::optional<Stretch> firstMessages(const model::Model& model) {
    if (model.arrows().size() > MostArrows)
        return std::nullopt;
    std::vector<LaneId> ends; // of all messages; which of them have an end of each
    std::array<LaneId, 2> hubs{};
    std::size_t count = 0;
    Stretch stretch, named;
    for (const model::Arrow& arrow : model.arrows()) {
        const model::LogEntry from = model.log()[arrow.from], to = model.log()[arrow.to];
        if (arrow.kind != model::ArrowKind::Item || from.kind != trace::EventKind::IoBegin || from.lane == to.lane)
            continue;
        const std::array<LaneId, 2> between{LaneId{from.lane}, LaneId{to.lane}};
        if (count++ == 0) {
            hubs = between;
            stretch.from = from.time;
        }
        for (LaneId& hub : hubs)
            if (std::find(between.begin(), between.end(), hub) == between.end())
                hub = {};
        if (!hubs[0] && !hubs[1])
            return std::nullopt;
        for (const LaneId lane : between)
            if (std::find(ends.begin(), ends.end(), lane) == ends.end())
                ends.push_back(lane);
        if (ends.size() > MostSenders)
            return std::nullopt;
        if (count <= StoryMessages)
            stretch.to = std::max(stretch.to, to.time);
        if (count <= NamedMessages)
            named.to = std::max(named.to, to.time);
    }
    if (count >= ManyNamedMessages && std::any_of(hubs.begin(), hubs.end(), [&](LaneId hub) { return worksOnEach(model, hub, count); }))
        stretch.to = named.to;
    else if (count < ManyMessages)
        return std::nullopt;
    if (stretch.from <= span(stretch)) // how they came together belongs to it
        stretch.from = 0;
    return stretch;
}

} // namespace

std::optional<std::size_t> mainFinding(const Findings& findings) {
    const std::vector<Finding>& all = findings.all();
    if (all.empty())
        return std::nullopt;
    const auto main = std::max_element(all.begin(), all.end(), [](const Finding& a, const Finding& b) { return rankOf(a) < rankOf(b); });
    return static_cast<std::size_t>(main - all.begin());
}

Nanos causeOf(const model::Model& model, const Finding& finding) {
    Nanos from = finding.at;
    const auto since = [&](LaneId id) {
        const model::Lane* lane = model.lane(id);
        if (const std::optional<model::Interval> interval = lane ? lane->at(finding.at) : std::nullopt)
            from = std::min(from, interval->begin);
    };
    for (const CycleEdge& edge : finding.cycle) {
        since(edge.lane);
        if (const model::Object* object = model.object(edge.waitsFor))
            for (const model::Holding& holding : object->heldAt(finding.at))
                if (holding.lane == edge.heldBy)
                    from = std::min(from, holding.begin);
    }
    if (finding.cycle.empty())
        for (const LaneId lane : finding.lanes)
            since(lane);
    for (const model::EventIndex event : finding.events)
        if (event < model.log().size())
            from = std::min(from, model.log()[event].time);
    return from;
}

Stretch stretchOf(const model::Model& model, const Findings& findings, std::size_t index, Nanos edge) {
    const Finding& finding = findings.all()[index];
    Stretch stretch{finding.at, std::max(finding.at, finding.count > 1 ? finding.lastAt : finding.at)};
    for (const model::EventIndex event : finding.events)
        if (event < model.log().size())
            stretch.from = std::min(stretch.from, model.log()[event].time);
    if (finding.cause != StuckCause::None) {
        stretch.from = std::min(stretch.from, causeOf(model, finding));
        // With what went well before, where that is not long against it.
        if (const Nanos first = firstTaken(model, finding); stretch.to - first <= LongBefore * (stretch.to - stretch.from))
            stretch.from = std::min(stretch.from, first);
    } else if (finding.kind == FindingKind::LoopBlocked && !finding.lanes.empty()) {
        // It is found when the thread is given back: what held it up lies before.
        const model::Lane* culprit = model.lane(finding.lanes.front());
        if (const auto interval = culprit ? culprit->at(std::max<Nanos>(finding.at - 1, 0)) : std::nullopt)
            stretch.from = std::min(stretch.from, interval->begin);
    }
    stretch.to = std::min(stretch.to, edge);
    return stretch;
}

std::optional<Stretch> storyOf(const model::Model& model, const Findings& findings, Nanos edge) {
    if (edge <= 0 || model.incomplete()) // what is missing shall be seen
        return std::nullopt;
    std::optional<Stretch> story;
    if (const std::optional<std::size_t> main = mainFinding(findings)) {
        const Finding& finding = findings.all()[*main];
        story = stretchOf(model, findings, *main, edge);
        if (finding.kind == FindingKind::LostUpdate && static_cast<double>(span(*story)) > StoryShare * static_cast<double>(edge)) {
            story->to = finding.at;
            story->to += ContextOfOne * span(*story);
        } else if (finding.cause != StuckCause::None || finding.kind == FindingKind::LoopBlocked) {
            // What follows from it is the point: all the rest where that is no longer, else half as much again.
            const Nanos rest = edge - story->to;
            story->to += rest <= span(*story) ? rest : span(*story) / 2;
        } else if (finding.kind != FindingKind::LostUpdate) {
            return std::nullopt; // a death or a misuse is a moment of a run whose rest tells how it came to it
        }
    } else {
        if (const std::optional<HandOvers> handed = firstHandOvers(model, edge))
            story = handed->stretch;
        if (!story || static_cast<double>(span(*story)) >= StoryShare * static_cast<double>(edge))
            story = firstTurns(model, edge);
        if (!story)
            story = firstMessages(model);
    }
    if (!story || span(*story) <= 0)
        return std::nullopt;
    const Nanos margin = static_cast<Nanos>(Margin * static_cast<double>(span(*story))) + 1;
    *story = {std::max<Nanos>(story->from - margin, 0), story->to >= edge ? edge : std::min(story->to + margin, edge)};
    return static_cast<double>(span(*story)) < StoryShare * static_cast<double>(edge) ? story : std::nullopt;
}

std::vector<LaneId> actorsOf(const model::Model& model, const Finding& finding) {
    std::vector<LaneId> actors;
    const auto add = [&actors](LaneId lane) {
        if (lane && actors.size() < MostActors && std::find(actors.begin(), actors.end(), lane) == actors.end())
            actors.push_back(lane);
    };
    if (finding.kind == FindingKind::LostUpdate) {
        for (const model::EventIndex event : finding.events)
            if (event < model.log().size())
                add(LaneId{model.log()[event].lane});
    } else {
        for (const LaneId lane : finding.lanes)
            add(lane);
    }
    return actors;
}

std::vector<LaneId> actorsOfStory(const model::Model& model, const Findings& findings, Nanos edge) {
    if (const std::optional<std::size_t> main = mainFinding(findings))
        return actorsOf(model, findings.all()[*main]);
    const std::optional<HandOvers> handed = firstHandOvers(model, edge);
    return handed ? handed->owners : std::vector<LaneId>();
}

model::Sentence headlineOf(const model::Model& model, const Finding& finding) {
    model::Sentence sentence = finding.message;
    if (finding.kind != FindingKind::LostUpdate || finding.objects.empty())
        return sentence;
    sentence.parts.clear();
    if (!finding.total || !finding.total->values || finding.total->updates == 0 || finding.total->values->last == finding.total->values->expected)
        return sentence;
    const LostTotal::Values& values = *finding.total->values;
    const auto text = [&values](std::uint64_t bits) {
        trace::Event value;
        value.a = bits;
        value.b = static_cast<std::uint32_t>(values.type);
        return model::valueText(value);
    };
    const bool one = finding.total->updates == 1;
    return {model.finished() ? (one ? patterns::HeadlineLostUpdate : patterns::HeadlineLostUpdates)
                             : (one ? patterns::HeadlineLostUpdateSoFar : patterns::HeadlineLostUpdatesSoFar),
            {model::named(model, finding.objects.front()), text(values.last), text(values.expected), model::durationText(finding.at),
             model::countText(finding.total->updates)},
            {}};
}

} // namespace braid::analysis
