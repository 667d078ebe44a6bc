#pragma once

#include <algorithm>
#include <string_view>

namespace braid::record {

/// A source file of the system or of the language's library, wherever a compiler has it: what is expanded from there into a program is
/// not the program's own.
[[nodiscard]] inline bool isLibraryHeader(std::string_view file) {
    constexpr std::string_view Folders[] = {"/usr/include/", "/usr/lib/gcc/", "/usr/lib/llvm"};
    constexpr std::string_view Parts[] = {"/include/c++/", "/lib/gcc/"};
    return std::any_of(std::begin(Folders), std::end(Folders), [file](std::string_view folder) { return file.starts_with(folder); }) ||
           std::any_of(std::begin(Parts), std::end(Parts), [file](std::string_view part) { return file.find(part) != std::string_view::npos; });
}

} // namespace braid::record
