#include "app/render/paint/paint.h"

#include "app/render/paint/paint_bars.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/state_form.h"
#include "app/render/timeline/timeline.h"
#include "tests/app/render/support/crowded.h"
#include "tests/seed.h"

#include <QImage>
#include <QPainter>

#include <gmock/gmock.h>
#include <random>

namespace braid::tests::paint_test {
namespace {

using namespace render;

QImage blank(QSize size, QColor color) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(color);
    return image;
}

/// The greatest difference of any colour of any pixel, 0 … 255.
int difference(const QImage& a, const QImage& b) {
    int most = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QColor one = a.pixelColor(x, y), other = b.pixelColor(x, y);
            most = std::max({most, std::abs(one.red() - other.red()), std::abs(one.green() - other.green()),
                             std::abs(one.blue() - other.blue())});
        }
    return most;
}

/// The picture of one layer, and what a painter draws by itself on the same ground.
template <class Draw>
void expectAsDrawn(const Layer& layer, const Theme& theme, int tolerance, Draw draw) {
    Scene scene;
    scene.layers = {layer};
    const QColor ground = theme.color(Role::Background);
    for (int round = 0; round < 2; ++round) { // what is remembered of the first is used by the second
        QImage ours = blank({300, 120}, ground), drawn = ours;
        QPainter painter(&ours);
        paint(painter, scene, theme);
        painter.end();
        painter.begin(&drawn);
        painter.setRenderHint(QPainter::Antialiasing);
        draw(painter);
        painter.end();
        EXPECT_NE(ours, blank({300, 120}, ground)) << "something is drawn";
        EXPECT_LE(difference(ours, drawn), tolerance) << "round " << round;
    }
}

TEST(Paint, DrawsRememberedWordsAsThePainterDrawsText) {
    const Theme theme = Theme::dark();
    Layer layer;
    int line = 0;
    for (const char* words : {"Thread-10 · 412 ms", "互斥锁 A · 1.2 s", "fi → ← “q” +3", "AVATAR Type"})
        for (const Type type : {Type::Normal, Type::Small, Type::SmallBold}) {
            Text text;
            text.text = words;
            text.type = type;
            text.ink = line % 2 ? Role::Text : Role::TextDim;
            text.position = {6.0 + line * 3.4, 14.0 + line * 8.6};
            layer.texts.push_back(text);
            ++line;
        }
    expectAsDrawn(layer, theme, 0, [&](QPainter& painter) {
        for (const Text& text : layer.texts) {
            painter.setFont(theme.font(text.type));
            painter.setPen(theme.color(text.ink));
            painter.drawText(text.position, text.text);
        }
    });
}

TEST(Paint, FillsSquareMarksAsThePainterDrawsThem) {
    const Theme theme = Theme::light();
    Layer layer;
    for (int i = 0; i < 5; ++i)
        layer.marks.push_back({QPointF(20 + 30 * i, 40), static_cast<float>(6 + 2 * i), Glyph::Square, i % 2 ? Role::MarkPrint : Role::MarkNote, {}});
    constexpr int Rounding = 16; // where it mixes two halves the painter leaves a trace of the ink in the rim
    expectAsDrawn(layer, theme, Rounding, [&](QPainter& painter) {
        for (const Mark& mark : layer.marks) {
            const double r = mark.size / 2.0;
            painter.setPen(QPen(theme.color(Role::Background), 1));
            painter.setBrush(theme.color(mark.ink));
            painter.drawRect(QRectF(mark.center.x() - r + 0.5, mark.center.y() - r + 0.5, 2 * r - 1, 2 * r - 1));
        }
    });
}

TEST(Paint, WritesBarsIntoAnImageAsItDrawsThemWhereItIsClipped) {
    const auto told = crowdedRun(80, 60'000);
    const QSize size(900, 700);
    ViewState state;
    state.from = 0;
    for (const LaneId lane : told->lanes)
        state.families[told->model().lane(lane)->family] = false;
    for (const double rowHeight : {9.0, 28.0})
        for (const model::Nanos shown : {told->edge(), told->edge() / 40, told->edge() / 4000}) {
            state.rowHeight = rowHeight;
            state.to = shown;
            const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), size, Theme::dark());
            QImage direct = blank(size, Qt::black), clipped = direct;
            QPainter painter(&direct);
            paint(painter, scene, Theme::dark());
            painter.end();
            painter.begin(&clipped);
            painter.setClipRect(clipped.rect());
            paint(painter, scene, Theme::dark());
            painter.end();
            constexpr int Rounding = 3; // slanted lines are cut where the bands of a picture meet
            EXPECT_LE(difference(direct, clipped), Rounding) << rowHeight << " " << shown;
        }
}

