#include "app/render/panels/graph_layout.h"

#include "app/render/panels/graph_content.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <set>
#include <string>

namespace braid::tests::graph_layout_test {
namespace {

using namespace render;
using testing::Contains;

constexpr QSizeF Small(300, 230), Usual(560, 460), Large(900, 640);

Scene draw(const ModeledStory& told, model::Nanos time, QSizeF size = Usual, const Theme& theme = Theme::dark()) {
    return layoutGraphAt(told.model(), told.findings, time, size, theme);
}

std::vector<Text> textsOf(const Scene& scene) {
    std::vector<Text> texts;
    for (const Layer& layer : scene.layers)
        texts.insert(texts.end(), layer.texts.begin(), layer.texts.end());
    return texts;
}

std::set<std::string> wordsOf(const Scene& scene) {
    std::set<std::string> words;
    for (const Text& text : textsOf(scene))
        words.insert(text.text.toStdString());
    return words;
}

std::vector<Box> framesOf(const Scene& scene) {
    std::vector<Box> frames;
    for (const Box& box : scene.layers.at(0).boxes)
        if (box.tag.what == What::FindingMarker)
            frames.push_back(box);
    return frames;
}

std::vector<Box> nodesOf(const Scene& scene) {
    std::vector<Box> nodes;
    for (const Box& box : scene.layers.at(1).boxes)
        if (box.tag && box.form == Form::Solid)
            nodes.push_back(box);
    return nodes;
}

/// Nothing covers anything, and nothing lies outside.
void expectClear(const Scene& scene, const std::string& what) {
    const std::vector<Text> texts = textsOf(scene);
    const QRectF whole(QPointF(0, 0), scene.size);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        EXPECT_TRUE(whole.contains(texts[i].rect())) << what << ": " << texts[i].text.toStdString();
        for (std::size_t j = i + 1; j < texts.size(); ++j)
            EXPECT_FALSE(texts[i].rect().adjusted(0.5, 1, -0.5, -1).intersects(texts[j].rect())) << what << ": " << texts[i].text.toStdString() << " on " << texts[j].text.toStdString();
    }
    const std::vector<Box> nodes = nodesOf(scene), frames = framesOf(scene);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        EXPECT_TRUE(whole.contains(nodes[i].rect)) << what;
        for (std::size_t j = i + 1; j < nodes.size(); ++j)
            EXPECT_FALSE(nodes[i].rect.intersects(nodes[j].rect)) << what;
        for (const Box& frame : frames)
            EXPECT_TRUE(frame.rect.contains(nodes[i].rect) || !frame.rect.intersects(nodes[i].rect)) << what << ": half in a frame";
    }
    for (std::size_t i = 0; i < frames.size(); ++i)
        for (std::size_t j = i + 1; j < frames.size(); ++j)
            EXPECT_FALSE(frames[i].rect.intersects(frames[j].rect)) << what;
    for (const Text& text : texts) {
        const bool ofAnEdge = text.tag.what == What::GraphWait || text.tag.what == What::GraphHold;
        for (const Box& node : nodes)
            EXPECT_FALSE(ofAnEdge && node.rect.intersects(text.rect())) << what << ": " << text.text.toStdString() << " on a node";
    }
    for (const Layer& layer : scene.layers)
        for (const Line& line : layer.lines)
            for (std::size_t i = 0; i < line.pointCount; ++i)
                EXPECT_TRUE(whole.contains(line.points[i])) << what;
}

/// A ring of `count` threads, each with a lock that the one before wants; `behind` more wait for the first lock.
void tellOfARing(ModeledStory& told, int count, int behind) {
    Story& story = told.story;
    std::vector<LaneId> lanes;
    std::vector<ObjectId> locks;
    for (int i = 0; i < count; ++i) {
        lanes.push_back(story.thread("philosopher " + std::to_string(i)));
        locks.push_back(story.mutex("fork " + std::to_string(i)));
        story.take(lanes.back(), locks.back());
    }
    for (int i = 0; i < behind; ++i)
        story.wait(story.thread("guest " + std::to_string(i)), locks[0]);
    for (std::size_t i = 0; i < lanes.size(); ++i)
        story.wait(lanes[i], locks[(i + 1) % locks.size()]);
    told.findings.nameHangs(told.model());
}

