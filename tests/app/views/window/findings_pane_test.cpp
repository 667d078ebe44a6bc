#include "app/views/statistics/figures_view.h"
#include "app/views/statistics/statistics_pane.h"
#include "tests/app/views/window_fixture.h"
#include "tests/engine/event_writer.h"

#include <QClipboard>
#include <QDockWidget>
#include <QFile>
#include <QLabel>
#include <QListWidget>
#include <QTemporaryDir>

// What the window tells of a recorded program beyond its findings: hints, and where it waited.
namespace braid::views {
namespace {

using trace::EventKind;

/// A recorded program in which two threads take two locks in opposite orders, one after the other, and the second waits once.
void writeOppositeOrders(const std::string& path) {
    test::EventWriter run;
    trace::Builder& builder = run.builder;
    const LaneId process = builder.lane(trace::LaneKind::Process, {}, "prog");
    const LaneId main = run.lane = builder.lane(trace::LaneKind::Thread, process, "main", run.now, process);
    run.site = builder.site("prog.c", 7, run.now, main);
    run.add(EventKind::LaneBegin, objectOf(process), 1, 1);
    run.add(EventKind::LaneBegin, objectOf(main), 1, 1);
    run.add(EventKind::RunInfo, {}, 0, 0, 0, std::string("command") + '\0' + "./prog 'a b'");
    run.add(EventKind::RunInfo, {}, 0, 0, 0, std::string("exitStatus") + '\0' + "3");
    std::array<ObjectId, 2> locks;
    for (std::size_t i = 0; i < 2; ++i) {
        locks[i] = builder.object(trace::ObjectKind::Mutex, 0, i == 0 ? "a" : "b", run.now, main);
        run.add(EventKind::ObjectAt, locks[i], 0, 0x1000 + 0x40 * i, 1);
    }
    std::array<LaneId, 2> threads;
    for (std::size_t i = 0; i < 2; ++i) {
        threads[i] = builder.lane(trace::LaneKind::Thread, process, i == 0 ? "one" : "two", run.now, main);
        run.add(EventKind::LaneStart, objectOf(threads[i]), 1, 1);
    }
    std::array<std::uint32_t, 2> sequence{};
    for (std::size_t i = 0; i < 2; ++i) {
        run.lane = threads[i];
        run.add(EventKind::LaneBegin, objectOf(threads[i]), 2, 1);
        const std::size_t outer = i, inner = 1 - i;
        if (i == 1)
            run.add(EventKind::AcquireWait, locks[outer], sequence[outer]);
        run.add(EventKind::Acquired, locks[outer], ++sequence[outer]);
        run.add(EventKind::Acquired, locks[inner], ++sequence[inner]);
        run.add(EventKind::Released, locks[inner], ++sequence[inner]);
        run.add(EventKind::Released, locks[outer], ++sequence[outer]);
    }
    ASSERT_TRUE(builder.write(path, trace::Outcome::Finished, run.now + std::chrono::milliseconds(1)).ok());
}

class RecordedProgramTest : public WindowTest {
protected:
    void open() {
        writeOppositeOrders(path().toStdString());
        window->openFile(path());
        ASSERT_TRUE(waitForState(session::Run::State::Over));
    }
    QString path() const { return folder.filePath("prog.braid"); }
    QTemporaryDir folder;
};

TEST_F(RecordedProgramTest, HintsStandInThePaneOfFindingsAndLeadToTheirMoment) {
    open();
    auto* list = find<QListWidget>("findings");
    ASSERT_TRUE(waitFor([&] { return list->count() == 1; })) << "there is one hint and no finding";
    find<QDockWidget>("dock.findings")->show();
    find<QDockWidget>("dock.findings")->raise();
    EXPECT_TRUE(window->session().run()->findings().all().empty());
    EXPECT_TRUE(list->item(0)->text().startsWith("Hint: locks in opposite orders")) << qPrintable(list->item(0)->text());
    EXPECT_TRUE(find<QLabel>("findingsMessage")->text().startsWith("Nothing went wrong in this run.")) << qPrintable(find<QLabel>("findingsMessage")->text());
    emit list->itemClicked(list->item(0));
    const render::ViewState& state = window->session().view().get();
    const model::Model& model = window->session().run()->model();
    ASSERT_LT(state.selectedEvent, model.log().size());
    EXPECT_EQ(model.name(state.selectedLane), "two");
    EXPECT_EQ(state.cursor, model.log()[state.selectedEvent].time);
    EXPECT_FALSE(state.finding) << "a hint is no finding";
    language.set(session::Language::Choice::Chinese);
    EXPECT_TRUE(waitFor([&] { return list->count() == 1 && !list->item(0)->text().contains("Hint"); }));
}

TEST_F(RecordedProgramTest, ContentionIsSavedAndCopied) {
    open();
    auto& pane = *window->findChild<StatisticsPane*>();
    find<QDockWidget>("dock.statistics")->show();
    find<QDockWidget>("dock.statistics")->raise();
    pane.setPage(StatisticsPane::Contention);
    ASSERT_TRUE(waitFor([&] { return pane.feed().upToDate(); }));
    auto* table = find<FiguresView>("contentionFigures");
    ASSERT_EQ(table->model()->rowCount(), 1);
    const QString csv = folder.filePath("contention.csv");
    EXPECT_EQ(pane.writeCsv(csv), "");
    QFile file(csv);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QStringList lines = QString::fromUtf8(file.readAll()).split("\r\n");
    ASSERT_EQ(lines.size(), 3);
    EXPECT_TRUE(lines[0].startsWith("object,object_name,kind,waits_at"));
    EXPECT_TRUE(lines[1].contains(",b,mutex,prog.c:7,")) << qPrintable(lines[1]);
    table->setFocus();
    table->setCurrentIndex(table->model()->index(0, 0));
    QGuiApplication::clipboard()->clear();
    QTest::keySequence(table, QKeySequence::Copy);
    const QStringList copied = QGuiApplication::clipboard()->text().split('\n');
    ASSERT_EQ(copied.size(), 3);
    EXPECT_TRUE(copied[0].startsWith("Object\tWaits at\t")) << qPrintable(copied[0]);
    EXPECT_TRUE(copied[1].startsWith("b\tprog.c:7\t")) << qPrintable(copied[1]);
    EXPECT_EQ(table->text(), table->text(true)) << "there is one row";
}

} // namespace
} // namespace braid::views
