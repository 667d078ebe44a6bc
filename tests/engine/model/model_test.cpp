#include "engine/analysis/findings/findings.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/query/level_of_detail.h"
#include "engine/model/query/statistics.h"
#include "engine/model/text/sentence.h"
#include "tests/engine/model/random_events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::model;
using namespace braid::tests;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

TEST(Model, KeepsWhatPeopleRead) {
    Story story;
    const LaneId main = story.thread("main");
    story.add(Story::Kind::RunInfo, main, {}, 0, 0, std::string_view("scenario\0deadlock", 17));
    story.add(Story::Kind::Parameter, main, {}, 0, 0,
              std::string_view("threads\0"
                               "10",
                               10));
    story.add(Story::Kind::RunResult, main, {}, 0, 0,
              std::string_view("counter\0"
                               "99",
                               10));
    const EventIndex print = story.add(Story::Kind::Print, main, {}, 0, 0, "ok");
    const EventIndex note = story.add(Story::Kind::Note, main, {}, 0, 0, "Empty");
    EXPECT_THAT(story.model.info(), ElementsAre(Pair("scenario", "deadlock")));
    EXPECT_THAT(story.model.parameters(), ElementsAre(Pair("threads", "10")));
    EXPECT_THAT(story.model.results(), ElementsAre(Pair("counter", "99")));
    EXPECT_THAT(story.model.prints(), ElementsAre(print));
    EXPECT_THAT(story.model.lane(main)->marks(), ElementsAre(print, note));
    EXPECT_EQ(story.model.event(print).text, "ok");
}

TEST(Model, KeepsWhichParametersWereMovedAndTheValuesItBeganWith) {
    Story story;
    const LaneId main = story.thread("main");
    story.add(Story::Kind::Parameter, main, {}, 0, 0, std::string_view("produce\00050000000", 16));
    const EventIndex moved = story.add(Story::Kind::ParameterMoved, main, {}, 0, 0, std::string_view("produce\000880000000", 17));
    story.after(300_ms).add(Story::Kind::ParameterMoved, main, {}, static_cast<std::uint64_t>(200_ms), 0, std::string_view("produce\00044000", 13));
    story.add(Story::Kind::ParameterMoved, main, {}, 0, 0, std::string_view("produce\000fast", 12)); // no time: nothing to keep
    EXPECT_THAT(story.model.parameters(), ElementsAre(Pair("produce", "50000000")));
    ASSERT_EQ(story.model.moved().size(), 2u);
    EXPECT_EQ(story.model.moved()[1].at, story.model.log()[story.model.moved()[1].event].time - 200_ms) << "when it was moved, not when it had settled";
    const MovedParameter& kept = story.model.moved().front();
    EXPECT_EQ(kept.name, "produce");
    EXPECT_EQ(kept.value, 880_ms);
    EXPECT_EQ(kept.at, story.model.log()[moved].time);
    EXPECT_EQ(kept.event, moved);
    EXPECT_EQ(describe(story.model, moved).english(), "Parameter produce is moved to 880 ms");
}

TEST(Model, GivesEveryEventBackInFull) {
    Story story;
    const LaneId a = story.thread("T1");
    const ObjectId variable = story.object(Story::Type::Variable, "num");
    const SiteId site = story.site("scenarios/locks/race.cpp", 31);
    story.from(site).read(a, variable, -7);
    story.add(Story::Kind::Released, a, variable, 31, 6);
    story.add(Story::Kind::Released, a, variable, 32, 7);
    story.add(Story::Kind::AcquireWait, a, variable, UINT64_MAX, UINT32_MAX, "text", false);
    ASSERT_EQ(story.model.log().size(), story.told.size());
    for (EventIndex i = 0; i < story.told.size(); ++i) {
        const trace::Event &told = story.told[i], kept = story.model.event(i);
        EXPECT_EQ(kept.time, told.time);
        EXPECT_EQ(kept.lane, told.lane);
        EXPECT_EQ(kept.object, told.object);
        EXPECT_EQ(kept.site, told.site);
        EXPECT_EQ(kept.kind, told.kind);
        EXPECT_EQ(kept.a, told.a);
        EXPECT_EQ(kept.b, told.b);
        EXPECT_EQ(kept.text, told.text);
    }
    EXPECT_EQ(story.model.site(site)->line, 31u);
    EXPECT_EQ(story.model.event(99999).kind, trace::EventKind::None);
}

TEST(Model, NamesUnknownThingsWithAQuestionMark) {
    const Model model;
    EXPECT_EQ(model.lane(LaneId{7}), nullptr);
    EXPECT_EQ(model.object(ObjectId{UINT32_MAX}), nullptr);
    EXPECT_EQ(model.site(SiteId{3}), nullptr);
    EXPECT_EQ(model.name(LaneId{7}), "?");
    EXPECT_EQ(model.name(ObjectId{7}), "?");
}

