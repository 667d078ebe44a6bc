#pragma once

#include "engine/io/watching.h"

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace braid {

/// Asynchronous I/O: operations are handed to the kernel, the thread does something else, and one day they are complete,
/// with the data already in the process. io_uring(7) through liburing; where the kernel forbids that (ENOSYS, EPERM …),
/// POSIX AIO (aio(7)), which glibc carries out with threads of its own. Not thread-safe.
///
/// | operation    | recv, send, accept | submit()             | reap(), wait()                          |
/// |--------------|--------------------|----------------------|-----------------------------------------|
/// | none         | prepared           |                      |                                         |
/// | prepared     |                    | under way            |                                         |
/// | under way    |                    |                      | handed out as a completion when it is   |
///
/// Neither phase is seen on the thread's lane: waiting and copying are the kernel's. Buffers belong to this object until
/// the completion hands them out. Sockets must be blocking ones. A socket may be closed while an operation is under way.
/// After a fork a process that has used POSIX AIO before cannot use it in the child: glibc does not start its threads anew.
/// The destructor calls operations back that are under way, which under POSIX AIO shuts their connections down.
class async_io {
public:
    enum class kind {
        automatic,
        uring,
        aio
    };

    /// `depth`: how many operations one submit() can hand over at once, at least 1; prepare more, and they are handed over
    /// in between. Throws std::system_error where kind::uring is asked for and not to be had.
    explicit async_io(unsigned depth = 64, kind how = kind::automatic, std::string name = {});
    ~async_io();
    async_io(const async_io&) = delete;
    async_io& operator=(const async_io&) = delete;

    /// What it is made of: "io_uring" or "POSIX AIO".
    [[nodiscard]] const char* mechanism() const;
    /// Why it is not io_uring, in one sentence; empty where it is, or where POSIX AIO was asked for.
    [[nodiscard]] const std::string& refusal() const;

    // `tag` comes back with the completion.

    void accept(socket& door, std::uint64_t tag, CallSite site = {});
    /// Up to `size` bytes, as soon as there are any.
    void recv(socket& from, std::size_t size, std::uint64_t tag, CallSite site = {});
    void send(socket& to, std::string bytes, std::uint64_t tag, CallSite site = {});

    /// Hands over what is prepared: one system call with io_uring, one for each operation with POSIX AIO. How many.
    std::size_t submit(CallSite site = {});

    struct completion {
        std::uint64_t tag = 0;
        trace::IoCall call = trace::IoCall::Other; ///< Accept, Receive or Send
        io_result result;                          ///< of accept the new descriptor: see socket::adopt
        std::string data;                          ///< of recv: what came
    };
    /// What is complete by now; never waits. With io_uring no system call either: the kernel writes completions into
    /// memory that both share.
    [[nodiscard]] std::vector<completion> reap(CallSite site = {});
    /// The same, but waits for one where there is none yet and some are under way.
    [[nodiscard]] std::vector<completion> wait(CallSite site = {});

    [[nodiscard]] std::size_t under_way() const;
    /// As a part of the trace, of kind Loop.
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

    struct Operation;
    class Mechanism;

private:
    /// What is under way on one descriptor.
    struct UnderWay {
        std::size_t reading = 0, writing = 0;
        ObjectId told;
        std::string name;
    };
    /// An operation that is prepared, as the trace is to tell of it.
    struct Begun {
        int fd = -1;
        trace::IoCall call = trace::IoCall::Other;
        ObjectId told;
        std::size_t size = 0;
        std::string name;
    };
    void prepare(const socket& one, std::uint64_t tag, trace::IoCall call, std::string buffer, CallSite site);
    void tellBegun(CallSite site);
    void tellFinished(const Operation& operation, std::int64_t raw, CallSite site);
    void tellWatched(int fd, const UnderWay& now, CallSite site);
    [[nodiscard]] std::vector<completion> taken(CallSite site, bool alreadyCounted);
    std::string m_refusal;
    std::unique_ptr<Mechanism> m_mechanism;
    trace::TracedObject m_traced;
    std::vector<Begun> m_toTell;                  ///< of what is prepared
    std::unordered_map<int, UnderWay> m_underWay; ///< by descriptor; kept while something records
};

} // namespace braid
