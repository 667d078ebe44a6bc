// Locks on files: flock, fcntl, lockf.
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/memory.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace braid::record {

using trace::Failure;
using trace::Mode;
using trace::ObjectKind;

namespace {

BRAID_NEXT Next<int(int, int)> n_flock{"flock"};
BRAID_NEXT Next<int(int, int, void*)> n_fcntl{"fcntl"};
BRAID_NEXT Next<int(int, int, void*)> n_fcntl64{"fcntl64"};
BRAID_NEXT Next<int(int, int, off_t)> n_lockf{"lockf"};

/// The two families of locks on files know nothing of each other.
enum class Family : std::uint64_t {
    Flock = 1,
    Fcntl = 2
};

/// The lock of the file behind `fd`; of those of fcntl, each range that is locked as such is one.
ObjectEntry* fileEntry(int fd, Family family, std::uint64_t range, std::uint32_t site) {
    struct stat info {};
    if (trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) != 0)
        return nullptr;
    char path[4096], name[256];
    readPathOf(fd, path, sizeof path);
    const char* slash = std::strrchr(path, '/');
    TextBuilder(name, sizeof name).add("lock of file ").add(slash != nullptr ? slash + 1 : path);
    const std::uint64_t key = spread(spread(spread(info.st_dev) ^ info.st_ino) ^ static_cast<std::uint64_t>(family) ^ range << 2);
    return objectOf(key, ObjectKind::SharedMutex, 0, site, name);
}

void took(ObjectEntry& entry, Mode mode, std::uint32_t site) {
    say(EventKind::Acquired, entry.number(), entry.next(), site, Order::Own, 0, static_cast<std::uint32_t>(mode));
    entry.owner.store(currentLane(), std::memory_order_relaxed);
    entry.detail = static_cast<std::uint32_t>(mode);
}

void gives(ObjectEntry& entry, std::uint32_t site) {
    if (entry.owner.exchange(0) == 0)
        return;
    say(EventKind::Released, entry.number(), entry.next(), site, Order::Own, 0, entry.detail);
}

/// Locks that this process has. The system gives those of fcntl back as soon as any descriptor of their file is closed, and those of
/// flock with the last one of the open file that they belong to, whichever process has it. More than there is room for are given back
/// where the next owner takes them.
struct HeldFile {
    std::atomic<ObjectEntry*> entry; ///< nullptr: free
    std::atomic<std::uint64_t> device, inode;
    std::atomic<std::uint32_t> lane;    ///< that took it; another owner has taken it since where it is no longer the entry's
    std::atomic<std::uint32_t> process; ///< a forked child has a copy of this table, but none of the locks of fcntl
    std::atomic<std::uint32_t> pid;     ///< of the process that took it
    std::atomic<Family> family;
};
constinit HeldFile g_held[64]{};
constinit std::atomic<std::uint32_t> g_everHeld{0}; ///< where nothing was, closing costs one load

void hold(int fd, Family family, ObjectEntry& entry) {
    struct stat info {};
    if (trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) != 0)
        return;
    for (HeldFile& held : g_held) {
        ObjectEntry* before = held.entry.load();
        const bool stale = before != nullptr && held.family.load() == Family::Fcntl && held.process.load() != g_processLane.load();
        if (before == &entry && !stale) {
            held.lane.store(currentLane());
            held.pid.store(t_writer.pid);
            return;
        }
        if ((before == nullptr || stale) && held.entry.compare_exchange_strong(before, &entry)) {
            held.device.store(info.st_dev);
            held.inode.store(info.st_ino);
            held.lane.store(currentLane());
            held.process.store(g_processLane.load());
            held.pid.store(t_writer.pid);
            held.family.store(family);
            g_everHeld.store(1);
            return;
        }
    }
}

