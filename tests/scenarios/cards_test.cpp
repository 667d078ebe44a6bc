#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace braid::tests {
namespace {

using ::testing::HasSubstr;

struct Language {
    const char* folder;
    std::vector<std::string> sections;
};

const std::vector<Language>& languages() {
    static const std::vector<Language> all{
        {"en", {"## What it shows", "## When you need it", "## What it costs", "## Try this", "## In Python"}},
        {"zh_CN", {"## 看什么", "## 什么时候用", "## 代价", "## 动手试试", "## Python 原文"}}};
    return all;
}

std::string cardPath(const Language& language, const std::string& id) {
    return std::string(BRAID_SOURCE_DIR "/resources/cards/") + language.folder + "/" + id + ".md";
}

std::string textOf(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

TEST(Cards, ExistForEveryScenarioInEveryLanguageWithEverySection) {
    for (const auto& scenario : description()["scenarios"])
        for (const Language& language : languages()) {
            const std::string path = cardPath(language, scenario["id"]);
            SCOPED_TRACE(path);
            const std::string card = textOf(path);
            ASSERT_EQ(card.rfind("# ", 0), 0U) << "begins with its title";
            std::size_t at = 0;
            for (const std::string& section : language.sections) {
                const std::size_t found = card.find("\n" + section + "\n", at);
                ASSERT_NE(found, std::string::npos) << section << " (in this order)";
                at = found;
            }
            EXPECT_THAT(card.substr(at), HasSubstr("```python\n"));
        }
}

TEST(Cards, BelongToAScenario) {
    for (const Language& language : languages())
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(BRAID_SOURCE_DIR "/resources/cards/") + language.folder))
            EXPECT_FALSE(describedScenario(entry.path().stem()).is_null()) << entry.path();
}

/// A card that names a knob which is not there sends people looking for it.
TEST(Cards, NameOnlyParametersAndPresetsThatExist) {
    // A bullet of "Try this" begins a setting with `name` and a value, or names a preset.
    const std::regex setting("`([a-z][a-z0-9_-]*)`");
    const std::set<std::string> otherWords{"ending", "end", "ok", "foo", "bar", "parallelism", "elapsed_s",
                                           "late_ms", "dropped", "cpu_us_per_message"};
    for (const auto& scenario : description()["scenarios"]) {
        std::set<std::string> known = otherWords;
        for (const auto& parameter : scenario["parameters"])
            known.insert(parameter["name"].get<std::string>());
        for (const auto& preset : scenario["presets"])
            known.insert(preset["name"].get<std::string>());
        for (const Language& language : languages()) {
            const std::string card = textOf(cardPath(language, scenario["id"]));
            const std::size_t begin = card.find(language.sections[3]);
            const std::size_t end = card.find(language.sections[4]);
            ASSERT_LT(begin, end);
            const std::string bullets = card.substr(begin, end - begin);
            for (std::sregex_iterator it(bullets.begin(), bullets.end(), setting), none; it != none; ++it)
                EXPECT_TRUE(known.contains((*it)[1])) << language.folder << ' ' << scenario["id"] << ": " << (*it)[1];
        }
    }
}

TEST(Cards, ShowTheSamePythonInEveryLanguageButForItsComments) {
    const std::regex comment(" *#.*");
    const auto codeOf = [&](const std::string& card) {
        const std::size_t begin = card.find("```python\n");
        return std::regex_replace(card.substr(begin, card.rfind("```") - begin), comment, "");
    };
    for (const auto& scenario : description()["scenarios"]) {
        const std::string id = scenario["id"];
        EXPECT_EQ(codeOf(textOf(cardPath(languages()[0], id))), codeOf(textOf(cardPath(languages()[1], id)))) << id;
    }
}

} // namespace
} // namespace braid::tests
