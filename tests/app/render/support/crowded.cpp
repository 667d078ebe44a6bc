#include "tests/app/render/support/crowded.h"

#include <string>

namespace braid::tests {

using trace::EventKind;

Crowded::Crowded(ModeledStory& told, int lanes, int events) : m_told(told), m_events(events) {
    Story& s = told.story;
    const LaneId process = s.process("crowd");
    const LaneId main = s.thread("main", process);
    for (std::size_t i = 0; i < m_locks.size(); ++i)
        told.objects.push_back(s.mutex(std::string(1, static_cast<char>('A' + i))));
    for (int i = 1; i < lanes; ++i) {
        told.lanes.push_back(s.define("Thread-" + std::to_string(i), trace::LaneKind::Thread, process));
        s.after(0).start(main, told.lanes.back());
        s.after(0).begin(told.lanes.back());
    }
    // Story keeps what it is told; a million events go to the model directly.
    s.afterEach = [](const model::Model&) {};
    m_step.resize(told.lanes.size());
    m_wants.resize(told.lanes.size());
    m_begin = s.now();
}

std::uint64_t Crowded::random() { // xorshift64
    m_random ^= m_random << 13;
    m_random ^= m_random >> 7;
    m_random ^= m_random << 17;
    return m_random;
}

trace::Event Crowded::next() {
    for (;;) {
        const std::size_t i = random() % m_told.lanes.size();
        Lock& lock = m_locks[m_wants[i]];
        trace::Event event;
        event.time = std::chrono::nanoseconds(m_begin + m_number * 10'000'000'000 / m_events);
        event.lane = m_told.lanes[i];
        switch (m_step[i]) {
        case 0:
            event.kind = EventKind::SleepBegin;
            event.a = 1'000'000;
            m_step[i] = 1;
            break;
        case 1:
            event.kind = EventKind::SleepEnd;
            m_wants[i] = random() % m_locks.size();
            m_step[i] = 2;
            break;
        case 2:
        case 3:
            event.object = m_told.objects[m_wants[i]];
            if (!lock.owner) {
                lock.owner = event.lane;
                event.kind = EventKind::Acquired;
                event.sequence = ++lock.sequence;
                m_step[i] = 4;
            } else if (m_step[i] == 2) {
                event.kind = EventKind::AcquireWait;
                event.sequence = lock.sequence;
                m_step[i] = 3;
            } else {
                continue; // still taken: it cannot move, something else is told of another one
            }
            break;
        case 4:
            event.kind = EventKind::Print;
            event.text = "tick";
            m_step[i] = 5;
            break;
        default:
            event.object = m_told.objects[m_wants[i]];
            event.kind = EventKind::Released;
            event.sequence = ++lock.sequence;
            lock.owner = {};
            m_step[i] = 0;
            break;
        }
        ++m_number;
        return event;
    }
}

void Crowded::prepare(int count) {
    m_prepared.clear();
    for (int i = 0; i < count; ++i)
        m_prepared.push_back(next());
}

void Crowded::tell() {
    for (const trace::Event& event : m_prepared) {
        m_told.story.model.apply(event);
        m_told.findings.update(m_told.story.model);
    }
    m_told.wait(0);
}

void Crowded::apply(int count) {
    for (int i = 0; i < count; ++i)
        m_told.story.model.apply(next());
    m_told.wait(0);
}

std::unique_ptr<ModeledStory> crowdedRun(int lanes, int events) {
    auto told = std::make_unique<ModeledStory>();
    Crowded(*told, lanes, events).apply(events);
    return told;
}

} // namespace braid::tests
