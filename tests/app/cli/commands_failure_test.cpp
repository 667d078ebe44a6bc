#include "tests/app/cli/ran.h"

#include <QDir>
#include <QFile>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace braid::cli {
namespace {

using test::braid;
using test::Ran;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

/// One sentence on stderr, nothing on stdout.
void expectRefused(const Ran& ran, int status, const std::string& part) {
    EXPECT_EQ(ran.status, status) << ran.out << ran.err;
    EXPECT_THAT(ran.err, AllOf(StartsWith("braid: "), HasSubstr(part)));
    EXPECT_EQ(std::count(ran.err.begin(), ran.err.end(), '\n'), 1) << ran.err;
    EXPECT_THAT(ran.out, IsEmpty());
}

TEST(WrongWords, GiveStatusTwoAndOneSentence) {
    expectRefused(braid({"remember", "--", "ls"}), 2, "no command");
    expectRefused(braid({"run"}), 2, "ID");
    expectRefused(braid({"run", "deadlok"}), 2, "did you mean deadlock?");
    expectRefused(braid({"run", "xyzzy-plugh"}), 2, "braid list");
    expectRefused(braid({"run", "deadlock", "--set", "threads=1"}), 2, "2 to 50");
    expectRefused(braid({"run", "deadlock", "--set", "threads=many"}), 2, "threads");
    expectRefused(braid({"run", "deadlock", "--set", "treads=3"}), 2, "treads");
    expectRefused(braid({"run", "deadlock", "--set", "sleep=1 fortnight"}), 2, "unknown unit");
    expectRefused(braid({"run", "deadlock", "--preset", "none-such"}), 2, "tutorial");
    expectRefused(braid({"run", "deadlock", "--frob"}), 2, "--frob");
    expectRefused(braid({"run", "deadlock", "--repeat", "0"}), 2, "1 to 10000");
}

TEST(WrongQuestions, GiveStatusTwoAndOneSentenceButStatusOneForTheFile) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("x.braid");
    ASSERT_EQ(braid({"run", "join", "--set", "first=1ms", "--set", "second=1ms", "--out", path}).status, 0);
    expectRefused(braid({"report", path, "--why", "nobody"}), 2, "no lane \"nobody\"");
    expectRefused(braid({"report", path, "--why", "T1", "--at", "1000s"}), 2, "after the end");
    expectRefused(braid({"report", path, "--why", "T1", "--at", "soon"}), 2, "no time");
    expectRefused(braid({"report", path, "--critical-path", "--from", "1000s", "--json"}), 2, "after the end");
    expectRefused(braid({"report", folder.filePath("none.braid"), "--why", "T1"}), 1, "none.braid");
}

TEST(MissingThings, GiveStatusOneAndOneSentence) {
    const QTemporaryDir folder;
    expectRefused(braid({"report", folder.filePath("none.braid")}), 1, "none.braid");
    expectRefused(braid({"report", folder.path()}), 1, "folder");
    expectRefused(braid({"image", folder.filePath("none.braid"), "--out", folder.filePath("x.png")}), 1, "none.braid");
    expectRefused(braid({"animate", folder.filePath("none.braid"), "--out", folder.filePath("x.gif")}), 1, "none.braid");
    expectRefused(braid({"run", "thread-create", "--set", "sleep=0", "--out", folder.filePath("no/such.braid")}), 1,
                  "no/such.braid");
    expectRefused(braid({"run", "thread-create", "--set", "sleep=0", "--image", folder.filePath("no/such.png")}), 1,
                  "no/such.png");
    expectRefused(braid({"run", "thread-create", "--set", "sleep=0", "--out", folder.path()}), 1, "regular file");
    expectRefused(braid({"run", "thread-create", "--repeat", "2", "--out", folder.filePath("no/such.braid")}), 1,
                  "no/such.braid");
    EXPECT_THAT(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), IsEmpty());
}

TEST(ForeignFiles, AreNoTraces) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("foreign.braid");
    for (const QByteArray& content : {QByteArray(), QByteArray("hello"), QByteArray(100'000, 'x')}) {
        QFile file(path);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        expectRefused(braid({"report", path}), 1, "foreign.braid");
        expectRefused(braid({"image", path, "--out", folder.filePath("x.png")}), 1, "foreign.braid");
    }
}

TEST(AFullDisk, IsSaidSo) {
    for (const QStringList& words :
         {QStringList{"list"}, QStringList{"list", "--json"}, QStringList{"--help"},
          QStringList{"run", "thread-create", "--set", "sleep=0", "--json"}}) {
        const Ran ran = test::braidInto("/dev/full", words);
        expectRefused(ran, 1, "No space left on device");
    }
    expectRefused(braid({"run", "thread-create", "--set", "sleep=0", "--out", "/dev/full"}), 1, "/dev/full");
    const QTemporaryDir folder;
    const QString file = folder.filePath("run.braid");
    ASSERT_EQ(braid({"run", "thread-create", "--set", "sleep=0", "--out", file}).status, 0);
    expectRefused(braid({"report", file, "--csv", "events", "/dev/full"}), 1, "/dev/full");
}

TEST(TheWindow, IsRefusedInASentenceWhereThereIsNoDisplay) {
    expectRefused(braid({}), 1, "without");
    expectRefused(braid({"some.braid"}), 1, "without");
}

TEST(Questions, AreAnswered) {
    const Ran version = braid({"--version"});
    EXPECT_EQ(version.status, 0);
    EXPECT_THAT(version.out, StartsWith("braid "));
    const Ran help = braid({"run", "--help"});
    EXPECT_EQ(help.status, 0);
    EXPECT_THAT(help.out, HasSubstr("--preset"));
}

} // namespace
} // namespace braid::cli
