#pragma once

#include "engine/io/counts.h"
#include "engine/io/result.h"
#include "engine/schedule/wait.h"
#include "engine/trace/recording/traced_object.h"

#include <cerrno>
#include <string_view>

/// What the classes of this folder share.
namespace braid::io {

using trace::EventKind;
using trace::IoCall;
using trace::ObjectKind;
using trace::Order;
using trace::TracedObject;

/// One system call as it is recorded and counted: passes the scheduling point when it is made, then waits or copies as it is
/// told, and is over with end(), which is called exactly once. For use by one thread.
class Call {
public:
    /// `object`: what it is made on; `fd`: the number the program knows, -1 where it is made on no descriptor (recorded as 0).
    Call(TracedObject& object, int fd, IoCall call, CallSite site);
    Call(const Call&) = delete;
    Call& operator=(const Call&) = delete;

    /// From here on it waits for data, room or readiness. `unlimited`: see trace::IoUnlimited.
    void waits(bool unlimited = false);
    /// From here on the kernel copies between its memory and the process's.
    void copies();
    /// It is over. `raw`: see io_result; `received`: where the bytes are that it got, if it got some, for their first words.
    io_result end(std::int64_t raw, const char* received = nullptr);
    /// A nonblocking one is over: if it moved bytes it has copied since it was made, else it came back at once.
    io_result endAtOnce(std::int64_t raw, const char* received = nullptr);

private:
    [[nodiscard]] std::uint32_t bits(std::uint32_t phase) const;
    void begin(std::uint32_t phase, std::uint32_t further = 0);
    void waited();
    void tellEnd(std::int64_t raw, std::string_view words) const;
    ObjectId m_object;
    SiteId m_site;
    std::uint64_t m_begun = 0; ///< ticks
    int m_fd;
    IoCall m_call;
    bool m_seen;
    bool m_waits = false; ///< waits() without what ends the wait
};

/// What the kernel returned, or minus errno where that was -1. Ask at once.
[[nodiscard]] std::int64_t outcomeOf(std::int64_t returned);

/// The outcome of `function`, a call that may block and is repeated where a signal interrupts it.
template <class Function>
[[nodiscard]] std::int64_t untilDone(Function function) {
    for (;;) {
        const std::int64_t outcome = outcomeOf(schedule::blockOutside(function));
        if (outcome != -EINTR)
            return outcome;
    }
}

} // namespace braid::io
