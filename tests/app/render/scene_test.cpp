#include "app/render/scene/scene.h"

#include "app/render/paint/paint.h"

#include <QImage>
#include <QPainter>

#include <gmock/gmock.h>

namespace braid::tests::scene_test {
namespace {

using namespace render;

Tag bar(std::uint32_t lane) { return {What::Bar, LaneId{lane}, {}, model::NoEvent, -1, 1}; }

Box box(QRectF rect, Ink ink, Tag tag = {}) { return {rect, ink, Form::Solid, false, 0, 1, Role::Transparent, tag}; }

TEST(Hit, FindsTheTopmostTaggedThing) {
    Scene scene;
    scene.layers.resize(2);
    scene.layers[0].boxes = {box({0, 0, 100, 20}, Role::Running, bar(1)), box({50, 0, 50, 20}, Role::Blocked, bar(2))};
    scene.layers[1].marks = {{QPointF(80, 10), 8, Glyph::Square, Role::MarkPrint, {What::Mark, LaneId{3}, {}, 7, -1, 1}}};
    EXPECT_EQ(hit(scene, {10, 10}), bar(1));
    EXPECT_EQ(hit(scene, {60, 10}), bar(2));
    EXPECT_EQ(hit(scene, {82, 12}).event, 7u);
    EXPECT_FALSE(hit(scene, {10, 30}));
}

TEST(Hit, FindsNothingBehindAPanel) {
    Scene scene;
    scene.layers.resize(2);
    scene.layers[0].boxes = {box({0, 0, 100, 20}, Role::Running, bar(1))};
    scene.layers[1].boxes = {box({0, 0, 30, 20}, Role::Panel)};
    EXPECT_FALSE(hit(scene, {10, 10}));
    EXPECT_EQ(hit(scene, {40, 10}), bar(1));
}

TEST(Hit, ReachesALineFromFourPixelsAway) {
    Scene scene;
    scene.layers.resize(1);
    Line line;
    line.points = {QPointF(0, 0), QPointF(0, 50), QPointF(100, 50), QPointF(100, 100)};
    line.pointCount = 4;
    line.curved = true;
    line.tag = {What::Arrow, LaneId{1}, {}, 5, -1, 1};
    scene.layers[0].lines = {line};
    EXPECT_EQ(hit(scene, {50, 50}).what, What::Arrow); // the curve's middle
    EXPECT_EQ(hit(scene, {51, 53}).what, What::Arrow);
    EXPECT_FALSE(hit(scene, {90, 20})); // inside the hull, away from the curve
}

TEST(Hit, CountsTheColumnOfAStrip) {
    Scene scene;
    scene.layers.resize(1);
    scene.layers[0].columns.resize(3);
    scene.layers[0].columns[1].count = 42;
    scene.layers[0].strips = {{QRectF(10, 0, 3, 20), 0, 3, {What::Merged, LaneId{1}, {}, model::NoEvent, -1, 99}}};
    EXPECT_EQ(hit(scene, {11.5, 5}).count, 42u);
    EXPECT_EQ(columnAt(scene, {11.5, 5}), &scene.layers[0].columns[1]);
    EXPECT_EQ(columnAt(scene, {20, 5}), nullptr);
}

TEST(Paint, FillsAStripByItsSharesOfTheHeightsOfTheForms) {
    Scene scene;
    scene.size = {4, 20};
    scene.layers.resize(1);
    scene.layers[0].columns.resize(1);
    scene.layers[0].columns[0].share[static_cast<std::size_t>(model::State::Running)] = 51;
    scene.layers[0].columns[0].share[static_cast<std::size_t>(model::State::Sleeping)] = 204;
    scene.layers[0].strips = {{QRectF(1, 0, 1, 20), 0, 1, {}}};
    const Theme theme = Theme::dark();
    QImage image(4, 20, QImage::Format_RGB32);
    image.fill(Qt::black);
    QPainter painter(&image);
    paint(painter, scene, theme);
    painter.end();
    int running = 0, sleeping = 0;
    for (int y = 0; y < 20; ++y) {
        running += image.pixelColor(1, y) == theme.color(Role::Running);
        sleeping += image.pixelColor(1, y) == theme.color(Role::Sleeping);
    }
    EXPECT_EQ(running, 4) << "a fifth of 20";
    EXPECT_EQ(sleeping, 6) << "four fifths of a third of 20, rounded to 7";
    EXPECT_EQ(image.pixelColor(1, 19), theme.color(Role::Sleeping)) << "what is low lies at the bottom";
    EXPECT_EQ(image.pixelColor(1, 5), QColor(Qt::black));
    EXPECT_EQ(image.pixelColor(0, 10), QColor(Qt::black));
}

TEST(Paint, KeepsTheOrderOfOverlappingBoxes) {
    Scene scene;
    scene.size = {30, 10};
    scene.layers.resize(1);
    scene.layers[0].boxes = {box({0, 0, 30, 10}, Role::Panel), box({0, 0, 20, 10}, Role::Accent), box({0, 0, 10, 10}, Role::Panel)};
    const Theme theme = Theme::light();
    QImage image(30, 10, QImage::Format_RGB32);
    QPainter painter(&image);
    paint(painter, scene, theme);
    painter.end();
    EXPECT_EQ(image.pixelColor(5, 5), theme.color(Role::Panel));
    EXPECT_EQ(image.pixelColor(15, 5), theme.color(Role::Accent));
    EXPECT_EQ(image.pixelColor(25, 5), theme.color(Role::Panel));
}

TEST(Paint, GivesThePainterBackAsItWas) {
    Scene scene;
    scene.layers.resize(1);
    scene.layers[0].boxes = {box({0, 0, 3, 3}, Role::Accent)};
    QImage image(10, 10, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setPen(Qt::red);
    painter.translate(3, 4);
    paint(painter, scene, Theme::dark());
    EXPECT_EQ(painter.pen().color(), QColor(Qt::red));
    EXPECT_EQ(painter.transform(), QTransform::fromTranslate(3, 4));
}

} // namespace
} // namespace braid::tests::scene_test
