#pragma once

#include "app/editor/language.h"
#include "app/session/catalogue.h"

#include <QString>

#include <vector>

/// Sliders of a program of the person: values that a comment behind them gives a range.
///
///     threads = 5          # 1..50                          Python
///     pause = 0.2          # 0..2 s: between two locks      with a unit, and what it is
///     items = 100          # 0..1000 step 50
///     order = 'same'       # same|other                     one of several words
///     verbose = True       # on, off                        or True|False: a switch
///     int threads = 5;     // 1..50                         C and C++; also /* 1..50 */
///     #define THREADS 5    // 1..50
///     auto work = 50ms;    // 0..500 ms
///
/// The comment has nothing else in it: RANGE [UNIT] ["step" NUMBER] [":" WORDS], or CHOICE "|" CHOICE … [":" WORDS]; between
/// the two words of a switch (on off, true false, yes no) a comma will do. The value is one literal: a number, a string on one line, a
/// truth value; of a switch it may be 0 or 1. The units ns, us, ms, s and min make it a time. See
/// resources/doc/your-programs.md.
namespace braid::editor {

/// One value that can be moved. Value type.
struct Slider {
    session::Parameter parameter; ///< name, range, choices; its default is the value that stands in the text
    int line = 0;                 ///< from 1
    qsizetype at = 0, length = 0; ///< where the value stands in the text, UTF-16 units
    double step = 0;              ///< between two values, in the parameter's own numbers; 0 = any
    double nanosPerUnit = 0;      ///< of a time: what a one in the text means
    QString suffix;               ///< of the literal in the text: "ms", "u"
    QChar quote;                  ///< of a string; null where it has none
    bool fraction = false;        ///< a value that is not whole can be written
    bool bit = false;             ///< a switch whose two values are written 1 and 0
    friend bool operator==(const Slider&, const Slider&) = default;
};

/// A comment that looks like a range and is none. It is said, and makes no slider.
struct SliderProblem {
    int line = 0; ///< from 1
    QString what; ///< a sentence without its end, translated
    friend bool operator==(const SliderProblem&, const SliderProblem&) = default;
};

struct Sliders {
    std::vector<Slider> sliders; ///< in the order of the text, each name once
    std::vector<SliderProblem> problems;

    /// Their parameters, in the same order.
    [[nodiscard]] std::vector<session::Parameter> parameters() const;
    /// The slider of that name; nullptr: there is none.
    [[nodiscard]] const Slider* find(const std::string& name) const;
};

constexpr int MostSliders = 64; ///< further ones are a problem

/// Pure, but for the language of the problems.
[[nodiscard]] Sliders slidersOf(const QString& text, Language language);

/// `value` on the slider's steps and within its range.
[[nodiscard]] parameter::Value onStep(const Slider& slider, const parameter::Value& value);

/// `value` as it would stand in the text: "0.05", "'other'", "True".
[[nodiscard]] QString literalOf(const Slider& slider, const parameter::Value& value, Language language);

/// `text` with the values of `values` in the place of those that stand there; no line is added or taken away. `sliders` are those of
/// `text`. Names without a slider change nothing.
[[nodiscard]] QString withValues(const QString& text, const std::vector<Slider>& sliders, const parameter::ValueMap& values, Language language);

/// `text`, the Python program of `scenario`, with the range of each of its parameters in the comment behind the first line at the left
/// margin that gives it a value. What stood there follows behind a colon.
[[nodiscard]] QString withRanges(const QString& text, const session::Scenario& scenario);

} // namespace braid::editor
