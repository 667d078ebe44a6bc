#pragma once

#include "engine/exec/processes/encoding.h"
#include "engine/ipc/pipe_end.h"
#include "engine/ipc/robust_lock.h"
#include "engine/ipc/shared_memory.h"
#include "engine/trace/recording/shared_traced_object.h"

#include <chrono>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace braid {

/// Thrown by a read where no writer is left (Python's EOFError).
struct end_of_file : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "the other side of the pipe is closed"; }
};
/// Thrown by a write where no reader is left (Python's BrokenPipeError).
struct broken_pipe : std::exception {
    [[nodiscard]] const char* what() const noexcept override { return "nobody is left to read from the pipe"; }
};

namespace ipc {

using exec::Bytes;
using exec::decoded;
using exec::Decoder;
using exec::encode;
using exec::encoded;

/// Whole messages over a real pipe(2), one way, between any number of processes; made before they are forked.
///
/// A message is its length (4 bytes), its bytes and one last byte that says it is whole. Who dies in mid-message leaves
/// it torn: the next writer fills it up, or the reader notices; readers leave torn ones out.
///
/// What is recorded, on an object of kind Pipe: bytes put and got, who waits for room (PutWait) and for bytes (GetWait). Each
/// moving of bytes and its event are one step under a lock of all processes, so the order on the pipe is exact: in the
/// order of the trace there are never more bytes in it than its capacity nor fewer than none. Waiting is done outside
/// of that lock, in poll.
///
/// Thread-safe, between processes too.
class MessageChannel {
public:
    /// `capacity` in bytes, 0 = the system's (64 KiB); the kernel rounds it up. Throws std::system_error.
    explicit MessageChannel(std::string name, int capacity = 0);
    MessageChannel(const MessageChannel&) = delete;
    MessageChannel& operator=(const MessageChannel&) = delete;

    using Limit = std::optional<std::chrono::nanoseconds>;
    /// What a message is called, once it is there.
    using Label = std::function<std::string(std::string_view message)>;

    /// Waits while the pipe is full. Throws broken_pipe. Passes no scheduling point: the caller's operation did.
    void write(std::string_view message, std::string_view label, SiteId site);
    /// The next message; nullopt where none began within `limit`. The wait is recorded as one for `waitsFor`, which is this
    /// pipe's own object where it is nullptr; the end of that wait is the caller's. Throws end_of_file.
    std::optional<Bytes> read(const Limit& limit, const Label& label, SiteId site,
                              trace::SharedTracedObject* waitsFor = nullptr);

    /// Closes this process's end: where no other process has it open, the other side is told. Other threads of this
    /// process that use the end are told as well, those that wait in it at what ends their wait.
    void closeReading() { close(m_reading, trace::PipeReading); }
    void closeWriting() { close(m_writing, trace::PipeWriting); }
    [[nodiscard]] bool readable() const { return m_reading.open(); }
    [[nodiscard]] bool writable() const { return m_writing.open(); }

    /// A message (or its beginning, or the end) is there to be read now.
    [[nodiscard]] bool poll() const;
    /// -1 when closed.
    [[nodiscard]] int readingFd() const { return m_reading.open() ? m_reading.fd() : -1; }
    [[nodiscard]] int writingFd() const { return m_writing.open() ? m_writing.fd() : -1; }
    [[nodiscard]] int capacity() const { return m_capacity; }
    [[nodiscard]] const std::string& name() const { return m_traced->name(); }
    /// As a part of the trace.
    [[nodiscard]] trace::SharedTracedObject& traced() { return *m_traced; }

private:
    /// In shared memory.
    struct Shared {
        RobustLock step; ///< held for one moving of bytes and its event; guards the counts
        std::uint64_t put = 0;
        std::uint64_t got = 0;
        RobustLock writing;     ///< held for a whole message
        std::uint32_t owed = 0; ///< bytes of the message being written that are still to come
        RobustLock reading;
        std::uint32_t unread = 0; ///< bytes of the message being read that are still to come
        char length[4] = {};
        std::uint32_t lengthGot = 0; ///< bytes of the next message's length that were read
    };
    struct Waiting;
    /// Moves what fits; the count, 0 where nothing does.
    std::size_t moveOut(std::string_view bytes, std::string_view label, SiteId site);
    /// Moves what is there of the message being read, or of the next one; false where nothing is.
    bool moveIn(Bytes& message, std::size_t& have, const Label& label, Waiting& waiting);
    bool awaitRest(Waiting& waiting);
    void recount();
    void close(PipeEnd& end, std::uint32_t which);
    void await(int fd, short what, Waiting& waiting);

    shared_memory<Shared> m_shared;
    PipeEnd m_reading;
    PipeEnd m_writing;
    int m_capacity = 0;
    std::optional<trace::SharedTracedObject> m_traced;
};

} // namespace ipc
} // namespace braid
