#pragma once

#include "engine/trace/control.h"
#include "engine/trace/event.h"
#include "engine/trace/format.h"
#include "engine/trace/result.h"
#include "engine/trace/writer/mapping.h"

#include <memory>
#include <string>

namespace braid::trace {

/// A trace file mapped for writing: the channel between a run and its observers.
/// create() and attach() from any one thread; the rest is thread-safe.
class File {
public:
    struct Options {
        /// Up to where the file may grow, in bytes; beyond, events are counted as lost. At least one MiB.
        std::uint64_t limit = std::uint64_t{4} << 30;
    };
    /// Makes a fresh trace at `path` (replacing what is there), or without a name in memory where path is empty: such a
    /// trace leaves nothing behind when its last descriptor is closed, however that comes about. Calibrates the clock,
    /// which takes about 5 ms.
    [[nodiscard]] static Result<std::unique_ptr<File>> create(const std::string& path, Options options);
    [[nodiscard]] static Result<std::unique_ptr<File>> create(const std::string& path) { return create(path, Options{}); }
    /// Joins the trace behind `fd` (duplicated), made by another process.
    [[nodiscard]] static Result<std::unique_ptr<File>> attach(int fd);
    ~File();
    File(const File&) = delete;
    File& operator=(const File&) = delete;

    /// The descriptor, open as long as this lives; pass it on to hand the trace to a child process.
    [[nodiscard]] int fd() const { return m_fd; }
    [[nodiscard]] Header& header() const { return m_mapping.header(); }
    /// What writers append to; lives as long as this.
    [[nodiscard]] Mapping& mapping() { return m_mapping; }
    [[nodiscard]] ControlPage& control() const;
    /// Writes how the run ended; the first call wins. The trace is finished by this.
    void setOutcome(Outcome outcome);
    /// Copies the trace as it is now to `path`. The copy is complete in itself.
    [[nodiscard]] Status saveAs(const std::string& path) const;
    /// Cuts reserved space behind the last chunk off. For the supervisor, when no writer is alive any more.
    void trim();

    /// Reserves (and, with populate, faults in for this process) chunks ahead of the writers. True where it did something.
    bool reserveAhead(std::uint32_t chunks, bool populate) { return trace::reserveAhead(m_mapping, chunks, populate); }

private:
    explicit File(const Mapping& mapping) : m_fd(mapping.fd), m_mapping(mapping) {}
    int m_fd;
    Mapping m_mapping;
};

} // namespace braid::trace
