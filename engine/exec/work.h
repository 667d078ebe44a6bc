#pragma once

#include "engine/trace/recording/call_site.h"

#include <chrono>
#include <functional>

namespace braid {

namespace this_thread {

/// Uses up `cpu` of processor time on this thread, as computing does. Stretches in which the thread was ready but not
/// running, longer than 50 µs, are recorded: they show in the thread's CPU clock, which stands still then, against the
/// wall clock. Returns the wall time it took.
std::chrono::nanoseconds work(std::chrono::nanoseconds cpu, CallSite site = {});
/// The same in slices: `between` is called after each about `slice` of processor time, e.g. to hand over a lock.
std::chrono::nanoseconds work(std::chrono::nanoseconds cpu, std::chrono::nanoseconds slice,
                              const std::function<void()>& between, CallSite site = {});
/// Processor time this thread has used so far.
[[nodiscard]] std::chrono::nanoseconds cpu_time();

} // namespace this_thread

/// From here on this thread (and those it starts) runs on one core only: the lowest the process may use. False where
/// the system refuses.
bool pin_to_one_core();
/// Undoes pin_to_one_core(). False where the system refuses.
bool pin_to_all_cores();
/// How many cores this process may use.
[[nodiscard]] int cores();

} // namespace braid
