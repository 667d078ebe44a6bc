#include "app/views/run/pace_box.h"

#include "app/views/run/number_box.h"
#include "app/views/run/setup.h"

#include <QLineEdit>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

using TheSetup = Setup; // ::testing::Test has a private member of the plain name

class PaceBoxTest : public ::testing::Test {
protected:
    void paceOf(double slower) {
        TheSetup::Pace pace = setup.pace();
        pace.sleepFactor = slower;
        setup.setPace(pace);
    }
    void type(const QString& text) {
        factor->findChild<QLineEdit*>()->setText(text);
        factor->interpretText();
    }
    TheSetup setup{QString()};
    PaceBox box{setup};
    NumberBox* factor = box.findChild<NumberBox*>("pace.factor");
};

TEST_F(PaceBoxTest, SaysWhetherItIsSlowerOrFaster) {
    EXPECT_EQ(factor->text(), "normal");
    paceOf(100);
    EXPECT_EQ(factor->text(), "100 times slower");
    paceOf(2.5);
    EXPECT_EQ(factor->text(), "2.5 times slower");
    paceOf(0.1);
    EXPECT_EQ(factor->text(), "10 times faster");
}

TEST_F(PaceBoxTest, TakesABareNumberAsHowManyTimesSlower) {
    type("25");
    EXPECT_DOUBLE_EQ(setup.pace().sleepFactor, 25);
    EXPECT_EQ(factor->text(), "25 times slower");
    type("4 times faster");
    EXPECT_DOUBLE_EQ(setup.pace().sleepFactor, 0.25);
    type("normal");
    EXPECT_DOUBLE_EQ(setup.pace().sleepFactor, 1);
    type("1000"); // out of range
    EXPECT_DOUBLE_EQ(setup.pace().sleepFactor, 1);
}

TEST_F(PaceBoxTest, ShowsItsWordsWhole) {
    for (const auto words : {PaceBox::Words::Long, PaceBox::Words::Short, PaceBox::Words::Least}) {
        box.setWords(words);
        for (const double each : {0.1, 1.0, 20.0, 100.0}) {
            paceOf(each);
            EXPECT_LE(factor->fontMetrics().horizontalAdvance(factor->text()), factor->width()) << each;
        }
    }
}

} // namespace
} // namespace braid::views