TEST(Graph, PutsNothingOnAnythingElseAndNothingOutside) {
    for (const QSizeF size : {Small, Usual, Large})
        for (const double scale : {1.0, 1.5}) {
            if (scale > 1 && size == Small)
                continue;
            for (const int threads : {2, 3, 10, 50, 200}) {
                const auto told = deadlockRun(threads);
                for (const model::Nanos time : {300_ms, told->edge()})
                    expectClear(draw(*told, time, size, Theme::light(scale)), std::to_string(threads) + " threads in " + std::to_string(size.width()) + " at " + std::to_string(time));
            }
            for (const int ring : {1, 2, 3, 5, 8, 20, 60}) {
                ModeledStory told;
                tellOfARing(told, ring, ring);
                expectClear(draw(told, told.edge(), size, Theme::dark(scale)), "ring of " + std::to_string(ring) + " in " + std::to_string(size.width()));
            }
        }
}

TEST(Graph, StandsAFindingInAFrameWithItsNumberAndCauseAndWhoIsBehindOutside) {
    const auto told = deadlockRun(10);
    const Scene scene = draw(*told, told->edge());
    const std::vector<Box> frames = framesOf(scene);
    ASSERT_EQ(frames.size(), 1u);
    EXPECT_THAT(wordsOf(scene), Contains("#1 · Deadlock: a cycle"));
    for (const Box& node : nodesOf(scene)) {
        const bool core = node.tag.object || node.tag.lane == told->lanes[0] || node.tag.lane == told->lanes[1];
        EXPECT_EQ(frames[0].rect.contains(node.rect), core) << told->model().name(node.tag.lane);
        EXPECT_EQ(node.border == Ink(Role::Deadlock), core);
    }
    for (const Line& line : scene.layers.at(0).lines)
        EXPECT_EQ(line.width > 1.5F, line.ink == Ink(Role::Deadlock)) << "who stands behind is drawn thinner";
}

TEST(Graph, NumbersTheLanesOfTheCycleAndDashesOnlyTheWaits) {
    const auto told = deadlockRun(10);
    const Scene scene = draw(*told, told->edge());
    std::size_t waits = 0, holds = 0;
    for (const Line& line : scene.layers.at(0).lines) {
        if (line.tag.what == What::GraphWait) {
            waits += line.tag.count;
            EXPECT_NE(line.dash, Dash::Solid);
        }
        if (line.tag.what == What::GraphHold) {
            holds += line.tag.count;
            EXPECT_EQ(line.dash, Dash::Solid);
        }
    }
    EXPECT_EQ(waits, 11u) << "ten workers, and main joins";
    EXPECT_EQ(holds, 2u);
    const std::set<std::string> words = wordsOf(scene);
    for (const char* word : {"1", "2", "A", "B", "lock", "held by", "end", "waits for a lock", "has it, or alone can give it", "waits for its end"})
        EXPECT_THAT(words, Contains(word));
}

TEST(Graph, ExplainsOnlyTheFormsThatOccur) {
    ModeledStory told;
    Story& story = told.story;
    const LaneId waiter = story.thread("W");
    story.thread("busy");
    story.await(waiter, story.object(Story::Type::Event, "go"));
    const std::set<std::string> words = wordsOf(draw(told, told.edge()));
    EXPECT_THAT(words, Contains("waits for it to be set"));
    EXPECT_THAT(words, testing::Not(Contains("waits for a lock")));
    EXPECT_THAT(words, testing::Not(Contains("nobody left"))) << "another one goes on, and may set it";
}

TEST(Graph, SaysThatNobodyIsLeftInANodeOfItsOwn) {
    ModeledStory told;
    Story& story = told.story;
    const LaneId waiter = story.thread("W");
    story.await(waiter, story.object(Story::Type::Event, "go"));
    told.findings.nameHangs(told.model());
    for (const QSizeF size : {Small, Usual}) {
        const Scene scene = draw(told, told.edge(), size);
        EXPECT_THAT(wordsOf(scene), Contains("nobody left"));
        EXPECT_THAT(wordsOf(scene), Contains("#1 · Hang: nobody left"));
        expectClear(scene, "hang");
    }
}

