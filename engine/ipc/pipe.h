#pragma once

#include "engine/ipc/message_channel.h"
#include "engine/schedule/scheduling_point.h"

#include <memory>
#include <string>
#include <utility>

namespace braid {

/// One end of a pipe, as Python's multiprocessing.Connection: sends and receives whole values. Copies are the same end.
///
/// | operation | other side open          | pipe full / empty | other side closed everywhere     |
/// |-----------|--------------------------|-------------------|----------------------------------|
/// | send      | in the pipe              | blocks            | throws broken_pipe               |
/// | recv      | the next value           | blocks            | what is left, then end_of_file   |
///
/// After a fork both processes have both ends: an end is closed only when each process that has it closed it (or ended).
/// A reader that keeps the writing end open itself waits for ever instead of being told: close() in each process the end
/// that the other one uses. Thread-safe, between processes too; but close() is for this process only.
class connection {
public:
    /// Waits while there is no room. `label`: what it is called on the timeline; empty: made from the value.
    template <class T>
    void send(const T& value, std::string label = {}, CallSite site = {}) {
        if (label.empty() && trace::recording())
            label = exec::labelOf(value);
        send_bytes(exec::encoded(value), label, site);
    }
    /// Waits for the next value. It must have been sent as a T.
    template <class T>
    T recv(CallSite site = {}) {
        return exec::decoded<T>(recv_bytes([](std::string_view bytes) { return exec::labelOf(exec::decoded<T>(bytes)); }, site));
    }
    void send_bytes(std::string_view bytes, std::string_view label = {}, CallSite site = {});
    exec::Bytes recv_bytes(const ipc::MessageChannel::Label& label = {}, CallSite site = {});

    /// recv would not wait long: a value has begun to arrive, or the other side is closed.
    [[nodiscard]] bool poll() const { return m_in != nullptr && m_in->poll(); }
    /// Closes this end in this process.
    void close();
    /// Bytes that fit in on the way out; 0 for an end that only receives.
    [[nodiscard]] int capacity() const { return m_out == nullptr ? 0 : m_out->capacity(); }
    /// The descriptor of what comes in here, or of what goes out, for a selector (descriptor::lent): ready to read means that a value has
    /// begun to arrive. -1 when closed, and for an end that has none.
    [[nodiscard]] int fileno_in() const { return m_in != nullptr ? m_in->readingFd() : -1; }
    [[nodiscard]] int fileno_out() const { return m_out != nullptr ? m_out->writingFd() : -1; }
    /// As a part of the trace: what comes in here; of an end that only sends, what goes out.
    [[nodiscard]] trace::SharedTracedObject& traced() { return (m_in != nullptr ? m_in : m_out)->traced(); }

private:
    friend std::pair<connection, connection> pipe(std::string, bool, int);
    std::shared_ptr<ipc::MessageChannel> m_in;
    std::shared_ptr<ipc::MessageChannel> m_out;
};

/// Both ends of a new pipe, made before the fork: one real pipe(2) for each direction. Not duplex: the first end only
/// receives, the second one only sends. `capacity` in bytes, 0 = the system's. Throws std::system_error.
[[nodiscard]] std::pair<connection, connection> pipe(std::string name = {}, bool duplex = true, int capacity = 0);

} // namespace braid
