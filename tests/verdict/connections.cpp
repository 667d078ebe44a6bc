#include "engine/exec/processes/process.h"
#include "engine/io/async_io.h"
#include "engine/io/epoll.h"
#include "engine/io/poller.h"
#include "engine/io/select.h"
#include "engine/ipc/pipe.h"
#include "engine/ipc/process_mutex.h"
#include "engine/sync/event.h"
#include "engine/sync/mutex.h"
#include "tests/verdict/verdicts.h"

#include <array>

namespace braid::tests::verdict {
namespace {

struct Ends {
    braid::socket client, server;
};

/// Over the loopback.
Ends connect() {
    braid::socket door("door");
    door.bind();
    door.listen();
    braid::socket client("client");
    (void)client.connect(door.port());
    braid::socket server = door.accept("server");
    return {std::move(client), std::move(server)};
}

const std::string MuchForASocket(16 << 20, 'x');

/// What came, until the other side sends no more.
std::size_t receiveAll(braid::socket& from) {
    std::array<char, 65536> into{};
    std::size_t all = 0;
    for (braid::io_result got; (got = from.recv(into)).ok() && got.count() > 0;)
        all += got.count();
    return all;
}

// R holds m and polls for bytes that only W sends; W waits for m.
void dl13(const P& p) {
    Ends ends = connect();
    braid::mutex m("m");
    go({{"R",
         [&] {
             m.lock();
             braid::poller poll("poll");
             poll.register_(ends.server, braid::io_events::read);
             (void)poll.poll();
             m.unlock();
         }},
        {"W", [&] {
             hold(p);
             m.lock();
             (void)ends.client.send("x");
             m.unlock();
         }}});
}

// Each waits for the other to speak.
void both_receive(const P&) {
    Ends ends = connect();
    std::array<char, 8> a{}, b{};
    go({{"T1", [&] { (void)ends.client.recv(a); }}, {"T2", [&] { (void)ends.server.recv(b); }}});
}

// Each sends more than fits before it reads.
void both_send(const P&) {
    Ends ends = connect();
    go({{"T1",
         [&] {
             (void)ends.client.sendall(MuchForASocket);
             receiveAll(ends.client);
         }},
        {"T2", [&] {
             (void)ends.server.sendall(MuchForASocket);
             receiveAll(ends.server);
         }}});
}

// Nobody ever reads: the thread that would is joined before it is started.
void full_socket(const P&) {
    auto [mine, theirs] = braid::socketpair();
    braid::thread writer("T1", [&one = mine] { (void)one.sendall(MuchForASocket); });
    writer.start();
    writer.join();
    receiveAll(theirs);
}

void full_pipe(const P&) {
    auto [in, out] = braid::pipe("p", false);
    braid::thread writer("T1", [&end = out] { end.send_bytes(std::string(1 << 20, 'x')); });
    writer.start();
    writer.join();
    (void)in.recv_bytes();
}

// Parent and child wait for each other's first word.
void processes_both_receive(const P&) {
    auto [mine, theirs] = braid::socketpair();
    std::array<char, 8> word{};
    braid::process child("child", [&] {
        mine.close();
        (void)theirs.recv(word);
    });
    child.start();
    theirs.close();
    (void)mine.recv(word);
    child.join();
}

// The server waits for the end of the stream; the child has inherited the client's end, and waits for the server's lock.
void inherited_end(const P& p) {
    Ends ends = connect();
    braid::process_mutex m("m");
    braid::process child("child", [&] {
        hold(p);
        m.lock();
        m.unlock();
    });
    m.lock();
    child.start();
    ends.client.close();
    receiveAll(ends.server);
    m.unlock();
    child.join();
}

// One thread waits for the first word of two peers, who wait for its word.
void select_of_two(const P&) {
    Ends first = connect(), second = connect();
    std::array<char, 8> a{}, b{};
    go({{"T1",
         [&] {
             braid::select select;
             (void)select({&first.server, &second.server});
         }},
        {"T2", [&] { (void)first.client.recv(a); }},
        {"T3", [&] { (void)second.client.recv(b); }}});
}

// It waits for room in the one and data from the other; both wait for a word of it.
void epoll_of_two(const P&) {
    Ends first = connect(), second = connect();
    std::array<char, 8> a{};
    braid::event full("full");
    go({{"T1",
         [&] {
             first.server.setblocking(false);
             while (first.server.send(MuchForASocket).ok()) {
             }
             braid::epoll epoll;
             epoll.register_(first.server, braid::io_events::write);
             epoll.register_(second.server, braid::io_events::read);
             full.set();
             (void)epoll.poll();
         }},
        {"T2", [&] {
             full.wait();
             (void)second.client.recv(a);
         }}});
}

// The server has time for one client only, and that client waits for the answer to its second connection, which nobody has accepted.
void busy_server(const P&) {
    braid::socket door("door");
    door.bind();
    door.listen();
    braid::thread server("server", [&door] {
        for (int i = 0; i < 2; ++i) {
            braid::socket one = door.accept("connection " + std::to_string(i));
            receiveAll(one);
            (void)one.send("done");
        }
    });
    server.start();
    braid::socket first("first"), second("second");
    (void)first.connect(door.port());
    (void)first.send("x");
    (void)second.connect(door.port());
    (void)second.send("x");
    std::array<char, 8> answer{};
    (void)second.recv(answer);
    first.close();
    second.close();
    server.join();
}

// A request without its end: the server reads on, the client waits for the answer.
void half_a_request(const P&) {
    Ends ends = connect();
    go({{"client",
         [&] {
             std::array<char, 64> answer{};
             (void)ends.client.send("GET /");
             (void)ends.client.recv(answer);
         }},
        {"server", [&] {
             receiveAll(ends.server);
             (void)ends.server.send("200 OK");
         }}});
}

// Both have handed a receiving over to the system and wait for it.
void async_both_receive(const P&) {
    Ends ends = connect();
    const auto receive = [](braid::socket& mine) {
        braid::async_io ring;
        ring.recv(mine, 64, 1);
        ring.submit();
        (void)ring.wait();
    };
    go({{"T1", [&] { receive(ends.client); }}, {"T2", [&] { receive(ends.server); }}});
}

// Its own other end: only it could send.
void both_ends_mine(const P&) {
    auto [one, other] = braid::socketpair();
    std::array<char, 8> word{};
    (void)one.recv(word);
    (void)other.send("x");
}

// ---- Nothing is wrong with these.

void sockets_ping_pong(const P& p) {
    Ends ends = connect();
    const auto play = [&p](braid::socket& mine, bool first) {
        std::array<char, 1> ball{};
        for (int i = 0; i < 40; ++i) {
            if (first || i > 0)
                (void)mine.send("x");
            if (i % 10 == 0)
                hold(p);
            (void)mine.recv(ball);
        }
        (void)mine.send("x");
    };
    go({{"T1", [&] { play(ends.client, true); }}, {"T2", [&] { play(ends.server, false); }}});
}

// The word comes late.
void sockets_late(const P&) {
    auto [one, other] = braid::socketpair();
    std::array<char, 8> word{};
    go({{"T1", [&, &from = one] { (void)from.recv(word); }}, {"T2", [&to = other] {
                                                                  braid::this_thread::sleep_for(600ms);
                                                                  (void)to.send("x");
                                                              }}});
}

// The word is there, and its sender waits for the reader.
void sockets_unread(const P& p) {
    Ends ends = connect();
    braid::event read("read");
    std::array<char, 8> word{};
    go({{"T1",
         [&] {
             hold(p);
             (void)ends.server.recv(word);
             read.set();
         }},
        {"T2", [&] {
             (void)ends.client.send("x");
             read.wait();
         }}});
}

// The end of the stream is an answer.
void sockets_closed(const P& p) {
    Ends ends = connect();
    go({{"T1", [&] { receiveAll(ends.server); }}, {"T2", [&] {
                                                       hold(p, 5);
                                                       ends.client.close();
                                                   }}});
}

void sockets_shut_down(const P& p) {
    Ends ends = connect();
    braid::thread reader("T1", [&] { receiveAll(ends.server); });
    reader.start();
    hold(p, 5);
    ends.server.shutdown();
    reader.join();
}

// … also that of a process that ends with it.
void sockets_of_ended(const P& p) {
    auto [mine, theirs] = braid::socketpair();
    braid::process child("child", [&] {
        mine.close();
        hold(p, 5);
    });
    child.start();
    theirs.close();
    receiveAll(mine);
    child.join();
}

// MuchForASocket goes through a slow reader.
void sockets_slow_reader(const P&) {
    Ends ends = connect();
    go({{"T1",
         [&] {
             (void)ends.client.sendall(MuchForASocket);
             ends.client.close();
         }},
        {"T2", [&] {
             std::array<char, 262144> into{};
             for (int i = 0; ends.server.recv(into).count() > 0; ++i)
                 if (i % 16 == 0)
                     braid::this_thread::sleep_for(20ms);
         }}});
}

// Who waits for a connection waits for the outside world.
void sockets_accepts(const P& p) {
    braid::socket door("door");
    door.bind();
    door.listen();
    braid::thread server("server", [&] { (void)door.accept(); });
    server.start();
    hold(p, 10);
    braid::socket client("client");
    (void)client.connect(door.port());
    server.join();
}

void sockets_async(const P& p) {
    Ends ends = connect();
    const auto play = [&p](braid::socket& mine, bool first) {
        braid::async_io ring;
        for (int i = 0; i < 20; ++i) {
            if (first || i > 0) {
                ring.send(mine, "x", 1);
                ring.submit();
                (void)ring.wait();
            }
            if (i % 10 == 0)
                hold(p);
            ring.recv(mine, 1, 2);
            ring.submit();
            (void)ring.wait();
        }
        (void)mine.send("x");
    };
    go({{"T1", [&] { play(ends.client, true); }}, {"T2", [&] { play(ends.server, false); }}});
}

// The server comes to the second client late.
void sockets_one_by_one(const P& p) {
    braid::socket door("door");
    door.bind();
    door.listen();
    const auto ask = [&door] {
        braid::socket mine("client");
        std::array<char, 8> answer{};
        (void)mine.connect(door.port());
        (void)mine.send("x");
        (void)mine.recv(answer);
    };
    go({{"server",
         [&] {
             std::array<char, 8> request{};
             for (int i = 0; i < 2; ++i) {
                 braid::socket one = door.accept();
                 (void)one.recv(request);
                 hold(p, 8);
                 (void)one.send("y");
             }
         }},
        {"C1", ask},
        {"C2", ask}});
}

// The wait has a time limit.
void sockets_poll_at_most(const P&) {
    Ends ends = connect();
    braid::poller poll;
    poll.register_(ends.server, braid::io_events::read);
    (void)poll.poll(500ms);
    poll.unregister(ends.server);
}

// The child has the client's end as well, and closes it when it comes to its own end.
void sockets_inherited(const P& p) {
    Ends ends = connect();
    braid::process child("child", [&] { hold(p, 10); });
    child.start();
    ends.client.close();
    receiveAll(ends.server);
    child.join();
}

} // namespace

std::vector<Case> connections() {
    return {{"dl13", dl13},
            {"sockets-both-receive", both_receive},
            {"sockets-both-send", both_send},
            {"full-socket", full_socket},
            {"full-pipe", full_pipe},
            {"processes-sockets", processes_both_receive},
            {"inherited-end", inherited_end},
            {"select-of-two", select_of_two},
            {"epoll-of-two", epoll_of_two},
            {"both-ends-mine", both_ends_mine},
            {"busy-server", busy_server},
            {"half-a-request", half_a_request},
            {"async-both-receive", async_both_receive},
            {"sockets-async", sockets_async},
            {"sockets-one-by-one", sockets_one_by_one},
            {"sockets-ping-pong", sockets_ping_pong},
            {"sockets-late", sockets_late},
            {"sockets-unread", sockets_unread},
            {"sockets-closed", sockets_closed},
            {"sockets-shut-down", sockets_shut_down},
            {"sockets-of-ended", sockets_of_ended},
            {"sockets-slow-reader", sockets_slow_reader},
            {"sockets-accepts", sockets_accepts},
            {"sockets-poll-at-most", sockets_poll_at_most},
            {"sockets-inherited", sockets_inherited}};
}

} // namespace braid::tests::verdict
