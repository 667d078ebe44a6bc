#pragma once

#include "engine/io/descriptor.h"

#include <filesystem>
#include <string>

namespace braid {

/// A named pipe (mkfifo(3), Python's os.mkfifo) in a folder of its own that only this user may enter. Any number of threads,
/// processes and other programs may open it by its path; each opening waits until somebody opens the other side. Removed with
/// this object, in the process that made it. Thread-safe.
///
/// Who has its ends is not followed, since anybody may open the path: who waits there waits for the outside world.
class fifo {
public:
    /// Throws std::system_error.
    explicit fifo(std::string name = "fifo");
    ~fifo();
    fifo(const fifo&) = delete;
    fifo& operator=(const fifo&) = delete;

    /// Waits until somebody has opened it for writing. Throws std::system_error.
    [[nodiscard]] descriptor open_reading(CallSite site = {}) { return open(false, site); }
    /// Waits until somebody has opened it for reading. Throws std::system_error.
    [[nodiscard]] descriptor open_writing(CallSite site = {}) { return open(true, site); }
    /// For other programs.
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }
    [[nodiscard]] const std::string& name() const { return m_name; }

private:
    descriptor open(bool writing, CallSite site);

    std::string m_name;
    std::filesystem::path m_path;
    int m_process; ///< that made it
};

} // namespace braid
