// The hand-over of events from the thread that decodes them: complete, in order, live and of a file, and bounded.

#include "engine/trace/reading/decoder.h"

#include "engine/trace/recording/builder.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/threads_called.h"

#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>

namespace braid::trace {
namespace {

using namespace std::chrono_literals;
using Answer = Decoder::Answer;
using test::RecordedRun;
using test::Seen;

constexpr auto WithoutLimit = Decoder::Clock::time_point::max();

class Decoding : public testing::Test {
protected:
    Decoding() {
        std::string pattern = (std::filesystem::temp_directory_path() / "braid-decoding-XXXXXX").string();
        m_directory = mkdtemp(pattern.data());
    }
    ~Decoding() override { std::filesystem::remove_all(m_directory); }

    [[nodiscard]] std::string path(const std::string& name) const { return (m_directory / name).string(); }

    /// A finished trace of four threads that take numbers of one object in turn and say so in texts of many lengths.
    [[nodiscard]] std::string writeTrace(std::uint32_t each = 5000) const {
        RecordedRun run;
        std::atomic<std::uint32_t> number{0};
        std::vector<std::thread> threads;
        for (int t = 0; t < 4; ++t) {
            const LaneId lane = run.recording().defineLane(LaneKind::Thread, LaneId{}, "worker", false);
            threads.emplace_back([&run, &number, lane, each] {
                run.recording().enter(lane);
                for (std::uint32_t i = 0; i < each; ++i) {
                    append(EventKind::Signal, Object, number.fetch_add(1) + 1, SiteId{});
                    appendText(EventKind::Note, ObjectId{}, 0, SiteId{}, Order::Own, i, 0, std::string(i % 70, static_cast<char>('a' + i % 26)));
                }
                run.recording().leave();
            });
        }
        for (std::thread& thread : threads)
            thread.join();
        run.finish();
        EXPECT_TRUE(run.file().saveAs(path("run.braid")).ok());
        return path("run.braid");
    }

    /// A finished trace of so many events without texts.
    [[nodiscard]] std::string writeYields(std::uint64_t count) const {
        RecordedRun run;
        for (std::uint64_t i = 0; i < count; ++i)
            append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, i);
        run.finish();
        EXPECT_TRUE(run.file().saveAs(path("yields.braid")).ok());
        return path("yields.braid");
    }

    static Reader readerOf(const std::string& file) {
        auto reader = Reader::open(file);
        if (!reader.ok())
            throw std::runtime_error(reader.error().sentence());
        return std::move(*reader);
    }

    static void keep(std::span<const Event> events, std::vector<Seen>& to) {
        for (const Event& event : events)
            to.push_back({event, std::string(event.text)});
    }
    /// Asks, and takes all there is.
    static void takeAll(Decoder& decoder, std::vector<Seen>& to) {
        decoder.look();
        Answer answer = decoder.next(WithoutLimit);
        for (; answer == Answer::Batch; answer = decoder.next(WithoutLimit))
            keep(decoder.batch(), to);
        EXPECT_EQ(answer, Answer::Empty);
    }
    static std::size_t countAll(Decoder& decoder) {
        std::vector<Seen> taken;
        takeAll(decoder, taken);
        return taken.size();
    }
    /// In the calling thread.
    static std::vector<Seen> readAll(Reader& reader) {
        std::vector<Seen> all;
        for (auto events = reader.pull(); !events.empty(); events = reader.pull())
            keep(events, all);
        return all;
    }

    static void expectSame(const std::vector<Seen>& one, const std::vector<Seen>& other) {
        ASSERT_EQ(one.size(), other.size());
        const auto facts = [](const Seen& e) {
            return std::tuple(e.time, e.lane, e.object, e.sequence, e.site, e.kind, e.a, e.b, std::string_view(e.words));
        };
        for (std::size_t i = 0; i < one.size(); ++i)
            ASSERT_EQ(facts(one[i]), facts(other[i])) << "event " << i;
    }

