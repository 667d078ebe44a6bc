#include "tests/house/rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace braid::house {

namespace {

std::string readAll(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// The end (one past) of the literal that begins at the quote at `at`.
std::size_t endOfLiteral(std::string_view text, std::size_t at) {
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\')
            ++i;
        else if (text[i] == quote || text[i] == '\n')
            return i + 1;
    }
    return text.size();
}

/// The end (one past) of the raw string whose R stands at `at`.
std::size_t endOfRawString(std::string_view text, std::size_t at) {
    const std::size_t open = text.find('(', at);
    if (open == std::string_view::npos)
        return text.size();
    const std::string close = ")" + std::string(text.substr(at + 2, open - at - 2)) + "\"";
    const std::size_t end = text.find(close, open);
    return end == std::string_view::npos ? text.size() : end + close.size();
}

} // namespace

bool isWordCharacter(char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

Tree readTree(const std::string& root) {
    namespace fs = std::filesystem;
    Tree tree;
    for (const fs::directory_entry& entry : fs::directory_iterator(root))
        tree.top.insert(entry.path().filename().string());
    for (const char* folder : {"app", "engine", "scenarios", "resources", "tests"}) {
        const fs::path start = fs::path(root) / folder;
        if (!fs::exists(start))
            continue;
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(start))
            if (entry.is_regular_file())
                tree.files[entry.path().lexically_relative(root).generic_string()] = readAll(entry.path());
    }
    for (const char* file : {"CMakeLists.txt", "CMakePresets.json", "README.md"})
        if (fs::exists(fs::path(root) / file))
            tree.files[file] = readAll(fs::path(root) / file);
    return tree;
}

std::string codeOnly(std::string_view text) {
    std::string code(text);
    const auto blank = [&code](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < std::min(to, code.size()); ++i)
            if (code[i] != '\n')
                code[i] = ' ';
    };
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i + 1;
        if (text.substr(i, 2) == "//") {
            end = std::min(text.find('\n', i), text.size());
            blank(i, end);
        } else if (text.substr(i, 2) == "/*") {
            const std::size_t close = text.find("*/", i + 2);
            end = close == std::string_view::npos ? text.size() : close + 2;
            blank(i, end);
        } else if (text.substr(i, 2) == "R\"" && (i == 0 || !isWordCharacter(text[i - 1]))) {
            end = endOfRawString(text, i);
            blank(i + 2, end - 1);
        } else if (text[i] == '"' || (text[i] == '\'' && (i == 0 || !isWordCharacter(text[i - 1])))) {
            // A quote within a number (1'000'000) separates digits.
            end = endOfLiteral(text, i);
            blank(i + 1, end - 1);
        }
        i = end;
    }
    return code;
}

} // namespace braid::house
