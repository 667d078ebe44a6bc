#include "app/session/run/terminal_output.h"

#include <gtest/gtest.h>

namespace braid::session {
namespace {

using Pieces = std::vector<TerminalPiece>;

/// All that comes of it, with the rest.
Pieces all(std::string_view bytes) {
    TerminalOutput output;
    Pieces pieces = output.add(bytes);
    for (const TerminalPiece& piece : output.rest(true))
        pieces.push_back(piece);
    return pieces;
}

TEST(TerminalOutput, MakesLines) {
    EXPECT_EQ(all("a\nb\n"), (Pieces{{"a", true}, {"b", true}}));
    EXPECT_EQ(all("a\r\n\r\nb"), (Pieces{{"a", true}, {"", true}, {"b", false}}));
    EXPECT_TRUE(all("").empty());
}

TEST(TerminalOutput, HandsOutThePartOfALineThatIsThere) {
    TerminalOutput output;
    EXPECT_TRUE(output.add("name: ").empty());
    EXPECT_EQ(output.rest(), (Pieces{{"name: ", false}}));
    EXPECT_TRUE(output.rest().empty());
    EXPECT_EQ(output.add("Ada\n"), (Pieces{{"Ada", true}}));
}

TEST(TerminalOutput, LeavesOutWhatOnlyATerminalUnderstands) {
    EXPECT_EQ(all("\x1b[1;31mred\x1b[0m\n"), (Pieces{{"red", true}}));
    EXPECT_EQ(all("\x1b]0;title\atext\x1b]2;t\x1b\\ more\x1b(B\n"), (Pieces{{"text more", true}}));
    EXPECT_EQ(all("a\x07\x01"
                  "b\tc\n"),
              (Pieces{{"ab\tc", true}}));
    TerminalOutput output; // cut anywhere
    EXPECT_TRUE(output.add("x\x1b").empty());
    EXPECT_TRUE(output.add("[3").empty());
    EXPECT_EQ(output.add("2my\n"), (Pieces{{"xy", true}}));
}

TEST(TerminalOutput, TakesBackWhatIsWrittenOver) {
    EXPECT_EQ(all("10 %\r20 %\r30 %\n"), (Pieces{{"30 %", true}}));
    EXPECT_EQ(all("ab\b\bc\n"), (Pieces{{"c", true}}));
    EXPECT_EQ(all("\xc3\xa4\b!\n"), (Pieces{{"!", true}})) << "a character, not a byte";
    TerminalOutput output;
    (void)output.add("10 %");
    EXPECT_EQ(output.rest(), (Pieces{{"10 %", false}}));
    EXPECT_EQ(output.add("\r20 %\n"), (Pieces{{"", true}, {"20 %", true}})) << "what was handed out stays";
}

TEST(TerminalOutput, WaitsForTheRestOfACharacter) {
    TerminalOutput output;
    EXPECT_TRUE(output.add("a\xe7\xba").empty());
    EXPECT_EQ(output.rest(), (Pieces{{"a", false}}));
    EXPECT_EQ(output.add("\xbf\n"), (Pieces{{"\xe7\xba\xbf", true}}));
    (void)output.add("\xe7");
    EXPECT_TRUE(output.rest().empty());
    EXPECT_EQ(output.rest(true), (Pieces{{"\xe7", false}}));
}

TEST(TerminalOutput, CutsLinesThatDoNotEnd) {
    const Pieces pieces = all(std::string(TerminalOutput::LongestPiece + 10, 'x'));
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_EQ(pieces[0].text.size(), TerminalOutput::LongestPiece);
    EXPECT_FALSE(pieces[0].lineEnd);
    EXPECT_EQ(pieces[1].text.size(), 10U);
}

} // namespace
} // namespace braid::session
