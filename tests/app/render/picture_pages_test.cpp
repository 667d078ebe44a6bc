#include "app/render/picture/picture.h"

#include "tests/app/render/support/runs.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <gmock/gmock.h>

#include <set>

namespace braid::tests::picture_pages_test {
namespace {

using namespace render;

PictureOptions onPage(Page page) {
    PictureOptions options;
    options.title = QStringLiteral("Deadlock 死锁");
    options.parameters = QStringLiteral("threads = 4");
    options.page = page;
    return options;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// Every word of a scene with what it is about.
std::multiset<QString> wordsOf(const Scene& scene) {
    std::multiset<QString> words;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            words.insert(text.text);
    return words;
}

std::multiset<std::uint64_t> lanesNamedOn(const std::vector<PicturePage>& pages) {
    std::multiset<std::uint64_t> lanes;
    for (const PicturePage& page : pages) {
        std::set<std::uint64_t> here;
        for (const Layer& layer : page.scene.layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::LaneHeader)
                    here.insert(box.tag.lane.value);
        lanes.insert(here.begin(), here.end());
    }
    return lanes;
}

TEST(Pages, FitAFewLanesOnOnePageOfEverySize) {
    const auto told = deadlockRun(4);
    for (const Page page : AllPages) {
        const auto pages = pagesOf(told->model(), told->findings, told->edge(), onPage(page), true);
        ASSERT_EQ(pages.size(), 1u) << wordOf(page);
        const PicturePage& only = pages.front();
        if (page != Page::AsDrawn) {
            EXPECT_EQ(only.size, sizeOf(page));
        }
        const QSizeF drawn = only.scene.size * only.scale;
        EXPECT_GE(only.origin.x(), 0) << wordOf(page);
        EXPECT_LE(only.origin.x() + drawn.width(), only.size.width() + 1) << wordOf(page);
        EXPECT_LE(only.origin.y() + drawn.height(), only.size.height() + 1) << wordOf(page);
        EXPECT_GE(only.scale, 0.6) << wordOf(page) << ": type would be too small to read";
        EXPECT_EQ(pageOf(wordOf(page)), page);
    }
    EXPECT_FALSE(pageOf("a5"));
}

TEST(Pages, ContinueManyLanesOnTheNextOneEachLaneOnce) {
    const auto told = deadlockRun(120);
    const auto pages = pagesOf(told->model(), told->findings, told->edge(), onPage(Page::A4Landscape), true);
    ASSERT_GT(pages.size(), 2u);
    EXPECT_LT(pages.size(), 30u);
    const auto lanes = lanesNamedOn(pages);
    EXPECT_EQ(lanes.size(), told->model().lanes().size());
    EXPECT_EQ(std::set<std::uint64_t>(lanes.begin(), lanes.end()).size(), lanes.size()) << "a lane stands on two pages";
    for (std::size_t i = 0; i < pages.size(); ++i) {
        EXPECT_GE(pages[i].scale, 0.6);
        EXPECT_TRUE(wordsOf(pages[i].scene).contains(QStringLiteral("%1 / %2").arg(i + 1).arg(pages.size())));
        EXPECT_TRUE(wordsOf(pages[i].scene).contains(QStringLiteral("Deadlock 死锁")));
        EXPECT_LE(pages[i].origin.y() + pages[i].scene.size.height() * pages[i].scale, pages[i].size.height() + 1);
    }
    EXPECT_TRUE(wordsOf(pages.back().scene).contains(QStringLiteral("Locks and other objects")));
    EXPECT_FALSE(wordsOf(pages.front().scene).contains(QStringLiteral("Locks and other objects")));

    const auto one = pagesOf(told->model(), told->findings, told->edge(), onPage(Page::A4Landscape), false);
    ASSERT_EQ(one.size(), 1u);
    EXPECT_LE(one.front().scene.size.height() * one.front().scale, sizeOf(Page::A4Landscape).height());
}

TEST(Pages, OfAPdfHaveTheirSizeAndTheirWordsAsText) {
    const auto told = deadlockRun(120);
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.pdf");
    ASSERT_TRUE(writePicture(path, told->model(), told->findings, told->edge(), onPage(Page::A4)).ok());
    const auto expected = pagesOf(told->model(), told->findings, told->edge(), onPage(Page::A4), true).size();
    const QByteArray pdf = contentOf(path);
    EXPECT_GT(expected, 1u);
    EXPECT_EQ(static_cast<std::size_t>(pdf.count("/MediaBox [0 0 595")), expected);
    EXPECT_TRUE(pdf.contains("/FontFile")) << "fonts travel with the page";
    QProcess reader; // of poppler-utils
    reader.start(QStringLiteral("pdftotext"), {QStringLiteral("-layout"), path, QStringLiteral("-")});
    ASSERT_TRUE(reader.waitForFinished());
    const QString text = QString::fromUtf8(reader.readAllStandardOutput());
    for (const char* word : {"Deadlock", "死锁", "threads = 4", "Thread-1", "Thread-120", "DEADLOCK 1", "blocked"})
        EXPECT_TRUE(text.contains(QString::fromUtf8(word))) << word;
}

TEST(Pages, OfAnSvgHaveTheirSizeAndTheirWordsAsText) {
    const auto told = deadlockRun(4);
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.svg");
    ASSERT_TRUE(writePicture(path, told->model(), told->findings, told->edge(), onPage(Page::Slide)).ok());
    const QString svg = QString::fromUtf8(contentOf(path));
    EXPECT_TRUE(svg.contains(QStringLiteral("viewBox=\"0 0 1280 720\"")));
    for (const char* word : {"Deadlock 死锁", "Thread-1", "DEADLOCK 1"})
        EXPECT_TRUE(svg.contains(QStringLiteral(">") + QString::fromUtf8(word))) << word;
}

TEST(ChosenLanes, AreAllThatIsDrawnWithTheLanesTheyBelongTo) {
    const auto told = deadlockRun(20);
    PictureOptions options = onPage(Page::AsDrawn);
    options.onlyLanes = {told->lanes[3], told->lanes[7]};
    const auto pages = pagesOf(told->model(), told->findings, told->edge(), options, true);
    auto lanes = lanesNamedOn(pages);
    EXPECT_TRUE(lanes.contains(told->lanes[3].value));
    EXPECT_TRUE(lanes.contains(told->lanes[7].value));
    EXPECT_FALSE(lanes.contains(told->lanes[4].value));
    for (LaneId id : {told->lanes[3], told->lanes[7]})
        for (const model::Lane* lane = told->model().lane(id); lane; lane = told->model().lane(lane->parent))
            lanes.erase(lane->id.value);
    EXPECT_TRUE(lanes.empty());
}

TEST(ChosenLanes, AreUnfoldedWhereTheirParentIsNot) {
    const auto told = deadlockRun(5);
    PictureOptions options = onPage(Page::AsDrawn);
    options.view.folded.insert(told->model().lane(told->lanes[2])->parent);
    options.onlyLanes = {told->lanes[2]};
    EXPECT_TRUE(lanesNamedOn(pagesOf(told->model(), told->findings, told->edge(), options, true)).contains(told->lanes[2].value));
}

TEST(LegendOfAPicture, SaysWhatItIsToldTo) {
    const auto told = deadlockRun(4);
    PictureOptions options = onPage(Page::AsDrawn);
    const LegendContent offered = legendContent(told->model(), told->findings, told->edge(), options);
    ASSERT_TRUE(offered.states.contains(model::State::Sleeping));
    options.legendLeftOut = {model::State::Sleeping};
    options.legendWords[model::State::Blocked] = QStringLiteral("stands in the queue");
    const auto entries = [&] {
        std::set<std::uint32_t> states;
        for (const Layer& layer : composePicture(told->model(), told->findings, told->edge(), options).layers)
            for (const Text& text : layer.texts)
                if (text.tag.what == What::LegendEntry)
                    states.insert(text.tag.count);
        return states;
    };
    EXPECT_FALSE(entries().contains(static_cast<std::uint32_t>(model::State::Sleeping)));
    EXPECT_TRUE(entries().contains(static_cast<std::uint32_t>(model::State::Blocked)));
    EXPECT_TRUE(wordsOf(composePicture(told->model(), told->findings, told->edge(), options)).contains(QStringLiteral("stands in the queue")));
    options.legend = false;
    EXPECT_TRUE(entries().empty());
}

TEST(TheWholeWindow, StandsInOnePictureAsItIsSeen) {
    const auto told = deadlockRun(40);
    PictureOptions options = onPage(Page::AsDrawn);
    options.seen = QSizeF(700, 400);
    options.view.from = 100'000'000;
    options.view.to = 500'000'000;
    options.view.scrollY = 28 * 10;
    Scene pane;
    pane.size = {300, 200};
    pane.layers.resize(1);
    pane.layers.front().texts.push_back({{20, 30}, QStringLiteral("a node"), 40, 12, 10, Type::Normal, Role::Text, false, {}});
    options.panes = {{QStringLiteral("Wait-for graph"), pane}, {QStringLiteral("Nothing there"), {}}};
    const Scene picture = composePicture(told->model(), told->findings, told->edge(), options);
    const auto words = wordsOf(picture);
    EXPECT_TRUE(words.contains(QStringLiteral("Wait-for graph")));
    EXPECT_TRUE(words.contains(QStringLiteral("a node")));
    EXPECT_FALSE(words.contains(QStringLiteral("Nothing there")));
    EXPECT_GE(picture.size.width(), 700 + 300);
    EXPECT_FALSE(words.contains(QStringLiteral("Thread-5"))) << "scrolled away on the screen";
    EXPECT_TRUE(words.contains(QStringLiteral("Thread-12")));
    double right = 0; // where the pane's words stand
    for (const Layer& layer : picture.layers)
        for (const Text& text : layer.texts)
            if (text.text == QStringLiteral("a node"))
                right = text.position.x();
    EXPECT_GT(right, 700) << "the pane stands beside the timeline, not on it";
    const auto pages = pagesOf(
        told->model(), told->findings, told->edge(), [&] { options.page = Page::A4; return options; }(), true);
    ASSERT_EQ(pages.size(), 1u);
    EXPECT_LE(pages.front().scene.size.width() * pages.front().scale, sizeOf(Page::A4).width());
}

} // namespace
} // namespace braid::tests::picture_pages_test
