#include "app/views/base/elided_label.h"
#include "app/views/base/message_bar.h"
#include "app/views/record/attach_dialog.h"
#include "app/views/record/recent_programs.h"
#include "app/views/record/record_dialog.h"
#include "app/views/text/terminal_view.h"
#include "app/views/window/banner.h"
#include "tests/app/views/window_fixture.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QProcess>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>

namespace braid::views {
namespace {

using State = session::Run::State;

class WindowRecordTest : public WindowTest {
protected:
    void record(const QString& arguments, bool untilStuck = false, const QString& environment = {}) {
        session::ProgramCall call{BRAID_SUBJECT, arguments, {}, environment, untilStuck};
        window->setup().chooseProgram(call);
        trigger("run");
    }
    /// The run that is on; it must be.
    session::Run& run() { return *window->session().run(); }
    QString console() { return find<TerminalView>("terminal")->toPlainText(); }
    bool waitForText(const QString& text) {
        return waitFor([&] { return console().contains(text); });
    }
    QString banner() { return find<QLabel>("bannerHeadline")->text() + ": " + find<ElidedLabel>("bannerSentence")->text(); }
    QString status() { return find<ElidedLabel>("statusSentence")->text(); }
    /// Does `act`, which must close it, with the dialog of that kind that `open` opens.
    template <class Dialog>
    void inDialog(const std::function<void()>& open, const std::function<void(Dialog&)>& act) {
        bool came = false;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (auto* dialog = qobject_cast<Dialog*>(QApplication::activeModalWidget()); dialog && !came) {
                came = true;
                act(*dialog);
            }
        });
        timer.start(10);
        open();
        EXPECT_TRUE(waitFor([&] { return came; }));
    }
    template <class Dialog>
    void inDialog(const char* action, const std::function<void(Dialog&)>& act) {
        inDialog<Dialog>([&] { trigger(action); }, act);
    }
};

TEST_F(WindowRecordTest, ShowsTheDeadlockOfAProgramWhileItRunsAndItsLinesOfSource) {
    record("deadlock");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && !run().findings().all().empty(); }));
    EXPECT_EQ(run().findings().all().front().kind, analysis::FindingKind::Deadlock);
    EXPECT_TRUE(waitFor([&] { return banner().contains("first") && banner().contains("second"); })) << qPrintable(banner());
    EXPECT_TRUE(waitForText("begins\n")) << "a terminal shows a line at once";
    EXPECT_TRUE(waitFor([&] { return find<QPlainTextEdit>("source")->toPlainText().contains("pthread_mutex_lock(&second)"); }));
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Deadlock);
    EXPECT_FALSE(run().programEnd()->byItself);
}

TEST_F(WindowRecordTest, EndsAStuckProgramItselfWhereThatIsWanted) {
    record("deadlock", true);
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Deadlock);
    EXPECT_TRUE(status().contains("ended by Braid")) << qPrintable(status());
}

TEST_F(WindowRecordTest, GivesTheProgramWhatIsTypedAndSaysItsExitStatus) {
    record("echo");
    ASSERT_TRUE(waitForText("say something: "));
    auto* typed = find<QLineEdit>("typed");
    ASSERT_TRUE(typed->isVisibleTo(window.get()));
    typed->setFocus();
    QTest::keyClicks(typed, "hello");
    QTest::keyClick(typed, Qt::Key_Return);
    ASSERT_TRUE(waitForText("you said hello\n")) << qPrintable(console());
    QTest::keyClick(typed, Qt::Key_D, Qt::ControlModifier);
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_TRUE(waitForText("no more\n")) << qPrintable(console());
    EXPECT_TRUE(banner().contains("exit status 3")) << qPrintable(banner());
    EXPECT_TRUE(status().contains("exit status 3")) << qPrintable(status());
}

TEST_F(WindowRecordTest, SaysWhichSignalEndedTheProgram) {
    record("crash");
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Crashed);
    EXPECT_TRUE(banner().contains("SIGABRT")) << qPrintable(banner());
    EXPECT_TRUE(status().contains("SIGABRT")) << qPrintable(status());
}

TEST_F(WindowRecordTest, StopIsWhatCtrlCIsInATerminal) {
    record("patient");
    ASSERT_TRUE(waitForText("waits\n"));
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_TRUE(waitForText("interrupted\n")) << qPrintable(console());
    EXPECT_EQ(run().programEnd()->status, 5);
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Stopped);
}

TEST_F(WindowRecordTest, EndsAProgramThatDoesNotListenToStop) {
    record("stubborn");
    ASSERT_TRUE(waitForText("waits\n"));
    trigger("stop");
    EXPECT_EQ(run().state(), State::Running) << "it is asked first";
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_EQ(run().programEnd()->signal, SIGKILL);
}

TEST_F(WindowRecordTest, StopTwiceWaitsForNothing) {
    record("stubborn");
    ASSERT_TRUE(waitForText("waits\n"));
    trigger("stop");
    trigger("stop");
    EXPECT_EQ(run().state(), State::Over);
}

