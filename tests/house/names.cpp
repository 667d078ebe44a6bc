#include "tests/house/rules.h"

#include <algorithm>

/// What must bear the name of something else: tests that of what they test, the rows of a document those of the code.
namespace braid::house {

namespace {

/// "tests/engine/exec/thread_test.cpp" → "thread"; empty for what is no test of app or engine.
std::string testedName(const std::string& path) {
    constexpr std::string_view end = "_test.cpp";
    if (!(path.starts_with("tests/engine/") || path.starts_with("tests/app/")) || !path.ends_with(end))
        return {};
    const std::size_t name = path.rfind('/') + 1;
    return path.substr(name, path.size() - end.size() - name);
}

/// "tests/engine/exec/more/thread_test.cpp" → "engine/exec".
std::string mirroredFolder(const std::string& path) {
    const std::size_t area = path.find('/') + 1;
    const std::size_t folder = path.find('/', area) + 1;
    const std::size_t end = path.find('/', folder);
    return path.substr(area, (end == std::string::npos ? folder - 1 : end) - area);
}

/// The names of the sources in `folder` without their ends, and of the folder and its subfolders.
std::set<std::string> unitsIn(const Tree& tree, const std::string& folder) {
    std::set<std::string> units{folder.substr(folder.rfind('/') + 1)};
    for (auto file = tree.files.lower_bound(folder + "/"); file != tree.files.end() && file->first.starts_with(folder + "/"); ++file) {
        std::string rest = file->first.substr(folder.size() + 1);
        for (std::size_t slash = rest.find('/'); slash != std::string::npos; slash = rest.find('/')) {
            units.insert(rest.substr(0, slash));
            rest.erase(0, slash + 1);
        }
        if (rest.ends_with(".h") || rest.ends_with(".cpp"))
            units.insert(rest.substr(0, rest.find('.')));
    }
    return units;
}

bool extends(const std::string& longer, const std::string& shorter) {
    return longer == shorter || longer.starts_with(shorter + "_");
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\n") + 1 - begin);
}

/// The enumerators of `enum class name` in `code` with their numbers, as "| 3 | `DefineObject` |" begins their rows.
std::set<std::string> rowsOf(const std::string& code, const std::string& name) {
    std::set<std::string> rows;
    const std::size_t open = code.find('{', std::min(code.find("enum class " + name + " "), code.size()));
    if (open == std::string::npos)
        return rows;
    std::string_view rest = std::string_view(code).substr(open + 1);
    rest = rest.substr(0, rest.find('}'));
    for (int number = 0; !trimmed(rest).empty(); ++number) {
        const std::size_t comma = std::min(rest.find(','), rest.size());
        std::string_view enumerator = trimmed(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (const std::size_t equals = enumerator.find('='); equals != std::string_view::npos) {
            number = std::stoi(std::string(trimmed(enumerator.substr(equals + 1))));
            enumerator = trimmed(enumerator.substr(0, equals));
        }
        rows.insert("| " + std::to_string(number) + " | `" + std::string(enumerator) + "` |");
    }
    return rows;
}

} // namespace

Violations testsAreNamedAfterUnits(const Tree& tree, const std::map<std::string, std::string>& features) {
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        const std::string name = testedName(path);
        if (name.empty())
            continue;
        const std::string folder = mirroredFolder(path);
        const std::set<std::string> units = unitsIn(tree, folder);
        const bool named = std::any_of(units.begin(), units.end(), [&](const std::string& unit) { return extends(unit, name) || extends(name, unit); });
        const bool feature = features.count(path) != 0;
        if (!named && !feature)
            violations.push_back(path + ": " + folder + " has nothing that is called " + name);
        if (named && feature)
            violations.push_back(path + ": bears the name of a unit and need not be listed as the test of a feature");
    }
    for (const auto& [path, reason] : features)
        if (tree.files.count(path) == 0)
            violations.push_back(path + ": is listed as the test of a feature and does not exist");
    return violations;
}

Violations traceFormatIsDocumented(const Tree& tree) {
    const std::string code = "engine/trace/event.h";
    const std::string document = "resources/doc/trace-format.md";
    const auto header = tree.files.find(code);
    const auto page = tree.files.find(document);
    if (header == tree.files.end() || page == tree.files.end())
        return {document + ": is missing, or " + code + " is"};
    Violations violations;
    for (const char* enumeration : {"EventKind", "ObjectKind"})
        for (const std::string& row : rowsOf(codeOnly(header->second), enumeration))
            if (row != "| 0 | `None` |" && page->second.find("\n" + row) == std::string::npos)
                violations.push_back(document + ": has no row " + row + " of " + enumeration);
    return violations;
}

} // namespace braid::house
