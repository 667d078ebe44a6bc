#include "engine/trace/writer/mapping.h"

#include "engine/trace/writer/system_call.h"
#include "engine/trace/writer/ticks.h"

#include <asm/errno.h>
#include <linux/mman.h>

namespace braid::trace {
namespace {

/// How much is reserved at a time where nothing was reserved ahead: big enough to make the system call rare, small enough
/// that a run of a second does not cost memory it never uses.
constexpr std::uint32_t ReserveBatch = 16;
constexpr int FromTheEnd = 2;      // SEEK_END
constexpr long PopulateWrite = 23; // MADV_POPULATE_WRITE

bool failed(long result) { return result < 0 && result > -4096; }

long mapMemory(std::uint64_t length, long flags, int fd) {
    return systemCall(__NR_mmap, 0, static_cast<long>(length), PROT_READ | PROT_WRITE, flags, fd, 0);
}

int populate(const Mapping& mapping, std::uint64_t from, std::uint64_t to) {
    long result = 0;
    do {
        result = systemCall(__NR_madvise, reinterpret_cast<long>(mapping.base + from), static_cast<long>(to - from), PopulateWrite);
    } while (result == -EINTR);
    return static_cast<int>(-result);
}

/// Where there is no memory for the page: never zeroed, so that forks are not noticed.
constinit std::atomic<std::uint64_t> g_noPage{0};
constinit std::atomic<std::atomic<std::uint64_t>*> g_mark{nullptr};

/// The number of the process (ProcessMark) of which a thread reserves chunks at the moment: a forked child does not take that of its
/// parent for its own.
constinit std::atomic<std::uint64_t> g_reserving{0};

std::atomic<std::uint64_t>& markWord() {
    std::atomic<std::uint64_t>* word = g_mark.load(std::memory_order_acquire);
    if (word != nullptr)
        return *word;
    constexpr std::uint64_t Page = 4096;
    std::atomic<std::uint64_t>* made = &g_noPage;
    const long page = mapMemory(Page, MAP_PRIVATE | MAP_ANONYMOUS, -1);
    if (!failed(page) && systemCall(__NR_madvise, page, static_cast<long>(Page), MADV_WIPEONFORK) == 0)
        made = reinterpret_cast<std::atomic<std::uint64_t>*>(page);
    if (g_mark.compare_exchange_strong(word, made, std::memory_order_acq_rel))
        return *made;
    if (!failed(page)) // another thread was quicker
        systemCall(__NR_munmap, page, static_cast<long>(Page));
    return *word;
}

} // namespace

ProcessMark processMark() {
    std::atomic<std::uint64_t>& word = markWord();
    std::uint64_t number = word.load(std::memory_order_acquire);
    if (number == 0) {
        constexpr int PidBits = 22;
        const auto pid = static_cast<std::uint64_t>(systemCall(__NR_getpid));
        const std::uint64_t mine = monotonicNanos() << PidBits | pid;
        if (word.compare_exchange_strong(number, mine, std::memory_order_acq_rel))
            number = mine;
    }
    return {&word, number};
}

int mapBytes(int fd, std::uint64_t length, Mapping& mapping) {
    const long base = mapMemory(length, MAP_SHARED | MAP_NORESERVE, fd);
    if (failed(base))
        return static_cast<int>(-base);
    mapping.base = reinterpret_cast<std::byte*>(base);
    mapping.length = length;
    mapping.fd = fd;
    return 0;
}

int mapTrace(int fd, Mapping& mapping) {
    alignas(Header) std::byte bytes[sizeof(Header)];
    const long got = systemCall(__NR_pread64, fd, reinterpret_cast<long>(bytes), sizeof bytes, 0);
    if (failed(got))
        return static_cast<int>(-got);
    const Header& header = *reinterpret_cast<const Header*>(bytes);
    if (got < static_cast<long>(sizeof bytes) || __builtin_memcmp(header.magic, Magic, sizeof Magic) != 0 ||
        header.version != FormatVersion || header.byteOrder != ByteOrderMark || header.chunkBytes != ChunkBytes)
        return NotATrace;
    return mapBytes(fd, bytesFor(header.limitChunks), mapping);
}

void unmap(Mapping& mapping) {
    if (mapping.base != nullptr)
        systemCall(__NR_munmap, reinterpret_cast<long>(mapping.base), static_cast<long>(mapping.length));
    mapping.base = nullptr;
}

int forgetDescriptor(Mapping& mapping) {
    const std::uint32_t reserved = mapping.header().reservedChunks.load(std::memory_order_acquire);
    // A page that is there already: tells whether the kernel knows how.
    if (const int error = populate(mapping, 0, ControlOffset); error != 0)
        return error;
    const long size = systemCall(__NR_lseek, mapping.fd, 0, FromTheEnd);
    if (failed(size))
        return static_cast<int>(-size);
    const std::uint64_t least = bytesFor(reserved);
    if (static_cast<std::uint64_t>(size) < mapping.length && mapping.length > least) {
        const long result = systemCall(__NR_ftruncate, mapping.fd, static_cast<long>(mapping.length));
        if (failed(result))
            return static_cast<int>(-result);
    }
    mapping.fd = -1;
    return 0;
}

int reserveBytes(int fd, std::uint64_t from, std::uint64_t to) {
    long result = 0;
    do {
        result = systemCall(__NR_fallocate, fd, 0, static_cast<long>(from), static_cast<long>(to - from));
    } while (result == -EINTR);
    if (result != -EOPNOTSUPP)
        return static_cast<int>(-result);
    // A file system that cannot reserve: the file is made longer block by block, each with a byte in it.
    constexpr std::uint64_t Block = 4096;
    for (std::uint64_t at = from; at < to; at += Block) {
        const std::uint64_t last = (at + Block < to ? at + Block : to) - 1;
        char byte = 0;
        if (systemCall(__NR_pread64, fd, reinterpret_cast<long>(&byte), 1, static_cast<long>(last)) == 1)
            continue; // another writer was quicker
        const long wrote = systemCall(__NR_pwrite64, fd, reinterpret_cast<long>(&byte), 1, static_cast<long>(last));
        if (wrote != 1)
            return wrote < 0 ? static_cast<int>(-wrote) : ENOSPC;
    }
    return 0;
}

namespace {

/// Of chunks, by their numbers. 0 or an errno.
int reserve(const Mapping& mapping, std::uint64_t from, std::uint64_t to) {
    return mapping.fd >= 0 ? reserveBytes(mapping.fd, bytesFor(from), bytesFor(to)) : populate(mapping, bytesFor(from), bytesFor(to));
}

} // namespace

bool reserveUpTo(Mapping& mapping, std::uint64_t chunks) {
    Header& header = mapping.header();
    const std::uint64_t wanted = chunks < header.limitChunks ? chunks : header.limitChunks;
    std::uint32_t reserved = header.reservedChunks.load(std::memory_order_acquire);
    if (reserved >= wanted)
        return true;
    // Two threads may reserve the same range; that is harmless, the larger count wins.
    const int error = reserve(mapping, reserved, wanted);
    if (error != 0) {
        header.fullError.store(static_cast<std::uint32_t>(error));
        return false;
    }
    while (reserved < wanted && !header.reservedChunks.compare_exchange_weak(reserved, static_cast<std::uint32_t>(wanted),
                                                                             std::memory_order_acq_rel)) {
    }
    return true;
}

bool reserveAhead(Mapping& mapping, std::uint32_t chunks, bool faultIn) {
    const Header& header = mapping.header();
    const std::uint64_t claimed = header.claimed.load(std::memory_order_relaxed);
    const std::uint64_t wanted = claimed + chunks < header.limitChunks ? claimed + chunks : header.limitChunks;
    if (!reserveUpTo(mapping, wanted))
        return false;
    if (faultIn && wanted > claimed)
        (void)populate(mapping, bytesFor(claimed), bytesFor(wanted));
    return true;
}

namespace {

/// Sees to it that there is space for the chunk `index`, and that those who come after it find it reserved: one thread of the process
/// reserves a batch before what there is is used up, and the others do not wait for it, nor do the same once more.
bool reserveFor(Mapping& mapping, std::uint32_t index) {
    Header& header = mapping.header();
    if (index + ReserveBatch / 2 < header.reservedChunks.load(std::memory_order_acquire))
        return true;
    const std::uint64_t own = processMark().number;
    std::uint64_t at = g_reserving.load(std::memory_order_relaxed);
    if (at != own && g_reserving.compare_exchange_strong(at, own, std::memory_order_acq_rel)) {
        const bool done = reserveUpTo(mapping, std::uint64_t{index} + ReserveBatch);
        g_reserving.store(0, std::memory_order_release);
        if (done)
            return true;
    }
    if (index < header.reservedChunks.load(std::memory_order_acquire))
        return true;
    const int error = reserve(mapping, index, std::uint64_t{index} + 1);
    if (error != 0)
        header.fullError.store(static_cast<std::uint32_t>(error));
    return error == 0;
}

} // namespace

ChunkHeader* claimChunk(Mapping& mapping) {
    Header& header = mapping.header();
    // Checked first so that threads that go on after the end do not run the counter over.
    if (header.claimed.load(std::memory_order_relaxed) >= header.limitChunks)
        return nullptr;
    const std::uint32_t index = header.claimed.fetch_add(1, std::memory_order_acq_rel);
    if (index >= header.limitChunks)
        return nullptr;
    return reserveFor(mapping, index) ? &mapping.chunk(index) : nullptr;
}

// A stack: the low half of Header::freeChunks is its top, the high half counts the changes, so that a top that has gone and
// come back between load and exchange is not taken for the same.

ChunkHeader* takeFreeChunk(Mapping& mapping) {
    Header& header = mapping.header();
    std::uint64_t top = header.freeChunks.load(std::memory_order_acquire);
    for (;;) {
        const auto number = static_cast<std::uint32_t>(top);
        if (number == 0 || number > header.limitChunks)
            return nullptr;
        ChunkHeader& chunk = mapping.chunk(number - 1);
        const std::uint64_t below = chunk.nextFree.load(std::memory_order_relaxed);
        if (header.freeChunks.compare_exchange_weak(top, ((top >> 32) + 1) << 32 | below, std::memory_order_acq_rel,
                                                    std::memory_order_acquire))
            return &chunk;
    }
}

void giveFreeChunk(Mapping& mapping, ChunkHeader& chunk) {
    Header& header = mapping.header();
    const auto place = static_cast<std::uint64_t>(reinterpret_cast<std::byte*>(&chunk) - mapping.base);
    const std::uint64_t number = (place - ChunksOffset) / ChunkBytes + 1;
    std::uint64_t top = header.freeChunks.load(std::memory_order_relaxed);
    do {
        chunk.nextFree.store(static_cast<std::uint32_t>(top), std::memory_order_relaxed);
    } while (!header.freeChunks.compare_exchange_weak(top, ((top >> 32) + 1) << 32 | number, std::memory_order_acq_rel,
                                                      std::memory_order_relaxed));
}

} // namespace braid::trace