    static constexpr ObjectId Object{5000};
    std::filesystem::path m_directory;
};

/// A recording of this process in memory whose reader can be had, as the one of RecordedRun is opened before it begins.
class LiveTrace {
public:
    LiveTrace() {
        auto file = File::create({});
        EXPECT_TRUE(file.ok());
        m_file = std::move(*file);
        auto reader = Reader::open(m_file->fd(), "the test's trace");
        EXPECT_TRUE(reader.ok());
        m_reader = std::make_unique<Reader>(std::move(*reader));
        m_recording = std::make_unique<Recording>(*m_file);
        m_recording->enterProcess("test", "main");
    }
    /// To be taken once.
    [[nodiscard]] Reader takeReader() { return std::move(*m_reader); }
    [[nodiscard]] Recording& recording() { return *m_recording; }
    void finish() {
        m_recording.reset();
        m_file->setOutcome(Outcome::Finished);
    }

private:
    std::unique_ptr<File> m_file;
    std::unique_ptr<Reader> m_reader;
    std::unique_ptr<Recording> m_recording;
};

bool comeToDecoders(std::size_t count) { return test::comeToThreads("braid-decoder", count); }

TEST_F(Decoding, HandsOutWhatTheReaderDoesInItsOrder) {
    const std::string file = writeTrace();
    Reader reader = readerOf(file);
    const auto expected = readAll(reader);
    ASSERT_GT(expected.size(), 2 * Decoder::MostAhead * Decoder::BatchEvents) << "more than may wait at a time";
    Decoder decoder(readerOf(file));
    std::vector<Seen> taken;
    takeAll(decoder, taken);
    expectSame(taken, expected);
    EXPECT_EQ(decoder.reading().outcome, reader.outcome());
    EXPECT_EQ(decoder.reading().endTime, reader.endTime());
    EXPECT_EQ(decoder.reading().eventCount, reader.eventCount());
    EXPECT_TRUE(decoder.reading().complete);
    EXPECT_TRUE(decoder.reading().whole);
    EXPECT_EQ(decoder.reading().share, 1);
    EXPECT_EQ(decoder.reading().damage, "");
}

TEST_F(Decoding, OfEventsOfOneMomentHasOneOrderHoweverManyAreTakenAtATime) {
    Builder builder(Builder::Streams::PerLane);
    const LaneId process = builder.lane(LaneKind::Process, {}, "process");
    for (int i = 0; i < 4; ++i) {
        const LaneId lane = builder.lane(LaneKind::Thread, process, "thread", {}, process);
        for (std::uint32_t n = 0; n < 50; ++n) {
            Event event;
            event.lane = lane;
            event.kind = EventKind::Yield;
            event.time = std::chrono::microseconds(1 + n / 10);
            event.a = n;
            builder.add(event);
        }
    }
    ASSERT_TRUE(builder.write(path("moments.braid"), Outcome::Finished).ok());
    Reader atOnce = readerOf(path("moments.braid"));
    const auto expected = readAll(atOnce);
    for (const std::size_t most : {1, 3, 7}) {
        Reader reader = readerOf(path("moments.braid"));
        std::vector<Seen> taken;
        for (auto events = reader.pull(most); !events.empty(); events = reader.pull(most))
            keep(events, taken);
        expectSame(taken, expected);
    }
}

TEST_F(Decoding, TellsHowFarItIsByWhatWasTaken) {
    Decoder decoder(readerOf(writeTrace()));
    EXPECT_EQ(decoder.reading().share, 0);
    decoder.look();
    std::uint64_t count = 0;
    double share = 0;
    while (decoder.next(WithoutLimit) == Answer::Batch) {
        count += decoder.batch().size();
        EXPECT_EQ(decoder.reading().eventCount, count) << "whatever the thread has read since";
        EXPECT_GE(decoder.reading().share, share);
        share = decoder.reading().share;
    }
    EXPECT_EQ(share, 1);
    EXPECT_TRUE(decoder.batch().empty());
}

TEST_F(Decoding, HasAllThatWasPublishedBeforeTheLookWhenItSaysThatNothingIsLeft) {
    LiveTrace run;
    Decoder decoder(run.takeReader());
    std::uint64_t last = 0;
    const auto take = [&] {
        std::vector<Seen> taken;
        takeAll(decoder, taken);
        for (const Seen& event : taken) // between them stands how long this thread did not run
            if (event.kind == EventKind::Yield)
                last = event.a;
    };
    for (std::uint64_t i = 1; i <= 500; ++i) {
        append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, i);
        take();
        ASSERT_EQ(last, i);
    }
    EXPECT_FALSE(decoder.reading().complete);
    append(EventKind::Yield, ObjectId{}, 0, SiteId{}, Order::Own, 501);
    run.finish();
    take();
    EXPECT_EQ(last, 501u);
    EXPECT_TRUE(decoder.reading().complete);
}

