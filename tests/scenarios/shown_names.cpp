#include "tests/scenarios/shown_names.h"

#include "engine/model/text/name_words.h"

#include <fstream>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>

namespace braid::tests {
namespace {

/// The context "name" of the catalogue's translations.
const std::map<std::string, std::string>& translations() {
    static const std::map<std::string, std::string> all = [] {
        std::ostringstream text;
        text << std::ifstream(BRAID_SOURCE_DIR "/resources/translations/braid_catalogue_zh_CN.ts").rdbuf();
        std::string names = text.str();
        names = names.substr(names.find("<name>name</name>"));
        std::map<std::string, std::string> found;
        const std::regex message("<source>([^<]*)</source>\\s*<translation>([^<]*)</translation>");
        for (std::sregex_iterator it(names.begin(), names.end(), message), end; it != end; ++it)
            found[std::regex_replace((*it)[1].str(), std::regex("&apos;"), "'")] = (*it)[2];
        return found;
    }();
    return all;
}

std::optional<std::string> lookUp(const std::string& pattern) {
    const auto known = translations().find(pattern);
    return known == translations().end() ? std::nullopt : std::optional(known->second);
}

/// Words that are names in the program, or names of techniques, in any language.
bool isOwn(const std::string& word, const model::Model& model) {
    static const std::set<std::string> own{"Thread", "Process", "Worker", "Ready", "MyThread", "lock", "event", "semaphore", "num", "total", "Mlist", "Mdict", "gr", "foo", "bar",
                                           "FIFO", "LIFO", "GIL", "HTTP", "hub", "select", "poll", "epoll", "io_uring", "fd", "POSIX", "AIO"};
    if (own.contains(word))
        return true;
    for (const auto& [key, value] : model.info())
        if (key == "scenario" && (value == word || value.find(word) != std::string::npos))
            return true;
    return false;
}

} // namespace

std::vector<std::string> namesWithoutTranslation(const model::Model& model) {
    std::set<std::string> english;
    const auto look = [&](std::string_view name) {
        const std::string shown = model::nameInWords(name, lookUp);
        static const std::regex word("[A-Za-z_]{2,}");
        for (std::sregex_iterator it(shown.begin(), shown.end(), word), end; it != end; ++it)
            if (!isOwn(it->str(), model))
                english.insert(std::string(name) + " -> " + shown);
    };
    for (const LaneId id : model.lanes())
        look(model.name(id));
    for (const ObjectId id : model.objects())
        look(model.name(id));
    return {english.begin(), english.end()};
}

} // namespace braid::tests
