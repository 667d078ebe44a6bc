// Headers that make no sense are refused with one sentence, and numbers in a file cost nothing by themselves.

#include "engine/trace/reading/reader.h"
#include "tests/hostile/crafted_trace.h"

#include <chrono>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::hostile {
namespace {

using testing::HasSubstr;
using trace::EventKind;
using trace::Header;
using trace::Reader;

class HostileHeader : public testing::Test {
protected:
    HostileHeader() {
        std::string pattern = (std::filesystem::temp_directory_path() / "braid-header-XXXXXX").string();
        m_folder = mkdtemp(pattern.data());
        m_path = (m_folder / "trace.braid").string();
        m_trace.begin();
    }
    ~HostileHeader() override { std::filesystem::remove_all(m_folder); }

    /// What opening says of the trace with `value` at `offset` of its header; empty where it opens.
    template <class T>
    std::string opened(std::size_t offset, T value, bool checkedAgain = true, trace::Outcome outcome = trace::Outcome::Stopped) {
        EXPECT_TRUE(m_trace.write(m_path, outcome, 0, [&](std::byte* header) {
            std::memcpy(header + offset, &value, sizeof value);
            const std::uint32_t check = trace::checkOf(header);
            if (checkedAgain)
                std::memcpy(header + offsetof(Header, check), &check, sizeof check);
        }));
        Result<Reader> reader = Reader::open(m_path);
        return reader.ok() ? std::string() : reader.error().sentence();
    }

    std::size_t drained(Reader& reader) {
        std::size_t count = 0;
        for (auto events = reader.pull(); !events.empty(); events = reader.pull())
            for (const trace::Event& event : events) // that something is missing is no event of the run
                count += event.kind != trace::EventKind::NotRecorded ? 1 : 0;
        return count;
    }

    std::filesystem::path m_folder;
    std::string m_path;
    CraftedTrace m_trace;
};

TEST_F(HostileHeader, ThatIsAsItWasWrittenOpens) {
    ASSERT_TRUE(m_trace.write(m_path));
    Result<Reader> reader = Reader::open(m_path);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(drained(*reader), 3u);
    EXPECT_EQ(reader->damage(), "");
}

TEST_F(HostileHeader, OfAnEarlierBraidHasNoCheckAndOpens) {
    ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Stopped, 0, [](std::byte* header) {
        const std::uint32_t none = 0;
        std::memcpy(header + offsetof(Header, check), &none, sizeof none);
    }));
    EXPECT_TRUE(Reader::open(m_path).ok());
}

TEST_F(HostileHeader, WithOneBitOfItsFixedFieldsFlippedIsRefused) {
    for (std::size_t at = offsetof(Header, version); at < offsetof(Header, supervisorPid); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Stopped, 0, [&](std::byte* header) {
                header[at] ^= static_cast<std::byte>(1 << bit);
            }));
            const Result<Reader> reader = Reader::open(m_path);
            // The limit may be read anew later, and is no more than a limit; all else is checked.
            EXPECT_FALSE(reader.ok()) << "byte " << at << ", bit " << bit;
        }
    }
}

TEST_F(HostileHeader, WhoseClockMakesNoSenseIsRefused) {
    for (const double rate : {0.0, -1.0, 1e-3, 5e5, 2.0})
        EXPECT_THAT(opened(offsetof(Header, nanosPerTick), rate), HasSubstr("header is damaged")) << rate;
    EXPECT_THAT(opened(offsetof(Header, clock), 7u), HasSubstr("header is damaged"));
    EXPECT_THAT(opened(offsetof(Header, startWall), std::int64_t{-5}), HasSubstr("header is damaged"));
}

TEST_F(HostileHeader, WhoseRunTookYearsOrEndedBeforeItBeganIsRefused) {
    const std::uint64_t begin = 1'000'000'000'000, hour = 3'600'000'000'000;
    EXPECT_THAT(opened(offsetof(Header, endTicks), begin + 40'032 * hour), HasSubstr("header is damaged"));
    EXPECT_THAT(opened(offsetof(Header, endTicks), begin - hour), HasSubstr("header is damaged"));
    EXPECT_THAT(opened(offsetof(Header, endTicks), std::uint64_t{0}), HasSubstr("header is damaged"));
    EXPECT_EQ(opened(offsetof(Header, endTicks), begin + 100 * hour), "") << "a run may stand still for days";
}

TEST_F(HostileHeader, ThatLostMoreThanCanHaveHappenedIsRefused) {
    EXPECT_THAT(opened(offsetof(Header, lost), std::uint64_t{3'172'596'045'754'610'072}), HasSubstr("header is damaged"));
    EXPECT_THAT(opened(offsetof(Header, lost), std::uint64_t{12}), HasSubstr("header is damaged")) << "nothing says that it was full";
}

TEST_F(HostileHeader, WithMoreNumbersOrChunksThanThereIsRoomForIsRefused) {
    EXPECT_THAT(opened(offsetof(Header, ids), 0x7FFFFFF0u), HasSubstr("header is damaged"));
    EXPECT_THAT(opened(offsetof(Header, claimed), 0x7FFFFFF0u), HasSubstr("header is damaged"));
    EXPECT_THAT(opened(offsetof(Header, reservedChunks), 0x7FFFFFF0u), HasSubstr("header is damaged"));
}

TEST_F(HostileHeader, OfACrashedRunIsCheckedAsWell) {
    EXPECT_THAT(opened(offsetof(Header, lost), std::uint64_t{1} << 62, true, trace::Outcome::Unknown), HasSubstr("header is damaged"));
    EXPECT_EQ(opened(offsetof(Header, lost), std::uint64_t{0}, true, trace::Outcome::Unknown), "");
}

TEST_F(HostileHeader, BlocksOfAnotherTimeAreLeftOutAndSaid) {
    ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Stopped, 0, [](std::byte* bytes) {
        const std::uint64_t later = std::uint64_t{1} << 56;
        std::memcpy(bytes + trace::ChunksOffset + offsetof(trace::ChunkHeader, baseTicks), &later, sizeof later);
    }));
    Result<Reader> reader = Reader::open(m_path);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(drained(*reader), 0u);
    EXPECT_THAT(reader->damage(), HasSubstr("damaged"));
}