TEST(Graph, MarksAWaitThatEndsByItself) {
    ModeledStory told;
    Story& story = told.story;
    const LaneId holder = story.thread("holder"), waiter = story.thread("waiter");
    const ObjectId lock = story.mutex("m");
    story.take(holder, lock);
    story.wait(waiter, lock, 300_ms);
    const Scene scene = draw(told, told.edge());
    bool marked = false;
    for (const Mark& mark : scene.layers.at(2).marks)
        marked = marked || (mark.glyph == Glyph::Hourglass && mark.tag.what == What::GraphWait && mark.tag.lane == waiter);
    EXPECT_TRUE(marked);
    EXPECT_THAT(wordsOf(scene), Contains("ends by itself at its time limit"));
}

TEST(Graph, ShowsACycleOnlyFromTheMomentItCloses) {
    const auto told = deadlockRun(3);
    EXPECT_TRUE(framesOf(draw(*told, told->findings.all()[0].at - 1_ms)).empty());
    EXPECT_EQ(framesOf(draw(*told, told->findings.all()[0].at)).size(), 1u);
}

TEST(Graph, CountsACrowdOfWhichItHasNoRoomForAll) {
    for (const QSizeF size : {Small, Usual, Large}) {
        const auto told = deadlockRun(200);
        const Scene scene = draw(*told, told->edge(), size);
        std::size_t lanes = 0, rest = 0;
        for (const Box& node : nodesOf(scene))
            lanes += node.tag.what == What::GraphLane ? 1 : 0;
        for (const std::string& word : wordsOf(scene))
            if (word.starts_with("and "))
                rest += std::stoul(word.substr(4));
        EXPECT_EQ(lanes + rest, 201u) << "in " << size.width();
    }
}

TEST(Graph, DrawsOfAThousandThoseInTheCycleAndSaysWhatIsMissing) {
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
    for (std::size_t i = 0; i < 998; ++i) { // each waits for a lock of its own, which main holds
        story.take(main, locks[i]);
        story.wait(threads[i], locks[i]);
    }
    story.wait(threads[998], locks[999]);
    story.wait(threads[999], locks[998]);
    told.wait(10_ms);
    ASSERT_EQ(told.findings.all().size(), 1u);
    const Scene scene = draw(told, told.edge());
    std::set<LaneId> drawn;
    for (const Box& node : nodesOf(scene))
        drawn.insert(node.tag.lane);
    EXPECT_TRUE(drawn.contains(threads[998]));
    EXPECT_TRUE(drawn.contains(threads[999]));
    EXPECT_TRUE(drawn.contains(threads[0])) << "who has waited longest";
    EXPECT_FALSE(drawn.contains(threads[997]));
    bool said = false;
    for (const std::string& word : wordsOf(scene))
        said = said || word.starts_with("Not drawn for lack of room");
    EXPECT_TRUE(said);
    expectClear(scene, "thousand");
}

TEST(Graph, IsTheSameForTheSameArguments) {
    const auto told = deadlockRun(10);
    const Scene one = draw(*told, 300_ms), other = draw(*told, 300_ms);
    ASSERT_EQ(nodesOf(one).size(), nodesOf(other).size());
    for (std::size_t i = 0; i < nodesOf(one).size(); ++i)
        EXPECT_EQ(nodesOf(one)[i].rect, nodesOf(other)[i].rect);
}

TEST(Graph, SaysWhenThereIsNothing) {
    const ModeledStory nothing;
    const Scene scene = draw(nothing, 0);
    ASSERT_EQ(scene.layers[0].texts.size(), 1u);
}

TEST(Graph, AnswersWhatIsUnderThePointer) {
    const auto told = deadlockRun(2);
    const Scene scene = draw(*told, told->edge());
    bool lane = false, object = false;
    for (const Box& node : nodesOf(scene)) {
        lane = lane || (node.tag.what == What::GraphLane && hit(scene, node.rect.center()).lane == told->lanes[0]);
        object = object || (node.tag.what == What::GraphObject && hit(scene, node.rect.center()).object == told->objects[0]);
    }
    EXPECT_TRUE(lane);
    EXPECT_TRUE(object);
    for (const Text& text : textsOf(scene))
        EXPECT_EQ(hit(scene, text.rect().center()).finding == 0, text.text.startsWith(u'#')) << "the title leads to the finding";
}

} // namespace
} // namespace braid::tests::graph_layout_test
