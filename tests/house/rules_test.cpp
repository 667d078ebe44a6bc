#include "tests/house/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// Each rule is shown a tree that breaks it and one that does not: a rule that cannot fail says nothing.
namespace braid::house {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Tree treeWith(std::map<std::string, std::string> files) {
    files.emplace("engine/trace/event.h", "#pragma once\n");
    files.emplace("engine/model/model.h", "#pragma once\n#include \"engine/trace/event.h\"\n");
    files.emplace("engine/sync/mutex.h", "#pragma once\n");
    files.emplace("app/session/run/run.h", "#pragma once\n");
    files.emplace("app/views/window/window.h", "#pragma once\n");
    return {std::move(files), {}};
}

Tree scenarioTree() {
    return treeWith({{"scenarios/CMakeLists.txt", "braid_scenario(locks event TUTORIAL)\n"},
                     {"scenarios/locks/event.cpp", "braid::event flag;\n"},
                     {"resources/cards/en/event.md", "# Event\n"},
                     {"resources/cards/zh_CN/event.md", "# 事件\n"}});
}

} // namespace

TEST(HouseRules, RefuseAnIncludeAgainstTheArrows) {
    const Tree tree = treeWith({{"engine/trace/bad.cpp", "\n#include \"engine/model/model.h\"\n"}});
    EXPECT_THAT(includesPointOneWay(tree),
                ElementsAre("engine/trace/bad.cpp:2: engine/trace must not include from engine/model (engine/model/model.h)"));
}

TEST(HouseRules, RefuseViewsInTheSessionAndSessionsInTheEngine) {
    const Tree tree = treeWith({{"app/session/bad.cpp", "#include \"app/views/window/window.h\"\n"},
                                {"engine/analysis/bad.cpp", "#include \"app/session/run/run.h\"\n"}});
    EXPECT_THAT(includesPointOneWay(tree), ElementsAre(HasSubstr("app/session/bad.cpp:1"), HasSubstr("engine/analysis/bad.cpp:1")));
}

TEST(HouseRules, RefusePrimitivesInTheModelAndTheWindow) {
    const Tree tree = treeWith({{"app/views/bad.cpp", "#include \"engine/sync/mutex.h\"\n"},
                                {"engine/model/bad.cpp", "#include \"engine/sync/mutex.h\"\n"}});
    EXPECT_THAT(includesPointOneWay(tree), ElementsAre(HasSubstr("app/views/bad.cpp"), HasSubstr("engine/model/bad.cpp")));
}

TEST(HouseRules, RefuseAForbiddenIncludeInAngleBrackets) {
    const Tree tree = treeWith({{"engine/trace/bad.cpp", "#  include <engine/model/model.h>\n"}});
    EXPECT_THAT(includesPointOneWay(tree), ElementsAre(HasSubstr("must not include")));
}

TEST(HouseRules, RefuseAnIncludeThatIsNotWrittenFromTheRoot) {
    const Tree tree = treeWith({{"engine/model/bad.cpp", "#include \"model.h\"\n#include \"../trace/event.h\"\n"}});
    EXPECT_THAT(includesPointOneWay(tree), ElementsAre(HasSubstr("bad.cpp:1"), HasSubstr("bad.cpp:2")));
}

TEST(HouseRules, RefuseAFolderTheHouseDoesNotHave) {
    EXPECT_THAT(includesPointOneWay(treeWith({{"engine/utils/things.h", ""}})), ElementsAre(HasSubstr("no folder engine/utils")));
}

TEST(HouseRules, AllowWhatTheArrowsAllow) {
    const Tree tree = treeWith({{"app/views/good.cpp", "#include \"app/session/run/run.h\"\n#include \"engine/trace/event.h\"\n"},
                                {"app/views/good.h", "#include <QWidget>\n#include <vector>\n"},
                                {"app/main.cpp", "#include \"app/views/window/window.h\"\n"},
                                {"scenarios/locks/good.cpp", "#include \"engine/sync/mutex.h\"\n"},
                                {"tests/engine/any_test.cpp", "#include \"app/views/window/window.h\"\n"}});
    EXPECT_THAT(includesPointOneWay(tree), IsEmpty());
}

