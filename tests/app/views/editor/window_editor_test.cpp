#include "app/views/run/files.h"
#include "app/views/run/repeat_session.h"
#include "tests/app/views/editor/window_editor_fixture.h"

namespace braid::views {
namespace {

TEST_F(WindowEditorTest, ANewProgramBeginsWithATemplateAndIsChosenForTheNextRun) {
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
        if (auto* dialog = qobject_cast<NewProgramDialog*>(QApplication::activeModalWidget())) {
            timer.stop();
            dialog->findChild<QLineEdit*>("newProgramName")->setText("mine");
            dialog->findChild<QPushButton*>("newProgramCreate")->click();
        }
    });
    timer.start(10);
    trigger("newProgram");
    EXPECT_EQ(pane().path(), folder.filePath("Braid/mine.py"));
    EXPECT_TRUE(pane().text().contains("threading"));
    EXPECT_EQ(onDisk(pane().path()), pane().text());
    EXPECT_TRUE(find<Dock>("dock.editor")->isVisible());
    ASSERT_NE(window->setup().program(), nullptr);
    EXPECT_TRUE(window->setup().program()->source);
    EXPECT_TRUE(find<QAction>("action.run")->isEnabled());
    EXPECT_FALSE(window->session().live()) << "nothing runs before Run is pressed";
}

TEST_F(WindowEditorTest, RunSavesTheTextRecordsItAndItsLinesLightUp) {
    const QString path = open("stuck.py", Stuck);
    code().append("# changed\n");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && !run().findings().all().empty(); }));
    EXPECT_EQ(run().findings().all().front().kind, analysis::FindingKind::Deadlock);
    EXPECT_TRUE(onDisk(path).endsWith("# changed\n"));
    EXPECT_TRUE(waitFor([&] { return run().model().keptSource(path.toStdString()) != nullptr; }));
    EXPECT_EQ(*run().model().keptSource(path.toStdString()), onDisk(path).toStdString());
    const auto colored = [&] { // the lanes' names stand behind line 13
        const QImage image = code().viewport()->grab().toImage();
        const QColor ground = appearance.color("surface");
        const int y = static_cast<int>(code().SendScintilla(QsciScintilla::SCI_POINTYFROMPOSITION, 0UL, code().SendScintilla(QsciScintilla::SCI_POSITIONFROMLINE, 12UL))) + 3;
        int other = 0;
        for (int x = image.width() / 2; x < image.width(); ++x)
            other += image.pixelColor(x, y) != ground ? 1 : 0;
        return other;
    };
    EXPECT_TRUE(waitFor([&] { return colored() > 10; }));
    // Also where another pane was in its place when it got stuck.
    QWidget* dock = &pane();
    while (!qobject_cast<QDockWidget*>(dock))
        dock = dock->parentWidget();
    dock->hide();
    window->session().view().update([](render::ViewState& state) { state.showArrows = !state.showArrows; });
    EXPECT_LT(colored(), 10);
    dock->show();
    EXPECT_TRUE(waitFor([&] { return colored() > 10; }));
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Deadlock);
}

TEST_F(WindowEditorTest, ValuesWithARangeAreSlidersWhichTheNextRunUsesAndTheTextKeepsItsOwn) {
    const QString text = "import threading\nn = 3  # 1..50: how many\nthreading.Thread(target=print, args=('n is', n)).start()\n";
    const QString path = open("sliders.py", text);
    ASSERT_TRUE(waitFor([&] { return window->findChild<QSlider*>("parameter.n.slider") != nullptr; }));
    set("n", qlonglong{7});
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && run().state() == State::Over; }));
    EXPECT_TRUE(find<TerminalView>("terminal")->toPlainText().contains("n is 7")) << qPrintable(find<TerminalView>("terminal")->toPlainText());
    EXPECT_EQ(onDisk(path), text);
    EXPECT_EQ(pane().text(), text);
    trigger("writeValues");
    EXPECT_EQ(pane().text(), QString(text).replace("n = 3 ", "n = 7 "));
    EXPECT_TRUE(pane().isModified());
    EXPECT_EQ(onDisk(path), text) << "before it is saved";
}

TEST_F(WindowEditorTest, ASliderFollowsTheTextThatIsTypedAndABadRangeIsSaid) {
    open("typed.py", "n = 3  # 1..50\n");
    ASSERT_EQ(window->setup().parameters().size(), 1u);
    set("n", qlonglong{20});
    code().rewrite("n = 3  # 1..50\nm = 5  # 9..10\n");
    ASSERT_TRUE(waitFor([&] { return find<QLabel>("editorNotes")->text().contains("m gets no slider"); }));
    EXPECT_EQ(window->setup().values().at("n"), parameter::Value(std::int64_t{20})) << "what was moved stays";
    code().rewrite("n = 4  # 1..50\n");
    ASSERT_TRUE(waitFor([&] { return window->setup().values().at("n") == parameter::Value(std::int64_t{4}); }));
    EXPECT_FALSE(find<QLabel>("editorNotes")->isVisible());
    code().rewrite("n = 50  # 0..100 step 25\n");
    ASSERT_TRUE(waitFor([&] { return window->setup().parameters().front().maximum == 100; }));
    set("n", qlonglong{60});
    EXPECT_EQ(window->setup().values().at("n"), parameter::Value(std::int64_t{50}));
}