TEST_F(WindowRecordTest, KeepsTheFirstPartOfVeryMuchOutputAndSaysSo) {
    record("much");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && run().state() == State::Over; }, 60));
    EXPECT_TRUE(console().startsWith("line 0\nline 1\n"));
    EXPECT_FALSE(console().contains("line 999999\n"));
    EXPECT_GT(run().outputKept(), 0U);
    EXPECT_TRUE(find<QLabel>("consoleCut")->isVisibleTo(window.get()));
}

TEST_F(WindowRecordTest, ShowsTwoHundredThreads) {
    record("many");
    ASSERT_TRUE(waitForState(State::Over));
    std::size_t threads = 0;
    for (const LaneId id : run().model().lanes())
        threads += run().model().lane(id)->kind == trace::LaneKind::Thread ? 1 : 0;
    EXPECT_EQ(threads, 201U);
    EXPECT_TRUE(banner().contains("exit status 0")) << qPrintable(banner());
}

TEST_F(WindowRecordTest, StartsInItsFolderWithItsEnvironment) {
    const QTemporaryDir folder;
    window->setup().chooseProgram({BRAID_SUBJECT, "where", folder.path(), "SUBJECT=of this test", false});
    trigger("run");
    EXPECT_TRUE(waitForText("in " + QDir(folder.path()).canonicalPath() + ", of this test\n")) << qPrintable(console());
}

TEST_F(WindowRecordTest, SaysInOneSentenceWhatCannotBeStarted) {
    window->setup().chooseProgram({"/no/such/program", {}, {}, {}, false});
    trigger("run");
    auto* messages = window->findChild<MessageBar*>();
    ASSERT_NE(messages, nullptr);
    EXPECT_TRUE(messages->isVisible());
    EXPECT_EQ(window->session().run(), nullptr);
}

TEST_F(WindowRecordTest, AsksForAProgramAndShowsItWordByWord) {
    inDialog<RecordDialog>("record", [](RecordDialog& dialog) {
        auto* start = dialog.findChild<QPushButton*>("recordStart");
        EXPECT_FALSE(start->isEnabled()) << "nothing is named";
        dialog.findChild<QLineEdit*>("recordCommand")->setText(BRAID_SUBJECT);
        auto* arguments = dialog.findChild<QLineEdit*>("recordArguments");
        arguments->setText("one 'two words");
        EXPECT_FALSE(start->isEnabled());
        EXPECT_TRUE(dialog.findChild<QLabel*>("recordProblem")->text().contains("quote"));
        arguments->setText("one 'two words' \"it's\"");
        EXPECT_TRUE(start->isEnabled()) << qPrintable(dialog.findChild<QLabel*>("recordProblem")->text());
        EXPECT_TRUE(dialog.findChild<QLabel*>("recordWords")->text().contains("two words"));
        start->click();
    });
    EXPECT_TRUE(waitForText("[one]\n[two words]\n[it's]\n")) << qPrintable(console());
    ASSERT_EQ(window->recentPrograms().calls().size(), 1U);
    EXPECT_EQ(window->recentPrograms().calls().front().arguments, "one 'two words' \"it's\"");
}

TEST_F(WindowRecordTest, SaysBeforeTheStartWhatStandsAgainstIt) {
    inDialog<RecordDialog>("record", [](RecordDialog& dialog) {
        dialog.fill({"no-such-program-anywhere", {}, {}, {}, false});
        EXPECT_FALSE(dialog.findChild<QPushButton*>("recordStart")->isEnabled());
        EXPECT_TRUE(dialog.findChild<QLabel*>("recordProblem")->text().contains("No such file"));
        dialog.fill({BRAID_SUBJECT, {}, "/no/such/folder", {}, false});
        EXPECT_FALSE(dialog.findChild<QPushButton*>("recordStart")->isEnabled());
        dialog.fill({BRAID_SUBJECT, {}, {}, "no variable", false});
        EXPECT_FALSE(dialog.findChild<QPushButton*>("recordStart")->isEnabled());
        dialog.fill({BRAID_SUBJECT, "a | b", {}, {}, false});
        EXPECT_TRUE(dialog.findChild<QPushButton*>("recordStart")->isEnabled());
        EXPECT_TRUE(dialog.findChild<QLabel*>("recordNote")->text().contains("sh -c"));
        dialog.reject();
    });
}

TEST_F(WindowRecordTest, AProgramThatIsDroppedFillsTheDialog) {
    const QTemporaryDir folder;
    QFile script(folder.filePath("my program.py"));
    ASSERT_TRUE(script.open(QIODevice::WriteOnly));
    script.close();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(script.fileName())});
    QDropEvent drop({200, 200}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    session::ProgramCall call;
    inDialog<RecordDialog>([&] { static_cast<QObject*>(window.get())->event(&drop); },
                           [&](RecordDialog& dialog) {
                               call = dialog.call();
                               dialog.reject();
                           });
    EXPECT_EQ(call.command, "python3");
    EXPECT_EQ(call.arguments, "'my program.py'");
    EXPECT_EQ(call.directory, folder.path());
}