TEST(HouseRules, RefuseQtBelowTheWindow) {
    const Tree tree = treeWith({{"engine/model/bad.cpp", "#include <QString>\n"},
                                {"engine/trace/bad.cpp", "#include <QtCore/qglobal.h>\n"},
                                {"scenarios/locks/bad.cpp", "#include \"qobject.h\"\n"},
                                {"app/render/good.cpp", "#include <QPainter>\n"},
                                {"engine/trace/good.cpp", "#include <queue>\n"}});
    EXPECT_THAT(qtStaysInTheApp(tree), ElementsAre(HasSubstr("engine/model/bad.cpp:1"), HasSubstr("engine/trace/bad.cpp:1"),
                                                   HasSubstr("scenarios/locks/bad.cpp:1")));
}

TEST(HouseRules, RefuseAnEngineThatPrintsOrExits) {
    const Tree tree = treeWith({{"engine/exec/bad.cpp", "std::cout << 1;\nprintf(\"x\");\nstd::exit(1);\n"},
                                {"engine/exec/good.cpp", "snprintf(b, 2, \"x\");\n_exit(0); // exit(1)\n\"std::cout\";\n"}});
    EXPECT_THAT(engineIsSilent(tree), ElementsAre(HasSubstr("bad.cpp:1"), HasSubstr("bad.cpp:2"), HasSubstr("bad.cpp:3")));
}

TEST(HouseRules, RefuseAMutexThatClangDoesNotCheck) {
    const Tree tree = treeWith({{"engine/exec/bad.h", "mutable std::mutex m_mutex;\n"},
                                {"app/render/bad.cpp", "// std::mutex\nconst std::lock_guard lock(mutex);\nQMutex other;\n"},
                                {"engine/exec/good.h", "NativeMutex m_mutex;\nint m_count BRAID_GUARDED_BY(m_mutex) = 0;\n"},
                                {"engine/trace/native_mutex.h", "class NativeMutex : public std::mutex {};\n"},
                                {"tests/engine/exec/any_test.cpp", "std::mutex mutex;\n"}});
    EXPECT_THAT(mutexesAreChecked(tree), ElementsAre(HasSubstr("app/render/bad.cpp:2"), HasSubstr("app/render/bad.cpp:3"), HasSubstr("engine/exec/bad.h:1")));
}

TEST(HouseRules, RefuseExtremesByReference) {
    const Tree tree = treeWith({{"engine/io/bad.cpp", "const auto [low, high] = std::minmax(a(), b());\n"},
                                {"engine/io/good.cpp", "const auto [low, high] = std::minmax({a(), b()});\n"}});
    EXPECT_THAT(extremesAreTakenByValue(tree), ElementsAre(HasSubstr("engine/io/bad.cpp:1")));
}

TEST(HouseRules, RefuseTextOfATraceThatIsNotMadePlain) {
    const Tree tree = treeWith({{"app/views/bad.cpp", "label->setText(QString::fromStdString(name));\n"},
                                {"app/render/scene/plain_text.cpp", "QString::fromStdString(plain);\n"},
                                {"app/cli/good.cpp", "QString::fromStdString(path);\n"}});
    EXPECT_THAT(traceTextIsMadePlain(tree), ElementsAre(HasSubstr("app/views/bad.cpp:1")));
}

TEST(HouseRules, RefuseUninstrumentedPrimitivesInScenarios) {
    const Tree tree = treeWith({{"scenarios/locks/bad.cpp", "std::mutex a;\nstd::thread b;\nstd::atomic<int> c;\n"},
                                {"scenarios/locks/good.cpp", "// std::mutex\nbraid::mutex a;\nstd::scoped_lock l(a);\n"},
                                {"scenarios/host.cpp", "std::thread helper;\n"}});
    EXPECT_THAT(scenariosUseBraidPrimitives(tree),
                ElementsAre(HasSubstr("bad.cpp:1"), HasSubstr("bad.cpp:2"), HasSubstr("bad.cpp:3")));
}