TEST_F(HostileHeader, ABlockThatClaimsMoreThanWasWrittenGivesWhatWasWritten) {
    ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Stopped, 0, [](std::byte* bytes) {
        std::memcpy(bytes + trace::ChunksOffset + offsetof(trace::ChunkHeader, committed), &trace::ChunkSlots, sizeof trace::ChunkSlots);
    }));
    Result<Reader> reader = Reader::open(m_path);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(drained(*reader), 3u);
    EXPECT_THAT(reader->damage(), HasSubstr("damaged"));
}

/// Live as far as the reader can tell: without an outcome, by its descriptor.
Result<Reader> openLive(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    Result<Reader> reader = Reader::open(fd, path);
    close(fd);
    return reader;
}

TEST_F(HostileHeader, AMissingNumberHoldsNothingUpOnceEventsWereLost) {
    m_trace.object(3, trace::ObjectKind::Mutex, 0, "L").add(EventKind::Acquired, 3, 0, 0, {}, 7);
    for (const std::uint64_t lost : {std::uint64_t{0}, std::uint64_t{5}}) {
        ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Unknown, 0, [&](std::byte* header) {
            std::memcpy(header + offsetof(Header, lost), &lost, sizeof lost);
            // Who wrote it lives: it is this process.
            const auto self = static_cast<std::uint32_t>(getpid());
            std::memcpy(header + trace::ChunksOffset + offsetof(trace::ChunkHeader, pid), &self, sizeof self);
        }));
        Result<Reader> reader = openLive(m_path);
        ASSERT_TRUE(reader.ok());
        const bool passed = drained(*reader) > 4;
        EXPECT_EQ(passed, lost != 0) << "a number that is only late is waited for";
    }
}

/// The number of a process that is no more.
std::uint32_t deadProcess() {
    const pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, nullptr, 0);
    return static_cast<std::uint32_t>(child);
}

TEST_F(HostileHeader, ANumberOfADeadWriterIsGivenUpAfterAWhile) {
    m_trace.object(3, trace::ObjectKind::Mutex, 0, "L").add(EventKind::Acquired, 3, 0, 0, {}, 2);
    ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Unknown, 0, [&](std::byte* header) {
        const std::uint32_t pid = deadProcess();
        std::memcpy(header + trace::ChunksOffset + offsetof(trace::ChunkHeader, pid), &pid, sizeof pid);
    }));
    Result<Reader> reader = openLive(m_path);
    ASSERT_TRUE(reader.ok());
    std::size_t count = drained(*reader);
    EXPECT_EQ(count, 4u) << "not at once";
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (count < 5 && std::chrono::steady_clock::now() < deadline) {
        count += drained(*reader);
        usleep(1000);
    }
    EXPECT_EQ(count, 5u);
    EXPECT_EQ(reader->gaps(), 1u);
}

TEST_F(HostileHeader, ANumberIsWaitedForLongerWhileAWriterLives) {
    for (std::uint32_t i = 0; i < trace::ChunkSlots; ++i)
        m_trace.add(EventKind::Yield);
    m_trace.object(3, trace::ObjectKind::Mutex, 0, "L").add(EventKind::Acquired, 3, 0, 0, {}, 2);
    ASSERT_TRUE(m_trace.write(m_path, trace::Outcome::Unknown, 0, [&](std::byte* header) {
        const std::uint32_t dead = deadProcess(), self = static_cast<std::uint32_t>(getpid());
        std::memcpy(header + trace::ChunksOffset + offsetof(trace::ChunkHeader, pid), &dead, sizeof dead);
        std::memcpy(header + trace::ChunksOffset + trace::ChunkBytes + offsetof(trace::ChunkHeader, pid), &self, sizeof self);
    }));
    Result<Reader> reader = openLive(m_path);
    ASSERT_TRUE(reader.ok());
    const auto begin = std::chrono::steady_clock::now();
    (void)drained(*reader);
    std::chrono::steady_clock::duration waited{};
    for (std::size_t more = 0; more == 0 && waited < std::chrono::seconds(30); usleep(1000)) {
        more = drained(*reader);
        waited = std::chrono::steady_clock::now() - begin;
    }
    EXPECT_GT(waited, std::chrono::milliseconds(900)) << "it may have been preempted between taking and publishing it";
    EXPECT_EQ(reader->gaps(), 1u);
}

} // namespace
} // namespace braid::hostile
