#include "app/session/bookmarks.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <gmock/gmock.h>

namespace braid::session {
namespace {

using render::Bookmark;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class BookmarksTest : public ::testing::Test {
protected:
    [[nodiscard]] QString trace() const { return folder.filePath("run.braid"); }
    void write(const QByteArray& text) const {
        QFile file(bookmarkPath(trace()));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QTemporaryDir folder;
};

TEST(Bookmarks, StandByTimeAndOneAMoment) {
    std::vector<Bookmark> all;
    setBookmark(all, {30, "c"});
    setBookmark(all, {10, "a"});
    setBookmark(all, {20, "b"});
    setBookmark(all, {10, "anew"});
    EXPECT_THAT(all, ElementsAre(Bookmark{10, "anew"}, Bookmark{20, "b"}, Bookmark{30, "c"}));
}

TEST(Bookmarks, AreFoundWithinReachOnly) {
    const std::vector<Bookmark> all{{10, "a"}, {20, "b"}};
    EXPECT_EQ(bookmarkNear(all, 17, 5)->note, "b");
    EXPECT_EQ(bookmarkNear(all, 12, 5)->note, "a");
    EXPECT_EQ(bookmarkNear(all, 26, 5), nullptr);
    EXPECT_EQ(bookmarkNear({}, 26, 5), nullptr);
}

TEST_F(BookmarksTest, ComeBackAsTheyWereKept) {
    const std::vector<Bookmark> all{{0, ""}, {1'204'000'123, "here it turns: 死锁 \"!\""}};
    ASSERT_TRUE(saveBookmarks(trace(), all).ok());
    const auto loaded = loadBookmarks(trace());
    ASSERT_TRUE(loaded.ok());
    EXPECT_EQ(loaded.value(), all);
}

TEST_F(BookmarksTest, LeaveNoFileBehindWhenTheLastOneIsRemoved) {
    ASSERT_TRUE(saveBookmarks(trace(), {{5, "x"}}).ok());
    EXPECT_TRUE(QFileInfo::exists(bookmarkPath(trace())));
    ASSERT_TRUE(saveBookmarks(trace(), {}).ok());
    EXPECT_FALSE(QFileInfo::exists(bookmarkPath(trace())));
    EXPECT_THAT(loadBookmarks(trace()).value(), IsEmpty());
}

TEST_F(BookmarksTest, OfABrokenFileAreAnErrorAndOddEntriesAreLeftOut) {
    write("{ not json");
    EXPECT_FALSE(loadBookmarks(trace()).ok());
    write(R"({"bookmarks": [{"at_ns": -5, "note": "x"}, {"note": "y"}, 7, {"at_ns": 1e300}, {"at_ns": 9, "note": "z"}]})");
    EXPECT_THAT(loadBookmarks(trace()).value(), ElementsAre(Bookmark{9, "z"}));
}

TEST_F(BookmarksTest, ThatCannotBeWrittenAreAnError) {
    EXPECT_FALSE(saveBookmarks("/nonexistent/run.braid", {{5, "x"}}).ok());
}

} // namespace
} // namespace braid::session