TEST(HouseRules, RefuseNativeWaitsOutsideTheOneFunction) {
    const Tree tree = treeWith({{"engine/sync/bad.cpp", "m_native.lock();\nm_changed.wait(lock, ready);\nsem_wait(&s);\nstd::this_thread::yield();\n"
                                                        "state.ended.wait_until(call.m_lock, at);\n"},
                                {"engine/exec/bad.cpp", "helper.join();\nwaitpid(p, &s, options);\n"},
                                {"engine/io/bad.cpp", "::poll(&one, 1, -1);\n::select(1, r, w, nullptr, t);\nwhile (epoll_wait(e, x, 1, -1) < 0) {}\n"},
                                {"scenarios/locks/bad.cpp", "usleep(1);\n"}});
    EXPECT_THAT(lanesWaitInOnePlace(tree),
                ElementsAre(HasSubstr("exec/bad.cpp:1"), HasSubstr("exec/bad.cpp:2"), HasSubstr("io/bad.cpp:1"), HasSubstr("io/bad.cpp:2"),
                            HasSubstr("io/bad.cpp:3"), HasSubstr("sync/bad.cpp:1"), HasSubstr("sync/bad.cpp:2"), HasSubstr("sync/bad.cpp:3"),
                            HasSubstr("sync/bad.cpp:4"), HasSubstr("sync/bad.cpp:5"), HasSubstr("locks/bad.cpp:1")));
}

TEST(HouseRules, AllowNativeWaitsInTheOneFunction) {
    const Tree tree = treeWith({{"engine/sync/good.cpp", "schedule::blockUntil(o, {}, [this] { return m_native.try_lock(); },\n"
                                                         "                     [this] { m_native.lock(); });\n"
                                                         "// m_native.lock();\nm_native.try_lock();\n"},
                                {"engine/io/good.cpp", "blockOutside([&] { return ::poll(&one, 1, -1); });\npoll(&one, 1, 0);\nloop.poll(timeout, site);\n"
                                                       "waitpid(p, &s, WNOHANG);\n"},
                                {"engine/schedule/good.cpp", "sem_wait(&s);\n"},
                                {"scenarios/locks/good.cpp", "changed.wait(lock);\nworker.join();\n"}});
    EXPECT_THAT(lanesWaitInOnePlace(tree), IsEmpty());
}

TEST(HouseRules, RefuseOtherClocksAndIdleExcuses) {
    const Tree tree = treeWith({{"engine/sync/bad.cpp", "using Clock = std::chrono::steady_clock;\nclock_gettime(CLOCK_MONOTONIC, &now);\n"},
                                {"engine/exec/excused.cpp", "clock_gettime(CLOCK_MONOTONIC_COARSE, &now);\n"},
                                {"engine/exec/good.cpp", "clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);\nschedule::now();\n"},
                                {"engine/exec/idle.cpp", "\n"},
                                {"engine/trace/good.cpp", "std::chrono::steady_clock::now();\n"},
                                {"scenarios/locks/bad.cpp", "std::clock();\nstd::chrono::system_clock::now();\n"},
                                {"scenarios/locks/good.cpp", "braid::steady_clock::now();\n"}});
    EXPECT_THAT(clocksAreReadInOnePlace(tree, {{"engine/exec/excused.cpp", "why not"}, {"engine/exec/idle.cpp", "none"}}),
                ElementsAre(HasSubstr("exec/idle.cpp: reads no clock"), HasSubstr("sync/bad.cpp:1"), HasSubstr("sync/bad.cpp:2"),
                            HasSubstr("locks/bad.cpp:1"), HasSubstr("locks/bad.cpp:2")));
}

