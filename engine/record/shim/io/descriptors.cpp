#include "engine/record/shim/io/descriptors.h"

#include "engine/record/shim/memory.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"
#include "engine/record/shim/waiting.h"

#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>

namespace braid::record {

using trace::EndFact;
using trace::ObjectKind;

namespace {

constexpr int Descriptors = 1 << 16;

/// What is known of a descriptor of this process: an entry, or that it is of no interest.
constinit std::atomic<ObjectEntry*>* g_known = nullptr;
constinit ObjectEntry g_uninteresting{};

constexpr std::uint64_t PairNumber = std::uint64_t{1} << 32; ///< what connections of the loopback do not use

/// No address of the program's: of the process's own table.
std::uint64_t selectorKey(int fd) { return std::uint64_t{0xE} << 60 | static_cast<std::uint64_t>(fd); }

/// The same in all processes: both ends of a pipe have one inode.
std::uint64_t keyOf(const struct stat& info, bool writes) { return spread(spread(info.st_dev) ^ info.st_ino ^ (writes ? 0x57ull << 48 : 0x52ull << 48)); }

/// The number that an eventfd has for all processes; 0 where `fd` is none, or the system does not tell.
std::uint64_t eventNumber(int fd) {
    char path[64];
    TextBuilder(path, sizeof path).add("/proc/self/fdinfo/").add(static_cast<std::uint64_t>(fd));
    const long info = trace::systemCall(__NR_open, reinterpret_cast<long>(path), O_RDONLY | O_CLOEXEC);
    if (info < 0)
        return 0;
    constexpr const char Field[] = "eventfd-id:";
    std::uint64_t number = 0;
    LineReader lines(static_cast<int>(info));
    for (const char* line = lines.next(); line != nullptr; line = lines.next())
        if (std::strncmp(line, Field, sizeof Field - 1) == 0) {
            const char* at = line + sizeof Field - 1;
            while (*at == ' ' || *at == '\t')
                ++at;
            number = decimalOf(at) + 1; // they begin with 0
        }
    trace::systemCall(__NR_close, info);
    return number;
}

/// An eventfd, timerfd, signalfd …: no file, and no pipe or socket.
bool isAnonymous(const struct stat& info) { return (info.st_mode & S_IFMT) == 0; }

bool look(int fd, struct stat& info) { return trace::systemCall(__NR_fstat, fd, reinterpret_cast<long>(&info)) == 0; }

bool writesTo(int fd, const struct stat& info) {
    return S_ISFIFO(info.st_mode) && (trace::systemCall(__NR_fcntl, fd, F_GETFL) & O_ACCMODE) == O_WRONLY;
}

ObjectEntry* defineAnonymous(int fd, std::uint32_t site) {
    char path[64], name[96];
    readPathOf(fd, path, sizeof path);
    TextBuilder words(name, sizeof name);
    if (std::strcmp(path, "anon_inode:[eventfd]") == 0) {
        const std::uint64_t number = eventNumber(fd);
        words.add("eventfd (fd ").add(static_cast<std::uint64_t>(fd)).add(")");
        return number != 0 ? objectOf(spread(number) ^ std::uint64_t{0xEF} << 48, ObjectKind::Event, 0, site, name) : nullptr;
    }
    const char* word = std::strcmp(path, "anon_inode:[timerfd]") == 0 ? "timer" : std::strcmp(path, "anon_inode:[signalfd]") == 0 ? "signals"
                                                                                                                                  : nullptr;
    if (word == nullptr)
        return nullptr;
    words.add(word).add(" (fd ").add(static_cast<std::uint64_t>(fd)).add(")");
    return ownObject(selectorKey(fd), ObjectKind::Descriptor, site, name);
}

ObjectEntry* define(int fd, const struct stat& info, bool writes, std::uint32_t site) {
    char name[64];
    TextBuilder words(name, sizeof name);
    words.add(S_ISFIFO(info.st_mode) ? (writes ? "pipe for writing" : "pipe for reading") : S_ISSOCK(info.st_mode) ? "socket"
                                                                                                                   : "terminal");
    words.add(" (fd ").add(static_cast<std::uint64_t>(fd)).add(")");
    return objectOf(keyOf(info, writes), ObjectKind::Descriptor, 0, site, name);
}

} // namespace

void readPathOf(int fd, char* path, std::size_t size) {
    char link[64];
    TextBuilder(link, sizeof link).add("/proc/self/fd/").add(static_cast<std::uint64_t>(fd));
    const long length = trace::systemCall(__NR_readlink, reinterpret_cast<long>(link), reinterpret_cast<long>(path), static_cast<long>(size - 1));
    path[length > 0 ? length : 0] = '\0';
}

bool makeDescriptorTable() {
    g_known = static_cast<std::atomic<ObjectEntry*>*>(pagesOf(sizeof(std::atomic<ObjectEntry*>) * Descriptors));
    return g_known != nullptr;
}

ObjectEntry* descriptorEntry(int fd, std::uint32_t site) {
    if (fd < 0 || fd >= Descriptors)
        return nullptr;
    ObjectEntry* known = g_known[fd].load(std::memory_order_acquire);
    if (known == nullptr) {
        struct stat info {};
        if (!look(fd, info))
            return nullptr;
        const bool waits = S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode) || S_ISCHR(info.st_mode);
        known = waits ? define(fd, info, writesTo(fd, info), site) : isAnonymous(info) ? defineAnonymous(fd, site)
                                                                                       : &g_uninteresting;
        if (known == nullptr)
            known = &g_uninteresting;
        g_known[fd].store(known, std::memory_order_release);
    }
    return known == &g_uninteresting ? nullptr : known;
}

