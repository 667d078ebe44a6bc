#include "app/render/panels/legend.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/lane_rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/labels.h"
#include "app/render/timeline/timeline.h"
#include "engine/model/query/shared_value.h"
#include "tests/app/render/support/runs.h"
#include "tests/engine/analysis/watched.h"
#include "tests/seed.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <random>

namespace braid::tests::labels_test {
namespace {

using namespace render;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr QSizeF Size(1280, 800);
constexpr double LabelAir = 3; ///< pixels between two labels

ViewState whole(const ModeledStory& told) {
    ViewState state;
    state.to = told.edge();
    state.allObjects = true;
    return state;
}

Scene layout(const ModeledStory& told, const ViewState& state) {
    return layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::dark());
}
Scene layout(const ModeledStory& told) { return layout(told, whole(told)); }

LegendContent legendOf(const ModeledStory& told) {
    return render::legendOf(told.model(), told.findings, whole(told));
}

std::vector<Text> textsOf(const Scene& scene) {
    std::vector<Text> texts;
    for (const Layer& layer : scene.layers)
        texts.insert(texts.end(), layer.texts.begin(), layer.texts.end());
    return texts;
}

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Text& text : textsOf(scene))
        words.push_back(text.text.toStdString());
    return words;
}

std::vector<Mark> marksOf(const Scene& scene, LaneId lane) {
    std::vector<Mark> marks;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            if (mark.tag.lane == lane)
                marks.push_back(mark);
    return marks;
}

TEST(Labels, OfAPrintAreThePartOfItThatIsNamedForThat) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    s.after(500_ms).add(Story::Kind::Print, main, {}, std::uint64_t{8} << 32 | 9, 0, "i am T1 GET LOCKA------Sun Jul 23 11:25:48 2017");
    told.wait(2000_ms);
    EXPECT_THAT(wordsOf(layout(told)), Contains("GET LOCKA"));
}

TEST(Labels, OfAMarkAtTheRightEdgeStandLeftOfIt) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    s.after(500_ms).add(Story::Kind::Print, main, {}, 0, 0, "the first words");
    s.after(2000_ms).add(Story::Kind::Print, main, {}, 0, 0, "and the last ones");
    told.wait(1_ms);
    const Scene scene = layout(told);
    EXPECT_THAT(wordsOf(scene), Contains("the first words"));
    ASSERT_THAT(wordsOf(scene), Contains("and the last ones"));
    const double right = timelineGeometry(told.model(), whole(told), Size, Theme::dark()).lanes.right();
    for (const Text& text : textsOf(scene))
        EXPECT_LE(text.rect().right(), right + 10) << text.text.toStdString();
}

TEST(Labels, OfReadsSayThatTheyRead) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    const ObjectId number = s.object(Story::Type::Variable, "num");
    s.after(100_ms).read(main, number, 100);
    s.after(400_ms).write(main, number, 99);
    told.wait(500_ms);
    EXPECT_THAT(wordsOf(layout(told)), Contains("reads num: 100"));
    EXPECT_THAT(wordsOf(layout(told)), Contains("num = 99"));
}

TEST(Labels, OfWaitsSayWhatIsWaitedFor) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    const LaneId main = s.thread("main", process), other = s.thread("T1", process), third = s.thread("T2", process);
    const ObjectId flag = s.object(Story::Type::Event, "redis is up"), queue = s.object(Story::Type::Queue, "q", 3);
    for (int i = 0; i < 3; ++i)
        s.add(Story::Kind::Put, main, queue, static_cast<std::uint64_t>(i));
    s.join(main, other);
    s.await(other, flag);
    s.add(Story::Kind::DrainWait, third, queue);
    told.wait(3000_ms);
    const auto words = wordsOf(layout(told));
    EXPECT_THAT(words, Contains(HasSubstr("waits for T1 · 3 s")));
    EXPECT_THAT(words, Contains(HasSubstr("waits for redis is up · 3 s")));
    EXPECT_THAT(words, Contains(HasSubstr("q.join, 3 unfinished · 3 s")));
    for (const Text& text : textsOf(layout(told))) {
        if (text.tag.what == What::Bar) {
            EXPECT_FALSE(text.text.startsWith("redis")) << text.text.toStdString();
        }
    }
}

TEST(Labels, OfItemsReadInTheOrderInWhichTheyArrive) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    const LaneId put = s.thread("put", process), get = s.thread("get", process);
    const ObjectId queue = s.object(Story::Type::PriorityQueue, "q");
    for (const char* item : {"5", "7", "3", "4"})
        s.after(40_ms).add(Story::Kind::Put, put, queue, static_cast<std::uint64_t>(item[0] - '0'), 0, item);
    s.after(200_ms);
    for (const char* item : {"3", "4", "5", "7"})
        s.after(60_ms).add(Story::Kind::Get, get, queue, static_cast<std::uint64_t>(item[0] - '0'), 0, item);
    told.wait(100_ms);
    std::vector<std::pair<double, std::string>> labels;
    for (const Text& text : textsOf(layout(told)))
        if (text.ink == Ink(Role::ArrowItem))
            labels.emplace_back(text.position.x(), text.text.toStdString());
    std::sort(labels.begin(), labels.end());
    std::string read;
    for (const auto& [x, words] : labels)
        read += words;
    EXPECT_EQ(read, "3457");
}

