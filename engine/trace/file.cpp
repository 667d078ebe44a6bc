#include "engine/trace/file.h"

#include "engine/trace/clock.h"
#include "engine/trace/save.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace braid::trace {
namespace {

/// What a fresh file holds: a short run needs no more.
constexpr std::uint32_t FirstChunks = 16;

} // namespace

File::~File() {
    unmap(m_mapping);
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
    if (const int error = reserveBytes(fd, 0, bytesFor(FirstChunks)); error != 0) {
        errno = error;
        Error failed = systemError("cannot reserve space for the trace", where);
        struct stat info {};
        if (!path.empty() && fstat(fd, &info) == 0 && S_ISREG(info.st_mode)) // not a device that was named
            unlink(path.c_str());
        close(fd);
        return failed;
    }
    Mapping mapping;
    if (const int error = mapBytes(fd, bytesFor(chunks), mapping); error != 0) {
        close(fd);
        errno = error;
        return systemError("cannot map the trace", where);
    }
    std::unique_ptr<File> file(new File(mapping));
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
    header.check = checkOf(mapping.base);
    header.reservedChunks.store(FirstChunks);
    std::memcpy(header.magic, Magic, sizeof Magic); // last: a file without it is not a trace yet
    return file;
}

Result<std::unique_ptr<File>> File::attach(int fd) {
    const std::string where = "behind descriptor " + std::to_string(fd);
    const int own = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (own < 0)
        return systemError("cannot join the trace", where);
    Mapping mapping;
    const int error = mapTrace(own, mapping);
    if (error == 0)
        return std::unique_ptr<File>(new File(mapping));
    close(own);
    if (error == NotATrace)
        return Error{"cannot join the trace", where, "it is not a trace of this version of Braid"};
    errno = error;
    return systemError("cannot join the trace", where);
}

ControlPage& File::control() const { return *m_mapping.control(); }

void File::setOutcome(Outcome outcome) {
    std::uint64_t none = 0;
    const std::uint64_t now = ticks(header().clock);
    if (!header().endTicks.compare_exchange_strong(none, now))
        return;
    header().outcome.store(static_cast<std::uint32_t>(outcome), std::memory_order_release);
}

void File::trim() {
    const std::uint64_t claimed = std::min(header().claimed.load(), header().limitChunks);
    header().reservedChunks.store(static_cast<std::uint32_t>(claimed));
    // A failure leaves a longer file, which is as good.
    [[maybe_unused]] const int result = ftruncate(m_fd, static_cast<off_t>(bytesFor(claimed)));
}

Status File::saveAs(const std::string& path) const {
    // What was claimed may not be reserved on disk where a writer was killed in between: what exists is copied.
    struct stat info {};
    const std::uint64_t there = fstat(m_fd, &info) == 0 ? static_cast<std::uint64_t>(info.st_size) : 0;
    const std::uint64_t end = std::min(bytesFor(std::min(header().claimed.load(), header().limitChunks)), there);
    return copyTrace(m_fd, end, "the run", path, true);
}

} // namespace braid::trace
