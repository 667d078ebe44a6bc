#include "tests/house/rules.h"

#include <algorithm>
#include <cctype>
#include <functional>
#include <optional>
#include <sstream>
#include <string_view>

namespace braid::house {

namespace {

using Folders = std::set<std::string>;

/// What each folder may include besides itself: everything to the right of it on the arrows.
const std::map<std::string, Folders>& arrows() {
    static const Folders primitives{"engine/schedule", "engine/trace"};
    static const Folders pure{"engine/analysis", "engine/export", "engine/model", "engine/trace"};
    const auto with = [](Folders folders, const Folders& more) {
        folders.insert(more.begin(), more.end());
        return folders;
    };
    static const std::map<std::string, Folders> table{
        {"engine", with(primitives, {"engine/sync", "engine/exec", "engine/ipc", "engine/io"})},
        {"engine/trace", {}},
        {"engine/parameter", {"engine/trace"}},
        {"engine/schedule", {"engine/trace"}},
        {"engine/sync", primitives},
        {"engine/exec", with(primitives, {"engine/sync"})},
        {"engine/ipc", with(primitives, {"engine/sync", "engine/exec"})},
        {"engine/io", with(primitives, {"engine/sync", "engine/exec"})},
        {"engine/record", primitives},
        {"engine/model", {"engine/trace"}},
        {"engine/analysis", {"engine/model", "engine/trace"}},
        {"engine/export", {"engine/analysis", "engine/model", "engine/trace"}},
        {"scenarios", with(primitives, {"engine", "engine/parameter", "engine/sync", "engine/exec", "engine/ipc", "engine/io"})},
        {"app/render", pure},
        {"app/session", with(pure, {"engine/parameter", "engine/record", "app/render"})},
        {"app/editor", with(pure, {"engine/parameter", "engine/record", "app/render", "app/session"})},
        {"app/views", with(pure, {"engine/parameter", "app/editor", "app/render", "app/session"})},
        {"app/cli", with(pure, {"engine/parameter", "engine/record", "app/editor", "app/render", "app/session"})},
        {"app", with(pure, {"engine/parameter", "app/editor", "app/render", "app/session", "app/views", "app/cli"})},
    };
    return table;
}

/// "engine/trace/event.h" → "engine/trace"; all of scenarios is one folder, and files directly in app or engine are "app", "engine".
std::string folderOf(const std::string& path) {
    const std::size_t first = path.find('/');
    if (first == std::string::npos)
        return {};
    const std::size_t second = path.find('/', first + 1);
    if (path.compare(0, first, "scenarios") == 0 || second == std::string::npos)
        return path.substr(0, first);
    return path.substr(0, second);
}

bool isSource(const std::string& path) {
    return path.ends_with(".h") || path.ends_with(".cpp");
}

struct Include {
    std::size_t line;
    bool quoted;
    std::string name;
};

std::vector<Include> includesOf(const std::string& text) {
    std::vector<Include> found;
    std::istringstream stream(text);
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number) {
        std::size_t at = line.find_first_not_of(" \t");
        if (at == std::string::npos || line[at] != '#')
            continue;
        at = line.find_first_not_of(" \t", at + 1);
        if (at == std::string::npos || line.compare(at, 7, "include") != 0)
            continue;
        const std::size_t open = line.find_first_of("\"<", at);
        if (open == std::string::npos)
            continue;
        const std::size_t close = line.find_first_of("\">", open + 1);
        found.push_back({number, line[open] == '"', line.substr(open + 1, close - open - 1)});
    }
    return found;
}

std::string at(const std::string& path, std::size_t line) {
    return path + ":" + std::to_string(line) + ": ";
}

bool isQtHeader(const std::string& name) {
    // QString, QtCore/QString, qglobal.h
    if (name.size() < 2)
        return false;
    return (name[0] == 'Q' && std::isupper(static_cast<unsigned char>(name[1])) != 0) || name.compare(0, 2, "Qt") == 0 ||
           (name[0] == 'q' && name.ends_with(".h") && name.find('/') == std::string::npos);
}

std::optional<std::string> wrongInclude(const Tree& tree, const std::string& folder, const std::string& name) {
    if (name.ends_with(".moc") || (name.ends_with(".h") && name.compare(0, 3, "ui_") == 0))
        return std::nullopt; // written by Qt's own tools
    if (name.find("..") != std::string::npos || tree.files.count(name) == 0)
        return "\"" + name + "\" is not a file named from the root";
    const std::string target = folderOf(name);
    if (target == folder || arrows().at(folder).count(target) != 0)
        return std::nullopt;
    return folder + " must not include from " + target + " (" + name + ")";
}

} // namespace

