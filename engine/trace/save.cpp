#include "engine/trace/save.h"

#include "engine/trace/format.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace braid::trace {
namespace {

Error systemError(std::string what, std::string where) { return Error{std::move(what), std::move(where), std::strerror(errno)}; }

Error shorterThanRead(const std::string& source) {
    return {"cannot save the run from", source, "that file has become shorter since it was opened"};
}

} // namespace

Status copyTrace(int fd, std::uint64_t length, const std::string& source, const std::string& path, bool unsupervised) {
    // Written beside and renamed, so that a full disk does not cost the file that was there.
    const std::string part = path + ".part";
    const int out = ::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (out < 0)
        return systemError("cannot write the trace to", path);
    std::vector<std::byte> buffer(1 << 20);
    Status status = Done{};
    for (std::uint64_t at = 0; at < length && status.ok();) {
        const ssize_t got = pread(fd, buffer.data(), std::min<std::uint64_t>(buffer.size(), length - at), static_cast<off_t>(at));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            status = got < 0 ? systemError("cannot read the trace", source) : shorterThanRead(source);
            break;
        }
        for (ssize_t done = 0; done < got;) {
            const ssize_t put = write(out, buffer.data() + done, static_cast<std::size_t>(got - done));
            if (put < 0 && errno == EINTR)
                continue;
            if (put <= 0) {
                status = systemError("cannot write the trace to", path);
                break;
            }
            done += put;
        }
        at += static_cast<std::uint64_t>(got);
    }
    // The copy of a live run has no supervisor: a reader takes it as over.
    const std::uint32_t nobody = 0;
    if (status.ok() && unsupervised && pwrite(out, &nobody, sizeof nobody, offsetof(Header, supervisorPid)) != sizeof nobody)
        status = systemError("cannot write the trace to", path);
    if (close(out) != 0 && status.ok())
        status = systemError("cannot write the trace to", path);
    if (status.ok() && rename(part.c_str(), path.c_str()) != 0)
        status = systemError("cannot write the trace to", path);
    if (!status.ok())
        unlink(part.c_str());
    return status;
}

Status saveOpened(int fd, std::uint64_t atLeast, const std::string& source, const std::string& path) {
    struct stat own {}, target {};
    if (fstat(fd, &own) != 0)
        return systemError("cannot read the trace", source);
    if (static_cast<std::uint64_t>(own.st_size) < atLeast)
        return shorterThanRead(source);
    if (stat(path.c_str(), &target) == 0 && target.st_dev == own.st_dev && target.st_ino == own.st_ino)
        return Done{};
    return copyTrace(fd, static_cast<std::uint64_t>(own.st_size), source, path, false);
}

} // namespace braid::trace
