#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <gtest/gtest.h>

namespace braid::tests {
namespace {

using Kind = Story::Kind;

struct KeptSources : ::testing::Test {
    Story story;
    LaneId main = story.process("program");

    model::EventIndex keep(std::string_view path, std::string_view part, std::uint64_t at, std::size_t size) {
        return story.add(Kind::SourceText, main, {}, at, static_cast<std::uint32_t>(size), std::string(path) + '\0' + std::string(part));
    }
    [[nodiscard]] std::string text(std::string_view path) const {
        const std::string* kept = story.model.keptSource(path);
        return kept ? *kept : "none";
    }
};

TEST_F(KeptSources, AFileIsPutTogetherOfItsParts) {
    const auto first = keep("/home/me/x.py", "import ", 0, 16);
    EXPECT_EQ(text("/home/me/x.py"), "none") << "a half is no source";
    keep("/home/me/y.py", "y", 0, 1);
    keep("/home/me/x.py", "threading", 7, 16);
    EXPECT_EQ(text("/home/me/x.py"), "import threading");
    EXPECT_EQ(text("/home/me/y.py"), "y");
    EXPECT_EQ(text("/home/me"), "none");
    EXPECT_EQ(model::describe(story.model, first).english(), "The trace keeps the source /home/me/x.py as it was when the program began");
}

TEST_F(KeptSources, AnEmptyFileIsOne) {
    keep("/x.py", "", 0, 0);
    EXPECT_EQ(text("/x.py"), "");
}

TEST_F(KeptSources, WhatDoesNotFitTogetherIsLeftOut) {
    keep("/gap", "ab", 0, 6);
    keep("/gap", "ef", 4, 6);
    keep("/gap", "cd", 2, 6);
    EXPECT_EQ(text("/gap"), "none");
    keep("/again", "ab", 0, 2);
    keep("/again", "cd", 0, 2);
    EXPECT_EQ(text("/again"), "none") << "which of the two is true is not known";
    keep("/long", "abc", 0, 2);
    EXPECT_EQ(text("/long"), "none");
    keep("/other size", "ab", 0, 4);
    keep("/other size", "cd", 2, 5);
    EXPECT_EQ(text("/other size"), "none");
    keep("/late", "ab", 1ull << 63, 3);
    EXPECT_EQ(text("/late"), "none");
    story.add(Kind::SourceText, main, {}, 0, 3, "no zero byte");
    keep("", "ab", 0, 2);
    EXPECT_EQ(text(""), "none");
}

TEST_F(KeptSources, HostileSizesAndNumbersOfFilesAreRefused) {
    keep("/huge", "x", 0, model::KeptSources::LargestText + 1);
    EXPECT_EQ(text("/huge"), "none");
    keep("/claims much", "x", 0, model::KeptSources::LargestText);
    EXPECT_LT(story.model.memory(), 2u << 20) << "room is taken only for what came";
    for (std::size_t i = 0; i < 2 * model::KeptSources::MostFiles; ++i)
        keep("/file " + std::to_string(i), "x", 0, 1);
    EXPECT_EQ(text("/file 0"), "x");
    EXPECT_EQ(text("/file " + std::to_string(2 * model::KeptSources::MostFiles - 1)), "none");
}

} // namespace
} // namespace braid::tests
