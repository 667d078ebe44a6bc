#pragma once

#include "engine/exec/processes/process.h"
#include "engine/trace/file.h"
#include "engine/trace/reading/reader.h"
#include "engine/trace/recording/recording.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace braid::test {

/// An event that owns its text.
struct Seen : trace::Event {
    std::string words;
};

/// A recording of this process in memory, from construction on; the calling thread is its main thread.
class RecordedRun {
public:
    explicit RecordedRun(std::uint64_t limit = 256u << 20) {
        auto file = trace::File::create({}, {.limit = limit});
        EXPECT_TRUE(file.ok());
        m_file = std::move(file.value());
        // Before the recording's own threads are there: ThreadSanitizer knows no descriptors made by fcntl(), and where such a
        // thread has had the same number it takes it for one that uses this one.
        auto reader = trace::Reader::open(m_file->fd(), "the test's trace");
        EXPECT_TRUE(reader.ok());
        m_reader = std::make_unique<trace::Reader>(std::move(reader.value()));
        m_recording = std::make_unique<trace::Recording>(*m_file);
        exec::beginProcess("test");
    }

    [[nodiscard]] trace::File& file() { return *m_file; }
    [[nodiscard]] trace::Recording& recording() { return *m_recording; }
    [[nodiscard]] trace::Reader& reader() { return *m_reader; }
    [[nodiscard]] trace::Control control() { return trace::Control(m_file->control()); }

    /// Takes in what is published now; all events so far.
    const std::deque<Seen>& follow() {
        for (auto events = m_reader->pull(); !events.empty(); events = m_reader->pull()) {
            for (const trace::Event& event : events) {
                Seen seen{event, std::string(event.text)};
                seen.text = {};
                m_events.push_back(std::move(seen));
            }
        }
        return m_events;
    }

    /// Follows until `condition(events)` holds; fails the test after 20 s.
    template <class Condition>
    void followUntil(Condition condition) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!condition(follow())) {
            if (std::chrono::steady_clock::now() > deadline) {
                FAIL() << "the awaited event did not come";
            }
            std::this_thread::yield();
        }
    }

    /// Ends the recording (all other threads must have ended); all events.
    const std::deque<Seen>& finish() {
        m_recording.reset();
        m_file->setOutcome(trace::Outcome::Finished);
        return follow();
    }

    /// Follows until `howMany` events of `kind` are there.
    void awaitEvent(trace::EventKind kind, std::size_t howMany = 1) {
        followUntil([this, kind, howMany](const auto&) { return count(kind) >= howMany; });
    }

    [[nodiscard]] std::size_t count(trace::EventKind kind) const {
        return static_cast<std::size_t>(
            std::count_if(m_events.begin(), m_events.end(), [kind](const Seen& event) { return event.kind == kind; }));
    }

    /// The first event of `kind`, or nullptr.
    [[nodiscard]] const Seen* find(trace::EventKind kind) const {
        const auto found =
            std::find_if(m_events.begin(), m_events.end(), [kind](const Seen& event) { return event.kind == kind; });
        return found == m_events.end() ? nullptr : &*found;
    }

    /// The number of the object called `name`.
    [[nodiscard]] ObjectId objectCalled(const std::string& name) const {
        for (const Seen& event : m_events) {
            if (event.kind == trace::EventKind::DefineObject && event.words == name)
                return event.object;
        }
        return {};
    }

    /// The kinds of the events on `object`, in log order.
    [[nodiscard]] std::vector<trace::EventKind> kindsOn(ObjectId object) const {
        std::vector<trace::EventKind> kinds;
        for (const Seen& event : m_events) {
            if (event.object == object && event.kind >= trace::EventKind::LaneStart)
                kinds.push_back(event.kind);
        }
        return kinds;
    }

private:
    std::unique_ptr<trace::File> m_file;
    std::unique_ptr<trace::Recording> m_recording;
    std::unique_ptr<trace::Reader> m_reader;
    std::deque<Seen> m_events;
};

} // namespace braid::test
