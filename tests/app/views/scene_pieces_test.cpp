#include "app/views/accessible/scene_pieces.h"

#include <gtest/gtest.h>

namespace braid::views {
namespace {

using namespace render;

Tag lane(std::uint32_t id) { return {What::LaneHeader, LaneId{id}, {}, model::NoEvent, -1, 1}; }
Tag bar(std::uint32_t id, model::EventIndex event) { return {What::Bar, LaneId{id}, {}, event, -1, 1}; }
Box box(QRectF rect, Tag tag) { return {rect, Role::Running, Form::Solid, false, 0, 1, Role::Transparent, tag}; }
Text text(QPointF at, const QString& words, Tag tag = {}) {
    Text result;
    result.position = at;
    result.text = words;
    result.width = 40;
    result.height = result.ascent = 10;
    result.tag = tag;
    return result;
}

TEST(ScenePieces, AreReadRowByRowFromLeftToRight) {
    Scene scene;
    scene.layers.resize(2);
    scene.layers[0].boxes = {box({100, 20, 50, 20}, bar(2, 4)), box({160, 5, 50, 10}, bar(1, 3)), box({100, 0, 50, 20}, bar(1, 2)),
                             box({0, 20, 90, 20}, lane(2)), box({0, 0, 90, 20}, lane(1))};
    const auto pieces = scenePieces(scene);
    ASSERT_EQ(pieces.size(), 5U);
    EXPECT_EQ(pieces[0].tag, lane(1));
    EXPECT_EQ(pieces[1].tag, bar(1, 2));
    EXPECT_EQ(pieces[2].tag, bar(1, 3));
    EXPECT_EQ(pieces[3].tag, lane(2));
    EXPECT_EQ(pieces[4].tag, bar(2, 4));
}

TEST(ScenePieces, AreOneForEverythingWithTheSameTag) {
    Scene scene;
    scene.layers.resize(2);
    scene.layers[0].boxes = {box({100, 0, 50, 20}, bar(1, 2))};
    scene.layers[1].texts = {text({160, 15}, "A", bar(1, 2)), text({205, 15}, "for 3 s", bar(1, 2))};
    const auto pieces = scenePieces(scene);
    ASSERT_EQ(pieces.size(), 1U);
    EXPECT_EQ(pieces[0].text, "A for 3 s");
    EXPECT_EQ(pieces[0].rect, QRectF(100, 0, 145, 20));
}

TEST(ScenePieces, ArePieceByPieceForStripsAndTextsThatBelongToNothing) {
    Scene scene;
    scene.layers.resize(1);
    const Tag merged{What::Merged, LaneId{1}, {}, model::NoEvent, -1, 7};
    Column half;
    half.share[static_cast<std::size_t>(model::State::Running)] = 100;
    Column full;
    full.share[static_cast<std::size_t>(model::State::Running)] = 200;
    scene.layers[0].columns = {half, full};
    scene.layers[0].strips = {{{100, 0, 2, 20}, 0, 2, merged, 1}, {{110, 0, 1, 20}, 1, 1, merged, 1}};
    scene.layers[0].texts = {text({0, 50}, "2 free"), text({60, 50}, "of 5")};
    const auto pieces = scenePieces(scene);
    ASSERT_EQ(pieces.size(), 4U);
    ASSERT_TRUE(pieces[0].average);
    EXPECT_EQ(pieces[0].average->share[static_cast<std::size_t>(model::State::Running)], 150);
    EXPECT_EQ(pieces[0].average->count, 7U);
    EXPECT_EQ(pieces[2].text, "2 free");
}

TEST(ScenePieces, AreTheNamesAndTheLargestWhereThereAreTooMany) {
    Scene scene;
    scene.layers.resize(1);
    for (std::uint32_t i = 1; i <= 50; ++i) {
        scene.layers[0].boxes.push_back(box({0, i * 20.0, 90, 20}, lane(i)));
        scene.layers[0].boxes.push_back(box({100, i * 20.0, static_cast<double>(i), 20}, bar(i, i)));
    }
    const auto pieces = scenePieces(scene, 60);
    ASSERT_EQ(pieces.size(), 60U);
    for (const ScenePiece& piece : pieces)
        EXPECT_TRUE(piece.tag.what == What::LaneHeader || piece.rect.width() > 40) << piece.rect.width();
}

TEST(ScenePieces, StayTheSameWhileTheyGrowAndMore) {
    ScenePiece before{bar(1, 2), {0, 0, 10, 10}, {}, std::nullopt};
    ScenePiece later = before;
    later.rect.setWidth(90);
    later.tag.count = 3;
    EXPECT_TRUE(later.sameAs(before));
    later.tag.event = 3;
    EXPECT_FALSE(later.sameAs(before));
}

} // namespace
} // namespace braid::views
