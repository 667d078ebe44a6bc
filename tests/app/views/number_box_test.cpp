#include "app/views/run/number_box.h"

#include <QLineEdit>
#include <gtest/gtest.h>

namespace braid::views {
namespace {

session::Parameter time(double maximum) {
    session::Parameter parameter;
    parameter.name = "sleep";
    parameter.kind = session::Parameter::Kind::Time;
    parameter.maximum = maximum;
    return parameter;
}

void type(NumberBox& box, const char* text) {
    box.findChild<QLineEdit*>()->setText(text);
    box.interpretText();
}

TEST(NumberBox, TakesTimesAsOnTheCommandLine) {
    NumberBox box(time(10e9));
    type(box, "250ms");
    EXPECT_EQ(std::get<std::int64_t>(box.typedValue()), 250'000'000);
    type(box, "2 s");
    EXPECT_EQ(std::get<std::int64_t>(box.typedValue()), 2'000'000'000);
    EXPECT_EQ(box.text(), "2 s");
}

TEST(NumberBox, KeepsItsValueWhenTheTextIsNoneOrOutOfRange) {
    NumberBox box(time(10e9));
    box.setValue(3e9);
    type(box, "soon");
    EXPECT_EQ(std::get<std::int64_t>(box.typedValue()), 3'000'000'000);
    type(box, "11s");
    EXPECT_EQ(std::get<std::int64_t>(box.typedValue()), 3'000'000'000);
}

TEST(NumberBox, StepsInTheLeadingDigit) {
    NumberBox box(time(10e9));
    box.setValue(9e6);
    box.stepBy(1);
    EXPECT_EQ(box.value(), 10e6);
    box.stepBy(1);
    EXPECT_EQ(box.value(), 20e6);
    box.stepBy(-2);
    EXPECT_EQ(box.value(), 9e6);
}

TEST(NumberBox, StepsWholeNumbersByOne) {
    session::Parameter parameter;
    parameter.kind = session::Parameter::Kind::Integer;
    parameter.minimum = 1;
    parameter.maximum = 50;
    NumberBox box(parameter);
    box.setValue(10);
    box.stepBy(1);
    EXPECT_EQ(std::get<std::int64_t>(box.typedValue()), 11);
    box.stepBy(-11);
    EXPECT_EQ(std::get<std::int64_t>(box.typedValue()), 1);
}

} // namespace
} // namespace braid::views
