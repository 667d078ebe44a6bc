#pragma once

#include "engine/io/watching.h"

#include <vector>

namespace braid {

/// select(2), called as Python's select.select is: `auto ready = select(inputs, outputs)`. The whole list goes into the
/// kernel with every call, and the kernel looks at each one. Not thread-safe.
///
/// In the trace it is a loop; what is new in the list since the last call begins to be watched, what is missing ends.
class select {
public:
    explicit select(std::string name = "select");

    struct ready_sockets {
        std::vector<socket*> readable;
        std::vector<socket*> writable;
    };
    /// Waits until one can be read or written, or `timeout` is over. The sockets must be open.
    /// Throws std::out_of_range, with a whole sentence, for a descriptor of FD_SETSIZE (1024) or more: the sets of
    /// select have no room for it.
    [[nodiscard]] ready_sockets operator()(const std::vector<socket*>& reading, const std::vector<socket*>& writing = {},
                                           io_timeout timeout = {}, CallSite site = {});
    /// As a part of the trace.
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

private:
    struct Watched {
        int fd;
        io_events events;
        const trace::TracedObject* traced; ///< tells a new socket from an old one with the same number
        const braid::socket* socket;       ///< of this call
    };
    void tellChanges(const std::vector<socket*>& reading, const std::vector<socket*>& writing, CallSite site);
    trace::TracedObject m_traced;
    std::vector<Watched> m_watched; ///< in the last call, by descriptor; kept while something records
};

} // namespace braid
