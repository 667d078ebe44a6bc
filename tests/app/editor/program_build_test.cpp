#include "app/editor/program_build.h"

#include "app/editor/program_files.h"
#include "app/editor/sliders.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTimer>
#include <gtest/gtest.h>

namespace braid::editor {
namespace {

struct Built {
    std::optional<record::Program> program;
    QString failure;
    std::vector<Message> messages;
};

class ProgramBuildTest : public ::testing::Test {
protected:
    Built build(const QString& name, const QString& text, const QString& run = {}) {
        const QString path = folder.filePath(name);
        EXPECT_TRUE(writeProgram(path, text));
        Built built;
        QEventLoop loop;
        QObject context;
        QObject::connect(&builder, &ProgramBuild::done, &context, [&](const record::Program& program, const std::vector<Message>& messages) {
            built.program = program;
            built.messages = messages;
            loop.quit();
        });
        QObject::connect(&builder, &ProgramBuild::failed, &context, [&](const QString& what, const std::vector<Message>& messages) {
            built.failure = what;
            built.messages = messages;
            loop.quit();
        });
        QTimer::singleShot(100'000, &loop, &QEventLoop::quit);
        builder.start(path, run.isEmpty() ? text : run, run.isEmpty(), settings, BRAID_RUNNERS);
        if (!built.program && built.failure.isEmpty())
            loop.exec();
        return built;
    }
    /// What it writes, both streams.
    static QByteArray output(const record::Program& program) {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(QString::fromStdString(program.directory));
        QStringList words;
        for (const std::string& word : program.command)
            words << QString::fromStdString(word);
        process.start(words.first(), words.mid(1));
        EXPECT_TRUE(process.waitForFinished(100'000));
        return process.readAll();
    }
    static bool has(const char* program) { return !QStandardPaths::findExecutable(program).isEmpty(); }

    QTemporaryDir folder;
    ProgramSettings settings;
    ProgramBuild builder;
};

TEST_F(ProgramBuildTest, APythonProgramIsStartedAsItIs) {
    const Built built = build("a.py", "print('hello')\n");
    ASSERT_TRUE(built.program);
    EXPECT_EQ(built.program->command.back(), folder.filePath("a.py").toStdString());
    EXPECT_EQ(built.program->command.size(), 2u);
    EXPECT_EQ(output(*built.program), "hello\n");
}

TEST_F(ProgramBuildTest, WithOtherValuesItRunsUnderItsFilesNameAndFindsWhatLiesBesideIt) {
    ASSERT_TRUE(writeProgram(folder.filePath("beside.py"), "word = 'found'\n"));
    const QString text = "import sys, beside\nn = 5  # 1..50\nprint(n, beside.word, __name__, __file__ == sys.argv[0])\nraise ValueError(n)\n";
    const Built built = build("b.py", text, withValues(text, slidersOf(text, Language::Python).sliders, {{"n", std::int64_t{7}}}, Language::Python));
    ASSERT_TRUE(built.program);
    const QString said = output(*built.program);
    EXPECT_TRUE(said.startsWith("7 found __main__ True\n")) << qPrintable(said);
    const auto messages = pythonMessages(said, folder.filePath("b.py"));
    ASSERT_EQ(messages.size(), 1u) << qPrintable(said);
    EXPECT_EQ(messages[0].line, 4);
    EXPECT_EQ(messages[0].text, "ValueError: 7");
}

TEST_F(ProgramBuildTest, ACppProgramIsCompiledWithTheValuesAndItsMessagesNameTheFile) {
    if (!has("c++"))
        GTEST_SKIP() << "no compiler";
    ASSERT_TRUE(writeProgram(folder.filePath("beside.h"), "#define WORD \"found\"\n"));
    const QString text = "#include \"beside.h\"\n#include <cstdio>\nint n = 5; // 1..50\nint main() {\n    std::printf(\"%d %s %s\\n\", n, WORD, __FILE__);\n}\n";
    const Built built = build("with space.cpp", text, withValues(text, slidersOf(text, Language::Cpp).sliders, {{"n", std::int64_t{7}}}, Language::Cpp));
    ASSERT_TRUE(built.program) << qPrintable(built.failure);
    EXPECT_EQ(QString(output(*built.program)), "7 found " + folder.filePath("with space.cpp") + "\n");
    const Built wrong = build("with space.cpp", "int main() {\n    return nothing;\n}\n");
    EXPECT_FALSE(wrong.program);
    ASSERT_FALSE(wrong.messages.empty());
    EXPECT_EQ(wrong.messages[0].file, folder.filePath("with space.cpp"));
    EXPECT_EQ(wrong.messages[0].line, 2);
    EXPECT_EQ(wrong.messages[0].column, 12);
}

TEST_F(ProgramBuildTest, WarningsComeWithTheProgramAndTheOptionsAreThoseThatAreSet) {
    if (!has("cc"))
        GTEST_SKIP() << "no compiler";
    settings.cFlags = "-Wall -DTHE_NUMBER=42";
    const Built built = build("w.c", "#include <stdio.h>\nint main(void) {\n    int unused;\n    printf(\"%d\\n\", THE_NUMBER);\n}\n");
    ASSERT_TRUE(built.program) << qPrintable(built.failure);
    ASSERT_EQ(built.messages.size(), 1u);
    EXPECT_EQ(built.messages[0].severity, Message::Severity::Warning);
    EXPECT_EQ(built.messages[0].line, 3);
    EXPECT_EQ(output(*built.program), "42\n");
    settings.cFlags = "'open";
    EXPECT_FALSE(build("w.c", "int main(void) { return 0; }\n").failure.isEmpty());
}

TEST_F(ProgramBuildTest, WithoutACompilerItSaysWhatIsMissing) {
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", folder.path().toUtf8());
    const Built built = build("x.cpp", "int main() {}\n");
    qputenv("PATH", path);
    EXPECT_EQ(built.failure, "there is no compiler c++ in the search path: on Debian the package g++ has it");
}

TEST_F(ProgramBuildTest, OneThatIsGivenUpSaysNothingMore) {
    if (!has("c++"))
        GTEST_SKIP() << "no compiler";
    ASSERT_TRUE(writeProgram(folder.filePath("x.cpp"), "#include <iostream>\nint main() {}\n"));
    int said = 0;
    QObject::connect(&builder, &ProgramBuild::done, &builder, [&] { ++said; });
    QObject::connect(&builder, &ProgramBuild::failed, &builder, [&] { ++said; });
    builder.start(folder.filePath("x.cpp"), "#include <iostream>\nint main() {}\n", true, settings, BRAID_RUNNERS);
    EXPECT_TRUE(builder.busy());
    builder.cancel();
    EXPECT_FALSE(builder.busy());
    QCoreApplication::processEvents();
    EXPECT_EQ(said, 0);
}

TEST_F(ProgramBuildTest, EachTemplateInCAndCppIsCompiledWithoutAMessage) {
    for (const Template& each : templates()) {
        if (*languageOf(each.file) == Language::Python || !has(each.file.endsWith(".c") ? "cc" : "c++"))
            continue;
        settings.cFlags = "-Wall -Wextra -O0 -pthread";
        settings.cppFlags = "-std=c++20 -Wall -Wextra -O0 -pthread";
        const Built built = build(each.file, templateText(each));
        EXPECT_TRUE(built.program) << qPrintable(each.file) << ": " << qPrintable(built.failure);
        for (const Message& message : built.messages)
            ADD_FAILURE() << qPrintable(each.file) << ':' << message.line << ": " << qPrintable(message.text);
    }
}

TEST_F(ProgramBuildTest, EachTemplateInPythonComesToItsEndWithTwoLocksInOneOrder) {
    if (!QFile::exists("/usr/bin/python3"))
        GTEST_SKIP() << "no python3";
    for (const Template& each : templates()) {
        if (*languageOf(each.file) != Language::Python)
            continue;
        // The one that is there to get stuck is mended as its own words say.
        const Built built = build(each.file, templateText(each).replace("args=(account_b, account_a)", "args=(account_a, account_b)"));
        ASSERT_TRUE(built.program);
        const QByteArray said = output(*built.program);
        EXPECT_FALSE(said.isEmpty()) << qPrintable(each.file);
        EXPECT_FALSE(said.contains("Traceback")) << qPrintable(each.file) << said.constData();
    }
}

TEST(Interpreters, AreThoseOfTheSearchPathEachOnce) {
    QTemporaryDir folder, other;
    const auto make = [](const QString& path) {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    };
    make(folder.filePath("python3.11"));
    make(folder.filePath("python3.13t"));
    make(folder.filePath("python3-config"));
    make(other.filePath("python3.12"));
    QFile::link(folder.filePath("python3.11"), folder.filePath("python3"));
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", (folder.path() + ':' + other.path()).toUtf8());
    const QStringList found = interpreters();
    qputenv("PATH", path);
    EXPECT_EQ(found, (QStringList{folder.filePath("python3"), folder.filePath("python3.13t"), other.filePath("python3.12")}));
}

} // namespace
} // namespace braid::editor
