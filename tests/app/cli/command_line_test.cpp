#include "app/cli/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <initializer_list>

namespace braid::cli {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;
using RunWords = cli::Run; // ::testing::Test has a private member of the plain name

Result<Command> parsed(std::initializer_list<const char*> words) {
    std::vector<const char*> argv{"braid"};
    argv.insert(argv.end(), words);
    return parseWords(static_cast<int>(argv.size()), argv.data());
}

template <class T>
T as(std::initializer_list<const char*> words) {
    auto command = parsed(words);
    EXPECT_TRUE(command) << command.error().sentence();
    return std::get<T>(command.value());
}

TEST(Words, OpenTheWindowWithoutACommand) {
    EXPECT_EQ(as<OpenWindow>({}).file, "");
    EXPECT_EQ(as<OpenWindow>({"run7.braid"}).file, "run7.braid");
    EXPECT_EQ(as<OpenWindow>({"--language", "zh", "run7.braid"}).file, "run7.braid");
    EXPECT_EQ(as<OpenWindow>({"--language=en", "run7.braid"}).file, "run7.braid");
    EXPECT_EQ(as<OpenWindow>({"--language", "en"}).file, "");
    EXPECT_EQ(as<Report>({"--language", "zh", "report", "x.braid"}).file, "x.braid");
    EXPECT_EQ(as<OpenWindow>({"./folder/trace"}).file, "./folder/trace");
}

TEST(Words, OfARunAreAllTaken) {
    const RunWords run = as<RunWords>({"run", "--set", "threads=10", "deadlock", "--set", "sleep=200", "--preset", "tutorial",
                                       "--timeout", "5", "--schedule", "random:7", "--out", "x.braid", "--image", "a.png", "--image", "b.svg", "--json"});
    EXPECT_EQ(run.id, "deadlock");
    EXPECT_THAT(run.values, ElementsAre(Pair("threads", "10"), Pair("sleep", "200")));
    EXPECT_EQ(run.preset, "tutorial");
    EXPECT_EQ(run.timeout, 5s);
    EXPECT_EQ(run.schedule, "random:7");
    EXPECT_EQ(run.out, "x.braid");
    EXPECT_THAT(run.images, ElementsAre("a.png", "b.svg"));
    EXPECT_TRUE(run.json);
}

TEST(Words, OfTheProgramsOutputGoWithNoOtherQuestion) {
    EXPECT_TRUE(as<RunWords>({"run", "join", "--output", "--out", "x.braid", "--image", "x.png"}).output);
    EXPECT_TRUE(as<Report>({"report", "x.braid", "--output"}).output);
    EXPECT_FALSE(parsed({"run", "join", "--output", "--json"}));
    EXPECT_FALSE(parsed({"run", "join", "--output", "--repeat", "3"}));
    EXPECT_FALSE(parsed({"run", "join", "--output", "--critical-path"}));
    EXPECT_FALSE(parsed({"report", "x.braid", "--output", "--compare", "y.braid"}));
    EXPECT_FALSE(parsed({"report", "x.braid", "--output", "--why", "T1"}));
}

TEST(Words, OfARunHaveDefaults) {
    const RunWords run = as<RunWords>({"run", "join"});
    EXPECT_EQ(run.timeout, 60s);
    EXPECT_FALSE(run.json);
    EXPECT_TRUE(run.out.empty());
}

TEST(Words, OfAQuestionNameALaneAndAMoment) {
    const Report report = as<Report>({"report", "x.braid", "--why", "T3", "--at", "2.5s", "--json"});
    EXPECT_EQ(report.questions.why, "T3");
    EXPECT_EQ(report.questions.at, 2500ms);
    EXPECT_FALSE(report.questions.criticalPath);
    const RunWords run = as<RunWords>({"run", "join", "--critical-path", "--from", "10", "--to", "1s"});
    EXPECT_TRUE(run.questions.criticalPath);
    EXPECT_EQ(run.questions.from, 10ms);
    EXPECT_EQ(run.questions.to, 1s);
    EXPECT_FALSE(as<Report>({"report", "x.braid"}).questions.any());
    for (const auto& wrong : std::initializer_list<std::initializer_list<const char*>>{
             {"report", "x.braid", "--at", "1s"},
             {"report", "x.braid", "--from", "1s"},
             {"report", "x.braid", "--why", ""},
             {"report", "x.braid", "--why", "T1", "--at", "soon"},
             {"report", "x.braid", "--why", "T1", "--at", "-1s"},
             {"report", "x.braid", "--critical-path", "--from", "2s", "--to", "1s"},
             {"run", "join", "--repeat", "2", "--why", "T1"}})
        EXPECT_FALSE(parsed(wrong));
}

TEST(Words, OfARepetitionAreWholeNumbersWithinTheirRange) {
    const RunWords run = as<RunWords>({"run", "join", "--repeat", "200", "--jobs", "4"});
    EXPECT_EQ(run.repeat, 200);
    EXPECT_EQ(run.jobs, 4);
    EXPECT_EQ(as<RunWords>({"run", "join"}).repeat, 0);
    EXPECT_EQ(as<RunWords>({"run", "join", "--repeat", "10000"}).repeat, 10'000);
    for (const char* wrong : {"0", "-1", "10001", "2.5", "many", "1e3"}) {
        const auto refused = parsed({"run", "join", "--repeat", wrong});
        ASSERT_FALSE(refused) << wrong;
        EXPECT_THAT(refused.error().sentence(), AllOf(HasSubstr("1 to 10000"), HasSubstr(wrong)));
    }
    EXPECT_FALSE(parsed({"run", "join", "--repeat", "2", "--jobs", "0"}));
    EXPECT_FALSE(parsed({"run", "join", "--repeat", "2", "--jobs", "65"}));
    EXPECT_FALSE(parsed({"run", "join", "--jobs", "2"}));
}

TEST(Words, KeepEverythingBehindTheFirstEqualsSign) {
    EXPECT_THAT(as<RunWords>({"run", "x", "--set", "a=b=c"}).values, ElementsAre(Pair("a", "b=c")));
    EXPECT_THAT(as<RunWords>({"run", "x", "--set=a=-1"}).values, ElementsAre(Pair("a", "-1")));
    EXPECT_THAT(as<RunWords>({"run", "x", "--set", "a="}).values, ElementsAre(Pair("a", "")));
}

TEST(Words, OfAnImageAreAllTaken) {
    const Image image = as<Image>({"image", "x.braid", "--out", "x.pdf", "--from", "250ms", "--to", "2s", "--width",
                                   "800", "--theme", "dark", "--scale", "2", "--lanes", "T*"});
    EXPECT_EQ(image.file, "x.braid");
    EXPECT_EQ(image.out, "x.pdf");
    EXPECT_EQ(image.from, 250ms);
    EXPECT_EQ(image.to, 2s);
    EXPECT_EQ(image.width, 800);
    EXPECT_EQ(image.scale, 2);
    EXPECT_TRUE(image.dark);
    EXPECT_EQ(image.lanes, "T*");
}

TEST(Words, OfAnImageChooseItsPageAndItsWords) {
    const Image image = as<Image>({"image", "x.braid", "--out", "x.pdf", "--page", "a4-landscape", "--title", "", "--no-legend"});
    EXPECT_EQ(image.page, render::Page::A4Landscape);
    EXPECT_EQ(image.title, "");
    EXPECT_FALSE(image.legend);
    const Image plain = as<Image>({"image", "x.braid", "--out", "x.pdf"});
    EXPECT_EQ(plain.page, render::Page::AsDrawn);
    EXPECT_FALSE(plain.title);
    EXPECT_TRUE(plain.legend);
}

TEST(Words, OfAnImageChooseItsCharts) {
    EXPECT_EQ(as<Image>({"image", "x.braid", "--out", "x.png"}).charts, Image::Charts::Story);
    EXPECT_EQ(as<Image>({"image", "x.braid", "--out", "x.png", "--chart"}).charts, Image::Charts::All);
    EXPECT_EQ(as<Image>({"image", "x.braid", "--out", "x.png", "--no-chart"}).charts, Image::Charts::None);
    EXPECT_FALSE(parsed({"image", "x.braid", "--out", "x.png", "--chart", "--no-chart"}));
}

TEST(Words, OfAnImageSayWhichObjectsItShows) {
    const Image plain = as<Image>({"image", "x.braid", "--out", "x.pdf"});
    EXPECT_TRUE(plain.objects);
    EXPECT_FALSE(plain.allObjects);
    EXPECT_TRUE(as<Image>({"image", "x.braid", "--out", "x.pdf", "--objects", "all"}).allObjects);
    EXPECT_FALSE(as<Image>({"image", "x.braid", "--out", "x.pdf", "--objects", "none"}).objects);
    EXPECT_FALSE(parsed({"image", "x.braid", "--out", "x.pdf", "--objects", "some"}));
}

TEST(Words, OfAnImageOfTheGraphNameAMoment) {
    const Image image = as<Image>({"image", "x.braid", "--out", "x.svg", "--graph", "--at", "250ms"});
    EXPECT_TRUE(image.graph);
    EXPECT_EQ(image.at, 250ms);
    EXPECT_FALSE(as<Image>({"image", "x.braid", "--out", "x.svg", "--graph"}).at) << "the end";
    for (const auto& words : {std::initializer_list<const char*>{"image", "x.braid", "--out", "x.svg", "--at", "1s"},
                              std::initializer_list<const char*>{"image", "x.braid", "--out", "x.svg", "--graph", "--from", "1s"},
                              std::initializer_list<const char*>{"image", "x.braid", "--out", "x.svg", "--graph", "--page", "a4-landscape"}})
        EXPECT_FALSE(parsed(words));
}

TEST(Words, OfAnAnimationAreAllTaken) {
    const Animate film = as<Animate>({"animate", "x.braid", "--out", "x.gif", "--fps", "30", "--speed", "0.01", "--size", "800x600",
                                      "--theme", "dark", "--from", "1ms", "--to", "1s", "--kind", "follow", "--lanes", "T*",
                                      "--title", "Look", "--no-legend"});
    EXPECT_EQ(film.out, "x.gif");
    EXPECT_EQ(film.framesPerSecond, 30);
    EXPECT_EQ(film.speed, 0.01);
    EXPECT_EQ(film.width, 800);
    EXPECT_EQ(film.height, 600);
    EXPECT_TRUE(film.dark);
    EXPECT_EQ(film.from, 1ms);
    EXPECT_EQ(film.to, 1s);
    EXPECT_EQ(film.kind, render::FilmKind::Follow);
    EXPECT_EQ(film.lanes, "T*");
    EXPECT_EQ(film.title, "Look");
    EXPECT_FALSE(film.legend);
    EXPECT_EQ(as<Animate>({"animate", "x.braid", "--out", "x.gif", "--length", "3"}).length, 3s);
    EXPECT_EQ(as<Animate>({"animate", "x.braid", "--out", "x.gif", "--speed", "10x"}).speed, 10);
}

TEST(Words, OfAttachAreAProcessAndPictures) {
    const Attach words = as<Attach>({"attach", "4711", "--json", "--image", "a.png", "--image", "b.svg"});
    EXPECT_EQ(words.pid, 4711);
    EXPECT_TRUE(words.json);
    EXPECT_THAT(words.images, ::testing::ElementsAre("a.png", "b.svg"));
}

TEST(Words, AskForHelpAndVersion) {
    EXPECT_THAT(as<Answer>({"--version"}).text, HasSubstr("braid "));
    EXPECT_THAT(as<Answer>({"--help"}).text, AllOf(HasSubstr("list"), HasSubstr("image")));
    EXPECT_THAT(as<Answer>({"run", "--help"}).text, HasSubstr("--preset"));
}

struct Wrong {
    std::vector<const char*> words;
    const char* expected; ///< part of the sentence
};
void PrintTo(const Wrong& wrong, std::ostream* out) {
    *out << "braid";
    for (const char* word : wrong.words)
        *out << ' ' << word;
}
class WrongWordsTest : public ::testing::TestWithParam<Wrong> {};

TEST_P(WrongWordsTest, AreRefusedInOneSentence) {
    std::vector<const char*> argv{"braid"};
    argv.insert(argv.end(), GetParam().words.begin(), GetParam().words.end());
    const auto command = parseWords(static_cast<int>(argv.size()), argv.data());
    ASSERT_FALSE(command);
    EXPECT_THAT(command.error().sentence(), AllOf(HasSubstr(GetParam().expected), Not(HasSubstr("\n"))));
}

INSTANTIATE_TEST_SUITE_P(
    Table, WrongWordsTest,
    ::testing::Values(Wrong{{"remember", "--", "ls"}, "no command \"remember\""}, Wrong{{""}, "empty word"},
                      Wrong{{"x.braid", "y.braid"}, "y.braid"}, Wrong{{"--frobnicate"}, "--frobnicate"},
                      Wrong{{"list", "locks"}, "locks"}, Wrong{{"run"}, "ID"}, Wrong{{"run", "a", "b"}, "b"},
                      Wrong{{"run", "a", "--set"}, "--set"}, Wrong{{"run", "a", "--set", "threads"}, "name=value"},
                      Wrong{{"run", "a", "--set", "=5"}, "name=value"}, Wrong{{"run", "a", "--timeout", "soon"}, "soon"},
                      Wrong{{"run", "a", "--timeout", "0"}, "1 ms to 24 h"},
                      Wrong{{"run", "a", "--timeout=-1"}, "negative"},
                      Wrong{{"run", "a", "--schedule", "fair"}, "round-robin, random or random:SEED"}, Wrong{{"run", "a", "--schedule", "random:x"}, "random:x"},
                      Wrong{{"run", "a", "--image", "x.gif"}, "x.gif"}, Wrong{{"report"}, "FILE"},
                      Wrong{{"report", "a.braid", "--csv", "cats", "x.csv"}, "lanes, objects, contention or events"},
                      Wrong{{"report", "a.braid", "--csv", "lanes", "x.csv", "--json"}, "--json"},
                      Wrong{{"report", "a.braid", "--csv", "lanes"}, "csv"},
                      Wrong{{"attach"}, "PID"}, Wrong{{"attach", "0"}, "PID"}, Wrong{{"attach", "firefox"}, "firefox"},
                      Wrong{{"attach", "1", "--image", "x.gif"}, "x.gif"},
                      Wrong{{"image", "x.braid"}, "--out"}, Wrong{{"image", "x.braid", "--out", "x"}, ".png, .svg or .pdf"},
                      Wrong{{"image", "x.braid", "--out", "x.png", "--from", "2s", "--to", "1s"}, "before"},
                      Wrong{{"image", "x.braid", "--out", "x.png", "--width", "7"}, "--width"},
                      Wrong{{"image", "x.braid", "--out", "x.png", "--width", "wide"}, "wide"},
                      Wrong{{"image", "x.braid", "--out", "x.png", "--scale", "9"}, "--scale"},
                      Wrong{{"image", "x.braid", "--out", "x.png", "--scale", "nan"}, "--scale"},
                      Wrong{{"image", "x.braid", "--out", "x.png", "--theme", "pink"}, "pink"},
                      Wrong{{"image", "x.braid", "--out", "x.pdf", "--page", "a5"}, "a4-landscape"},
                      Wrong{{"animate", "x.braid"}, "--out"}, Wrong{{"animate", "x.braid", "--out", "x.mp4"}, ".gif"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--fps", "60"}, "1 to 50"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--size", "big"}, "big"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--size", "9999x10"}, "320x180"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--speed", "0"}, "--speed"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--speed", "1", "--length", "2"}, "one of them"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--length", "0"}, "100 ms"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--from", "2", "--to", "1"}, "before"},
                      Wrong{{"animate", "x.braid", "--out", "x.gif", "--kind", "loop"}, "loop"}));

} // namespace
} // namespace braid::cli