TEST(HouseRules, MissAPrimitiveInTheHeaderForAll) {
    Tree tree = treeWith({{"engine/braid.h", "#include \"engine/sync/pen.h\"\n"},
                          {"engine/sync/pen.h", "#include \"engine/sync/ink.h\"\n\nnamespace braid {\nclass pen;\n}\n"},
                          {"engine/sync/ink.h", "\nnamespace braid {\nclass ink;\n}\n"},
                          {"engine/io/nib.h", "\nnamespace braid {\nclass nib;\n}\n"},
                          {"engine/io/tip.h", "\nnamespace braid::io {\nclass Tip;\n}\n"},
                          {"resources/doc/primitives.md", "| `ink` | `engine/sync/ink.h` |\n"}});
    EXPECT_THAT(oneHeaderHasAllPrimitives(tree, {}), ElementsAre("engine/braid.h: does not include engine/io/nib.h",
                                                                 "resources/doc/primitives.md: has no row with engine/sync/pen.h"));
    tree.files["resources/doc/primitives.md"] += "`engine/sync/pen.h`";
    EXPECT_THAT(oneHeaderHasAllPrimitives(tree, {{"engine/io/nib.h", "internal"}}), IsEmpty());
    EXPECT_THAT(oneHeaderHasAllPrimitives(tree, {{"engine/io/nib.h", "internal"}, {"engine/sync/ink.h", "internal"}}),
                ElementsAre("engine/sync/ink.h: needs no excuse for not being in engine/braid.h"));
}

TEST(HouseRules, RefuseRandomNumbersWithoutASeedInTests) {
    const Tree tree = treeWith({{"tests/bad.cpp", "std::random_device any;\nstd::mt19937 random;\nstd::mt19937_64 other(11);\n"
                                                  "auto next = std::minstd_rand{}();\nint x = rand();\n"},
                                {"tests/bad.h", "class Any {\n    Any(int of) : m_random(of) {}\n    std::mt19937 m_random;\n};\n"},
                                {"tests/good.cpp", "const Seed seed(11);\nstd::mt19937 random(seed);\nstd::mt19937_64 other{seed + 1};\n"
                                                   "int pick(std::mt19937_64& random);\n// std::random_device\nstd::uniform_int_distribution<int> d;\n"},
                                {"tests/good.h", "class Any {\n    Any(int seed) : m_random(seed) {}\n    std::mt19937 m_random;\n};\n"},
                                {"app/good.cpp", "std::random_device any;\n"}});
    EXPECT_THAT(randomNumbersAreSeeded(tree), ElementsAre(HasSubstr("bad.cpp:1"), HasSubstr("bad.cpp:2"), HasSubstr("bad.cpp:3"), HasSubstr("bad.cpp:4"),
                                                          HasSubstr("bad.cpp:5"), HasSubstr("bad.h:3")));
}

TEST(HouseRules, AcceptACompleteScenario) { EXPECT_THAT(scenariosAreComplete(scenarioTree()), IsEmpty()); }

TEST(HouseRules, MissACardInEitherLanguage) {
    Tree tree = scenarioTree();
    tree.files.erase("resources/cards/en/event.md");
    tree.files["resources/cards/zh_CN/event.md"] = "\n";
    EXPECT_THAT(scenariosAreComplete(tree), ElementsAre("scenarios/locks/event.cpp: has no card in en",
                                                        "resources/cards/zh_CN/event.md: is empty"));
}

TEST(HouseRules, AcceptAScenarioWithoutACardThatIsNoneOfTheTutorial) {
    Tree tree = scenarioTree();
    tree.files["scenarios/locks/upgrade.cpp"] = "";
    tree.files["scenarios/CMakeLists.txt"] += "braid_scenario(locks upgrade)\n";
    EXPECT_THAT(scenariosAreComplete(tree), IsEmpty());
    tree.files["resources/cards/en/upgrade.md"] = "\n";
    EXPECT_THAT(scenariosAreComplete(tree), ElementsAre("resources/cards/en/upgrade.md: is empty"));
}

