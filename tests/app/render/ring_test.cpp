#include "app/render/rows/breaks.h"
#include "app/render/rows/geometry.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <map>
#include <string>

namespace braid::tests::ring_test {
namespace {

using namespace render;
using testing::Contains;
using testing::IsEmpty;
using testing::Not;

constexpr QSizeF Size(1200, 500);

ViewState wholeOf(const ModeledStory& told) {
    ViewState state;
    const TimeRange range = wholeRun(told.model(), told.edge(), 0.02);
    state.from = range.from;
    state.to = range.to;
    return state;
}

Scene sceneOf(const ModeledStory& told, const ViewState& state) { return layoutTimeline(told.model(), told.findings, state, told.edge(), Size, Theme::dark()); }

double xOf(const ModeledStory& told, const ViewState& state, model::Nanos time) {
    return timeToX(timelineGeometry(told.model(), state, Size, Theme::dark()).axis, time);
}

/// The boxes round bars in `ink`, by lane.
std::map<LaneId, QRectF> roundBars(const Scene& scene, Role ink, Form form) {
    std::map<LaneId, QRectF> found;
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Bar && box.ink == Ink(ink) && box.form == form)
                found[box.tag.lane] |= box.rect;
    return found;
}

std::map<LaneId, std::string> numbers(const Scene& scene) {
    std::map<LaneId, std::string> found;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.tag.what == What::Bar && text.type == Type::SmallBold)
                found[text.tag.lane] = text.text.toStdString();
    return found;
}

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    return words;
}

/// Two threads wait for a condition that nobody notifies, main for the first of them to end. lanes: main, W1, W2.
std::unique_ptr<ModeledStory> hangRun() {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    told->lanes = {s.thread("main"), s.thread("W1"), s.thread("W2")};
    const ObjectId condition = s.object(Story::Type::ConditionVariable, "c");
    s.after(100_ms).await(told->lanes[1], condition);
    s.join(told->lanes[0], told->lanes[1]);
    s.after(400_ms).await(told->lanes[2], condition);
    s.model.checkFrozen();
    told->findings.nameHangs(s.model);
    told->wait(100_ms);
    return told;
}

TEST(StuckLanes, OfAHangHaveTheirHaloAndNumberFromTheMomentItIsTrue) {
    const auto told = hangRun();
    ASSERT_EQ(told->findings.all().size(), 1u);
    const analysis::Finding& hang = told->findings.all()[0];
    ASSERT_EQ(hang.kind, analysis::FindingKind::Hang);
    const ViewState state = wholeOf(*told);
    const Scene scene = sceneOf(*told, state);
    const std::map<LaneId, QRectF> halos = roundBars(scene, Role::Halo, Form::Solid);
    ASSERT_TRUE(halos.contains(told->lanes[1]) && halos.contains(told->lanes[2]));
    EXPECT_NEAR(halos.at(told->lanes[1]).left(), xOf(*told, state, hang.at), 5) << "it waits long before that";
    EXPECT_FALSE(halos.contains(told->lanes[0]));
    EXPECT_THAT(wordsOf(scene), Contains("HANG 1"));
    EXPECT_THAT(wordsOf(scene), Contains("HANG 2"));
    EXPECT_THAT(wordsOf(scene), Not(Contains("HANG 3")));
}

TEST(StuckLanes, ThatWaitForEachOthersWordHaveTheirHaloToo) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p"), main = s.thread("main", process), client = s.thread("client", process),
                 server = s.thread("server", process);
    const ObjectId ends[] = {ObjectId{900}, ObjectId{901}};
    constexpr std::uint32_t Receives = trace::IoUnlimited | static_cast<std::uint32_t>(trace::IoCall::Receive) << trace::IoCallShift;
    for (std::uint32_t end = 0; end < 2; ++end) {
        constexpr std::uint64_t Connection = 7;
        s.add(Story::Kind::DefineObject, main, ends[end], 0, static_cast<std::uint32_t>(Story::Type::Descriptor), "end");
        s.add(Story::Kind::EndOf, main, ends[end], Connection, end, {}, false);
    }
    s.join(main, client);
    for (const std::size_t end : {0u, 1u})
        s.after(100_ms).add(Story::Kind::IoBegin, end == 0 ? client : server, ends[end], 5, trace::IoWaiting | Receives, {}, false);
    s.model.checkFrozen();
    told.findings.nameHangs(s.model);
    told.findings.findStuck(s.model);
    told.wait(100_ms);
    ASSERT_EQ(told.findings.all().size(), 1u);
    const std::map<LaneId, QRectF> halos = roundBars(sceneOf(told, wholeOf(told)), Role::Halo, Form::Solid);
    EXPECT_TRUE(halos.contains(client) && halos.contains(server));
}

