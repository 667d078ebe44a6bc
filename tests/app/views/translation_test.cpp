#include "engine/model/text/sentence.h"
#include "tests/app/views/ts_file.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QProcess>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace {

TEST(Translation, OfTheWindowIntoChineseIsComplete) {
    const TsFile file("braid_zh_CN.ts");
    EXPECT_GT(file.texts.size(), 20);
    EXPECT_TRUE(file.unfinished.isEmpty()) << qPrintable(file.unfinished.join("\n"));
}

TEST(Translation, OfTheCatalogueIntoChineseIsComplete) {
    const TsFile file("braid_catalogue_zh_CN.ts");
    EXPECT_TRUE(file.unfinished.isEmpty()) << qPrintable(file.unfinished.join("\n"));
}

TEST(Translation, OfWhatTheEngineSaysIntoChineseIsComplete) {
    const auto sentences = TsFile("braid_zh_CN.ts").texts.value("sentence");
    ASSERT_FALSE(braid::model::sentencePatterns().empty());
    for (const char* pattern : braid::model::sentencePatterns())
        EXPECT_TRUE(sentences.contains(QString::fromUtf8(pattern))) << pattern;
}

TEST(Translation, KnowsEverySentenceOfTheSources) {
    const QTemporaryDir folder;
    const QString copy = folder.filePath("braid_zh_CN.ts");
    ASSERT_TRUE(QFile::copy(BRAID_TRANSLATIONS "/braid_zh_CN.ts", copy));
    // As the build calls it (app/session/CMakeLists.txt), into a copy: what is new there is missing here.
    QStringList words{"-silent", "-I", BRAID_SOURCES "/..", "-locations", "none", "-no-obsolete", "-source-language", "en", "-tr-function-alias", "QT_TRANSLATE_NOOP+=BRAID_TRANSLATED"};
    for (const char* part : {"/cli", "/editor", "/render", "/session", "/views", "/../engine/model", "/../engine/parameter", "/../engine/trace"})
        for (QDirIterator it(BRAID_SOURCES + QString(part), {"*.cpp", "*.h", "*.def"}, QDir::Files, QDirIterator::Subdirectories); it.hasNext();)
            words << it.next();
    QProcess lupdate;
    lupdate.start(BRAID_LUPDATE, words << "-ts" << copy);
    ASSERT_TRUE(lupdate.waitForFinished(60'000)) << qPrintable(lupdate.errorString());
    ASSERT_EQ(lupdate.exitCode(), 0) << lupdate.readAllStandardError().constData();
    const TsFile known("braid_zh_CN.ts"), needed(copy);
    EXPECT_TRUE(needed.unfinished.isEmpty()) << "without a translation:\n"
                                             << qPrintable(needed.unfinished.join("\n"));
    ASSERT_FALSE(needed.texts.isEmpty());
    for (auto context = known.texts.begin(); context != known.texts.end(); ++context)
        for (auto text = context->begin(); text != context->end(); ++text)
            EXPECT_TRUE(needed.texts.value(context.key()).contains(text.key()))
                << "said nowhere any more: " << qPrintable(context.key() + ": " + text.key());
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
