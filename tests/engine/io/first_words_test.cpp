#include "engine/io/text/first_words.h"

#include <gtest/gtest.h>

#include <string>

using braid::io::firstWords;

TEST(FirstWords, AreTheReadableBeginningOfTheFirstLine) {
    EXPECT_EQ(firstWords("3 message 2               81237123\n"), "3 message 2");
    EXPECT_EQ(firstWords("hello\nand more"), "hello");
    EXPECT_EQ(firstWords(std::string(100, 'x')), std::string(24, 'x'));
    EXPECT_EQ(firstWords("GET / HTTP/1.1\r\n"), "GET / HTTP/1.1");
    EXPECT_EQ(firstWords(""), "");
}

TEST(FirstWords, AreNoneOfBytesThatAreNoText) {
    EXPECT_EQ(firstWords(std::string_view("\0\0\0\5hello", 9)), "");
    EXPECT_EQ(firstWords("\xff\xfe"), "");
    EXPECT_EQ(firstWords("\xe4\xbd"), "") << "a character that is not whole";
    EXPECT_EQ(firstWords("ab\xc0\x80"), "ab") << "an overlong one";
}

TEST(FirstWords, CutNoCharacterInTwo) {
    const std::string eight = "一二三四五六七八"; // three bytes each
    EXPECT_EQ(firstWords(eight), eight);
    EXPECT_EQ(firstWords("a" + eight), "a一二三四五六七");
}
