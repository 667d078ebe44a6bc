#include "app/render/panels/graph_cells.h"
#include "app/render/panels/graph_content.h"
#include "app/render/panels/graph_forms.h"
#include "app/render/panels/graph_routes.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <cmath>
#include <set>
#include <string>
#include <tuple>

namespace braid::tests::graph_content_test {
namespace {

using namespace render;
using analysis::Need;
using analysis::Tie;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

GraphContent contentOf(const ModeledStory& told, model::Nanos time, const GraphLimits& limits = {}) {
    return graphContent(told.model(), told.findings, analysis::waitGraphAt(told.model(), time, lanesAskedFirst(told.findings, time)), time, limits);
}

/// "T1 lock> B", "B held by> T2": of a block, or of all.
std::set<std::string> edgesOf(const GraphContent& content, int block = -1) {
    std::set<std::string> edges;
    for (std::size_t i = 0; i < content.blocks.size(); ++i)
        for (const GraphEdge& edge : content.blocks[i].edges)
            if (block < 0 || static_cast<int>(i) == block)
                edges.insert((content.blocks[i].nodes[edge.from].text + u' ' + (edge.gives ? formOf(edge.tie).label : formOf(edge.need).label) + (edge.timed ? "?" : "") + "> " +
                              content.blocks[i].nodes[edge.to].text)
                                 .toStdString());
    return edges;
}

TEST(GraphContent, HasTheCycleInItsOrderAndWhoStandsBehindInOneBlock) {
    const auto told = deadlockRun(4);
    const GraphContent content = contentOf(*told, told->edge());
    ASSERT_THAT(content.blocks, SizeIs(1));
    const GraphBlock& block = content.blocks[0];
    EXPECT_EQ(block.finding, 0);
    std::vector<std::string> ring;
    for (const std::size_t node : block.ring)
        ring.push_back(block.nodes[node].text.toStdString() + (block.nodes[node].ring ? "#" + std::to_string(block.nodes[node].ring) : ""));
    EXPECT_THAT(ring, testing::ElementsAre("Thread-1#1", "A", "Thread-2#2", "B"));
    EXPECT_EQ(edgesOf(content), (std::set<std::string>{"Thread-1 lock> A", "A held by> Thread-2", "Thread-2 lock> B", "B held by> Thread-1", "Thread-3 lock> A", "Thread-4 lock> A",
                                                       "main end> Thread-1"}));
    for (const GraphNode& node : block.nodes)
        EXPECT_EQ(node.core, node.ring > 0 || node.kind == GraphNode::Kind::Object) << node.text.toStdString();
}

TEST(GraphContent, HasEveryWaitAndEveryOneWhoCouldEndIt) {
    for (const int threads : {2, 10, 50}) {
        const auto told = deadlockRun(threads);
        const analysis::WaitGraph graph = analysis::waitGraphAt(told->model(), told->edge());
        const GraphContent content = contentOf(*told, told->edge());
        std::set<std::tuple<LaneId, ObjectId>> waits, holds;
        for (const GraphBlock& block : content.blocks)
            for (const GraphEdge& edge : block.edges)
                (edge.gives ? holds : waits).emplace(edge.tag.lane, edge.tag.object);
        for (const analysis::Wait& wait : graph.waits) {
            EXPECT_TRUE(waits.contains({wait.lane, wait.object})) << told->model().name(wait.lane);
            for (const analysis::Giver& giver : graph.giversOf(wait))
                EXPECT_TRUE(!told->model().object(wait.object) || holds.contains({giver.lane, wait.object})) << told->model().name(giver.lane);
        }
        EXPECT_EQ(waits.size(), graph.waits.size()) << "and no others";
    }
}

/// W waits for a condition that S notified too early.
void tellOfALostNotification(ModeledStory& told) {
    Story& story = told.story;
    const LaneId main = story.thread("main"), s = story.thread("S"), w = story.thread("W");
    const ObjectId condition = story.object(Story::Type::ConditionVariable, "c");
    story.signal(s, condition, 1);
    story.end(s);
    story.await(w, condition);
    story.join(main, w);
    told.findings.nameHangs(told.model());
}

TEST(GraphContent, SaysThatNobodyIsLeftAndWhoGaveItBefore) {
    ModeledStory told;
    tellOfALostNotification(told);
    const GraphContent content = contentOf(told, told.edge());
    ASSERT_THAT(content.blocks, SizeIs(1));
    bool nobody = false;
    for (const GraphEdge& edge : content.blocks[0].edges)
        nobody = nobody || (edge.nobody && content.blocks[0].nodes[edge.from].text == "c" && content.blocks[0].nodes[edge.to].kind == GraphNode::Kind::Nobody);
    EXPECT_TRUE(nobody);
    const std::set<std::string> edges = edgesOf(content);
    EXPECT_THAT(edges, Contains("W notification> c"));
    EXPECT_THAT(edges, Contains("c gave before> S (ended)"));
    EXPECT_THAT(edges, Contains("main end> W"));
}

TEST(GraphContent, SaysOfAnOwnerThatHasEndedWhoItIsAndNotThatNobodyIsLeft) {
    ModeledStory told;
    Story& story = told.story;
    const LaneId owner = story.thread("T1"), waiter = story.thread("T2");
    const ObjectId lock = story.mutex("m");
    story.take(owner, lock);
    story.end(owner);
    story.wait(waiter, lock);
    told.findings.nameHangs(told.model());
    const GraphContent content = contentOf(told, told.edge());
    EXPECT_EQ(edgesOf(content), (std::set<std::string>{"T2 lock> m", "m held by> T1 (ended)"}));
}

/// Two rings of two locks each that have nothing to do with each other, and one lane that goes on waiting for a while.
void tellOfTwoRings(ModeledStory& told) {
    Story& story = told.story;
    for (const char* side : {"x", "y"}) {
        const std::string s(side);
        const LaneId a = story.thread(s + "1"), b = story.thread(s + "2");
        const ObjectId p = story.mutex(s + "p"), q = story.mutex(s + "q");
        story.take(a, p);
        story.take(b, q);
        story.wait(a, q);
        story.wait(b, p);
    }
    const LaneId holder = story.thread("holder"), patient = story.thread("patient");
    const ObjectId lock = story.mutex("lock");
    story.take(holder, lock);
    story.wait(patient, lock, 500_ms);
    told.findings.nameHangs(told.model());
}

TEST(GraphContent, GivesEveryFindingABlockOfItsOwnAndTheRestOneWithout) {
    ModeledStory told;
    tellOfTwoRings(told);
    ASSERT_THAT(told.findings.all(), SizeIs(2));
    const GraphContent content = contentOf(told, told.edge());
    ASSERT_THAT(content.blocks, SizeIs(3));
    EXPECT_EQ(edgesOf(content, 0), (std::set<std::string>{"x1 lock> xq", "xq held by> x2", "x2 lock> xp", "xp held by> x1"}));
    EXPECT_EQ(content.blocks[1].finding, 1);
    EXPECT_EQ(content.blocks[2].finding, -1);
    EXPECT_EQ(edgesOf(content, 2), (std::set<std::string>{"patient lock?> lock", "lock held by> holder"})) << "its time limit is said";
    for (const GraphNode& node : content.blocks[2].nodes)
        EXPECT_FALSE(node.core);
}

TEST(GraphContent, DrawsAKnotOnOneThingWithoutDrawingThatTwice) {
    ModeledStory told;
    Story& story = told.story;
    const ObjectId permits = story.object(Story::Type::Semaphore, "permits", 2);
    const LaneId a = story.thread("a"), b = story.thread("b");
    story.take(a, permits);
    story.take(b, permits);
    story.wait(a, permits);
    story.wait(b, permits);
    told.findings.nameHangs(told.model());
    const GraphContent content = contentOf(told, told.edge());
    ASSERT_THAT(content.blocks, SizeIs(1));
    EXPECT_THAT(content.blocks[0].nodes, SizeIs(3));
    EXPECT_EQ(edgesOf(content), (std::set<std::string>{"a permit> permits", "b permit> permits", "permits taken by> a", "permits taken by> b"}));
    std::set<int> numbers;
    for (const GraphNode& node : content.blocks[0].nodes)
        numbers.insert(node.ring);
    EXPECT_EQ(numbers, (std::set<int>{0, 1, 2})) << "the lanes have their numbers all the same";
}

TEST(GraphContent, CountsWhomItLeavesOut) {
    const auto told = deadlockRun(100);
    const GraphContent content = contentOf(*told, told->edge(), {64, 10, 24, 8});
    std::set<std::string> words;
    for (const GraphNode& node : content.blocks.at(0).nodes)
        words.insert(node.text.toStdString());
    EXPECT_THAT(words, Contains("and 88 more")) << "of 98 that wait for A";
}

TEST(GraphForms, AreDifferentForEveryNeedAndHaveAWord) {
    std::set<std::tuple<Dash, Cap>> forms;
    std::set<QString> labels;
    for (int i = 0; i <= static_cast<int>(Need::Other); ++i) {
        const EdgeForm form = formOf(static_cast<Need>(i));
        EXPECT_NE(form.dash, Dash::Solid) << "that is what one has, not what one waits for";
        EXPECT_TRUE(forms.emplace(form.dash, form.cap).second) << analysis::needName(static_cast<Need>(i));
        EXPECT_TRUE(labels.insert(form.label).second) << analysis::needName(static_cast<Need>(i));
        EXPECT_FALSE(form.label.isEmpty() || form.meaning.isEmpty());
    }
    for (int i = 0; i <= static_cast<int>(Tie::User); ++i) {
        const auto tie = static_cast<Tie>(i);
        EXPECT_EQ(formOf(tie).dash == Dash::Solid, analysis::isProof(tie));
        EXPECT_FALSE(formOf(tie).meaning.isEmpty());
    }
}

TEST(GraphForms, TitleEveryCauseInAFewWords) {
    std::set<QString> words;
    for (int i = static_cast<int>(analysis::StuckCause::Cycle); i <= static_cast<int>(analysis::StuckCause::PoolWaitsForItself); ++i)
        EXPECT_TRUE(words.insert(causeText(static_cast<analysis::StuckCause>(i))).second);
    EXPECT_THAT(words, Not(Contains(QString())));
}

TEST(GraphCells, StandEachNodeOfACycleBesideTheNextOneAndNoTwoInOnePlace) {
    for (std::size_t count = 1; count <= 40; ++count)
        for (int across = 1; across <= 12; ++across)
            for (const GraphFlow flow : {GraphFlow::Up, GraphFlow::Right}) {
                GraphBlock block;
                block.nodes.resize(count);
                for (std::size_t i = 0; i < count; ++i)
                    block.ring.push_back(i);
                const BlockCells cells = cellsOf(block, flow, across);
                std::set<std::pair<double, double>> places;
                for (std::size_t i = 0; i < count; ++i) {
                    EXPECT_TRUE(places.emplace(cells.at[i].x(), cells.at[i].y()).second);
                    EXPECT_TRUE(cells.at[i].x() >= 0 && cells.at[i].x() < cells.columns && cells.at[i].y() >= 0 && cells.at[i].y() < cells.rows);
                    const QPointF way = i > 0 ? cells.at[i] - cells.at[i - 1] : QPointF(1, 0);
                    EXPECT_EQ(std::abs(way.x()) + std::abs(way.y()), 1) << count << " " << across << " " << i;
                }
            }
}

TEST(GraphRoutes, RunStraightWhereTheyCanAndElseRoundTheOutside) {
    const QRectF area(0, 0, 400, 400), low(100, 300, 60, 20), high(100, 100, 60, 20), between(100, 200, 60, 20);
    EXPECT_THAT(routeBetween(low, high, 0, {}, {}, area), SizeIs(2));
    const std::vector<QPointF> round = routeBetween(low, high, 0, {between}, {}, area);
    ASSERT_THAT(round, SizeIs(4));
    for (std::size_t i = 0; i + 1 < round.size(); ++i)
        EXPECT_FALSE(QRectF(round[i], round[i + 1]).normalized().adjusted(0, 0, 0.1, 0.1).intersects(between));
}

} // namespace
} // namespace braid::tests::graph_content_test
