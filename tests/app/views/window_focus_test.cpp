// Where the keyboard is, is seen: in every pane, in both themes.

#include "tests/app/views/window_fixture.h"

#include <QAbstractScrollArea>
#include <QFocusEvent>
#include <QImage>
#include <QLineEdit>
#include <QTemporaryDir>
#include <vector>

namespace braid::views {
namespace {

class WindowFocusTest : public WindowTest {
protected:
    void SetUp() override {
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
    }
    /// What Tab stops at, as it is now.
    std::vector<QWidget*> stops() const {
        std::vector<QWidget*> found;
        for (QWidget* widget : window->findChildren<QWidget*>())
            if ((widget->focusPolicy() & Qt::TabFocus) && widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
                !widget->visibleRegion().isEmpty() && widget->window() == window.get())
                found.push_back(widget);
        return found;
    }
    /// How many pixels of `widget` change when Tab comes to it.
    int changedBy(QWidget& widget) const {
        const auto picture = [&] { return window->grab(QRect(widget.mapTo(window.get(), QPoint()), widget.size())).toImage(); };
        if (QWidget* before = QApplication::focusWidget())
            before->clearFocus();
        const QImage without = picture();
        widget.setFocus(Qt::TabFocusReason);
        const QImage with = picture();
        int changed = 0;
        for (int y = 0; y < with.height(); ++y)
            for (int x = 0; x < with.width(); ++x)
                changed += with.pixel(x, y) != without.pixel(x, y) ? 1 : 0;
        return changed;
    }
};

TEST_F(WindowFocusTest, IsAtRunAtFirstAndInTheLanesOfAFile) {
    EXPECT_EQ(QApplication::focusWidget()->objectName(), "startButton");
    window->resize(1024, 700);
    trigger("search");
    EXPECT_TRUE(waitFor([&] { return find<QLineEdit>("catalogueSearch")->hasFocus(); })) << "nothing but scenarios is to be found yet";
    choose("join");
    for (const char* sleep : {"first", "second"})
        set(sleep, 5 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(session::Run::State::Over));
    const QTemporaryDir folder;
    const QString path = folder.filePath("run.braid");
    window->session().save(path);
    for (int i = 0; i < 2; ++i) {
        window->openFile(path);
        ASSERT_TRUE(waitForState(session::Run::State::Over));
        EXPECT_TRUE(waitFor([&] {
            const QWidget* lanes = find<QWidget>("timeline");
            return lanes->isVisible() && (lanes->hasFocus() || lanes->isAncestorOf(QApplication::focusWidget()));
        })) << (QApplication::focusWidget() ? qPrintable(QApplication::focusWidget()->objectName()) : "nowhere");
    }
}

TEST_F(WindowFocusTest, IsSeenAtEveryTabStopInBothThemes) {
    choose("semaphore");
    set("hold", 5 * Millisecond);
    trigger("run");
    ASSERT_TRUE(waitForState(session::Run::State::Over));
    trigger("layoutInvestigate");
    for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
        appearance.setScheme(scheme);
        QCoreApplication::processEvents();
        const std::vector<QWidget*> all = stops();
        EXPECT_GT(all.size(), 15U);
        for (QWidget* widget : all) {
            const int changed = changedBy(*widget);
            ASSERT_EQ(QApplication::focusWidget(), widget) << qPrintable(widget->objectName());
            EXPECT_GE(changed, 30) << widget->metaObject()->className() << ' ' << qPrintable(widget->objectName())
                                   << (scheme == Scheme::Dark ? " dark" : " light");
        }
    }
}

TEST_F(WindowFocusTest, FramesAPaneForTheKeyboardAndNotForTheMouse) {
    auto* tree = find<QTreeWidget>("catalogueTree");
    tree->clearFocus();
    tree->setFocus(Qt::TabFocusReason);
    const auto framed = [&] {
        const auto* frame = tree->findChild<QWidget*>("focusFrame");
        return frame && frame->isVisible() && frame->geometry() == tree->rect();
    };
    EXPECT_TRUE(framed());
    window->resize(1340, 760); // still wide enough for all panes
    QCoreApplication::processEvents();
    EXPECT_TRUE(framed()) << "it keeps to the pane";
    QTest::mouseClick(tree->viewport(), Qt::LeftButton, {}, tree->viewport()->rect().center());
    EXPECT_FALSE(framed());
}

} // namespace
} // namespace braid::views
