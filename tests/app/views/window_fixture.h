#pragma once

#include "app/session/language.h"
#include "app/views/base/appearance.h"
#include "app/views/window/main_window.h"

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QTest>
#include <QTreeWidget>
#include <chrono>
#include <functional>
#include <gtest/gtest.h>

namespace braid::views {

constexpr qlonglong Millisecond = 1'000'000; ///< as parameters that are times hold them: in ns
inline qlonglong ns(std::chrono::nanoseconds time) { return time.count(); }

/// A shown window with the real catalogue, in English and light, driven by object names.
class WindowTest : public ::testing::Test {
protected:
    WindowTest() : appearance(*qApp) {
        language.set(session::Language::Choice::English);
        appearance.setScheme(Scheme::Light);
        window = std::make_unique<MainWindow>(appearance, language, QString(BRAID_HOST));
        window->resize(1440, 900);
        window->arrangePanes();
        window->show();
        [[maybe_unused]] const bool exposed = QTest::qWaitForWindowExposed(window.get());
    }

    template <class Widget>
    Widget* find(const QString& name) {
        Widget* widget = window->findChild<Widget*>(name);
        EXPECT_NE(widget, nullptr) << qPrintable(name);
        return widget;
    }
    void trigger(const char* action) { find<QAction>(QString("action.") + action)->trigger(); }

    void choose(const QString& id) { window->setup().choose(id); }
    void set(const std::string& name, const parameter::Value& value) { window->setup().setValue(name, value); }

    /// Runs the event loop until `condition` holds; false when `seconds` are over.
    static bool waitFor(const std::function<bool()>& condition, double seconds = 20) {
        return QTest::qWaitFor(condition, static_cast<int>(seconds * 1000));
    }
    bool waitForState(session::Run::State state) {
        return waitFor([&] { return window->session().run() && window->session().run()->state() == state; });
    }

    /// A run of 200 threads, over and wholly in view: their family is one row. False where it did not end.
    bool runManyThreads() {
        choose("counter-race");
        set("threads", 200);
        set("tail", qlonglong{0});
        trigger("run");
        if (!waitForState(session::Run::State::Over))
            return false;
        trigger("fitAll");
        return true;
    }

    /// The tutorial's deadlock, closed and still on; nullptr where it did not close.
    session::Run* liveDeadlock() {
        choose("deadlock");
        set("threads", 5);
        set("sleep", 50 * Millisecond);
        trigger("run");
        session::Run* run = window->session().run();
        return waitFor([&] { return !run->findings().all().empty(); }) ? run : nullptr;
    }

    Appearance appearance;
    session::Language language;
    std::unique_ptr<MainWindow> window;
};

} // namespace braid::views
