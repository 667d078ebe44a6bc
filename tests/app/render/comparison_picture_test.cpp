#include "app/render/picture/comparison.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <array>

namespace braid::tests {
namespace {

using namespace render;

/// A thread that prints after so long, and lives as long again.
struct Printing : Watched {
    explicit Printing(model::Nanos after_) {
        const LaneId lane = thread("T1");
        after(after_).add(Kind::Print, lane, {}, 1, 0, "said");
        after(after_).add(Kind::LaneEnd, lane, objectOf(lane));
        model.finish(now(), trace::Outcome::Finished);
    }
    [[nodiscard]] ComparedRun compared(const char* title) const {
        return {&model, &findings, model.endTime(), QString::fromLatin1(title), {}, {}};
    }
    [[nodiscard]] model::Nanos printed() const { return model.log()[*model.prints().begin()].time; }
};

std::vector<QPointF> printsOf(const Scene& scene) {
    std::vector<QPointF> at;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            if (mark.tag.what == What::Mark && mark.glyph == Glyph::Square)
                at.push_back(mark.center);
    return at;
}

TEST(AComparison, ShowsBothRunsAboveEachOtherOnOneAxis) {
    const Printing quick(10_ms), slow(30_ms);
    const std::array runs{quick.compared("quick"), slow.compared("slow")};
    ComparisonOptions options;
    options.differences = {{2, {QStringLiteral("one difference")}}};
    const Scene scene = composeComparison(runs, options);
    const std::vector<QPointF> prints = printsOf(scene);
    ASSERT_EQ(prints.size(), 2U);
    EXPECT_LT(prints[0].y(), prints[1].y());
    // Three times as late is three times as far from the beginning of both.
    const auto [from, to] = comparedRange(runs);
    EXPECT_EQ(from, 0);
    EXPECT_EQ(to, slow.model.endTime());
    const double perNano = (prints[1].x() - prints[0].x()) / static_cast<double>(slow.printed() - quick.printed());
    EXPECT_GT(perNano * static_cast<double>(to), 0.6 * options.width) << "the axis is as long as the longer run";
    EXPECT_LE(perNano * static_cast<double>(to), options.width);
    for (const char* words : {"quick", "slow", "one difference"})
        EXPECT_TRUE(std::any_of(scene.layers.begin(), scene.layers.end(), [&](const Layer& layer) {
            return std::any_of(layer.texts.begin(), layer.texts.end(), [&](const Text& text) { return text.text.contains(QLatin1String(words)); });
        })) << words;
}

TEST(AComparison, NumbersTheRunsWhereThereAreMoreThanTwo) {
    const Printing a(10_ms), b(20_ms), c(30_ms), d(40_ms), e(50_ms), f(60_ms);
    const std::array runs{a.compared("a"), b.compared("b"), c.compared("c"), d.compared("d"), e.compared("e"), f.compared("f")};
    ComparisonOptions options;
    options.differences = {{2, {QStringLiteral("it is b")}}, {6, {QStringLiteral("it is f")}}};
    const Scene scene = composeComparison(runs, options);
    const auto topOf = [&](const QString& words) {
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts)
                if (text.text.contains(words))
                    return text.rect().top();
        ADD_FAILURE() << "nothing says " << words.toStdString();
        return 0.0;
    };
    double above = -1;
    for (const char* words : {"1 · a", "2 · b", "3 · c", "4 · d", "5 · e", "6 · f", "Run 2 compared with run 1", "it is b", "Run 6 compared with run 1", "it is f"}) {
        EXPECT_GT(topOf(QString::fromUtf8(words)), above) << words;
        above = topOf(QString::fromUtf8(words));
    }
    const std::vector<QPointF> prints = printsOf(scene);
    ASSERT_EQ(prints.size(), runs.size());
    for (std::size_t i = 1; i < prints.size(); ++i) {
        EXPECT_GT(prints[i].y(), prints[i - 1].y());
        EXPECT_GT(prints[i].x(), prints[i - 1].x()) << "one axis: later is further right";
    }
}

TEST(AComparison, SaysInTheHeadingInWhichParametersRunsOfOneTitleDiffer) {
    const Printing a(10_ms), b(20_ms), c(30_ms);
    std::array runs{a.compared("ways"), b.compared("ways"), c.compared("other")};
    runs[0].parameters = QStringLiteral("fix = order · threads = 2");
    runs[1].parameters = QStringLiteral("fix = timeout · threads = 2 · timeout = 50 ms");
    runs[2].parameters = QStringLiteral("fix = none · threads = 3");
    QStringList words;
    for (const Layer& layer : composeComparison(runs, {}).layers)
        for (const Text& text : layer.texts)
            words << text.text;
    for (const char* heading : {"1 · ways · fix = order", "2 · ways · fix = timeout", "3 · other"})
        EXPECT_TRUE(words.contains(QString::fromUtf8(heading))) << heading;
}

TEST(AComparison, ShowsTheStoryOfOneAndRoomForTheOther) {
    Watched race;
    const LaneId a = race.thread("T1"), b = race.thread("T2");
    const ObjectId num = race.object(Watched::Type::Variable, "num", 2);
    race.read(a, num, 2);
    race.read(b, num, 2);
    race.after(10_ms).write(a, num, 1);
    race.write(b, num, 1);
    race.model.finish(race.now() + 5000_ms, trace::Outcome::Finished);
    race.findings.nameHangs(race.model);
    const Printing other(1000_ms);
    const std::array runs{ComparedRun{&race.model, &race.findings, race.model.endTime(), {}, {}, {}}, other.compared("other")};
    const auto [from, to] = comparedRange(runs);
    EXPECT_GT(to, race.now());
    EXPECT_LT(to - from, 200_ms);
}

} // namespace
} // namespace braid::tests
