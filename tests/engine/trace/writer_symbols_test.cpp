// What the writer core needs of the program that it is part of: next to nothing.

#include <cstdio>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <set>
#include <sstream>
#include <string>

namespace braid::trace {
namespace {

/// What `command` prints.
std::string outputOf(const std::string& command) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream(popen(command.c_str(), "r"), pclose);
    std::string text;
    char buffer[4096];
    while (stream && std::fgets(buffer, sizeof buffer, stream.get()) != nullptr)
        text += buffer;
    return text;
}

/// The last word of each line.
std::set<std::string> symbolsIn(const std::string& text) {
    std::set<std::string> symbols;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);)
        if (const std::size_t space = line.find_last_of(' '); space != std::string::npos)
            symbols.insert(line.substr(space + 1));
    return symbols;
}

TEST(WriterLibrary, NeedsOnlyAFewFunctionsOfTheCLibrary) {
    const std::string library = BRAID_WRITER_LIBRARY;
    const std::set<std::string> own = symbolsIn(outputOf("nm --defined-only '" + library + "'"));
    EXPECT_GT(own.size(), 10u);
    const std::set<std::string> allowed{"clock_gettime", "memcmp", "memcpy", "memmove", "memset", "syscall", "__errno_location",
                                        "_GLOBAL_OFFSET_TABLE_"};
    std::set<std::string> others;
    for (const std::string& symbol : symbolsIn(outputOf("nm --undefined-only '" + library + "'")))
        if (own.count(symbol) == 0 && allowed.count(symbol) == 0)
            others.insert(symbol);
    EXPECT_THAT(others, testing::IsEmpty());
}

TEST(WriterLibrary, HasItsThreadLocalStorageFromTheStart) {
    const std::string relocations = outputOf("readelf -rW '" + std::string(BRAID_WRITER_LIBRARY) + "'");
    EXPECT_THAT(relocations, testing::HasSubstr(".rela"));
    // What would ask the loader at the first touch in a thread.
    for (const char* model : {"TLSGD", "TLSLD", "TLSDESC", "DTPOFF"})
        EXPECT_THAT(relocations, testing::Not(testing::HasSubstr(model)));
}

} // namespace
} // namespace braid::trace
