#include "engine/model/text/plain_text.h"
#include "tests/app/cli/ran.h"
#include "tests/engine/hostile_trace.h"

#include <QFile>
#include <QXmlStreamReader>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

/// What a file's texts may do to a terminal, to a reader of JSON, to a spreadsheet and to a browser: nothing.
namespace braid::cli {
namespace {

using test::braid;
using test::Ran;
using ::testing::HasSubstr;
using ::testing::Not;

/// Nothing in `output` commands a terminal, and it is UTF-8. Line breaks are the program's own.
void expectPlain(const std::string& output) {
    for (std::size_t at = 0; at < output.size();) {
        const std::size_t from = at;
        const char32_t c = model::nextCodePoint(output, at);
        if (c != U'\n' && c != model::shownFor(c))
            ADD_FAILURE() << "character " << static_cast<unsigned>(c) << " at " << from << " in …"
                          << model::plainText(output.substr(from > 40 ? from - 40 : 0, 80));
    }
}

std::ptrdiff_t linesOf(const std::string& text) { return std::count(text.begin(), text.end(), '\n'); }

class HostileText : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override { ::braid::test::writeHostileTrace(path.toStdString(), GetParam()); }

    const QTemporaryDir folder;
    const QString path = folder.filePath("hostile.braid");
    const QString harmless = folder.filePath("harmless.braid");
};

TEST_P(HostileText, ReachesNoTerminal) {
    const Ran report = braid({"report", path});
    EXPECT_EQ(report.status, 0) << report.err;
    expectPlain(report.out);
    const Ran why = braid({"report", path, "--why", "2", "--critical-path"});
    EXPECT_EQ(why.status, 0) << why.err;
    expectPlain(why.out);
    const Ran told = braid({"report", path, "--json", "--critical-path"});
    expectPlain(told.out);
    const Ran refused = braid({"report", path, "--why", "nobody"}); // lists the lanes
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(linesOf(refused.err), 1);
    expectPlain(refused.err);
    ::braid::test::writeHostileTrace(harmless.toStdString(), "harmless");
    const Ran compared = braid({"report", path, "--compare", harmless});
    EXPECT_EQ(compared.status, 0) << compared.err;
    expectPlain(compared.out);
    expectPlain(braid({"report", path, "--compare", harmless, "--json"}).out);
}

TEST_P(HostileText, AddsNoLineToAReport) {
    ::braid::test::writeHostileTrace(harmless.toStdString(), "harmless");
    EXPECT_EQ(linesOf(braid({"report", path}).out), linesOf(braid({"report", harmless}).out));
}

TEST_P(HostileText, StandsInJsonAsItIs) {
    const std::string text = GetParam();
    const std::string name = braid({"report", path, "--json"}).json()["lanes"][0]["name"];
    if (model::plainText(text).find("\xef\xbf\xbd") == std::string::npos)
        EXPECT_EQ(name, text);
    else // direction marks and non-characters are valid JSON, bytes that are no UTF-8 are not
        EXPECT_EQ(name.substr(0, 4), text.substr(0, 4));
}

TEST_P(HostileText, LeavesAPictureWellFormed) {
    const QString picture = folder.filePath("picture.svg");
    ASSERT_EQ(braid({"image", path, "--out", picture}).status, 0);
    QFile file(picture);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    expectPlain(bytes.toStdString());
    QXmlStreamReader xml(bytes);
    QStringList titles;
    while (!xml.atEnd())
        if (xml.readNext() == QXmlStreamReader::StartElement) {
            EXPECT_NE(xml.name(), QString("script"));
            EXPECT_NE(xml.name(), QString("img"));
            if (xml.name() == QString("title"))
                titles << xml.readElementText();
        }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_EQ(titles, QStringList(QString::fromStdString(model::plainText(GetParam()))));
}

TEST_P(HostileText, IsNoFormulaInATable) {
    const QString table = folder.filePath("table.csv");
    for (const char* which : {"lanes", "objects", "events"}) {
        ASSERT_EQ(braid({"report", path, "--csv", which, table}).status, 0);
        QFile file(table);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        EXPECT_THAT(file.readAll().toStdString(), Not(HasSubstr(",=1+1")));
    }
}

INSTANTIATE_TEST_SUITE_P(Texts, HostileText, ::testing::ValuesIn(::braid::test::hostileTexts()),
                         [](const auto& tested) { return "Number" + std::to_string(tested.index); });

TEST(HostileFiles, OfAnAttackerNeitherRunScriptsNorForgeWords) {
    const QTemporaryDir folder;
    for (const char* name : {"html_forge.braid", "svg_script_title.braid"}) {
        const QString path = QStringLiteral(BRAID_HOSTILE "/") + name, picture = folder.filePath("x.svg");
        expectPlain(braid({"report", path}).out);
        ASSERT_EQ(braid({"image", path, "--out", picture}).status, 0);
        QFile file(picture);
        ASSERT_TRUE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        EXPECT_FALSE(bytes.contains("<script"));
        QXmlStreamReader xml(bytes);
        while (!xml.atEnd())
            xml.readNext();
        EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    }
}

TEST(HostileNames, OfFilesReachNoTerminalEither) {
    const Ran ran = braid({"report", "/nonexistent/\x1b[31m\nbraid: all is well.braid"});
    EXPECT_EQ(ran.status, 1);
    EXPECT_EQ(linesOf(ran.err), 1);
    expectPlain(ran.err);
}

TEST(HostileValues, NestedBeyondReasonAreShownAsText) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("deep.braid");
    const std::string deep(8000, '[');
    ::braid::test::writeHostileTrace(path.toStdString(), deep);
    const Ran ran = braid({"report", path, "--json"});
    EXPECT_EQ(ran.status, 0) << ran.err;
    const auto value = ran.json()["parameters"].begin().value();
    ASSERT_TRUE(value.is_string()) << "nested no further than anything that is read";
    EXPECT_TRUE(value.get<std::string>().starts_with(deep.substr(0, 60))); // a trace cuts long texts
    EXPECT_EQ(braid({"report", path}).status, 0);
    EXPECT_EQ(braid({"image", path, "--out", folder.filePath("deep.svg")}).status, 0);
}

} // namespace
} // namespace braid::cli