ObjectEntry* selectorEntry(int fd, std::uint32_t site) {
    char name[32];
    TextBuilder(name, sizeof name).add("epoll (fd ").add(static_cast<std::uint64_t>(fd)).add(")");
    return ownObject(selectorKey(fd), ObjectKind::Loop, site, name);
}

void forgetDescriptor(int fd, std::uint32_t site) {
    closesFile(fd, site);
    if (fd < 0 || fd >= Descriptors)
        return;
    forgetObject(reinterpret_cast<const void*>(selectorKey(fd)));
    ObjectEntry* known = g_known[fd].load(std::memory_order_acquire);
    if (known == nullptr) {
        struct stat info {};
        // Only what the program made itself is told of, and that is in the table of all processes.
        if (look(fd, info) && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode)))
            known = knownObject(keyOf(info, writesTo(fd, info)));
    }
    g_known[fd].store(nullptr, std::memory_order_release);
    if (known == nullptr || known == &g_uninteresting || known->detail == 0)
        return;
    for (int other = 0; other < 1024; ++other)
        if (other != fd && g_known[other].load(std::memory_order_relaxed) == known)
            return; // the process has it under another number as well
    say(EventKind::EndShut, known->number(), 0, site, Order::Own, 0, trace::ReadyToRead | trace::ReadyToWrite);
}

void noteNew(int fd) {
    if (fd >= 0 && fd < Descriptors)
        g_known[fd].store(nullptr, std::memory_order_release);
}

void noteEnds(int first, int second, bool pipe, std::uint32_t site) {
    struct stat info[2]{};
    if (first < 0 || second < 0 || first >= Descriptors || second >= Descriptors || !look(first, info[0]) || !look(second, info[1]))
        return;
    ObjectEntry* ends[2] = {define(first, info[0], false, site), define(second, info[1], pipe, site)};
    if (ends[0] == nullptr || ends[1] == nullptr)
        return;
    const std::uint64_t number = PairNumber | ends[0]->number();
    for (int i = 0; i < 2; ++i) {
        ends[i]->detail = 1; // its other end is known
        say(EventKind::EndOf, ends[i]->number(), 0, site, Order::Own, number, static_cast<std::uint32_t>(i == 0 ? EndFact::First : EndFact::Second));
    }
    g_known[first].store(ends[0], std::memory_order_release);
    g_known[second].store(ends[1], std::memory_order_release);
}

} // namespace braid::record
