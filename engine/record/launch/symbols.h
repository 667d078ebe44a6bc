#pragma once

#include <cstdint>
#include <memory>
#include <string>

namespace braid::record {

/// A place in the source, as far as the files on disk tell.
struct SourcePlace {
    std::string function; ///< as it is written in the source, or empty
    std::string file;     ///< empty where there is no debug information
    std::uint32_t line = 0;
};

/// Functions, lines and variables of programs and libraries, from their symbol tables and debug information. Not thread-safe; the
/// first question about a file may take long.
class Symbols {
public:
    Symbols();
    ~Symbols();
    Symbols(const Symbols&) = delete;
    Symbols& operator=(const Symbols&) = delete;

    /// Of the code at `offset` from the lowest address of the module. Where functions of the language's library were expanded there,
    /// the place in the program that they were expanded into.
    [[nodiscard]] SourcePlace place(const std::string& path, std::uint64_t offset);
    /// The variable that lies there, "name" or "name+8"; empty where none is known.
    [[nodiscard]] std::string variable(const std::string& path, std::uint64_t offset);

private:
    struct Internals;
    std::unique_ptr<Internals> m;
};

} // namespace braid::record
