// Waits with a limit: on which clock they count, how long the limit may be, and that the trace and the caller agree.

#include "engine/exec/threads/thread.h"
#include "engine/ipc/process_queue.h"
#include "engine/ipc/robust_lock.h"
#include "engine/sync/condition_variable.h"
#include "engine/sync/event.h"
#include "engine/sync/mutex.h"
#include "engine/sync/queue.h"
#include "engine/sync/semaphore.h"
#include "engine/sync/shared_mutex.h"
#include "tests/engine/recorded_run.h"

#include <dlfcn.h>

namespace {

std::atomic<int> g_wallClockWaits{0};
std::atomic<int> g_refusals{0};

} // namespace

// ThreadSanitizer has to see these calls itself.
#if !defined(__SANITIZE_THREAD__)
extern "C" {
/// In place of the C library's: setting the wall clock would shorten or lengthen these.
int sem_timedwait(sem_t*, const timespec*) {
    ++g_wallClockWaits;
    errno = ETIMEDOUT;
    return -1;
}
int pthread_mutex_timedlock(pthread_mutex_t*, const timespec*) {
    ++g_wallClockWaits;
    return ETIMEDOUT;
}
/// As the C library's, but refuses as often as a test wants, as where there are too many readers.
int pthread_rwlock_rdlock(pthread_rwlock_t* lock) {
    static const auto real = reinterpret_cast<int (*)(pthread_rwlock_t*)>(dlsym(RTLD_NEXT, "pthread_rwlock_rdlock"));
    if (g_refusals > 0) {
        --g_refusals;
        return EAGAIN;
    }
    return real(lock);
}
}
#endif

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using trace::EventKind;

constexpr auto Longest = std::chrono::nanoseconds::max();

#if !defined(__SANITIZE_THREAD__)
TEST(Limit, CountsOnTheMonotonicClock) {
    semaphore none(0);
    EXPECT_FALSE(none.try_acquire_for(1ms));
    timed_mutex held;
    held.lock();
    ipc::RobustLock robust;
    (void)robust.lock();
    thread other("other", [&] {
        EXPECT_FALSE(held.try_lock_for(1ms));
        EXPECT_EQ(robust.lockFor(1ms), ipc::RobustLock::Taken::Busy);
    });
    other.start();
    other.join();
    robust.unlock();
    held.unlock();
    process_queue<int> items(1);
    items.put(1);
    EXPECT_THROW(items.put(2, {.timeout = 1ms}), full);
    EXPECT_EQ(g_wallClockWaits, 0);
}

TEST(SharedMutex, ThatHasTooManyReadersForTheMomentIsWaitedFor) {
    RecordedRun run;
    shared_mutex lock("lock");
    event written("written");
    bool ready = false;
    thread reader("reader", [&] {
        written.wait();
        g_refusals = 3;
        lock.lock_shared(); // a writer has it: it does not get it at once
        EXPECT_TRUE(ready) << "it read while another one wrote";
        lock.unlock_shared();
    });
    lock.lock();
    reader.start();
    written.set();
    run.awaitEvent(EventKind::AcquireWait);
    const auto deadline = std::chrono::steady_clock::now() + 20s;
    while (g_refusals > 0 && std::chrono::steady_clock::now() < deadline)
        std::this_thread::yield();
    for (int i = 0; i < 100; ++i) // time for one that takes the refusal for a yes
        std::this_thread::yield();
    ready = true;
    lock.unlock();
    reader.join();
}
#endif

TEST(Limit, MayBeAsLongAsOneCanBe) {
    semaphore one(1);
    EXPECT_TRUE(one.try_acquire_for(Longest));
    thread releases("releases", [&] { one.release(); });
    releases.start();
    EXPECT_TRUE(one.try_acquire_for(Longest));
    releases.join();
    timed_mutex lock;
    EXPECT_TRUE(lock.try_lock_for(Longest));
    thread waits("waits", [&] {
        EXPECT_TRUE(lock.try_lock_for(Longest));
        lock.unlock();
    });
    waits.start();
    lock.unlock();
    waits.join();
    event flag;
    thread sets("sets", [&] { flag.set(); });
    sets.start();
    EXPECT_TRUE(flag.wait_for(Longest));
    sets.join();
    queue<int> items;
    thread puts("puts", [&] { items.put(1); });
    puts.start();
    EXPECT_EQ(items.get({.timeout = Longest}), 1);
    puts.join();
    mutex guard;
    condition_variable changed;
    bool done = false;
    thread notifies("notifies", [&] {
        const lock_guard<mutex> held(guard);
        done = true;
        changed.notify_all();
    });
    {
        unique_lock<mutex> held(guard);
        notifies.start();
        EXPECT_TRUE(changed.wait_for(held, Longest, [&] { return done; }));
    }
    notifies.join();
    process_queue<int> between;
    between.put(7);
    EXPECT_EQ(between.get({.timeout = Longest}), 7);
}

TEST(ConditionVariable, TellsTheTraceAndTheCallerTheSame) {
    RecordedRun run;
    mutex lock("lock");
    condition_variable changed("changed");
    std::atomic<bool> over{false};
    thread notifies("notifies", [&] {
        while (!over)
            changed.notify_all();
    });
    notifies.start();
    std::size_t timeouts = 0;
    {
        unique_lock<mutex> held(lock);
        for (int i = 0; i < 3000; ++i)
            timeouts += changed.wait_for(held, std::chrono::microseconds(i % 30)) == cv_status::timeout ? 1 : 0;
    }
    over = true;
    notifies.join();
    run.finish();
    std::size_t told = 0;
    for (const test::Seen& event : run.follow())
        told += event.kind == EventKind::WaitEnd && event.b == 1 ? 1 : 0;
    EXPECT_EQ(told, timeouts);
}

} // namespace
} // namespace braid
