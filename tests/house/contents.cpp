#include "tests/house/rules.h"

#include <algorithm>
#include <cctype>
#include <sstream>

namespace braid::house {

namespace {

/// Whether `word` stands in `line` with no word character on either side.
bool containsWord(std::string_view line, std::string_view word) {
    for (std::size_t found = line.find(word); found != std::string_view::npos; found = line.find(word, found + 1)) {
        const std::size_t end = found + word.size();
        const bool begins = found == 0 || !isWordCharacter(line[found - 1]) || !isWordCharacter(word.front());
        const bool ends = end >= line.size() || !isWordCharacter(line[end]) || !isWordCharacter(word.back());
        if (begins && ends)
            return true;
    }
    return false;
}

/// One violation for each line of the code of `text` that uses one of `words`.
void findWords(const std::string& path, const std::string& text, const std::vector<std::string>& words,
               const std::string& sentence, Violations& violations) {
    std::istringstream stream(codeOnly(text));
    std::string line;
    for (std::size_t number = 1; std::getline(stream, line); ++number)
        for (const std::string& word : words)
            if (containsWord(line, word))
                violations.push_back(path + ":" + std::to_string(number) + ": " + sentence + ": " + word);
}

bool isCode(const std::string& path) {
    return path.ends_with(".h") || path.ends_with(".cpp");
}

/// "scenarios/locks/counter_race.cpp" → "counter-race"; empty for what is no scenario. A file with a header of its own
/// beside it is a part that scenarios share.
std::string scenarioId(const Tree& tree, const std::string& path) {
    if (!path.starts_with("scenarios/") || !path.ends_with(".cpp") ||
        tree.files.count(path.substr(0, path.size() - 4) + ".h") != 0)
        return {};
    const std::size_t name = path.find('/', std::string_view("scenarios/").size());
    if (name == std::string::npos)
        return {}; // braid-host itself
    std::string id = path.substr(name + 1, path.size() - name - 1 - 4);
    std::replace(id.begin(), id.end(), '_', '-');
    return id;
}

/// Without what stands behind a #.
std::string withoutCMakeComments(const std::string& text) {
    std::istringstream stream(text);
    std::string line;
    std::string kept;
    while (std::getline(stream, line))
        kept += line.substr(0, line.find('#')) + "\n";
    return kept;
}

/// As containsWord, where a dash belongs to the word: "event" is not in "event-loop".
bool namesScenario(const std::string& cmake, const std::string& id) {
    std::string dashed = cmake;
    std::replace(dashed.begin(), dashed.end(), '_', '-');
    const auto inWord = [](char c) { return isWordCharacter(c) || c == '-'; };
    for (std::size_t found = dashed.find(id); found != std::string::npos; found = dashed.find(id, found + 1)) {
        const std::size_t end = found + id.size();
        if ((found == 0 || !inWord(dashed[found - 1])) && (end == dashed.size() || !inWord(dashed[end])))
            return true;
    }
    return false;
}

/// The line of scenario `id` marks it as one of the tutorial's.
bool isOfTutorial(const std::string& cmake, const std::string& id) {
    std::istringstream lines(cmake);
    for (std::string line; std::getline(lines, line);)
        if (namesScenario(line, id) && line.find(" TUTORIAL)") != std::string::npos)
            return true;
    return false;
}

} // namespace

Violations engineIsSilent(const Tree& tree) {
    // snprintf and _exit (in a forked child) are fine: the words are whole ones.
    static const std::vector<std::string> words{"std::cout", "std::cerr", "std::clog", "printf(", "fprintf(",
                                                "puts(", "fputs(", "perror(", "exit(", "std::quick_exit"};
    Violations violations;
    for (const auto& [path, text] : tree.files)
        // What record/ loads into another program and launches is a program of its own.
        if (isCode(path) && path.starts_with("engine/") && !path.starts_with("engine/record/"))
            findWords(path, text, words, "the engine neither prints nor exits", violations);
    return violations;
}

Violations mutexesAreChecked(const Tree& tree) {
    static const std::set<std::string> wraps{"engine/sync/mutex.h", "engine/sync/once.h", "engine/trace/native_mutex.h"};
    static const std::vector<std::string> words{"std::mutex", "std::lock_guard", "std::scoped_lock", "std::unique_lock", "std::shared_mutex", "QMutex", "QMutexLocker", "QReadWriteLock"};
    Violations violations;
    for (const auto& [path, text] : tree.files)
        if (isCode(path) && (path.starts_with("engine/") || path.starts_with("app/")) && wraps.count(path) == 0)
            findWords(path, text, words, "data is guarded by a NativeMutex, held with NativeLock", violations);
    return violations;
}

Violations extremesAreTakenByValue(const Tree& tree) {
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        if (!isCode(path))
            continue;
        std::string other = text;
        for (const std::string byValue = "std::minmax({"; other.find(byValue) != std::string::npos;)
            other.replace(other.find(byValue), byValue.size(), "({");
        findWords(path, other, {"std::minmax("}, "it gives references, to temporaries too; std::minmax({a, b}) gives values", violations);
    }
    return violations;
}

