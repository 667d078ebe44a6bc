#include "engine/io/counts.h"

#include "engine/trace/operation_kind.h"

#include <numeric>
#include <sys/resource.h>

namespace braid {
namespace {

constinit thread_local io_counts t_counts{};

} // namespace

std::uint64_t io_counts::total() const { return std::accumulate(calls.begin(), calls.end(), std::uint64_t{0}); }

io_counts operator-(const io_counts& after, const io_counts& before) {
    io_counts difference;
    for (std::size_t i = 0; i < io_counts::Kinds; ++i)
        difference.calls[i] = after.calls[i] - before.calls[i];
    difference.received = after.received - before.received;
    difference.sent = after.sent - before.sent;
    difference.wakeups = after.wakeups - before.wakeups;
    return difference;
}

const char* name_of(trace::IoCall call) { return trace::callName(call); }

namespace io {

io_counts& counts() { return t_counts; }

} // namespace io

io_counts this_thread::io_so_far() {
    io_counts now = t_counts;
    rusage usage{};
    // Each time a thread gives its core away of its own accord it sleeps, and is woken later.
    if (getrusage(RUSAGE_THREAD, &usage) == 0)
        now.wakeups = static_cast<std::uint64_t>(usage.ru_nvcsw);
    return now;
}

} // namespace braid
