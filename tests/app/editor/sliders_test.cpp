#include "app/editor/sliders.h"

#include <gmock/gmock.h>

namespace braid::editor {
namespace {

using Kind = session::Parameter::Kind;

Sliders python(const QString& text) { return slidersOf(text, Language::Python); }

/// The one that `text` has.
Slider only(const QString& text, Language language = Language::Python) {
    const Sliders all = slidersOf(text, language);
    EXPECT_EQ(all.sliders.size(), 1u) << qPrintable(text);
    EXPECT_TRUE(all.problems.empty()) << qPrintable(text) << (all.problems.empty() ? "" : qPrintable(all.problems.front().what));
    return all.sliders.empty() ? Slider() : all.sliders.front();
}

QString problem(const QString& text, Language language = Language::Python) {
    const Sliders all = slidersOf(text, language);
    EXPECT_TRUE(all.sliders.empty()) << qPrintable(text);
    EXPECT_EQ(all.problems.size(), 1u) << qPrintable(text);
    return all.problems.empty() ? QString() : all.problems.front().what;
}

/// `text` with the one value.
QString with(const QString& text, const std::string& name, const parameter::Value& value, Language language = Language::Python) {
    return withValues(text, slidersOf(text, language).sliders, {{name, value}}, language);
}

TEST(Sliders, AWholeNumberWithARangeBehindItIsOne) {
    const Slider slider = only("import threading\n\nthreads = 5  # 1..50\n");
    EXPECT_EQ(slider.parameter.name, "threads");
    EXPECT_EQ(slider.parameter.kind, Kind::Integer);
    EXPECT_EQ(slider.parameter.defaultValue, parameter::Value(std::int64_t{5}));
    EXPECT_EQ(slider.parameter.minimum, 1);
    EXPECT_EQ(slider.parameter.maximum, 50);
    EXPECT_EQ(slider.line, 3);
}

TEST(Sliders, AFractionIsARealNumberAndAUnitOfTimeMakesItATime) {
    EXPECT_EQ(only("share = 0.5  # 0..1").parameter.kind, Kind::Real);
    const Slider pause = only("pause = 0.2  # 0..2 s: between two locks");
    EXPECT_EQ(pause.parameter.kind, Kind::Time);
    EXPECT_EQ(pause.parameter.defaultValue, parameter::Value(std::int64_t{200'000'000}));
    EXPECT_EQ(pause.parameter.maximum, 2e9);
    EXPECT_EQ(pause.parameter.label, "between two locks");
    EXPECT_EQ(only("wait = 1  # 0..2 s").parameter.kind, Kind::Time) << "a number of Python may become 0.5";
    EXPECT_EQ(only("size = 16  # 1..64 KiB").parameter.unit, "KiB");
}

TEST(Sliders, StringsAndTruthValuesAreChoices) {
    const Slider order = only("order = 'same'  # same|other: of the locks");
    EXPECT_EQ(order.parameter.kind, Kind::Choice);
    EXPECT_THAT(order.parameter.choices, testing::ElementsAre("same", "other"));
    EXPECT_EQ(order.parameter.label, "of the locks");
    EXPECT_EQ(only("order = \"a b\"  # 'a b' | 'c'").parameter.choices.back(), "c");
    EXPECT_EQ(only("loud = True  # True|False").parameter.kind, Kind::Flag);
    EXPECT_EQ(only("bool loud = false; // true|false", Language::Cpp).parameter.defaultValue, parameter::Value(false));
    EXPECT_EQ(with("n = 5  # 1|5|10", "n", std::string("10")), "n = 10  # 1|5|10");
}

TEST(Sliders, OnAndOffBehindAValueAreASwitch) {
    for (const char* line : {"loud = True  # on, off", "loud = True  # off,on: says more", "loud = True  # true, false", "loud = True # Yes, No", "loud = True  # on|off"}) {
        EXPECT_EQ(only(line).parameter.kind, Kind::Flag) << line;
        EXPECT_EQ(only(line).parameter.defaultValue, parameter::Value(true)) << line;
    }
    EXPECT_EQ(only("loud = True  # off,on: says more").parameter.label, "says more");
    EXPECT_EQ(with("loud = True  # on, off", "loud", false), "loud = False  # on, off");
    EXPECT_EQ(with("bool loud = false; // on, off", "loud", true, Language::Cpp), "bool loud = true; // on, off");
    EXPECT_EQ(with("#define LOUD 1 // on, off", "LOUD", false, Language::C), "#define LOUD 0 // on, off");
    EXPECT_EQ(with("mode = 'on'  # on, off", "mode", std::string("off")), "mode = 'off'  # on, off");
    EXPECT_EQ(problem("n = 5  # on, off"), "n gets no slider: its value, 5, is none of on, off");
    const Sliders comment = python("x = True  # first, second\ny = 'a'  # a, b\n");
    EXPECT_TRUE(comment.sliders.empty() && comment.problems.empty()) << "an ordinary comment";
}

TEST(Sliders, CAndCppAreReadByTheirOwnForms) {
    EXPECT_EQ(only("int threads = 5; // 1..50", Language::C).parameter.maximum, 50);
    EXPECT_EQ(only("  static const unsigned int n = 5u; /* 1..50 */", Language::C).suffix, "u");
    EXPECT_EQ(only("#define THREADS 4   // 1..50", Language::C).parameter.name, "THREADS");
    EXPECT_EQ(only("std::size_t n{3}; // 1..9", Language::Cpp).parameter.name, "n");
    EXPECT_EQ(only("double share = 0.5; // 0..1", Language::Cpp).parameter.kind, Kind::Real);
    const Slider work = only("auto work = 5ms;   // 0..100 ms", Language::Cpp);
    EXPECT_EQ(work.parameter.unit, "ms");
    EXPECT_EQ(work.parameter.kind, Kind::Integer) << "5ms holds whole milliseconds";
    EXPECT_EQ(with("auto work = 5ms;   // 0..100 ms", "work", std::int64_t{70}, Language::Cpp), "auto work = 70ms;   // 0..100 ms");
    EXPECT_TRUE(slidersOf("return x == 5; // 1..50\nfor (int i = 0; i < 5; ++i) // 1..50\n", Language::Cpp).sliders.empty());
}

TEST(Sliders, TheValueIsPutInPlaceAndNoLineMoves) {
    const QString text = "a = 5  # 1..50\nb = 0.5  # 0..2 s\nc = 'x'  # x|y\nd = True  # True|False\n";
    const auto sliders = python(text).sliders;
    ASSERT_EQ(sliders.size(), 4u);
    EXPECT_EQ(withValues(text, sliders, {{"a", std::int64_t{12}}, {"b", std::int64_t{1'250'000'000}}, {"c", std::string("y")}, {"d", false}}, Language::Python),
              "a = 12  # 1..50\nb = 1.25  # 0..2 s\nc = 'y'  # x|y\nd = False  # True|False\n");
    EXPECT_EQ(withValues(text, sliders, {{"nothing", std::int64_t{1}}}, Language::Python), text);
    const QString written = "n = 1_000  # 1..5000\n";
    EXPECT_EQ(with(written, "n", std::int64_t{1000}), written) << "what stands there stays as it is written";
    EXPECT_EQ(with("double w = 1.0; // 0..5", "w", 2.0, Language::Cpp), "double w = 2.0; // 0..5") << "2 would be an int";
    EXPECT_EQ(with("w = 0.5  # 0..5", "w", 2.0), "w = 2.0  # 0..5") << "written into the program, it goes on being no whole number";
    EXPECT_EQ(with("w = -2.5e-1  # -1..1", "w", 0.5), "w = 0.5  # -1..1");
}

TEST(Sliders, WhatIsWrittenIsReadAgainAsTheSame) {
    for (const char* line : {"n = 7  # 1..50", "t = 0.001  # 0..2 s", "t = 3  # 0..10 min", "r = 0.25  # 0..1", "us = 20  # 0..500 us"}) {
        const Slider slider = only(line);
        for (const double share : {0.0, 0.013, 0.5, 0.77, 1.0}) {
            const parameter::Value value =
                parameter::valueOf(slider.parameter, slider.parameter.minimum + share * (slider.parameter.maximum - slider.parameter.minimum));
            const Slider again = only(with(line, slider.parameter.name, value));
            EXPECT_NEAR(parameter::numberOf(again.parameter.defaultValue), parameter::numberOf(value), 1 + 1e-9 * slider.parameter.maximum) << line;
        }
    }
}

TEST(Sliders, AStepIsKept) {
    const Slider slider = only("items = 100  # 0..1020 step 50");
    EXPECT_EQ(onStep(slider, std::int64_t{120}), parameter::Value(std::int64_t{100}));
    EXPECT_EQ(onStep(slider, std::int64_t{130}), parameter::Value(std::int64_t{150}));
    EXPECT_EQ(onStep(slider, std::int64_t{1020}), parameter::Value(std::int64_t{1000})) << "the last one that is within the range";
    const Slider pause = only("pause = 0.5  # 0..2 s step 0.25");
    EXPECT_EQ(onStep(pause, std::int64_t{600'000'000}), parameter::Value(std::int64_t{500'000'000}));
}

TEST(Sliders, ABadRangeIsSaidAndNotObeyed) {
    EXPECT_EQ(problem("n = 5  # 50..1"), "n gets no slider: the range 50..1 ends before it begins");
    EXPECT_EQ(problem("n = 5  # 10..50"), "n gets no slider: its value, 5, is not within 10..50");
    EXPECT_EQ(problem("n = 5  # 1..many"), "n gets no slider: 1..many is no range");
    EXPECT_EQ(problem("n = 'x'  # 1..50"), "n gets no slider: its value is no number");
    EXPECT_EQ(problem("n = 'x'  # y|z"), "n gets no slider: its value, x, is none of y, z");
    EXPECT_EQ(problem("n = 5  # 1..50 step 100"), "n gets no slider: the step 100 does not fit the range");
    EXPECT_EQ(problem("n = 5  # 1..50 step 0"), "n gets no slider: the step 0 does not fit the range");
    EXPECT_EQ(problem("t = 1  # -1..2 s"), "t gets no slider: a time is not below 0");
    EXPECT_EQ(problem("n = 5  # 1..1e300"), "n gets no slider: the range 1..1e300 is too large");
    EXPECT_EQ(problem("t = 1  # 0..1e12 s"), "t gets no slider: the range 0..1e12 is too large");
    EXPECT_EQ(problem("auto t = 5ms; // 0..2 s", Language::Cpp), "t gets no slider: the value is in ms, the range in s");
    EXPECT_EQ(problem("int n = 5; // 0.5..50", Language::C), "n gets no slider: its value is whole, the range 0.5..50 is not");
    const Sliders twice = python("n = 5  # 1..50\nn = 6  # 1..50\n");
    ASSERT_EQ(twice.sliders.size(), 1u);
    ASSERT_EQ(twice.problems.size(), 1u);
    EXPECT_EQ(twice.problems.front().line, 2);
}

TEST(Sliders, ARangeBehindWhatIsNoSingleValueIsSaid) {
    const QString one = "no slider here: before a range stands one name with one number, as threads = 5";
    for (const char* line : {"n = f(5)  # 1..50", "n = 5 + 5  # 1..50", "a, b = 1, 2  # 1..50", "a = b = 2  # 1..50", "a = 1; b = 2  # 1..50 s"})
        EXPECT_EQ(problem(line), one) << line;
    for (const char* line : {"int a = 1, b = 2; // 1..50", "int n = f(5); // 1..50", "int a[2] = {1, 2}; /* 0..9 */", "#define N (5) // 1..50"})
        EXPECT_EQ(problem(line, Language::Cpp), one) << line;
    EXPECT_EQ(problem("n = 5  # 1..50, or so"), "no slider here: “1..50, or so” has more in it than a range, a unit, a step and words behind a colon");
    EXPECT_TRUE(slidersOf("for (int i = 0; i < n; ++i) // 0..9\n", Language::Cpp).problems.empty());
}

TEST(Sliders, LongTextsTakeNoLongTime) {
    const QString line = QStringLiteral("a = b <= c .. ").repeated(20'000) + "# 1..5\n";
    for (const Language language : {Language::Python, Language::Cpp})
        EXPECT_TRUE(slidersOf(line, language).sliders.empty());
    EXPECT_EQ(slidersOf(QStringLiteral("x = compute(1, 2)  # of 1..5\n").repeated(10'000) + "n = 5  # 1..50\n", Language::Python).sliders.size(), 1u);
}

TEST(Sliders, OtherCommentsAreComments) {
    for (const char* line : {"n = 5", "n = 5  # how many", "n = 5  # see 1..50 below", "n == 5  # 1..50", "print(5)  # 1..50", "print(n, end='')  # more", "for i in r:  # 0..9",
                             "# n = 5  # 1..50", "n = 5  # 0 = until stopped", "n = 5  # a or b"}) {
        const Sliders all = python(line);
        EXPECT_TRUE(all.sliders.empty()) << line;
        EXPECT_TRUE(all.problems.empty()) << line;
    }
}

TEST(Sliders, ThereAreNotMoreThanAWindowCanShow) {
    QString text;
    for (int i = 0; i < MostSliders + 2; ++i)
        text += QString("n%1 = 5  # 1..50\n").arg(i);
    EXPECT_EQ(python(text).sliders.size(), static_cast<std::size_t>(MostSliders));
    EXPECT_EQ(python(text).problems.size(), 2u);
}

TEST(Sliders, TheCopyOfAScenariosProgramGetsItsRanges) {
    session::Scenario scenario;
    scenario.parameters = {{"threads", "", Kind::Integer, "", std::int64_t{10}, 2, 200, {}, -1, {}, {}},
                           {"pause", "", Kind::Time, "", std::int64_t{50'000'000}, 0, 2e9, {}, -1, {}, {}},
                           {"variant", "", Kind::Choice, "", std::string("a"), 0, 0, {"a", "b"}, -1, {}, {}}};
    const QString text = withRanges("import time\n\nthreads = 10\npause = 0.05  # of each\nvariant = 'a'\n\n\ndef f(threads = 1):\n    threads = 2\n", scenario);
    EXPECT_EQ(text, "import time\n\nthreads = 10  # 2..200\npause = 0.05  # 0..2 s: of each\nvariant = 'a'  # a|b\n\n\ndef f(threads = 1):\n    threads = 2\n");
    EXPECT_EQ(python(text).sliders.size(), 3u);
    EXPECT_EQ(withRanges(text, scenario), text);
}

} // namespace
} // namespace braid::editor
