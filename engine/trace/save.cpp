#include "engine/trace/save.h"

#include "engine/trace/format.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace braid::trace {
namespace {

Error shorterThanRead(const std::string& source) {
    return {"cannot save the run from", source, "that file has become shorter since it was opened"};
}

/// A file that comes to stand under its name only as a whole, so that a full disk does not cost the file that was there.
class PartFile {
public:
    explicit PartFile(const std::string& path)
        : m_path(path), m_part(path + ".part"), m_fd(::open(m_part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644)) {
        if (m_fd < 0)
            fail();
    }
    ~PartFile() {
        if (m_fd < 0)
            return;
        close(m_fd);
        unlink(m_part.c_str());
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    [[nodiscard]] const Status& status() const { return m_status; }
    void append(std::span<const std::byte> bytes) {
        while (!bytes.empty() && m_status.ok()) {
            const ssize_t put = write(m_fd, bytes.data(), bytes.size());
            if (put > 0)
                bytes = bytes.subspan(static_cast<std::size_t>(put));
            else if (put == 0 || errno != EINTR)
                fail();
        }
    }
    void overwrite(std::uint64_t offset, std::span<const std::byte> bytes) {
        if (m_status.ok() && pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(offset)) != static_cast<ssize_t>(bytes.size()))
            fail();
    }
    /// Gives it its name.
    Status finish() {
        if (!m_status.ok())
            return m_status;
        if (close(std::exchange(m_fd, -1)) != 0 || rename(m_part.c_str(), m_path.c_str()) != 0) {
            fail();
            unlink(m_part.c_str());
        }
        return m_status;
    }

private:
    void fail() { m_status = systemError("cannot write the trace to", m_path); }

    std::string m_path, m_part;
    int m_fd;
    Status m_status = Done{};
};

} // namespace

Status copyTrace(int fd, std::uint64_t length, const std::string& source, const std::string& path, bool unsupervised) {
    PartFile out(path);
    std::vector<std::byte> buffer(1 << 20);
    for (std::uint64_t at = 0; at < length && out.status().ok();) {
        const ssize_t got = pread(fd, buffer.data(), std::min<std::uint64_t>(buffer.size(), length - at), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? systemError("cannot read the trace", source) : shorterThanRead(source);
        out.append(std::span(buffer).first(static_cast<std::size_t>(got)));
        at += static_cast<std::uint64_t>(got);
    }
    // The copy of a live run has no supervisor: a reader takes it as over.
    const std::uint32_t noProcess = 0;
    if (unsupervised)
        out.overwrite(offsetof(Header, supervisorPid), std::as_bytes(std::span(&noProcess, 1)));
    return out.finish();
}

Status writeTrace(std::span<const std::byte> bytes, const std::string& path) {
    PartFile out(path);
    out.append(bytes);
    return out.finish();
}

Status saveOpened(int fd, std::uint64_t atLeast, const std::string& source, const std::string& path) {
    struct stat own {
    }, target{};
    if (fstat(fd, &own) != 0)
        return systemError("cannot read the trace", source);
    if (static_cast<std::uint64_t>(own.st_size) < atLeast)
        return shorterThanRead(source);
    if (stat(path.c_str(), &target) == 0 && target.st_dev == own.st_dev && target.st_ino == own.st_ino)
        return Done{};
    return copyTrace(fd, static_cast<std::uint64_t>(own.st_size), source, path, false);
}

} // namespace braid::trace
