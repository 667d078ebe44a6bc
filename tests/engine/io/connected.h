#pragma once

#include "engine/io/socket.h"
#include "tests/engine/recorded_run.h"

#include <array>
#include <string>
#include <sys/socket.h>

namespace braid::test {

/// Two sockets of this process that talk to each other over the loopback.
struct Connected {
    socket door{"door"};
    socket client{"client"};
    socket server; ///< the accepted one, "server's end"

    Connected() : server(socket::adopt(-1, "none")) {
        door.bind();
        door.listen();
        EXPECT_TRUE(client.connect(door.port()).ok());
        server = door.accept("server's end");
        EXPECT_TRUE(server.is_open()) << server.error();
    }
};

/// Up to `most` bytes of what `from` receives in one call.
inline std::string received(socket& from, std::size_t most = 4096) {
    std::string bytes(most, '\0');
    const io_result got = from.recv(bytes);
    bytes.resize(got.count());
    return bytes;
}

/// Makes the other side see a reset instead of an end.
inline void closeWithReset(socket& one) {
    const linger now{1, 0};
    ASSERT_EQ(setsockopt(one.fileno(), SOL_SOCKET, SO_LINGER, &now, sizeof now), 0);
    one.close();
}

/// Sends until the socket takes no more; how many bytes. The socket must be nonblocking.
inline std::size_t fillUp(socket& into) {
    const std::string block(64 * 1024, 'x');
    std::size_t sent = 0;
    for (io_result done; (done = into.send(block)).ok();)
        sent += done.count();
    return sent;
}

/// The phases and ends of calls `call` in log order: "waits", "copies", "ends 5", "ends -11".
inline std::vector<std::string> story(RecordedRun& run, trace::IoCall call) {
    std::vector<std::string> words;
    for (const Seen& event : run.follow()) {
        if (event.b >> trace::IoCallShift != static_cast<std::uint32_t>(call))
            continue;
        if (event.kind == trace::EventKind::IoBegin)
            words.push_back((event.b & trace::IoPhaseMask) == trace::IoWaiting ? "waits" : "copies");
        else if (event.kind == trace::EventKind::IoEnd)
            words.push_back("ends " + std::to_string(static_cast<std::int64_t>(event.a)));
    }
    return words;
}

} // namespace braid::test
