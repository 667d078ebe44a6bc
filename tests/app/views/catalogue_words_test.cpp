#include "app/session/catalogue.h"
#include "app/session/language.h"
#include "app/session/result_charts.h"
#include "tests/app/views/ts_file.h"

#include <gtest/gtest.h>

namespace braid::views {
namespace {

class CatalogueWords : public ::testing::Test {
protected:
    void SetUp() override {
        auto loaded = session::Catalogue::load(BRAID_HOST);
        ASSERT_TRUE(loaded.ok()) << loaded.error().sentence();
        catalogue = std::move(loaded.value());
        for (const session::Scenario& scenario : catalogue.scenarios())
            if (scenario.tutorial)
                tutorial.push_back(scenario);
        ASSERT_FALSE(tutorial.empty());
    }
    using Words = QHash<QString, QSet<QString>>; ///< by context

    [[nodiscard]] static Words namesForTheCommandLine(const std::vector<session::Scenario>& scenarios) {
        Words words;
        for (const session::Scenario& scenario : scenarios) {
            words["family"] << QString::fromStdString(scenario.family);
            for (const session::Parameter& parameter : scenario.parameters)
                for (const std::string& choice : parameter.choices)
                    words["choice"] << QString::fromStdString(choice);
            for (const session::Preset& preset : scenario.presets)
                words["preset"] << QString::fromStdString(preset.name);
        }
        return words;
    }
    [[nodiscard]] static Words allWords(const std::vector<session::Scenario>& scenarios) {
        Words words = namesForTheCommandLine(scenarios);
        for (const session::Scenario& scenario : scenarios) {
            words["scenario"] << QString::fromStdString(scenario.title);
            for (const session::Parameter& parameter : scenario.parameters)
                words["parameter"] << QString::fromStdString(parameter.label);
            for (const session::Chart& chart : scenario.charts)
                for (const std::string& word : {chart.label, chart.across})
                    if (!word.empty())
                        words["scenario"] << QString::fromStdString(word);
        }
        return words;
    }
    static void expectAll(const Words& words, const TsFile& file) {
        for (auto context = words.begin(); context != words.end(); ++context)
            for (const QString& word : *context)
                EXPECT_TRUE(file.texts.value(context.key()).contains(word))
                    << "without a translation: " << qPrintable(context.key() + ": " + word);
    }
    static void expectNoOthers(const Words& words, const TsFile& file) {
        for (auto context = file.texts.begin(); context != file.texts.end(); ++context) {
            if (context.key() == "name")
                continue; // of lanes and objects: the tests of the scenarios know which there are
            for (auto text = context->begin(); text != context->end(); ++text)
                EXPECT_TRUE(words.value(context.key()).contains(text.key()))
                    << "said nowhere any more: " << qPrintable(context.key() + ": " + text.key());
        }
    }
    session::Catalogue catalogue;
    std::vector<session::Scenario> tutorial; ///< whose words must all be there; those of others are shown in English, or as they are
};

TEST_F(CatalogueWords, OfTheTutorialAreAllTranslatedIntoChinese) {
    expectAll(allWords(tutorial), TsFile("braid_catalogue_zh_CN.ts"));
}

TEST_F(CatalogueWords, OfTheTutorialThatAreNamesForTheCommandLineReadWellInEnglish) {
    expectAll(namesForTheCommandLine(tutorial), TsFile("braid_catalogue_en.ts"));
}

TEST_F(CatalogueWords, AreTheOnlyOnesThatHaveTranslations) {
    expectNoOthers(allWords(catalogue.scenarios()), TsFile("braid_catalogue_zh_CN.ts"));
    expectNoOthers(namesForTheCommandLine(catalogue.scenarios()), TsFile("braid_catalogue_en.ts"));
}

TEST_F(CatalogueWords, OfTwoWaysThatAChartSetsSideBySideAreWrittenAlike) {
    session::Language language;
    language.set(session::Language::Choice::English);
    EXPECT_EQ(session::resultName("one by one"), "one by one");
    EXPECT_EQ(session::resultName("together"), "together");
    language.set(session::Language::Choice::Chinese);
    EXPECT_EQ(session::resultName("one by one"), QString::fromUtf8("一个接一个"));
    EXPECT_EQ(session::resultName("together"), QString::fromUtf8("一起"));
    language.set(session::Language::Choice::English);
}

TEST_F(CatalogueWords, OfTheTutorialHaveACardInBothLanguagesAndAllHaveASource) {
    for (const session::Scenario& scenario : catalogue.scenarios()) {
        for (const char* language : {"en", "zh_CN"})
            EXPECT_TRUE(!scenario.tutorial || QFile::exists(QString(":/cards/%1/%2.md").arg(language, QString::fromStdString(scenario.id))))
                << scenario.id << " " << language;
        EXPECT_TRUE(QFile::exists(":/source/" + QString::fromStdString(scenario.source))) << scenario.source;
    }
}

} // namespace
} // namespace braid::views
