#pragma once

#include "engine/exec/processes/encoding.h"
#include "engine/exec/processes/process.h"
#include "engine/trace/recording/shared_traced_object.h"

#include <functional>
#include <optional>
#include <string_view>
#include <utility>

/// The two ends of the way between a process pool and one of its workers: a pair of connected sockets.
namespace braid::exec {

/// What is recorded of a pool, by parent and workers alike.
struct PoolChannel {
    PoolChannel(const std::string& name, int workers)
        : pool(trace::ObjectKind::Pool, name, workers), tasks(trace::ObjectKind::Queue, "tasks of " + name),
          results(trace::ObjectKind::Queue, "results of " + name) {}
    trace::SharedTracedObject pool;
    trace::SharedTracedObject tasks;   ///< put by who calls apply…, got by the worker: its depth is the backlog
    trace::SharedTracedObject results; ///< put by the worker, got by the handler
};

/// To a worker.
struct PoolTask {
    std::uint64_t number = 0; ///< 0: nothing more will come; its label is then the number of that word
    std::string label;
    Bytes argument;
};
/// From a worker.
struct PoolAnswer {
    enum class Kind : std::uint8_t {
        Begun,
        Done,
        Failed
    };
    Kind kind = Kind::Begun;
    std::uint64_t number = 0;
    Bytes value; ///< the result, or what went wrong in words
};

/// (the pool's, the worker's). Throws std::system_error.
[[nodiscard]] std::pair<int, int> makePoolSockets();
/// A descriptor that becomes readable when the child ends; -1 where there is none to be had.
[[nodiscard]] int watchProcess(pid_t pid);
[[nodiscard]] bool hasEnded(int pidfd, const process& child);

/// False where the worker is gone.
bool sendToWorker(int fd, const PoolTask& task);
/// Appends what is there to `received`, without waiting.
void readFromWorker(int fd, Bytes& received);
/// Cuts the first whole message off.
[[nodiscard]] std::optional<Bytes> cutMessage(Bytes& received);
[[nodiscard]] PoolAnswer decodedAnswer(std::string_view message);

/// A worker's life.
void workInPool(int fd, PoolChannel& channel, const std::function<Bytes(std::string_view)>& function);

} // namespace braid::exec