/// The process `pid` has, or had and left to its children, a lock of flock on that file.
bool isLocked(std::uint64_t device, std::uint64_t inode, std::uint32_t pid) {
    const long fd = trace::systemCall(__NR_open, reinterpret_cast<long>("/proc/locks"), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return true; // nobody knows
    bool locked = false;
    LineReader lines(static_cast<int>(fd));
    for (const char* line = lines.next(); line != nullptr; line = lines.next()) {
        // "1: FLOCK  ADVISORY  WRITE 4711 08:01:815 0 EOF"
        const char* at = std::strstr(line, "FLOCK ");
        for (int word = 0; at != nullptr && word < 3; ++word) {
            at = std::strchr(at, ' ');
            while (at != nullptr && *at == ' ')
                ++at;
        }
        if (at == nullptr || decimalOf(at) != pid || *at != ' ')
            continue;
        const std::uint64_t high = hexOf(++at), low = hexOf(++at);
        locked = locked || (high == major(device) && low == minor(device) && decimalOf(++at) == inode);
    }
    trace::systemCall(__NR_close, fd);
    return locked;
}

/// Who has the lock of fcntl that is asked for; 0 where nobody, or no process as such, has it.
long ownerOf(int fd, const struct flock& wanted) {
    struct flock asked = wanted;
    return trace::systemCall(__NR_fcntl, fd, F_GETLK, reinterpret_cast<long>(&asked)) == 0 && asked.l_type != F_UNLCK && asked.l_pid > 0 ? asked.l_pid : 0;
}

/// `tries` takes it where that goes at once; `block` waits for it. Both return -1 and an errno where they do not get it.
template <class Try, class Block>
int takeWith(ObjectEntry& entry, Mode mode, bool waits, std::uint32_t site, const Try& tries, const Block& block) {
    const int before = errno;
    int result = tries();
    if (result != 0 && (errno == EWOULDBLOCK || errno == EAGAIN || errno == EACCES) && waits) {
        errno = before;
        say(EventKind::AcquireWait, entry.number(), entry.last(), site, Order::After, 0, static_cast<std::uint32_t>(mode));
        beginOpenWait({OpenWait::Kind::Lock, entry.number(), nullptr, site});
        result = block();
        endOpenWait();
    }
    const int error = errno;
    if (enter()) {
        if (result == 0)
            took(entry, mode, site);
        else
            say(EventKind::AcquireFailed, entry.number(), entry.last(), site, Order::After, 0, static_cast<std::uint32_t>(Failure::WouldBlock));
    }
    errno = error;
    return result;
}

int controlWith(const Next<int(int, int, void*)>& next, int fd, int command, void* argument, std::uint32_t site) {
    const bool own = command == F_SETLK || command == F_SETLKW, open = command == F_OFD_SETLK || command == F_OFD_SETLKW;
    if (!own && !open)
        return next(fd, command, argument);
    const auto* lock = static_cast<const struct flock*>(argument);
    const std::uint64_t range = spread(static_cast<std::uint64_t>(lock->l_start)) ^ static_cast<std::uint64_t>(lock->l_len);
    ObjectEntry* entry = fileEntry(fd, Family::Fcntl, range, site);
    if (entry == nullptr)
        return next(fd, command, argument);
    if (lock->l_type == F_UNLCK) {
        gives(*entry, site);
        return next(fd, command, argument);
    }
    const int tryCommand = own ? F_SETLK : F_OFD_SETLK;
    // The system sees a cycle of such waits itself, and refuses the last one of them.
    if (command == F_SETLKW && waitsForFileOf(ownerOf(fd, *lock)))
        return next(fd, command, argument);
    const int result = takeWith(
        *entry, lock->l_type == F_RDLCK ? Mode::Shared : Mode::Exclusive, command == F_SETLKW || command == F_OFD_SETLKW,
        site, [&] { return next(fd, tryCommand, argument); }, [&] { return next(fd, command, argument); });
    if (command == F_SETLKW)
        (void)waitsForFileOf(0);
    if (own && result == 0)
        hold(fd, Family::Fcntl, *entry);
    return result;
}

} // namespace

ClosedFile closingFile(int fd) {
    struct stat info {};
    if (g_everHeld.load(std::memory_order_relaxed) == 0 || trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) != 0)
        return {};
    return {info.st_dev, info.st_ino};
}