TEST(Paint, FillsBoxesThatLieOnEachOtherInTheirOrder) {
    const Theme theme = Theme::dark();
    const Seed seed(4);
    std::mt19937_64 random(seed);
    const auto below = [&random](std::uint64_t count) { return static_cast<double>(random() % count); };
    constexpr Role Colors[] = {Role::Panel, Role::Running, Role::Blocked, Role::SelectionTint, Role::TextDim};
    Layer layer;
    for (int i = 0; i < 400; ++i) { // some stand out of the picture, some are translucent
        const QRectF rect(below(320) - 10, below(130) - 10, 1 + below(60), 1 + below(30));
        layer.boxes.push_back({rect, Colors[random() % std::size(Colors)], Form::Solid, false, 0, 1, Role::Transparent, {}});
    }
    expectAsDrawn(layer, theme, 0, [&](QPainter& painter) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        for (const Box& box : layer.boxes)
            painter.fillRect(box.rect.toRect(), theme.color(box.ink));
    });
}

TEST(Paint, LeavesNoGapInABoxBetweenPixelsWhereBandsMeet) {
    Scene scene;
    scene.size = {600, 803};
    scene.layers.resize(1);
    scene.layers[0].disjoint = true;
    for (int row = 0; row < 3600; ++row) { // tops at every height of a pixel, all over the picture
        Box box;
        box.rect = QRectF(row % 60 * 10, row * 0.2171, 8, 3.3);
        box.ink = Role::Running;
        scene.layers[0].boxes.push_back(box);
    }
    QImage bands = blank(scene.size.toSize(), Qt::black), clipped = bands;
    QPainter painter(&bands);
    paint(painter, scene, Theme::dark());
    painter.end();
    painter.begin(&clipped);
    painter.setClipRect(clipped.rect());
    paint(painter, scene, Theme::dark());
    painter.end();
    EXPECT_EQ(bands, clipped);
}

TEST(Paint, FillsScreensOfHighDensityInBandsAsItFillsThemAtOnce) {
    const auto told = crowdedRun(60, 20'000);
    const QSize size(700, 600);
    ViewState state;
    state.to = told->edge() / 40;
    state.rowHeight = 28;
    for (const LaneId lane : told->lanes)
        state.families[told->model().lane(lane)->family] = false;
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), size, Theme::dark());
    for (const double density : {1.25, 1.5, 2.0, 3.0}) {
        QImage bands = blank(size * density, Qt::black), clipped = bands;
        bands.setDevicePixelRatio(density);
        clipped.setDevicePixelRatio(density);
        QPainter painter(&bands);
        paint(painter, scene, Theme::dark());
        painter.end();
        painter.begin(&clipped);
        painter.setClipRect(QRectF(QPointF(0, 0), size));
        paint(painter, scene, Theme::dark());
        painter.end();
        EXPECT_NE(bands, blank(size * density, Qt::black));
        constexpr int Rounding = 3; // slanted lines are cut where the bands of a picture meet
        EXPECT_LE(difference(bands, clipped), Rounding) << density;
    }
}

TEST(Paint, ShowsTheSamePictureWhicheverThreadsMadeItsParts) {
    const auto told = crowdedRun(120, 120'000);
    const QSize size(1300, 900);
    ViewState state;
    state.to = told->edge();
    for (const LaneId lane : told->lanes)
        state.families[told->model().lane(lane)->family] = false;
    const auto picture = [&] {
        QImage image = blank(size, Qt::black);
        const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), size, Theme::light());
        QPainter painter(&image);
        paint(painter, scene, Theme::light());
        return image;
    };
    for (const double rowHeight : {9.0, 28.0}) {
        state.rowHeight = rowHeight;
        const QImage first = picture();
        for (int again = 0; again < 10; ++again)
            EXPECT_EQ(picture(), first) << rowHeight << " " << again;
    }
}

