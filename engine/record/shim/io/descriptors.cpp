#include "engine/record/shim/io/descriptors.h"

#include "engine/record/shim/memory.h"
#include "engine/record/shim/text.h"
#include "engine/record/shim/thread.h"
#include "engine/record/shim/waiting.h"

#include <cstring>
#include <dirent.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>

namespace braid::record {

using trace::EndFact;
using trace::ObjectKind;

namespace {

constexpr int Descriptors = 1 << 16;
constexpr int Looked = 1024; ///< so many are looked through for one

/// What is known of a descriptor of this process: an entry, or that it is of no interest.
constinit std::atomic<ObjectEntry*>* g_known = nullptr;
constinit ObjectEntry g_uninteresting{};

/// Of ObjectEntry::detail, bits: its other end is known; its inode was told.
constexpr std::uint32_t Paired = 1, Numbered = 2;

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
    ObjectEntry* entry = objectOf(keyOf(info, writes), ObjectKind::Descriptor, 0, site, name);
    if (entry != nullptr && (entry->detail & Numbered) == 0) {
        entry->detail |= Numbered;
        // It lies in no memory. By this the launcher finds it, where a call on it is not seen (endNumberOf()).
        say(EventKind::ObjectAt, entry->number(), 0, site, Order::Own, info.st_ino << 1 | (writes ? 1 : 0), 0);
    }
    return entry;
}

/// The port of one end of a TCP connection over the loopback; 0 where it is none.
std::uint64_t loopbackPort(int fd, long which) {
    union {
        sockaddr any;
        sockaddr_in four;
        sockaddr_in6 six;
    } address{};
    socklen_t size = sizeof address;
    if (trace::systemCall(which, fd, reinterpret_cast<long>(&address), reinterpret_cast<long>(&size)) != 0)
        return 0;
    int type = 0;
    socklen_t typeSize = sizeof type;
    if (trace::systemCall(__NR_getsockopt, fd, SOL_SOCKET, SO_TYPE, reinterpret_cast<long>(&type), reinterpret_cast<long>(&typeSize)) != 0 || type != SOCK_STREAM)
        return 0;
    constexpr std::uint8_t Loopback = 127;
    if (address.any.sa_family == AF_INET && reinterpret_cast<const std::uint8_t*>(&address.four.sin_addr)[0] == Loopback)
        return ntohs(address.four.sin_port);
    const auto& bytes = address.six.sin6_addr.s6_addr;
    if (address.any.sa_family == AF_INET6 && (IN6_IS_ADDR_LOOPBACK(&address.six.sin6_addr) || (IN6_IS_ADDR_V4MAPPED(&address.six.sin6_addr) && bytes[12] == Loopback)))
        return ntohs(address.six.sin6_port);
    return 0;
}

/// The process has `end` under the number `fd`. Where nothing is known of that one, only of the first ones it is looked for: those that a
/// program has from the one that started it.
bool isAt(int fd, const ObjectEntry& end) {
    constexpr int Inherited = 16;
    const ObjectEntry* known = g_known[fd].load(std::memory_order_relaxed);
    struct stat info {};
    if (known != nullptr || fd >= Inherited || !look(fd, info) || !(S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode)))
        return known == &end;
    return knownObject(keyOf(info, writesTo(fd, info))) == &end;
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
    const auto* selector = reinterpret_cast<const void*>(selectorKey(fd));
    if (ObjectEntry* entry = knownAt(selector))
        entry->about = 0; // what it has watched
    forgetObject(selector);
    ObjectEntry* known = g_known[fd].load(std::memory_order_acquire);
    if (known == nullptr) {
        struct stat info {};
        // Only what the program made itself is told of, and that is in the table of all processes.
        if (look(fd, info) && (S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode)))
            known = knownObject(keyOf(info, writesTo(fd, info)));
    }
    g_known[fd].store(nullptr, std::memory_order_release);
    if (known == nullptr || known == &g_uninteresting || (known->detail & Paired) == 0)
        return;
    for (int other = 0; other < Looked; ++other)
        if (other != fd && isAt(other, *known))
            return; // the process has it under another number as well
    say(EventKind::EndShut, known->number(), 0, site, Order::Own, 0, trace::ReadyToRead | trace::ReadyToWrite);
}

void noteCopy(int fd, int to, std::uint32_t site) {
    if (to >= 0 && to < Descriptors && to != fd)
        g_known[to].store(descriptorEntry(fd, site), std::memory_order_release);
}

