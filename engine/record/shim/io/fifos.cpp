// Named pipes: who opens one end waits until somebody opens the other one. Told of those that the program makes itself; another one may be
// opened by anybody, and the launcher finds who waits for that.
#include "engine/record/shim/io/descriptors.h"
#include "engine/record/shim/next.h"
#include "engine/record/shim/sites.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"
#include "engine/record/shim/waiting.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <linux/fcntl.h>
#include <sys/stat.h>
#include <utility>

namespace braid::record {

using trace::ObjectKind;

namespace {

// Variadic functions of the C library, which take the last argument where the others do.
BRAID_NEXT Next<int(const char*, int, mode_t)> n_open{"open"};
BRAID_NEXT Next<int(const char*, int, mode_t)> n_open64{"open64"};
BRAID_NEXT Next<int(int, const char*, int, mode_t)> n_openat{"openat"};
BRAID_NEXT Next<int(int, const char*, int, mode_t)> n_openat64{"openat64"};
BRAID_NEXT Next<FILE*(const char*, const char*)> n_fopen{"fopen"};
BRAID_NEXT Next<FILE*(const char*, const char*)> n_fopen64{"fopen64"};
BRAID_NEXT Next<FILE*(const char*, const char*, FILE*)> n_freopen{"freopen"};
BRAID_NEXT Next<FILE*(const char*, const char*, FILE*)> n_freopen64{"freopen64"};
BRAID_NEXT Next<int(const char*, mode_t)> n_mkfifo{"mkfifo"};
BRAID_NEXT Next<int(int, const char*, mode_t)> n_mkfifoat{"mkfifoat"};

bool isPipe(int folder, const char* path, struct stat& info) {
    return trace::systemCall(__NR_newfstatat, folder, reinterpret_cast<long>(path), reinterpret_cast<long>(&info), 0) == 0 && S_ISFIFO(info.st_mode);
}

/// That somebody opens it for writing, or for reading.
std::uint64_t keyOf(const struct stat& info, bool forWriting) {
    return spread(spread(info.st_dev) ^ info.st_ino ^ (forWriting ? 0x4F57ull << 40 : 0x4F52ull << 40));
}

void noteMade(int folder, const char* path, std::uint32_t site) {
    struct stat info {};
    const int error = errno;
    if (isPipe(folder, path, info)) {
        const char* slash = std::strrchr(path, '/');
        for (const bool forWriting : {false, true}) {
            char name[192];
            TextBuilder(name, sizeof name - 24).add("opening of ").add(slash != nullptr ? slash + 1 : path);
            const std::size_t length = std::strlen(name);
            TextBuilder(name + length, sizeof name - length).add(forWriting ? " for writing" : " for reading");
            static_cast<void>(objectOf(keyOf(info, forWriting), ObjectKind::Descriptor, 0, site, name));
        }
    }
    errno = error;
}

/// The descriptor that has been opened; negative where it has not.
int descriptorOf(int result) { return result; }
int descriptorOf(FILE* result) { return result != nullptr ? fileno_unlocked(result) : -1; }

/// As fopen(3) takes `mode`.
int flagsOf(const char* mode) {
    if (mode == nullptr || std::strchr(mode, '+') != nullptr)
        return O_RDWR;
    return *mode == 'r' ? O_RDONLY : O_WRONLY;
}

template <class Open>
auto openWith(int folder, const char* path, int flags, std::uint32_t site, const Open& real) {
    const int access = flags & O_ACCMODE, error = errno;
    struct stat info {};
    const bool pipe = path != nullptr && (flags & (O_DIRECTORY | O_PATH)) == 0 && isPipe(folder, path, info);
    errno = error;
    ObjectEntry* other = pipe && access != O_RDWR ? knownObject(keyOf(info, access == O_RDONLY)) : nullptr;
    if (other == nullptr)
        return real();
    const bool waits = (flags & O_NONBLOCK) == 0;
    const std::uint32_t object = other->number();
    if (waits) {
        say(EventKind::WaitBegin, object, other->last(), site, Order::After, 0);
        beginOpenWait({OpenWait::Kind::Signal, object, nullptr, site});
    }
    const auto result = real();
    endOpenWait();
    const int after = errno, opened = descriptorOf(result);
    if (enter()) {
        if (waits)
            say(EventKind::WaitEnd, object, other->next(), site, Order::Own, 0, opened >= 0 ? trace::WaitWoken : trace::WaitInVain);
        if (opened >= 0) {
            noteNew(opened);
            noteNamedPipe(opened, site);
        }
    }
    errno = after;
    return result;
}

} // namespace

BRAID_HOOK int open(const char* path, int flags, mode_t mode) {
    const auto real = [=] { return n_open(path, flags, mode); };
    return enter() ? openWith(AT_FDCWD, path, flags, BRAID_HERE, real) : real();
}
BRAID_HOOK int open64(const char* path, int flags, mode_t mode) {
    const auto real = [=] { return n_open64(path, flags, mode); };
    return enter() ? openWith(AT_FDCWD, path, flags, BRAID_HERE, real) : real();
}
BRAID_HOOK int openat(int folder, const char* path, int flags, mode_t mode) {
    const auto real = [=] { return n_openat(folder, path, flags, mode); };
    return enter() ? openWith(folder, path, flags, BRAID_HERE, real) : real();
}
BRAID_HOOK int openat64(int folder, const char* path, int flags, mode_t mode) {
    const auto real = [=] { return n_openat64(folder, path, flags, mode); };
    return enter() ? openWith(folder, path, flags, BRAID_HERE, real) : real();
}
// What headers that look for mistakes make of these.
BRAID_HOOK int __open_2(const char* path, int flags) { return open(path, flags, 0); }
BRAID_HOOK int __open64_2(const char* path, int flags) { return open64(path, flags, 0); }
BRAID_HOOK int __openat_2(int folder, const char* path, int flags) { return openat(folder, path, flags, 0); }
BRAID_HOOK int __openat64_2(int folder, const char* path, int flags) { return openat64(folder, path, flags, 0); }

BRAID_HOOK FILE* fopen(const char* path, const char* mode) {
    const auto real = [=] { return n_fopen(path, mode); };
    return enter() ? openWith(AT_FDCWD, path, flagsOf(mode), BRAID_HERE, real) : real();
}
BRAID_HOOK FILE* fopen64(const char* path, const char* mode) {
    const auto real = [=] { return n_fopen64(path, mode); };
    return enter() ? openWith(AT_FDCWD, path, flagsOf(mode), BRAID_HERE, real) : real();
}
BRAID_HOOK FILE* freopen(const char* path, const char* mode, FILE* stream) {
    const auto real = [=] { return n_freopen(path, mode, stream); };
    return enter() ? openWith(AT_FDCWD, path, flagsOf(mode), BRAID_HERE, real) : real();
}
BRAID_HOOK FILE* freopen64(const char* path, const char* mode, FILE* stream) {
    const auto real = [=] { return n_freopen64(path, mode, stream); };
    return enter() ? openWith(AT_FDCWD, path, flagsOf(mode), BRAID_HERE, real) : real();
}

BRAID_HOOK int mkfifo(const char* path, mode_t mode) noexcept {
    const int result = n_mkfifo(path, mode);
    if (result == 0 && enter())
        noteMade(AT_FDCWD, path, BRAID_HERE);
    return result;
}
BRAID_HOOK int mkfifoat(int folder, const char* path, mode_t mode) noexcept {
    const int result = n_mkfifoat(folder, path, mode);
    if (result == 0 && enter())
        noteMade(folder, path, BRAID_HERE);
    return result;
}

} // namespace braid::record
