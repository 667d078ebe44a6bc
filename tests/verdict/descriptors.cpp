#include "engine/braid.h"
#include "tests/verdict/cases.h"

#include <array>

namespace braid::tests::verdict {
namespace {

const std::string Much(1 << 20, 'x');

std::size_t readAll(braid::descriptor& from) {
    std::array<char, 65536> into{};
    std::size_t all = 0;
    for (braid::io_result got; (got = from.read(into)).ok() && got.count() > 0;)
        all += got.count();
    return all;
}

// R holds m and polls a pipe that only W writes into; W waits for m.
void pipe_polled(const P& p) {
    auto [in, out] = braid::raw_pipe("p");
    braid::mutex m("m");
    go({{"R",
         [&, &reading = in] {
             m.lock();
             braid::poller poll("poll");
             poll.register_(reading, braid::io_events::read);
             (void)poll.poll();
             m.unlock();
         }},
        {"W", [&, &writing = out] {
             hold(p);
             m.lock();
             (void)writing.write("x");
             m.unlock();
         }}});
}

// Each reads what the other one writes only after its own reading.
void pipes_both_read(const P&) {
    auto [in1, out1] = braid::raw_pipe("p");
    auto [in2, out2] = braid::raw_pipe("q");
    const auto answer = [](braid::descriptor& in, braid::descriptor& out) {
        std::array<char, 4> into{};
        (void)in.read(into);
        (void)out.write("x");
    };
    go({{"T1", [&, &in = in1, &out = out2] { answer(in, out); }}, {"T2", [&, &in = in2, &out = out1] { answer(in, out); }}});
}

// Each writes more than fits before it reads.
void pipes_both_write(const P&) {
    auto [in1, out1] = braid::raw_pipe("p");
    auto [in2, out2] = braid::raw_pipe("q");
    const auto talk = [](braid::descriptor& in, braid::descriptor& out) {
        (void)out.write_all(Much);
        readAll(in);
    };
    go({{"T1", [&, &in = in1, &out = out2] { talk(in, out); }}, {"T2", [&, &in = in2, &out = out1] { talk(in, out); }}});
}

// The same between processes, each of which has closed what it does not use.
void processes_raw_pipes(const P&) {
    auto [in1, out1] = braid::raw_pipe("p");
    auto [in2, out2] = braid::raw_pipe("q");
    std::array<char, 4> into{};
    braid::process child("child", [&, &in = in1, &out = out2, &others = in2, &its = out1] {
        others.close();
        its.close();
        (void)in.read(into);
        (void)out.write("x");
    });
    child.start();
    in1.close();
    out2.close();
    (void)in2.read(into);
    (void)out1.write("x");
    child.join();
}

// fine: who writes comes late
void pipe_late_ok(const P& p) {
    auto [in, out] = braid::raw_pipe("p");
    go({{"R",
         [&reading = in] {
             braid::selector watch;
             watch.register_(reading, braid::io_events::read, "read", [](braid::descriptor& one, braid::io_events) {
                 std::array<char, 4> into{};
                 (void)one.read(into);
             });
             for (const auto& event : watch.select())
                 event();
         }},
        {"W", [&, &writing = out] {
             hold(p, 3);
             (void)writing.write("x");
         }}});
}

// fine: the other side reads slowly, and then there is the end
void pipe_slow_ok(const P& p) {
    auto [in, out] = braid::raw_pipe("p");
    go({{"W",
         [&writing = out] {
             (void)writing.write_all(Much);
             writing.close();
         }},
        {"R", [&, &reading = in] {
             hold(p, 3);
             readAll(reading);
         }}});
}

// fine: another process opens the named pipe late
void fifo_ok(const P& p) {
    braid::fifo news("news");
    braid::process child("child", [&] {
        hold(p, 3);
        braid::descriptor out = news.open_writing();
        hold(p, 3);
        (void)out.write_all("x");
    });
    child.start();
    braid::descriptor in = news.open_reading();
    readAll(in);
    child.join();
}

} // namespace

std::vector<Case> descriptors() {
    return {{"pipe-polled", pipe_polled},
            {"pipes-both-read", pipes_both_read},
            {"pipes-both-write", pipes_both_write},
            {"processes-raw-pipes", processes_raw_pipes},
            {"pipe-late-ok", pipe_late_ok},
            {"pipe-slow-ok", pipe_slow_ok},
            {"fifo-ok", fifo_ok}};
}

} // namespace braid::tests::verdict
