#include "engine/trace/file.h"

#include "engine/trace/clock.h"
#include "engine/trace/save.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::trace {
namespace {

Error systemError(std::string what, std::string where) {
    return Error{std::move(what), std::move(where), std::strerror(errno)};
}

/// How much is reserved at a time where nobody reserved ahead: big enough to make the system call rare, small enough
/// that a run of a second does not cost memory it never uses.
constexpr std::uint32_t ReserveBatch = 16;

std::uint64_t bytesFor(std::uint64_t chunks) { return ChunksOffset + chunks * ChunkBytes; }

/// Reserves [from, to) so that writing there cannot fail. 0 or an errno.
int reserveBytes(int fd, std::uint64_t from, std::uint64_t to) {
    while (fallocate(fd, 0, static_cast<off_t>(from), static_cast<off_t>(to - from)) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EOPNOTSUPP)
            return errno;
        return posix_fallocate(fd, static_cast<off_t>(from), static_cast<off_t>(to - from));
    }
    return 0;
}

} // namespace

File::File(int fd, std::byte* base, std::uint64_t length)
    : m_fd(fd), m_base(base), m_length(length), m_header(std::launder(reinterpret_cast<Header*>(base))) {}

File::~File() {
    munmap(m_base, m_length);
    close(m_fd);
}

Result<std::unique_ptr<File>> File::create(const std::string& path, Options options) {
    const std::string where = path.empty() ? "in memory" : path;
    const int fd = path.empty() ? memfd_create("braid-trace", MFD_CLOEXEC)
                                : ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (fd < 0)
        return systemError("cannot create the trace", where);
    const std::uint64_t chunks =
        std::clamp<std::uint64_t>((std::max<std::uint64_t>(options.limit, 1 << 20) - ChunksOffset) / ChunkBytes, 1, UINT32_MAX / 2);
    if (const int error = reserveBytes(fd, 0, bytesFor(ReserveBatch)); error != 0) {
        errno = error;
        Error failed = systemError("cannot reserve space for the trace", where);
        struct stat info {};
        if (!path.empty() && fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) // not a device somebody named
            unlink(path.c_str());
        close(fd);
        return failed;
    }
    const std::uint64_t length = bytesFor(chunks);
    void* base = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, fd, 0);
    if (base == MAP_FAILED) {
        Error failed = systemError("cannot map the trace", where);
        close(fd);
        return failed;
    }
    std::unique_ptr<File> file(new File(fd, static_cast<std::byte*>(base), length));
    Header& header = file->header();
    const Calibration clock = calibrate();
    header.version = FormatVersion;
    header.byteOrder = ByteOrderMark;
    header.chunksOffset = ChunksOffset;
    header.chunkBytes = ChunkBytes;
    header.clock = clock.source;
    header.limitChunks = static_cast<std::uint32_t>(chunks);
    header.startTicks = clock.startTicks;
    header.nanosPerTick = clock.nanosPerTick;
    header.startMonotonic = clock.startMonotonic;
    header.startWall = clock.startWall;
    header.supervisorPid = static_cast<std::uint32_t>(getpid());
    header.check = checkOf(static_cast<const std::byte*>(base));
    header.reservedChunks.store(ReserveBatch);
    std::memcpy(header.magic, Magic, sizeof Magic); // last: a file without it is not a trace yet
    return file;
}

Result<std::unique_ptr<File>> File::attach(int fd) {
    const std::string where = "behind descriptor " + std::to_string(fd);
    Header header{};
    const ssize_t got = pread(fd, static_cast<void*>(&header), sizeof header, 0);
    if (got < 0)
        return systemError("cannot read the trace", where);
    if (got < static_cast<ssize_t>(sizeof header) || std::memcmp(header.magic, Magic, sizeof Magic) != 0 ||
        header.version != FormatVersion || header.byteOrder != ByteOrderMark || header.chunkBytes != ChunkBytes)
        return Error{"cannot join the trace", where, "it is not a trace of this version of Braid"};
    const int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return systemError("cannot join the trace", where);
    const std::uint64_t length = bytesFor(header.limitChunks);
    void* base = mmap(nullptr, length, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, own, 0);
    if (base == MAP_FAILED) {
        Error failed = systemError("cannot map the trace", where);
        close(own);
        return failed;
    }
    return std::unique_ptr<File>(new File(own, static_cast<std::byte*>(base), length));
}

ControlPage& File::control() const { return *std::launder(reinterpret_cast<ControlPage*>(m_base + ControlOffset)); }

void File::setOutcome(Outcome outcome) {
    std::uint64_t none = 0;
    const std::uint64_t now = ticks(m_header->clock);
    if (!m_header->endTicks.compare_exchange_strong(none, now))
        return;
    m_header->outcome.store(static_cast<std::uint32_t>(outcome), std::memory_order_release);
}

bool File::reserveUpTo(std::uint64_t chunkCount) {
    const std::uint64_t wanted = std::min<std::uint64_t>(chunkCount, m_header->limitChunks);
    std::uint32_t reserved = m_header->reservedChunks.load(std::memory_order_acquire);
    if (reserved >= wanted)
        return true;
    // Two threads may reserve the same range; that is harmless, the larger count wins.
    if (const int error = reserveBytes(m_fd, bytesFor(reserved), bytesFor(wanted)); error != 0) {
        m_header->fullError.store(static_cast<std::uint32_t>(error));
        return false;
    }
    while (reserved < wanted && !m_header->reservedChunks.compare_exchange_weak(
                                    reserved, static_cast<std::uint32_t>(wanted), std::memory_order_acq_rel)) {
    }
    return true;
}

std::byte* File::claimChunk(std::uint32_t& index) {
    // Checked first so that threads that go on after the end do not run the counter over.
    if (m_header->claimed.load(std::memory_order_relaxed) >= m_header->limitChunks)
        return nullptr;
    index = m_header->claimed.fetch_add(1, std::memory_order_acq_rel);
    if (index >= m_header->limitChunks)
        return nullptr;
    if (index >= m_header->reservedChunks.load(std::memory_order_acquire) && !reserveUpTo(index + ReserveBatch) &&
        !reserveUpTo(index + 1))
        return nullptr;
    return m_base + bytesFor(index);
}

bool File::reserveAhead(std::uint32_t chunks, bool populate) {
    const std::uint32_t claimed = m_header->claimed.load(std::memory_order_relaxed);
    const std::uint64_t wanted = std::min<std::uint64_t>(std::uint64_t{claimed} + chunks, m_header->limitChunks);
    if (!reserveUpTo(wanted))
        return false;
    if (populate && wanted > claimed)
        madvise(m_base + bytesFor(claimed), (wanted - claimed) * ChunkBytes, MADV_POPULATE_WRITE);
    return true;
}

void File::trim() {
    const std::uint64_t claimed = std::min(m_header->claimed.load(), m_header->limitChunks);
    m_header->reservedChunks.store(static_cast<std::uint32_t>(claimed));
    // A failure leaves a longer file, which is as good.
    [[maybe_unused]] const int result = ftruncate(m_fd, static_cast<off_t>(bytesFor(claimed)));
}

Status File::saveAs(const std::string& path) const {
    // What was claimed may not be reserved on disk where a writer was killed in between: what exists is copied.
    struct stat info {};
    const std::uint64_t there = fstat(m_fd, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    const std::uint64_t end = std::min(bytesFor(std::min(m_header->claimed.load(), m_header->limitChunks)), there);
    return copyTrace(m_fd, end, "the run", path, true);
}

} // namespace braid::trace