void closeForExec(std::uint32_t site) {
    if (trace::systemCall(__NR_getpid) != static_cast<long>(t_writer.pid))
        return; // a child of vfork has the memory of its parent, and the parent goes on
    for (int fd = 0; fd < Looked; ++fd) {
        const ObjectEntry* known = g_known[fd].load(std::memory_order_relaxed);
        if (known != nullptr && known != &g_uninteresting && (known->detail & Paired) != 0 && (trace::systemCall(__NR_fcntl, fd, F_GETFD) & FD_CLOEXEC) != 0)
            forgetDescriptor(fd, site);
    }
}

void tellEnds() {
    const long folder = trace::systemCall(__NR_open, reinterpret_cast<long>("/proc/self/fd"), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    say(EventKind::EndOf, 0, 0, 0, Order::Own, 0, static_cast<std::uint32_t>(EndFact::Has));
    alignas(dirent64) char entries[1024];
    for (long size = 0; (size = trace::systemCall(__NR_getdents64, folder, reinterpret_cast<long>(entries), sizeof entries)) > 0;)
        for (long at = 0; at < size;) {
            const auto* entry = reinterpret_cast<const dirent64*>(entries + at);
            at += entry->d_reclen;
            if (entry->d_name[0] < '0' || entry->d_name[0] > '9')
                continue;
            const char* number = entry->d_name;
            const int fd = static_cast<int>(decimalOf(number));
            struct stat info {};
            if (!look(fd, info) || !(S_ISFIFO(info.st_mode) || S_ISSOCK(info.st_mode)))
                continue;
            if (const ObjectEntry* known = knownObject(keyOf(info, writesTo(fd, info))); known != nullptr && (known->detail & Paired) != 0)
                say(EventKind::EndOf, known->number(), 0, 0, Order::Own, 0, static_cast<std::uint32_t>(EndFact::Has));
        }
    trace::systemCall(__NR_close, folder);
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
        ends[i]->detail |= Paired;
        ends[i]->about = ends[1 - i]->number();
        say(EventKind::EndOf, ends[i]->number(), 0, site, Order::Own, number, static_cast<std::uint32_t>(i == 0 ? EndFact::First : EndFact::Second));
    }
    g_known[first].store(ends[0], std::memory_order_release);
    g_known[second].store(ends[1], std::memory_order_release);
}

void noteOwnOtherEnd(const ObjectEntry& end, ObjectEntry& waited, std::uint32_t site) {
    if (!g_handlesOutside.load(std::memory_order_relaxed) || end.kind != ObjectKind::Descriptor || end.about == 0)
        return;
    for (int fd = 0; fd < Looked; ++fd)
        if (const ObjectEntry* other = g_known[fd].load(std::memory_order_relaxed); other != nullptr && other != &g_uninteresting && other->number() == end.about) {
            noteHandlers(*other, waited, site);
            return;
        }
}

void noteNamedPipe(int fd, std::uint32_t site) {
    struct stat info {};
    if (!look(fd, info) || !S_ISFIFO(info.st_mode) || (trace::systemCall(__NR_fcntl, fd, F_GETFL) & O_ACCMODE) == O_RDWR)
        return;
    const bool writes = writesTo(fd, info);
    const bool known = knownObject(keyOf(info, writes)) != nullptr;
    ObjectEntry* entry = descriptorEntry(fd, site);
    if (entry == nullptr)
        return;
    // Who has opened it by itself is no child of who did before: who waits for the other end may be helped by either.
    if (known) {
        if (const ObjectEntry* other = knownObject(keyOf(info, !writes)))
            say(EventKind::GivenOutside, other->number(), 0, site, Order::Own, 1);
        return;
    }
    entry->detail |= Paired;
    constexpr std::uint64_t OfNamedPipes = std::uint64_t{1} << 41; // what other connections do not use
    const std::uint64_t number = OfNamedPipes | (spread(info.st_dev ^ info.st_ino) & (OfNamedPipes - 1));
    say(EventKind::EndOf, entry->number(), 0, site, Order::Own, number, static_cast<std::uint32_t>(writes ? EndFact::Second : EndFact::First));
}

void noteLoopback(int fd, std::uint32_t site) {
    ObjectEntry* entry = descriptorEntry(fd, site);
    if (entry == nullptr || (entry->detail & Paired) != 0)
        return;
    const std::uint64_t own = loopbackPort(fd, __NR_getsockname), other = loopbackPort(fd, __NR_getpeername);
    if (own == 0 || other == 0 || own == other)
        return;
    entry->detail |= Paired;
    // Both ends know both ports, and nothing else of each other.
    const std::uint64_t number = own < other ? own << 16 | other : other << 16 | own;
    say(EventKind::EndOf, entry->number(), 0, site, Order::Own, number, static_cast<std::uint32_t>(own < other ? EndFact::First : EndFact::Second));
}

} // namespace braid::record
