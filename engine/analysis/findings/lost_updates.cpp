#include "engine/analysis/findings/lost_updates.h"

#include "engine/model/text/patterns.h"

#include <algorithm>
#include <cctype>
#include <utility>

namespace braid::analysis {

using model::EventIndex;
using model::Model;
using model::NoEvent;
using model::Sentence;
using trace::EventKind;
using trace::ValueType;
namespace patterns = model::patterns;

namespace {

constexpr std::size_t MostSteps = 64; ///< sizes of steps kept of one variable
constexpr int MostLooksForLock = 16;  ///< of one line

std::size_t placeOf(UpdateLoss loss) { return static_cast<std::size_t>(loss); }

/// Where the event was written: its line, or without one its lane.
std::uint64_t lineOf(const trace::Event& event) {
    return event.site ? event.site.value : std::uint64_t{1} << 32 | event.lane.value;
}

/// Of a list or dictionary: the index or key, by a number; 0 = all of it.
std::uint32_t partOf(const trace::Event& event) {
    return event.b == static_cast<std::uint32_t>(ValueType::Text) ? static_cast<std::uint32_t>(event.a) : 0;
}

std::uint64_t readerOf(LaneId lane, std::uint32_t part) { return std::uint64_t{part} << 32 | lane.value; }

bool comparable(const AccessedValue& a, const AccessedValue& b) { return a.isNumber() && a.type() == b.type(); }

/// `lane` owns a lock that it took before `event`.
bool holdsSince(const Model& model, LaneId lane, EventIndex event) {
    const auto since = [&](const model::Holding& holding) { return holding.lane == lane && holding.acquired < event; };
    return std::any_of(model.objects().begin(), model.objects().end(), [&](ObjectId id) {
        const model::Object* object = model.object(id);
        return object->ownable() && std::any_of(object->owners.begin(), object->owners.end(), since);
    });
}

/// As a word of its own.
bool contains(std::string_view text, std::string_view word) {
    const auto partOfWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.'; };
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        if ((at == 0 || !partOfWord(text[at - 1])) && (end == text.size() || !partOfWord(text[end])))
            return true;
    }
    return false;
}

/// The lane has shown the value that it read between the events.
bool wasShown(const Model& model, EventIndex read, EventIndex until) {
    constexpr EventIndex MostLookedAt = 1 << 16;
    const std::string value = model::valueText(model.event(read));
    const std::uint32_t lane = model.log()[read].lane;
    for (EventIndex index = read + 1; index < until && index - read < MostLookedAt; ++index) {
        const model::LogEntry& entry = model.log()[index];
        if (entry.lane == lane && (entry.kind == EventKind::Print || entry.kind == EventKind::Note || entry.kind == EventKind::RunResult) &&
            contains(model.event(index).text, value))
            return true;
    }
    return false;
}

} // namespace

const char* updateLossName(UpdateLoss loss) { return loss == UpdateLoss::Overwritten ? "overwritten" : "stale_check"; }

void LostUpdates::Losses::add(const Loss& loss) {
    if (count++ == 0)
        first = loss;
    last = loss;
    if (writes.size() < Finding::MostLost)
        writes.push_back(loss.lostWrite);
    for (const LaneId lane : {loss.winner, loss.loser})
        if (lanes.size() < MostLanes && std::find(lanes.begin(), lanes.end(), lane) == lanes.end())
            lanes.push_back(lane);
}

LostUpdates::Line& LostUpdates::lineAt(Variable& variable, std::uint64_t place) {
    const auto [known, isNew] = variable.lineOf.try_emplace(place, variable.lines.size());
    if (!isNew)
        return variable.lines[known->second];
    if (variable.lines.size() < LinesApart) {
        variable.lines.emplace_back();
    } else { // the last one stands for all that follow
        known->second = LinesApart - 1;
        variable.lines.back().varies = true;
    }
    return variable.lines[known->second];
}

