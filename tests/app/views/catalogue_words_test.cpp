#include "app/session/catalogue.h"
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
    void expectKnown(const TsFile& file, const char* context, const std::string& text) const {
        EXPECT_TRUE(file.texts.value(context).contains(QString::fromStdString(text))) << context << ": " << text;
    }
    session::Catalogue catalogue;
    std::vector<session::Scenario> tutorial; ///< whose words must all be there; those of others are shown in English, or as they are
};

TEST_F(CatalogueWords, OfTheTutorialAreAllTranslatedIntoChinese) {
    const TsFile file("braid_catalogue_zh_CN.ts");
    for (const session::Scenario& scenario : tutorial) {
        expectKnown(file, "scenario", scenario.title);
        expectKnown(file, "family", scenario.family);
        for (const session::Parameter& parameter : scenario.parameters) {
            expectKnown(file, "parameter", parameter.label);
            for (const std::string& choice : parameter.choices)
                expectKnown(file, "choice", choice);
        }
        for (const session::Preset& preset : scenario.presets)
            expectKnown(file, "preset", preset.name);
        for (const session::Chart& chart : scenario.charts)
            expectKnown(file, "scenario", chart.label);
    }
}

TEST_F(CatalogueWords, OfTheTutorialThatAreNamesForTheCommandLineReadWellInEnglish) {
    const TsFile file("braid_catalogue_en.ts");
    for (const session::Scenario& scenario : tutorial) {
        expectKnown(file, "family", scenario.family);
        for (const session::Parameter& parameter : scenario.parameters)
            for (const std::string& choice : parameter.choices)
                expectKnown(file, "choice", choice);
        for (const session::Preset& preset : scenario.presets)
            expectKnown(file, "preset", preset.name);
    }
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
