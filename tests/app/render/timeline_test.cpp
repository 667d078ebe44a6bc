#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/timeline/timeline.h"

#include "tests/app/render/support/crowded.h"
#include "tests/app/render/support/runs.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace braid::tests::timeline_test {
namespace {

using namespace render;
using testing::Contains;
using testing::Each;
using testing::IsEmpty;
using testing::Not;

constexpr QSizeF Size(1280, 800);

ViewState whole(const ModeledStory& told) {
    ViewState state;
    state.from = 0;
    state.to = told.edge();
    return state;
}

Scene layout(const ModeledStory& told, const ViewState& state, QSizeF size = Size) {
    return layoutTimeline(told.model(), told.findings, state, told.edge(), size, Theme::dark());
}

template <class Take>
void forEachBox(const Scene& scene, Take take) {
    for (const Layer& layer : scene.layers)
        for (const Box& box : layer.boxes)
            take(box);
}

std::vector<Box> barsOf(const Scene& scene, LaneId lane, Role role) {
    std::vector<Box> result;
    forEachBox(scene, [&](const Box& box) {
        if (box.tag.what == What::Bar && box.tag.lane == lane && box.ink == Ink(role) && box.form != Form::Ellipse)
            result.push_back(box);
    });
    return result;
}

std::vector<std::string> wordsOf(const Scene& scene) {
    std::vector<std::string> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.push_back(text.text.toStdString());
    return words;
}

TEST(LaneRows, ShowTheTreeAndHideWhatIsFolded) {
    const auto told = processRun();
    ViewState state = whole(*told);
    const std::vector<Row> all = laneRows(told->model(), state);
    ASSERT_EQ(all.size(), 14u); // the parent, main, three processes of three threads
    EXPECT_EQ(all[0].depth, 0);
    EXPECT_EQ(all[1].depth, 1);
    EXPECT_TRUE(all[0].foldable);

    state.folded.insert(told->lanes[0]);
    const std::vector<Row> folded = laneRows(told->model(), state);
    EXPECT_EQ(folded.size(), 11u);
    const auto row = std::find_if(folded.begin(), folded.end(), [&](const Row& r) { return r.lane == told->lanes[0]; });
    ASSERT_NE(row, folded.end());
    EXPECT_TRUE(row->folded);

    state.hidden.insert(told->lanes[4]);
    EXPECT_EQ(laneRows(told->model(), state).size(), 7u);
}

TEST(LaneRows, KeepTheParentsOfWhatAFilterFinds) {
    const auto told = processRun();
    ViewState state = whole(*told);
    state.filter = "WORKER 2.3";
    std::vector<std::string> names;
    for (const Row& row : laneRows(told->model(), state))
        names.emplace_back(told->model().lane(row.lane)->name);
    EXPECT_THAT(names, testing::ElementsAre("parent (1200)", "worker process 2", "worker 2.3"));
    EXPECT_EQ(objectRows(told->model(), state, Theme::dark()).size(), 1u) << "a filter for lanes leaves the objects";
    state.filter = "worker 1.?";
    EXPECT_EQ(laneRows(told->model(), state).size(), 5u);
    state.filter = "shared";
    EXPECT_EQ(laneRows(told->model(), state).size(), 14u) << "a filter for objects leaves the lanes";
}

TEST(TimelineGeometry, PutsTheObjectsBelowTheLanesWhenAllFits) {
    const auto told = deadlockRun(4);
    const ViewState state = whole(*told);
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
    EXPECT_EQ(geometry.maxScrollY(), 0);
    EXPECT_EQ(geometry.lanes.height(), geometry.laneContent);
    EXPECT_EQ(geometry.objects.height(), geometry.objectContent);
    EXPECT_EQ(geometry.objects.top(), geometry.heading.bottom());
}

TEST(TimelineGeometry, KeepsTheObjectsInSightWhenLanesScroll) {
    const auto told = deadlockRun(100);
    const ViewState state = whole(*told);
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
    EXPECT_GT(geometry.maxScrollY(), 0);
    EXPECT_EQ(geometry.objects.bottom(), Size.height());
    EXPECT_EQ(geometry.objects.height(), geometry.objectContent);
}

TEST(TimelineGeometry, SurvivesAnEmptyPicture) {
    const auto told = deadlockRun(2);
    for (const QSizeF size : {QSizeF(0, 0), QSizeF(1, 1), QSizeF(40, 5000), QSizeF(5000, 20)}) {
        const Scene scene = layout(*told, whole(*told), size);
        EXPECT_EQ(scene.size, size);
    }
}

TEST(LaneAt, KnowsTheLaneOfEveryPixelScrolledOrNot) {
    const auto told = deadlockRun(100);
    ViewState state = whole(*told);
    state.scrollY = 280;
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
    EXPECT_EQ(laneAt(told->model(), state, geometry, geometry.lanes.top() + 1), laneRows(told->model(), state)[10].lane);
    EXPECT_EQ(laneAt(told->model(), state, geometry, geometry.ruler.center().y()), LaneId{});
    EXPECT_EQ(laneAt(told->model(), state, geometry, geometry.heading.center().y()), LaneId{});
    const LaneId last = told->lanes.back();
    state.scrollY = scrollToLane(told->model(), state, geometry, last);
    EXPECT_EQ(laneAt(told->model(), state, geometry, geometry.lanes.bottom() - 1), last);
}

TEST(Timeline, DrawsTheBarsOfATwoThreadDeadlockWhereTheyBelong) {
    const auto told = deadlockRun(2);
    ViewState state = whole(*told);
    state.rowHeight = 28;
    const Scene scene = layout(*told, state);
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
    const auto blocked = barsOf(scene, told->lanes[0], Role::Blocked);
    ASSERT_FALSE(blocked.empty());
    const Box& stuck = blocked.front();
    const model::Lane* lane = told->model().lane(told->lanes[0]);
    EXPECT_NEAR(stuck.rect.left(), timeToX(geometry.axis, lane->intervals().back().begin), 1);
    EXPECT_NEAR(stuck.rect.right(), geometry.lanes.right(), 1) << "open: it grows to the edge";
    EXPECT_EQ(stuck.form, Form::VerticalBars);
    EXPECT_EQ(stuck.tag.object, told->objects[0]);
    EXPECT_EQ(stuck.tag.event, lane->intervals().back().event);

    const auto sleeping = barsOf(scene, told->lanes[0], Role::Sleeping);
    ASSERT_EQ(sleeping.size(), 1u);
    EXPECT_EQ(sleeping.front().rect.height(), 8) << "a third of the bar's 24";
    EXPECT_EQ(stuck.rect.height(), 18) << "three quarters";
    EXPECT_EQ(sleeping.front().rect.bottom(), stuck.rect.bottom()) << "all stand on one line";
}

TEST(Timeline, MarksThoseInTheCycleAndOnlyThem) {
    const auto told = deadlockRun(10);
    const Scene scene = layout(*told, whole(*told));
    std::set<LaneId> haloed;
    forEachBox(scene, [&](const Box& box) {
        if (box.ink == Ink(Role::Halo))
            haloed.insert(box.tag.lane);
    });
    EXPECT_EQ(haloed, (std::set<LaneId>{told->lanes[0], told->lanes[1]}));
    EXPECT_THAT(wordsOf(scene), Contains("DEADLOCK 1"));
    EXPECT_THAT(wordsOf(scene), Contains("DEADLOCK 2"));
    EXPECT_THAT(wordsOf(scene), Not(Contains("DEADLOCK 3")));
}

TEST(Timeline, SaysWhatWasTrueAtTheCursor) {
    const auto told = deadlockRun(2);
    ViewState state = whole(*told);
    state.cursor = 300_ms; // before the cycle closes
    const std::vector<std::string> words = wordsOf(layout(*told, state));
    EXPECT_THAT(words, Contains("sleeping"));
    EXPECT_THAT(words, Not(Contains("DEADLOCK 1")));
    EXPECT_THAT(words, Contains("300 ms"));
}

TEST(Timeline, KeepsEveryBarInsideItsArea) {
    for (const auto& told : {deadlockRun(60), everyFormRun(), primitivesRun(), crowdedRun(40, 20'000)}) {
        ViewState state = whole(*told);
        state.scrollY = 33;
        state.objectScrollY = 7;
        state.from = told->edge() / 3;
        state.to = told->edge() / 2;
        state.selectedObject = told->objects[0];
        const Scene scene = layout(*told, state, QSizeF(900, 400));
        const TimelineGeometry geometry = timelineGeometry(told->model(), state, QSizeF(900, 400), Theme::dark());
        const auto inside = [](const QRectF& outer, const QRectF& rect) { return outer.adjusted(-0.01, -0.01, 0.01, 0.01).contains(rect); };
        int seen = 0;
        forEachBox(scene, [&](const Box& box) {
            if (box.tag.what == What::Bar && box.rect.left() >= geometry.lanes.left()) {
                ++seen;
                EXPECT_TRUE(inside(geometry.lanes, box.rect)) << box.rect.left() << ' ' << box.rect.top();
            }
            if (box.tag.what == What::Holding && box.rect.top() >= geometry.heading.top()) {
                EXPECT_TRUE(inside(geometry.objects, box.rect)) << box.rect.left() << ' ' << box.rect.top();
            }
            EXPECT_TRUE(inside(QRectF(QPointF(0, 0), scene.size), box.rect));
        });
        for (const Layer& layer : scene.layers)
            for (const Strip& strip : layer.strips) {
                ++seen;
                EXPECT_TRUE(inside(geometry.lanes, strip.rect));
                EXPECT_LE(strip.first + strip.count, layer.columns.size());
                EXPECT_EQ(strip.rect.width(), strip.count);
            }
        EXPECT_GT(seen, 0);
    }
}

TEST(Timeline, NeverLetsTwoLabelsOfARowOverlap) {
    for (const auto& told : {deadlockRun(10), everyFormRun(), primitivesRun(), processRun(), crowdedRun(20, 2'000)}) {
        for (const double height : {22.0, 28.0, 40.0, 60.0, 96.0}) {
            ViewState state = whole(*told);
            state.rowHeight = height;
            const Scene scene = layout(*told, state);
            for (const Layer& layer : scene.layers) {
                for (std::size_t i = 0; i < layer.texts.size(); ++i) {
                    for (std::size_t j = i + 1; j < layer.texts.size(); ++j) {
                        // Descents of one row may touch the ascents of the next: only the letters' middle counts.
                        const QRectF a = layer.texts[i].rect().adjusted(0, 3, 0, -3);
                        const QRectF b = layer.texts[j].rect().adjusted(0, 3, 0, -3);
                        EXPECT_FALSE(a.intersects(b))
                            << layer.texts[i].text.toStdString() << " and " << layer.texts[j].text.toStdString();
                    }
                }
            }
        }
    }
}

TEST(Timeline, MergesWhatIsUnderAPixelAndTellsItsShares) {
    const auto told = crowdedRun(10, 50'000);
    ViewState state = whole(*told);
    state.from = 100_ms; // all have begun
    const Scene scene = layout(*told, state);
    std::size_t strips = 0;
    for (const Layer& layer : scene.layers) {
        for (const Strip& strip : layer.strips) {
            ++strips;
            EXPECT_GT(strip.tag.count, 0u);
            for (std::uint32_t i = 0; i < strip.count; ++i) {
                const Column& column = layer.columns[strip.first + i];
                int sum = 0;
                for (std::uint8_t share : column.share)
                    sum += share;
                EXPECT_LE(sum, 255);
                EXPECT_GE(sum, 250) << "the lanes live all the time";
                EXPECT_GT(column.count, 0u);
            }
        }
    }
    EXPECT_GT(strips, 0u);
}

TEST(Timeline, CountsAndSharesTheSameInTheWiderColumnsOfLowRows) {
    const auto told = crowdedRun(10, 150'000); // so many in a pixel that their shares are steady in columns of any width
    ViewState state = whole(*told);
    state.from = 100_ms; // all have begun
    state.to = told->edge() - 100_ms;
    struct Sum {
        std::size_t strips = 0;
        std::uint32_t most = 0;
        double sleeping = 0, stretches = 0;
    };
    const auto sumOf = [&](double rowHeight, int least) {
        state.rowHeight = rowHeight;
        const Scene scene = layout(*told, state);
        Sum sum;
        for (const Layer& layer : scene.layers) {
            for (const Strip& strip : layer.strips) {
                const int width = strip.columnWidth;
                EXPECT_GE(width, least);
                EXPECT_LE(strip.rect.width(), static_cast<double>(strip.count) * width);
                EXPECT_GT(strip.rect.width(), static_cast<double>(strip.count - 1) * width);
                // Every pixel finds the column it lies in, the last one too.
                for (const double x : {strip.rect.left() + 0.5, strip.rect.left() + width - 0.5, strip.rect.right() - 0.5}) {
                    const auto index = static_cast<std::uint32_t>((x - strip.rect.left()) / width);
                    EXPECT_EQ(columnAt(scene, {x, strip.rect.center().y()}), &layer.columns[strip.first + index]);
                }
                ++sum.strips;
                for (std::uint32_t i = 0; i < strip.count; ++i) {
                    const Column& column = layer.columns[strip.first + i];
                    int shares = 0;
                    for (std::uint8_t share : column.share)
                        shares += share;
                    EXPECT_LE(shares, 255);
                    EXPECT_GE(shares, 250) << "the lanes live all the time";
                    const double pixels = std::min<double>(width, strip.rect.width() - static_cast<double>(i) * width);
                    sum.sleeping += column.share[static_cast<std::size_t>(model::State::Sleeping)] / 255.0 * pixels;
                    sum.stretches += column.count;
                    sum.most = std::max(sum.most, column.count);
                }
            }
        }
        return sum;
    };
    const Sum fine = sumOf(28, 2);
    const Sum coarse = sumOf(9, 3);
    ASSERT_TRUE(fine.strips > 0 && coarse.strips > 0);
    EXPECT_NEAR(coarse.sleeping, fine.sleeping, fine.sleeping * 0.03);
    // A stretch that lies in two columns counts in both, so fewer columns count a little less, and each of them more.
    EXPECT_LE(coarse.stretches, fine.stretches);
    EXPECT_GT(coarse.stretches, fine.stretches / 2);
    EXPECT_GT(coarse.most, fine.most);
}

TEST(Timeline, DrawsTheSameTimeOfAStateMergedOrNot) {
    // The shares of one lane's columns, weighed by their width, are its time in that state.
    const auto told = crowdedRun(4, 40'000);
    ViewState state = whole(*told);
    state.from = 200_ms;
    state.to = told->edge() - 100_ms;
    const Scene scene = layout(*told, state);
    const LaneId lane = told->lanes[1];
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
    double drawn = 0;
    for (const Layer& layer : scene.layers)
        for (const Strip& strip : layer.strips)
            if (strip.tag.lane == lane)
                for (std::uint32_t i = 0; i < strip.count; ++i)
                    drawn += layer.columns[strip.first + i].share[static_cast<std::size_t>(model::State::Sleeping)] / 255.0 * strip.columnWidth;
    for (const Box& box : barsOf(scene, lane, Role::Sleeping))
        drawn += box.rect.width();
    double real = 0;
    const model::Lane* data = told->model().lane(lane);
    for (const model::Interval& interval : data->intervals(state.from, state.to)) {
        if (interval.state == model::State::Sleeping)
            real += timeToX(geometry.axis, std::min(interval.end, state.to)) - timeToX(geometry.axis, std::max(interval.begin, state.from));
    }
    EXPECT_NEAR(drawn, real, real * 0.02 + 3);
}

TEST(Timeline, CostsNoMoreItemsForAThousandTimesTheEvents) {
    const auto count = [](const Scene& scene) {
        std::size_t items = 0;
        for (const Layer& layer : scene.layers)
            items += layer.boxes.size() + layer.strips.size() + layer.marks.size() + layer.lines.size() + layer.texts.size() +
                     layer.columns.size();
        return items;
    };
    const auto few = crowdedRun(10, 2'000);
    const auto many = crowdedRun(10, 400'000);
    const std::size_t little = count(layout(*few, whole(*few)));
    const std::size_t much = count(layout(*many, whole(*many)));
    // A column a pixel at most, for the lanes and the levels of the objects.
    EXPECT_LT(much, little + 12 * 1280);
}

TEST(Timeline, OnlyLaysOutWhatIsVisible) {
    const auto told = deadlockRun(300);
    const Scene scene = layout(*told, whole(*told));
    std::set<LaneId> shown;
    forEachBox(scene, [&](const Box& box) {
        if (box.tag.what == What::Bar)
            shown.insert(box.tag.lane);
    });
    EXPECT_LT(shown.size(), 40u);
}

TEST(Timeline, ShowsAFoldedProcessAsOneDensityStrip) {
    const auto told = processRun();
    ViewState state = whole(*told);
    state.folded.insert(told->lanes[0]);
    const Scene scene = layout(*told, state);
    std::size_t strips = 0;
    for (const Layer& layer : scene.layers)
        for (const Strip& strip : layer.strips)
            strips += strip.tag.lane == told->lanes[0];
    EXPECT_EQ(strips, 1u);
    EXPECT_THAT(wordsOf(scene), Contains("+3"));
}

TEST(Timeline, GivesEveryStateItsOwnForm) {
    const auto told = everyFormRun();
    ViewState state = whole(*told);
    state.rowHeight = 28;
    const Scene scene = layout(*told, state);
    std::map<Role, Form> forms;
    forEachBox(scene, [&](const Box& box) {
        if (box.tag.what == What::Bar && box.rect.height() <= 24 && box.ink.role <= Role::Done && !forms.contains(box.ink.role))
            forms[box.ink.role] = box.form;
    });
    EXPECT_EQ(forms.at(Role::Created), Form::DashedOutline);
    EXPECT_EQ(forms.at(Role::Running), Form::Solid);
    EXPECT_EQ(forms.at(Role::Blocked), Form::VerticalBars);
    EXPECT_EQ(forms.at(Role::Waiting), Form::Dots);
    EXPECT_EQ(forms.at(Role::Sleeping), Form::Solid);
    EXPECT_EQ(forms.at(Role::IoWait), Form::HorizontalLines);
    EXPECT_EQ(forms.at(Role::IoCopy), Form::Crosses);
    std::set<Glyph> glyphs;
    for (const Layer& layer : scene.layers)
        for (const Mark& mark : layer.marks)
            glyphs.insert(mark.glyph);
    for (Glyph glyph : {Glyph::Square, Glyph::Flag, Glyph::Disc, Glyph::Circle, Glyph::Hourglass, Glyph::Bolt, Glyph::Cross,
                        Glyph::EndCap})
        EXPECT_TRUE(glyphs.contains(glyph)) << static_cast<int>(glyph);
    EXPECT_THAT(wordsOf(scene), Contains("killed: SIGKILL"));
}

TEST(Timeline, ShowsOwnersPermitsFlagsDepthsAndValues) {
    const auto told = primitivesRun();
    const Scene scene = layout(*told, whole(*told));
    std::map<ObjectId, std::set<LaneId>> owners;
    std::set<double> steps;
    forEachBox(scene, [&](const Box& box) {
        if (box.tag.what != What::Holding)
            return;
        owners[box.tag.object].insert(box.tag.lane);
        if (box.tag.object == told->objects[2])
            steps.insert(box.rect.height());
    });
    EXPECT_EQ(owners[told->objects[0]].size(), 6u) << "six of seven got a permit";
    EXPECT_EQ(steps.size(), 3u) << "the recursive lock is one, two and three deep";
    const std::vector<std::string> words = wordsOf(scene);
    for (const char* word : {"set", "100", "99", "98", "4 wait", "= 98", "3 of 3 taken · 1 wait"})
        EXPECT_THAT(words, Contains(word));
}

TEST(Timeline, AnswersWhatIsUnderThePointer) {
    const auto told = deadlockRun(3);
    ViewState state = whole(*told);
    state.rowHeight = 28;
    const Scene scene = layout(*told, state);
    const TimelineGeometry geometry = timelineGeometry(told->model(), state, Size, Theme::dark());
    const double y = geometry.lanes.top() + 28 * 4 + 18; // the third worker
    const Tag onBar = hit(scene, {900, y});
    EXPECT_EQ(onBar.what, What::Bar);
    EXPECT_EQ(onBar.lane, told->lanes[2]);
    EXPECT_EQ(onBar.object, told->objects[0]);
    const Tag onName = hit(scene, {100, y});
    EXPECT_EQ(onName.what, What::LaneHeader);
    EXPECT_EQ(onName.lane, told->lanes[2]);
    EXPECT_EQ(hit(scene, {13, geometry.lanes.top() + 14}).what, What::Fold);
    EXPECT_EQ(hit(scene, {1000, 5}).what, What::Ruler);
    const double at = timeToX(geometry.axis, told->findings.all()[0].at);
    EXPECT_EQ(hit(scene, {at, geometry.ruler.bottom() - 5}).finding, 0);
    const Tag owner = hit(scene, {900, geometry.objects.top() + 26});
    EXPECT_EQ(owner.what, What::Holding);
    EXPECT_EQ(owner.lane, told->lanes[1]);
}

TEST(Timeline, DrawsAnArrowFromEachReleaseToItsTaker) {
    const auto told = deadlockRun(2);
    const Scene scene = layout(*told, whole(*told));
    std::vector<LaneId> takers;
    for (const Layer& layer : scene.layers)
        for (const Line& line : layer.lines)
            if (line.tag.what == What::Arrow && line.ink == Ink(Role::ArrowHandOver))
                takers.push_back(line.tag.lane);
    EXPECT_THAT(takers, testing::ElementsAre(told->lanes[1]));
    ViewState without = whole(*told);
    without.showArrows = false;
    for (const Layer& layer : layout(*told, without).layers)
        for (const Line& line : layer.lines)
            EXPECT_NE(line.tag.what, What::Arrow);
}

TEST(Timeline, ThinsArrowsInsteadOfDrawingAHaze) {
    const auto told = crowdedRun(30, 100'000);
    ASSERT_GT(told->model().arrows().size(), 10'000u);
    const Scene scene = layout(*told, whole(*told));
    std::size_t arrows = 0;
    for (const Layer& layer : scene.layers)
        for (const Line& line : layer.lines)
            arrows += line.tag.what == What::Arrow;
    EXPECT_GT(arrows, 0u);
    EXPECT_LE(arrows, 400u);
}

TEST(Timeline, OutlinesTheSelectionAndItsObjectsBars) {
    const auto told = deadlockRun(4);
    ViewState state = whole(*told);
    const model::Interval& stuck = told->model().lane(told->lanes[2])->intervals().back();
    state.selectedLane = told->lanes[2];
    state.selectedEvent = stuck.event;
    int selection = 0, mates = 0;
    forEachBox(layout(*told, state), [&](const Box& box) {
        selection += box.form == Form::Outline && box.ink == Ink(Role::Selection);
        mates += box.form == Form::Outline && box.ink == Ink(Role::Accent);
    });
    EXPECT_EQ(selection, 1);
    EXPECT_GE(mates, 4) << "all that wait for the same lock";
}

TEST(Timeline, IsAPureFunction) {
    const auto told = primitivesRun();
    const Scene first = layout(*told, whole(*told));
    const Scene second = layout(*told, whole(*told));
    ASSERT_EQ(first.layers.size(), second.layers.size());
    EXPECT_EQ(wordsOf(first), wordsOf(second));
    for (std::size_t i = 0; i < first.layers.size(); ++i)
        EXPECT_EQ(first.layers[i].boxes.size(), second.layers[i].boxes.size());
}

} // namespace
} // namespace braid::tests::timeline_test
