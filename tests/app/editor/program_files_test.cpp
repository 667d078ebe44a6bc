#include "app/editor/program_files.h"
#include "app/editor/sliders.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <gtest/gtest.h>

namespace braid::editor {
namespace {

TEST(ProgramFiles, EachTemplateIsThereAndHasSlidersThatWork) {
    EXPECT_EQ(static_cast<int>(templates().size()), QDir(":/templates").entryList(QDir::Files).size()) << "one is not offered";
    for (const Template& each : templates()) {
        const QString text = templateText(each);
        ASSERT_FALSE(text.isEmpty()) << qPrintable(each.file);
        ASSERT_TRUE(languageOf(each.file)) << qPrintable(each.file);
        const Sliders sliders = slidersOf(text, *languageOf(each.file));
        EXPECT_GE(sliders.sliders.size(), 2u) << qPrintable(each.file);
        for (const SliderProblem& problem : sliders.problems)
            ADD_FAILURE() << qPrintable(each.file) << ':' << problem.line << ' ' << qPrintable(problem.what);
    }
}

TEST(ProgramFiles, AFileIsWrittenIntoAFolderThatIsMadeForItAndReadAgain) {
    QTemporaryDir folder;
    const QString path = folder.filePath("Braid/new/中文.py");
    ASSERT_TRUE(writeProgram(path, "print('锁')\n"));
    const auto text = readProgram(path);
    ASSERT_TRUE(text);
    EXPECT_EQ(*text, "print('锁')\n");
    EXPECT_EQ(programsIn(folder.filePath("Braid/new")), QStringList{path});
    EXPECT_EQ(freePath(folder.filePath("Braid/new"), "中文.py"), folder.filePath("Braid/new/中文-2.py"));
}

TEST(ProgramFiles, OnlyProgramsAreListed) {
    QTemporaryDir folder;
    for (const char* name : {"a.py", "b.c", "c.cc", "d.cpp", "e.txt", "f.braid", "Makefile"})
        ASSERT_TRUE(writeProgram(folder.filePath(name), "x"));
    EXPECT_EQ(programsIn(folder.path()).size(), 4);
    EXPECT_TRUE(programsIn(folder.filePath("nowhere")).isEmpty());
}

TEST(ProgramFiles, WhatIsNoTextOrTooLargeIsRefused) {
    QTemporaryDir folder;
    const auto written = [&](const char* name, const QByteArray& bytes) {
        QFile file(folder.filePath(name));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        return folder.filePath(name);
    };
    EXPECT_FALSE(readProgram(written("latin.py", "# caf\xe9\n")));
    EXPECT_FALSE(readProgram(written("zero.py", QByteArray("a\0b", 3))));
    EXPECT_FALSE(readProgram(written("large.py", QByteArray(LargestProgram + 1, 'x'))));
    EXPECT_FALSE(readProgram(folder.filePath("missing.py")));
    EXPECT_FALSE(readProgram(folder.path()));
}

#ifdef BRAID_HOST
TEST(ProgramFiles, TheProgramOfEachScenarioGetsASliderForEachOfItsParametersThatItHas) {
    const auto catalogue = session::Catalogue::load(BRAID_HOST);
    ASSERT_TRUE(catalogue);
    for (const session::Scenario& scenario : catalogue->scenarios()) {
        const auto text = copyOfScenario(scenario, Language::Python, BRAID_RUNNERS);
        ASSERT_TRUE(text) << scenario.id;
        const Sliders sliders = slidersOf(*text, Language::Python);
        for (const SliderProblem& problem : sliders.problems)
            ADD_FAILURE() << scenario.id << ':' << problem.line << ' ' << qPrintable(problem.what);
        for (const session::Parameter& parameter : scenario.parameters) {
            if (!text->contains('\n' + QString::fromStdString(parameter.name) + " = "))
                continue; // its program has it not
            const Slider* slider = sliders.find(parameter.name);
            ASSERT_NE(slider, nullptr) << scenario.id << ' ' << parameter.name;
            EXPECT_EQ(slider->parameter.maximum, parameter.maximum) << scenario.id << ' ' << parameter.name;
        }
    }
}
#endif

} // namespace
} // namespace braid::editor
