#include "engine/io/fifo.h"

#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace braid {

fifo::fifo(std::string name) : m_name(std::move(name)), m_process(getpid()) {
    schedule::refuse("this uses a named pipe");
    std::string folder = (std::filesystem::temp_directory_path() / "braid-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr)
        throw std::system_error(errno, std::generic_category(), "cannot make a folder for " + m_name);
    m_path = std::filesystem::path(folder) / "fifo";
    if (mkfifo(m_path.c_str(), S_IRUSR | S_IWUSR) == 0)
        return;
    const int error = errno;
    rmdir(folder.c_str());
    throw std::system_error(error, std::generic_category(), "cannot make the named pipe " + m_name);
}

fifo::~fifo() {
    if (m_process != getpid())
        return;
    std::error_code ignored;
    std::filesystem::remove(m_path, ignored);
    std::filesystem::remove(m_path.parent_path(), ignored);
}

descriptor fifo::open(bool writing, CallSite site) {
    trace::TracedObject opening(trace::ObjectKind::Descriptor, "opening " + m_name);
    io::Call call(opening, -1, trace::IoCall::Other, site);
    call.waits();
    const std::int64_t outcome = io::untilDone([&] { return ::open(m_path.c_str(), (writing ? O_WRONLY : O_RDONLY) | O_CLOEXEC); });
    const io_result opened = call.end(outcome);
    if (!opened.ok())
        throw std::system_error(opened.error(), std::generic_category(), "cannot open " + m_name);
    return {static_cast<int>(outcome), m_name + (writing ? " writing" : " reading")};
}

} // namespace braid
