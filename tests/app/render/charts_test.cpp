#include "app/render/charts/chart.h"
#include "app/render/charts/steps.h"

#include <gmock/gmock.h>

#include <cmath>

namespace braid::tests::charts_test {
namespace {

using namespace render;
using testing::SizeIs;

std::vector<const Text*> textsOf(const Scene& scene) {
    std::vector<const Text*> texts;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            texts.push_back(&text);
    return texts;
}

const Text* find(const Scene& scene, const QString& words) {
    for (const Text* text : textsOf(scene))
        if (text->text == words)
            return text;
    return nullptr;
}

std::vector<Box> barsOf(const Scene& scene) {
    std::vector<Box> bars;
    for (const Layer& layer : scene.layers)
        bars.insert(bars.end(), layer.boxes.begin(), layer.boxes.end());
    return bars;
}

/// The six models of one quantity, as io-compare measures them.
ChartContent models(const QString& title = "Time") {
    ChartContent chart;
    chart.title = title;
    chart.unit = "ms";
    chart.categories = {"blocking", "nonblocking", "select", "poll", "epoll", "async"};
    chart.series = {{{}, {9510, 310, 255, 252, 250, 249}}};
    return chart;
}

ChartContent lines() {
    ChartContent chart;
    chart.title = "Cost";
    chart.unit = "µs";
    chart.positions = {0, 300, 600, 900, 1200};
    chart.across = "Silent clients";
    const double none = std::nan("");
    chart.series = {{"select", {80, 200, 280, 370, none}, "select cannot watch descriptor 1024"}, {"poll", {80, 170, 230, 300, 380}}, {"epoll", {80, 80, 70, 75, 70}}};
    return chart;
}

void expectNothingOverlapsOrIsCut(const Scene& scene) {
    const auto texts = textsOf(scene);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const QRectF rect = texts[i]->rect();
        EXPECT_TRUE(QRectF(QPointF(-1, -1), scene.size + QSizeF(2, 2)).contains(rect)) << qPrintable(texts[i]->text);
        for (std::size_t j = i + 1; j < texts.size(); ++j)
            EXPECT_FALSE(rect.adjusted(1, 2, -1, -2).intersects(texts[j]->rect())) << qPrintable(texts[i]->text + " / " + texts[j]->text);
    }
}

TEST(BarChart, WritesEveryNameAndEveryValueInFull) {
    ChartSheet sheet;
    for (const char* title : {"Time", "System calls", "Wake-ups", "CPU time of the server", "Bytes received"})
        sheet.charts.push_back(models(title));
    for (const double width : {520.0, 768.0, 1568.0}) {
        const Scene scene = layoutCharts(sheet, width, Theme::light());
        expectNothingOverlapsOrIsCut(scene);
        EXPECT_EQ(scene.size.width(), width);
        std::size_t names = 0, values = 0;
        for (const Text* text : textsOf(scene)) {
            EXPECT_FALSE(text->text.contains(QChar(0x2026))) << width << qPrintable(text->text);
            names += text->text == "nonblocking" ? 1 : 0;
            values += text->text == "9.5 s" ? 1 : 0;
        }
        EXPECT_EQ(names, 5u);
        EXPECT_EQ(values, 5u);
    }
}

TEST(BarChart, HasBarsAsLongAsTheirValuesAndTheAmountAtTheirEnd) {
    const Scene scene = layoutCharts({{models()}}, 800, Theme::dark());
    const auto bars = barsOf(scene);
    ASSERT_THAT(bars, SizeIs(6));
    EXPECT_NEAR(bars[0].rect.width() / bars[1].rect.width(), 9510.0 / 310, 0.01);
    const Text* amount = find(scene, "310 ms");
    ASSERT_NE(amount, nullptr);
    EXPECT_GT(amount->rect().left(), bars[1].rect.right());
    EXPECT_LT(amount->rect().left(), bars[1].rect.right() + 12);
    EXPECT_LT(std::abs(amount->rect().center().y() - bars[1].rect.center().y()), 4);
    for (const Box& bar : bars)
        EXPECT_EQ(bar.rect.left(), bars[0].rect.left());
}

TEST(BarChart, TellsTheOthersAsMultiplesOfTheReference) {
    ChartContent chart;
    chart.title = "Cost of a start";
    chart.unit = "µs";
    chart.categories = {"threads", "processes", "coroutines"};
    chart.series = {{{}, {52, 602, 3.1}}};
    chart.reference = 0;
    const Scene scene = layoutCharts({{chart}}, 700, Theme::light());
    EXPECT_NE(find(scene, "12× threads"), nullptr);
    EXPECT_NE(find(scene, "1/17 of threads"), nullptr);
    expectNothingOverlapsOrIsCut(scene);
    chart.series.front().values[0] = 0;
    for (const Text* text : textsOf(layoutCharts({{chart}}, 700, Theme::light())))
        EXPECT_FALSE(text->text.contains("of threads")) << "there is no multiple of nothing";
}

TEST(BarChart, DrawsWhatIsBelowZeroToTheLeftAndNothingForWhatIsMissing) {
    ChartContent chart;
    chart.title = "Change";
    chart.categories = {"a", "b", "c", "d"};
    chart.series = {{{}, {-5, 10, 0, std::nan("")}}};
    const auto bars = barsOf(layoutCharts({{chart}}, 600, Theme::light()));
    ASSERT_THAT(bars, SizeIs(2));
    EXPECT_NEAR(bars[0].rect.right(), bars[1].rect.left(), 0.01);
    EXPECT_NEAR(bars[0].rect.width() * 2, bars[1].rect.width(), 0.01);
}

TEST(BarChart, NamesEachBarOfAGroup) {
    ChartContent chart;
    chart.title = "Two";
    chart.categories = {"one", "two"};
    chart.series = {{"a", {1, 4}}, {"b", {2, 5}}};
    const Scene scene = layoutCharts({{chart}}, 600, Theme::light());
    ASSERT_THAT(barsOf(scene), SizeIs(4));
    EXPECT_NE(barsOf(scene)[0].ink, barsOf(scene)[1].ink);
    EXPECT_NE(find(scene, "one"), nullptr);
    EXPECT_NE(find(scene, "b"), nullptr);
    expectNothingOverlapsOrIsCut(scene);
}

TEST(LineChart, HasALabelAtTheEndOfEachLineAndSaysWhyOneEnds) {
    for (const double width : {420.0, 800.0, 1568.0}) {
        const Scene scene = layoutCharts({{lines()}}, width, Theme::light());
        expectNothingOverlapsOrIsCut(scene);
        const Text *poll = find(scene, "poll 380 µs"), *epoll = find(scene, "epoll 70 µs"), *select = find(scene, "select 370 µs");
        ASSERT_TRUE(poll && epoll && select) << width;
        EXPECT_LT(poll->rect().top(), epoll->rect().top());
        EXPECT_LT(select->rect().left(), poll->rect().left()) << "it ends before the others";
        EXPECT_NE(find(scene, "Silent clients"), nullptr);
        EXPECT_NE(find(scene, "1,200"), nullptr);
        QString words;
        std::size_t crosses = 0;
        for (const Text* text : textsOf(scene))
            words += text->text + ' ';
        for (const Layer& layer : scene.layers)
            for (const Mark& mark : layer.marks)
                crosses += mark.glyph == Glyph::Cross ? 1 : 0;
        EXPECT_TRUE(words.contains("select cannot watch descriptor 1024") && !words.contains("select: ")) << qPrintable(words);
        EXPECT_EQ(crosses, 2u) << "at the line's end, and before the reason";
    }
}

TEST(LineChart, DrawsValuesWhereTheyAre) {
    // A low pane shows all of it, too.
    EXPECT_EQ(layoutCharts({{lines()}}, QSizeF(640, 190), Theme::light()).size.height(), 190);
    const Scene scene = layoutCharts({{lines()}}, 800, Theme::light());
    std::vector<QPointF> discs;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            if (mark.glyph == Glyph::Disc)
                discs.push_back(mark.center);
    ASSERT_THAT(discs, SizeIs(4)) << "select's";
    EXPECT_NEAR(discs[1].x() - discs[0].x(), discs[3].x() - discs[2].x(), 0.01);
    EXPECT_NEAR((discs[0].y() - discs[1].y()) / (discs[2].y() - discs[3].y()), 120.0 / 90, 0.01);
}

TEST(ChartSheet, StandsInAPaneAndGrowsNoFurtherThanIsLegible) {
    ChartSheet sheet;
    for (int i = 0; i < 5; ++i)
        sheet.charts.push_back(models(QString::number(i)));
    const Scene low = layoutCharts(sheet, QSizeF(1400, 200), Theme::light());
    EXPECT_LE(low.size.height(), 200) << "one row of five";
    const Scene narrow = layoutCharts(sheet, QSizeF(300, 200), Theme::light());
    EXPECT_GT(narrow.size.height(), 200) << "it scrolls rather than cutting names";
    expectNothingOverlapsOrIsCut(narrow);
    const Scene high = layoutCharts({{models()}}, QSizeF(500, 2000), Theme::light());
    EXPECT_LT(barsOf(high)[0].rect.height(), 40);
}

TEST(ChartSheet, FitsIntoTheHeightThatItSaysItNeeds) {
    ChartContent two = models("Cost");
    two.categories.resize(2);
    two.series.front().values.resize(2);
    for (const ChartSheet& sheet : {ChartSheet{{two}}, ChartSheet{{two, two}}, ChartSheet{{models(), models(), models(), two}}, ChartSheet{{lines()}},
                                    ChartSheet{.charts = {two}, .note = "Other programs took the processors."}})
        for (const double width : {320.0, 700.0, 1400.0})
            for (const Theme& theme : {Theme::light(), Theme::dark(2)}) {
                const double needed = heightOfCharts(sheet, width, theme);
                EXPECT_EQ(layoutCharts(sheet, QSizeF(width, needed), theme).size.height(), needed) << "nothing scrolls";
                EXPECT_GT(layoutCharts(sheet, QSizeF(width, 10), theme).size.height(), needed * 0.4) << "and it is not much more than that";
            }
    EXPECT_LT(heightOfCharts({{two}}, 700, Theme::light()), heightOfCharts({{models()}}, 700, Theme::light()) / 1.5);
    EXPECT_EQ(heightOfCharts({}, 700, Theme::light()), 0);
}

TEST(ChartSheet, SaysWhatSpoilsTheFigures) {
    ChartSheet sheet{{models()}, true, "Other programs took 47 % of the processors meanwhile"};
    const Scene scene = layoutCharts(sheet, 800, Theme::light());
    EXPECT_NE(find(scene, sheet.note), nullptr);
    expectNothingOverlapsOrIsCut(scene);
    EXPECT_TRUE(layoutCharts({}, 800, Theme::light()).layers.empty());
}

TEST(ChartSheet, IsSpokenWithItsNumbers) {
    EXPECT_TRUE(spokenChart(models()).startsWith("Time: blocking 9.5 s, nonblocking 310 ms")) << qPrintable(spokenChart(models()));
    EXPECT_TRUE(spokenChart(lines()).contains("select 900 370 µs")) << qPrintable(spokenChart(lines()));
}

TEST(Steps, ReachTheGreatestInNiceOnes) {
    const Steps steps = stepsTo(370, 5, false);
    EXPECT_EQ(steps.width, 100);
    EXPECT_EQ(steps.count, 4);
    EXPECT_EQ(stepsTo(0.3, 5, true).width, 1);
}

} // namespace
} // namespace braid::tests::charts_test