TEST(Ends, OfADaemonWithAProcessThatEndsWellAreNoFailure) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    const LaneId main = s.thread("main", process), daemon = s.thread("server", process, true);
    s.after(100_ms).end(main);
    s.end(process);
    told.wait(100_ms);
    ASSERT_EQ(told.model().lane(daemon)->end, model::End::KilledWithProcess);
    const Scene scene = layout(told);
    for (const Mark& mark : marksOf(scene, daemon))
        EXPECT_NE(mark.glyph, Glyph::Cross);
    EXPECT_THAT(wordsOf(scene), Contains("ended with its process"));
    EXPECT_THAT(wordsOf(scene), Not(Contains("killed")));
    EXPECT_EQ(laneStateAt(told.model(), *told.model().lane(daemon), told.edge()), model::State::Done);
}

TEST(Ends, OfTheThreadsOfAKilledProcessAreNoneInOrder) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), child = s.process("Process-1", process);
    const LaneId main = s.thread("main", process), worker = s.thread("main", child);
    s.after(50_ms).kill(main, child);
    told.wait(50_ms);
    EXPECT_FALSE(endedInOrder(told.model(), *told.model().lane(worker)));
    EXPECT_EQ(laneStateAt(told.model(), *told.model().lane(worker), told.edge()), model::State::Failed);
}

TEST(Ends, OfADescriptorInUseAreNoFailedCalls) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    const ObjectId door = s.object(Story::Type::Descriptor, "door");
    const auto call = [&](trace::IoCall which, int result) {
        const auto how = static_cast<std::uint32_t>(which) << trace::IoCallShift;
        s.after(50_ms).add(Story::Kind::IoBegin, main, door, 5, how);
        s.after(50_ms).add(Story::Kind::IoEnd, main, door, static_cast<std::uint64_t>(static_cast<std::int64_t>(result)), how);
    };
    const auto crosses = [&] {
        std::size_t count = 0;
        for (const Mark& mark : marksOf(layout(told), main))
            count += mark.tag.what == What::ObjectMark && mark.glyph == Glyph::Cross;
        return count;
    };
    call(trace::IoCall::Accept, -EAGAIN);
    call(trace::IoCall::Accept, -EINVAL);
    call(trace::IoCall::Accept, -ECONNABORTED);
    call(trace::IoCall::Receive, -ECANCELED);
    told.wait(50_ms);
    EXPECT_EQ(crosses(), 0u);
    call(trace::IoCall::Receive, -ECONNRESET);
    told.wait(50_ms);
    EXPECT_EQ(crosses(), 1u);
    EXPECT_TRUE(legendOf(told).signs.contains(Sign::Failed));
}

TEST(LaneNames, OfAChildsThreadsSayWhose) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), child = s.process("Process-1", process);
    const LaneId main = s.thread("main", process), worker = s.thread("main", child);
    EXPECT_EQ(told.model().name(main), "main");
    EXPECT_EQ(told.model().name(worker), "Process-1/main");
    s.add(Story::Kind::RenameLane, main, objectOf(child), 0, 0, "Child");
    EXPECT_EQ(told.model().name(worker), "Child/main");
    s.add(Story::Kind::RenameLane, worker, objectOf(worker), 0, 0, "Reader");
    EXPECT_EQ(told.model().name(worker), "Child/Reader");
    EXPECT_EQ(told.model().lane(main)->name, "main");
}

TEST(LaneNames, OfProcessesHaveTheirNumberBesideThem) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process{50};
    s.add(Story::Kind::DefineLane, {}, objectOf(process), static_cast<std::uint64_t>(trace::LaneKind::Process) | 4711ULL << 32, 0, "p");
    s.thread("main", process);
    told.wait(50_ms);
    EXPECT_THAT(wordsOf(layout(told)), Contains(" · 4711"));
}

TEST(Legend, ExplainsTheMarksThatOccurAndNoOthers) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), child = s.define("Process-1", trace::LaneKind::Process, process);
    const LaneId main = s.thread("main", process), worker = s.define("T", trace::LaneKind::Thread, process),
                 other = s.define("main", trace::LaneKind::Thread, child);
    const ObjectId number = s.object(Story::Type::Variable, "n");
    s.add(Story::Kind::Print, main, {}, 0, 0, "words");
    s.read(main, number, 1);
    s.start(main, worker);
    s.begin(worker);
    LegendContent content = legendOf(told);
    EXPECT_EQ(content.signs, (std::set<Sign>{Sign::Print, Sign::Read, Sign::FirstValue}));
    EXPECT_TRUE(content.threads);
    EXPECT_FALSE(content.forks);
    s.start(main, other);
    s.begin(other);
    s.write(main, number, 2);
    s.end(worker);
    told.wait(1_ms);
    content = legendOf(told);
    EXPECT_TRUE(content.forks);
    EXPECT_TRUE(content.signs.contains(Sign::Write));
    EXPECT_TRUE(content.signs.contains(Sign::Ended));
    const auto words = wordsOf(layoutLegend(content, 1200, Theme::dark()));
    EXPECT_THAT(words, Contains("starts, forks"));
    EXPECT_THAT(words, Contains("prints"));
    EXPECT_THAT(words, Not(Contains("killed or failed")));
}

