// Traces of given events.

#include "engine/trace/reading/reader.h"
#include "engine/trace/recording/builder.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace braid::trace {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

struct ModeledStory {
    Event event;
    std::string text;
};

/// All that a reader hands out of `bytes`.
std::vector<ModeledStory> eventsOf(const std::vector<std::byte>& bytes) {
    const int fd = memfd_create("built", MFD_CLOEXEC);
    EXPECT_EQ(write(fd, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    auto reader = Reader::open(fd, "the built trace");
    close(fd);
    std::vector<ModeledStory> all;
    if (!reader.ok()) {
        ADD_FAILURE() << reader.error().sentence();
        return all;
    }
    reader->assumeOver();
    for (auto events = reader->pull(); !events.empty(); events = reader->pull())
        for (const Event& event : events)
            all.push_back({event, std::string(event.text)});
    EXPECT_TRUE(reader->complete());
    EXPECT_TRUE(reader->whole());
    EXPECT_EQ(reader->damage(), "");
    return all;
}

Event happened(std::chrono::nanoseconds time, LaneId lane, EventKind kind, std::uint64_t a = 0, std::string_view text = {}) {
    Event event;
    event.time = time;
    event.lane = lane;
    event.kind = kind;
    event.a = a;
    event.text = text;
    return event;
}

TEST(Builder, GivesBackTheEventsAsTheyWereGiven) {
    Builder builder;
    const LaneId process = builder.lane(LaneKind::Process, {}, "p", 0ns, {}, 7);
    const LaneId first = builder.lane(LaneKind::Thread, process, "first", 1us, process);
    const LaneId second = builder.lane(LaneKind::Thread, process, "second", 2us, first);
    const ObjectId lock = builder.object(ObjectKind::Mutex, 0, "A", 3us, first);
    const SiteId site = builder.site("a.cpp", 12, 4us, first);
    Event taken = happened(5us, second, EventKind::Acquired);
    taken.object = lock;
    taken.sequence = 1;
    taken.site = site;
    builder.add(taken);
    builder.add(happened(10s, first, EventKind::Note, 3, "after more than the 32 bits of a chunk's time"));
    builder.add(happened(11s, second, EventKind::Print, 0, std::string(1500, 'x')));
    const std::vector<ModeledStory> told = eventsOf(builder.bytes(Outcome::Finished, 12s));
    ASSERT_EQ(told.size(), 8u);
    EXPECT_EQ(told[0].event.lane, process);
    EXPECT_EQ(told[0].event.a >> 32, 7u);
    EXPECT_EQ(told[1].event.lane, process);
    EXPECT_EQ(told[1].text, "first");
    EXPECT_EQ(told[2].event.lane, first);
    EXPECT_EQ(told[3].event.object, lock);
    EXPECT_EQ(told[4].event.object.value, site.value);
    EXPECT_EQ(told[5].event.lane, second);
    EXPECT_EQ(told[5].event.time, 5us);
    EXPECT_EQ(told[5].event.site, site);
    EXPECT_EQ(told[5].event.sequence, 1u);
    EXPECT_EQ(told[6].event.time, 10s);
    EXPECT_EQ(told[6].event.lane, first);
    EXPECT_EQ(told[6].event.a, 3u);
    EXPECT_EQ(told[7].text, std::string(1500, 'x'));
}

TEST(Builder, LeavesTheOrderOfLanesToReadersWhereEachWritesItsOwn) {
    Builder builder(Builder::Streams::PerLane);
    const LaneId late = builder.lane(LaneKind::Thread, {}, "late");
    const LaneId early = builder.lane(LaneKind::Thread, {}, "early");
    Event effect = happened(10us, early, EventKind::Acquired);
    effect.object = ObjectId{50};
    effect.sequence = 2;
    builder.add(effect);
    Event cause = happened(20us, late, EventKind::Released);
    cause.object = ObjectId{50};
    cause.sequence = 1;
    builder.add(cause);
    std::vector<EventKind> kinds;
    for (const ModeledStory& told : eventsOf(builder.bytes(Outcome::Finished)))
        if (told.event.object == ObjectId{50})
            kinds.push_back(told.event.kind);
    EXPECT_THAT(kinds, ElementsAre(EventKind::Released, EventKind::Acquired));
}

TEST(Builder, GoesOnInFurtherChunks) {
    Builder builder;
    for (std::uint64_t i = 1; i <= 5000; ++i)
        builder.add(happened(std::chrono::microseconds(i), LaneId{1 + static_cast<std::uint32_t>(i % 3)}, EventKind::Yield, i));
    std::uint64_t next = 1;
    for (const ModeledStory& told : eventsOf(builder.bytes(Outcome::Unknown))) {
        ASSERT_EQ(told.event.a, next);
        ASSERT_EQ(told.event.lane.value, 1 + next % 3);
        ++next;
    }
    EXPECT_EQ(next, 5001u);
}

TEST(Builder, WritesAFileThatOpens) {
    const std::string path = (std::filesystem::temp_directory_path() / ("built-" + std::to_string(getpid()) + ".braid")).string();
    Builder builder;
    builder.add(happened(0ns, LaneId{1}, EventKind::Yield));
    ASSERT_TRUE(builder.write(path, Outcome::Deadlock, 1ms).ok());
    auto reader = Reader::open(path);
    std::filesystem::remove(path);
    ASSERT_TRUE(reader.ok());
    EXPECT_EQ(reader->pull().size(), 1u);
    EXPECT_EQ(reader->outcome(), Outcome::Deadlock);
    EXPECT_EQ(reader->endTime(), 1ms);
    EXPECT_FALSE(builder.write("/nonexistent/folder/x.braid", Outcome::Finished).ok());
}

} // namespace
} // namespace braid::trace