TEST(HouseRules, MissALineInTheCatalogue) {
    Tree tree = scenarioTree();
    tree.files["scenarios/CMakeLists.txt"] = "braid_scenario(locks event-loop)\n# event\n";
    EXPECT_THAT(scenariosAreComplete(tree), ElementsAre(HasSubstr("has no line")));
}

TEST(HouseRules, RefuseACardWithoutItsScenario) {
    Tree tree = scenarioTree();
    tree.files["resources/cards/en/gone.md"] = "# Gone\n";
    EXPECT_THAT(scenariosAreComplete(tree), ElementsAre("resources/cards/en/gone.md: is the card of no scenario"));
}

TEST(HouseRules, FindAScenarioByItsFileName) {
    Tree tree = scenarioTree();
    tree.files["scenarios/locks/counter_race.cpp"] = "";
    tree.files["scenarios/CMakeLists.txt"] += "braid_scenario(locks counter_race)\n";
    tree.files["resources/cards/en/counter-race.md"] = tree.files["resources/cards/zh_CN/counter-race.md"] = "# x\n";
    EXPECT_THAT(scenariosAreComplete(tree), IsEmpty());
}

TEST(HouseRules, TakeAFileWithAHeaderOfItsOwnForAPartOfScenarios) {
    Tree tree = scenarioTree();
    tree.files["scenarios/locks/part.cpp"] = "";
    EXPECT_THAT(scenariosAreComplete(tree), testing::Not(IsEmpty()));
    tree.files["scenarios/locks/part.h"] = "#pragma once\n";
    EXPECT_THAT(scenariosAreComplete(tree), IsEmpty());
}

TEST(HouseRules, RefuseStrangersAtTheTopLevel) {
    Tree tree;
    tree.top = {"app", "engine", "README.md", ".gitignore", "build", "docs", "LICENSE"};
    EXPECT_THAT(topLevelIsFixed(tree), ElementsAre(HasSubstr("LICENSE"), HasSubstr("docs")));
}

TEST(HouseRules, RefuseLongFilesAndIdleExcuses) {
    const std::string longText(501, '\n');
    Tree tree;
    tree.files = {{"engine/a.cpp", longText}, {"engine/b.cpp", longText}, {"engine/c.cpp", "\n"}, {"resources/x.ts", longText}};
    EXPECT_THAT(filesAreShort(tree, {{"engine/b.cpp", "one table"}, {"engine/c.cpp", "was long"}, {"engine/d.cpp", "is gone"}}),
                ElementsAre(HasSubstr("engine/a.cpp"), HasSubstr("engine/c.cpp"), HasSubstr("engine/d.cpp")));
}

TEST(HouseRules, RefuseAFolderOfTooManySources) {
    Tree tree;
    for (std::size_t i = 0; i <= LargestFolder; ++i) {
        tree.files["engine/large/" + std::to_string(i) + ".cpp"] = "";
        tree.files["engine/notes/" + std::to_string(i) + ".md"] = "";
        tree.files["engine/deep/" + std::to_string(i % 3) + "/" + std::to_string(i) + ".h"] = "";
    }
    EXPECT_THAT(foldersAreSmall(tree), ElementsAre(HasSubstr("engine/large")));
}

