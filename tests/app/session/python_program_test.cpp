#include "app/session/python_program.h"

#include <gtest/gtest.h>

namespace braid::session {
namespace {

TEST(PythonProgram, ReadsAValueAgainWhereAFunctionOrASleepNamesIt) {
    const QString text = "hold = 2\nonce = 1\nlate = 3\nlook = 4\nword = 5  # sleep(word)\n\nset(once)\n\ndef foo():\n    time.sleep(hold)  # look\n\ntime.sleep(late / 2)\n";
    EXPECT_TRUE(readsAgain(text, "hold"));
    EXPECT_TRUE(readsAgain(text, "late"));
    EXPECT_FALSE(readsAgain(text, "once"));
    EXPECT_FALSE(readsAgain(text, "look")) << "a comment reads nothing";
    EXPECT_FALSE(readsAgain(text, "word"));
    EXPECT_FALSE(readsAgain(text, "hol"));
}

TEST(PythonProgram, SaysWhichVersionAnInterpreterIsAndNothingOfAnotherProgram) {
    const Interpreter system = interpreterCalled();
    EXPECT_FALSE(system.program.isEmpty());
    EXPECT_EQ(interpreterCalled("/bin/true").version, "");
    EXPECT_EQ(interpreterCalled("/nowhere/python3").program, "/nowhere/python3");
    EXPECT_EQ(interpreterCalled("/nowhere/python3").version, "");
}

} // namespace
} // namespace braid::session