void LostUpdates::learn(const Model& model, Variable& variable, Line& line, const Reading& read, const AccessedValue& wrote, LaneId lane) {
    const bool first = !std::exchange(line.any, true);
    line.varies = line.varies || (!first && !(line.wrote == wrote));
    line.wrote = wrote;
    if (read.event == NoEvent) {
        line.blind = true;
        return;
    }
    line.mixed = line.mixed || (line.from.type() != ValueType::None && !(line.from == read.value));
    line.from = read.value;
    const bool reset = wrote.isEmpty() || wrote == variable.initial;
    if (!reset && comparable(wrote, read.value)) {
        const std::uint64_t size = wrote.minus(read.value).size();
        if (const auto known = variable.steps.find(size); known != variable.steps.end())
            known->second.usual = known->second.usual || !(known->second.wrote == wrote);
        else if (variable.steps.size() < MostSteps)
            variable.steps.emplace(size, Step{wrote, false});
    }
    if (reset && !line.locked && !line.varies && line.lookedForLock++ < MostLooksForLock)
        line.locked = holdsSince(model, lane, read.event);
}

bool LostUpdates::isIndependent(const Variable& variable, const Line& line) {
    if (line.varies)
        return false;
    if (line.mixed || line.blind)
        return true;
    // Of the two values of a flag the first one says nothing.
    const bool first = line.wrote == variable.initial && line.wrote.type() != ValueType::Boolean;
    if (line.locked || !(line.wrote.isEmpty() || first))
        return false;
    if (!comparable(line.wrote, line.from))
        return true;
    const AccessedValue step = line.wrote.minus(line.from);
    const auto known = variable.steps.find(step.size());
    return !step.isOne() && (known == variable.steps.end() || !known->second.usual);
}

bool LostUpdates::isLost(const Cell& cell, const Reading& read, const AccessedValue& wrote, bool part) {
    if (cell.present == read.value)
        return false;
    return part || wrote.isNumber() || !(wrote == cell.present) || wrote.grewFrom(read.value);
}

bool LostUpdates::isStaleCheck(const Model& model, const Variable& variable, const Reading& check, const AccessedValue& from,
                               const AccessedValue& wrote, EventIndex write) {
    if (check.event == NoEvent || variable.wasNegative || !comparable(wrote, from) || !comparable(check.value, from))
        return false;
    if (!wrote.isNegative(from) || check.value.plus(wrote.minus(from)).isNegative(check.value))
        return false;
    return !wasShown(model, check.event, write);
}

bool LostUpdates::take(const Model& model, EventIndex index) {
    const trace::Event event = model.event(index);
    const model::Object* object = model.object(event.object);
    if (!object)
        return false;
    Variable& variable = m_variables[event.object.value];
    const AccessedValue value(event);
    const std::uint32_t part = partOf(event);
    if (!std::exchange(variable.known, true)) {
        if (event.kind == EventKind::Read)
            variable.initial = value;
        else if (event.b != static_cast<std::uint32_t>(ValueType::Text)) // a first text is not in the trace
            variable.initial = {value.type(), static_cast<std::uint64_t>(object->initial)};
        variable.whole.present = variable.initial;
        variable.wasNegative = variable.initial.isNegative(variable.initial);
    }
    // What stands in a part was written to that or to all of it, whichever was later; all of it changes with each part.
    Cell& own = variable.cells[part];
    Cell& all = variable.cells[0];
    Cell& cell = part == 0 ? variable.whole : all.writtenAfter(own.write == NoEvent ? 0 : own.write) ? all
                                                                                                     : own;
    Reader& reader = variable.lanes[readerOf(event.lane, part)];
    if (event.kind == EventKind::Read) {
        if (reader.last.event != NoEvent && cell.writtenAfter(reader.last.event))
            reader.before = std::move(reader.last);
        reader.last = {index, value};
        if (part == 0 || &cell == &own)
            cell.present = value;
        return false;
    }
    const bool oneStep = event.kind == EventKind::Modify;
    Reading read = std::exchange(reader.last, {});
    const Reading before = std::exchange(reader.before, {});
    if (read.event == NoEvent && part != 0) // it may have read all of it
        read = variable.lanes[readerOf(event.lane, 0)].last;
    const AccessedValue from = oneStep || read.event == NoEvent ? cell.present : read.value;
    const bool others = cell.write != NoEvent && cell.writer != event.lane;
    const bool stale = others && read.event != NoEvent && cell.writtenAfter(read.event);
    Line& line = lineAt(variable, lineOf(event));
    if (!oneStep)
        learn(model, variable, line, read, value, event.lane);
    const auto lose = [&](UpdateLoss loss, const Reading& of) {
        line.losses[placeOf(loss)].add({event.lane, cell.writer, of.event, cell.basedOn, cell.write, index});
        variable.lost = true;
    };
    if (stale && !oneStep) {
        if (isLost(cell, read, value, part != 0))
            lose(UpdateLoss::Overwritten, read);
    } else if (const Reading& check = stale ? read : before;
               others && (oneStep || read.event != NoEvent) && isStaleCheck(model, variable, check, from, value, index)) {
        lose(UpdateLoss::StaleCheck, check);
    }
    variable.wasNegative = variable.wasNegative || value.isNegative(from);
    own = variable.whole = {value, event.lane, index, oneStep ? NoEvent : read.event};
    bool changed = false;
    if (variable.lost)
        for (const UpdateLoss loss : {UpdateLoss::Overwritten, UpdateLoss::StaleCheck}) {
            const std::uint64_t now = count(variable, loss);
            changed = std::exchange(variable.told[placeOf(loss)], now) != now || changed;
        }
    return changed;
}

