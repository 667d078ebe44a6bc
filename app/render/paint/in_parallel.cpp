#include "app/render/paint/in_parallel.h"

#include "engine/trace/native_mutex.h"

#include <QCoreApplication>

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>

#include <algorithm>
#include <atomic>
#include <memory>
#include <thread>

namespace braid::render {
namespace {

/// One call of inParallel(). A helper that comes after its end finds no piece left and does not touch `work`, which is gone.
struct ParallelFor {
    std::size_t count;
    const std::function<void(std::size_t)>& work;
    std::atomic<std::size_t> next = 0, done = 0;

    ParallelFor(std::size_t pieces, const std::function<void(std::size_t)>& piece) : count(pieces), work(piece) {}

    void help() {
        for (std::size_t i = next++; i < count; i = next++) {
            work(i);
            if (++done == count)
                done.notify_all();
        }
    }
    void wait() {
        for (std::size_t now = done; now != count; now = done)
            done.wait(now);
    }
};

/// The threads beside the callers'. They end before the application does: what they remember of fonts must not outlive it.
boost::asio::thread_pool* helpers() {
    static NativeMutex mutex;
    static std::unique_ptr<boost::asio::thread_pool> pool BRAID_GUARDED_BY(mutex);
    const NativeLock lock(mutex);
    if (!pool && QCoreApplication::instance()) {
        pool = std::make_unique<boost::asio::thread_pool>(parallelism() - 1);
        qAddPostRoutine([] {
            const NativeLock ending(mutex);
            pool.reset(); // waits for them
        });
    }
    return pool.get();
}

} // namespace

std::size_t parallelism() {
    static const std::size_t threads = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, MostThreads);
    return threads;
}

void inParallel(std::size_t count, const std::function<void(std::size_t)>& work) {
    const std::size_t others = std::min(parallelism(), count) - std::min<std::size_t>(count, 1);
    const auto round = std::make_shared<ParallelFor>(count, work);
    if (others > 0)
        if (boost::asio::thread_pool* pool = helpers())
            for (std::size_t i = 0; i < others; ++i)
                boost::asio::post(*pool, [round] { round->help(); });
    round->help();
    round->wait();
}

} // namespace braid::render
