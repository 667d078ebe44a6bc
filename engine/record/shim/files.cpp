// Locks on files (flock, fcntl, lockf) and the lock of the loader.
#include "engine/record/shim/memory.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/waiting.h"

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstring>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
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
BRAID_NEXT Next<void*(const char*, int)> n_dlopen{"dlopen"};
BRAID_NEXT Next<int(void*)> n_dlclose{"dlclose"};

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
    char link[64], path[4096], name[256];
    TextBuilder(link, sizeof link).add("/proc/self/fd/").add(static_cast<std::uint64_t>(fd));
    const long length = trace::systemCall(__NR_readlink, reinterpret_cast<long>(link), reinterpret_cast<long>(path), sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
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

/// Locks of fcntl that this process has: the system gives them back as soon as any descriptor of their file is closed. More than
/// there is room for are given back where the next owner takes them.
struct HeldFile {
    std::atomic<ObjectEntry*> entry; ///< nullptr: free
    std::atomic<std::uint64_t> device, inode;
    std::atomic<std::uint32_t> lane;    ///< that took it; another owner has taken it since where it is no longer the entry's
    std::atomic<std::uint32_t> process; ///< a forked child has a copy of this table, but none of the locks
};
constinit HeldFile g_held[64]{};
constinit std::atomic<std::uint32_t> g_everHeld{0}; ///< where nothing was, closing costs one load

void hold(int fd, ObjectEntry& entry) {
    struct stat info {};
    if (trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) != 0)
        return;
    for (HeldFile& held : g_held) {
        ObjectEntry* before = held.entry.load();
        const bool stale = before != nullptr && held.process.load() != g_processLane.load();
        if (before == &entry && !stale) {
            held.lane.store(currentLane());
            return;
        }
        if ((before == nullptr || stale) && held.entry.compare_exchange_strong(before, &entry)) {
            held.device.store(info.st_dev);
            held.inode.store(info.st_ino);
            held.lane.store(currentLane());
            held.process.store(g_processLane.load());
            g_everHeld.store(1);
            return;
        }
    }
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
        hold(fd, *entry);
    return result;
}

} // namespace

void closesFile(int fd, std::uint32_t site) {
    struct stat info {};
    if (g_everHeld.load(std::memory_order_relaxed) == 0 || trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) != 0)
        return;
    for (HeldFile& held : g_held) {
        ObjectEntry* entry = held.entry.load();
        if (entry != nullptr && held.process.load() == g_processLane.load() && held.device.load() == info.st_dev && held.inode.load() == info.st_ino &&
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
    return takeWith(
        *entry, what == LOCK_SH ? Mode::Shared : Mode::Exclusive, (operation & LOCK_NB) == 0, site,
        [=] { return n_flock(fd, what | LOCK_NB); }, [=] { return n_flock(fd, operation); });
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

// The loader takes its lock inside. Whether it is held is known of what goes through here.

namespace {

constinit std::atomic<std::uint32_t> g_loading{0}; ///< lane that does; another one waits for it
constinit char g_loaderLock = 0;                   ///< its address stands for the lock

template <class Load>
auto loadWith(std::uint32_t site, const Load& load) {
    ObjectEntry* entry = objectOf(spread(reinterpret_cast<std::uint64_t>(&g_loaderLock) ^ std::uint64_t{g_processLane.load()} << 40),
                                  ObjectKind::RecursiveMutex, 0, site, "lock of the loader");
    if (entry == nullptr)
        return load();
    const std::uint32_t me = currentLane(), other = g_loading.load();
    const bool nested = other == me;
    if (other != 0 && !nested)
        say(EventKind::AcquireWait, entry->number(), entry->last(), site, Order::After, 0);
    // Where nobody loads it is taken to be had at once: what is wrong about that is put right by the one who really has it.
    std::uint32_t nobody = 0;
    const bool mine = !nested && g_loading.compare_exchange_strong(nobody, me);
    if (mine)
        say(EventKind::Acquired, entry->number(), entry->next(), site, Order::Own, 1);
    auto result = load();
    if (!enter())
        return result;
    if (mine) {
        g_loading.store(0);
        say(EventKind::Released, entry->number(), entry->next(), site);
    } else if (!nested) {
        say(EventKind::AcquireFailed, entry->number(), entry->last(), site, Order::After, 0, static_cast<std::uint32_t>(Failure::WouldBlock));
    }
    return result;
}

} // namespace

/// The loader looks for RPATH at the library of its caller, which is this one: paths that only the caller knows are not searched.
BRAID_HOOK void* dlopen(const char* file, int mode) noexcept {
    mode &= ~RTLD_DEEPBIND; // a library that looks into itself first would pass these functions by
    return enter() ? loadWith(BRAID_HERE, [=] { return n_dlopen(file, mode); }) : n_dlopen(file, mode);
}
BRAID_HOOK int dlclose(void* handle) noexcept {
    return enter() ? loadWith(BRAID_HERE, [=] { return n_dlclose(handle); }) : n_dlclose(handle);
}

} // namespace braid::record
