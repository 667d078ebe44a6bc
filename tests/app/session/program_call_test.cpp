#include "app/session/run/program_call.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace braid::session {
namespace {

QStringList wordsOf(const QString& line) {
    const auto words = shellWords(line);
    EXPECT_TRUE(words) << qPrintable(line);
    return words ? *words : QStringList();
}

TEST(ProgramCall, SplitsALineAsAShellDoes) {
    EXPECT_EQ(wordsOf("  a  bc\td "), QStringList({"a", "bc", "d"}));
    EXPECT_EQ(wordsOf("'a b' \"c d\" e\\ f"), QStringList({"a b", "c d", "e f"}));
    EXPECT_EQ(wordsOf("a'b'\"c\""), QStringList({"abc"}));
    EXPECT_EQ(wordsOf("'' x \"\""), QStringList({"", "x", ""}));
    EXPECT_EQ(wordsOf("\"a\\\"b\\\\c\\d\" 'e\\f'"), QStringList({"a\"b\\c\\d", "e\\f"}));
    EXPECT_EQ(wordsOf("a|b > $HOME *"), QStringList({"a|b", ">", "$HOME", "*"}));
    EXPECT_TRUE(wordsOf("").isEmpty());
    EXPECT_FALSE(shellWords("a 'b"));
    EXPECT_FALSE(shellWords("a \"b"));
    EXPECT_FALSE(shellWords("a \\"));
}

TEST(ProgramCall, WritesALineThatSplitsIntoTheSameWords) {
    for (const QStringList& words : {QStringList{"a", "b c", "", "it's", "\"x\"", "$y", "\\", "z*"}, QStringList{"plain"}, QStringList{"线程", "ü ö"}})
        EXPECT_EQ(wordsOf(shellLine(words)), words);
    EXPECT_EQ(shellLine({"./a.out", "--n=3", "a b"}), "./a.out --n=3 'a b'");
}

TEST(ProgramCall, IsAProgramWithItsFolderAndEnvironment) {
    const auto program = programOf({"./server", "-p '8 0'", "/tmp", "A=1\n\nB=x=y", false});
    ASSERT_TRUE(program);
    EXPECT_EQ(program->command, (std::vector<std::string>{"/tmp/./server", "-p", "8 0"}));
    EXPECT_EQ(program->directory, "/tmp");
    EXPECT_EQ(program->environment, (std::vector<std::pair<std::string, std::string>>{{"A", "1"}, {"B", "x=y"}}));
    EXPECT_EQ(programOf({"ls", {}, {}, {}, false})->command.front(), "ls") << "it is looked for along the path";
    EXPECT_FALSE(programOf({" ", {}, {}, {}, false}));
    EXPECT_FALSE(programOf({"ls", "'", {}, {}, false}));
    EXPECT_FALSE(programOf({"ls", {}, "/no/such/folder", {}, false}));
    EXPECT_FALSE(programOf({"ls", {}, {}, "=1", false}));
}

TEST(ProgramCall, OfAPythonFileIsPython) {
    const QTemporaryDir folder;
    QFile script(folder.filePath("a b.py")), program(folder.filePath("prog")), text(folder.filePath("notes.txt")), run(folder.filePath("r.braid"));
    for (QFile* file : {&script, &program, &text, &run})
        ASSERT_TRUE(file->open(QIODevice::WriteOnly));
    for (QFile* file : {&program, &run})
        file->setPermissions(QFile::ReadOwner | QFile::ExeOwner);
    EXPECT_TRUE(isProgram(script.fileName()));
    EXPECT_TRUE(isProgram(program.fileName()));
    EXPECT_FALSE(isProgram(text.fileName()));
    EXPECT_FALSE(isProgram(run.fileName())) << "a saved run is opened, whatever its permissions are";
    EXPECT_FALSE(isProgram(folder.path()));
    EXPECT_EQ(callOf(script.fileName()).line(), "python3 'a b.py'");
    EXPECT_EQ(callOf(script.fileName()).directory, folder.path());
    EXPECT_EQ(callOf(program.fileName()).command, program.fileName());
}

TEST(ProgramCall, OfASourceIsCalledByItsFileAndStartsInItsFolder) {
    const ProgramCall call = ProgramCall::ofSource("/home/me/my programs/two locks.py");
    EXPECT_TRUE(call.source);
    EXPECT_EQ(call.line(), "two locks.py");
    EXPECT_EQ(call.directory, "/home/me/my programs");
}

} // namespace
} // namespace braid::session
