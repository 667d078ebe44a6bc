#include "app/session/error_text.h"
#include "app/session/language.h"

#include <gtest/gtest.h>

namespace braid::session {
namespace {

TEST(ErrorText, SpeaksTheLanguageOfTheWindow) {
    Language language;
    const Error error{"cannot read", "/tmp/x.braid", "the trace was written by a newer Braid (format 9; this one reads up to 1)"};
    language.set(Language::Choice::English);
    EXPECT_EQ(errorText(error), "cannot read /tmp/x.braid: the trace was written by a newer Braid (format 9; this one reads up to 1)");
    language.set(Language::Choice::Chinese);
    EXPECT_EQ(errorText(error), "无法读取 /tmp/x.braid：跟踪文件由更新的 Braid 写成（格式 9；本程序最高可读 1）");
    EXPECT_EQ(errorText({"cannot open the trace", "/x", "No such file or directory"}), "无法打开跟踪文件 /x：没有那个文件或目录");
    EXPECT_EQ(spokenError("the trace is cut off: 3 of 5 blocks are whole"), "跟踪文件被截断：5 个块中有 3 个完整");
    EXPECT_EQ(spokenError("something nobody expected"), "something nobody expected");
}

} // namespace
} // namespace braid::session
