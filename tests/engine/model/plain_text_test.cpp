#include "engine/model/text/plain_text.h"

#include "engine/model/text/sentence.h"
#include "tests/engine/hostile_trace.h"

#include <gtest/gtest.h>

using namespace braid::model;

TEST(PlainText, LeavesWordsAsTheyAre) {
    for (const char* words : {"", "T1 waits for B", "生产者和消费者", "naïve — “quoted” 🧵 %1 <b>&amp;"})
        EXPECT_EQ(plainText(words), words);
}

TEST(PlainText, ShowsControlCharactersAsTheirSymbols) {
    using namespace std::string_literals;
    EXPECT_EQ(plainText("\x1b[31m\x07"), "␛[31m␇");
    EXPECT_EQ(plainText("a\0b\x7f"s), "a␀b␡");
    EXPECT_EQ(plainText("one\r\ntwo\tthree"), "one␍␊two three");
    EXPECT_EQ(plainText("\xc2\x9b"
                        "31m"),
              "␛31m"); // CSI in one character
    EXPECT_EQ(plainText("a\xe2\x80\xa8"
                        "b"),
              "a␊b"); // the line separator
}

TEST(PlainText, ReplacesWhatTurnsTextAroundAndWhatIsNoCharacter) {
    EXPECT_EQ(plainText("\xe2\x80\xae"
                        "txt"),
              "\xef\xbf\xbdtxt");
    EXPECT_EQ(plainText("\xef\xbf\xbe"), "\xef\xbf\xbd");     // U+FFFE
    EXPECT_EQ(plainText("\xf0\x9f\xbf\xbf"), "\xef\xbf\xbd"); // U+1FFFF
    EXPECT_EQ(plainText("\xff"), "\xef\xbf\xbd");
    EXPECT_EQ(plainText("\xc0\xaf"), "\xef\xbf\xbd\xef\xbf\xbd");         // a slash, too long
    EXPECT_EQ(plainText("\xed\xa0\x80").find('\xed'), std::string::npos); // half a pair
    EXPECT_EQ(plainText("ab\xe4\xb8"), "ab\xef\xbf\xbd\xef\xbf\xbd");     // cut in the middle of a character
}

TEST(PlainText, OfPlainTextIsTheSame) {
    for (const std::string& text : braid::test::hostileTexts())
        EXPECT_EQ(plainText(plainText(text)), plainText(text));
}

TEST(NestedJson, IsTooDeepFromALevelThatNoScenarioReaches) {
    EXPECT_FALSE(nestedTooDeep(R"({"a": [1, 2, {"b": "[[[["}], "c\"": "{"})"));
    EXPECT_FALSE(nestedTooDeep(std::string(40, '[') + std::string(40, ']')));
    EXPECT_TRUE(nestedTooDeep(std::string(60'000, '[')));
    EXPECT_TRUE(nestedTooDeep("[\"x\", " + std::string(200, '{')));
    std::string flat;
    for (int i = 0; i < 1000; ++i)
        flat += "[],{},";
    EXPECT_FALSE(nestedTooDeep(flat));
}

TEST(PlainText, IsWhatSentencesAreFilledWith) {
    const Sentence sentence{"%1 waits for %2", {"T\n1", "\x1b[2J"}, {{"%1 holds it", {"T\x07"}, {}}}};
    EXPECT_EQ(sentence.english(), "T␊1 waits for ␛[2J; T␇ holds it");
}