TEST(Ruler, WritesNoTimeBeforeTheRun) {
    const auto told = deadlockRun(2);
    ViewState state = whole(*told);
    state.from = -500_ms;
    for (const std::string& word : wordsOf(layout(*told, state)))
        EXPECT_THAT(word, Not(HasSubstr("−")));
}

TEST(Overlay, KeepsItsWordsInAnAreaNarrowerThanThey) {
    const auto told = deadlockRun(2);
    ViewState state = whole(*told);
    state.measured = std::pair{10_ms, 900_ms};
    state.cursor = 300_ms;
    for (const double width : {1.0, 30.0, 60.0, 90.0})
        EXPECT_FALSE(layoutTimeline(told->model(), told->findings, state, told->edge(), {width, 200}, Theme::dark()).layers.empty());
}

TEST(Occupied, GivesTheFirstFreePlaceThatALookAtEveryTakenOneGives) {
    const Seed seed(1);
    std::mt19937_64 random(seed);
    const auto below = [&random](std::uint64_t count) { return static_cast<double>(random() % count); };
    for (int round = 0; round < 20; ++round) {
        Occupied occupied;
        std::vector<std::pair<double, double>> taken;
        const auto isFree = [&taken](double left, double right) {
            return std::none_of(taken.begin(), taken.end(), [=](const auto& each) { return left < each.second + LabelAir && right > each.first - LabelAir; });
        };
        for (int step = 0; step < 80; ++step) {
            const double left = below(1000), right = left + 1 + below(40);
            if (step % 3 == 0) {
                occupied.block(left, right);
                taken.emplace_back(left, right);
            } else {
                const bool free = isFree(left, right);
                ASSERT_EQ(occupied.isFree(left, right), free);
                ASSERT_EQ(occupied.take(left, right), free);
                if (free)
                    taken.emplace_back(left, right);
            }
            const double from = below(1000), to = from + below(200), width = 1 + below(50);
            std::optional<double> expected;
            for (double x = from; x + width <= to && !expected; ++x)
                expected = isFree(x, x + width) ? std::optional(x) : std::nullopt;
            ASSERT_EQ(occupied.find(from, to, width), expected);
        }
    }
}

TEST(TypeMeasure, FitsWhatIsNotWider) {
    const Theme theme = Theme::light();
    const TypeMeasure measure(theme);
    for (const QString& text : {QStringLiteral("iiiiiiiiiiiiiiii"), QStringLiteral("llll.l.l:l"), QStringLiteral("Thread-1 · 1.25 ms"), QStringLiteral("等待队列"), QStringLiteral("W")}) {
        const double width = measure.width(text, Type::Small);
        EXPECT_TRUE(measure.fits(text, Type::Small, width)) << text.toStdString();
        EXPECT_FALSE(measure.fits(text, Type::Small, width - 0.5)) << text.toStdString();
    }
}

TEST(ShortNames, AreCutOnlyWhereEnoughIsLeftToKnowThem) {
    const Theme theme = Theme::light();
    const TypeMeasure measure(theme);
    const QString name = QStringLiteral("event loop of the server");
    for (double room = 1; room < measure.width(name, Type::Small); ++room) {
        const QString cut = shortName(measure, name, Type::Small, room);
        EXPECT_TRUE(cut.isEmpty() || cut.size() - 1 >= 8) << cut.toStdString();
    }
    EXPECT_TRUE(shortName(measure, name, Type::Small, measure.width(QStringLiteral("event loop…"), Type::Small)).startsWith(QStringLiteral("event lo")));
}

TEST(Legend, TellsOfAFirstValueOnlyWhereItIsInThePicture) {
    Watched told;
    const LaneId main = told.thread("main");
    const ObjectId number = told.object(Story::Type::Variable, "n", 3), text = told.object(Story::Type::Variable, "list");
    told.add(Story::Kind::Read, main, text, 0, static_cast<std::uint32_t>(trace::ValueType::Text), "[1]");
    told.after(10_ms).write(main, number, 2);
    told.after(10_ms).read(main, number, 2);
    const auto signs = [&](model::Nanos from) {
        ViewState state;
        state.from = from;
        state.to = told.model.endTime();
        return render::legendOf(told.model, told.findings, state).signs;
    };
    EXPECT_TRUE(signs(0).contains(Sign::FirstValue));
    EXPECT_FALSE(signs(15'000'000).contains(Sign::FirstValue)) << "it had been written";
    EXPECT_FALSE(model::firstValueOf(told.model.log(), *told.model.object(text))) << "of a text it is not in the trace";
}

} // namespace
} // namespace braid::tests::labels_test
