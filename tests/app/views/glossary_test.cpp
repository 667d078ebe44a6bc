#include "tests/app/views/ts_file.h"

#include <QDirIterator>
#include <gtest/gtest.h>

namespace {

/// What a language's glossary (resources/glossary) says is not said.
QList<QRegularExpression> unwanted(const QString& language) {
    QFile file(QStringLiteral(BRAID_TRANSLATIONS "/../glossary/%1.md").arg(language));
    EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << qPrintable(file.fileName());
    QList<QRegularExpression> words;
    static const QRegularExpression quoted("`([^`]+)`");
    for (const QString& line : QString::fromUtf8(file.readAll()).split('\n')) {
        const QStringList cells = line.split('|'); // "", term, meaning, not, ""
        if (cells.size() != 5 || cells[1].trimmed() == "---")
            continue;
        for (auto it = quoted.globalMatch(cells[3]); it.hasNext();)
            words << QRegularExpression(it.next().captured(1), QRegularExpression::CaseInsensitiveOption |
                                                                   QRegularExpression::UseUnicodePropertiesOption);
    }
    return words;
}

class Glossary : public ::testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        words = unwanted(GetParam());
        ASSERT_GT(words.size(), 5) << "the glossary was not understood";
        for (const QRegularExpression& word : words)
            ASSERT_TRUE(word.isValid()) << qPrintable(word.pattern());
    }
    void expectWellSaid(const QString& text, const QString& where) const {
        for (const QRegularExpression& word : words)
            EXPECT_FALSE(word.match(text).hasMatch())
                << qPrintable(where + ": \"" + text + "\" says " + word.pattern() + ", which the glossary has another word for");
    }
    QList<QRegularExpression> words;
};

TEST_P(Glossary, IsKeptByTheWordsOnTheScreen) {
    const bool english = GetParam() == std::string_view("en");
    for (const char* name : {"braid_zh_CN.ts", "braid_catalogue_zh_CN.ts", "braid_catalogue_en.ts"}) {
        const TsFile file(name);
        ASSERT_FALSE(file.texts.isEmpty()) << name;
        const bool intoEnglish = QByteArray(name).endsWith("en.ts");
        for (auto context = file.texts.begin(); context != file.texts.end(); ++context) {
            // Choices and presets are names for the command line, of which only the translation is shown.
            const bool names = context.key() == "choice" || context.key() == "preset";
            for (auto text = context->begin(); text != context->end(); ++text) {
                if (intoEnglish == english)
                    expectWellSaid(text.value(), name);
                if (english && !names)
                    expectWellSaid(text.key(), name);
            }
        }
    }
}

TEST_P(Glossary, IsKeptByTheCards) {
    // Code is said as it is.
    static const QRegularExpression code("```.*?```|`[^`]*`", QRegularExpression::DotMatchesEverythingOption);
    int cards = 0;
    for (QDirIterator it(QStringLiteral(BRAID_TRANSLATIONS "/../cards/") + GetParam(), {"*.md"}); it.hasNext(); ++cards) {
        QFile card(it.next());
        ASSERT_TRUE(card.open(QIODevice::ReadOnly));
        for (const QString& line : QString::fromUtf8(card.readAll()).remove(code).split('\n'))
            expectWellSaid(line, card.fileName());
    }
    EXPECT_GT(cards, 30);
}

INSTANTIATE_TEST_SUITE_P(Languages, Glossary, ::testing::Values("en", "zh_CN"));

} // namespace
