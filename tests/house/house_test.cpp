#include "tests/house/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

/// The rules applied to this very tree. Each failure names file and line.
namespace braid::house {

namespace {

using testing::IsEmpty;

/// Files that are longer than 500 lines, and why they may be.
const std::map<std::string, std::string> Excused{
    {"engine/model/text/sentences.def", "the list of all sentences, a line each"},
};

/// What reads a clock of its own, and why it may.
const std::map<std::string, std::string> MayReadClocks{
    {"engine/exec/coroutines/loop_core.cpp", "a turn's length is measured with the kernel's coarse clock: the exact one would cost more than a turn"},
    {"scenarios/seconds.cpp", "the time of day, which the tutorial's programs print"},
};

/// Headers with something in namespace braid that no program uses, and what it is.
const std::map<std::string, std::string> NotForPrograms{
    {"engine/exec/children.h", "the list of a process's children"},
    {"engine/exec/registry.h", "the list of a process's threads"},
    {"engine/io/async_mechanism.h", "the two ways of async_io"},
};

/// Tests of what several units do together.
const std::map<std::string, std::string> Features{
    {"tests/app/views/glossary_test.cpp", "the words of the translations are those of the glossary"},
    {"tests/app/views/translation_test.cpp", "everything that is shown is translated"},
    {"tests/engine/exec/ready_test.cpp", "what threads wait for processors: measured by trace, told by the model"},
    {"tests/engine/ipc/limits_test.cpp", "waits with a limit, of sync and ipc"},
    {"tests/engine/model/ranges_test.cpp", "lanes, objects and the model, asked by range and by moment"},
    {"tests/engine/model/vocabulary_test.cpp", "what other programs bring along: modules, code, counters, flows, up to sentences and tables"},
    {"tests/engine/record/hooks_test.cpp", "which functions of the C library the preloaded library stands before"},
    {"tests/engine/trace/channel_test.cpp", "the file as a channel: recording and reader at once"},
};

const Tree& thisTree() {
    static const Tree tree = readTree(BRAID_ROOT);
    return tree;
}

} // namespace

TEST(House, IsReadWhole) {
    EXPECT_GT(thisTree().files.size(), 50u);
    EXPECT_EQ(thisTree().files.count("engine/trace/event.h"), 1u);
    EXPECT_EQ(thisTree().top.count("CMakeLists.txt"), 1u);
}

TEST(House, IncludesPointOneWay) { EXPECT_THAT(includesPointOneWay(thisTree()), IsEmpty()); }
TEST(House, KeepsQtInTheApp) { EXPECT_THAT(qtStaysInTheApp(thisTree()), IsEmpty()); }
TEST(House, HasAFreestandingWriter) { EXPECT_THAT(writerIsFreestanding(thisTree()), IsEmpty()); }
TEST(House, HasASilentEngine) { EXPECT_THAT(engineIsSilent(thisTree()), IsEmpty()); }
TEST(House, GuardsDataWithMutexesThatClangChecks) { EXPECT_THAT(mutexesAreChecked(thisTree()), IsEmpty()); }
TEST(House, TakesExtremesByValue) { EXPECT_THAT(extremesAreTakenByValue(thisTree()), IsEmpty()); }
TEST(House, MakesTextOfATracePlain) { EXPECT_THAT(traceTextIsMadePlain(thisTree()), IsEmpty()); }
TEST(House, HasScenariosThatUseItsPrimitivesOnly) { EXPECT_THAT(scenariosUseBraidPrimitives(thisTree()), IsEmpty()); }
TEST(House, HasAllPrimitivesInOneHeader) { EXPECT_THAT(oneHeaderHasAllPrimitives(thisTree(), NotForPrograms), IsEmpty()); }
TEST(House, WaitsInOnePlace) { EXPECT_THAT(lanesWaitInOnePlace(thisTree()), IsEmpty()); }
TEST(House, ReadsOneClock) { EXPECT_THAT(clocksAreReadInOnePlace(thisTree(), MayReadClocks), IsEmpty()); }
TEST(House, SeedsTheRandomNumbersOfItsTests) { EXPECT_THAT(randomNumbersAreSeeded(thisTree()), IsEmpty()); }
TEST(House, HasACardAndALineForEachScenario) { EXPECT_THAT(scenariosAreComplete(thisTree()), IsEmpty()); }
TEST(House, HasNothingElseAtTheTopLevel) { EXPECT_THAT(topLevelIsFixed(thisTree()), IsEmpty()); }
TEST(House, HasNoFileOver500LinesWithoutAReason) { EXPECT_THAT(filesAreShort(thisTree(), Excused), IsEmpty()); }
TEST(House, HasNoFolderOfMoreThanThirtyTwoSources) { EXPECT_THAT(foldersAreSmall(thisTree()), IsEmpty()); }
TEST(House, NamesTestsAfterWhatTheyTest) { EXPECT_THAT(testsAreNamedAfterUnits(thisTree(), Features), IsEmpty()); }
TEST(House, DocumentsEveryKindOfEventAndObject) { EXPECT_THAT(traceFormatIsDocumented(thisTree()), IsEmpty()); }
TEST(House, GuardsItsHeaders) { EXPECT_THAT(headersAreGuarded(thisTree()), IsEmpty()); }

/// As .clang-format says it.
TEST(House, IsFormatted) {
    const std::string root = BRAID_ROOT;
    const std::string command = "cd '" + root + "' && find app engine scenarios tests \\( -name '*.cpp' -o -name '*.h' \\) -print0 |"
                                                " xargs -0 clang-format --dry-run 2>&1 | grep -E 'warning:|error:|xargs:'";
    std::FILE* pipe = popen(command.c_str(), "r");
    ASSERT_NE(pipe, nullptr);
    std::string complaints;
    char line[1024];
    while (std::fgets(line, sizeof line, pipe))
        complaints += line;
    pclose(pipe);
    EXPECT_EQ(complaints, "") << "clang-format -i puts it right";
}

} // namespace braid::house
