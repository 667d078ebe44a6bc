#include "app/render/objects/object_interest.h"
#include "app/render/panels/legend.h"
#include "app/render/picture/picture.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

namespace braid::tests::object_interest_test {
namespace {

using namespace render;
using Kind = Story::Kind;
using Type = Story::Type;

/// A lock for which a thread waited, `quietLocks` for which none did, a descriptor, an event no thread waited for, a queue that was
/// never used.
struct Mixed : ModeledStory {
    explicit Mixed(int quietLocks) {
        Story& s = story;
        const LaneId process = s.process("p");
        first = s.thread("first", process);
        const LaneId second = s.thread("second", process);
        contended = s.mutex("contended");
        s.take(first, contended);
        s.wait(second, contended);
        s.give(first, contended);
        s.take(second, contended);
        s.give(second, contended);
        for (int i = 0; i < quietLocks; ++i) {
            quiet.push_back(s.mutex("lock of " + std::string(1, static_cast<char>('a' + i))));
            s.take(first, quiet.back());
            s.give(first, quiet.back());
        }
        descriptor = s.object(Type::Descriptor, "client (fd 5)");
        s.add(Kind::IoEnd, first, descriptor, 5, static_cast<std::uint32_t>(trace::IoCall::Send) << trace::IoCallShift, {}, false);
        flag = s.object(Type::Event, "flag");
        s.signal(first, flag);
        unused = s.object(Type::Queue, "unused");
        wait(20_ms);
    }
    [[nodiscard]] std::vector<Row> rows(const ViewState& state = {}) const { return objectRows(model(), state, Theme::dark()); }
    [[nodiscard]] bool shows(ObjectId object, const ViewState& state = {}) const {
        for (const Row& row : rows(state))
            if (row.object == object)
                return true;
        return false;
    }
    LaneId first;
    ObjectId contended, descriptor, flag, unused;
    std::vector<ObjectId> quiet;
};

TEST(UninterestingObjects, AreHiddenAndCounted) {
    const Mixed told(10);
    EXPECT_TRUE(told.shows(told.contended));
    for (const ObjectId object : {told.descriptor, told.flag, told.unused, told.quiet[0]})
        EXPECT_FALSE(told.shows(object)) << told.model().name(object);
    ASSERT_EQ(told.rows().size(), 2u);
    EXPECT_EQ(told.rows().back().more, 13u);
    EXPECT_FALSE(told.rows().back().object);
}

TEST(UninterestingObjects, TheLoadersLockIsOneUntilSomebodyWaitsForIt) {
    for (const bool waited : {false, true}) {
        ModeledStory told;
        Story& s = told.story;
        const LaneId process = s.process("p"), first = s.thread("main", process), second = s.thread("second", process);
        const ObjectId loader = s.object(Type::RecursiveMutex, "lock of the loader");
        for (int i = 0; i < 2; ++i) {
            s.take(first, loader);
            if (waited)
                s.wait(second, loader);
            s.give(first, loader);
            if (waited) {
                s.take(second, loader);
                s.give(second, loader);
            }
        }
        EXPECT_EQ(interestOf(told.model(), *told.model().object(loader)), waited ? Interest::Great : Interest::None);
    }
}

TEST(UninterestingObjects, ThatWereUsedAreShownWhereThereAreFew) {
    const Mixed told(3);
    for (const ObjectId object : told.quiet)
        EXPECT_TRUE(told.shows(object));
    EXPECT_FALSE(told.shows(told.unused)) << "nothing happened on it";
    EXPECT_EQ(told.rows().back().more, 3u);
}

TEST(UninterestingObjects, AreShownWhereTheyAreAskedForOrNamedByAFinding) {
    const Mixed told(10);
    ViewState state;
    state.selectedObject = told.quiet[2];
    EXPECT_TRUE(told.shows(told.quiet[2], state));
    state = {};
    state.findings = {told.unused};
    EXPECT_TRUE(told.shows(told.unused, state));
    state = {};
    state.filter = "flag";
    EXPECT_TRUE(told.shows(told.flag, state));
    state = {};
    state.allObjects = true;
    EXPECT_EQ(told.rows(state).size(), 14u) << "all, and no row that counts others";
    EXPECT_EQ(told.rows(state).back().more, 0u);
}

TEST(UninterestingObjects, AreNotThoseOfADeadlock) {
    const auto told = deadlockRun(2);
    EXPECT_THAT(objectsNamed(told->findings), testing::IsSupersetOf(told->objects));
}

TEST(UninterestingObjects, OfServersAreTheLinksToTheirClients) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    const LaneId client = s.thread("client", process), server = s.thread("server", process);
    const ObjectId link = s.object(Type::ProcessQueue, "client → Manager"),
                   queue = s.object(Type::ProcessQueue, "q");
    s.add(Kind::Put, client, link, 1, 8);
    s.add(Kind::Get, server, link, 1, 8);
    s.add(Kind::TaskBegin, server, {}, 1, 0, "append");
    s.add(Kind::TaskEnd, server, {}, 1);
    s.add(Kind::Put, client, queue, 1, 8);
    told.wait(10_ms);
    EXPECT_EQ(interestOf(told.model(), *told.model().object(link)), Interest::None);
    EXPECT_EQ(interestOf(told.model(), *told.model().object(queue)), Interest::Great);
}

TEST(ObjectFamilies, OfAFewAreOneRowWhereAskedFor) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    std::vector<ObjectId> queues;
    for (int i = 1; i <= 3; ++i) {
        queues.push_back(s.object(Type::Queue, "inbox " + std::to_string(i)));
        s.add(Kind::Put, main, queues.back(), 1);
    }
    const model::Object& second = *told.model().object(queues[1]);
    ViewState state;
    EXPECT_EQ(objectRows(told.model(), state, Theme::dark()).size(), 3u);
    ASSERT_TRUE(objectFamilyOf(told.model(), state, second));
    EXPECT_EQ(objectFamilyOf(told.model(), state, second)->members, 3u);
    EXPECT_FALSE(objectFamilyOf(told.model(), state, second)->folded);
    foldObjectFamily(told.model(), state, second, true);
    const std::vector<Row> rows = objectRows(told.model(), state, Theme::dark());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_TRUE(rows[0].folded);
    foldObjectFamily(told.model(), state, second, false);
    EXPECT_EQ(objectRows(told.model(), state, Theme::dark()).size(), 3u);
    EXPECT_TRUE(objectRows(told.model(), state, Theme::dark())[0].foldable) << "it can be folded again";
}

