#include "app/render/rows/lane_rows.h"
#include "app/render/scene/shown_name.h"

#include <algorithm>
#include <cctype>

namespace braid::render {

namespace {

// Wildcards * and ?, regardless of (ASCII) case. Backtracks to the last star only: linear in practice.
bool matchesWild(std::string_view name, std::string_view pattern) {
    std::size_t n = 0, p = 0, star = std::string_view::npos, mark = 0;
    const auto same = [](char a, char b) {
        return std::tolower(static_cast<unsigned char>(a)) == std::tolower(static_cast<unsigned char>(b));
    };
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = n;
        } else if (p < pattern.size() && (pattern[p] == '?' || same(pattern[p], name[n]))) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

} // namespace

bool matchesFilter(std::string_view name, const std::string& filter) {
    if (filter.empty())
        return true;
    if (filter.find_first_of("*?") != std::string::npos)
        return matchesWild(name, filter);
    return matchesWild(name, "*" + filter + "*");
}

bool nameMatches(const model::Model& model, std::string_view name, const std::string& filter) {
    if (matchesFilter(name, filter))
        return true;
    // What is in Latin letters is in the name itself: a hundred thousand names need not be translated for it.
    const bool latin = std::all_of(filter.begin(), filter.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    return !latin && model.namesAreWords() && matchesFilter(translatedName(name), filter);
}

bool endedInOrder(const model::Model& model, const model::Lane& lane) {
    if (lane.end != model::End::KilledWithProcess || lane.kind == trace::LaneKind::Process)
        return false;
    const model::Lane* process = model.lane(lane.parent);
    for (int depth = 0; process && process->kind != trace::LaneKind::Process && depth < DeepestTree; ++depth)
        process = model.lane(process->parent);
    return process && process->end == model::End::Finished;
}

model::State stateAfterEnd(const model::Model& model, const model::Lane& lane) {
    if (lane.end == model::End::NotRecorded)
        return model::State::NotRecorded;
    return lane.end == model::End::Finished || endedInOrder(model, lane) ? model::State::Done : model::State::Failed;
}

std::optional<model::State> laneStateAt(const model::Model& model, const model::Lane& lane, model::Nanos now) {
    const bool over = lane.ended != model::Open && now >= lane.ended;
    const std::optional<model::Interval> interval = lane.at(over ? lane.ended : now);
    if (!interval && (!over || lane.intervals().empty()))
        return std::nullopt;
    // Ended with a run that was stuck or stopped: what it was doing is what counts.
    const bool overtaken = lane.cutOff && (model.outcome() != trace::Outcome::Finished || lane.end == model::End::NotRecorded);
    if (!over || (overtaken && interval))
        return interval->shown();
    if (interval && interval->state == model::State::Failed)
        return model::State::Failed;
    return stateAfterEnd(model, lane);
}

std::array<std::size_t, model::StateCount> statesAt(const model::Model& model, model::Nanos now) {
    std::array<std::size_t, model::StateCount> counts{};
    for (LaneId id : model.lanes())
        if (const auto state = laneStateAt(model, *model.lane(id), now))
            ++counts[static_cast<std::size_t>(*state)];
    return counts;
}

LaneFilter::LaneFilter(const model::Model& model, const ViewState& state)
    : m_model(model), m_state(state), m_object(model.object(state.onlyObject)),
      m_now(state.cursor.value_or(model.endTime())) {
    if (state.filter.empty())
        return;
    // Where it speaks of objects only (or of lanes only), it leaves the others alone.
    const auto meant = [&](auto id) { return nameMatches(model, model.name(id), state.filter); };
    const bool someLane = std::any_of(model.lanes().begin(), model.lanes().end(), meant);
    const bool someObject = std::any_of(model.objects().begin(), model.objects().end(), meant);
    m_names = someLane || !someObject;
    m_objectNames = someObject || !someLane;
}

bool LaneFilter::keeps(const model::Lane& lane) const {
    if (m_names && !nameMatches(m_model, lane.name, m_state.filter))
        return false;
    if (m_object && !m_object->usedBy(lane.id))
        return false;
    if (m_state.states.empty())
        return true;
    const auto doing = laneStateAt(m_model, lane, m_now);
    return doing && m_state.states.contains(*doing);
}

LaneTally laneTally(const model::Model& model, const ViewState& state) {
    const LaneFilter filter(model, state);
    LaneTally tally;
    for (LaneId id : model.lanes()) {
        const model::Lane* lane = model.lane(id);
        ++tally.all;
        bool hidden = false;
        int depth = 0;
        for (const model::Lane* up = lane; up && !hidden && !state.hidden.empty() && depth < 64; ++depth) {
            hidden = state.hidden.contains(up->id);
            up = model.lane(up->parent);
        }
        tally.hidden += hidden;
        tally.kept += !hidden && (!filter.filters() || filter.keeps(*lane));
    }
    return tally;
}

} // namespace braid::render