TEST_F(Decoding, FollowsThreadsWhileTheyWrite) {
    LiveTrace run;
    Decoder decoder(run.takeReader());
    constexpr std::uint32_t Threads = 4, Each = 5000;
    std::atomic<std::uint32_t> number{0};
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < Threads; ++t) {
        const LaneId lane = run.recording().defineLane(LaneKind::Thread, LaneId{}, "worker", false);
        threads.emplace_back([&run, &number, lane] {
            run.recording().enter(lane);
            for (std::uint32_t i = 0; i < Each; ++i)
                append(EventKind::Signal, Object, number.fetch_add(1) + 1, SiteId{});
            run.recording().leave();
        });
    }
    std::uint32_t last = 0;
    const auto limit = Decoder::Clock::now() + 60s;
    while (last < Threads * Each && Decoder::Clock::now() < limit) {
        decoder.look();
        while (decoder.next(Decoder::Clock::now() + 1ms) == Answer::Batch) {
            for (const Event& event : decoder.batch()) {
                if (event.kind == EventKind::Signal) {
                    ASSERT_EQ(event.sequence, last + 1);
                    last = event.sequence;
                }
            }
        }
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(last, Threads * Each);
}

TEST_F(Decoding, IsNeverMoreThanSoManyBatchesAhead) {
    constexpr std::size_t Batches = 4 * Decoder::MostAhead;
    Decoder decoder(readerOf(writeYields(Batches * Decoder::BatchEvents)));
    EXPECT_EQ(decoder.ahead(), 0u) << "nobody has asked yet";
    decoder.look();
    std::size_t taken = 0;
    bool filled = false;
    for (std::size_t batches = 0; batches < Batches; ++batches) {
        // It may let half of the room be before it goes on, and never takes more.
        const std::size_t some = std::min(Decoder::MostAhead / 2, Batches - batches);
        const auto limit = Decoder::Clock::now() + 20s;
        while (decoder.ahead() < (batches == 0 ? Decoder::MostAhead : some) && Decoder::Clock::now() < limit)
            std::this_thread::yield();
        ASSERT_GE(decoder.ahead(), some);
        ASSERT_LE(decoder.ahead(), Decoder::MostAhead);
        filled = filled || decoder.ahead() == Decoder::MostAhead;
        ASSERT_EQ(decoder.next(WithoutLimit), Answer::Batch);
        ASSERT_LE(decoder.batch().size(), Decoder::BatchEvents);
        taken += decoder.batch().size();
    }
    EXPECT_TRUE(filled);
    EXPECT_GE(taken, Batches * Decoder::BatchEvents);
}

TEST_F(Decoding, TakesLongTextsInSmallBatches) {
    LiveTrace run;
    for (int i = 0; i < 2000; ++i)
        appendText(EventKind::Note, ObjectId{}, 0, SiteId{}, Order::Own, 0, 0, std::string(LongestText, 'x'));
    run.finish();
    Decoder decoder(run.takeReader());
    decoder.look();
    std::size_t texts = 0;
    while (decoder.next(WithoutLimit) == Answer::Batch) {
        std::size_t bytes = 0;
        for (const Event& event : decoder.batch()) {
            bytes += event.text.size();
            if (event.kind == EventKind::Note) {
                ASSERT_EQ(event.text, std::string(LongestText, 'x'));
                ++texts;
            }
        }
        EXPECT_LE(bytes, (256u << 10) + LongestText);
    }
    EXPECT_EQ(texts, 2000u);
}

TEST_F(Decoding, LosesAndRepeatsNothingWhereTheOwnerHasNoTime) {
    const std::string file = writeTrace();
    Reader reader = readerOf(file);
    const auto expected = readAll(reader);
    Decoder decoder(readerOf(file));
    std::vector<Seen> taken;
    const auto limit = Decoder::Clock::now() + 60s;
    Answer answer = Answer::Late;
    while (answer != Answer::Empty && Decoder::Clock::now() < limit) {
        decoder.look(); // again and again, as each frame does
        answer = decoder.next(Decoder::Clock::now() - 1s);
        keep(decoder.batch(), taken);
    }
    expectSame(taken, expected);
}

TEST_F(Decoding, GoesOnInTheOwnersThreadWhereTheSystemGivesNoOther) {
    const std::string file = writeTrace();
    Reader reader = readerOf(file), same = readerOf(file);
    const auto expected = readAll(reader);
    pthread_attr_t usual, without;
    pthread_getattr_default_np(&usual);
    pthread_getattr_default_np(&without);
    pthread_attr_setstacksize(&without, std::size_t{1} << 47); // more than there are addresses
    ASSERT_EQ(pthread_setattr_default_np(&without), 0);
    ASSERT_TRUE(comeToDecoders(0));
    Decoder decoder(std::move(same));
    EXPECT_EQ(test::threadsCalled("braid-decoder"), 0u);
    pthread_setattr_default_np(&usual);
    std::vector<Seen> taken;
    takeAll(decoder, taken);
    expectSame(taken, expected);
    EXPECT_TRUE(decoder.reading().complete);
}