TEST(ObjectFamilies, AreToldApartByWhatFollowsTheNumber) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    for (int i = 1; i <= 8; ++i)
        for (const char* what : {" in", " out"})
            s.add(Kind::Put, main, s.object(Type::Queue, "client " + std::to_string(i) + what), 1);
    const std::vector<Row> rows = objectRows(told.model(), {}, Theme::dark());
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].objects->size(), 8u);
}

TEST(ObjectsInPictures, DoNotMakeThemHigh) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId main = s.thread("main", s.process("p"));
    for (int i = 0; i < 100; ++i)
        s.add(Kind::Put, main, s.object(Type::Queue, "queue " + std::string(static_cast<std::size_t>(i + 1), 'x')), 1);
    told.wait(10_ms);
    PictureOptions options;
    EXPECT_LT(composePicture(told.model(), told.findings, told.edge(), options).size.height(), 1600);
    options.view.allObjects = true;
    EXPECT_GT(composePicture(told.model(), told.findings, told.edge(), options).size.height(), 1600);
}

TEST(ObjectNames, ThatTwoRowsHaveSayWhoseTheyAre) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId process = s.process("p");
    for (const char* name : {"one", "two"}) {
        const LaneId lane = s.thread(name, process);
        const ObjectId queue{900 + lane.value};
        s.add(Kind::DefineObject, lane, queue, 0, static_cast<std::uint32_t>(Type::Queue), "q");
        s.add(Kind::Put, lane, queue, 1);
    }
    told.wait(10_ms);
    ViewState state;
    state.to = told.edge();
    std::vector<std::string> words;
    for (const Layer& layer : layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark()).layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    EXPECT_THAT(words, testing::Contains(testing::StartsWith("made by one")));
    EXPECT_THAT(words, testing::Contains(testing::StartsWith("made by two")));
}

TEST(Legend, ExplainsWhatTheRowsOfObjectsShow) {
    const Mixed told(0);
    ViewState state;
    state.to = told.edge();
    EXPECT_TRUE(legendOf(told.model(), told.findings, state).signs.contains(Sign::Holder));
    EXPECT_FALSE(legendOf(told.model(), told.findings, state).signs.contains(Sign::Flag)) << "its row is not shown";
    EXPECT_FALSE(legendOf(told.model(), told.findings, state).signs.contains(Sign::Item));
    state.allObjects = true;
    EXPECT_TRUE(legendOf(told.model(), told.findings, state).signs.contains(Sign::Flag));
    for (int sign = static_cast<int>(Sign::Holder); sign <= static_cast<int>(Sign::Elsewhere); ++sign) {
        LegendContent content;
        content.signs = {static_cast<Sign>(sign)};
        const Scene scene = layoutLegend(content, 800, Theme::light());
        const Layer& layer = scene.layers.front();
        EXPECT_EQ(layer.texts.size(), 1u);
        EXPECT_EQ(layer.boxes.size() + layer.profiles.size() + layer.lines.size(), static_cast<Sign>(sign) == Sign::GivenAgain ? 2u : 1u) << sign;
    }
}

} // namespace
} // namespace braid::tests::object_interest_test
