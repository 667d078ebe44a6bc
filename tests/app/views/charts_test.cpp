#include "app/views/charts/histogram.h"
#include "app/views/charts/level_steps.h"
#include "tests/engine/model/events.h"
#include "tests/seed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace braid::views {
namespace {

using braid::tests::operator""_ms;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using tests::Story;

// ---- depth over time

/// A queue with `puts` puts a millisecond apart, then as many gets.
struct QueueRun {
    Story story;
    LaneId lane = story.thread("T");
    ObjectId queue;
    explicit QueueRun(std::uint64_t items, model::Nanos gap = 1_ms) {
        queue = story.object(Story::Type::Queue, "q");
        for (std::uint64_t i = 1; i <= items; ++i)
            story.after(gap).add(Story::Kind::Put, lane, queue, i);
        for (std::uint64_t i = 1; i <= items; ++i)
            story.after(gap).add(Story::Kind::Get, lane, queue, i);
    }
    const model::Object& object() { return *story.model.object(queue); }
};

/// A line of level stretches and upright steps only.
void expectStepped(const std::vector<LevelPoint>& points) {
    for (std::size_t i = 1; i < points.size(); ++i) {
        EXPECT_LE(points[i - 1].time, points[i].time) << i;
        EXPECT_TRUE(points[i - 1].time == points[i].time || points[i - 1].depth == points[i].depth) << i;
    }
}

TEST(LevelSteps, AreTheLevelsOfTheModelWhereThereIsRoomForThem) {
    QueueRun run(3, 10_ms);
    const model::Nanos end = run.story.now() + 10_ms;
    const auto points = levelSteps(run.object(), 0, end, end, 1000);
    expectStepped(points);
    std::vector<LevelPoint> changes;
    for (std::size_t i = 1; i < points.size(); ++i)
        if (points[i].time == points[i - 1].time)
            changes.push_back(points[i]);
    std::vector<LevelPoint> levels;
    double before = 0;
    for (const model::Level& level : run.object().levels())
        if (level.depth != before) {
            before = level.depth;
            levels.push_back({level.time, before});
        }
    ASSERT_THAT(levels, SizeIs(6));
    EXPECT_EQ(changes, levels);
    EXPECT_EQ(points.front().time, run.object().created);
    EXPECT_EQ(points.back(), (LevelPoint{end, 0}));
}

TEST(LevelSteps, BeginWithTheDepthThatIsThereAlready) {
    QueueRun run(4, 10_ms);
    const model::Nanos from = run.object().levels()[3].time + 1_ms;
    const auto points = levelSteps(run.object(), from, from + 2_ms, run.story.now(), 100);
    EXPECT_THAT(points, ElementsAre(LevelPoint{from, static_cast<double>(run.object().levels()[3].depth)},
                                    LevelPoint{from + 2_ms, static_cast<double>(run.object().levels()[3].depth)}));
}

TEST(LevelSteps, StayFewAndKeepPeaksAndTheEndHoweverManyChangesThereAre) {
    QueueRun run(50'000, 1'000);
    // One short peak, and a last item that stays.
    for (std::uint64_t i = 1; i <= 700; ++i)
        run.story.after(1'000).add(Story::Kind::Put, run.lane, run.queue, i);
    for (std::uint64_t i = 1; i <= 699; ++i)
        run.story.after(1'000).add(Story::Kind::Get, run.lane, run.queue, i);
    const model::Nanos end = run.story.now();
    for (const int columns : {7, 60, 400}) {
        const auto points = levelSteps(run.object(), 0, end, end, columns);
        expectStepped(points);
        EXPECT_LE(points.size(), 4u * static_cast<unsigned>(columns) + 2);
        double highest = 0;
        for (const LevelPoint& point : points)
            highest = std::max(highest, point.depth);
        EXPECT_EQ(highest, 50'000) << columns << " columns";
        EXPECT_EQ(points.back(), (LevelPoint{end, 1})) << columns << " columns";
        const model::Nanos width = end / columns;
        double peak = 0, lowest = 1e9;
        for (const LevelPoint& point : points) {
            if (point.time >= end - 1400 * 1'000 - width)
                peak = std::max(peak, point.depth);
            if (point.time > end / 3)
                lowest = std::min(lowest, point.depth);
        }
        EXPECT_GE(peak, 700) << columns << " columns";
        EXPECT_EQ(lowest, 0) << columns << " columns: it is empty before the last peak";
    }
}

TEST(LevelSteps, EndWhereTheQueueEndsWhereverTheColumnsLie) {
    const tests::Seed seed(11);
    std::mt19937 random(seed);
    for (int round = 0; round < 60; ++round) {
        QueueRun run(1 + random() % 90, 1 + static_cast<model::Nanos>(random() % 3'000'000));
        const model::Nanos from = static_cast<model::Nanos>(random() % static_cast<unsigned>(run.story.now()));
        const model::Nanos to = from + 1 + static_cast<model::Nanos>(random() % static_cast<unsigned>(run.story.now()));
        const auto points = levelSteps(run.object(), from, to, run.story.now(), 1 + static_cast<int>(random() % 200));
        const model::Nanos last = std::min(to, run.story.now());
        if (points.empty())
            continue;
        expectStepped(points);
        double depth = 0;
        for (const model::Level& level : run.object().levels())
            if (level.time <= last)
                depth = level.depth;
        EXPECT_EQ(points.back(), (LevelPoint{last, depth})) << round;
    }
}

TEST(LevelSteps, AreNoneOutsideTheRun) {
    QueueRun run(1);
    EXPECT_THAT(levelSteps(run.object(), run.story.now() + 1, run.story.now() + 5, run.story.now(), 10), IsEmpty());
    EXPECT_THAT(levelSteps(run.object(), 5, 5, run.story.now(), 10), IsEmpty());
    EXPECT_THAT(levelSteps(run.object(), 0, 1_ms, run.story.now(), 0), IsEmpty());
}

TEST(LevelSteps, AreForQueuesPipesAndSemaphoresOnly) {
    Story story;
    const auto of = [&](Story::Type type) { return story.model.object(story.object(type, "x")); };
    for (const Story::Type type : {Story::Type::Queue, Story::Type::ProcessQueue, Story::Type::Pipe, Story::Type::Semaphore})
        EXPECT_TRUE(hasDepth(*of(type)));
    for (const Story::Type type : {Story::Type::Mutex, Story::Type::Event, Story::Type::Variable})
        EXPECT_FALSE(hasDepth(*of(type)));
    EXPECT_TRUE(countsBytes(*of(Story::Type::Pipe)));
    EXPECT_FALSE(countsBytes(*of(Story::Type::ProcessQueue)));
}

// ---- histograms

session::Tally tallyOf(const std::vector<double>& numbers) {
    session::Tally tally;
    for (const double number : numbers) {
        session::TalliedRun run;
        run.outcome = number < 0 ? "deadlock" : "finished";
        run.duration = static_cast<model::Nanos>(number * 1e6);
        run.results.emplace_back("counter", session::TalliedValue{QString::number(number), number, number == std::floor(number)});
        tally.add(run);
    }
    return tally;
}
const Quantity counter{Quantity::Kind::Result, "counter"};

QStringList labels(const std::vector<HistogramBar>& bars) {
    QStringList labels;
    for (const HistogramBar& bar : bars)
        labels << bar.label;
    return labels;
}
std::size_t countedRuns(const std::vector<HistogramBar>& bars) {
    std::size_t all = 0;
    for (const HistogramBar& bar : bars)
        all += bar.runs.size();
    return all;
}

TEST(Histogram, HasABarForEachWholeNumberThatCouldHaveBeen) {
    const auto bars = histogram(tallyOf({97, 99, 97, 96}), counter, 20);
    EXPECT_EQ(labels(bars), (QStringList{"96", "97", "98", "99"}));
    EXPECT_THAT(bars[1].runs, ElementsAre(0u, 2u));
    EXPECT_THAT(bars[2].runs, IsEmpty());
}

TEST(Histogram, GathersManyWholeNumbersInEqualSteps) {
    std::vector<double> numbers;
    for (int i = 0; i < 100; ++i)
        numbers.push_back(i);
    const auto bars = histogram(tallyOf(numbers), counter, 12);
    EXPECT_EQ(bars.front().label, "0–9");
    EXPECT_THAT(bars, SizeIs(10));
    for (const HistogramBar& bar : bars)
        EXPECT_THAT(bar.runs, SizeIs(10)) << qPrintable(bar.label);
}

TEST(Histogram, ShowsFewValuesFarApartSideBySide) {
    EXPECT_EQ(labels(histogram(tallyOf({0, 99, 0}), counter, 20)), (QStringList{"0", "99"}));
}

TEST(Histogram, CountsEveryRunWhateverTheNumbers) {
    for (const std::vector<double>& numbers :
         {std::vector<double>{0.1, 0.2, 0.30001}, {5.5}, {2.5, 2.5}, {-3, -1.5, 2}, {1e9, 2e9 + 0.5}, {1e-6, 3.3e-6}, {0, 0}})
        for (const int most : {2, 7, 40}) {
            const auto bars = histogram(tallyOf(numbers), counter, most);
            EXPECT_EQ(countedRuns(bars), numbers.size());
            EXPECT_LE(bars.size(), static_cast<std::size_t>(most) + 1);
            QStringList names = labels(bars);
            EXPECT_EQ(names.removeDuplicates(), 0) << qPrintable(labels(bars).join(' '));
        }
}

TEST(Histogram, OfDurationsNamesTheirUnit) {
    const auto bars = histogram(tallyOf({2000, 2040, 2050}), {Quantity::Kind::Duration, {}}, 10);
    EXPECT_EQ(countedRuns(bars), 3u);
    EXPECT_TRUE(bars.front().label.endsWith(" s")) << qPrintable(bars.front().label);
    EXPECT_TRUE(bars.front().range.contains("to")) << qPrintable(bars.front().range);
}

TEST(Histogram, OfOutcomesBeginsWithTheMostFrequent) {
    const auto bars = histogram(tallyOf({-1, 5, 6}), {Quantity::Kind::Outcome, {}}, 10);
    EXPECT_EQ(labels(bars), (QStringList{"finished", "deadlock"}));
    EXPECT_THAT(bars[1].runs, ElementsAre(0u));
}

TEST(Histogram, NamesAResultAsItsScenarioDoes) {
    session::Scenario scenario;
    scenario.charts = {{"speedup", "Speed-up", "×", {}, {}, false}};
    EXPECT_EQ(quantityName({Quantity::Kind::Result, "speedup.other"}, &scenario), "Speed-up · other (speedup.other)");
    EXPECT_EQ(quantityName({Quantity::Kind::Result, "counter"}, &scenario), "counter");
    EXPECT_EQ(quantityName({Quantity::Kind::Duration, {}}, nullptr), "Duration");
}

TEST(Histogram, PutsRareTextsTogether) {
    session::Tally tally;
    for (const char* text : {"a", "b", "b", "c", "d"}) {
        session::TalliedRun run;
        run.results.emplace_back("order", session::TalliedValue{text, {}, false});
        tally.add(run);
    }
    const auto bars = histogram(tally, {Quantity::Kind::Result, "order"}, 3);
    EXPECT_EQ(labels(bars), (QStringList{"b", "a", "others"}));
    EXPECT_THAT(bars[2].runs, ElementsAre(3u, 4u));
}

} // namespace
} // namespace braid::views