TEST_F(Decoding, EndsAtOnceInTheMiddleOfReading) {
    const std::string file = writeTrace();
    for (int i = 0; i < 60; ++i) {
        Decoder decoder(readerOf(file));
        if (i % 4 > 0)
            decoder.look();
        for (int taken = 1; taken < i % 4; ++taken)
            EXPECT_EQ(decoder.next(WithoutLimit), Answer::Batch);
        if (i % 2 == 0)
            decoder.end();
    }
    EXPECT_TRUE(comeToDecoders(0));
}

TEST_F(Decoding, HasNothingAndNoThreadAfterItsEnd) {
    Decoder decoder(readerOf(writeTrace()));
    EXPECT_TRUE(comeToDecoders(1));
    decoder.look();
    ASSERT_EQ(decoder.next(WithoutLimit), Answer::Batch);
    const std::uint64_t count = decoder.reading().eventCount;
    decoder.end();
    EXPECT_TRUE(comeToDecoders(0));
    EXPECT_EQ(decoder.ahead(), 0u);
    decoder.look();
    EXPECT_EQ(decoder.next(WithoutLimit), Answer::Empty);
    EXPECT_EQ(decoder.reading().eventCount, count);
    EXPECT_TRUE(decoder.saveAs(path("copy.braid")).ok());
}

TEST_F(Decoding, SavesWhatItReadsWhileItDoes) {
    const std::string file = writeTrace();
    Decoder decoder(readerOf(file));
    decoder.look();
    ASSERT_EQ(decoder.next(WithoutLimit), Answer::Batch);
    ASSERT_TRUE(decoder.saveAs(path("copy.braid")).ok());
    Reader original = readerOf(file), copy = readerOf(path("copy.braid"));
    expectSame(readAll(copy), readAll(original));
    EXPECT_GT(countAll(decoder), 0u);
    EXPECT_TRUE(decoder.reading().complete);
}

TEST_F(Decoding, SaysWhatIsWrongWithTheFileAsTheReaderDoes) {
    const std::string file = writeTrace();
    {
        std::fstream bytes(file, std::ios::binary | std::ios::in | std::ios::out);
        bytes.seekp(static_cast<std::streamoff>(ChunksOffset + sizeof(ChunkHeader) + 100 * sizeof(Slot)));
        const std::string nonsense(4 * sizeof(Slot), '\xff');
        bytes.write(nonsense.data(), static_cast<std::streamsize>(nonsense.size()));
    }
    std::filesystem::resize_file(file, std::filesystem::file_size(file) - ChunkBytes - 100);
    Reader reader = readerOf(file);
    const auto expected = readAll(reader);
    ASSERT_NE(reader.damage(), "");
    ASSERT_FALSE(reader.whole());
    Decoder decoder(readerOf(file));
    std::vector<Seen> taken;
    takeAll(decoder, taken);
    expectSame(taken, expected);
    EXPECT_EQ(decoder.reading().damage, reader.damage());
    EXPECT_FALSE(decoder.reading().whole);
}

TEST_F(Decoding, SaysThatTheFileHasShrunkWhileItWasRead) {
    const std::string file = writeYields(40 * Decoder::BatchEvents);
    Decoder decoder(readerOf(file));
    decoder.look();
    ASSERT_EQ(decoder.next(WithoutLimit), Answer::Batch);
    std::filesystem::resize_file(file, 100);
    EXPECT_LT(countAll(decoder), 39 * Decoder::BatchEvents);
    EXPECT_NE(decoder.reading().damage, "");
    EXPECT_FALSE(decoder.reading().whole);
    EXPECT_TRUE(decoder.reading().complete);
}

TEST_F(Decoding, TakesWhatKilledWritersHeldBackOnceItIsToldThatAllAreGone) {
    LiveTrace run;
    append(EventKind::Released, Object, 1, SiteId{});
    append(EventKind::Released, Object, 4, SiteId{});
    Decoder decoder(run.takeReader());
    std::vector<Seen> taken;
    takeAll(decoder, taken);
    const auto released = [&taken] {
        return std::count_if(taken.begin(), taken.end(), [](const Seen& event) { return event.kind == EventKind::Released; });
    };
    EXPECT_EQ(released(), 1);
    decoder.assumeOver();
    takeAll(decoder, taken);
    EXPECT_EQ(released(), 2);
    EXPECT_EQ(decoder.reading().gaps, 2u);
}

} // namespace
} // namespace braid::trace
