#include "app/render/panels/graph_layout.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace braid::tests::graph_layout_test {
namespace {

using namespace render;
using testing::Contains;

constexpr QSizeF Size(560, 460);

struct Drawn {
    GraphPlacement placement;
    Scene scene;
};

Drawn draw(const ModeledStory& told, model::Nanos time, const GraphPlacement& previous = {}) {
    const analysis::WaitGraph graph = analysis::waitGraphAt(told.model(), time);
    Drawn drawn;
    drawn.placement = placeGraph(told.model(), told.findings, graph, time, previous);
    drawn.scene = layoutGraph(told.model(), told.findings, graph, drawn.placement, time, Size, Theme::dark());
    return drawn;
}

TEST(Graph, StandsTheCycleOnARing) {
    const auto told = deadlockRun(10);
    const GraphPlacement placement = draw(*told, told->edge()).placement;
    std::vector<QPointF> ring = {placement.lanes.at(told->lanes[0]), placement.objects.at(told->objects[0]),
                                 placement.lanes.at(told->lanes[1]), placement.objects.at(told->objects[1])};
    QPointF center;
    for (QPointF p : ring)
        center += p / 4;
    for (QPointF p : ring)
        EXPECT_NEAR(std::hypot(p.x() - center.x(), p.y() - center.y()), std::hypot(ring[0].x() - center.x(), ring[0].y() - center.y()),
                    0.01);
}

TEST(Graph, NumbersTheEdgesOfTheCycleAndDashesOnlyTheWaits) {
    const auto told = deadlockRun(10);
    const Scene scene = draw(*told, told->edge()).scene;
    std::vector<std::string> words;
    int waits = 0, holds = 0, ringWaits = 0;
    for (const Layer& layer : scene.layers) {
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
        for (const Line& line : layer.lines) {
            if (line.tag.what == What::GraphWait) {
                ++waits;
                ringWaits += line.ink == Ink(Role::Deadlock);
                EXPECT_TRUE(line.dashed);
            }
            if (line.tag.what == What::GraphHold) {
                ++holds;
                EXPECT_FALSE(line.dashed);
            }
        }
    }
    EXPECT_EQ(waits, 11); // ten workers, and main joins
    EXPECT_EQ(holds, 2);
    EXPECT_EQ(ringWaits, 2);
    EXPECT_THAT(words, Contains("1"));
    EXPECT_THAT(words, Contains("2"));
    EXPECT_THAT(words, Contains("A"));
}

TEST(Graph, NeverPutsTwoNodesOnOnePlace) {
    for (int threads : {2, 10, 50}) {
        const auto told = deadlockRun(threads);
        const GraphPlacement placement = draw(*told, told->edge()).placement;
        std::vector<QPointF> all;
        for (const auto& [lane, at] : placement.lanes)
            all.push_back(at);
        for (const auto& [object, at] : placement.objects)
            all.push_back(at);
        for (std::size_t i = 0; i < all.size(); ++i)
            for (std::size_t j = i + 1; j < all.size(); ++j)
                EXPECT_GT(std::hypot(all[i].x() - all[j].x(), all[i].y() - all[j].y()), 1);
    }
}

TEST(Graph, PutsNoNodeInFrontOfAnEdgeThatIsNotItsOwn) {
    for (int threads : {3, 5, 8, 12}) {
        const auto told = deadlockRun(threads);
        const analysis::WaitGraph graph = analysis::waitGraphAt(told->model(), told->edge());
        const GraphPlacement placement = placeGraph(told->model(), told->findings, graph, told->edge(), {});
        const auto at = [&](ObjectId id) { return placement.objects.contains(id) ? placement.objects.at(id) : placement.lanes.at(laneOf(id)); };
        std::vector<std::pair<ObjectId, ObjectId>> edges;
        for (const analysis::Wait& wait : graph.waits)
            edges.emplace_back(objectOf(wait.lane), wait.object);
        for (const analysis::Hold& hold : graph.holds)
            edges.emplace_back(hold.object, objectOf(hold.lane));
        std::vector<ObjectId> nodes;
        for (const auto& [lane, place] : placement.lanes)
            nodes.push_back(objectOf(lane));
        for (const auto& [object, place] : placement.objects)
            nodes.push_back(object);
        for (const auto& [from, to] : edges)
            for (const ObjectId node : nodes) {
                if (node == from || node == to || from == to) // a lane as what others join is itself: no line is drawn
                    continue;
                const QPointF way = at(to) - at(from), off = at(node) - at(from);
                const double part = std::clamp(QPointF::dotProduct(off, way) / QPointF::dotProduct(way, way), 0.0, 1.0);
                const QPointF gap = off - part * way;
                EXPECT_GE(std::hypot(gap.x(), gap.y()), 0.45)
                    << threads << ": " << told->model().name(node) << " lies between " << told->model().name(from) << " and "
                    << told->model().name(to);
            }
    }
}

TEST(Graph, FitsItsPicture) {
    for (int threads : {2, 10, 50, 200}) {
        const auto told = deadlockRun(threads);
        const Scene scene = draw(*told, told->edge()).scene;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                EXPECT_TRUE(QRectF(QPointF(0, 0), Size).adjusted(-5, -5, 5, 5).contains(box.rect)) << threads;
    }
}

TEST(Graph, KeepsEveryonesPlaceWhileItGrows) {
    const auto told = deadlockRun(10);
    const model::Nanos before = 300_ms;
    const GraphPlacement early = draw(*told, before).placement;
    const GraphPlacement again = draw(*told, before + 50_ms, early).placement;
    EXPECT_EQ(early, again);
    EXPECT_EQ(draw(*told, before, {}).placement, early) << "the same arguments, the same places";
}

TEST(Graph, ShowsACycleOnlyFromTheMomentItCloses) {
    const auto told = deadlockRun(3);
    const auto ringed = [](const Scene& scene) {
        int nodes = 0;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                nodes += box.ink == Ink(Role::Halo);
        return nodes;
    };
    EXPECT_EQ(ringed(draw(*told, told->findings.all()[0].at - 1_ms).scene), 0);
    EXPECT_EQ(ringed(draw(*told, told->findings.all()[0].at).scene), 4);
}

TEST(Graph, CountsACrowdInsteadOfDrawingIt) {
    const auto told = deadlockRun(200);
    const Drawn drawn = draw(*told, told->edge());
    EXPECT_LT(drawn.placement.lanes.size(), 70u);
    std::vector<std::string> words;
    for (const Layer& layer : drawn.scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    EXPECT_THAT(words, Contains("and 138 more wait"));
}

TEST(Graph, DrawsOfAThousandThoseInTheCycleAndThoseWhoWaitedLongest) {
    ModeledStory told;
    Story& story = told.story;
    const auto main = story.thread("main");
    std::vector<ObjectId> locks;
    std::vector<LaneId> threads;
    for (int i = 0; i < 1000; ++i) {
        threads.push_back(story.thread("T" + std::to_string(i)));
        locks.push_back(story.mutex("L" + std::to_string(i)));
    }
    story.take(threads[998], locks[998]);
    story.take(threads[999], locks[999]);
    for (int i = 0; i < 998; ++i) { // each waits for a lock of its own, which main holds
        story.take(main, locks[static_cast<std::size_t>(i)]);
        story.wait(threads[static_cast<std::size_t>(i)], locks[static_cast<std::size_t>(i)]);
    }
    story.wait(threads[998], locks[999]);
    story.wait(threads[999], locks[998]);
    told.wait(10_ms);
    ASSERT_EQ(told.findings.all().size(), 1u);
    const Drawn drawn = draw(told, told.edge());
    EXPECT_LE(drawn.placement.lanes.size() + drawn.placement.objects.size(), 80u);
    EXPECT_TRUE(drawn.placement.lanes.contains(threads[998]));
    EXPECT_TRUE(drawn.placement.lanes.contains(threads[999]));
    EXPECT_TRUE(drawn.placement.lanes.contains(threads[0]));
    EXPECT_FALSE(drawn.placement.lanes.contains(threads[997]));
    bool said = false;
    for (const Layer& layer : drawn.scene.layers)
        for (const Text& text : layer.texts)
            said = said || text.text.contains("more edges are not drawn");
    EXPECT_TRUE(said);
}

TEST(Graph, NamesThoseOfTheCycleHoweverSmallTheirNodesAre) {
    const auto told = deadlockRun(60);
    const analysis::Finding& deadlock = told->findings.all().at(0);
    const Drawn drawn = draw(*told, told->edge());
    std::vector<QRectF> nodes, names;
    std::set<std::string> words;
    for (const Layer& layer : drawn.scene.layers) {
        for (const Box& box : layer.boxes)
            if (box.form == Form::Ellipse && box.tag.what == What::GraphLane)
                nodes.push_back(box.rect);
        for (const Text& text : layer.texts)
            if (text.tag.what == What::GraphLane || text.tag.what == What::GraphObject) {
                names.push_back(text.rect());
                words.insert(text.text.toStdString());
            }
    }
    ASSERT_FALSE(nodes.empty());
    EXPECT_LT(nodes.front().width(), 30) << "too small for a name";
    for (const auto& edge : deadlock.cycle) {
        const std::string name(told->model().name(edge.lane));
        EXPECT_TRUE(words.contains(name) || words.contains("T" + name.substr(name.find('-') + 1))) << name;
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        for (std::size_t j = i + 1; j < names.size(); ++j)
            EXPECT_FALSE(names[i].intersects(names[j])) << i << " " << j;
}

TEST(Graph, SaysWhenThereIsNothing) {
    const ModeledStory nothing;
    const Scene scene = draw(nothing, 0).scene;
    ASSERT_EQ(scene.layers[0].texts.size(), 1u);
}

TEST(Graph, AnswersWhatIsUnderThePointer) {
    const auto told = deadlockRun(2);
    const Scene scene = draw(*told, told->edge()).scene;
    bool lane = false, object = false;
    for (const Layer& layer : scene.layers) {
        for (const Box& box : layer.boxes) {
            if (box.tag.what == What::GraphLane)
                lane = lane || hit(scene, box.rect.center()).lane == told->lanes[0];
            if (box.tag.what == What::GraphObject)
                object = object || hit(scene, box.rect.center()).object == told->objects[0];
        }
    }
    EXPECT_TRUE(lane);
    EXPECT_TRUE(object);
}

} // namespace
} // namespace braid::tests::graph_layout_test
