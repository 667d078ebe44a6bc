#pragma once

#include <chrono>
#include <cstddef>

/// What this process uses, for those who want to know what a thing costs.
namespace braid::exec {

/// Bytes handed out by the allocator and not given back, its own overhead included. Thread-safe.
[[nodiscard]] std::size_t heapInUse();
/// Bytes of memory of this process's own that are really there: heaps and stacks as far as they were touched, without
/// files it mapped (such as the trace). In steps of a page; 0 where the kernel does not say.
[[nodiscard]] std::size_t residentMemory();
/// Bytes of the kernel's stacks of all threads of this machine; 0 where the kernel does not say.
[[nodiscard]] std::size_t kernelStacks();
/// Bytes of addresses that a new thread's stack reserves; memory comes in as it is touched.
[[nodiscard]] std::size_t stackReserve();
/// Processor time of all threads of this process so far, in the kernel too. Unlike the clock on the wall it does not count
/// what the machine did for others meanwhile.
[[nodiscard]] std::chrono::nanoseconds processorTime();

} // namespace braid::exec