TEST(HouseRules, RefuseATestThatBearsTheNameOfNothing) {
    Tree tree;
    for (const char* path : {"engine/exec/threads/thread_pool.cpp", "engine/exec/output.h", "tests/engine/exec/thread_pool_test.cpp",
                             "tests/engine/exec/thread_test.cpp", "tests/engine/exec/output_colour_test.cpp", "tests/engine/exec/threads_test.cpp",
                             "tests/engine/exec/deep/output_test.cpp", "tests/engine/exec/exec_test.cpp", "tests/scenarios/anything_test.cpp",
                             "tests/engine/exec/waiting_test.cpp", "tests/engine/exec/out_test.cpp", "tests/engine/trace/output_test.cpp"})
        tree.files[path];
    EXPECT_THAT(testsAreNamedAfterUnits(tree, {}), ElementsAre("tests/engine/exec/out_test.cpp: engine/exec has nothing that is called out",
                                                               HasSubstr("exec/waiting_test.cpp"), HasSubstr("trace/output_test.cpp")));
    EXPECT_THAT(testsAreNamedAfterUnits(tree, {{"tests/engine/exec/out_test.cpp", "all of it"},
                                               {"tests/engine/exec/waiting_test.cpp", "waits"},
                                               {"tests/engine/trace/output_test.cpp", "prints"}}),
                IsEmpty());
    EXPECT_THAT(testsAreNamedAfterUnits({{{"engine/exec/work.h", ""}, {"tests/engine/exec/work_test.cpp", ""}}, {}},
                                        {{"tests/engine/exec/work_test.cpp", "work"}, {"tests/engine/exec/gone_test.cpp", "nothing"}}),
                ElementsAre(HasSubstr("need not be listed"), HasSubstr("does not exist")));
}

TEST(HouseRules, RefuseAKindThatTheFormatDoesNotDescribe) {
    Tree tree;
    tree.files["engine/trace/event.h"] = "enum class ObjectKind : std::uint8_t {\n    Lane = 1, ///< a, b\n    Mutex,\n};\n"
                                         "enum class EventKind : std::uint8_t {\n    None = 0,\n    DefineLane = 1,\n    Yield = 24 ///< here\n};\n";
    std::string& page = tree.files["resources/doc/trace-format.md"];
    page = "\n| 1 | `DefineLane` | the lane |\n| 24 | `Yield` | |\n| 1 | `Lane` | |\n| 2 | `Mutex` | |\n";
    EXPECT_THAT(traceFormatIsDocumented(tree), IsEmpty());
    page = "\n| 1 | `DefineLane` | the lane |\n| 25 | `Yield` | |\n| 1 | `Lane` | |\n";
    EXPECT_THAT(traceFormatIsDocumented(tree), ElementsAre(HasSubstr("| 24 | `Yield` | of EventKind"), HasSubstr("| 2 | `Mutex` | of ObjectKind")));
    tree.files.erase("resources/doc/trace-format.md");
    EXPECT_THAT(traceFormatIsDocumented(tree), ElementsAre(HasSubstr("is missing")));
}

TEST(HouseRules, RefuseAHeaderWithoutPragmaOnce) {
    Tree tree;
    tree.files = {{"engine/a.h", "#pragma once\n"}, {"engine/b.h", "// #pragma once\n"}, {"engine/c.cpp", ""}};
    EXPECT_THAT(headersAreGuarded(tree), ElementsAre(HasSubstr("engine/b.h")));
}

TEST(HouseRules, RefuseAWriterThatNeedsALibrary) {
    Tree tree;
    tree.files = {{"engine/trace/writer/writer.h", "#include \"engine/trace/format.h\"\n#include <atomic>\n#include <linux/mman.h>\n"},
                  {"engine/trace/writer/writer.cpp", "#include <string>\n#include \"engine/trace/event.h\"\n"},
                  {"engine/trace/format.h", "#include <vector>\n"},
                  {"engine/trace/event.h", "#include <chrono>\n"}};
    EXPECT_THAT(writerIsFreestanding(tree), ElementsAre(HasSubstr("vector"), HasSubstr("string"), HasSubstr("event.h")));
}

TEST(HouseRules, SeeCodeOnlyOutsideOfCommentsAndLiterals) {
    EXPECT_EQ(codeOnly("a // b\nc /* d\ne */ f"), "a     \nc     \n     f");
    EXPECT_EQ(codeOnly("x = \"y\\\"z\" + 'q';"), "x = \"    \" + ' ';");
    EXPECT_EQ(codeOnly("1'000'000 + f('a')"), "1'000'000 + f(' ')");
    EXPECT_EQ(codeOnly("R\"(a\"b)\" c"), "R\"     \" c");
}

} // namespace braid::house
