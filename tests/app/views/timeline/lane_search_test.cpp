#include "app/views/lanes/lane_search.h"
#include "tests/app/render/support/runs.h"

#include <gtest/gtest.h>

namespace braid::tests::lane_search_test {
namespace {

using views::Match;

TEST(Matches, AreLanesThenObjectsThenPrintsWhateverTheCase) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId apple = s.after(0).thread("Apple");
    const LaneId pear = s.after(0).thread("Pear");
    const ObjectId pineapple = s.after(0).object(Story::Type::Mutex, "pineapple");
    s.add(Story::Kind::Print, pear, {}, 0, 0, "an APPLE a day");
    s.add(Story::Kind::Print, apple, {}, 0, 0, "nothing");
    told->wait(1'000);
    const model::Model& model = told->model();
    ASSERT_EQ(model.prints().size(), 2u);
    const std::vector<Match> all{{apple, {}, model::NoEvent}, {{}, pineapple, model::NoEvent}, {pear, {}, model.prints()[0]}};
    EXPECT_EQ(views::matchesOf(model, "apple", 100), all);
    EXPECT_EQ(views::matchesOf(model, "apple", 2).size(), 2u);
    EXPECT_TRUE(views::matchesOf(model, "", 100).empty());
    EXPECT_TRUE(views::matchesOf(model, "plum", 100).empty());
    EXPECT_EQ(views::matchesOf(model, "p*r", 100), (std::vector<Match>{{pear, {}, model::NoEvent}})) << "as in the filter";
}

TEST(Matches, AreAlsoWhatStandsInThePictureEachOnce) {
    auto told = std::make_unique<ModeledStory>();
    Story& s = told->story;
    const LaneId apple = s.after(0).thread("Apple");
    const model::EventIndex print = s.add(Story::Kind::Print, apple, {}, 0, 0, "an apple");
    told->wait(1'000);
    const std::vector<render::Tag> written{{render::What::LaneHeader, apple, {}, model::NoEvent, -1, 1},
                                           {render::What::Mark, apple, {}, print, -1, 1},
                                           {render::What::Bar, apple, {}, 0, -1, 1},
                                           {render::What::Bar, apple, {}, 0, -1, 1}};
    const std::vector<Match> all{{apple, {}, model::NoEvent}, {apple, {}, print}, {apple, {}, 0}};
    EXPECT_EQ(views::matchesOf(told->model(), "apple", 100, written), all);
    EXPECT_EQ(views::matchesOf(told->model(), "apple", 2, written).size(), 2u);
}

} // namespace
} // namespace braid::tests::lane_search_test
