#include "engine/record/launch/symbols.h"
#include "engine/record/library_header.h"

#include <gmock/gmock.h>

#include <link.h>
#include <utility>

using namespace braid::record;

int g_namedForTheSymbolsTest = 0;

namespace {

[[gnu::noinline]] const void* placeOfTheCall() { return __builtin_return_address(0); }

/// The program's file, and where an address lies in it.
std::pair<std::string, std::uint64_t> inProgram(const void* address) {
    dl_find_object found{};
    EXPECT_EQ(_dl_find_object(const_cast<void*>(address), &found), 0);
    return {"/proc/self/exe", reinterpret_cast<std::uint64_t>(address) - reinterpret_cast<std::uint64_t>(found.dlfo_map_start)};
}

TEST(Symbols, NameFunctionFileAndLineOfACall) {
    Symbols symbols;
    const void* place = placeOfTheCall();
    const int line = __LINE__ - 1;
    const auto [path, offset] = inProgram(place);
    const SourcePlace known = symbols.place(path, offset - 1);
    EXPECT_THAT(known.file, testing::EndsWith("symbols_test.cpp"));
    EXPECT_EQ(known.line, static_cast<std::uint32_t>(line));
    EXPECT_THAT(known.function, testing::HasSubstr("TestBody"));
}

/// As the language's library expands its functions into the program's.
[[gnu::always_inline]] inline const void* expandedTwice() { return placeOfTheCall(); }
[[gnu::always_inline]] inline const void* expandedOnce() { return expandedTwice(); }

TEST(Symbols, NameTheInnermostFunctionOfTheProgramsOwnThatACallWasExpandedInto) {
    Symbols symbols;
    const auto [path, offset] = inProgram(expandedOnce());
    const SourcePlace known = symbols.place(path, offset - 1);
    EXPECT_THAT(known.function, testing::HasSubstr("expandedTwice"));
    EXPECT_NE(known.line, 0u);
}

TEST(Symbols, KnowHeadersOfTheLanguageWhereverACompilerHasThem) {
    for (const char* file : {"/usr/include/x86_64-linux-gnu/c++/12/bits/gthr-default.h", "/usr/include/c++/12/mutex", "/opt/gcc-14/include/c++/14.1.0/bits/std_mutex.h",
                             "/opt/conda/lib/gcc/x86_64-conda-linux-gnu/12.4.0/include/c++/x86_64-conda-linux-gnu/bits/gthr-default.h",
                             "/usr/lib/gcc/x86_64-linux-gnu/12/../../../../include/c++/12/future"})
        EXPECT_TRUE(isLibraryHeader(file)) << file;
    for (const char* file : {"/home/me/project/include/pool.h", "pool.cpp", "/src/gcc/pool.h", "/home/me/c++/include/pool.h"})
        EXPECT_FALSE(isLibraryHeader(file)) << file;
}

TEST(Symbols, NameAVariable) {
    Symbols symbols;
    const auto [path, offset] = inProgram(&g_namedForTheSymbolsTest);
    EXPECT_EQ(symbols.variable(path, offset), "g_namedForTheSymbolsTest");
}

TEST(Symbols, NameNothingOfAFileThatIsNotThere) {
    Symbols symbols;
    EXPECT_EQ(symbols.place("/nowhere/at-all", 16).function, "");
    EXPECT_EQ(symbols.variable("/nowhere/at-all", 16), "");
}

} // namespace
