#pragma once

#include "engine/io/watching.h"

#include <array>
#include <memory>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

namespace braid::scenarios::io {

/// One client as the server knows it.
struct connection {
    braid::socket socket;
    int number;                          ///< from 1, in the order in which they came
    std::string unread;                  ///< the beginning of a line whose end is not here yet
    std::string unsent;                  ///< what it is still to be told
    bool said_all = false;               ///< it will send no more
    bool wants_room = false;             ///< its socket took no more when last asked
    bool gone = false;                   ///< to be closed by the next chat::sweep()
    io_events watched = io_events::read; ///< its interest as chat::changed() told it last
    bool receiving = false;              ///< asynchronous I/O only: an operation of each kind is under way
    bool sending = false;

    /// What a loop has to watch it for.
    [[nodiscard]] io_events interest() const {
        return (said_all ? io_events::none : io_events::read) | (wants_room ? io_events::write : io_events::none);
    }
};

/// What a chat server does, whatever its I/O model: knows who is there, puts lines together, answers each one and passes it
/// on to the others of the room, and keeps for each client what its socket does not take at once. How it comes to know that
/// there is something to do is the model's affair.
class chat {
public:
    /// `room`: how many clients hear each other; 1 = only the own answer, an echo.
    explicit chat(int room) : m_room(room) {}

    /// What the next one will be called.
    [[nodiscard]] std::string next_name() const { return "client " + std::to_string(m_numbered.size() + 1); }
    /// Takes in a new client. Where `newcomer` is not open: nullptr, and unless no client was waiting the door is closed.
    connection* welcome(braid::socket newcomer);
    /// No client comes any more.
    [[nodiscard]] bool open() const { return m_open; }
    /// No client comes any more and all have gone.
    [[nodiscard]] bool over() const { return !m_open && m_connections.empty(); }

    /// Where to receive into: `heard(conn, conn.recv(buffer()))`.
    [[nodiscard]] std::span<char> buffer() { return m_buffer; }
    /// `from` said what is in the buffer, or nothing any more, or nothing yet.
    void heard(braid::socket& from, io_result got);
    void heard(connection& from, io_result got, std::string_view bytes);
    /// There is room again to send to `to`.
    void has_room(braid::socket& to);
    /// An asynchronous send is complete.
    void sent(connection& to, io_result done);

    /// Sends to each client as much as there is to send and its socket takes.
    void answer(CallSite site = {});
    /// Those to whom something is to be told, without sending it; each once.
    [[nodiscard]] std::vector<connection*> to_answer();

    /// Those that are gone or whose interest is another one than at the last call.
    [[nodiscard]] std::vector<connection*> changed();
    /// Closes the connections of those that are gone. Afterwards they are no more.
    void sweep(CallSite site = {});

    /// All clients, for models that ask one after the other.
    [[nodiscard]] std::vector<braid::socket*> all_clients();
    /// The door, while it is open, and all clients that may still say something.
    [[nodiscard]] std::vector<braid::socket*> readers(braid::socket& door);
    /// Those whose sockets took no more.
    [[nodiscard]] std::vector<braid::socket*> writers();
    /// Requires that it is there.
    [[nodiscard]] connection& of(const braid::socket& socket) { return *m_connections.at(socket.fileno()); }
    [[nodiscard]] braid::socket& socket_of(int fd) { return m_connections.at(fd)->socket; }
    /// nullptr where it has gone.
    [[nodiscard]] connection* numbered(std::uint64_t number);

    /// Processor time that the server's thread spent on something else than serving; added up.
    void spent_elsewhere(std::chrono::nanoseconds time) { m_elsewhere += time; }
    [[nodiscard]] std::chrono::nanoseconds elsewhere() const { return m_elsewhere; }
    /// From sending to being heard, on average over all lines.
    [[nodiscard]] std::chrono::nanoseconds lateness() const { return m_lines == 0 ? m_late : m_late / m_lines; }
    [[nodiscard]] int lines() const { return m_lines; }
    /// Processor time of the server's thread from one line heard to the next, the median: what is done for a line and the wait
    /// for the next, and neither the coming nor the going of clients. Of lines that came one by one.
    [[nodiscard]] std::chrono::nanoseconds cpu_of_line() const;
    /// Lines not passed on because the receiver had too many waiting.
    [[nodiscard]] int dropped() const { return m_dropped; }
    /// Connections that ended with an error or within a line.
    [[nodiscard]] int broken() const { return m_broken; }

private:
    void pass_on(const connection& from, const std::string& line);
    void tell(connection& to, const std::string& line);
    void note(connection& one);
    void consume(connection& to, io_result done);
    void depart(connection& one);

    int m_room;
    bool m_open = true;
    std::array<char, 64 * 1024> m_buffer{};                             ///< room for the longest message: it comes in one copy
    std::unordered_map<int, std::unique_ptr<connection>> m_connections; ///< by descriptor
    std::vector<connection*> m_numbered;                                ///< by number - 1; nullptr = has gone
    std::vector<int> m_noted;                                           ///< numbers of those to look at in answer()
    std::vector<int> m_changed;                                         ///< numbers, as in changed()
    std::chrono::nanoseconds m_late{0};
    std::chrono::nanoseconds m_elsewhere{0};
    std::vector<std::chrono::nanoseconds> m_lineCpu; ///< the thread's processor time at each line
    int m_lines = 0;
    int m_dropped = 0;
    int m_broken = 0;
};

} // namespace braid::scenarios::io
