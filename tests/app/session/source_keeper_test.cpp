// A run knows the source it ran, also when the file has changed since.

#include "app/session/source/source_keeper.h"
#include "tests/app/session/run_fixture.h"

#include "engine/record/launch/program.h"

#include <QFile>

using namespace braid;

namespace {

class TheSourceOfARun : public session::test::RealRun {
protected:
    using Run = session::test::SessionRun;
    QTemporaryDir folder;
    const QString path = folder.filePath("own.py");

    void SetUp() override {
        if (!QFile::exists("/usr/bin/python3"))
            GTEST_SKIP() << "no python3";
    }
    static void write(const QString& file, const QByteArray& text) {
        QFile out(file);
        ASSERT_TRUE(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
    }
    std::unique_ptr<Run> record() const {
        const record::Program program{{"/usr/bin/python3", path.toStdString()}, {}, folder.path().toStdString()};
        int status = 0;
        const auto inspection = record::inspect(program, status);
        if (!inspection)
            throw std::runtime_error(inspection.error().sentence());
        Run::Options options;
        options.recorderPath = BRAID_RECORDER;
        options.ownTerminal = true;
        auto run = Run::record(*inspection, program, options);
        if (!run)
            throw std::runtime_error(run.error().sentence());
        return std::move(run.value());
    }
    [[nodiscard]] QByteArray kept(const Run& run, const QString& file) const {
        const std::string* text = run.model().keptSource(file.toStdString());
        return text ? QByteArray::fromStdString(*text) : QByteArray("none");
    }
};

TEST_F(TheSourceOfARun, StaysAsItWasWhenItRanAndIsInTheSavedFile) {
    // Longer than one event, and with characters of several bytes where parts end.
    const QByteArray text = "import threading\nimport queue\nlock = threading.Lock()\nready = threading.Event()\ndef work():\n    with lock:\n        ready.wait()\n"
                            "threading.Thread(target=work).start()\ninput()\nready.set()\n# " +
                            QByteArray("锁队列").repeated(2000) + "\n";
    write(path, text);
    const auto run = record();
    ASSERT_TRUE(pullUntil(*run, [&] { return kept(*run, path) == text; })) << "while it goes on";
    write(path, "print('another one')\n");
    run->type("");
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_EQ(kept(*run, path), text);
    EXPECT_EQ(kept(*run, "/usr/lib/python3.11/threading.py"), "none") << "a library is none of its own";
    const QString file = folder.filePath("run.braid");
    ASSERT_TRUE(run->saveAs(file));
    auto opened = Run::open(file);
    ASSERT_TRUE(opened);
    ASSERT_TRUE(pullToEnd(**opened));
    EXPECT_EQ(kept(**opened, path), text);
}

TEST_F(TheSourceOfARun, IsKeptHoweverLittleTimeAFrameHasForReading) {
    write(path, "import threading\nlock = threading.Lock()\nlock.acquire()\nlock.release()\n");
    const auto run = record();
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
    while (run->state() != Run::State::Over && std::chrono::steady_clock::now() < deadline) {
        run->pull(std::chrono::microseconds(0));
        std::this_thread::sleep_for(std::chrono::milliseconds(1)); // as between frames
        QCoreApplication::processEvents();
    }
    ASSERT_EQ(run->state(), Run::State::Over);
    EXPECT_TRUE(kept(*run, path).startsWith("import threading"));
}

TEST_F(TheSourceOfARun, IsKeptOfOneThatEndsAtOnceAndOfModulesBesideIt) {
    write(folder.filePath("beside.py"), "import threading\n\ndef go():\n    lock = threading.Lock()\n    lock.acquire()\n    lock.release()\n");
    write(path, "import beside\nbeside.go()\n");
    const auto run = record();
    ASSERT_TRUE(pullToEnd(*run));
    EXPECT_TRUE(kept(*run, folder.filePath("beside.py")).startsWith("import threading"));
}

TEST_F(TheSourceOfARun, ComesFromItsOwnFoldersOnly) {
    using session::SourceKeeper;
    write(path, "import threading\n");
    const SourceKeeper script({{"/usr/bin/python3", path.toStdString(), "--flag"}, {}, "/"});
    EXPECT_TRUE(script.isOwn(path));
    EXPECT_TRUE(script.isOwn(folder.filePath("package/module.py")));
    EXPECT_FALSE(script.isOwn(folder.filePath("../other.py")));
    EXPECT_FALSE(script.isOwn(folder.filePath("venv/lib/python3.11/site-packages/numpy/core.py")));
    for (const char* other : {"/etc/passwd", "/usr/lib/python3.11/threading.py", "/usr/bin/x.py", "relative.py", ""})
        EXPECT_FALSE(script.isOwn(other)) << other;
    const SourceKeeper built({{"./server"}, {}, folder.path().toStdString()});
    EXPECT_TRUE(built.isOwn(folder.filePath("src/pool.cc")));
    EXPECT_FALSE(built.isOwn("/home/somebody/secret.txt"));
}

} // namespace