TEST_F(WindowEditorTest, ATracebackStandsInAListAndLeadsToItsLine) {
    open("wrong.py", "import threading\n\n\ndef f():\n    return 1 / 0\n\n\nf()\n");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return messages().contains("ZeroDivisionError"); })) << qPrintable(messages());
    EXPECT_TRUE(messages().contains("line 5"));
    auto* list = find<QListWidget>("editorMessages");
    emit list->itemClicked(list->item(0));
    int line = 0, column = 0;
    code().getCursorPosition(&line, &column);
    EXPECT_EQ(line, 4);
    open("syntax.py", "def f(:\n    pass\n");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return messages().contains("SyntaxError"); })) << qPrintable(messages());
    EXPECT_TRUE(messages().contains("line 1"));
}

TEST_F(WindowEditorTest, ACppProgramIsCompiledAndItsErrorsLeadToTheirLines) {
    if (QStandardPaths::findExecutable("c++").isEmpty())
        GTEST_SKIP() << "no compiler";
    const QString text = "#include <mutex>\n#include <thread>\nint n = 2; // 1..5\nstd::mutex door;\nint main() {\n    for (int i = 0; i < n; ++i)\n"
                         "        std::thread([] { std::lock_guard guard(door); }).join();\n}\n";
    open("door.cpp", QString(text).replace("door;", "door"));
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return !messages().isEmpty(); }, 100));
    EXPECT_TRUE(messages().startsWith("Error, line ")) << qPrintable(messages());
    EXPECT_EQ(window->session().run(), nullptr);
    code().rewrite(text);
    set("n", qlonglong{4});
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && run().state() == State::Over; }, 100));
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Finished);
    std::size_t threads = 0;
    for (const LaneId lane : run().model().lanes())
        threads += run().model().lane(lane)->kind == trace::LaneKind::Thread ? 1 : 0;
    EXPECT_EQ(threads, 5u) << "main and as many as the slider says";
    const std::string path = pane().path().toStdString();
    ASSERT_NE(run().model().keptSource(path), nullptr);
    EXPECT_EQ(*run().model().keptSource(path), text.toStdString());
}

TEST_F(WindowEditorTest, StopEndsAProgramThatGoesOnForEver) {
    open("endless.py", "import threading\nimport time\n\nlock = threading.Lock()\nwhile True:\n    with lock:\n        time.sleep(0.01)\n");
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && run().model().log().size() > 50; }));
    trigger("stop");
    EXPECT_TRUE(waitForState(State::Over));
}

TEST_F(WindowEditorTest, ACopyOfAScenariosProgramHasItsSlidersAndRuns) {
    choose("semaphore");
    trigger("editCopy");
    EXPECT_EQ(pane().path(), folder.filePath("Braid/semaphore.py"));
    EXPECT_GE(window->setup().parameters().size(), 2u);
    EXPECT_TRUE(find<ElidedLabel>("statusSentence")->text().contains("Python"));
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && run().recordedHere() && run().model().log().size() > 20; }));
    trigger("stop");
    EXPECT_TRUE(waitForState(State::Over));
}