std::uint64_t LostUpdates::count(const Variable& variable, UpdateLoss loss) {
    std::uint64_t count = 0;
    for (const Line& line : variable.lines)
        if (const Losses& losses = line.losses[placeOf(loss)]; losses.count > 0 && (loss == UpdateLoss::StaleCheck || !isIndependent(variable, line)))
            count += losses.count;
    return count;
}

namespace {

template <class Loss>
Sentence sentenceOf(const Model& model, const std::string& name, const Loss& loss, UpdateLoss kind) {
    const std::string winner = model::named(model, loss.winner), loser = model::named(model, loss.loser);
    const std::string read = model::valueText(model.event(loss.read)), lost = model::valueText(model.event(loss.lostWrite));
    const std::string wrote = model::valueText(model.event(loss.write));
    if (kind == UpdateLoss::StaleCheck)
        return {patterns::StaleCheck, {name, winner, read, loser, lost, wrote}, {}};
    if (loss.lostRead == NoEvent)
        return {patterns::LostBlindUpdate, {name, winner, read, loser, lost, wrote}, {}};
    const std::string lostRead = model::valueText(model.event(loss.lostRead));
    if (lostRead == read)
        return {patterns::LostUpdate, {name, winner, loser, read, lost, wrote}, {}};
    return {patterns::LostUpdateOfOther, {name, winner, read, loser, lostRead, lost, wrote}, {}};
}

template <class Loss>
void addEvents(std::vector<EventIndex>& events, const Loss& loss) {
    for (const EventIndex event : {loss.read, loss.lostRead, loss.lostWrite, loss.write})
        if (event != NoEvent)
            events.push_back(event);
}

} // namespace

std::optional<Finding> LostUpdates::finding(const Model& model, ObjectId id, UpdateLoss loss) const {
    Finding finding;
    return renew(model, id, loss, finding) ? std::optional(std::move(finding)) : std::nullopt;
}

bool LostUpdates::renew(const Model& model, ObjectId id, UpdateLoss loss, Finding& told) const {
    const auto known = m_variables.find(id.value);
    if (known == m_variables.end())
        return false;
    const Loss* first = nullptr;
    const Loss* last = nullptr;
    std::uint64_t count = 0;
    std::vector<const Losses*> all;
    for (const Line& line : known->second.lines) {
        const Losses& losses = line.losses[placeOf(loss)];
        if (losses.count == 0 || (loss == UpdateLoss::Overwritten && isIndependent(known->second, line)))
            continue;
        count += losses.count;
        first = first && first->write < losses.first.write ? first : &losses.first;
        last = last && last->write > losses.last.write ? last : &losses.last;
        all.push_back(&losses);
    }
    if (!first)
        return false;
    const std::string name = model::named(model, id);
    const auto addLane = [&told](LaneId lane) {
        if (told.lanes.size() < MostLanes && std::find(told.lanes.begin(), told.lanes.end(), lane) == told.lanes.end())
            told.lanes.push_back(lane);
    };
    if (told.event != first->write || count < told.count) { // else only the last one is another
        told = {};
        told.kind = FindingKind::LostUpdate;
        told.loss = loss;
        told.event = first->write;
        told.at = model.log()[first->write].time;
        told.objects = {id};
        told.lanes = {first->winner, first->loser};
        for (const Losses* losses : all)
            std::for_each(losses->lanes.begin(), losses->lanes.end(), addLane);
        told.message = sentenceOf(model, name, *first, loss);
    }
    told.count = count;
    told.total.reset();
    told.events.clear();
    told.message.parts.clear();
    told.lost.clear();
    for (const Losses* losses : all)
        told.lost.insert(told.lost.end(), losses->writes.begin(), losses->writes.end());
    std::sort(told.lost.begin(), told.lost.end());
    told.lost.resize(std::min(told.lost.size(), Finding::MostLost));
    addEvents(told.events, *first);
    if (count == 1)
        return true;
    addLane(last->winner);
    addLane(last->loser);
    addEvents(told.events, *last);
    told.lastEvent = last->write;
    told.lastAt = model.log()[last->write].time;
    told.message.parts.push_back({patterns::FurtherFindings,
                                  {std::to_string(count - 1), model::durationText(told.lastAt)},
                                  {sentenceOf(model, name, *last, loss)}});
    return true;
}

