#include "engine/model/text/name_words.h"

#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

#include <map>

namespace braid::tests::name_words_test {
namespace {

using namespace model;
using Kind = Story::Kind;

std::optional<std::string> german(const std::string& pattern) {
    static const std::map<std::string, std::string> words{
        {"main", "Hauptfaden"}, {"client %1", "Kunde %1"}, {"%1's end", "Ende von %1"}, {"results of %1", "Ergebnisse von %1"}, {"Pool", "Vorrat"}, {"door", "Tür"}, {"%1 silent", "%1 stumme"}, {"answer %1 of %2 s", "%2-s-Antwort %1"}};
    const auto known = words.find(pattern);
    return known == words.end() ? std::nullopt : std::optional(known->second);
}

TEST(NamesInWords, AreTranslatedWholeOrWithTheirNumbers) {
    EXPECT_EQ(nameInWords("main", german), "Hauptfaden");
    EXPECT_EQ(nameInWords("client 12", german), "Kunde 12");
    EXPECT_EQ(nameInWords("client *", german), "Kunde *") << "of a family";
    EXPECT_EQ(nameInWords("answer 3 of 0.4 s", german), "0.4-s-Antwort 3");
}

TEST(NamesInWords, AreTranslatedPartByPart) {
    EXPECT_EQ(nameInWords("Pool/main", german), "Vorrat/Hauptfaden");
    EXPECT_EQ(nameInWords("p → Pool", german), "p → Vorrat");
    EXPECT_EQ(nameInWords("results of Pool", german), "Ergebnisse von Vorrat");
    EXPECT_EQ(nameInWords("client 2's end (fd 6)", german), "Ende von Kunde 2 (fd 6)") << "the ending first, what stands in brackets apart";
    EXPECT_EQ(nameInWords("door (epoll, 300 silent)", german), "Tür (epoll, 300 stumme)");
}

TEST(NamesInWords, StayAsTheyAreWhereNothingIsKnown) {
    for (const char* name : {"q", "Thread-1", "", " ", "(", "a/b/c/d/e/f/g/h/i", "()", "1", "→", " → "})
        EXPECT_EQ(nameInWords(name, german), name);
    const std::string data(10'000, '/');
    EXPECT_EQ(nameInWords(data, german), data);
}

TEST(NamesInSentences, AreTranslatedInRunsOfScenariosOnly) {
    const auto said = [](std::string_view info) {
        Story story;
        const LaneId main = story.thread("main", story.process("p"));
        story.add(Kind::RunInfo, main, {}, 0, 0, info);
        const EventIndex print = story.after(1).add(Kind::Print, main, {}, 0, 0, "main");
        const Sentence sentence = describe(story.model, print);
        EXPECT_EQ(sentence.english(), "main prints: main") << "without a trace of the marks around names";
        return sentence.in([](const char* pattern) { return std::string(pattern); }, [](std::string_view name) { return nameInWords(name, german); });
    };
    EXPECT_EQ(said(std::string_view("scenario\0x", 10)), "Hauptfaden prints: main") << "what is printed is the program's";
    EXPECT_EQ(said(std::string_view("command\0x", 9)), "main prints: main");
}

TEST(GivenNames, AreThoseOfWhatHasNoneInAProgram) {
    for (const char* name : {"mutex #3", "condition #12", "thread #1", "thread 4711", "lock of the loader", "semaphore 1 of set 32768", "pipe for reading (fd 3)",
                             "something inside libgomp.so.1", "initialisation of table()::t"})
        EXPECT_TRUE(isGivenName(name)) << name;
    for (const char* name : {"main", "table", "worker #3", "thread pool", "condition", "socket", "q #", "mutex #three", ""})
        EXPECT_FALSE(isGivenName(name)) << name;
}

TEST(GivenNames, AreTranslatedInRecordedProgramsToo) {
    Story story;
    const LaneId main = story.thread("main", story.process("p"));
    story.add(Kind::RunInfo, main, {}, 0, 0, std::string_view("command\0x", 9));
    const auto german2 = [](const std::string& pattern) { return pattern == "condition #%1" ? std::optional<std::string>("Bedingung #%1") : std::nullopt; };
    const Sentence sentence{"%1 waits for Bedingung %2 of %3", {named(story.model, "main"), named(story.model, "condition #1") + " (a.c:1)", named(story.model, "condition")}, {}};
    EXPECT_EQ(sentence.in([](const char* pattern) { return std::string(pattern); }, [&](std::string_view name) { return nameInWords(name, german2); }),
              "main waits for Bedingung #1 (a.c:1) of condition");
}

} // namespace
} // namespace braid::tests::name_words_test
