#include "app/views/run/run_session.h"
#include "engine/trace/recording/builder.h"
#include "tests/app/views/window_fixture.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSlider>
#include <QTemporaryDir>
#include <QTextBrowser>

#include <algorithm>
#include <vector>

namespace braid::views {
namespace {

int visibleScenarios(QTreeWidget& tree) {
    int count = 0;
    for (int f = 0; f < tree.topLevelItemCount(); ++f)
        for (int i = 0; i < tree.topLevelItem(f)->childCount(); ++i)
            count += tree.topLevelItem(f)->child(i)->isHidden() || tree.topLevelItem(f)->isHidden() ? 0 : 1;
    return count;
}

TEST_F(WindowTest, StartsWithTheCatalogueAndItsFirstScenario) {
    auto* tree = find<QTreeWidget>("catalogueTree");
    EXPECT_EQ(visibleScenarios(*tree), static_cast<int>(window->setup().catalogue()->scenarios().size()));
    ASSERT_NE(window->setup().scenario(), nullptr);
    EXPECT_TRUE(find<QPushButton>("startButton")->isVisible());
    EXPECT_FALSE(find<QTextBrowser>("card")->toPlainText().isEmpty());
    EXPECT_FALSE(find<QAction>("action.stop")->isEnabled());
}

TEST_F(WindowTest, ShowsCardSourceAndParametersOfTheScenarioThatIsClicked) {
    auto* tree = find<QTreeWidget>("catalogueTree");
    QTreeWidgetItem* wanted = nullptr;
    for (int f = 0; f < tree->topLevelItemCount(); ++f)
        for (int i = 0; i < tree->topLevelItem(f)->childCount(); ++i)
            if (tree->topLevelItem(f)->child(i)->data(0, Qt::UserRole).toString() == "deadlock")
                wanted = tree->topLevelItem(f)->child(i);
    ASSERT_NE(wanted, nullptr);
    tree->scrollToItem(wanted);
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->visualItemRect(wanted).center());
    EXPECT_EQ(window->setup().scenario()->id, "deadlock");
    EXPECT_TRUE(find<QTextBrowser>("card")->toPlainText().contains("deadlock", Qt::CaseInsensitive));
    EXPECT_TRUE(find<QPlainTextEdit>("source")->toPlainText().contains("braid::"));
    EXPECT_EQ(find<QDoubleSpinBox>("parameter.threads.box")->value(), 10);
    EXPECT_EQ(find<QDoubleSpinBox>("parameter.sleep.box")->text(), "1 s");
}

TEST_F(WindowTest, ShowsNoMarkupInItsLabels) {
    choose("deadlock");
    for (QLabel* label : window->findChildren<QLabel*>()) {
        label->ensurePolished();
        const bool markup = label->text().contains("</") || label->text().contains("&nbsp;");
        EXPECT_EQ(label->textFormat() == Qt::RichText, markup) << qPrintable(label->text());
    }
}

TEST_F(WindowTest, FindsScenariosByWords) {
    auto* tree = find<QTreeWidget>("catalogueTree");
    auto* search = find<QLineEdit>("catalogueSearch");
    search->setFocus();
    QTest::keyClicks(search, "semaphore");
    EXPECT_EQ(visibleScenarios(*tree), 1);
    search->clear();
    QTest::keyClicks(search, "nothing of this name");
    EXPECT_TRUE(find<QLabel>("catalogueMessage")->isVisible());
    QTest::keyClick(search, Qt::Key_Escape);
    EXPECT_GT(visibleScenarios(*tree), 10);
}

TEST_F(WindowTest, MovesSliderAndBoxTogether) {
    choose("deadlock");
    auto* slider = find<QSlider>("parameter.sleep.slider");
    auto* box = find<QDoubleSpinBox>("parameter.sleep.box");
    slider->setValue(slider->maximum());
    EXPECT_EQ(box->value(), 10e9);
    box->setValue(0);
    EXPECT_EQ(slider->value(), 0);
    EXPECT_EQ(window->setup().values().at("sleep"), parameter::Value(std::int64_t{0}));
}

TEST_F(WindowTest, SetsAllValuesOfAPreset) {
    choose("counter-race");
    set("threads", 7);
    EXPECT_EQ(find<QComboBox>("presetBox")->currentIndex(), -1);
    window->setup().applyPreset("tutorial");
    EXPECT_EQ(window->setup().values().at("threads"), parameter::Value(std::int64_t{100}));
    EXPECT_EQ(find<QComboBox>("presetBox")->currentIndex(), 0);
    EXPECT_EQ(find<QDoubleSpinBox>("parameter.threads.box")->value(), 100);
}

TEST_F(WindowTest, RemembersTheValuesOfAScenarioThatWasLeft) {
    choose("deadlock");
    set("threads", 7);
    choose("semaphore");
    choose("deadlock");
    EXPECT_EQ(find<QDoubleSpinBox>("parameter.threads.box")->value(), 7);
}

TEST_F(WindowTest, SpeaksChineseAsSoonAsItIsChosen) {
    choose("deadlock");
    const QString english = find<QTextBrowser>("card")->toPlainText();
    find<QAction>("language.zh_CN")->trigger();
    EXPECT_TRUE(waitFor([&] { return find<QAction>("action.run")->text() == "运行"; }));
    EXPECT_EQ(find<QLineEdit>("catalogueSearch")->placeholderText(), "搜索场景");
    EXPECT_NE(find<QTextBrowser>("card")->toPlainText(), english);
    EXPECT_TRUE(find<QLabel>("parameterTitle")->text().contains("死锁"));
    find<QAction>("language.en")->trigger();
    EXPECT_TRUE(waitFor([&] { return find<QAction>("action.run")->text() == "Run"; }));
    EXPECT_EQ(find<QTextBrowser>("card")->toPlainText(), english);
}

TEST_F(WindowTest, ChangesItsColoursAtRunTime) {
    const QColor light = window->grab().toImage().pixelColor(4, 400);
    find<QAction>("theme.dark")->trigger();
    const QColor dark = window->grab().toImage().pixelColor(4, 400);
    EXPECT_GT(light.lightness(), 200);
    EXPECT_LT(dark.lightness(), 60);
}

TEST_F(WindowTest, NamesEveryControlForAssistiveTechnology) {
    choose("counter-race");
    for (const QWidget* widget : window->findChildren<QWidget*>()) {
        const bool control = qobject_cast<const QSlider*>(widget) || qobject_cast<const QAbstractSpinBox*>(widget) ||
                             qobject_cast<const QComboBox*>(widget) || qobject_cast<const QTreeWidget*>(widget);
        if (!control)
            continue;
        EXPECT_FALSE(widget->accessibleName().isEmpty()) << qPrintable(widget->objectName());
    }
}

TEST_F(WindowTest, SaysInOneSentenceThatAFileIsNoTrace) {
    window->openFile("/nonexistent/x.braid");
    EXPECT_TRUE(find<QWidget>("messageBar")->isVisible());
    EXPECT_TRUE(find<QLabel>("messageText")->text().contains("/nonexistent/x.braid"));
    EXPECT_EQ(window->session().run(), nullptr);
}

TEST_F(WindowTest, SaysHowMuchOfALongFileHasBeenRead) {
    trace::Builder builder;
    const LaneId process = builder.lane(trace::LaneKind::Process, {}, "long");
    const LaneId main = builder.lane(trace::LaneKind::Thread, process, "main", {}, process);
    trace::Event event;
    event.lane = main;
    event.kind = trace::EventKind::Note;
    constexpr int Events = 300'000; // more than are read between two frames
    for (int i = 1; i <= Events; ++i) {
        event.time = std::chrono::microseconds(i);
        builder.add(event);
    }
    const QTemporaryDir folder;
    const QString path = folder.filePath("long.braid");
    ASSERT_TRUE(builder.write(path.toStdString(), trace::Outcome::Finished, std::chrono::microseconds(Events)).ok());

    auto* state = find<QLabel>("runState");
    std::vector<int> shares;
    QObject::connect(&window->session(), &RunSession::frame, state, [&] {
        static const QRegularExpression reading("^reading (\\d+) %$");
        if (const QRegularExpressionMatch share = reading.match(state->text()); share.hasMatch())
            shares.push_back(share.captured(1).toInt());
    });
    window->openFile(path);
    ASSERT_TRUE(waitForState(session::Run::State::Over));
    ASSERT_FALSE(shares.empty());
    EXPECT_TRUE(std::is_sorted(shares.begin(), shares.end()));
    EXPECT_GE(shares.front(), 0);
    EXPECT_LE(shares.back(), 100);
    EXPECT_TRUE(waitFor([&] { return state->text() == "finished"; })) << qPrintable(state->text());
}

} // namespace
} // namespace braid::views