TEST(StuckLanes, HaveAThinLineWhereTheyStandBehind) {
    const auto told = hangRun();
    const std::map<LaneId, QRectF> lines = roundBars(sceneOf(*told, wholeOf(*told)), Role::Deadlock, Form::Outline);
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_EQ(lines.begin()->first, told->lanes[0]);
}

TEST(StuckLanes, AreNumberedInTheOrderOfTheCycle) {
    const auto told = deadlockRun(2);
    const std::map<LaneId, std::string> said = numbers(sceneOf(*told, wholeOf(*told)));
    EXPECT_EQ(said.at(told->lanes[0]), "1");
    EXPECT_EQ(said.at(told->lanes[1]), "2");
}

TEST(StuckLanes, HaveTheirHaloOnlyUntilTheRingIsOpened) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main"), a = s.thread("a"), b = s.thread("b");
    const ObjectId p = s.mutex("p"), q = s.mutex("q");
    s.take(a, p);
    s.take(b, q);
    s.after(100_ms).wait(a, q);
    s.wait(b, p);
    s.after(200_ms).kill(main, b);
    s.take(a, q); // which a robust lock gives it
    told.findings.findStuck(s.model);
    s.after(300_ms).add(Story::Kind::Yield, main);
    told.wait(10_ms);
    ASSERT_EQ(told.findings.all().at(0).kind, analysis::FindingKind::Deadlock);
    ASSERT_GT(told.findings.all()[0].openedAt, 0);
    const ViewState state = wholeOf(told);
    const Scene scene = sceneOf(told, state);
    const std::map<LaneId, QRectF> halos = roundBars(scene, Role::Halo, Form::Solid);
    ASSERT_TRUE(halos.contains(a));
    EXPECT_NEAR(halos.at(a).right(), xOf(told, state, told.findings.all()[0].openedAt), 5);
    for (const std::string& word : wordsOf(scene))
        EXPECT_FALSE(word.starts_with("DEADLOCK")) << "now it is none any more";
}

TEST(WordsOfRows, LieUnderNoBreak) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId a = s.thread("T1"), b = s.thread("T2");
    const ObjectId p = s.mutex("LOCKA"), q = s.mutex("LOCKB"), permits = s.object(Story::Type::Semaphore, "permits", 3), recursive = s.object(Story::Type::RecursiveMutex, "nested");
    s.take(a, p);
    s.take(b, q);
    s.take(a, permits);
    s.take(b, permits);
    s.take(a, recursive, 1);
    for (int i = 0; i < 6; ++i) {
        s.after(40_ms).add(Story::Kind::Print, a, {}, 0, 0, "a printed line");
        for (const LaneId lane : {a, b})
            s.add(Story::Kind::HoldBegin, lane, {}, trace::HeldByPause);
        s.after(500_ms);
        for (const LaneId lane : {a, b})
            s.add(Story::Kind::HoldEnd, lane);
    }
    s.after(30_ms).wait(a, q);
    s.wait(b, p);
    s.model.checkFrozen();
    told.wait(0);
    int seen = 0;
    for (int zoom = 0; zoom < 60; ++zoom) {
        ViewState state = wholeOf(told);
        state.from += (state.to - state.from) * zoom / 80;
        const Scene scene = sceneOf(told, state);
        std::vector<QRectF> bands;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                if (box.form == Form::Zigzag)
                    bands.push_back(box.rect);
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts) {
                const What what = text.tag.what;
                if (what != What::Bar && what != What::Mark && what != What::Holding && what != What::Level && what != What::Arrow)
                    continue;
                ++seen;
                for (const QRectF& band : bands)
                    EXPECT_FALSE(band.intersects(text.rect())) << zoom << ": " << text.text.toStdString();
            }
    }
    EXPECT_GT(seen, 200);
}

} // namespace
} // namespace braid::tests::ring_test
