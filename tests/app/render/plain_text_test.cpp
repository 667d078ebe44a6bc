#include "app/render/scene/plain_text.h"

#include "app/render/picture/picture.h"
#include "app/render/scene/labels.h"
#include "engine/model/text/plain_text.h"
#include "tests/engine/hostile_trace.h"

#include <QFile>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <gtest/gtest.h>

namespace braid::tests::plain_text_test {
namespace {

using render::escaped;
using render::plain;
using render::textOf;

TEST(PlainTextOfQt, IsTheModels) {
    EXPECT_EQ(textOf("T1 waits"), "T1 waits");
    EXPECT_EQ(textOf("生产者"), "生产者");
    EXPECT_EQ(textOf("\x1b[31m"), "␛[31m");
    EXPECT_EQ(textOf("\xff"), QString(QChar(0xFFFD)));
    for (const std::string& text : braid::test::hostileTexts())
        EXPECT_EQ(plain(textOf(text)), textOf(text));
}

TEST(PlainTextOfQt, ReplacesWhatStringsOfQtMayHold) {
    EXPECT_EQ(plain("生产者 🧵"), "生产者 🧵");
    EXPECT_EQ(plain(QString("a\nb") + QChar(0)), "a␊b␀");
    const QString half = QString("x") + QChar(0xD800) + "y";
    EXPECT_EQ(plain(half), QString("x") + QChar(0xFFFD) + "y");
    EXPECT_EQ(plain(QString(QChar(0xFFFE))), QString(QChar(0xFFFD)));
    EXPECT_EQ(plain(QString(QChar(0x202E)) + "txt"), QString(QChar(0xFFFD)) + "txt");
    EXPECT_EQ(escaped("</title><script>"), "&lt;/title&gt;&lt;script&gt;");
}

TEST(PlainTextOfQt, ReplacesEachCharacterByWhatTheModelShowsForIt) {
    for (char32_t c = 1; c < 0x10000; ++c) {
        if (QChar::isSurrogate(c))
            continue;
        ASSERT_EQ(plain(QString(QChar(static_cast<char16_t>(c)))), QString(QChar(static_cast<char16_t>(model::shownFor(c))))) << std::hex << static_cast<std::uint32_t>(c);
    }
}

TEST(PlainTextOfQt, IsAllThatASceneHolds) {
    const render::Theme theme = render::Theme::dark();
    const render::TypeMeasure measure(theme);
    render::Layer layer;
    ASSERT_TRUE(render::addText(layer, measure, QStringLiteral("a\nb\x1b"), QRectF(0, 0, 200, 20), render::Type::Small, render::Role::Text));
    EXPECT_EQ(layer.texts.front().text, "a␊b␛");
}

TEST(PicturesWithHostileTitles, AreWellFormed) {
    const QTemporaryDir folder;
    const QString path = folder.filePath("x.svg");
    render::Scene scene;
    scene.size = QSizeF(40, 20);
    QString title = "</title><script>alert(1)</script>\x1b & ";
    title += QChar(0xFFFE);
    title += QChar(0xD800);
    ASSERT_TRUE(render::writeScene(path, scene, render::Theme::light(), 1, title));
    QFile file(path);
    ASSERT_TRUE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString read;
    while (!xml.atEnd()) {
        xml.readNext();
        EXPECT_NE(xml.name(), QString("script"));
        if (xml.isStartElement() && xml.name() == QString("title"))
            read = xml.readElementText();
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_EQ(read, plain(title));
}

} // namespace
} // namespace braid::tests::plain_text_test
