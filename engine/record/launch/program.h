#pragma once

#include "engine/record/shared_page.h"
#include "engine/trace/result.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace braid::record {

/// A program to be recorded.
struct Program {
    std::vector<std::string> command;                             ///< its name, as a shell would find it, and its arguments; not empty
    std::vector<std::pair<std::string, std::string>> environment; ///< beside this process's own
    std::string directory;                                        ///< it starts in; empty: this process's own
    /// The command as it is told to the person, where that is another one: what was compiled has its source's name. Empty: `command`.
    std::vector<std::string> shown = {};

    [[nodiscard]] const std::vector<std::string>& told() const { return shown.empty() ? command : shown; }
};

/// Why nothing can be preloaded into a program.
enum class Hindrance : std::uint8_t {
    None,
    Privileged,       ///< it runs with another user's rights
    Static,           ///< it is linked statically
    ThreadSanitizer,  ///< which wants the same calls for itself
    AddressSanitizer, ///< which wants to be loaded first
    Go,               ///< which does not use the C library to wait
};

/// What is known of a program before it is started.
struct Inspection {
    std::string path; ///< the file itself
    Hindrance hindrance = Hindrance::None;
};

/// Finds the file and looks what it is. Where it cannot be started, `status` is what a shell says then: 126 it cannot be run, 127 it is
/// not there.
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