TEST_F(WindowRecordTest, RecordsAgainFromTheCatalogueAndFromTheStartPage) {
    record("again");
    ASSERT_TRUE(waitForState(State::Over));
    auto* tree = find<QTreeWidget>("catalogueTree");
    ASSERT_TRUE(waitFor([&] { return tree->topLevelItem(0)->text(0) == "Yours"; }));
    ASSERT_EQ(tree->topLevelItem(0)->childCount(), 1);
    EXPECT_TRUE(tree->topLevelItem(0)->child(0)->isSelected());
    choose("join");
    EXPECT_EQ(window->setup().program(), nullptr);
    const session::Run* before = window->session().run();
    emit tree->itemActivated(tree->topLevelItem(0)->child(0), 0);
    ASSERT_TRUE(waitFor([&] { return window->session().run() != before; }));
    ASSERT_TRUE(waitForState(State::Over));
    ASSERT_NE(window->setup().program(), nullptr);
    before = window->session().run();
    trigger("startPage");
    auto* programs = find<QListWidget>("startPrograms");
    ASSERT_TRUE(waitFor([&] { return programs->count() == 1; }));
    emit programs->itemActivated(programs->item(0));
    EXPECT_TRUE(waitFor([&] { return window->session().run() != before; }));
}

TEST_F(WindowRecordTest, ARecordedRunIsSavedWithItsOutputAndItsExitStatus) {
    record("echo");
    ASSERT_TRUE(waitForText("say something: "));
    run().typeNothingMore();
    ASSERT_TRUE(waitForState(State::Over));
    const QTemporaryDir folder;
    const QString file = folder.filePath("mine.braid");
    window->session().save(file);
    choose("join");
    window->openFile(file);
    ASSERT_TRUE(waitFor([&] { return window->session().file() == file && !window->session().loading(); }));
    EXPECT_FALSE(run().recordedHere());
    EXPECT_TRUE(banner().contains("exit status 3")) << qPrintable(banner());
    EXPECT_GE(run().model().prints().size(), 2U);
}

TEST_F(WindowRecordTest, SaysWhyAProcessHangsThatWasNotRecorded) {
    QProcess subject;
    subject.start(BRAID_SUBJECT, {"deadlock"});
    ASSERT_TRUE(subject.waitForStarted());
    const int pid = static_cast<int>(subject.processId());
    inDialog<AttachDialog>("attach", [&](AttachDialog& dialog) {
        auto* filter = dialog.findChild<QLineEdit*>("attachFilter");
        filter->setText(QString::number(pid));
        auto* list = dialog.findChild<QTableView*>("attachList");
        EXPECT_GE(list->model()->rowCount(), 1);
        // It may have only just begun.
        EXPECT_TRUE(waitFor([&] {
            if (!dialog.looking() && !(dialog.moment() && dialog.moment()->stuck()))
                dialog.look(pid);
            return !dialog.looking() && dialog.moment() && dialog.moment()->stuck();
        }));
        EXPECT_TRUE(dialog.findChild<QLabel*>("attachSentence")->text().contains("first"));
        EXPECT_EQ(dialog.findChild<QTreeWidget*>("attachStacks")->topLevelItemCount(), 2);
        const QTemporaryDir folder;
        EXPECT_TRUE(dialog.saveTo(folder.filePath("seen.txt")));
        EXPECT_TRUE(dialog.saveTo(folder.filePath("seen.png")));
        QFile text(folder.filePath("seen.txt"));
        ASSERT_TRUE(text.open(QIODevice::ReadOnly));
        EXPECT_TRUE(text.readAll().contains("crossed"));
        EXPECT_FALSE(QImage(folder.filePath("seen.png")).isNull());
        EXPECT_FALSE(dialog.saveTo("/no/such/folder/seen.png"));
        EXPECT_FALSE(dialog.findChild<QLabel*>("attachProblem")->text().isEmpty());
        dialog.reject();
    });
    subject.kill();
    subject.waitForFinished();
}

TEST_F(WindowRecordTest, SaysWhyAProcessCannotBeLookedAt) {
    inDialog<AttachDialog>("attach", [](AttachDialog& dialog) {
        constexpr int Nobody = 0x7ffffff0;
        dialog.look(Nobody);
        EXPECT_TRUE(waitFor([&] { return !dialog.looking(); }));
        EXPECT_EQ(dialog.moment(), nullptr);
        EXPECT_TRUE(dialog.findChild<QLabel*>("attachMessage")->text().contains("there is none"));
        EXPECT_FALSE(dialog.findChild<QPushButton*>("attachSaveText")->isEnabled());
        dialog.reject();
    });
}

} // namespace
} // namespace braid::views
