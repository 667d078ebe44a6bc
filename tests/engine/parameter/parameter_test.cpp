#include "engine/parameter/parameter.h"
#include "tests/seed.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace braid::parameter {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using Kind = ParameterSpec::Kind;

ParameterSpec spec(const char* name, Kind kind, double minimum = 0, double maximum = 0, const char* unit = "") {
    ParameterSpec parameter;
    parameter.name = name;
    parameter.kind = kind;
    parameter.minimum = minimum;
    parameter.maximum = maximum;
    parameter.unit = unit;
    return parameter;
}

ParameterSpec choice(std::vector<std::string> names) {
    ParameterSpec parameter = spec("fix", Kind::Choice);
    parameter.choices = std::move(names);
    return parameter;
}

const ParameterSpec sleepTime = spec("sleep", Kind::Time, 0, 10e9);
const ParameterSpec patience = spec("patience", Kind::Time, 1e6, 10e9);
const ParameterSpec threads = spec("threads", Kind::Integer, 2, 50);
const ParameterSpec offset = spec("offset", Kind::Integer, -50, 50);
const ParameterSpec bytes = spec("bytes", Kind::Integer, 1, 1 << 20, "B");
const ParameterSpec ratio = spec("ratio", Kind::Real, 0.5, 4);
const ParameterSpec pace = spec("pace", Kind::Real, 0.1, 100, "×");
const ParameterSpec fix = choice({"recursive", "order", "Order2"});
const ParameterSpec daemonFlag = spec("daemon", Kind::Flag);

Value whole(std::int64_t value) {
    return value;
}

struct Good {
    const ParameterSpec& parameter;
    const char* text;
    Value value;
};
class ParameterText : public ::testing::TestWithParam<Good> {};

TEST_P(ParameterText, IsUnderstood) {
    const auto value = parse(GetParam().parameter, GetParam().text);
    ASSERT_TRUE(value) << value.error().sentence();
    EXPECT_EQ(value.value(), GetParam().value) << GetParam().text;
}

TEST_P(ParameterText, IsReadBackAsItIsWritten) {
    const std::string written = format(GetParam().parameter, GetParam().value);
    const auto value = parse(GetParam().parameter, written);
    ASSERT_TRUE(value) << written;
    EXPECT_EQ(value.value(), GetParam().value) << written;
}

