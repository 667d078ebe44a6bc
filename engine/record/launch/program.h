#pragma once

#include "engine/record/shared_page.h"
#include "engine/trace/result.h"

#include <string>
#include <utility>
#include <vector>

namespace braid::record {

/// A program to be recorded.
struct Program {
    std::vector<std::string> command; ///< its name, as a shell would find it, and its arguments; not empty
    std::vector<std::pair<std::string, std::string>> environment; ///< beside this process's own
};

/// Why a program cannot be started at all.
struct CannotStart {
    int status = 127; ///< as a shell says it: 126 cannot be run, 127 is not there
    Error error;
};

/// What is known of a program before it is started.
struct Inspection {
    std::string path;    ///< the file itself
    std::string warning; ///< one sentence where it cannot be recorded, or not as it is; English
    bool recordable = true;
};

/// Finds the file and looks what it is.
[[nodiscard]] Result<Inspection> inspect(const Program& program, int& status);

/// The page that the processes of one recording share, in memory, until this is gone.
class SharedFile {
public:
    [[nodiscard]] static Result<SharedFile> create();
    ~SharedFile();
    SharedFile(SharedFile&& other) noexcept;
    SharedFile& operator=(SharedFile&& other) noexcept;
    /// By which the program opens it while this process lives.
    [[nodiscard]] std::string path() const;

private:
    explicit SharedFile(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

/// The path by which another process of this user opens what is behind `fd` here.
[[nodiscard]] std::string pathOf(int fd);

/// Variables that the recorded program needs, beside its own: `library` is preloaded, before what `preloaded` names already.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> variablesFor(const std::string& library, const std::string& preloaded, int traceFd,
                                                                            const SharedFile& shared);

} // namespace braid::record
