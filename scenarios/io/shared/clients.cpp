#include "scenarios/io/shared/clients.h"

#include "engine/exec/output.h"
#include "engine/exec/threads/thread.h"
#include "engine/io/epoll.h"
#include "engine/io/poller.h"
#include "engine/schedule/clock.h"

#include <array>
#include <deque>
#include <queue>

#include <unistd.h>

namespace braid::scenarios::io {
namespace {

constexpr int MostThreads = 32;

bool isOwn(const std::string& line, int client) { return line.starts_with(std::to_string(client) + " "); }

/// Reads until the answer to the own message is there; what others said to the room is heard and forgotten. False when the
/// server is gone.
bool hearAnswer(braid::socket& server, int client, std::string& unread) {
    std::array<char, 4096> buffer{};
    for (;;) {
        const io_result got = server.recv(buffer);
        if (!got.ok() || got.end())
            return false;
        unread.append(buffer.data(), got.count());
        for (const std::string& line : takeLines(unread))
            if (isOwn(line, client))
                return true;
    }
}

/// The end of a polite client: says so, and reads what the others still say until the server hangs up too.
void leave(braid::socket& server) {
    std::array<char, 4096> buffer{};
    server.shutdown(braid::socket::side::writing);
    while (server.recv(buffer).count() > 0) {
    }
}

bool sendByteByByte(braid::socket& server, const std::string& text, std::chrono::nanoseconds inAll) {
    for (const char byte : text) {
        if (!server.send({&byte, 1}).ok())
            return false;
        braid::this_thread::sleep_for(inAll / static_cast<std::int64_t>(text.size()));
    }
    return true;
}

/// Sends what goes out without waiting, reads nothing, and goes.
void neverRead(braid::socket& server, int number, const Workload& workload) {
    Thinking thinking(workload, number);
    server.setblocking(false);
    for (int message = 1; message <= workload.messages; ++message) {
        braid::this_thread::sleep_for(thinking.next());
        if (!server.send(messageText(number, message, workload.size)).ok())
            break;
    }
    server.close();
}

Rude mannerOf(int number, Rude rude) {
    if (rude == Rude::All && number <= 3)
        return number == 1 ? Rude::Disconnects : number == 2 ? Rude::NeverReads
                                                             : Rude::ByteByByte;
    return number == 1 && rude != Rude::All ? rude : Rude::None;
}

const char* mannerName(Rude manner) {
    switch (manner) {
    case Rude::Disconnects:
        return " (disconnects)";
    case Rude::NeverReads:
        return " (never reads)";
    case Rude::ByteByByte:
        return " (byte by byte)";
    default:
        return "";
    }
}

} // namespace

void talk(braid::socket& server, int number, const Workload& workload, Rude manner) {
    if (manner == Rude::NeverReads)
        return neverRead(server, number, workload);
    Thinking thinking(workload, number);
    std::string unread;
    for (int message = 1; message <= workload.messages; ++message) {
        const auto pause = thinking.next();
        const bool slowly = manner == Rude::ByteByByte;
        if (!slowly)
            braid::this_thread::sleep_for(pause);
        const std::string text = messageText(number, message, workload.size);
        const bool sent = slowly ? sendByteByByte(server, text, pause) : server.sendall(text).ok();
        if (!sent || !hearAnswer(server, number, unread))
            return;
        if (manner == Rude::Disconnects) {
            (void)server.send(text.substr(0, text.size() / 2)); // half a message, and gone
            return server.close();
        }
    }
    leave(server);
}

void talkAsTyped(braid::socket& server, int number) {
    braid::socket typed = braid::socket::adopt(::dup(STDIN_FILENO), "what you type");
    braid::poller poll("your poll");
    poll.register_(server, io_events::read);
    if (typed.is_open())
        poll.register_(typed, io_events::read);
    else
        server.shutdown(braid::socket::side::writing);
    std::array<char, 4096> buffer{};
    std::string unsent;
    std::string unread;
    for (bool connected = true; connected;)
        for (const ready_fd& ready : poll.poll()) {
            if (ready.fd == server.fileno()) {
                const io_result got = server.recv(buffer);
                connected = got.ok() && !got.end();
                unread.append(buffer.data(), got.count());
                for (const std::string& line : takeLines(unread))
                    braid::print((isOwn(line, number) ? "you: " : "client " + line.substr(0, line.find(' ')) + ": ") + wordsOf(line));
                continue;
            }
            const ssize_t got = ::read(typed.fileno(), buffer.data(), buffer.size());
            unsent.append(buffer.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
            for (const std::string& line : takeLines(unsent))
                connected = connected && server.sendall(messageText(number, std::string_view(line).substr(0, line.size() - 1))).ok();
            if (got <= 0) {
                poll.unregister(typed);
                server.shutdown(braid::socket::side::writing); // the answers to come are still heard
            }
        }
    poll.unregister(server);
    poll.unregister(typed);
}

void Crowd::join(braid::socket server, int number) {
    server.setblocking(false);
    m_guests.push_back({std::move(server), number, Thinking(m_workload, number), 0, {}, {}});
}

void Crowd::speak(Guest& guest) {
    if (guest.unsent.empty())
        guest.unsent = messageText(guest.number, ++guest.said, m_workload.size);
    const io_result sent = guest.server.send(guest.unsent);
    guest.unsent.erase(0, sent.count());
}

bool Crowd::listen(Guest& guest, bool& answered) {
    std::array<char, 4096> buffer{};
    const io_result got = guest.server.recv(buffer);
    if (got.would_block())
        return true;
    if (!got.ok() || got.end())
        return false;
    guest.unread.append(buffer.data(), got.count());
    for (const std::string& line : takeLines(guest.unread))
        answered = answered || isOwn(line, guest.number);
    return true;
}

void Crowd::talk() {
    if (m_guests.empty())
        return;
    using Clock = braid::steady_clock;
    constexpr auto LookAgain = std::chrono::milliseconds(1); // where the server takes nothing at the moment
    braid::epoll epoll("clients");
    std::priority_queue<std::pair<Clock::time_point, std::size_t>, std::vector<std::pair<Clock::time_point, std::size_t>>,
                        std::greater<>>
        due; // which guest speaks next, and when
    std::vector<std::size_t> guestOf;
    for (std::size_t i = 0; i < m_guests.size(); ++i) {
        epoll.register_(m_guests[i].server, io_events::read);
        const auto fd = static_cast<std::size_t>(m_guests[i].server.fileno());
        guestOf.resize(std::max(guestOf.size(), fd + 1));
        guestOf[fd] = i;
        due.emplace(Clock::now() + m_guests[i].thinking.next(), i);
    }
    while (epoll.size() > 0) {
        io_timeout untilNext;
        while (!due.empty()) {
            const auto [when, who] = due.top();
            const auto now = Clock::now();
            if (when > now) {
                untilNext = when - now;
                break;
            }
            due.pop();
            if (!m_guests[who].server.is_open())
                continue;
            speak(m_guests[who]);
            if (!m_guests[who].unsent.empty())
                due.emplace(now + LookAgain, who);
        }
        for (const ready_fd& ready : epoll.poll(untilNext)) {
            const std::size_t who = guestOf[static_cast<std::size_t>(ready.fd)];
            Guest& guest = m_guests[who];
            bool answered = false;
            if (!listen(guest, answered)) {
                epoll.unregister(guest.server);
                guest.server.close();
            } else if (answered && guest.said < m_workload.messages) {
                due.emplace(Clock::now() + guest.thinking.next(), who);
            } else if (answered) {
                guest.server.shutdown(braid::socket::side::writing);
            }
        }
    }
}

void runClients(braid::socket& door, int port, const Workload& workload, bool together) {
    door.close(); // the server's; if it stays open here, no client learns that the server has closed it
    together = together || workload.clients > MostThreads;
    Crowd crowd(workload);
    std::deque<braid::socket> sockets;
    std::deque<braid::thread> threads;
    for (int number = 1; number <= workload.clients; ++number) {
        const Rude manner = mannerOf(number, workload.rude);
        braid::socket server("client " + std::to_string(number) + "'s end");
        if (manner == Rude::NeverReads)
            server.set_buffers(4096, 0); // soon full
        if (!server.connect(port).ok())
            break; // the server has given up
        if (together && manner == Rude::None) {
            crowd.join(std::move(server), number);
            continue;
        }
        braid::socket& mine = sockets.emplace_back(std::move(server));
        threads.emplace_back("Client " + std::to_string(number) + mannerName(manner),
                             [&mine, number, &workload, manner] { talk(mine, number, workload, manner); });
    }
    if (workload.talk) {
        braid::socket server("your end");
        const int number = workload.clients + 1;
        if (server.connect(port).ok()) {
            braid::socket& mine = sockets.emplace_back(std::move(server));
            threads.emplace_back("You", [&mine, number] { talkAsTyped(mine, number); });
        }
    }
    std::vector<braid::socket> silent;
    for (int number = 1; number <= workload.silent; ++number) {
        braid::socket server("silent " + std::to_string(number) + "'s end");
        if (!server.connect(port).ok())
            break;
        silent.push_back(std::move(server));
    }
    for (auto& thread : threads)
        thread.start();
    crowd.talk();
    for (auto& thread : threads)
        thread.join();
    for (braid::socket& server : silent)
        leave(server);
}

} // namespace braid::scenarios::io
