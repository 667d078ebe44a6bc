#include "app/render/timeline/area_totals.h"
#include "app/render/timeline/spotlight.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

// What stands out for a moment, and what a marked stretch comes to.
namespace braid::tests::spotlight_test {
namespace {

using namespace render;

/// T1 holds a lock, T2 waits for it from 2 ms to 5 ms and gets it from T1; T3 has nothing to do with them.
struct HandOver {
    std::unique_ptr<ModeledStory> told = std::make_unique<ModeledStory>();
    LaneId holder, waiter, stranger;
    model::EventIndex wait = model::NoEvent, got = model::NoEvent;

    HandOver() {
        Story& s = told->story;
        holder = s.after(0).thread("T1");
        waiter = s.after(0).thread("T2");
        stranger = s.after(0).thread("T3");
        const ObjectId lock = s.after(0).mutex("A");
        s.take(holder, lock);
        wait = s.wait(waiter, lock);
        s.after(3'000'000).give(holder, lock);
        got = s.after(10'000).take(waiter, lock);
        told->wait(2'000'000);
    }
    [[nodiscard]] Scene scene() const {
        ViewState state;
        state.to = told->edge();
        return layoutTimeline(told->model(), told->findings, state, told->edge(), QSizeF(1200, 500), Theme::light());
    }
};

const Box* barOf(const Scene& scene, LaneId lane, model::EventIndex event) {
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            if (box.tag.what == What::Bar && box.tag.lane == lane && box.tag.event == event)
                return &box;
    return nullptr;
}

bool shaded(const Scene& over, QPointF at) {
    for (const Layer& layer : over.layers)
        for (const Box& box : layer.boxes)
            if ((box.ink == Ink(Role::Dim) || box.ink == Ink(Role::Shade)) && box.rect.contains(at))
                return true;
    return false;
}

TEST(Spotlight, PutsWordsThatAreSoughtOnAPlateAndLightsTheirBar) {
    const HandOver run;
    const Scene scene = run.scene();
    const auto written = writtenIn(scene, "3 ms", 100);
    ASSERT_EQ(written.size(), 1U) << "the wait of T2, and once";
    EXPECT_EQ(written.front().lane, run.waiter);
    EXPECT_EQ(written.front().event, run.wait);
    Lit lit;
    lit.words = "3 MS";
    const QRectF all(QPointF(), scene.size);
    const Scene over = spotlight(scene, lit, {all}, Shade::Strong);
    const Box* bar = barOf(scene, run.waiter, run.wait);
    ASSERT_TRUE(bar);
    ASSERT_FALSE(over.layers.empty());
    for (const Box& box : over.layers.front().boxes)
        EXPECT_FALSE(box.rect.contains(bar->rect.center())) << "the bar is not dimmed";
    std::size_t plates = 0;
    for (const Layer& layer : over.layers)
        for (const Text& text : layer.texts) {
            EXPECT_TRUE(text.on);
            plates += text.text.contains("3 ms");
        }
    EXPECT_EQ(plates, 1U);
    EXPECT_TRUE(writtenIn(scene, "no such words", 100).empty());
    EXPECT_TRUE(writtenIn(scene, {}, 100).empty());
    EXPECT_EQ(writtenIn(scene, "T", 2).size(), 2U);
}

TEST(Spotlight, LightsAWaitingBarItsArrowAndWhoEndedTheWait) {
    const HandOver run;
    const model::Model& model = run.told->model();
    ASSERT_NE(run.wait, model::NoEvent);
    const Lit lit = causeAndEffect(model, run.waiter, run.wait, run.told->edge());
    EXPECT_TRUE(lit.events.contains(run.wait));
    EXPECT_TRUE(lit.arrows.contains(run.got));
    const auto holding = model.lane(run.holder)->at(model.log()[run.wait].time);
    ASSERT_TRUE(holding);
    EXPECT_TRUE(lit.events.contains(holding->event)) << "the one who held it meanwhile";
    for (const model::EventIndex event : lit.events)
        EXPECT_NE(model.log()[event].lane, run.stranger.value);

    const Scene scene = run.scene();
    const Scene over = spotlight(scene, lit, {QRectF(0, 0, 1200, 500)}, Shade::Slight);
    const Box* wait = barOf(scene, run.waiter, run.wait);
    ASSERT_NE(wait, nullptr);
    EXPECT_FALSE(shaded(over, wait->rect.center()));
    EXPECT_TRUE(shaded(over, QPointF(wait->rect.center().x(), 499)));
    ASSERT_FALSE(over.layers.empty());
    EXPECT_FALSE(over.layers.back().lines.empty()) << "the arrow is drawn once more";
}

TEST(Spotlight, LightsWhatABarLeadsTo) {
    const HandOver run;
    const model::Model& model = run.told->model();
    const auto holding = model.lane(run.holder)->at(model.log()[run.wait].time);
    ASSERT_TRUE(holding);
    const Lit lit = causeAndEffect(model, run.holder, holding->event, run.told->edge());
    EXPECT_TRUE(lit.arrows.contains(run.got));
    EXPECT_TRUE(lit.events.contains(run.got));
}

TEST(Spotlight, OfAnEventThatBeganNoStretchThereIsNone) {
    const HandOver run;
    EXPECT_TRUE(causeAndEffect(run.told->model(), run.stranger, run.got, run.told->edge()).empty());
    EXPECT_TRUE(causeAndEffect(run.told->model(), run.waiter, model::NoEvent, run.told->edge()).empty());
}

TEST(Spotlight, LightsEveryWordThatFitsTheSearchAndIsEmptyWhereNothingDoes) {
    const HandOver run;
    const Scene scene = run.scene();
    Lit lit;
    lit.words = "t2";
    const Scene over = spotlight(scene, lit, {QRectF(0, 0, 1200, 500)}, Shade::Strong);
    ASSERT_FALSE(over.layers.empty());
    std::size_t fitting = 0;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts) {
            const bool fits = text.text.contains("t2", Qt::CaseInsensitive);
            fitting += fits ? 1 : 0;
            if (fits || text.text == "T3") {
                EXPECT_NE(shaded(over, text.rect().center()), fits) << qPrintable(text.text);
            }
        }
    EXPECT_GT(fitting, 0u);
    lit.words = "nothing of this kind";
    EXPECT_TRUE(spotlight(scene, lit, {QRectF(0, 0, 1200, 500)}, Shade::Strong).layers.empty());
}

std::string wordsOf(const Scene& scene) {
    QStringList words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words << text.text;
    return words.join('\n').toStdString();
}

TEST(AreaTotals, SayHowLongEachLaneWaitedInTheStretchTheLongestFirst) {
    const HandOver run;
    const model::Model& model = run.told->model();
    const auto statistics = [&](model::Nanos from, model::Nanos to) {
        analysis::Survey survey(model, run.told->edge(), std::pair{from, to});
        while (!survey.advance(SIZE_MAX)) {
        }
        return survey.take();
    };
    const model::Nanos wait = model.log()[run.wait].time;
    const Scene all = layoutAreaTotals(model, statistics(wait, wait + 2'000'000), {}, Theme::light());
    EXPECT_THAT(wordsOf(all), testing::HasSubstr("2 ms"));
    EXPECT_THAT(wordsOf(all), testing::HasSubstr("longest wait"));
    EXPECT_LT(wordsOf(all).find("T2"), wordsOf(all).find("T1")) << wordsOf(all);
    const Scene one = layoutAreaTotals(model, statistics(wait, wait + 2'000'000), {run.stranger}, Theme::light());
    EXPECT_THAT(wordsOf(one), testing::HasSubstr("T3"));
    EXPECT_THAT(wordsOf(one), testing::Not(testing::HasSubstr("T2")));
    EXPECT_LT(one.size.height(), all.size.height());
    for (const Scene& scene : {all, one})
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts)
                EXPECT_TRUE(QRectF(QPointF(), scene.size).contains(text.rect())) << qPrintable(text.text);
}

} // namespace
} // namespace braid::tests::spotlight_test
