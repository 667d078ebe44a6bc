#include "app/render/film/film.h"
#include "app/views/export/animation_dialog.h"
#include "app/views/export/export_dialog.h"
#include "app/views/export/exports.h"
#include "tests/app/views/window_fixture.h"

#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>

namespace braid::views {
namespace {

using State = session::Run::State;

class WindowExportTest : public WindowTest {
protected:
    WindowExportTest() {
        choose("join");
        set("first", qlonglong{20'000'000});
        set("second", qlonglong{10'000'000});
        trigger("run");
        EXPECT_TRUE(waitForState(State::Over));
    }
};

TEST_F(WindowExportTest, OffersTheWindowsPanesAsPictures) {
    find<QDockWidget>("dock.graph")->show();
    find<QDockWidget>("dock.graph")->raise();
    ASSERT_TRUE(waitFor([&] { return !window->findChild<Exports*>()->seen().panes.empty(); }));
    const render::PictureOptions options = window->findChild<Exports*>()->seen();
    EXPECT_TRUE(options.seen.has_value());
    EXPECT_EQ(options.panes.front().title, "Wait-for graph");
    ExportDialog dialog(window->session(), options, 900);
    dialog.findChild<QComboBox*>("exportPart")->setCurrentIndex(2);
    EXPECT_EQ(dialog.options().panes.size(), options.panes.size());
    EXPECT_EQ(dialog.options().seen, options.seen);
    dialog.findChild<QComboBox*>("exportPart")->setCurrentIndex(0);
    EXPECT_TRUE(dialog.options().panes.empty());
}

TEST_F(WindowExportTest, DrawsOnlyTheTickedLanesAndTheLegendAsWorded) {
    ExportDialog dialog(window->session(), window->findChild<Exports*>()->seen(), 900);
    EXPECT_FALSE(dialog.options().onlyLanes.has_value()) << "all are ticked at first";
    auto* lanes = dialog.findChild<QListWidget*>("exportLanes");
    ASSERT_GE(lanes->count(), 3);
    dialog.findChild<QLineEdit*>("exportLaneFilter")->setText(lanes->item(1)->text());
    dialog.findChild<QPushButton*>("exportLanesNone")->click();
    ASSERT_TRUE(dialog.options().onlyLanes.has_value());
    EXPECT_LT(dialog.options().onlyLanes->size(), static_cast<std::size_t>(lanes->count()));
    EXPECT_GT(dialog.options().onlyLanes->size(), 0u) << "lanes that the filter hides keep their tick";

    auto* legend = dialog.findChild<QListWidget*>("exportLegendEntries");
    ASSERT_GE(legend->count(), 2);
    legend->item(0)->setCheckState(Qt::Unchecked);
    legend->item(1)->setText("works");
    EXPECT_EQ(dialog.options().legendLeftOut.size(), 1u);
    EXPECT_EQ(dialog.options().legendWords.begin()->second, "works");

    dialog.findChild<QComboBox*>("exportPage")->setCurrentIndex(1);
    EXPECT_EQ(dialog.options().page, render::Page::A4);
}

TEST_F(WindowExportTest, SaysTheSizeThatThePageOfThePdfThenHas) {
    ExportDialog dialog(window->session(), window->findChild<Exports*>()->seen(), 900);
    dialog.show();
    dialog.findChild<QComboBox*>("exportFormat")->setCurrentText("PDF page");
    static const QRegularExpression points("^(\\d+) × (\\d+) points, vector$");
    const QLabel* size = dialog.findChild<QLabel*>("exportSize");
    ASSERT_NE(size, nullptr);
    ASSERT_TRUE(waitFor([&] { return points.match(size->text()).hasMatch(); })) << qPrintable(size->text());
    const QRegularExpressionMatch said = points.match(size->text());

    const QTemporaryDir folder;
    ASSERT_TRUE(dialog.exportTo(folder.filePath("run.pdf")));
    QFile file(folder.filePath("run.pdf"));
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    static const QRegularExpression page("/MediaBox \\[0 0 ([\\d.]+) ([\\d.]+)\\]");
    const QRegularExpressionMatch box = page.match(QString::fromLatin1(file.readAll()));
    ASSERT_TRUE(box.hasMatch());
    EXPECT_NEAR(said.captured(1).toDouble(), box.captured(1).toDouble(), 1.5);
    EXPECT_NEAR(said.captured(2).toDouble(), box.captured(2).toDouble(), 1.5);
}

TEST_F(WindowExportTest, CopiesTheWindowsPicture) {
    QGuiApplication::clipboard()->clear();
    trigger("copyPicture");
    const QImage image = QGuiApplication::clipboard()->image();
    EXPECT_GT(image.width(), 400);
    EXPECT_GT(image.height(), 100);
}

TEST_F(WindowExportTest, WritesAnAnimationAndCanBeStopped) {
    const QTemporaryDir folder;
    AnimationDialog dialog(window->session(), window->findChild<Exports*>()->seen());
    dialog.show();
    dialog.findChild<QComboBox*>("animationSize")->setCurrentIndex(1);
    const QString path = folder.filePath("run.gif");
    ASSERT_TRUE(dialog.writeTo(path));
    EXPECT_TRUE(dialog.writing());
    dialog.findChild<QPushButton*>("animationCancel")->click();
    EXPECT_FALSE(dialog.writing());
    EXPECT_FALSE(QFileInfo::exists(path));
    EXPECT_TRUE(dialog.isVisible());
    EXPECT_FALSE(dialog.findChild<QLabel*>("animationProblem")->text().isEmpty());

    dialog.findChild<QDoubleSpinBox*>("animationLength")->setValue(0.5);
    ASSERT_TRUE(dialog.writeTo(path));
    ASSERT_TRUE(waitFor([&] { return !dialog.isVisible(); }));
    QImageReader reader(path);
    EXPECT_EQ(reader.size(), QSize(960, 540));
    EXPECT_EQ(reader.imageCount(), 10);
    EXPECT_FALSE(dialog.writeTo("/nonexistent/run.gif"));
}

} // namespace
} // namespace braid::views
