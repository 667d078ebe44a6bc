#include "app/render/objects/object_interest.h"
#include "app/render/picture/picture.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

namespace braid::tests::object_family_test {
namespace {

using namespace render;

/// Twenty semaphores of one permit, of which the first ten are taken after a while, and a lock.
struct Tokens : ModeledStory {
    Tokens() {
        Story& s = story;
        const LaneId main = s.thread("main", s.process("p"));
        lock = s.mutex("lock");
        for (int i = 1; i <= 20; ++i)
            tokens.push_back(s.object(Story::Type::Semaphore, "token " + std::to_string(i), 1));
        s.after(200_ms);
        for (int i = 0; i < 10; ++i)
            s.take(main, tokens[static_cast<std::size_t>(i)]);
        wait(300_ms);
    }
    ObjectId lock;
    std::vector<ObjectId> tokens;
};

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    return words;
}

TEST(ObjectFamilies, OfManyAreOneRowThatCounts) {
    const Tokens told;
    ViewState state;
    state.to = told.edge();
    state.rowHeight = 28;
    state.allObjects = true;
    const std::vector<Row> rows = objectRows(told.model(), state, Theme::dark());
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[0].object, told.lock);
    ASSERT_NE(rows[1].objects, nullptr);
    EXPECT_EQ(rows[1].objects->size(), 20u);
    EXPECT_TRUE(rows[1].folded);
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 600}, Theme::dark());
    EXPECT_THAT(wordsOf(scene), testing::IsSupersetOf({"token * × 20", "10 in use"}));
    const Profile* profile = nullptr;
    for (const Layer& layer : scene.layers)
        for (const Profile& each : layer.profiles)
            if (each.tag.what == What::ObjectFamily)
                profile = &each;
    ASSERT_NE(profile, nullptr);
    EXPECT_EQ(profile->points.front().y(), profile->baseline) << "none is taken at first";
    EXPECT_LT(profile->points.back().y(), profile->baseline - 8) << "half of them at the end";
    EXPECT_GT(profile->points.back().y(), profile->baseline - 16);
}

TEST(ObjectFamilies, AreShownOneByOneWhereAskedFor) {
    const Tokens told;
    ViewState state;
    state.to = told.edge();
    state.allObjects = true;
    state.selectedObject = told.tokens[4];
    EXPECT_EQ(objectRows(told.model(), state, Theme::dark()).size(), 3u) << "the selected one has its own row";
    state.objectFamilies[told.tokens[0]] = false;
    const std::vector<Row> rows = objectRows(told.model(), state, Theme::dark());
    EXPECT_EQ(rows.size(), 21u);
    EXPECT_TRUE(rows[1].foldable);
    EXPECT_FALSE(rows[1].folded);
    const Scene scene = layoutTimeline(told.model(), told.findings, state, told.edge(), {1280, 2000}, Theme::dark());
    EXPECT_THAT(wordsOf(scene), testing::IsSupersetOf({"token 1", "token 20"}));
    bool fold = false;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            fold |= mark.tag.what == What::ObjectFamily && mark.tag.object == told.tokens[0];
    EXPECT_TRUE(fold) << "there is something to fold them with";
}

TEST(ObjectFamilies, StayAsTheyWereAskedForWhicheverMemberIsTheFirst) {
    const Tokens told;
    ViewState state;
    state.to = told.edge();
    const model::Object& second = *told.model().object(told.tokens[1]);
    state.filter = "token 1*"; // without token 2 to 9
    foldObjectFamily(told.model(), state, *told.model().object(told.tokens[10]), false);
    state.filter = "token 1?";
    ASSERT_TRUE(objectFamilyOf(told.model(), state, *told.model().object(told.tokens[10])));
    EXPECT_FALSE(objectFamilyOf(told.model(), state, *told.model().object(told.tokens[10]))->folded);
    state.filter.clear();
    state.allObjects = true;
    ASSERT_TRUE(objectFamilyOf(told.model(), state, second));
    EXPECT_FALSE(objectFamilyOf(told.model(), state, second)->folded) << "another one is the first now";
    foldObjectFamily(told.model(), state, second, true);
    EXPECT_TRUE(objectFamilyOf(told.model(), state, second)->folded);
    EXPECT_EQ(state.objectFamilies.size(), 1u) << "what was asked before is forgotten";
}

TEST(ObjectFamilies, OfProcessesAreFoldedInHighPictures) {
    ModeledStory told;
    Story& s = told.story;
    const LaneId first = s.process("p");
    const LaneId main = s.thread("main", first);
    for (int i = 1; i <= 40; ++i) {
        const LaneId child = s.process("Process-" + std::to_string(i), first);
        s.start(main, s.thread("main", child));
    }
    told.wait(50_ms);
    PictureOptions options;
    const Scene scene = composePicture(told.model(), told.findings, told.edge(), options);
    EXPECT_LT(scene.size.height(), 600);
    EXPECT_THAT(wordsOf(scene), testing::Contains("Process-* × 40, folded"));
    bool drawn = false;
    for (const Layer& layer : scene.layers)
        for (const Strip& strip : layer.strips)
            drawn |= strip.tag.what == What::Family && strip.tag.count == 40;
    EXPECT_TRUE(drawn) << "what their threads do is seen";
    options.height = 3000;
    EXPECT_THAT(wordsOf(composePicture(told.model(), told.findings, told.edge(), options)), testing::Contains("Process-40"));
}

} // namespace
} // namespace braid::tests::object_family_test
