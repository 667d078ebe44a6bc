#include "engine/model/sentence.h"
#include "tests/app/views/ts_file.h"

#include <QCoreApplication>
#include <gtest/gtest.h>

namespace {

TEST(Translation, OfTheWindowIntoChineseIsComplete) {
    const TsFile file("braid_zh_CN.ts");
    EXPECT_GT(file.texts.size(), 20);
    EXPECT_TRUE(file.unfinished.isEmpty()) << qPrintable(file.unfinished.join("\n"));
}

TEST(Translation, OfWhatTheEngineSaysIntoChineseIsComplete) {
    const TsFile file("braid_catalogue_zh_CN.ts");
    EXPECT_TRUE(file.unfinished.isEmpty()) << qPrintable(file.unfinished.join("\n"));
    const auto sentences = file.texts.value("sentence");
    ASSERT_FALSE(braid::model::sentencePatterns().empty());
    for (const char* pattern : braid::model::sentencePatterns())
        EXPECT_TRUE(sentences.contains(QString::fromUtf8(pattern))) << pattern;
}

TEST(Translation, KeepsEveryPlaceOfEverySentence) {
    for (const char* name : {"braid_zh_CN.ts", "braid_catalogue_zh_CN.ts"}) {
        const TsFile file(name);
        for (const auto& context : file.texts)
            for (auto it = context.begin(); it != context.end(); ++it)
                EXPECT_EQ(placesOf(it.key()), placesOf(it.value())) << qPrintable(it.key());
    }
}

} // namespace
