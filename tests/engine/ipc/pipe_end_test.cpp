// An end of a pipe that one thread closes while another one uses it.

#include "engine/exec/threads/thread.h"
#include "engine/ipc/pipe.h"
#include "engine/ipc/pipe_end.h"

#include <atomic>
#include <cerrno>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace braid::ipc {
namespace {

TEST(PipeEnd, KeepsItsNumberWhenItIsClosedSoThatNobodyElseGetsIt) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    PipeEnd reading;
    PipeEnd writing;
    reading.own(ends[0]);
    writing.own(ends[1]);
    writing.close();
    char byte = 0;
    EXPECT_EQ(read(reading.fd(), &byte, 1), 0) << "the other side is told at once";
    reading.close();
    EXPECT_FALSE(reading.open());
    EXPECT_FALSE(writing.open());
    const int next = ::open("/dev/zero", O_RDONLY);
    EXPECT_NE(next, ends[0]);
    EXPECT_NE(next, ends[1]);
    // For those that use the numbers still.
    EXPECT_EQ(read(ends[0], &byte, 1), 0);
    EXPECT_EQ(write(ends[1], &byte, 1), -1);
    EXPECT_EQ(errno, EBADF);
    close(next);
}

TEST(Pipe, MayBeClosedByAThreadWhileOthersReadFromIt) {
    for (int i = 0; i < 50; ++i) {
        auto [mine, theirs] = pipe("pipe", false);
        std::atomic<bool> ended{false};
        std::atomic<bool> begun{false};
        thread reader("reader", [&, end = mine]() mutable {
            try {
                for (;;) {
                    begun = true;
                    (void)end.recv<int>();
                }
            } catch (const end_of_file&) {
                ended = true;
            }
        });
        reader.start();
        while (!begun)
            std::this_thread::yield();
        theirs.send(1);
        mine.close();
        theirs.close(); // which ends the wait of a reader that waits
        reader.join();
        EXPECT_TRUE(ended);
    }
}

} // namespace
} // namespace braid::ipc
