#pragma once

#include <QString>
#include <chrono>
#include <vector>

namespace braid::session {

/// A process that can be looked at, as the system tells of it.
struct ListedProcess {
    int pid = 0;
    QString name;     ///< what it was called with, or its name where that is not told; plain
    QString user;     ///< name, or number where it has none
    bool own = false; ///< it belongs to the user of this process
    int threads = 0;
    int running = 0; ///< of them are on a processor or in the queue for one; as far as this may be asked
    bool stopped = false;
    std::chrono::seconds age{0}; ///< since it started
};

/// All processes but this one, those that have ended and the kernel's own: first those of this user, the youngest first. Reads /proc.
[[nodiscard]] std::vector<ListedProcess> listProcesses();

} // namespace braid::session
