#include "app/render/picture/picture.h"

#include "app/render/rows/geometry.h"
#include "app/render/scene/translate.h"
#include "tests/app/render/support/runs.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QSvgRenderer>
#include <QTemporaryDir>
#include <QTranslator>

#include <gmock/gmock.h>

#include <set>

namespace braid::tests::picture_test {
namespace {

using namespace render;
using testing::HasSubstr;

PictureOptions titled() {
    PictureOptions options;
    options.title = QStringLiteral("Deadlock 死锁");
    options.parameters = QStringLiteral("threads = 4");
    options.width = 1000;
    return options;
}

QByteArray contentOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

TEST(Picture, WritesAPngOfTheScaledSizeThatIsNotBlank) {
    const auto told = deadlockRun(4);
    const QTemporaryDir folder;
    PictureOptions options = titled();
    const QSizeF natural = composePicture(told->model(), told->findings, told->edge(), options).size;
    for (double scale : {1.0, 3.0}) {
        options.scale = scale;
        const QString path = folder.filePath("run.png");
        ASSERT_TRUE(writePicture(path, told->model(), told->findings, told->edge(), options).ok());
        const QImage image(path);
        EXPECT_EQ(image.width(), natural.width() * scale);
        EXPECT_EQ(image.height(), natural.height() * scale);
        std::set<QRgb> colors;
        for (int y = 0; y < image.height(); y += 3)
            for (int x = 0; x < image.width(); x += 3)
                colors.insert(image.pixel(x, y));
        EXPECT_GT(colors.size(), 20u);
        EXPECT_TRUE(colors.contains(Theme::light().color(Role::Blocked).rgb()));
    }
}

TEST(Picture, WritesASvgWithItsWordsAsText) {
    const auto told = deadlockRun(4);
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.svg");
    ASSERT_TRUE(writePicture(path, told->model(), told->findings, told->edge(), titled()).ok());
    const std::string svg = contentOf(path).toStdString();
    for (const char* word : {"Deadlock 死锁", "threads = 4", "Thread-1", "DEADLOCK 1", "DEADLOCK 2", "blocked", "sleeping", "A", "1 s"})
        EXPECT_NE(svg.find(std::string(">") + word), std::string::npos) << word;
    EXPECT_TRUE(QSvgRenderer(path).isValid());
}

TEST(Picture, WritesAPdfWhosePageFitsIt) {
    const auto told = deadlockRun(4);
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.pdf");
    PictureOptions options = titled();
    ASSERT_TRUE(writePicture(path, told->model(), told->findings, told->edge(), options).ok());
    const QByteArray pdf = contentOf(path);
    ASSERT_TRUE(pdf.startsWith("%PDF-"));
    const QSizeF size = composePicture(told->model(), told->findings, told->edge(), options).size * 0.75;
    const auto box = pdf.indexOf("/MediaBox [0 0 ");
    ASSERT_GT(box, 0);
    const QList<QByteArray> numbers = pdf.mid(box + 15, 40).split(']').first().simplified().split(' ');
    ASSERT_EQ(numbers.size(), 2);
    EXPECT_NEAR(numbers[0].toDouble(), size.width(), 1.5);
    EXPECT_NEAR(numbers[1].toDouble(), size.height(), 1.5);
    EXPECT_TRUE(pdf.contains("/Font")) << "words are words, not curves";
}

TEST(Picture, IsTallEnoughForAllLanesAndLowerWithFewer) {
    const auto told = deadlockRun(60);
    PictureOptions options = titled();
    options.lanes = "*";
    const double all = composePicture(told->model(), told->findings, told->edge(), options).size.height();
    EXPECT_GT(all, 60 * 25);
    options.lanes = "Thread-1?";
    const double ten = composePicture(told->model(), told->findings, told->edge(), options).size.height();
    EXPECT_LT(ten, all / 2) << "ten lanes and their process stay";
    EXPECT_GT(ten, 10 * 40) << "and have more room";
}

TEST(Picture, FoldsManyLanesOfAFamilyButThoseOfFindingsUnlessAskedForThem) {
    const auto told = deadlockRun(60);
    const auto rowsOf = [&](const PictureOptions& options) {
        const Scene scene = composePicture(told->model(), told->findings, told->edge(), options);
        std::set<LaneId> lanes;
        for (const Layer& layer : scene.layers)
            for (const Text& text : layer.texts)
                if (text.tag.what == What::LaneHeader)
                    lanes.insert(text.tag.lane);
        return lanes;
    };
    PictureOptions options = titled();
    const std::set<LaneId> folded = rowsOf(options);
    EXPECT_LT(folded.size(), 12u);
    EXPECT_TRUE(folded.contains(told->lanes[0])) << "it is in the cycle";
    EXPECT_TRUE(folded.contains(told->lanes[1]));
    EXPECT_FALSE(folded.contains(told->lanes[40]));
    options.lanes = "*";
    EXPECT_GT(rowsOf(options).size(), 60u);
    options.lanes.clear();
    options.view.families[told->model().lane(told->lanes[40])->family] = false;
    EXPECT_GT(rowsOf(options).size(), 60u) << "the person unfolded them";
}

TEST(Picture, OfWhatIsSeenHasTheRowsOfTheScreen) {
    const auto told = deadlockRun(4);
    for (const double height : {300.0, 420.0, 533.0, 610.0, 900.0}) {
        PictureOptions options = titled();
        options.view.to = told->edge();
        options.seen = QSizeF(1000, height);
        const TimelineGeometry geometry = timelineGeometry(told->model(), options.view, *options.seen, Theme::light());
        const Scene scene = composePicture(told->model(), told->findings, told->edge(), options);
        double found = 0;
        for (const Layer& layer : scene.layers)
            for (const Box& box : layer.boxes)
                if (box.tag.what == What::LaneHeader && box.tag.lane == told->lanes[0])
                    found = std::max(found, box.rect.height());
        EXPECT_EQ(found, geometry.rowHeight) << height;
    }
}

TEST(Picture, ShowsThousandsOfLanesInLowerRows) {
    const auto told = deadlockRun(2000);
    const Scene scene = composePicture(told->model(), told->findings, told->edge(), titled());
    EXPECT_LE(scene.size.height(), MaxPictureSide);
}

TEST(Picture, RefusesInOneSentence) {
    const auto told = deadlockRun(2);
    const QTemporaryDir folder;
    const auto write = [&](const QString& path, const PictureOptions& options) {
        const Status status = writePicture(path, told->model(), told->findings, told->edge(), options);
        return status.ok() ? std::string() : status.error().sentence();
    };
    EXPECT_THAT(write(folder.filePath("run.bmp"), titled()), HasSubstr(".png, .svg or .pdf"));
    EXPECT_THAT(write(folder.filePath("nowhere/run.png"), titled()), HasSubstr("cannot write the picture"));
    PictureOptions wide = titled();
    wide.width = 20'001;
    EXPECT_THAT(write(folder.filePath("wide.png"), wide), HasSubstr("20001"));
    wide.width = 10'000;
    wide.height = 5'000;
    wide.scale = 4;
    EXPECT_THAT(write(folder.filePath("wide.png"), wide), HasSubstr("pixels"));
    EXPECT_FALSE(QFileInfo::exists(folder.filePath("wide.png")));
    EXPECT_FALSE(pictureImage(told->model(), told->findings, told->edge(), wide).ok());
}

TEST(Picture, IsWrittenWhereALinkLeadsAndLeavesADeviceADevice) {
    const auto told = deadlockRun(2);
    const QTemporaryDir folder;
    const auto write = [&](const QString& path) {
        return writePicture(path, told->model(), told->findings, told->edge(), titled());
    };
    const QString device = folder.filePath("device.png");
    ASSERT_TRUE(QFile::link("/dev/null", device));
    EXPECT_TRUE(write(device));
    EXPECT_TRUE(QFileInfo(device).isSymLink());
    EXPECT_TRUE(QFileInfo::exists("/dev/null"));
    EXPECT_FALSE(QFileInfo("/dev/null").isFile());

    const QString target = folder.filePath("target.png"), link = folder.filePath("link.png");
    QFile old(target);
    ASSERT_TRUE(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
    old.close();
    ASSERT_TRUE(QFile::link(target, link));
    EXPECT_TRUE(write(link));
    EXPECT_TRUE(QFileInfo(link).isSymLink()) << "the link stays";
    EXPECT_FALSE(QImageReader(target).read().isNull()) << "what it leads to is the picture";
}

TEST(Picture, LeavesOutWhatIsNotWanted) {
    const auto told = deadlockRun(2);
    PictureOptions options = titled();
    const double full = composePicture(told->model(), told->findings, told->edge(), options).size.height();
    options.legend = false;
    const double plain = composePicture(told->model(), told->findings, told->edge(), options).size.height();
    EXPECT_LT(plain, full);
    options.objects = false;
    EXPECT_LT(composePicture(told->model(), told->findings, told->edge(), options).size.height(), plain);
}

// Says everything in capitals of another kind, to see that sentences and words pass the translators.
class Bracketing : public QTranslator {
public:
    [[nodiscard]] QString translate(const char* context, const char* text, const char*, int) const override {
        if (QByteArray(context) == "sentence" || QByteArray(context) == "render")
            return QString(u'«') + QString::fromUtf8(text) + u'»';
        return {};
    }
    [[nodiscard]] bool isEmpty() const override { return false; }
};

TEST(Translation, FillsTheTranslatedPattern) {
    const model::Sentence sentence{"%1 waits for %2", {"T1", "锁"}, {}};
    EXPECT_EQ(translated(sentence), "T1 waits for 锁");
    Bracketing translator;
    QCoreApplication::installTranslator(&translator);
    EXPECT_EQ(translated(sentence), "«T1 waits for 锁»");
    QCoreApplication::removeTranslator(&translator);
}

ChartSheet speedUps() {
    ChartContent chart;
    chart.title = "Speed-up";
    chart.unit = "×";
    chart.categories = {"one lock", "no lock"};
    chart.series = {{{}, {0.9, 1.8}}};
    return {{chart}, true, {}};
}

/// The lowest one of these words.
const Text* textIn(const Scene& scene, const QString& words) {
    const Text* lowest = nullptr;
    for (const Layer& layer : scene.layers)
        for (const Text& text : layer.texts)
            if (text.text == words && (!lowest || text.position.y() > lowest->position.y()))
                lowest = &text;
    return lowest;
}

TEST(Picture, HasItsChartsAboveTheTimelineWhereTheyAreTheStory) {
    const auto told = deadlockRun(4);
    PictureOptions options = titled();
    options.charts = speedUps();
    const Scene scene = composePicture(told->model(), told->findings, told->edge(), options);
    const Text *title = textIn(scene, "Speed-up"), *lane = textIn(scene, "Thread-1"), *heading = textIn(scene, options.title);
    ASSERT_TRUE(title && lane && heading);
    EXPECT_GT(title->rect().top(), heading->rect().bottom());
    EXPECT_LT(title->rect().bottom(), lane->rect().top());
    options.height = 700;
    EXPECT_NEAR(composePicture(told->model(), told->findings, told->edge(), options).size.height(), 700, 20);
}

TEST(Picture, HasItsChartsBelowTheTimelineAndAboveTheLegend) {
    const auto told = deadlockRun(4);
    PictureOptions options = titled();
    const Scene without = composePicture(told->model(), told->findings, told->edge(), options);
    EXPECT_EQ(textIn(without, "Speed-up"), nullptr);
    options.charts = speedUps();
    options.charts.story = false;
    const Scene with = composePicture(told->model(), told->findings, told->edge(), options);
    const Text *title = textIn(with, "Speed-up"), *legend = textIn(with, "blocked"), *lane = textIn(with, "Thread-3");
    ASSERT_TRUE(title && legend && lane);
    EXPECT_NE(textIn(with, "1.80×"), nullptr);
    EXPECT_GT(title->rect().top(), lane->rect().bottom());
    EXPECT_LT(title->rect().bottom(), legend->rect().top());
    EXPECT_GT(with.size.height(), without.size.height());
    EXPECT_LE(legend->rect().bottom(), with.size.height());
    // Where the height is given, the timeline makes room.
    options.height = 700;
    EXPECT_NEAR(composePicture(told->model(), told->findings, told->edge(), options).size.height(), 700, 20);
}

TEST(Picture, HasItsChartsOnceHoweverManyPages) {
    const auto told = deadlockRun(90);
    PictureOptions options = titled();
    options.page = Page::A4Landscape;
    options.charts = speedUps();
    const auto pages = pagesOf(told->model(), told->findings, told->edge(), options, true);
    ASSERT_GT(pages.size(), 2u);
    std::size_t found = 0;
    for (const PicturePage& page : pages)
        found += textIn(page.scene, "Speed-up") ? 1 : 0;
    EXPECT_EQ(found, 1u);
    EXPECT_NE(textIn(pages.back().scene, "Speed-up"), nullptr);
    EXPECT_NE(textIn(pages.back().scene, options.title), nullptr);
}

} // namespace
} // namespace braid::tests::picture_test
