// The thread that accepts connections for POSIX AIO, where things go wrong.

#include "engine/io/acceptor.h"
#include "engine/io/socket.h"

#include <cerrno>
#include <chrono>
#include <fcntl.h>
#include <future>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

namespace braid::io {
namespace {

constexpr int PatienceMs = 20'000;

/// What comes out of `fd`: an int, or nothing at its end. -1 where nothing came in time.
ssize_t readOne(int fd, int& value) {
    pollfd waits{fd, POLLIN, 0};
    return poll(&waits, 1, PatienceMs) > 0 ? read(fd, &value, sizeof value) : -1;
}

TEST(Acceptor, TellsThoseWhoReadOnThatItHasEnded) {
    socket door("door");
    door.bind();
    door.listen();
    Acceptor acceptor(door.fileno());
    socket client("client");
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &before), 0);
    const rlimit none{3, before.rlim_max}; // no further descriptor; those that are open stay
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
    EXPECT_TRUE(client.connect(door.port()).ok());
    int value = 0;
    const ssize_t first = readOne(acceptor.fd(), value);
    const int error = value;
    const ssize_t second = readOne(acceptor.fd(), value);
    ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
    EXPECT_EQ(first, static_cast<ssize_t>(sizeof value));
    EXPECT_EQ(error, -EMFILE);
    EXPECT_EQ(second, 0) << "a second one would wait for ever";
    EXPECT_EQ(acceptor.error(), EMFILE);
}

TEST(Acceptor, EndsThoughItsPipeIsFullAndNobodyReads) {
    socket door("door");
    door.bind();
    door.listen();
    auto acceptor = std::make_unique<Acceptor>(door.fileno());
    // As if so many connections had come: its pipe is filled from here.
    const int pipe = open(("/proc/self/fd/" + std::to_string(acceptor->fd())).c_str(), O_WRONLY | O_NONBLOCK | O_CLOEXEC);
    ASSERT_GE(pipe, 0);
    for (const int nothing = -1; write(pipe, &nothing, sizeof nothing) == sizeof nothing;) {
    }
    socket client("client");
    EXPECT_TRUE(client.connect(door.port()).ok());
    // It has taken the connection in once the system has no more to be accepted.
    pollfd accepted{door.fileno(), POLLIN, 0};
    for (int i = 0; i < PatienceMs && poll(&accepted, 1, 0) > 0; ++i)
        usleep(1000);
    std::promise<void> ended;
    std::thread end([&] {
        acceptor.reset();
        ended.set_value();
    });
    const bool over = ended.get_future().wait_for(std::chrono::milliseconds(PatienceMs)) == std::future_status::ready;
    EXPECT_TRUE(over);
    if (!over) { // let it go on, to end this test
        std::vector<char> rest(1 << 16);
        const int drain = open(("/proc/self/fd/" + std::to_string(pipe)).c_str(), O_RDONLY | O_NONBLOCK);
        (void)!read(drain, rest.data(), rest.size());
        close(drain);
    }
    end.join();
    close(pipe);
}

} // namespace
} // namespace braid::io
