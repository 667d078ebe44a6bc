#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/views/base/dock.h"
#include "app/views/timeline/graph_view.h"
#include "app/views/timeline/timeline_view.h"
#include "app/views/window/banner.h"
#include "app/views/window/keys_sheet.h"
#include "tests/app/views/ts_file.h"
#include "tests/app/views/window_fixture.h"

#include <QAccessible>
#include <QLabel>
#include <QMap>
#include <QRegularExpression>
#include <QTimer>

#include <algorithm>

namespace braid::views {
namespace {

using namespace std::chrono_literals;
using State = session::Run::State;

/// Every element below `root` that is shown, itself too.
void visit(QAccessibleInterface* root, const std::function<void(QAccessibleInterface&)>& what, int depth = 0) {
    if (!root || !root->isValid() || depth > 40 || (root->state().invisible && depth > 0))
        return;
    what(*root);
    for (int i = 0; i < root->childCount(); ++i)
        visit(root->child(i), what, depth + 1);
}

/// Whether a person can do something with it.
bool interactive(QAccessibleInterface& element) {
    switch (element.role()) {
    case QAccessible::PushButton:
    case QAccessible::ButtonMenu:
    case QAccessible::ButtonDropDown:
    case QAccessible::CheckBox:
    case QAccessible::RadioButton:
    case QAccessible::ComboBox:
    case QAccessible::EditableText:
    case QAccessible::SpinBox:
    case QAccessible::Slider:
    case QAccessible::Dial:
    case QAccessible::Link:
    case QAccessible::List:
    case QAccessible::Tree:
    case QAccessible::Table:
    case QAccessible::PageTab:
    case QAccessible::MenuItem:
    case QAccessible::Canvas:
    case QAccessible::RowHeader:
        return true;
    case QAccessible::Graphic:
        return !element.object(); // a piece of a canvas; a label with a picture only adorns
    default: {
        const auto* widget = qobject_cast<QWidget*>(element.object());
        return widget && widget->focusPolicy() != Qt::NoFocus && !widget->focusProxy() && widget->isEnabled() &&
               element.role() != QAccessible::Client && element.role() != QAccessible::ScrollBar;
    }
    }
}

QString whereIs(QAccessibleInterface& element) {
    QString path;
    for (QAccessibleInterface* each = &element; each; each = each->parent())
        if (const QObject* object = each->object()) {
            path = QString("%1(%2)/").arg(object->objectName(), object->metaObject()->className()) + path;
        }
    return QString("role %1 at %2").arg(element.role()).arg(path);
}

class AccessibleTest : public WindowTest {
protected:
    void runDeadlock() {
        choose("deadlock");
        set("threads", 4);
        set("sleep", qlonglong{20'000'000});
        trigger("run");
        ASSERT_TRUE(waitFor([&] { return find<Banner>("banner")->isVisible(); }));
    }
    QAccessibleInterface* canvas() { return QAccessible::queryAccessibleInterface(find<TimelineView>("timeline")); }
    /// The first piece of the timeline for which `fits`, waiting for it.
    QAccessibleInterface* pieceNow(const std::function<bool(QAccessibleInterface&)>& fits) {
        for (int i = 0; i < canvas()->childCount(); ++i)
            if (QAccessibleInterface* each = canvas()->child(i); each && fits(*each))
                return each;
        return nullptr;
    }
    /// Waits for one.
    QAccessibleInterface* piece(const std::function<bool(QAccessibleInterface&)>& fits) {
        QAccessibleInterface* found = nullptr;
        waitFor([&] { return (found = pieceNow(fits)) != nullptr; }, 5);
        return found;
    }
    QAccessibleInterface* header(const QString& lane) {
        return piece([&](QAccessibleInterface& each) {
            return each.role() == QAccessible::RowHeader && each.text(QAccessible::Name).startsWith(lane);
        });
    }
    /// Every pane in turn, as a user goes through them.
    void eachPane(const std::function<void()>& look) {
        for (Dock* dock : window->findChildren<Dock*>()) {
            if (dock->isHidden())
                continue;
            dock->raise();
            QCoreApplication::processEvents();
            look();
        }
    }
    /// The dialogs that come with the window, shown one after the other.
    void eachDialog(const char* action, const std::function<void(QWidget&)>& look) {
        bool seen = false;
        QTimer::singleShot(0, window.get(), [&] {
            QWidget* dialog = QApplication::activeModalWidget();
            ASSERT_NE(dialog, nullptr) << action;
            seen = true;
            look(*dialog);
            dialog->close();
        });
        trigger(action);
        EXPECT_TRUE(seen) << action;
    }
};

TEST_F(AccessibleTest, EverythingOneCanUseHasANameInBothLanguages) {
    runDeadlock();
    QStringList nameless;
    const auto check = [&](QWidget& root) {
        visit(QAccessible::queryAccessibleInterface(&root), [&](QAccessibleInterface& element) {
            if (interactive(element) && element.text(QAccessible::Name).trimmed().isEmpty())
                nameless << whereIs(element);
        });
    };
    for (const session::Language::Choice choice : {session::Language::Choice::English, session::Language::Choice::Chinese}) {
        language.set(choice);
        eachPane([&] { check(*window); });
        eachDialog("keys", check);
        eachDialog("exportPicture", check);
    }
    nameless.removeDuplicates();
    EXPECT_TRUE(nameless.isEmpty()) << qPrintable(nameless.join("\n"));
}

/// The texts of everything that is shown, and where they stand.
QMap<QString, QString> textsOf(QWidget& root) {
    QMap<QString, QString> texts;
    visit(QAccessible::queryAccessibleInterface(&root), [&](QAccessibleInterface& element) {
        for (const QAccessible::Text kind : {QAccessible::Name, QAccessible::Description})
            texts.insert(element.text(kind), whereIs(element));
    });
    for (const QWidget* widget : root.findChildren<QWidget*>())
        if (!widget->visibleRegion().isEmpty())
            texts.insert(widget->toolTip(), widget->objectName());
    for (const QAction* action : root.findChildren<QAction*>()) {
        texts.insert(action->text(), "action " + action->objectName());
        texts.insert(action->toolTip(), "tooltip of action " + action->objectName());
    }
    texts.remove(QString());
    return texts;
}

TEST_F(AccessibleTest, ChangingTheLanguageChangesEverythingThatIsSeen) {
    runDeadlock();
    QSet<QString> english; // what the program says in other words in Chinese
    for (const char* name : {"braid_zh_CN.ts", "braid_catalogue_zh_CN.ts"}) {
        const TsFile file(name);
        for (const auto& context : file.texts)
            for (auto it = context.begin(); it != context.end(); ++it)
                if (it.key() != it.value())
                    english.insert(it.key());
    }
    static const QRegularExpression han("\\p{Han}");
    const auto none = [&](const std::function<bool(const QString&)>& wrong) {
        eachPane([&] {
            QStringList stayed; // a pane may write its words anew only when it is seen
            waitFor([&] {
                stayed.clear();
                const auto texts = textsOf(*window);
                for (auto it = texts.begin(); it != texts.end(); ++it)
                    if (wrong(it.key()))
                        stayed << it.key() + " (" + it.value() + ")";
                return stayed.isEmpty();
            },
                    2);
            EXPECT_TRUE(stayed.isEmpty()) << qPrintable(stayed.join("\n"));
        });
    };
    language.set(session::Language::Choice::Chinese);
    none([&](const QString& text) { return english.contains(text); });
    language.set(session::Language::Choice::English);
    none([&](const QString& text) { return text.contains(han) && text != QStringLiteral("中文"); });
}

TEST_F(AccessibleTest, TheTimelineIsReadOutLaneByLaneAndEveryPieceLiesWhereItIsSeen) {
    runDeadlock();
    QAccessibleInterface* lane = header("Thread-1");
    ASSERT_NE(lane, nullptr);
    EXPECT_TRUE(lane->text(QAccessible::Name).contains("blocked")) << qPrintable(lane->text(QAccessible::Name));
    EXPECT_TRUE(lane->text(QAccessible::Value).contains("Thread-1"));
    const QRect inside(find<TimelineView>("timeline")->mapToGlobal(QPoint()), find<TimelineView>("timeline")->size());
    EXPECT_TRUE(inside.contains(lane->rect().center()));
    EXPECT_EQ(canvas()->childAt(lane->rect().center().x(), lane->rect().center().y())->text(QAccessible::Name).left(8), "Thread-1");
    EXPECT_LE(canvas()->childCount(), 400);
    // The same piece is the same child later, though its sentence has grown.
    const int index = canvas()->indexOfChild(lane);
    ASSERT_GE(index, 0);
    EXPECT_EQ(lane->parent(), canvas());
}

TEST_F(AccessibleTest, WhatLiesOverTheTimelineIsReadOutToo) {
    runDeadlock();
    auto* timeline = find<TimelineView>("timeline");
    timeline->setFocus();
    const int before = canvas()->childCount();
    trigger("search");
    QAccessibleInterface* field = nullptr;
    visit(canvas(), [&](QAccessibleInterface& each) {
        if (each.role() == QAccessible::EditableText)
            field = &each;
    });
    ASSERT_NE(field, nullptr) << "of " << before << " pieces and what lies over them";
    EXPECT_EQ(field->text(QAccessible::Name), "Find here");
    ASSERT_NE(canvas()->focusChild(), nullptr);
    EXPECT_EQ(canvas()->focusChild()->object(), field->object());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
    window->session().view().update([&](render::ViewState& state) { state.measured = {0, window->session().run()->edge()}; });
    const auto totals = [&] {
        return pieceNow([](QAccessibleInterface& each) { return each.text(QAccessible::Name) == "Totals of the marked stretch"; });
    };
    ASSERT_TRUE(waitFor([&] { return totals() && totals()->text(QAccessible::Description).contains("Thread-1"); }));
    EXPECT_EQ(canvas()->child(canvas()->indexOfChild(totals())), totals());
}

TEST_F(AccessibleTest, PressingALaneSelectsIt) {
    runDeadlock();
    find<TimelineView>("timeline")->setFocus();
    QAccessibleInterface* lane = header("Thread-2");
    ASSERT_NE(lane, nullptr);
    ASSERT_NE(lane->actionInterface(), nullptr);
    lane->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    const LaneId selected = window->session().view().get().selectedLane;
    ASSERT_TRUE(selected);
    EXPECT_EQ(window->session().run()->model().name(selected), "Thread-2");
    EXPECT_TRUE(header("Thread-2")->state().selected);
    EXPECT_FALSE(header("Thread-1")->state().selected);
}

TEST_F(AccessibleTest, TheWaitForGraphIsReadOutToo) {
    runDeadlock();
    auto* graph = find<GraphView>("graph");
    find<Dock>("dock.graph")->raise();
    QAccessibleInterface* picture = QAccessible::queryAccessibleInterface(graph);
    EXPECT_EQ(picture->role(), QAccessible::Canvas);
    QStringList names;
    EXPECT_TRUE(waitFor([&] {
        names.clear();
        for (int i = 0; i < picture->childCount(); ++i)
            names << picture->child(i)->text(QAccessible::Name);
        return !names.filter(QRegularExpression("^Thread-\\d waits for A .*, held by Thread-\\d")).isEmpty();
    },
                        5))
        << qPrintable(names.join("; "));
    EXPECT_FALSE(names.filter("waits for").isEmpty() && names.filter("blocked").isEmpty()) << qPrintable(names.join("; "));
}

TEST_F(AccessibleTest, TheOpenPaletteIsBelowTheWindowAndNamed) {
    const auto seen = [&](const char* name) {
        QString said;
        visit(QAccessible::queryAccessibleInterface(window.get()), [&](QAccessibleInterface& element) {
            if (element.object() && element.object()->objectName() == name)
                said = element.text(QAccessible::Name);
        });
        return said;
    };
    EXPECT_EQ(seen("paletteWords"), "");
    trigger("palette");
    EXPECT_EQ(seen("palette"), "All commands");
    EXPECT_EQ(seen("paletteWords"), "A command, scenario, finding, lane or object");
    EXPECT_EQ(seen("paletteList"), "What fits");
    QAccessibleInterface* field = QAccessible::queryAccessibleInterface(find<QWidget>("paletteWords"));
    EXPECT_NE(field->text(QAccessible::Description), "") << "what Enter would choose";
    QTest::mouseClick(find<QWidget>("startPage"), Qt::LeftButton, {}, QPoint(5, 5));
    EXPECT_EQ(seen("paletteWords"), "") << "a click elsewhere closes it";
}

TEST_F(AccessibleTest, ARowOfManyLanesIsARowThatSaysItsFamilyAndHowManyTheyAre) {
    ASSERT_TRUE(runManyThreads());
    const QRegularExpression almostAll("\\b(19[2-9]|200) lanes"); // whose updates were lost first and last may stand beside them
    QAccessibleInterface* family = piece([&](QAccessibleInterface& each) {
        return each.role() == QAccessible::RowHeader && each.text(QAccessible::Name).contains(almostAll);
    });
    ASSERT_NE(family, nullptr);
    // The picture with the family's row in it has no others of it.
    EXPECT_EQ(pieceNow([](QAccessibleInterface& each) {
                  return each.role() == QAccessible::RowHeader && each.text(QAccessible::Name).startsWith("1 lanes");
              }),
              nullptr);
    EXPECT_EQ(pieceNow([&](QAccessibleInterface& each) {
                  return each.role() == QAccessible::Graphic && each.text(QAccessible::Name).contains(almostAll);
              }),
              nullptr);
}

TEST_F(AccessibleTest, TheBannerSaysTheFindingAsAnAlert) {
    runDeadlock();
    QAccessibleInterface* banner = QAccessible::queryAccessibleInterface(find<Banner>("banner"));
    EXPECT_EQ(banner->role(), QAccessible::AlertMessage);
    EXPECT_TRUE(banner->text(QAccessible::Name).startsWith("Deadlock: ")) << qPrintable(banner->text(QAccessible::Name));
}

TEST_F(AccessibleTest, LanesObjectsAndBarsAreSelectedByKeyboard) {
    runDeadlock();
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    auto* timeline = find<TimelineView>("timeline");
    const session::Run& run = *window->session().run();
    const auto state = [&]() -> const render::ViewState& { return window->session().view().get(); };
    const auto rows = render::laneRows(run.model(), state());
    ASSERT_GE(rows.size(), 3U);
    QTest::keyClick(timeline, Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(state().selectedLane, rows[0].lane);
    QTest::keyClick(timeline, Qt::Key_Down, Qt::ControlModifier);
    QTest::keyClick(timeline, Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(state().selectedLane, rows[2].lane);
    QTest::keyClick(timeline, Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(state().selectedLane, rows[1].lane);

    const auto rich = std::find_if(rows.begin() + 1, rows.end(), [&](const render::Row& row) { return run.model().lane(row.lane)->intervals().size() >= 3; });
    ASSERT_NE(rich, rows.end());
    for (auto row = rows.begin() + 1; row != rich; ++row)
        QTest::keyClick(timeline, Qt::Key_Down, Qt::ControlModifier);
    const model::Lane& lane = *run.model().lane(rich->lane);
    QTest::keyClick(timeline, Qt::Key_Home);
    window->session().view().update([&](render::ViewState& view) { view.cursor = lane.intervals()[1].begin; });
    QTest::keyClick(timeline, Qt::Key_Return);
    EXPECT_EQ(state().selectedEvent, lane.intervals()[1].event);
    QTest::keyClick(timeline, Qt::Key_Right, Qt::ControlModifier);
    EXPECT_EQ(state().selectedEvent, lane.intervals()[2].event);
    QTest::keyClick(timeline, Qt::Key_Left, Qt::ControlModifier);
    QTest::keyClick(timeline, Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(state().selectedEvent, lane.intervals()[0].event);
    EXPECT_EQ(state().selectedLane, lane.id);

    for (std::size_t i = 0; i < rows.size() + 1; ++i)
        QTest::keyClick(timeline, Qt::Key_Down, Qt::ControlModifier);
    EXPECT_FALSE(state().selectedLane);
    EXPECT_TRUE(state().selectedObject) << "below the last lane stands the first object";
}

TEST_F(AccessibleTest, TheTabulatorReachesEveryPaneThatIsShown) {
    runDeadlock();
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    QSet<QString> missing;
    for (Dock* dock : window->findChildren<Dock*>())
        if (!dock->visibleRegion().isEmpty())
            missing << dock->objectName();
    missing << "timeline"
            << "runBar";
    ASSERT_GE(missing.size(), 5);
    find<TimelineView>("timeline")->setFocus();
    for (int i = 0; i < 300 && !missing.isEmpty(); ++i) {
        for (const QWidget* widget = QApplication::focusWidget(); widget; widget = widget->parentWidget())
            missing.remove(widget->objectName());
        QWidget* now = QApplication::focusWidget();
        ASSERT_NE(now, nullptr);
        QTest::keyClick(now, Qt::Key_Tab);
        if (QApplication::focusWidget() == now) // a text or table that keeps the key for itself
            QTest::keyClick(now, Qt::Key_Tab, Qt::ControlModifier);
        ASSERT_NE(QApplication::focusWidget(), now) << "the focus is caught in " << qPrintable(now->objectName());
    }
    EXPECT_TRUE(missing.isEmpty()) << qPrintable(QStringList(missing.begin(), missing.end()).join(", "));
}

} // namespace
} // namespace braid::views
