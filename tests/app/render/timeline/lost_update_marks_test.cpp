#include "app/render/picture/picture.h"
#include "app/render/scene/line_geometry.h"
#include "app/render/timeline/timeline.h"
#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid::tests {
namespace {

using namespace render;

/// Two threads both read 2 and write 1; `others` more come and go.
struct Race : Watched {
    LaneId a, b;
    ObjectId num;
    model::EventIndex read1 = 0, lost = 0, late = 0;

    explicit Race(int others = 0) {
        const LaneId main = thread("main");
        a = define("Thread-1", trace::LaneKind::Thread, main);
        b = define("Thread-2", trace::LaneKind::Thread, main);
        for (int i = 0; i < others; ++i)
            begin(define("Thread-" + std::to_string(i + 3), trace::LaneKind::Thread, main));
        begin(a);
        begin(b);
        num = object(Type::Variable, "num", 2);
        read1 = read(a, num, 2);
        read(b, num, 2);
        lost = after(20_ms).write(a, num, 1);
        late = write(b, num, 1);
        end(a);
        end(b);
        model.finish(now() + 5_ms, trace::Outcome::Finished);
        findings.nameHangs(model);
    }
    [[nodiscard]] Scene scene(ViewState state = {}) const {
        state.from = 0;
        state.to = model.endTime();
        return layoutTimeline(model, findings, state, model.endTime(), QSizeF(1000, 500), Theme::light());
    }
};

std::vector<Mark> crossesOf(const Scene& scene) {
    std::vector<Mark> crosses;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            if (mark.glyph == Glyph::Cross && mark.ink == Ink(Role::Finding))
                crosses.push_back(mark);
    return crosses;
}

bool says(const Scene& scene, const QString& words) {
    return std::any_of(scene.layers.begin(), scene.layers.end(), [&](const Layer& layer) {
        return std::any_of(layer.texts.begin(), layer.texts.end(), [&](const Text& text) { return text.text.contains(words); });
    });
}

const Mark* markOf(const Scene& scene, What what, LaneId lane, model::EventIndex event) {
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            if (mark.tag.what == what && mark.tag.lane == lane && mark.tag.event == event)
                return &mark;
    return nullptr;
}

TEST(LostUpdateMarks, StrikeTheWriteThatVanishedAndNoOther) {
    const Race race;
    const Scene scene = race.scene();
    const Mark* lost = markOf(scene, What::Mark, race.a, race.lost);
    const Mark* late = markOf(scene, What::Mark, race.b, race.late);
    ASSERT_TRUE(lost && late);
    const std::vector<Mark> crosses = crossesOf(scene);
    const auto struck = [&](const Mark& mark) {
        return std::any_of(crosses.begin(), crosses.end(), [&](const Mark& cross) { return cross.center == mark.center; });
    };
    EXPECT_TRUE(struck(*lost));
    EXPECT_FALSE(struck(*late));
    EXPECT_EQ(crosses.size(), 2U) << "on the lane and on the variable's row";
}

TEST(LostUpdateMarks, SayWhatWasReadAndWhatWasWrittenOverWhat) {
    const Scene scene = Race().scene();
    EXPECT_TRUE(says(scene, QStringLiteral("read 2 … wrote 1 over Thread-1’s 1")));
}

TEST(LostUpdateMarks, ExplainTheFirstLossWhoseLanesAreInView) {
    Watched race;
    std::vector<LaneId> lanes;
    for (const char* name : {"T1", "T2", "T3", "T4"})
        lanes.push_back(race.thread(name));
    const ObjectId num = race.object(Watched::Type::Variable, "num", 9);
    for (const auto& [first, second, value] : {std::tuple{lanes[0], lanes[1], 9}, std::tuple{lanes[2], lanes[3], 8}}) {
        race.read(first, num, value);
        race.read(second, num, value);
        race.after(20_ms).write(first, num, value - 1);
        race.write(second, num, value - 1);
    }
    ViewState state;
    state.from = 0;
    state.to = race.model.endTime() + 10_ms;
    const auto scene = [&] { return layoutTimeline(race.model, race.findings, state, race.model.endTime(), QSizeF(1000, 500), Theme::light()); };
    EXPECT_TRUE(says(scene(), QStringLiteral("read 9 … wrote 8 over T1’s 8")));
    state.hidden = {lanes[0], lanes[1]};
    EXPECT_TRUE(says(scene(), QStringLiteral("read 8 … wrote 7 over T3’s 7")));
}

TEST(LostUpdateMarks, AreGoneWithTheMarks) {
    ViewState state;
    state.showMarks = false;
    EXPECT_TRUE(crossesOf(Race().scene(state)).empty());
}

TEST(LostUpdateMarks, StrikeOutNoWords) {
    Watched race;
    const LaneId a = race.thread("Thread-1"), b = race.thread("Thread-2");
    const ObjectId num = race.object(Watched::Type::Variable, "num", 2);
    race.read(a, num, 2);
    race.read(b, num, 2);
    race.write(a, num, 1);
    race.add(Watched::Kind::SleepBegin, a, {}, 900'000'000);
    race.after(30_ms).write(b, num, 1);
    race.after(300_ms).read(b, num, 1);
    ViewState state;
    state.to = race.model.endTime();
    Scene scene = layoutTimeline(race.model, race.findings, state, race.model.endTime(), QSizeF(1000, 500), Theme::light());
    std::size_t crossed = 0;
    for (std::size_t line = 0; line < scene.layers.size(); ++line)
        for (const Line& link : scene.layers[line].lines) {
            if (link.ink != Ink(Role::Finding))
                continue;
            for (std::size_t below = 0; below < line; ++below)
                for (const Text& text : scene.layers[below].texts) {
                    if (!goesThrough(link, text.rect()))
                        continue;
                    ++crossed;
                    EXPECT_TRUE(std::any_of(scene.layers.begin() + static_cast<std::ptrdiff_t>(line) + 1, scene.layers.end(), [&](const Layer& above) {
                        return std::any_of(above.texts.begin(), above.texts.end(), [&](const Text& again) { return again.position == text.position && again.text == text.text; });
                    })) << text.text.toStdString();
                }
        }
    EXPECT_GT(crossed, 0U);
}

TEST(APictureOfALostUpdate, ExplainsTheCrossInItsLegend) {
    const Race race;
    EXPECT_TRUE(legendContent(race.model, race.findings, race.model.endTime(), {}).signs.contains(Sign::LostWrite));
}

TEST(APictureOfALostUpdateAmongHundred, KeepsRowsForThoseItIsAboutAndOneForTheOthers) {
    const Race race(98);
    const Scene scene = composePicture(race.model, race.findings, race.model.endTime(), {});
    EXPECT_TRUE(markOf(scene, What::Mark, race.a, race.lost));
    EXPECT_LT(scene.size.height(), 600);
}

TEST(APicture, SaysWhatCameOfTheRunBelowTheTitleOnAsManyLinesAsItTakes) {
    const Race race;
    PictureOptions options;
    options.title = QStringLiteral("Title");
    options.width = 500;
    const double without = composePicture(race.model, race.findings, race.model.endTime(), options).size.height();
    options.sentence = QStringLiteral("num ended at one, and this sentence goes on for so long that it does not fit into one line of a narrow picture");
    const Scene scene = composePicture(race.model, race.findings, race.model.endTime(), options);
    EXPECT_TRUE(says(scene, QStringLiteral("num ended at one")));
    EXPECT_TRUE(says(scene, QStringLiteral("narrow picture")));
    EXPECT_GT(scene.size.height(), without + 20);
}

TEST(AStep, OutlinesTheRowOfItsLaneThickerWhileItIsNew) {
    const Race race;
    const auto widest = [&](double glow) {
        ViewState state;
        state.stepped = Stepped{race.late, glow};
        float width = 0;
        for (const Layer& layer : race.scene(state).layers)
            for (const Box& box : layer.boxes)
                if (box.form == Form::Outline && box.ink == Ink(Role::Selection))
                    width = std::max(width, box.lineWidth);
        return width;
    };
    EXPECT_GT(widest(0), 0);
    EXPECT_GT(widest(1), widest(0));
}

} // namespace
} // namespace braid::tests
