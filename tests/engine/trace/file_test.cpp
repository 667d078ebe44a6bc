// Files as they are found: saved, cut off, foreign, newer, damaged, on a full disk.

#include "tests/engine/recorded_run.h"
#include "tests/seed.h"

#include <csignal>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::trace {
namespace {

using testing::HasSubstr;
using testing::Not;

class TraceFile : public testing::Test {
protected:
    TraceFile() {
        std::string pattern = (std::filesystem::temp_directory_path() / "braid-test-XXXXXX").string();
        m_directory = mkdtemp(pattern.data());
    }
    ~TraceFile() override { std::filesystem::remove_all(m_directory); }

    [[nodiscard]] std::string path(const std::string& name) const { return (m_directory / name).string(); }

    /// A finished trace with `count` marks at path("run.braid").
    std::string writeTrace(int count = 3000) {
        test::RecordedRun run;
        for (int i = 0; i < count; ++i)
            appendText(EventKind::Note, ObjectId{}, 0, SiteId{}, Order::Own, 0, 0, "mark " + std::to_string(i));
        run.finish();
        EXPECT_TRUE(run.file().saveAs(path("run.braid")).ok());
        return path("run.braid");
    }

    static std::vector<char> bytesOf(const std::string& file) {
        std::ifstream in(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void write(const std::string& file, const std::vector<char>& bytes) {
        std::ofstream(file, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    }

    /// Reads all there is; fails when it does not end.
    static std::size_t drain(Reader& reader) {
        std::size_t count = 0;
        for (int pulls = 0;; ++pulls) {
            EXPECT_LT(pulls, 10'000) << "reading does not end";
            const auto events = reader.pull();
            if (events.empty() || pulls >= 10'000)
                return count;
            count += events.size();
        }
    }

    std::filesystem::path m_directory;
};

TEST_F(TraceFile, OpensAfterSavingWithAllItsEvents) {
    auto reader = Reader::open(writeTrace());
    ASSERT_TRUE(reader.ok());
    EXPECT_GE(drain(*reader), 3000u);
    EXPECT_TRUE(reader->complete());
    EXPECT_EQ(reader->outcome(), Outcome::Finished);
    EXPECT_EQ(reader->damage(), "");
}

TEST_F(TraceFile, IsTakenAsOverWhenItsCopyWasMadeInMidRun) {
    test::RecordedRun run;
    append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    ASSERT_TRUE(run.file().saveAs(path("copy.braid")).ok());
    auto reader = Reader::open(path("copy.braid"));
    ASSERT_TRUE(reader.ok());
    EXPECT_GE(drain(*reader), 1u);
    EXPECT_TRUE(reader->complete());
    EXPECT_EQ(reader->outcome(), Outcome::Unknown);
}

TEST_F(TraceFile, ThatIsMissingOrADirectoryGivesOneSentence) {
    auto missing = Reader::open(path("nothing.braid"));
    ASSERT_FALSE(missing.ok());
    EXPECT_THAT(missing.error().sentence(), HasSubstr("No such file"));
    auto directory = Reader::open(m_directory.string());
    ASSERT_FALSE(directory.ok());
    EXPECT_THAT(directory.error().sentence(), HasSubstr("directory"));
}

TEST_F(TraceFile, ThatIsForeignOrNewerIsRefusedWithOneSentence) {
    write(path("empty"), {});
    write(path("foreign"), std::vector<char>(10'000, 'x'));
    auto bytes = bytesOf(writeTrace());
    const std::uint32_t newer = FormatVersion + 2;
    std::memcpy(bytes.data() + offsetof(Header, version), &newer, sizeof newer);
    write(path("newer"), bytes);
    EXPECT_THAT(Reader::open(path("empty")).error().sentence(), HasSubstr("not a Braid trace"));
    EXPECT_THAT(Reader::open(path("foreign")).error().sentence(), HasSubstr("not a Braid trace"));
    EXPECT_THAT(Reader::open(path("newer")).error().sentence(), HasSubstr("newer Braid"));
}

TEST_F(TraceFile, CutOffAnywhereGivesWhatIsLeftOrOneSentence) {
    const auto bytes = bytesOf(writeTrace());
    std::size_t most = 0;
    for (std::size_t length = 0; length < bytes.size(); length += 1 + length / 7) {
        write(path("cut"), {bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(length)});
        auto reader = Reader::open(path("cut"));
        if (!reader.ok()) {
            EXPECT_THAT(reader.error().sentence(), Not(testing::IsEmpty()));
            continue;
        }
        most = std::max(most, drain(*reader));
        EXPECT_TRUE(reader->complete());
        EXPECT_THAT(reader->damage(), HasSubstr("cut off"));
    }
    EXPECT_GT(most, 100u) << "a long piece gives most of its events";
}

TEST_F(TraceFile, IsWholeUnlessBlocksAreMissing) {
    const auto bytes = bytesOf(writeTrace());
    auto whole = Reader::open(path("run.braid"));
    drain(*whole);
    EXPECT_TRUE(whole->whole());
    write(path("cut"), {bytes.begin(), bytes.end() - ChunkBytes - 100});
    auto cut = Reader::open(path("cut"));
    drain(*cut);
    EXPECT_FALSE(cut->whole());
}

TEST_F(TraceFile, TellsWhereRecordsWithinABlockAreLeftOut) {
    auto bytes = bytesOf(writeTrace());
    // In the middle of the first block: a text longer than the block.
    const std::size_t slot = ChunksOffset + sizeof(ChunkHeader) + 600 * sizeof(Slot);
    std::memset(bytes.data() + slot, 0xff, 4 * sizeof(Slot));
    write(path("damaged"), bytes);
    auto reader = Reader::open(path("damaged"));
    ASSERT_TRUE(reader.ok());
    std::vector<Event> gaps;
    std::chrono::nanoseconds before{0};
    std::size_t after = 0;
    // One at a time, so that a gap is also handed out where there is room for no more.
    for (auto events = reader->pull(1); !events.empty(); events = reader->pull(1)) {
        ASSERT_EQ(events.size(), 1u);
        if (events.front().kind == EventKind::NotRecorded)
            gaps.push_back(events.front());
        else if (gaps.empty())
            before = events.front().time;
        else
            ++after;
    }
    ASSERT_EQ(gaps.size(), 1u);
    EXPECT_TRUE(gaps.front().lane);
    EXPECT_EQ(gaps.front().time, before);
    EXPECT_GT(after, 1000u) << "the blocks behind it are read";
    EXPECT_TRUE(reader->whole());
    EXPECT_TRUE(reader->complete());
    EXPECT_THAT(reader->damage(), Not(testing::IsEmpty()));
}

TEST_F(TraceFile, ThatShrinksWhileItIsReadEndsInASentence) {
    const std::string file = writeTrace(30'000);
    auto reader = Reader::open(file);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(reader->pull(100).size(), 100u);
    std::filesystem::resize_file(file, ChunksOffset + ChunkBytes);
    drain(*reader);
    EXPECT_TRUE(reader->complete());
    EXPECT_THAT(reader->damage(), Not(testing::IsEmpty()));
}

TEST_F(TraceFile, WithRandomDamageNeverCrashesAndAlwaysEnds) {
    const auto whole = bytesOf(writeTrace(2000));
    const tests::Seed seed(20240611);
    std::mt19937 random(seed);
    for (int round = 0; round < 300; ++round) {
        auto bytes = whole;
        const int flips = 1 + static_cast<int>(random() % 40);
        for (int i = 0; i < flips; ++i) {
            // Half of the damage where it hurts: in the headers.
            const std::size_t at = random() % 2 == 0 ? random() % sizeof(Header) : ChunksOffset + random() % (bytes.size() - ChunksOffset);
            bytes[at] = static_cast<char>(random());
        }
        write(path("damaged"), bytes);
        auto reader = Reader::open(path("damaged"));
        if (!reader.ok())
            continue;
        reader->assumeOver();
        drain(*reader);
    }
}

TEST_F(TraceFile, OnADiskWithoutSpaceIsRefusedWithOneSentence) {
    // A limit on the size of files stands in for the full disk; in a child, so that it does not outlive the test.
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{4096, 4096};
        setrlimit(RLIMIT_FSIZE, &limit);
        const auto file = File::create(path("full.braid"));
        const bool good = !file.ok() && file.error().sentence().find("cannot reserve space") != std::string::npos &&
                          !std::filesystem::exists(path("full.braid"));
        _exit(good ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
}

TEST_F(TraceFile, WhoseDiskFillsUpInMidRunCountsWhatIsLostAndKeepsTheRest) {
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{2 << 20, 2 << 20};
        setrlimit(RLIMIT_FSIZE, &limit);
        auto file = File::create(path("filling.braid"));
        if (!file.ok())
            _exit(2);
        Recording recording(**file);
        recording.enterProcess("filling", "main");
        for (int i = 0; i < 300'000; ++i)
            append(EventKind::Yield, ObjectId{}, 0, SiteId{});
        _exit((*file)->header().lost.load() > 0 ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ASSERT_EQ(status, 0);
    auto reader = Reader::open(path("filling.braid"));
    ASSERT_TRUE(reader.ok());
    EXPECT_GT(drain(*reader), 50'000u);
    EXPECT_GT(reader->lost(), 0u);
}

TEST_F(TraceFile, ThatCannotBeSavedLeavesTheOldOneAlone) {
    const std::string file = writeTrace(100);
    const auto before = bytesOf(file);
    test::RecordedRun run;
    for (int i = 0; i < 100'000; ++i)
        append(EventKind::Yield, ObjectId{}, 0, SiteId{});
    const pid_t child = fork();
    if (child == 0) {
        signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{100'000, 100'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        _exit(run.file().saveAs(file).ok() ? 1 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    EXPECT_EQ(bytesOf(file), before);
    EXPECT_FALSE(std::filesystem::exists(file + ".part"));
}

} // namespace
} // namespace braid::trace