Violations traceTextIsMadePlain(const Tree& tree) {
    Violations violations;
    for (const auto& [path, text] : tree.files)
        if (isCode(path) && (path.starts_with("app/render/") || path.starts_with("app/views/")) && path != "app/render/scene/plain_text.cpp")
            findWords(path, text, {"QString::fromStdString("}, "text of a trace is shown by render::textOf or views::toQt alone", violations);
    return violations;
}

Violations scenariosUseBraidPrimitives(const Tree& tree) {
    static const std::vector<std::string> words{
        "std::mutex",
        "std::timed_mutex",
        "std::shared_mutex",
        "std::shared_timed_mutex",
        "std::thread",
        "std::recursive_mutex",
        "std::jthread",
        "std::recursive_timed_mutex",
        "std::atomic",
        "std::condition_variable",
        "std::atomic_flag",
        "std::condition_variable_any",
        "std::async",
        "std::counting_semaphore",
        "std::this_thread",
        "std::binary_semaphore",
        "std::barrier",
        "std::latch",
        "std::call_once",
        "std::atomic_ref",
        "std::cout",
        "std::cerr",
        "printf(",
        "usleep(",
        "nanosleep(",
        "fork(",
    };
    Violations violations;
    for (const auto& [path, text] : tree.files)
        if (isCode(path) && path.starts_with("scenarios/") && !path.starts_with("scenarios/host"))
            findWords(path, text, words, "a scenario uses what Braid cannot see", violations);
    return violations;
}

Violations scenariosAreComplete(const Tree& tree) {
    static const std::vector<std::string> languages{"en", "zh_CN"};
    Violations violations;
    std::set<std::string> ids;
    const auto catalogue = tree.files.find("scenarios/CMakeLists.txt");
    const std::string lines = catalogue == tree.files.end() ? "" : withoutCMakeComments(catalogue->second);
    for (const auto& [path, text] : tree.files) {
        const std::string id = scenarioId(tree, path);
        if (id.empty())
            continue;
        ids.insert(id);
        if (!namesScenario(lines, id))
            violations.push_back(path + ": has no line in scenarios/CMakeLists.txt");
        for (const std::string& language : languages) {
            const auto card = tree.files.find("resources/cards/" + language + "/" + id + ".md");
            if (card == tree.files.end() && isOfTutorial(lines, id))
                violations.push_back(path + ": has no card in " + language);
            else if (card != tree.files.end() && card->second.find_first_not_of(" \t\n") == std::string::npos)
                violations.push_back(card->first + ": is empty");
        }
    }
    for (const auto& [path, text] : tree.files) {
        if (!path.starts_with("resources/cards/") || !path.ends_with(".md"))
            continue;
        const std::size_t name = path.rfind('/') + 1;
        if (ids.count(path.substr(name, path.size() - name - 3)) == 0)
            violations.push_back(path + ": is the card of no scenario");
    }
    return violations;
}

Violations topLevelIsFixed(const Tree& tree) {
    static const std::set<std::string> fixed{"CMakeLists.txt", "CMakePresets.json", "README.md", "app",
                                             "engine", "scenarios", "resources", "tests"};
    // Never committed: .gitignore names them.
    static const std::set<std::string> passing{"build", "CMakeUserPresets.json"};
    Violations violations;
    for (const std::string& name : tree.top)
        if (name.front() != '.' && fixed.count(name) == 0 && passing.count(name) == 0 && !name.ends_with(".braid"))
            violations.push_back(name + ": does not belong at the top level");
    return violations;
}

Violations foldersAreSmall(const Tree& tree) {
    std::map<std::string, std::size_t> sizes;
    for (const auto& [path, text] : tree.files)
        if (path.ends_with(".h") || path.ends_with(".cpp"))
            ++sizes[path.substr(0, path.rfind('/'))];
    Violations violations;
    for (const auto& [folder, size] : sizes)
        if (size > LargestFolder)
            violations.push_back(folder + ": holds " + std::to_string(size) + " sources; divide it");
    return violations;
}

Violations filesAreShort(const Tree& tree, const std::map<std::string, std::string>& excused) {
    constexpr std::ptrdiff_t most = 500;
    Violations violations;
    for (const auto& [path, text] : tree.files) {
        if (path.starts_with("resources/"))
            continue;
        const std::ptrdiff_t lines = std::count(text.begin(), text.end(), '\n');
        const auto excuse = excused.find(path);
        if (lines > most && excuse == excused.end())
            violations.push_back(path + ": has " + std::to_string(lines) + " lines; more than 500 need a reason");
        if (lines <= most && excuse != excused.end())
            violations.push_back(path + ": is short enough now and needs no excuse");
    }
    for (const auto& [path, reason] : excused)
        if (tree.files.count(path) == 0)
            violations.push_back(path + ": is excused and does not exist");
    return violations;
}

} // namespace braid::house