constexpr std::int64_t Ms = 1'000'000;
INSTANTIATE_TEST_SUITE_P(
    Times, ParameterText,
    ::testing::Values(Good{sleepTime, "100", whole(100 * Ms)}, Good{sleepTime, "100ms", whole(100 * Ms)},
                      Good{sleepTime, " 2 s ", whole(2000 * Ms)}, Good{sleepTime, "\t2\ts\n", whole(2000 * Ms)},
                      Good{sleepTime, "1.5s", whole(1500 * Ms)}, Good{sleepTime, ".5", whole(Ms / 2)},
                      Good{sleepTime, "5.", whole(5 * Ms)}, Good{sleepTime, "1e3", whole(1000 * Ms)},
                      Good{sleepTime, "1E+1ms", whole(10 * Ms)}, Good{sleepTime, "+3", whole(3 * Ms)},
                      Good{sleepTime, "80us", whole(80'000)}, Good{sleepTime, "80µs", whole(80'000)},
                      Good{sleepTime, "80\u03bcs", whole(80'000)}, Good{sleepTime, "7ns", whole(7)},
                      Good{sleepTime, "1.4ns", whole(1)}, Good{sleepTime, "0.1min", whole(6000 * Ms)},
                      Good{sleepTime, "off", whole(0)}, Good{sleepTime, "OFF", whole(0)}, Good{sleepTime, "0", whole(0)},
                      Good{sleepTime, "1.234567891s", whole(1'234'567'891)}, Good{sleepTime, "10s", whole(10'000 * Ms)}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, ParameterText,
    ::testing::Values(Good{threads, "2", whole(2)}, Good{threads, "50", whole(50)}, Good{threads, "+7", whole(7)},
                      Good{threads, "1e1", whole(10)}, Good{threads, "2.0", whole(2)}, Good{offset, "-7", whole(-7)},
                      Good{bytes, "64", whole(64)}, Good{bytes, "64 B", whole(64)}, Good{bytes, "1KiB", whole(1024)},
                      Good{bytes, "0.5KiB", whole(512)}, Good{bytes, "1 MiB", whole(1 << 20)}, Good{ratio, "0.5", Value(0.5)},
                      Good{ratio, "3.25", Value(3.25)}, Good{pace, "3 ×", Value(3.0)}, Good{pace, "0.1×", Value(0.1)}));

INSTANTIATE_TEST_SUITE_P(Words, ParameterText,
                         ::testing::Values(Good{fix, "order", Value("order")}, Good{fix, " Order", Value("order")},
                                           Good{fix, "order2", Value("Order2")}, Good{daemonFlag, "yes", Value(true)},
                                           Good{daemonFlag, "true", Value(true)}, Good{daemonFlag, "ON", Value(true)},
                                           Good{daemonFlag, "1", Value(true)}, Good{daemonFlag, "no", Value(false)},
                                           Good{daemonFlag, "false", Value(false)}, Good{daemonFlag, "Off ", Value(false)},
                                           Good{daemonFlag, "0", Value(false)}));

struct Bad {
    const ParameterSpec& parameter;
    const char* text;
    const char* expected; ///< part of the sentence
};
class WrongParameterText : public ::testing::TestWithParam<Bad> {};

TEST_P(WrongParameterText, IsRefusedInOneSentenceThatNamesTheParameterAndWhatItTakes) {
    const auto value = parse(GetParam().parameter, GetParam().text);
    ASSERT_FALSE(value) << GetParam().text;
    EXPECT_THAT(value.error().sentence(), AllOf(HasSubstr(GetParam().parameter.name), HasSubstr(GetParam().expected),
                                                HasSubstr("it takes "), Not(HasSubstr("\n"))));
}

INSTANTIATE_TEST_SUITE_P(
    Times, WrongParameterText,
    ::testing::Values(Bad{sleepTime, "11s", "0 ms to 10 s"}, Bad{sleepTime, "-1", "out of range"},
                      Bad{sleepTime, "soon", "no time"}, Bad{sleepTime, "", "no time"}, Bad{sleepTime, "s", "no time"},
                      Bad{sleepTime, "5 parsec", "unknown unit"}, Bad{sleepTime, "5MS", "unknown unit"},
                      Bad{sleepTime, "nan", "no time"}, Bad{sleepTime, "inf", "no time"}, Bad{sleepTime, "1e400", "out of range"},
                      Bad{sleepTime, "1e300", "out of range"}, Bad{sleepTime, "2s 5", "unknown unit"},
                      Bad{sleepTime, "1,5s", "unknown unit"}, Bad{sleepTime, ".", "no time"}, Bad{sleepTime, "-", "no time"},
                      Bad{patience, "off", "1 ms to 10 s"}));

INSTANTIATE_TEST_SUITE_P(
    Numbers, WrongParameterText,
    ::testing::Values(Bad{threads, "1", "2 to 50"}, Bad{threads, "51", "2 to 50"}, Bad{threads, "2.5", "whole number"},
                      Bad{threads, "99999999999999999999", "2 to 50"}, Bad{threads, "10ms", "unknown unit"},
                      Bad{threads, "0x10", "unknown unit"}, Bad{threads, "3x", "unknown unit"}, Bad{threads, "--3", "no number"},
                      Bad{threads, "ten", "no number"}, Bad{threads, "", "no number"}, Bad{threads, "off", "no number"},
                      Bad{bytes, "2MiB", "1 B to 1048576 B"}, Bad{bytes, "2mib", "unknown unit"},
                      Bad{ratio, "inf", "0.5 to 4"}, Bad{ratio, "0.4", "0.5 to 4"}, Bad{ratio, "1KiB", "unknown unit"}));

INSTANTIATE_TEST_SUITE_P(Words, WrongParameterText,
                         ::testing::Values(Bad{fix, "scoped", "recursive, order"}, Bad{fix, "", "no choice"},
                                           Bad{daemonFlag, "maybe", "yes or no"}, Bad{daemonFlag, "", "yes or no"}));

TEST(ParameterErrors, KeepWhatWasWrittenAlsoWhereItLooksLikeAPlace) {
    EXPECT_EQ(parse(threads, "%2%1").error().sentence(),
              "the value \"%2%1\" for threads is no number: it takes a whole number from 2 to 50");
}

TEST(ParameterCheck, TakesWhatIsOfTheKindAndWithinTheRange) {
    EXPECT_TRUE(check(threads, whole(2)));
    EXPECT_FALSE(check(threads, whole(51)));
    EXPECT_FALSE(check(threads, Value(3.0)));
    EXPECT_FALSE(check(ratio, Value(std::nan(""))));
    EXPECT_TRUE(check(fix, Value("order")));
    EXPECT_FALSE(check(fix, Value("Order")));
    EXPECT_FALSE(check(fix, Value(true)));
    EXPECT_TRUE(check(daemonFlag, Value(false)));
    EXPECT_FALSE(check(daemonFlag, Value("no")));
}

TEST(FormattedTime, TakesTheLargestFittingUnitAndIsExact) {
    EXPECT_EQ(formatTime(0ns), "0 ms");
    EXPECT_EQ(formatTime(100ms), "100 ms");
    EXPECT_EQ(formatTime(1500ms), "1.5 s");
    EXPECT_EQ(formatTime(90s), "90 s");
    EXPECT_EQ(formatTime(250us), "250 µs");
    EXPECT_EQ(formatTime(1'000'001ns), "1.000001 ms");
    EXPECT_EQ(formatTime(-1500ms), "-1.5 s");
    EXPECT_EQ(formatTime(-500'000ns), "-500 µs");
    EXPECT_EQ(formatTime(std::chrono::nanoseconds::min()), "-9223372036.854775808 s");
}

TEST(ParsedTime, CountsABareNumberInTheUnitItIsTold) {
    EXPECT_EQ(parseTime("2").value(), 2ms);
    EXPECT_EQ(parseTime("2", 1s).value(), 2s);
    EXPECT_EQ(parseTime("2ms", 1s).value(), 2ms);
    EXPECT_EQ(parseTime("-2ms").value(), -2ms);
    EXPECT_THAT(parseTime("1e30s").error().sentence(), HasSubstr("too long"));
    EXPECT_THAT(parseTime("1e5000").error().sentence(), HasSubstr("too long"));
    EXPECT_THAT(parseTime("two").error().sentence(), HasSubstr("write it like 250ms"));
    EXPECT_FALSE(parseTime("2 eggs"));
}

TEST(FormattedNumber, IsWithoutExponentWhereItIsOfAUsualSize) {
    const ParameterSpec any = spec("any", Kind::Real, -1e300, 1e300);
    EXPECT_EQ(format(any, 1e6), "1000000");
    EXPECT_EQ(format(any, 0.0), "0");
    EXPECT_EQ(format(any, 0.001), "0.001");
    EXPECT_EQ(format(any, 1e300), "1e+300");
}

/// Any description, and any value that it takes.
class Random {
public:
    explicit Random(std::uint64_t seed) : m_random(seed) {}

    ParameterSpec spec() {
        ParameterSpec parameter;
        parameter.name = "any";
        parameter.kind = static_cast<Kind>(below(5));
        if (parameter.kind == Kind::Integer || parameter.kind == Kind::Real)
            parameter.unit = std::array{"", "B", "ms", "×", "per cent"}[below(5)];
        if (parameter.kind == Kind::Choice)
            for (std::size_t i = 0, count = 1 + below(5); i < count; ++i)
                parameter.choices.push_back(std::string(1, static_cast<char>('a' + i)) + std::array{"", "-b", "B", "_1", "é"}[below(5)]);
        if (parameter.hasRange()) {
            parameter.minimum = end(parameter.kind);
            parameter.maximum = end(parameter.kind);
            if (parameter.maximum < parameter.minimum)
                std::swap(parameter.minimum, parameter.maximum);
        }
        return parameter;
    }

    Value value(const ParameterSpec& parameter) {
        if (parameter.kind == Kind::Flag)
            return below(2) == 1;
        if (parameter.kind == Kind::Choice)
            return parameter.choices[below(parameter.choices.size())];
        const double share = std::uniform_real_distribution<>()(m_random);
        const double number = parameter.minimum + share * (parameter.maximum - parameter.minimum);
        return valueOf(parameter, std::clamp(number, parameter.minimum, parameter.maximum));
    }

private:
    std::size_t below(std::size_t count) { return std::uniform_int_distribution<std::size_t>(0, count - 1)(m_random); }
    /// Of every size up to what is exact: 2⁵³ for whole numbers.
    double end(Kind kind) {
        const int exponent = static_cast<int>(below(kind == Kind::Real ? 600 : 54)) - (kind == Kind::Real ? 300 : 0);
        const double size = std::ldexp(std::uniform_real_distribution<>(0.5, 1)(m_random), exponent) * (below(2) == 0 ? 1 : -1);
        return kind == Kind::Real ? size : std::round(size);
    }

    std::mt19937 m_random;
};

TEST(ParameterText, OfAnyValueOfAnyParameterIsReadBackAsThatValue) {
    const tests::Seed seed(1);
    Random random(seed);
    for (int i = 0; i < 20'000; ++i) {
        const ParameterSpec parameter = random.spec();
        const Value value = random.value(parameter);
        ASSERT_TRUE(check(parameter, value)) << i;
        const std::string text = format(parameter, value);
        const auto read = parse(parameter, text);
        ASSERT_TRUE(read) << i << ": " << text << ": " << read.error().sentence();
        ASSERT_EQ(*read, value) << i << ": " << text;
        ASSERT_EQ(format(parameter, *read), text);
    }
}

TEST(ParameterText, OfAnyTimeIsReadBackAsThatTime) {
    const tests::Seed seed(2);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 20'000; ++i) {
        const std::chrono::nanoseconds time(static_cast<std::int64_t>(random() >> (i % 52 + 11)) * (i % 2 == 0 ? 1 : -1));
        ASSERT_EQ(parseTime(formatTime(time)).value(), time) << formatTime(time);
    }
}

} // namespace
} // namespace braid::parameter
