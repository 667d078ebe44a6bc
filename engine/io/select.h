#pragma once

#include "engine/io/watching.h"

#include <cstddef>
#include <vector>

namespace braid {

/// select(2), called as Python's select.select is: `auto ready = select(inputs, outputs)`. The whole list goes into the
/// kernel with every call, and the kernel looks at each one. Not thread-safe.
///
/// In the trace it is a loop; what is new in the list since the last call begins to be watched, what is missing ends.
class select {
public:
    explicit select(std::string name = "select");

    /// Of what was asked for: sockets, or descriptors of any kind.
    template <class One>
    struct ready_of {
        std::vector<One*> readable;
        std::vector<One*> writable;
    };
    using ready_sockets = ready_of<socket>;
    /// Waits until one can be read or written, or `timeout` is over. They must be open.
    /// Throws std::out_of_range, with a whole sentence, for a descriptor of FD_SETSIZE (1024) or more: the sets of
    /// select have no room for it.
    template <class One = socket>
    [[nodiscard]] ready_of<One> operator()(const std::vector<One*>& reading, const std::vector<One*>& writing = {}, io_timeout timeout = {},
                                           CallSite site = {}) {
        ready_of<One> ready;
        const Ready found = wait({reading.begin(), reading.end()}, {writing.begin(), writing.end()}, timeout, site);
        for (const std::size_t place : found.readable)
            ready.readable.push_back(reading[place]);
        for (const std::size_t place : found.writable)
            ready.writable.push_back(writing[place]);
        return ready;
    }
    /// As a part of the trace.
    [[nodiscard]] trace::TracedObject& traced() { return m_traced; }

private:
    struct Watched {
        int fd;
        io_events events;
        const trace::TracedObject* traced; ///< tells a new one from an old one with the same number
        const descriptor* one;             ///< of this call
    };
    /// By their places in what was asked for.
    struct Ready {
        std::vector<std::size_t> readable, writable;
    };
    using Descriptors = std::vector<const descriptor*>;
    Ready wait(const Descriptors& reading, const Descriptors& writing, io_timeout timeout, CallSite site);
    void tellChanges(const Descriptors& reading, const Descriptors& writing, CallSite site);
    trace::TracedObject m_traced;
    std::vector<Watched> m_watched; ///< in the last call, by descriptor; kept while something records
};

} // namespace braid