TEST(Model, NeedsNoMemoryForGreatIds) {
    Model model;
    trace::Event event;
    event.kind = trace::EventKind::DefineObject;
    event.b = static_cast<std::uint32_t>(trace::ObjectKind::Mutex);
    event.text = "A";
    for (const std::uint32_t id : {UINT32_MAX, 1u << 31, (1u << 24) - 1, 1u << 24, 5u}) {
        event.object = ObjectId{id};
        model.apply(event);
        ASSERT_NE(model.object(ObjectId{id}), nullptr) << id;
        EXPECT_EQ(model.name(ObjectId{id}), "A");
    }
    EXPECT_LT(model.memory(), 100'000u);
}

/// Bytes per event when `step(n, event)` tells of 2²⁰ events, the n-th of lane n mod 2, on two threads and a lock "A".
double bytesPerEvent(void (*step)(std::uint32_t, trace::Event&)) {
    Story story;
    const std::array<LaneId, 2> lanes{story.thread("T1"), story.thread("T2")};
    const ObjectId lock = story.mutex("A");
    Model model;
    for (const trace::Event& event : story.told)
        model.apply(event);
    constexpr std::uint32_t Events = 1u << 20;
    for (std::uint32_t i = 0; i < Events; ++i) {
        trace::Event event;
        event.lane = lanes[i % 2];
        event.object = lock;
        event.time = std::chrono::nanoseconds{100'000'000 + i * 100};
        step(i, event);
        model.apply(event);
    }
    return static_cast<double>(model.memory()) / Events;
}

TEST(Model, StaysSmallOnLocking) {
    EXPECT_LE(bytesPerEvent([](std::uint32_t i, trace::Event& event) {
                  event.lane = LaneId{event.lane.value - i % 2}; // always the first one
                  event.kind = i % 2 ? trace::EventKind::Released : trace::EventKind::Acquired;
              }),
              48);
}

TEST(Model, StaysSmallWhereEveryLockIsWaitedFor) {
    // T2 waits, T1 releases, T2 has it, and the other way round.
    EXPECT_LE(bytesPerEvent([](std::uint32_t i, trace::Event& event) {
                  constexpr trace::EventKind Kinds[] = {trace::EventKind::AcquireWait, trace::EventKind::Released, trace::EventKind::Acquired};
                  const std::uint32_t turn = i / 3 % 2;
                  const std::uint32_t first = event.lane.value - i % 2;
                  event.kind = Kinds[i % 3];
                  event.lane = LaneId{first + (i % 3 == 1 ? 1 - turn : turn)};
              }),
              48);
}

TEST(Model, StaysSmallOnReadsWritesAndSleeps) {
    EXPECT_LE(bytesPerEvent([](std::uint32_t i, trace::Event& event) {
                  event.kind = i / 2 % 2 ? trace::EventKind::SleepEnd : trace::EventKind::SleepBegin;
                  event.object = {};
                  event.a = event.kind == trace::EventKind::SleepBegin ? 1'000'000 : 0;
              }),
              48);
    EXPECT_LE(bytesPerEvent([](std::uint32_t i, trace::Event& event) {
                  event.kind = i % 2 ? trace::EventKind::Write : trace::EventKind::Read;
                  event.a = i * 1000;
                  event.b = static_cast<std::uint32_t>(trace::ValueType::Signed);
              }),
              48);
}

TEST(Model, SurvivesAnyEventsWhatsoever) {
    for (std::uint64_t number = 1; number <= 60; ++number) {
        const tests::Seed seed(number);
        std::mt19937_64 random(seed);
        Model model;
        analysis::Findings findings;
        for (int i = 0; i < 3000; ++i) {
            model.apply(anyEvent(random));
            findings.update(model);
            if (i % 100 == 0) {
                (void)model.checkFrozen();
                findings.nameHangs(model);
            }
        }
        const auto looksSound = [&model] {
            for (const LaneId id : model.lanes()) {
                const Lane& lane = *model.lane(id);
                for (const Interval& interval : lane.intervals()) {
                    ASSERT_LE(interval.begin, interval.end);
                    ASSERT_FALSE(describe(model, lane, interval, model.endTime()).english().empty());
                }
                (void)stateTimes(lane, model.endTime());
            }
            for (const ObjectId id : model.objects()) {
                const Object& object = *model.object(id);
                ASSERT_EQ(object.owners.size(), static_cast<std::size_t>(std::count_if(
                                                    object.holdings().begin(), object.holdings().end(),
                                                    [](const Holding& holding) { return holding.end == Open; })));
                for (std::size_t i = 1; i < object.holdings().size(); ++i)
                    ASSERT_LE(object.holdings()[i - 1].begin, object.holdings()[i].begin);
                for (std::size_t i = 1; i < object.levels().size(); ++i)
                    ASSERT_LT(object.levels()[i - 1].time, object.levels()[i].time);
                ObjectSweep sweep(object, model.endTime());
                (void)sweep.over(0, model.endTime());
                (void)statistics(object, model.endTime());
            }
        };
        looksSound();
        const std::span<const char* const> patterns = sentencePatterns();
        for (EventIndex i = 0; i < model.log().size(); ++i) {
            const Sentence sentence = describe(model, i);
            ASSERT_TRUE(std::find(patterns.begin(), patterns.end(), std::string_view(sentence.pattern)) !=
                        patterns.end())
                << sentence.pattern;
        }
        for (const Nanos time : {Nanos{0}, Nanos{500'000}, model.endTime(), Open})
            (void)analysis::waitGraphAt(model, time);
        model.finish(static_cast<Nanos>(random()), static_cast<trace::Outcome>(seed % 6));
        findings.nameHangs(model);
        looksSound();
        for (const analysis::Finding& finding : findings.all())
            ASSERT_FALSE(finding.message.english().empty());
        model.apply(anyEvent(random));
    }
}
