#include "app/session/catalogue.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace braid::session {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;

Parameter number(Parameter::Kind kind, double minimum, double maximum, const char* unit = "") {
    Parameter parameter;
    parameter.name = "size";
    parameter.kind = kind;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    parameter.unit = unit;
    return parameter;
}
const Parameter sleepTime = [] {
    Parameter parameter = number(Parameter::Kind::Time, 0, 10e9);
    parameter.name = "sleep";
    return parameter;
}();
const Parameter threads = number(Parameter::Kind::Integer, 2, 50);
const Parameter bytes = number(Parameter::Kind::Integer, 1, 1 << 20, "B");
const Parameter ratio = number(Parameter::Kind::Real, 0.5, 4);
const Parameter fix = [] {
    Parameter parameter = number(Parameter::Kind::Choice, 0, 0);
    parameter.name = "fix";
    parameter.choices = QStringList{"recursive", "order"};
    return parameter;
}();
const Parameter daemonFlag = [] {
    Parameter parameter = number(Parameter::Kind::Flag, 0, 0);
    parameter.name = "daemon";
    return parameter;
}();

struct Good {
    const Parameter& parameter;
    const char* text;
    QVariant value;
};
class ValueText : public ::testing::TestWithParam<Good> {};

TEST_P(ValueText, IsUnderstood) {
    const auto value = parseValue(GetParam().parameter, QString::fromUtf8(GetParam().text));
    ASSERT_TRUE(value) << value.error().sentence();
    EXPECT_EQ(value.value(), GetParam().value) << value.value().toString().toStdString();
    EXPECT_EQ(value.value().typeId(), GetParam().value.typeId());
}

TEST_P(ValueText, ReadsBackAsWhatWasWritten) {
    const QString written = valueText(GetParam().parameter, GetParam().value);
    const auto value = parseValue(GetParam().parameter, written);
    ASSERT_TRUE(value) << written.toStdString();
    EXPECT_EQ(value.value(), GetParam().value) << written.toStdString();
}

constexpr qlonglong ms = 1'000'000;
INSTANTIATE_TEST_SUITE_P(
    Table, ValueText,
    ::testing::Values(Good{sleepTime, "100", 100 * ms}, Good{sleepTime, "100ms", 100 * ms},
                      Good{sleepTime, " 2 s ", 2000 * ms}, Good{sleepTime, "1.5s", 1500 * ms},
                      Good{sleepTime, ".5", ms / 2}, Good{sleepTime, "1e3", 1000 * ms},
                      Good{sleepTime, "80us", 80'000LL}, Good{sleepTime, "80µs", 80'000LL},
                      Good{sleepTime, "80\u03bcs", 80'000LL}, Good{sleepTime, "7ns", 7LL},
                      Good{sleepTime, "0.1min", 6000 * ms}, Good{sleepTime, "off", 0LL}, Good{sleepTime, "0", 0LL},
                      Good{sleepTime, "1.234567891s", 1'234'567'891LL}, Good{sleepTime, "10s", 10'000 * ms},
                      Good{threads, "2", 2LL}, Good{threads, "50", 50LL}, Good{threads, "+7", 7LL},
                      Good{bytes, "64", 64LL}, Good{bytes, "64 B", 64LL}, Good{bytes, "1KiB", 1024LL},
                      Good{bytes, "1 MiB", 1LL << 20}, Good{ratio, "0.5", 0.5}, Good{ratio, "3.25", 3.25},
                      Good{fix, "order", QString("order")}, Good{fix, " Order", QString("order")},
                      Good{daemonFlag, "yes", true}, Good{daemonFlag, "ON", true}, Good{daemonFlag, "1", true},
                      Good{daemonFlag, "no", false}, Good{daemonFlag, "false", false}));

struct Bad {
    const Parameter& parameter;
    const char* text;
    const char* expected; ///< part of the sentence
};
class WrongValueText : public ::testing::TestWithParam<Bad> {};

TEST_P(WrongValueText, IsRefusedInOneSentenceThatNamesTheParameterAndWhatItTakes) {
    const auto value = parseValue(GetParam().parameter, QString::fromUtf8(GetParam().text));
    ASSERT_FALSE(value);
    EXPECT_THAT(value.error().sentence(), AllOf(HasSubstr(GetParam().parameter.name.toStdString()),
                                                HasSubstr(GetParam().expected), Not(HasSubstr("\n"))));
}

INSTANTIATE_TEST_SUITE_P(
    Table, WrongValueText,
    ::testing::Values(Bad{sleepTime, "11s", "0 ms to 10 s"}, Bad{sleepTime, "-1", "0 ms to 10 s"},
                      Bad{sleepTime, "soon", "no time"}, Bad{sleepTime, "", "no time"},
                      Bad{sleepTime, "5 parsec", "unknown unit"}, Bad{sleepTime, "5MS", "unknown unit"},
                      Bad{sleepTime, "nan", "no time"}, Bad{sleepTime, "1e400", "0 ms to 10 s"},
                      Bad{sleepTime, "1e300", "out of range"}, Bad{sleepTime, "2s 5", "no time"},
                      Bad{threads, "1", "2 to 50"}, Bad{threads, "51", "2 to 50"}, Bad{threads, "2.5", "whole number"},
                      Bad{threads, "99999999999999999999", "2 to 50"}, Bad{threads, "10ms", "unknown unit"},
                      Bad{threads, "0x10", "2 to 50"}, Bad{bytes, "2MiB", "1 B to 1048576 B"},
                      Bad{ratio, "inf", "0.5 to 4"}, Bad{ratio, "0.4", "0.5 to 4"},
                      Bad{fix, "scoped", "recursive, order"}, Bad{daemonFlag, "maybe", "yes or no"}));

TEST(TimeText, TakesTheLargestFittingUnitAndIsExact) {
    EXPECT_EQ(timeText(0ns), "0 ms");
    EXPECT_EQ(timeText(100ms), "100 ms");
    EXPECT_EQ(timeText(1500ms), "1.5 s");
    EXPECT_EQ(timeText(90s), "90 s");
    EXPECT_EQ(timeText(250us), "250 µs");
    EXPECT_EQ(timeText(1'000'001ns), "1.000001 ms");
    EXPECT_EQ(timeText(-1500ms), "-1.5 s");
    EXPECT_EQ(timeText(-500'000ns), "-500 µs");
}

TEST(ParseTime, CountsABareNumberInTheUnitItIsTold) {
    EXPECT_EQ(parseTime("2").value(), 2ms);
    EXPECT_EQ(parseTime("2", 1s).value(), 2s);
    EXPECT_EQ(parseTime("2ms", 1s).value(), 2ms);
    EXPECT_FALSE(parseTime("1e30s"));
    EXPECT_FALSE(parseTime("two"));
}

} // namespace
} // namespace braid::session