TEST_F(WindowEditorTest, ACopyOfAScenariosCppIsCompiledAndRunsAsTheScenarioDoes) {
    if (QStandardPaths::findExecutable("c++").isEmpty())
        GTEST_SKIP() << "no compiler";
    choose("deadlock");
    const session::Scenario original = *window->setup().scenario();
    trigger("editCopyCpp");
    const QString path = folder.filePath("Braid/deadlock.cpp");
    ASSERT_EQ(pane().path(), path);
    EXPECT_TRUE(pane().text().contains("describe(\"Deadlock"));
    EXPECT_EQ(window->setup().parameters(), original.parameters) << "before it is compiled";
    EXPECT_EQ(window->setup().presets(), original.presets);
    EXPECT_TRUE(waitFor([&] { return !find<QTreeWidget>("catalogueTree")->findItems("deadlock.cpp · Deadlock: two locks in opposite order", Qt::MatchExactly | Qt::MatchRecursive).isEmpty(); }));
    window->setup().applyPreset("quick");
    set("threads", qlonglong{3});
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().live() && !run().findings().all().empty(); }, 120)) << qPrintable(messages());
    EXPECT_EQ(run().findings().all().front().kind, analysis::FindingKind::Deadlock);
    ASSERT_NE(window->session().ownScenario(), nullptr);
    EXPECT_EQ(window->session().ownScenario()->title, original.title);
    EXPECT_TRUE(waitFor([&] { return run().model().keptSource(path.toStdString()) != nullptr; }));
    set("sleep", 700 * Millisecond);
    EXPECT_TRUE(waitFor([&] { return !run().model().moved().empty(); })) << "times are live";
    find<Dock>("dock.source")->bring();
    EXPECT_TRUE(waitFor([&] { return find<SourcePane>("source")->toPlainText() == pane().text(); })) << qPrintable(find<SourcePane>("source")->toPlainText());
    auto* beside = find<QToolButton>("sourceBeside");
    EXPECT_TRUE(beside->isVisible()) << "the scenario that it is a copy of";
    beside->setChecked(true);
    EXPECT_EQ(find<SourcePane>("twinSource")->toPlainText(), pane().text());
    trigger("stop");
    ASSERT_TRUE(waitForState(State::Over));
    EXPECT_EQ(run().model().outcome(), trace::Outcome::Deadlock);
    find<QAction>("language.zh_CN")->trigger();
    EXPECT_TRUE(waitFor([&] { return titleOf(window->session(), window->setup().catalogue()).contains("死锁"); })) << qPrintable(titleOf(window->session(), window->setup().catalogue()));
    find<QAction>("language.en")->trigger();
    // Many runs of it, as of any scenario.
    ASSERT_TRUE(find<QAction>("action.repeat")->isEnabled());
    window->setup().applyPreset("quick");
    window->repeat().setCount(3);
    trigger("repeat");
    ASSERT_TRUE(waitFor([&] { return window->repeat().tally() && window->repeat().tally()->runs().size() == 3; }, 120)) << qPrintable(messages());
    EXPECT_TRUE(std::all_of(window->repeat().tally()->runs().begin(), window->repeat().tally()->runs().end(), [](const auto& each) { return each.outcome == "deadlock"; }));
    ASSERT_NE(window->repeat().scenario(), nullptr);
    EXPECT_EQ(window->repeat().scenario()->title, original.title);
    // Another range in the text is another slider before it is compiled.
    code().rewrite(pane().text().replace("2, 50)", "2, 60)"));
    EXPECT_TRUE(waitFor([&] { return window->setup().parameters().front().maximum == 60; }));
}

TEST_F(WindowEditorTest, ARunShowsItsSourceAsItWasWhenTheFileHasChangedSince) {
    const QString text = "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.release()\n";
    const QString path = open("changed.py", text);
    trigger("run");
    ASSERT_TRUE(waitFor([&] { return window->session().run() && run().state() == State::Over; }));
    const QString saved = folder.filePath("run.braid");
    ASSERT_TRUE(run().saveAs(saved));
    ASSERT_TRUE(editor::writeProgram(path, "print('another')\n"));
    window->openFile(saved);
    ASSERT_TRUE(waitFor([&] { return !window->session().loading(); }));
    choose("deadlock");
    find<Dock>("dock.source")->bring();
    const model::Model& model = run().model();
    for (model::EventIndex i = 0; i < model.log().size(); ++i)
        if (model.log()[i].kind == trace::EventKind::Acquired && model.log()[i].site != 0 && model.site(SiteId{model.log()[i].site})->file == path.toStdString())
            window->session().view().update([&](render::ViewState& state) { state.selectedEvent = i; });
    EXPECT_TRUE(waitFor([&] { return find<SourcePane>("source")->toPlainText() == text; })) << qPrintable(find<SourcePane>("source")->toPlainText());
    EXPECT_TRUE(find<QLabel>("sourceAsItWas")->isVisible());
    EXPECT_FALSE(find<QPushButton>("sourceAllow")->isVisible()) << "what is in the trace needs no leave";
}

TEST_F(WindowEditorTest, TheEditorComesInACompactWindowAndAllOfItHasNames) {
    window->resize(1024, 700);
    QApplication::processEvents();
    open("small.py", "n = 3  # 1..50\n");
    QApplication::processEvents();
    EXPECT_TRUE(pane().isVisible());
    EXPECT_GE(pane().width(), 300);
    for (QWidget* widget : pane().findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->focusPolicy() == Qt::NoFocus || widget->objectName().startsWith("qt_"))
            continue;
        EXPECT_FALSE(widget->accessibleName().isEmpty() && widget->property("text").toString().isEmpty()) << qPrintable(widget->objectName()) << ' ' << widget->metaObject()->className();
    }
}

} // namespace
} // namespace braid::views