LostTotal LostUpdates::total(const Model& model, ObjectId id) const {
    LostTotal total;
    const model::Object* object = model.object(id);
    const auto found = m_variables.find(id.value);
    if (!object || found == m_variables.end())
        return total;
    const Variable& known = found->second;
    // The present value rests on `depth` updates, each made to what the one before it left; of those since the last write that was
    // none there were `updates`.
    struct Base {
        bool fresh = false;
        std::uint64_t era = 0, depth = 0;
        AccessedValue value;
    };
    struct Tally { // of all of it, or of a part
        Base present{true, 0, 0, {}};
        std::uint64_t updates = 0, settled = 0;
        bool begunByWrite = false; // the era, not by an update that went back to an earlier one
    };
    std::unordered_map<std::uint32_t, Tally> tallies;
    std::unordered_map<std::uint64_t, Base> readers;
    tallies[0].present.value = known.initial;
    AccessedValue expected = known.initial;
    bool numbers = true;
    for (const EventIndex index : object->events()) {
        if (!trace::tellsValue(model.log()[index].kind))
            continue;
        const trace::Event event = model.event(index);
        const AccessedValue value(event);
        const std::uint32_t part = partOf(event);
        Tally& tally = tallies[part];
        Base& present = tally.present;
        Base& reader = readers[readerOf(event.lane, part)];
        numbers = numbers && part == 0 && value.isNumber() && (known.initial.type() == ValueType::None || comparable(value, known.initial));
        if (event.kind == EventKind::Read) {
            reader = present;
            reader.value = value;
            continue;
        }
        const bool oneStep = event.kind == EventKind::Modify;
        const auto line = known.lineOf.find(lineOf(event));
        Base base = oneStep ? present : reader;
        const bool update = oneStep || (base.fresh && line != known.lineOf.end() && !isIndependent(known, known.lines[line->second]));
        if (update && base.value == present.value)
            base = present; // it would have been made to this one as well
        reader.fresh = false;
        if (!update || !(part != 0 || value.isNumber() || !(value == present.value) || value.grewFrom(base.value))) {
            tally.settled += tally.updates - present.depth;
            tally.updates = 0;
            tally.begunByWrite = true;
            present = {true, present.era + 1, 0, value};
            expected = value;
            continue;
        }
        if (numbers)
            expected = comparable(expected, value) && comparable(base.value, value) ? expected.plus(value.minus(base.value)) : value;
        const bool sameEra = base.era == present.era;
        if (!sameEra) { // what was written meanwhile is gone with all that was made to it
            tally.settled += tally.updates + (tally.begunByWrite ? 1 : 0);
            tally.updates = 0;
            tally.begunByWrite = false;
            base.depth = 0;
        }
        ++tally.updates;
        present = {true, present.era + (sameEra ? 0 : 1), base.depth + 1, value};
    }
    for (const auto& [part, tally] : tallies)
        total.updates += tally.settled + tally.updates - tally.present.depth;
    const AccessedValue& last = tallies[0].present.value;
    if (numbers && comparable(expected, last))
        total.values = {last.type(), last.bits(), expected.bits()};
    return total;
}

} // namespace braid::analysis
