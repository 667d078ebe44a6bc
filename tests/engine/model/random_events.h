#pragma once

#include "tests/engine/model/events.h"
#include "tests/seed.h"

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

namespace braid::tests {

/// A number in [0, below). The same on every machine, unlike std::uniform_int_distribution.
inline std::uint64_t pick(std::mt19937_64& random, std::uint64_t below) {
    return random() % below;
}

/// Any event at all, sensible or not.
inline trace::Event anyEvent(std::mt19937_64& random) {
    static constexpr std::uint64_t Odd[] = {
        0, 1, 2, 31, 32, 255, UINT32_MAX, UINT64_MAX, std::uint64_t{1} << 63, 1ull << 40};
    const auto oddOr = [&random](std::uint64_t below) {
        return pick(random, 8) == 0 ? Odd[pick(random, std::size(Odd))] : pick(random, below);
    };
    trace::Event event;
    // Definitions often enough that the rest has something to work on.
    event.kind = pick(random, 5) == 0 ? static_cast<trace::EventKind>(1 + pick(random, 3))
                                      : static_cast<trace::EventKind>(pick(random, 100));
    event.time = std::chrono::nanoseconds{static_cast<std::int64_t>(oddOr(1'000'000))};
    event.lane = LaneId{static_cast<std::uint32_t>(oddOr(20))};
    event.object = ObjectId{static_cast<std::uint32_t>(oddOr(20))};
    event.site = SiteId{static_cast<std::uint32_t>(oddOr(20))};
    event.sequence = static_cast<std::uint32_t>(oddOr(20));
    event.a = oddOr(5);
    event.b = static_cast<std::uint32_t>(oddOr(25));
    static constexpr std::string_view Texts[] = {"", "x", std::string_view("key\0value", 9), "%1 %9 %"};
    event.text = Texts[pick(random, 4)];
    return event;
}

/// Sensible locking and sleeping of some threads on some locks and a semaphore, without a time-out. Locks are taken in
/// any order, so that it soon ends in a deadlock, or in one order, so that it never does.
class RandomRun {
public:
    enum class Order {
        Any,
        Kept
    };
    RandomRun(Story& story, const Seed& seed, std::size_t threads, std::size_t locks, Order order)
        : m_story(story), m_random(seed), m_order(order) {
        for (std::size_t i = 0; i < threads; ++i)
            m_threads.push_back({story.thread("T" + std::to_string(i + 1)), {}, {}, {}});
        for (std::size_t i = 0; i < locks; ++i)
            m_locks.push_back({story.mutex("L" + std::to_string(i + 1)), false});
        m_locks.push_back({story.object(Story::Type::Semaphore, "S", 2), false});
        m_semaphore = m_locks.size() - 1;
    }

    void run(std::size_t steps) {
        for (std::size_t i = 0; i < steps; ++i) {
            Thread& thread = m_threads[pick(m_random, m_threads.size())];
            m_story.after(static_cast<model::Nanos>(1 + pick(m_random, 5'000'000)));
            step(thread);
        }
    }

private:
    struct Thread {
        LaneId id;
        std::vector<std::size_t> holds;
        std::optional<std::size_t> waitsFor;
        bool sleeps = false;
    };
    struct Lock {
        ObjectId id;
        bool held;
    };
    [[nodiscard]] bool free(std::size_t lock) const {
        return lock == m_semaphore ? m_permits > 0 : !m_locks[lock].held;
    }
    void take(Thread& thread, std::size_t lock) {
        m_story.take(thread.id, m_locks[lock].id);
        m_locks[lock].held = true;
        if (lock == m_semaphore)
            --m_permits;
        thread.holds.push_back(lock);
        thread.waitsFor.reset();
    }
    void step(Thread& thread) {
        if (thread.waitsFor) {
            if (free(*thread.waitsFor))
                take(thread, *thread.waitsFor);
        } else if (thread.sleeps) {
            m_story.add(Story::Kind::SleepEnd, thread.id);
            thread.sleeps = false;
        } else if (const std::uint64_t choice = pick(m_random, 10); choice < 2) {
            m_story.add(Story::Kind::SleepBegin, thread.id, {}, 1000);
            thread.sleeps = true;
        } else if (choice < 6 && !thread.holds.empty()) {
            const std::size_t place = pick(m_random, thread.holds.size());
            const std::size_t lock = thread.holds[place];
            thread.holds.erase(thread.holds.begin() + static_cast<std::ptrdiff_t>(place));
            m_story.give(thread.id, m_locks[lock].id, lock == m_semaphore ? 1 : 0);
            m_locks[lock].held = false;
            if (lock == m_semaphore)
                ++m_permits;
        } else {
            const std::size_t lock = pick(m_random, m_locks.size());
            if (m_order == Order::Kept && std::any_of(thread.holds.begin(), thread.holds.end(),
                                                      [lock](std::size_t held) { return held >= lock; }))
                return;
            if (lock != m_semaphore && std::count(thread.holds.begin(), thread.holds.end(), lock) > 0)
                return;
            if (free(lock)) {
                take(thread, lock);
            } else {
                m_story.wait(thread.id, m_locks[lock].id);
                thread.waitsFor = lock;
            }
        }
    }

    Story& m_story;
    std::mt19937_64 m_random;
    Order m_order;
    std::vector<Thread> m_threads;
    std::vector<Lock> m_locks;
    std::size_t m_semaphore = 0;
    std::int64_t m_permits = 2;
};

} // namespace braid::tests
