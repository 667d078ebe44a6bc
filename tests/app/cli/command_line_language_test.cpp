#include "tests/app/cli/ran.h"

#include <QFile>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::cli {
namespace {

using test::braidSpeaking;
using test::Ran;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

const QStringList Chinese{"LANG=zh_CN.UTF-8"};
const QStringList Join{"run", "join", "--set", "first=1ms", "--set", "second=1ms"};

TEST(TheCommandLine, TellsItsStoryInTheLanguageOfTheEnvironment) {
    for (const QStringList& environment : {Chinese, QStringList{"LC_ALL=zh_CN.UTF-8"}, QStringList{"LC_ALL=zh_CN.UTF-8", "LANG=en_US.UTF-8"},
                                           QStringList{"LANG=en_US.UTF-8", "LC_MESSAGES=zh_CN.UTF-8"}}) {
        SCOPED_TRACE(environment.join(' ').toStdString());
        const Ran ran = braidSpeaking(environment, Join);
        EXPECT_EQ(ran.status, 0) << ran.err;
        EXPECT_THAT(ran.out, AllOf(StartsWith("join: 已结束，历时 "), HasSubstr("经过\n"), HasSubstr("问题\n  无"), HasSubstr("线程"),
                                   HasSubstr("开始"), Not(HasSubstr("begins")), Not(HasSubstr("Story"))));
    }
    EXPECT_THAT(braidSpeaking({"LANG=de_DE.UTF-8"}, Join).out, HasSubstr("join: finished after "));
}

TEST(TheCommandLine, CallsLanesAsTheLanguageDoesAndInJsonAsTheProgramDoes) {
    const Ran ran = braidSpeaking(Chinese, QStringList(Join) << "--json");
    EXPECT_THAT(ran.out, AllOf(HasSubstr("\"main\""), Not(HasSubstr("主线程"))));
    EXPECT_THAT(braidSpeaking(Chinese, Join).out, AllOf(HasSubstr("主线程"), HasSubstr("T1"), Not(HasSubstr("main")), Not(HasSubstr("\x0e"))));
    EXPECT_THAT(braidSpeaking(Chinese, QStringList(Join) << "--why"
                                                         << "主线程")
                    .status,
                0)
        << "what is read can be asked for";
}

TEST(TheCommandLine, SpeaksTheLanguageItIsAskedFor) {
    EXPECT_THAT(braidSpeaking({}, QStringList(Join) << "--language"
                                                    << "zh")
                    .out,
                StartsWith("join: 已结束"));
    EXPECT_THAT(braidSpeaking({}, QStringList{"--language=zh"} + Join).out, StartsWith("join: 已结束"));
    EXPECT_THAT(braidSpeaking(Chinese, QStringList(Join) << "--language"
                                                         << "en")
                    .out,
                StartsWith("join: finished"));
    const Ran other = braidSpeaking({}, {"list", "--language", "fr"});
    EXPECT_EQ(other.status, 2);
    EXPECT_EQ(other.err, "braid: --language takes en or zh, not \"fr\"\n");
}

TEST(TheCommandLine, ListsHelpsAndRefusesInTheLanguageOfTheEnvironment) {
    EXPECT_THAT(braidSpeaking(Chinese, {"list"}).out, AllOf(HasSubstr("deadlock: 死锁"), HasSubstr("预设：tutorial")));
    EXPECT_THAT(braidSpeaking(Chinese, {"--help"}).out, AllOf(HasSubstr("用法"), HasSubstr("列出场景及其参数"), Not(HasSubstr("Usage"))));
    const auto refuses = [](const QStringList& words, const char* sentence) {
        const Ran ran = braidSpeaking(Chinese, words);
        EXPECT_EQ(ran.status, 2);
        EXPECT_THAT(ran.err, AllOf(StartsWith("braid: "), HasSubstr(sentence)));
    };
    refuses({"explore"}, "没有命令“explore”");
    refuses({"run"}, "缺少 ID");
    refuses({"run", "deadlok"}, "是不是指 deadlock");
    refuses({"run", "deadlock", "--set", "threads=1"}, "需要 2 到 50 的整数");
    refuses({"run", "deadlock", "--set", "sleep=soon"}, "不是时间");
    const Ran missing = braidSpeaking(Chinese, {"report", "/no/such.braid"});
    EXPECT_EQ(missing.status, 1);
    EXPECT_THAT(missing.err, AllOf(HasSubstr("无法打开跟踪文件"), HasSubstr("没有那个文件或目录")));
}

TEST(TheCommandLine, SaysTheSameJsonInEveryLanguage) {
    const auto keysOf = [](const nlohmann::json& object) {
        std::vector<std::string> keys;
        for (const auto& item : object.items())
            keys.push_back(item.key());
        return keys;
    };
    const QStringList words{"run", "counter-race", "--preset", "quick", "--json", "--why", "main"};
    const auto english = braidSpeaking({}, words).json();
    const auto chinese = braidSpeaking(Chinese, words).json();
    EXPECT_EQ(keysOf(english), keysOf(chinese));
    EXPECT_EQ(chinese["outcome"], "finished");
    EXPECT_EQ(chinese["why"]["verdict"], english["why"]["verdict"]);
    EXPECT_EQ(chinese["lanes"][0]["kind"], "process");
}

TEST(TheCommandLine, DrawsPicturesInTheLanguageOfTheEnvironment) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("x.svg");
    ASSERT_EQ(braidSpeaking(Chinese, QStringList(Join) << "--image" << path).status, 0);
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const std::string svg = file.readAll().toStdString();
    EXPECT_THAT(svg, AllOf(HasSubstr("用 join 等待线程"), HasSubstr("等待"), Not(HasSubstr("waiting"))));
}

} // namespace
} // namespace braid::cli