void closedFile(const ClosedFile& file, std::uint32_t site) {
    if (file.inode == 0)
        return;
    for (HeldFile& held : g_held) {
        ObjectEntry* entry = held.entry.load();
        if (entry == nullptr || held.family.load() != Family::Flock || held.device.load() != file.device || held.inode.load() != file.inode ||
            isLocked(file.device, file.inode, held.pid.load()))
            continue;
        if (held.entry.compare_exchange_strong(entry, nullptr) && entry->owner.load() == held.lane.load())
            gives(*entry, site);
    }
}

void givesFilesBack() {
    for (HeldFile& held : g_held)
        if (ObjectEntry* entry = held.entry.load(); entry != nullptr && held.family.load() == Family::Fcntl &&
                                                    held.process.load() == g_processLane.load() && entry->owner.load() == held.lane.load())
            gives(*entry, 0);
}

void closesFile(int fd, std::uint32_t site) {
    struct stat info {};
    if (g_everHeld.load(std::memory_order_relaxed) == 0 || trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) != 0)
        return;
    for (HeldFile& held : g_held) {
        ObjectEntry* entry = held.entry.load();
        if (entry != nullptr && held.family.load() == Family::Fcntl && held.process.load() == g_processLane.load() && held.device.load() == info.st_dev && held.inode.load() == info.st_ino &&
            held.entry.compare_exchange_strong(entry, nullptr) && entry->owner.load() == held.lane.load())
            gives(*entry, site);
    }
}

BRAID_HOOK int flock(int fd, int operation) noexcept {
    if (!enter())
        return n_flock(fd, operation);
    const std::uint32_t site = BRAID_HERE;
    ObjectEntry* entry = fileEntry(fd, Family::Flock, 0, site);
    if (entry == nullptr)
        return n_flock(fd, operation);
    const int what = operation & ~LOCK_NB;
    if (what == LOCK_UN) {
        gives(*entry, site);
        return n_flock(fd, operation);
    }
    const int result = takeWith(
        *entry, what == LOCK_SH ? Mode::Shared : Mode::Exclusive, (operation & LOCK_NB) == 0, site,
        [=] { return n_flock(fd, what | LOCK_NB); }, [=] { return n_flock(fd, operation); });
    if (result == 0)
        hold(fd, Family::Flock, *entry);
    return result;
}
BRAID_HOOK int fcntl(int fd, int command, void* argument) {
    return enter() ? controlWith(n_fcntl, fd, command, argument, BRAID_HERE) : n_fcntl(fd, command, argument);
}
BRAID_HOOK int fcntl64(int fd, int command, void* argument) {
    return enter() ? controlWith(n_fcntl64, fd, command, argument, BRAID_HERE) : n_fcntl64(fd, command, argument);
}

namespace {

int lockWith(const Next<int(int, int, off_t)>& next, int fd, int command, off_t length, std::uint32_t site) {
    ObjectEntry* entry = command == F_TEST ? nullptr : fileEntry(fd, Family::Fcntl, spread(0) ^ static_cast<std::uint64_t>(length), site);
    if (entry == nullptr)
        return next(fd, command, length);
    if (command == F_ULOCK) {
        gives(*entry, site);
        return next(fd, command, length);
    }
    return takeWith(
        *entry, Mode::Exclusive, command == F_LOCK, site, [&] { return next(fd, F_TLOCK, length); },
        [&] { return next(fd, F_LOCK, length); });
}

BRAID_NEXT Next<int(int, int, off_t)> n_lockf64{"lockf64"};

} // namespace

BRAID_HOOK int lockf(int fd, int command, off_t length) {
    return enter() ? lockWith(n_lockf, fd, command, length, BRAID_HERE) : n_lockf(fd, command, length);
}
BRAID_HOOK int lockf64(int fd, int command, off_t length) {
    return enter() ? lockWith(n_lockf64, fd, command, length, BRAID_HERE) : n_lockf64(fd, command, length);
}

} // namespace braid::record
