#pragma once

#include <cstddef>
#include <functional>

/// The parts of one frame at the same time. Not for use outside app/render.
namespace braid::render {

/// On how many threads inParallel() works, the caller's included, 1 … MostThreads.
[[nodiscard]] std::size_t parallelism();
constexpr std::size_t MostThreads = 4; ///< more would wait for memory, not for each other

/// Calls work(0) … work(count − 1), each once, in any order and several at a time: on the caller's thread and on those of a
/// pool, which remember their fonts until the application ends. Comes back when all are done; what the caller wrote before
/// is seen by all of them, and what they wrote by the caller. `work` must not throw. Any thread.
void inParallel(std::size_t count, const std::function<void(std::size_t)>& work);

} // namespace braid::render
