#pragma once

#include "engine/record/attach/registers.h"

#include <map>
#include <vector>

namespace braid::attach {

/// Where threads are that run: of those the system tells nothing in /proc. It interrupts them now and then and notes their registers
/// (perf_event_open(2)); they are not stopped. Where that is not there or not permitted, nothing is known of them. Not thread-safe.
class Samples {
public:
    Samples() = default;
    ~Samples();
    Samples(const Samples&) = delete;
    Samples& operator=(const Samples&) = delete;

    /// Looks at `thread`, an id, every millisecond that it runs from now on. Of more than MostThreads nothing is noted.
    void begin(int thread);
    static constexpr std::size_t MostThreads = 64;
    /// Its registers as they have been noted since, the oldest first. Empty on other machines than x86-64.
    [[nodiscard]] std::vector<Registers> of(int thread) const;

private:
    struct Noted {
        int descriptor = -1;
        void* pages = nullptr;
    };
    std::map<int, Noted> m_threads;
};

} // namespace braid::attach
