#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
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
        {"zh_CN", {"## 看什么", "## 什么时候用", "## 代价", "## 动手试试", "## 对应的 Python 代码"}}};
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

/// The scenarios with a card in `language`. Those of the tutorial count in any case, so that a missing one is told.
std::vector<nlohmann::json> scenariosWithCard(const Language& language) {
    std::vector<nlohmann::json> all;
    for (const auto& scenario : description()["scenarios"])
        if (scenario["tutorial"] == true || std::filesystem::exists(cardPath(language, scenario["id"])))
            all.push_back(scenario);
    return all;
}

TEST(Cards, ExistForTheTutorialsScenariosInEveryLanguageWithEverySection) {
    for (const Language& language : languages())
        for (const auto& scenario : scenariosWithCard(language)) {
            if (scenario["tutorial"] != true)
                continue;
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
            // Python, or a word on what it has instead.
            EXPECT_NE(card.find_first_not_of(" \n", at + language.sections.back().size() + 1), std::string::npos);
        }
}

/// A person who has guessed looks at the run with other eyes.
TEST(Cards, OfTheTutorialAskForAGuessBeforeTheyTell) {
    for (const Language& language : languages())
        for (const auto& scenario : scenariosWithCard(language)) {
            if (scenario["tutorial"] != true)
                continue;
            const std::string path = cardPath(language, scenario["id"]);
            const std::string card = textOf(path), before = card.substr(0, card.find("\n## "));
            const std::size_t question = before.find("\n> **");
            ASSERT_NE(question, std::string::npos) << path;
            EXPECT_THAT(before.substr(question), ::testing::AnyOf(HasSubstr("?"), HasSubstr("？"))) << path;
        }
}

/// What another scenario may have, each one by itself, so that the one who adds it reads what is missing.
class CardOf : public ::testing::TestWithParam<std::string> {};

TEST_P(CardOf, IsThereOrIsNotNeeded) {
    const auto scenario = describedScenario(GetParam());
    if (scenario["tutorial"] == true || std::filesystem::exists(cardPath(languages()[0], GetParam())))
        return;
    GTEST_SKIP() << GetParam() << " has no card, and needs none: the window shows its title and what it says with .about(); "
                 << "resources/cards/en/" << GetParam() << ".md would be one";
}