Violations includesPointOneWay(const Tree& tree) {
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        const std::string folder = folderOf(path);
        if (!isSource(path) || folder.compare(0, 5, "tests") == 0 || folder == "resources/templates") // programs of the person's begin with those
            continue;
        if (arrows().count(folder) == 0) {
            violations.push_back(path + ": the house has no folder " + folder);
            continue;
        }
        for (const Include& include : includesOf(text)) {
            const bool ours = include.quoted || tree.files.count(include.name) != 0;
            if (!ours)
                continue;
            if (const auto wrong = wrongInclude(tree, folder, include.name))
                violations.push_back(at(path, include.line) + *wrong);
        }
    }
    return violations;
}

Violations oneHeaderHasAllPrimitives(const Tree& tree, const std::map<std::string, std::string>& excused) {
    const std::string all = "engine/braid.h", page = "resources/doc/primitives.md";
    std::set<std::string> reached{all};
    std::vector<std::string> todo{all};
    while (!todo.empty()) {
        const auto file = tree.files.find(todo.back());
        todo.pop_back();
        if (file == tree.files.end())
            continue;
        for (const Include& include : includesOf(file->second))
            if (reached.insert(include.name).second)
                todo.push_back(include.name);
    }
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        const std::string folder = folderOf(path);
        if (!path.ends_with(".h") || (folder != "engine/sync" && folder != "engine/exec" && folder != "engine/ipc" && folder != "engine/io"))
            continue;
        const bool missing = text.find("\nnamespace braid {\n") != std::string::npos && reached.count(path) == 0;
        if (missing && excused.count(path) == 0)
            violations.push_back(all + ": does not include " + path);
        if (!missing && excused.count(path) != 0)
            violations.push_back(path + ": needs no excuse for not being in " + all);
    }
    const auto header = tree.files.find(all);
    const auto document = tree.files.find(page);
    if (header != tree.files.end() && document != tree.files.end())
        for (const Include& include : includesOf(header->second))
            if (include.quoted && document->second.find("`" + include.name + "`") == std::string::npos)
                violations.push_back(page + ": has no row with " + include.name);
    return violations;
}

Violations qtStaysInTheApp(const Tree& tree) {
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        const std::string folder = folderOf(path);
        if (!isSource(path) || (folder != "scenarios" && folder.compare(0, 7, "engine/") != 0))
            continue;
        for (const Include& include : includesOf(text))
            if (isQtHeader(include.name))
                violations.push_back(at(path, include.line) + "a Qt header below the window: " + include.name);
    }
    return violations;
}

Violations writerIsFreestanding(const Tree& tree) {
    static const std::set<std::string> standard{"atomic", "cstddef", "cstdint"};
    constexpr std::string_view Writer = "engine/trace/writer/", Format = "engine/trace/format.h";
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        if (!isSource(path) || (!path.starts_with(Writer) && path != Format))
            continue;
        for (const Include& include : includesOf(text)) {
            const std::string& name = include.name;
            const bool own = include.quoted && (name.starts_with(Writer) || name == Format);
            const bool kernel = !include.quoted && (name.starts_with("asm/") || name.starts_with("linux/"));
            if (!own && !kernel && (include.quoted || standard.count(name) == 0))
                violations.push_back(at(path, include.line) + "the writer needs no " + name);
        }
    }
    return violations;
}

Violations headersAreGuarded(const Tree& tree) {
    Violations violations;
    for (const auto& [path, text] : tree.files)
        if (path.ends_with(".h") && codeOnly(text).find("#pragma once") == std::string::npos)
            violations.push_back(path + ": has no #pragma once");
    return violations;
}

} // namespace braid::house
