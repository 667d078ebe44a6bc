#pragma once

#include "engine/model/model.h"

#include <deque>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace braid::tests {

constexpr model::Nanos operator""_ms(unsigned long long n) {
    return static_cast<model::Nanos>(n) * 1'000'000;
}

/// Writes the events of a run by hand, as a reader would hand them out: numbered on their objects, each 1 ms after the
/// one before (see after()), and applies them to a model at once. Methods return the event's place in the log.
class Story {
public:
    using Kind = trace::EventKind;
    using Type = trace::ObjectKind;

    model::Model model;
    std::vector<trace::Event> told;                                                  ///< all events so far; texts live in the story
    std::function<void(const model::Model&)> afterEach = [](const model::Model&) {}; ///< runs after each event

    /// Lets `time` pass before the next event instead of 1 ms.
    Story& after(model::Nanos time) {
        m_gap = time;
        return *this;
    }
    [[nodiscard]] model::Nanos now() const { return m_now; } ///< of the last event
    /// "file:line" of the next event.
    Story& from(SiteId site) {
        m_site = site;
        return *this;
    }

    model::EventIndex add(Kind kind, LaneId lane, ObjectId object = {}, std::uint64_t a = 0, std::uint32_t b = 0,
                          std::string_view text = {}, bool numbered = true) {
        trace::Event event;
        m_now += std::exchange(m_gap, 1_ms);
        event.time = std::chrono::nanoseconds{m_now};
        event.lane = lane;
        event.object = object;
        event.kind = kind;
        event.a = a;
        event.b = b;
        event.site = m_site;
        event.sequence = object ? (numbered ? ++m_sequences[object.value] : m_sequences[object.value]) : 0;
        m_texts.emplace_back(text);
        event.text = m_texts.back();
        m_site = {};
        told.push_back(event);
        model.apply(event);
        afterEach(model);
        return static_cast<model::EventIndex>(model.log().size() - 1);
    }

    // Definitions.
    LaneId define(std::string_view name, trace::LaneKind kind = trace::LaneKind::Thread, LaneId parent = {},
                  bool daemon = false, LaneId by = {}) {
        const LaneId id{++m_ids};
        add(Kind::DefineLane, by, objectOf(id), static_cast<std::uint64_t>(kind) | (daemon ? 1u << 8 : 0u),
            parent.value, name);
        return id;
    }
    ObjectId object(Type type, std::string_view name, std::uint64_t initial = 0) {
        const ObjectId id{++m_ids};
        add(Kind::DefineObject, {}, id, initial, static_cast<std::uint32_t>(type), name);
        return id;
    }
    ObjectId mutex(std::string_view name) { return object(Type::Mutex, name); }
    SiteId site(std::string_view file, std::uint32_t line) {
        const SiteId id{++m_sites};
        add(Kind::DefineSite, {}, ObjectId{id.value}, line, 0, file);
        return id;
    }

    // Lanes.
    /// A thread that runs already.
    LaneId thread(std::string_view name, LaneId process = {}, bool daemon = false) {
        const LaneId id = define(name, trace::LaneKind::Thread, process, daemon);
        begin(id);
        return id;
    }
    LaneId process(std::string_view name, LaneId parent = {}) { return define(name, trace::LaneKind::Process, parent); }
    model::EventIndex start(LaneId by, LaneId child) { return add(Kind::LaneStart, by, objectOf(child)); }
    model::EventIndex begin(LaneId lane) { return add(Kind::LaneBegin, lane, objectOf(lane), 4000 + lane.value); }
    model::EventIndex end(LaneId lane, std::uint64_t status = 0) {
        return add(Kind::LaneEnd, lane, objectOf(lane), status);
    }
    model::EventIndex kill(LaneId by, LaneId lane, std::uint64_t signal = 9) {
        return add(Kind::LaneKilled, by, objectOf(lane), signal);
    }
    model::EventIndex join(LaneId lane, LaneId other, model::Nanos timeout = 0) {
        return add(Kind::JoinBegin, lane, objectOf(other), static_cast<std::uint64_t>(timeout), 0, {}, false);
    }
    model::EventIndex joined(LaneId lane, LaneId other, bool timedOut = false) {
        return add(Kind::JoinEnd, lane, objectOf(other), 0, timedOut);
    }

    // Locks.
    model::EventIndex wait(LaneId lane, ObjectId lock, model::Nanos timeout = 0, bool shared = false) {
        return add(Kind::AcquireWait, lane, lock, static_cast<std::uint64_t>(timeout), shared, {}, false);
    }
    model::EventIndex take(LaneId lane, ObjectId lock, std::uint64_t depth = 0, bool shared = false) {
        return add(Kind::Acquired, lane, lock, depth, shared);
    }
    model::EventIndex fail(LaneId lane, ObjectId lock, trace::Failure why) {
        return add(Kind::AcquireFailed, lane, lock, 0, static_cast<std::uint32_t>(why), {}, false);
    }
    model::EventIndex give(LaneId lane, ObjectId lock, std::uint64_t left = 0, bool shared = false) {
        return add(Kind::Released, lane, lock, left, shared);
    }

    // Events, condition variables, barriers, latches.
    model::EventIndex await(LaneId lane, ObjectId object, model::Nanos timeout = 0) {
        return add(Kind::WaitBegin, lane, object, static_cast<std::uint64_t>(timeout));
    }
    model::EventIndex wake(LaneId lane, ObjectId object, bool timedOut = false) {
        return add(Kind::WaitEnd, lane, object, 0, timedOut);
    }
    model::EventIndex signal(LaneId lane, ObjectId object, std::uint64_t howMany = ~std::uint64_t{0}) {
        return add(Kind::Signal, lane, object, howMany);
    }

    // Variables.
    model::EventIndex read(LaneId lane, ObjectId variable, std::int64_t value) {
        return add(Kind::Read, lane, variable, static_cast<std::uint64_t>(value),
                   static_cast<std::uint32_t>(trace::ValueType::Signed));
    }
    model::EventIndex write(LaneId lane, ObjectId variable, std::int64_t value) {
        return add(Kind::Write, lane, variable, static_cast<std::uint64_t>(value),
                   static_cast<std::uint32_t>(trace::ValueType::Signed));
    }
    model::EventIndex modify(LaneId lane, ObjectId variable, std::int64_t value) {
        return add(Kind::Modify, lane, variable, static_cast<std::uint64_t>(value), static_cast<std::uint32_t>(trace::ValueType::Signed));
    }
    model::EventIndex awaitChange(LaneId lane, ObjectId variable) {
        return add(Kind::WaitBegin, lane, variable, 0, static_cast<std::uint32_t>(trace::ValueType::Signed));
    }

private:
    model::Nanos m_now = 0;
    model::Nanos m_gap = 1_ms;
    std::uint32_t m_ids = 0;
    std::uint32_t m_sites = 0;
    SiteId m_site;
    std::map<std::uint32_t, std::uint32_t> m_sequences;
    std::deque<std::string> m_texts;
};

} // namespace braid::tests