INSTANTIATE_TEST_SUITE_P(EveryScenario, CardOf, ::testing::ValuesIn(allIds()), [](const auto& tested) {
    std::string name = tested.param;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

TEST(Cards, BelongToAScenario) {
    for (const Language& language : languages())
        for (const auto& entry :
             std::filesystem::directory_iterator(std::string(BRAID_SOURCE_DIR "/resources/cards/") + language.folder))
            EXPECT_FALSE(describedScenario(entry.path().stem()).is_null()) << entry.path();
}

/// "Try this" of one card; empty where it has none.
std::string bulletsOf(const Language& language, const std::string& id) {
    const std::string card = textOf(cardPath(language, id));
    const std::size_t begin = card.find(language.sections[3]);
    return begin == std::string::npos ? "" : card.substr(begin, card.find(language.sections[4], begin) - begin);
}

/// A card that names a knob which is not there makes the reader look for it.
TEST(Cards, NameOnlyParametersAndPresetsThatExist) {
    // A bullet of "Try this" begins a setting with `name` and a value, or names a preset.
    const std::regex setting("`([a-z][a-z0-9_-]*)`");
    const std::regex named("(?:preset|预设) \\*([a-z0-9-]+)\\*");
    const std::set<std::string> otherWords{"ending", "end", "ok", "foo", "bar", "parallelism", "elapsed_s", "sum", "done", "lost",
                                           "late_ms", "dropped", "cpu_us_per_message"};
    for (const Language& language : languages()) {
        for (const auto& scenario : scenariosWithCard(language)) {
            std::set<std::string> known = otherWords;
            std::set<std::string> presets;
            for (const auto& parameter : scenario["parameters"])
                known.insert(parameter["name"].get<std::string>());
            for (const auto& preset : scenario["presets"])
                presets.insert(preset["name"].get<std::string>());
            SCOPED_TRACE(cardPath(language, scenario["id"]));
            const std::string bullets = bulletsOf(language, scenario["id"]);
            for (std::sregex_iterator it(bullets.begin(), bullets.end(), setting), none; it != none; ++it)
                EXPECT_TRUE(known.contains((*it)[1]) || presets.contains((*it)[1])) << (*it)[1];
            for (std::sregex_iterator it(bullets.begin(), bullets.end(), named), none; it != none; ++it)
                EXPECT_TRUE(presets.contains((*it)[1])) << (*it)[1];
        }
    }
}

/// What a number on a card means to a parameter: nanoseconds where it is a time, bytes where a unit of bytes follows.
double valueOf(const std::string& number, const std::string& unit) {
    static const std::map<std::string, double> factors{{"ms", 1e6}, {"毫秒", 1e6}, {"s", 1e9}, {"秒", 1e9}, {"KiB", 1024}, {"MiB", 1048576}};
    const auto factor = factors.find(unit);
    return std::stod(number) * (factor == factors.end() ? 1 : factor->second);
}

/// The reader of the card must find that the slider goes that far, and the choice on the list.
TEST(Cards, AskOnlyForValuesThatTheParametersTake) {
    const std::regex setting("`([a-z][a-z0-9_]*)` ?(?:to |选 ?|调到 ?|调成 ?|改成 ?|先 ?)?(?:([0-9.]+) ?(ms|s|KiB|MiB|毫秒|秒)?|([a-z_]+(?:-[a-z]+)*))");
    std::size_t checked = 0;
    for (const Language& language : languages())
        for (const auto& scenario : scenariosWithCard(language)) {
            SCOPED_TRACE(cardPath(language, scenario["id"]));
            const std::string bullets = bulletsOf(language, scenario["id"]);
            for (std::sregex_iterator it(bullets.begin(), bullets.end(), setting), none; it != none; ++it) {
                const auto& parameters = scenario["parameters"];
                const auto parameter = std::find_if(parameters.begin(), parameters.end(),
                                                    [&](const auto& each) { return each["name"] == (*it)[1].str(); });
                if (parameter == parameters.end())
                    continue; // a preset, or a result
                if ((*it)[2].matched && (*parameter).contains("min")) {
                    const double value = valueOf((*it)[2], (*it)[3]);
                    EXPECT_GE(value, (*parameter)["min"].get<double>()) << it->str();
                    EXPECT_LE(value, (*parameter)["max"].get<double>()) << it->str();
                    ++checked;
                } else if ((*it)[4].matched && (*parameter)["kind"] == "choice") {
                    const auto choices = (*parameter)["choices"].get<std::set<std::string>>();
                    EXPECT_TRUE(choices.contains((*it)[4])) << it->str();
                    ++checked;
                }
            }
        }
    EXPECT_GT(checked, 150U) << "the pattern still finds the settings";
}

/// The catalogue's translation of a title; empty where it has none.
std::string chineseTitle(const std::string& title) {
    static const std::string catalogue = textOf(BRAID_SOURCE_DIR "/resources/translations/braid_catalogue_zh_CN.ts");
    const std::string opening = "<translation>";
    const std::size_t source = catalogue.find("<source>" + title + "</source>");
    if (source == std::string::npos)
        return {};
    const std::size_t begin = catalogue.find(opening, source) + opening.size();
    return catalogue.substr(begin, catalogue.find("</translation>", begin) - begin);
}

TEST(Cards, BearTheTitleOfTheCatalogue) {
    for (const auto& scenario : scenariosWithCard(languages()[0]))
        EXPECT_EQ(textOf(cardPath(languages()[0], scenario["id"])).rfind("# " + scenario["title"].get<std::string>() + "\n", 0), 0U) << scenario["id"];
    for (const auto& scenario : scenariosWithCard(languages()[1])) {
        const std::string title = chineseTitle(scenario["title"]);
        EXPECT_EQ(textOf(cardPath(languages()[1], scenario["id"])).rfind(title.empty() ? "# " : "# " + title + "\n", 0), 0U) << scenario["id"];
    }
}

TEST(Cards, RunNoFilesThatOnlyTheAuthorHas) {
    const std::regex file("['\"][a-z_{}]+\\.py['\"]");
    for (const auto& scenario : description()["scenarios"])
        EXPECT_FALSE(std::regex_search(textOf(cardPath(languages()[0], scenario["id"])), file)) << scenario["id"];
}

using Check = std::function<void(const HostRun&)>;

/// A number that a card states as a fact, the run that shows it, and the words in either language.
struct Fact {
    std::vector<std::string> words;
    std::string what;
    Check isSo;
    std::string english;
    std::string chinese;
    std::string outcome = "finished";
};

void PrintTo(const Fact& fact, std::ostream* out) { *out << fact.words.front() << " " << fact.what; }

/// A result of the run.
Fact result(std::vector<std::string> words, std::string key, const nlohmann::json& value, std::string english, std::string chinese) {
    const Check isSo = [key, value](const HostRun& run) { EXPECT_EQ(run.result(key), value) << run.story(); };
    return {std::move(words), std::move(key), isSo, std::move(english), std::move(chinese)};
}

/// How full a pipe was at most, in bytes.
Check fullest(std::string pipe, std::int64_t bytes) {
    return [pipe, bytes](const HostRun& run) {
        ASSERT_NE(run.object(pipe), nullptr);
        EXPECT_EQ(run.object(pipe)->maxDepth, bytes);
    };
}

void lastsAsLongAsTheLongerOne(const HostRun& run) {
    EXPECT_GE(run.result("elapsed_s"), 1.0);
    EXPECT_LT(run.result("elapsed_s"), 1.0 + 0.9) << "not their sum";
}
void addsUpTo12(const HostRun& run) { EXPECT_EQ(run.result("done").get<int>() + run.result("lost").get<int>(), 12) << run.story(); }
void addsUpTo30(const HostRun& run) {
    int sum = 0;
    for (const auto& square : run.result("dict"))
        sum += square.get<int>();
    EXPECT_EQ(sum, 30) << "what the five children add, where each has a key of its own";
}
void closesOneSleepAfterB(const HostRun& run) {
    ASSERT_FALSE(run.findings.all().empty());
    EXPECT_GE(run.findings.all().front().at, 300'000'000) << "two pauses of 50 ms and one sleep of 200 ms";
    EXPECT_LT(run.findings.all().front().at, 1'100'000'000) << "as it would be with a sleep of 1 s";
}

std::vector<Fact> facts() {
    return {result({"memory-sharing"}, "threads_total", 4000, "it holds 4000", "最后是 4000"),
            result({"memory-sharing"}, "process_total", 0, "variable is still 0", "变量还是 0"),
            // A longer gap than the preset's, so that all have read before the first one writes on a busy machine, too.
            result({"counter-race", "--preset", "gap-100ms", "--set", "gap=1s", "--set", "tail=0ms"}, "counter", 99, "then 99", "必定是 99"),
            result({"counter-mutex", "--set", "tail=0ms"}, "counter", 0, "the result is 0, every time", "结果每次都是 0"),
            result({"semaphore", "--set", "hold=200ms", "--set", "extra_releases=2"}, "max_inside", 7, "seven are inside", "里面有七个"),
            result({"queue-priority", "--set", "work=1ms"}, "order", {3, 4, 5, 7}, "come out as 3, 4, 5, 7", "取出来是 3、4、5、7"),
            result({"queue-lifo", "--set", "work=1ms"}, "order", {8, 7, 6, 5, 4, 3, 2, 1}, "8 7 6 … come out", "按 8 7 6 …… 取出来"),
            result({"manager-list", "--preset", "dict"}, "dict", {{"0", 0}, {"1", 1}, {"2", 4}, {"3", 9}, {"4", 16}}, "sets a key of its own", "设自己的键"),
            result({"thread-introspection", "--set", "sleep=50ms"}, "active_before", 1, "from full to 1", "跌到 1"),
            {{"join", "--set", "first=1s", "--set", "second=900ms"}, "elapsed_s", lastsAsLongAsTheLongerOne, "always the maximum, never the sum", "永远是最大值，从来不是总和"},
            {{"process-pool", "--preset", "terminate"}, "done + lost", addsUpTo12, "`done` + `lost` is always the number of tasks", "`done` + `lost` 永远等于任务数"},
            {{"manager-list", "--preset", "dict"}, "sum", addsUpTo30, "`sum`, which should be 30", "本该是 30"},
            {{"process-queue", "--set", "items=1", "--set", "size=100"}, "head", fullest("pipe of q", 100 + 34), "comes on top, 34 bytes here", "这里是 34 字节"},
            {{"process-pipe", "--set", "size=100"}, "head", fullest("pipe →", 100 + 9), "takes 9 bytes more", "还要多占 9 个字节"},
            {{"deadlock", "--set", "sleep=200ms"}, "moment", closesOneSleepAfterB, "at 0.3 s instead of 1.1 s", "大约在 0.3 秒，而不是 1.1 秒", "deadlock"}};
}

class CardFacts : public ::testing::TestWithParam<Fact> {};

TEST_P(CardFacts, AreSo) {
    const Fact& fact = GetParam();
    const std::string& id = fact.words.front();
    EXPECT_THAT(textOf(cardPath(languages()[0], id)), HasSubstr(fact.english));
    EXPECT_THAT(textOf(cardPath(languages()[1], id)), HasSubstr(fact.chinese));
    const HostRun run = runHost(fact.words);
    EXPECT_EQ(run.outcome, fact.outcome) << run.story();
    fact.isSo(run);
}

INSTANTIATE_TEST_SUITE_P(OfTheTutorial, CardFacts, ::testing::ValuesIn(facts()));

/// The words in italics on an English card that name another scenario, or would: three and more with a capital.
std::vector<std::string> namesOn(const std::string& card) {
    const std::string words = std::regex_replace(card.substr(0, card.find("## In Python")), std::regex("\\n"), " ");
    const std::regex italics("(?:^|[^*])\\*([A-Z][^*`]+)\\*(?![*])");
    std::vector<std::string> names;
    for (std::sregex_iterator it(words.begin(), words.end(), italics), none; it != none; ++it)
        if (const std::string name = (*it)[1]; std::count(name.begin(), name.end(), ' ') >= 2)
            names.push_back(name);
    return names;
}

TEST(Cards, CallEachOtherAsTheyAreCalled) {
    std::set<std::string> titles, charts;
    for (const auto& scenario : description()["scenarios"]) {
        titles.insert(scenario["title"].get<std::string>());
        for (const auto& chart : scenario["charts"])
            charts.insert(chart["label"].get<std::string>());
    }
    int found = 0;
    for (const auto& scenario : scenariosWithCard(languages()[0])) {
        const std::string id = scenario["id"];
        for (const std::string& name : namesOn(textOf(cardPath(languages()[0], id)))) {
            EXPECT_TRUE(titles.contains(name) || charts.contains(name)) << id << ": " << name;
            if (!titles.contains(name))
                continue;
            const std::string chinese = textOf(cardPath(languages()[1], id));
            EXPECT_TRUE(chinese.empty() || chinese.find("“" + chineseTitle(name) + "”") != std::string::npos) << id << ": " << name;
            ++found;
        }
    }
    EXPECT_GE(found, 8) << "the pattern still finds the names";
}

/// What a card says that a preset is made of.
TEST(Cards, SayHowManyClientsAreBeyondTheLimitOfSelect) {
    const nlohmann::json scenario = describedScenario("io-select");
    for (const auto& preset : scenario["presets"])
        if (preset["name"] == "beyond-the-limit") {
            EXPECT_EQ(preset["values"]["clients"], 1100);
            EXPECT_THAT(bulletsOf(languages()[0], "io-select"), HasSubstr("`beyond-the-limit`: 1100 clients"));
            EXPECT_THAT(bulletsOf(languages()[1], "io-select"), HasSubstr("`beyond-the-limit`：1100 个客户端"));
            return;
        }
    ADD_FAILURE() << "no such preset";
}

/// What a card shows of Python: the link as it stands there.
std::string programOn(const std::string& card) {
    static const std::regex link("\n\\[(scenarios/python/\\w+\\.py)\\]\\(\\.\\./\\.\\./\\.\\./(scenarios/python/\\w+\\.py)(#[\\w,]+)?\\)\n");
    std::smatch match;
    return std::regex_search(card, match, link) && match[1] == match[2] ? match[1].str() + match[3].str() : "";
}

TEST(Cards, ShowTheProgramThatRunsAndNoneOfTheirOwn) {
    for (const Language& language : languages())
        for (const auto& scenario : scenariosWithCard(language)) {
            SCOPED_TRACE(cardPath(language, scenario["id"]));
            const std::string card = textOf(cardPath(language, scenario["id"]));
            EXPECT_EQ(card.find("```"), std::string::npos) << "a copy, which would grow old";
            const std::string program = programOn(card);
            if (program.empty() && scenario["tutorial"] != true)
                continue; // it has none
            EXPECT_EQ(program, programOn(textOf(cardPath(languages()[0], scenario["id"]))));
            std::string name = scenario["id"];
            std::replace(name.begin(), name.end(), '-', '_');
            EXPECT_THAT(program, ::testing::StartsWith("scenarios/python/" + name)) << "its own, in the section on Python";
            const std::string text = textOf(BRAID_SOURCE_DIR "/" + program.substr(0, program.find('#')));
            ASSERT_FALSE(text.empty());
            const std::size_t hash = program.find('#');
            std::istringstream parts(hash == std::string::npos ? "" : program.substr(hash + 1));
            for (std::string part; std::getline(parts, part, ',');)
                EXPECT_TRUE(std::regex_search(text, std::regex("(^|\n)(async def|def|class) " + part + "\\b"))) << part;
        }
}

} // namespace
} // namespace braid::tests
