// Named pipes: between processes, by path, and gone in the end.

#include "engine/io/fifo.h"

#include "engine/exec/processes/process.h"
#include "tests/engine/recorded_run.h"

#include <array>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace braid {
namespace {

using test::RecordedRun;

TEST(Fifo, CarriesBytesFromProcessToProcess) {
    RecordedRun run;
    fifo news("news");
    process child("child", [&] {
        descriptor out = news.open_writing();
        (void)out.write_all("hello");
    });
    child.start();
    descriptor in = news.open_reading();
    std::array<char, 16> into{};
    const io_result got = in.read(into);
    ASSERT_TRUE(got.ok());
    EXPECT_EQ(std::string(into.data(), got.count()), "hello");
    EXPECT_EQ(in.name(), "news reading");
    EXPECT_TRUE(in.read(into).end()) << "the child has closed it";
    EXPECT_EQ(child.join().code, 0);
    run.finish();
    EXPECT_EQ(run.count(trace::EventKind::EndOf), 0u) << "anybody may open it";
}

TEST(Fifo, LiesInAFolderOfItsOwnAndGoesWithIt) {
    std::filesystem::path path;
    {
        const fifo one;
        path = one.path();
        struct stat folder {};
        ASSERT_EQ(stat(path.parent_path().c_str(), &folder), 0);
        EXPECT_EQ(folder.st_mode & 0777, 0700u) << "nobody else may enter";
        EXPECT_TRUE(std::filesystem::is_fifo(path));
        process child("child", [&one] { EXPECT_TRUE(std::filesystem::exists(one.path())); });
        child.start();
        child.join();
        EXPECT_TRUE(std::filesystem::exists(path)) << "the child does not take it along";
    }
    EXPECT_FALSE(std::filesystem::exists(path.parent_path()));
}

} // namespace
} // namespace braid