TEST(Paint, WritesNothingOutsideTheClip) {
    const auto told = crowdedRun(40, 20'000);
    const QSize size(600, 400);
    ViewState state;
    state.to = told->edge();
    const Scene scene = layoutTimeline(told->model(), told->findings, state, told->edge(), size, Theme::light());
    QImage whole = blank(size, Qt::black), part = whole;
    QPainter painter(&whole);
    paint(painter, scene, Theme::light());
    painter.end();
    const QRect shown(200, 60, 211, 133);
    painter.begin(&part);
    painter.setClipRect(shown);
    paint(painter, scene, Theme::light());
    painter.end();
    EXPECT_EQ(part.copy(shown), whole.copy(shown));
    painter.begin(&part);
    painter.fillRect(shown, Qt::black);
    painter.end();
    EXPECT_EQ(part, blank(size, Qt::black));
}

TEST(Strips, HaveTheColourPatternAndHeightOfEachStateForItsShareInEveryColumn) {
    const tests::Seed seed(7);
    std::mt19937 random(seed);
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    const StateInks inks(Theme::dark());
    // As they are stacked, from the bottom up.
    constexpr model::State Order[] = {model::State::NotRecorded, model::State::Done, model::State::Failed, model::State::Sleeping, model::State::Created,
                                      model::State::Ready, model::State::Paused, model::State::Idle, model::State::Waiting, model::State::IoWait, model::State::IoCopy,
                                      model::State::Suspended, model::State::Blocked, model::State::Running};
    for (int round = 0; round < 200; ++round) {
        std::vector<Column> columns;
        Strip strip;
        strip.count = static_cast<std::uint32_t>(1 + pick(40));
        strip.columnWidth = static_cast<std::uint8_t>(1 + pick(3));
        const int states = 1 + pick(7), height = 1 + pick(30);
        strip.rect = QRectF(pick(100), 0, static_cast<int>(strip.count) * strip.columnWidth - pick(strip.columnWidth), height);
        strip.cutAbove = pick(3) == 0 ? pick(20) : 0;
        strip.cutBelow = pick(3) == 0 ? pick(20) : 0;
        const int full = height + static_cast<int>(strip.cutAbove + strip.cutBelow);
        for (std::uint32_t i = 0; i < strip.count; ++i) {
            Column column;
            int rest = 255;
            for (int k = 0; k < states; ++k) {
                const int share = pick(3) == 0 ? 0 : pick(rest + 1);
                column.share[static_cast<std::size_t>(pick(static_cast<int>(model::StateCount)))] += static_cast<std::uint8_t>(share);
                rest -= share;
            }
            columns.push_back(column);
        }
        const int left = pick(20) - 5, top = pick(10) - 5;
        constexpr int Width = 50, Rows = 20;
        constexpr QRgb Before = 0xFFABCDEF;
        std::vector<QRgb> pixels(Width * Rows, Before);
        drawStrip({pixels.data(), Width, Width, Rows}, left, top, strip, columns, inks);
        for (int y = 0; y < Rows; ++y)
            for (int x = 0; x < Width; ++x) {
                const int column = (x + left) / strip.columnWidth, row = y + top;
                QRgb expected = Before;
                if (x + left >= 0 && x + left < strip.rect.width() && row >= 0 && row < height) {
                    const int fromTop = row + static_cast<int>(strip.cutAbove);
                    int sum = 0, below = 0;
                    for (const model::State state : Order) {
                        const auto index = static_cast<std::size_t>(state);
                        sum += columns[static_cast<std::size_t>(column)].share[index] * static_cast<int>(formHeight(state, full));
                        const int upTo = (sum + 127) / 255;
                        if (fromTop >= full - upTo) {
                            const auto at = static_cast<std::uint32_t>(x + left) + static_cast<std::uint32_t>(strip.rect.x());
                            expected = upTo - below >= StateInks::PatternHeight
                                           ? inks.at(index, at, static_cast<std::uint32_t>(fromTop))
                                           : inks.plain[index];
                            break;
                        }
                        below = upTo;
                    }
                }
                ASSERT_EQ(pixels[static_cast<std::size_t>(y * Width + x)], expected)
                    << "round " << round << ", pixel " << x << ", " << y << " of a strip at " << left << ", " << top;
            }
    }
}

} // namespace
} // namespace braid::tests::paint_test
