// Semaphores and message queues of System V, and message queues of POSIX: all of them belong to no process.
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"

#include <algorithm>
#include <alloca.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <mqueue.h>
#include <sys/ipc.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/stat.h>

namespace braid::record {

using trace::Failure;
using trace::ObjectKind;

namespace {

BRAID_NEXT Next<int(int, sembuf*, std::size_t)> n_semop{"semop"};
BRAID_NEXT Next<int(int, sembuf*, std::size_t, const timespec*)> n_semtimedop{"semtimedop"};

enum class Family : std::uint64_t {
    Semaphores = 3,
    Messages = 4,
    PosixMessages = 5
};
std::uint64_t keyOf(Family family, std::uint64_t first, std::uint64_t second) {
    return spread(spread(spread(first) ^ second) ^ static_cast<std::uint64_t>(family) << 50);
}

long valueOf(int set, unsigned number) { return trace::systemCall(__NR_semctl, set, static_cast<long>(number), GETVAL); }

ObjectEntry* semaphoreEntry(int set, unsigned number, std::uint32_t site) {
    const long value = valueOf(set, number);
    if (value < 0)
        return nullptr;
    char name[64];
    TextBuilder(name, sizeof name).add("semaphore ").add(number).add(" of set ").add(static_cast<std::uint64_t>(set));
    return objectOf(keyOf(Family::Semaphores, static_cast<std::uint64_t>(set), number), ObjectKind::Semaphore, static_cast<std::uint64_t>(value), site, name);
}

/// Permits that the system gives back when this process ends (SEM_UNDO).
struct Undo {
    std::atomic<ObjectEntry*> entry;
    std::atomic<std::int32_t> taken;
    std::atomic<std::uint32_t> process;
};
constinit Undo g_undo[64]{};

void keepUndo(ObjectEntry& entry, int change) {
    for (Undo& undo : g_undo) {
        ObjectEntry* before = undo.entry.load();
        const bool stale = before != nullptr && undo.process.load() != g_processLane.load();
        if (before == &entry && !stale) {
            undo.taken.fetch_sub(change);
            return;
        }
        if ((before == nullptr || stale) && undo.entry.compare_exchange_strong(before, &entry)) {
            undo.taken.store(-change);
            undo.process.store(g_processLane.load());
            return;
        }
    }
}

void sayChange(int set, const sembuf& change, std::uint32_t site) {
    ObjectEntry* entry = change.sem_op != 0 ? semaphoreEntry(set, change.sem_num, site) : nullptr;
    if (entry == nullptr)
        return;
    constexpr int MostTold = 64;
    if (change.sem_op > 0)
        say(EventKind::Released, entry->number(), entry->next(), site, Order::Own, static_cast<std::uint64_t>(change.sem_op));
    else
        for (int i = 0; i < std::min(-static_cast<int>(change.sem_op), MostTold); ++i)
            say(EventKind::Acquired, entry->number(), entry->next(), site);
    if ((change.sem_flg & SEM_UNDO) != 0)
        keepUndo(*entry, change.sem_op);
}

/// The one of the changes that cannot be made yet, as it looks.
const sembuf& hindered(int set, const sembuf* changes, std::size_t count) {
    const sembuf* first = nullptr;
    for (std::size_t i = 0; i < count; ++i) {
        if (changes[i].sem_op > 0)
            continue;
        const long value = valueOf(set, changes[i].sem_num);
        if (changes[i].sem_op == 0 ? value != 0 : value + changes[i].sem_op < 0)
            return changes[i];
        if (first == nullptr)
            first = &changes[i];
    }
    return first != nullptr ? *first : *changes;
}

/// `block` makes the changes, all at once, when they can be made.
template <class Block>
int changeWith(int set, const sembuf* changes, std::size_t count, std::uint64_t nanos, std::uint32_t site, const Block& block) {
    constexpr std::size_t Most = 500; // of one call, by default
    if (changes == nullptr || count == 0 || count > Most)
        return block();
    bool waits = true, takes = false;
    for (std::size_t i = 0; i < count; ++i) {
        waits = waits && (changes[i].sem_flg & IPC_NOWAIT) == 0;
        takes = takes || changes[i].sem_op <= 0;
        (void)semaphoreEntry(set, changes[i].sem_num, site); // with the value that it has before
    }
    if (!takes)
        for (std::size_t i = 0; i < count; ++i)
            sayChange(set, changes[i], site);
    auto* tried = static_cast<sembuf*>(alloca(count * sizeof(sembuf)));
    std::memcpy(tried, changes, count * sizeof(sembuf));
    for (std::size_t i = 0; i < count; ++i)
        tried[i].sem_flg = static_cast<short>(tried[i].sem_flg | IPC_NOWAIT);
    const int before = errno;
    int result = n_semop(set, tried, count);
    if (result != 0 && errno == EAGAIN && waits) {
        errno = before;
        const sembuf blocked = hindered(set, changes, count);
        const ObjectEntry* entry = semaphoreEntry(set, blocked.sem_num, site);
        if (entry == nullptr)
            return block();
        const std::uint32_t object = entry->number();
        say(EventKind::AcquireWait, object, entry->last(), site, Order::After, nanos);
        beginOpenWait({OpenWait::Kind::Lock, object, nullptr, site});
        result = block();
        endOpenWait();
        const int error = errno;
        if (enter() && (result != 0 || blocked.sem_op == 0)) // which takes nothing
            say(EventKind::AcquireFailed, object, entry->last(), site, Order::After, 0,
                static_cast<std::uint32_t>(result == 0 ? Failure::WouldBlock : error == EAGAIN ? Failure::TimedOut
                                                                                               : Failure::Cancelled));
        errno = error;
    }
    const int error = errno;
    if (takes && result == 0 && enter())
        for (std::size_t i = 0; i < count; ++i)
            sayChange(set, changes[i], site);
    errno = error;
    return result;
}

} // namespace

void givesSemaphoresBack() {
    for (Undo& undo : g_undo)
        if (ObjectEntry* entry = undo.entry.load(); entry != nullptr && undo.process.load() == g_processLane.load())
            if (const std::int32_t taken = undo.taken.exchange(0); taken > 0)
                say(EventKind::Released, entry->number(), entry->next(), 0, Order::Own, static_cast<std::uint64_t>(taken));
}

BRAID_HOOK int semop(int set, sembuf* changes, std::size_t count) noexcept {
    const auto real = [=] { return n_semop(set, changes, count); };
    return enter() ? changeWith(set, changes, count, 0, BRAID_HERE, real) : real();
}
BRAID_HOOK int semtimedop(int set, sembuf* changes, std::size_t count, const timespec* limit) noexcept {
    const auto real = [=] { return n_semtimedop(set, changes, count, limit); };
    return enter() ? changeWith(set, changes, count, limit != nullptr ? nanosOf(limit) : 0, BRAID_HERE, real) : real();
}

// Message queues. Which message is got is not told by the system: they are counted, first in, first out.

namespace {

BRAID_NEXT Next<int(int, const void*, std::size_t, int)> n_msgsnd{"msgsnd"};
BRAID_NEXT Next<ssize_t(int, void*, std::size_t, long, int)> n_msgrcv{"msgrcv"};
BRAID_NEXT Next<int(mqd_t, const char*, std::size_t, unsigned)> n_mq_send{"mq_send"};
BRAID_NEXT Next<ssize_t(mqd_t, char*, std::size_t, unsigned*)> n_mq_receive{"mq_receive"};
BRAID_NEXT Next<int(mqd_t, const char*, std::size_t, unsigned, const timespec*)> n_mq_timedsend{"mq_timedsend"};
BRAID_NEXT Next<ssize_t(mqd_t, char*, std::size_t, unsigned*, const timespec*)> n_mq_timedreceive{"mq_timedreceive"};

/// `size`: of the message to be put, or the most that is to be got. The system counts bytes: how many such messages there is room for.
ObjectEntry* messagesEntry(int queue, std::size_t size, std::uint32_t site) {
    msqid_ds info{};
    if (trace::systemCall(__NR_msgctl, queue, IPC_STAT, reinterpret_cast<long>(&info)) != 0)
        return nullptr;
    char name[64];
    TextBuilder(name, sizeof name).add("message queue ").add(static_cast<std::uint64_t>(queue));
    const std::uint64_t room = size != 0 && size < info.msg_qbytes ? info.msg_qbytes / size : 1;
    return objectOf(keyOf(Family::Messages, static_cast<std::uint64_t>(queue), 0), ObjectKind::Channel, room, site, name);
}

ObjectEntry* messagesEntry(mqd_t queue, const mq_attr& attributes, std::uint32_t site) {
    struct stat info {};
    if (trace::systemCall(__NR_fstat, queue, reinterpret_cast<long>(&info)) != 0)
        return nullptr;
    char path[256], name[300];
    readPathOf(queue, path, sizeof path);
    TextBuilder(name, sizeof name).add("message queue ").add(path);
    return objectOf(keyOf(Family::PosixMessages, info.st_dev, info.st_ino), ObjectKind::Channel, static_cast<std::uint64_t>(attributes.mq_maxmsg), site, name);
}

/// The next number of a message that is put into, or got from, the queue.
std::uint64_t nextMessage(ObjectEntry& entry, bool puts) {
    return puts ? __atomic_add_fetch(&entry.detail, 1u, __ATOMIC_RELAXED) : entry.owner.fetch_add(1, std::memory_order_relaxed) + 1;
}

Failure failureOf(int error, bool puts) {
    if (error == ETIMEDOUT)
        return Failure::TimedOut;
    if (error == EIDRM || error == EINTR)
        return Failure::Cancelled;
    return puts ? Failure::Full : Failure::Empty;
}

/// `tries` does it where that goes at once, else gives -1 with the error `full`; `block` waits for it.
template <class Try, class Block>
auto passWith(ObjectEntry* entry, bool puts, bool waits, std::uint64_t nanos, int full, std::uint32_t site, const Try& tries, const Block& block) {
    if (entry == nullptr)
        return block();
    const std::uint32_t object = entry->number();
    const int before = errno;
    auto result = tries();
    bool waited = false;
    if (result < 0 && errno == full && waits) {
        errno = before;
        waited = true;
        say(puts ? EventKind::PutWait : EventKind::GetWait, object, entry->last(), site, Order::After, nanos);
        beginOpenWait({puts ? OpenWait::Kind::Put : OpenWait::Kind::Get, object, nullptr, site});
        result = block();
        endOpenWait();
    }
    const int error = errno;
    if (enter()) {
        if (result >= 0)
            say(puts ? EventKind::Put : EventKind::Get, object, entry->next(), site, Order::Own, nextMessage(*entry, puts));
        else if (waited || error == full)
            say(puts ? EventKind::PutFailed : EventKind::GetFailed, object, entry->last(), site, Order::After, 0,
                static_cast<std::uint32_t>(failureOf(error, puts)));
    }
    errno = error;
    return result;
}

/// Of a queue of POSIX: a time that is over already makes it not wait.
template <class Try, class Block>
auto passPosix(mqd_t queue, bool puts, const timespec* until, std::uint32_t site, const Try& tries, const Block& block) {
    mq_attr attributes{};
    if (trace::systemCall(__NR_mq_getsetattr, queue, 0, reinterpret_cast<long>(&attributes)) != 0 || (attributes.mq_flags & O_NONBLOCK) != 0)
        return passWith(attributes.mq_maxmsg != 0 ? messagesEntry(queue, attributes, site) : nullptr, puts, false, 0, EAGAIN, site, block, block);
    return passWith(messagesEntry(queue, attributes, site), puts, true, until != nullptr ? nanosUntil(CLOCK_REALTIME, until) : 0, ETIMEDOUT, site, tries,
                    block);
}

constexpr timespec Past{1, 0};
constexpr int CopyOnly = 040000; // MSG_COPY: the message stays

} // namespace

BRAID_HOOK int msgsnd(int queue, const void* message, std::size_t size, int flags) {
    const auto real = [=] { return n_msgsnd(queue, message, size, flags); };
    if (!enter())
        return real();
    const std::uint32_t site = BRAID_HERE;
    return passWith(
        messagesEntry(queue, size, site), true, (flags & IPC_NOWAIT) == 0, 0, EAGAIN, site,
        [=] { return n_msgsnd(queue, message, size, flags | IPC_NOWAIT); }, real);
}
BRAID_HOOK ssize_t msgrcv(int queue, void* message, std::size_t size, long type, int flags) {
    const auto real = [=] { return n_msgrcv(queue, message, size, type, flags); };
    if ((flags & CopyOnly) != 0 || !enter())
        return real();
    const std::uint32_t site = BRAID_HERE;
    return passWith(
        messagesEntry(queue, size, site), false, (flags & IPC_NOWAIT) == 0, 0, ENOMSG, site,
        [=] { return n_msgrcv(queue, message, size, type, flags | IPC_NOWAIT); }, real);
}
BRAID_HOOK int mq_send(mqd_t queue, const char* message, std::size_t size, unsigned priority) {
    const auto real = [=] { return n_mq_send(queue, message, size, priority); };
    return enter() ? passPosix(
                         queue, true, nullptr, BRAID_HERE, [=] { return n_mq_timedsend(queue, message, size, priority, &Past); }, real)
                   : real();
}
BRAID_HOOK int mq_timedsend(mqd_t queue, const char* message, std::size_t size, unsigned priority, const timespec* until) {
    const auto real = [=] { return n_mq_timedsend(queue, message, size, priority, until); };
    return until != nullptr && enter() ? passPosix(
                                             queue, true, until, BRAID_HERE, [=] { return n_mq_timedsend(queue, message, size, priority, &Past); }, real)
                                       : real();
}
BRAID_HOOK ssize_t mq_receive(mqd_t queue, char* message, std::size_t size, unsigned* priority) {
    const auto real = [=] { return n_mq_receive(queue, message, size, priority); };
    return enter() ? passPosix(
                         queue, false, nullptr, BRAID_HERE, [=] { return n_mq_timedreceive(queue, message, size, priority, &Past); }, real)
                   : real();
}
BRAID_HOOK ssize_t mq_timedreceive(mqd_t queue, char* message, std::size_t size, unsigned* priority, const timespec* until) {
    const auto real = [=] { return n_mq_timedreceive(queue, message, size, priority, until); };
    return until != nullptr && enter()
               ? passPosix(
                     queue, false, until, BRAID_HERE, [=] { return n_mq_timedreceive(queue, message, size, priority, &Past); }, real)
               : real();
}

} // namespace braid::record
