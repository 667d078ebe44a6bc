#include "app/editor/sliders.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace braid::editor {
namespace {

using Kind = session::Parameter::Kind;

constexpr qsizetype LongestLine = 1000;

struct SliderWords {
    Q_DECLARE_TR_FUNCTIONS(Sliders)
};

/// `name = value`, and the comment behind it.
struct Assignment {
    QString name, value, comment;
    qsizetype at = 0; ///< of the value, in the line
};

constexpr const char* Literal = R"(([-+]?(?:\d[\d_']*\.?[\d_']*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?)[A-Za-z]*|True|False|true|false|'[^'\\]*'|"[^"\\]*"))";

std::optional<Assignment> assignmentIn(const QString& line, Language language) {
    static const QRegularExpression python(QStringLiteral(R"(^\s*([A-Za-z_]\w*)\s*(?::[^=#]+)?=\s*%1\s*#\s*(.*?)\s*$)").arg(QLatin1String(Literal)));
    static const QRegularExpression c(QStringLiteral(R"(^\s*(?:[A-Za-z_][\w:<>, ]*[\s*&]+)([A-Za-z_]\w*)\s*(?:=\s*|\{\s*)%1\s*\}?\s*;\s*(?://\s*(.*?)|/\*\s*(.*?)\s*\*/)\s*$)").arg(QLatin1String(Literal)));
    static const QRegularExpression macro(QStringLiteral(R"(^\s*#\s*define\s+([A-Za-z_]\w*)\s+%1\s*(?://\s*(.*?)|/\*\s*(.*?)\s*\*/)\s*$)").arg(QLatin1String(Literal)));
    QRegularExpressionMatch match;
    if (language == Language::Python) {
        match = python.match(line);
    } else {
        match = macro.match(line);
        if (!match.hasMatch())
            match = c.match(line);
    }
    if (!match.hasMatch())
        return std::nullopt;
    const QString comment = match.captured(3).isEmpty() ? match.captured(4) : match.captured(3);
    return Assignment{match.captured(1), match.captured(2), comment, match.capturedStart(2)};
}

/// How many ns a unit of time has; 0 for what is none.
double nanosOf(const QString& unit) {
    static const std::vector<std::pair<QString, double>> units{{"ns", 1}, {"us", 1e3}, {"µs", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 6e10}};
    for (const auto& [name, nanos] : units)
        if (unit == name)
            return nanos;
    return 0;
}

bool isTruth(const QString& word) { return QStringList{"True", "False", "true", "false"}.contains(word); }

/// Whether the two words of a comment are those of a switch, in any order: on and off, true and false, yes and no.
bool areSwitch(const QStringList& words) {
    static const std::vector<std::pair<QString, QString>> pairs{{"on", "off"}, {"true", "false"}, {"yes", "no"}};
    return words.size() == 2 && std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
               return words.contains(pair.first, Qt::CaseInsensitive) && words.contains(pair.second, Qt::CaseInsensitive);
           });
}

/// A literal without its quotes, digit separators and suffix.
struct Taken {
    QString text, suffix;
    QChar quote;
    bool number = false, fraction = false;
    double value = 0;
};

Taken taken(const QString& literal) {
    Taken result;
    if (literal.startsWith(u'\'') || literal.startsWith(u'"')) {
        result.quote = literal[0];
        result.text = literal.mid(1, literal.size() - 2);
        return result;
    }
    result.text = literal;
    if (isTruth(literal))
        return result;
    static const QRegularExpression shape(QStringLiteral(R"(^(.*?[\d.])([A-DF-Za-df-z]\w*|)$)"));
    const QRegularExpressionMatch match = shape.match(literal);
    result.suffix = match.captured(2);
    result.text = match.captured(1);
    result.text.remove(u'_').remove(u'\'');
    result.value = result.text.toDouble(&result.number);
    result.fraction = result.text.contains(u'.') || result.text.contains(u'e', Qt::CaseInsensitive);
    return result;
}

/// What a comment says beside the words behind its colon.
struct Said {
    QString first, last, unit, step, label;
    QStringList choices;
};

std::optional<Said> saidIn(const QString& comment) {
    static const QRegularExpression range(QStringLiteral(R"(^([-+.\d][^\s]*?)\s*\.\.\s*(\S+?)(?:\s+(?!step\b)([^\s:\d]+))?(?:\s+step\s+(\S+?))?\s*(?::\s*(.*))?$)"));
    // Other words than these, with commas between them, are a comment of any kind.
    static const QRegularExpression twoWords(QStringLiteral(R"(^(\w+)\s*,\s*(\w+)\s*(?::\s*(.*))?$)"));
    if (const QRegularExpressionMatch match = twoWords.match(comment); match.hasMatch())
        if (const QStringList words{match.captured(1), match.captured(2)}; areSwitch(words))
            return Said{{}, {}, {}, {}, match.captured(3), words};
    static const QRegularExpression choice(QStringLiteral(R"(^('[^']*'|"[^"]*"|[^\s|:]+)((?:\s*\|\s*(?:'[^']*'|"[^"]*"|[^\s|:]+))+)\s*(?::\s*(.*))?$)"));
    if (const QRegularExpressionMatch match = range.match(comment); match.hasMatch())
        return Said{match.captured(1), match.captured(2), match.captured(3), match.captured(4), match.captured(5), {}};
    if (const QRegularExpressionMatch match = choice.match(comment); match.hasMatch()) {
        Said said;
        said.label = match.captured(3);
        for (QString word : (match.captured(1) + match.captured(2)).split(u'|')) {
            word = word.trimmed();
            if (word.size() > 1 && (word.startsWith(u'\'') || word.startsWith(u'"')))
                word = word.mid(1, word.size() - 2);
            said.choices << word;
        }
        return said;
    }
    return std::nullopt;
}

/// Fills in what a choice is. An empty string, or what is wrong.
QString fillChoice(Slider& slider, const Said& said, const Taken& value) {
    const bool bit = value.text == u"0" || value.text == u"1";
    if ((isTruth(value.text) || bit) && value.quote.isNull() && areSwitch(said.choices)) {
        slider.parameter.kind = Kind::Flag;
        slider.parameter.defaultValue = value.text == u"1" || value.text.compare(QLatin1String("true"), Qt::CaseInsensitive) == 0;
        slider.bit = bit;
        return {};
    }
    if (!said.choices.contains(value.text))
        return SliderWords::tr("its value, %1, is none of %2").arg(value.text, said.choices.join(QStringLiteral(", ")));
    slider.parameter.kind = Kind::Choice;
    for (const QString& choice : said.choices) {
        if (value.quote.isNull() && value.number && !taken(choice).number)
            return SliderWords::tr("%1 is no number").arg(choice);
        if (choice.contains(u'\\') || choice.contains(value.quote))
            return SliderWords::tr("%1 cannot stand between quotes").arg(choice);
        if (const std::string word = choice.toStdString(); std::find(slider.parameter.choices.begin(), slider.parameter.choices.end(), word) == slider.parameter.choices.end())
            slider.parameter.choices.push_back(word);
    }
    slider.parameter.defaultValue = value.text.toStdString();
    return {};
}

/// Fills in what a number is. An empty string, or what is wrong.
QString fillNumber(Slider& slider, const Said& said, const Taken& value, Language language) {
    if (!value.number)
        return SliderWords::tr("its value is no number");
    bool fineFirst = false, fineLast = false, fineStep = true;
    const double first = said.first.toDouble(&fineFirst), last = said.last.toDouble(&fineLast);
    const double step = said.step.isEmpty() ? 0 : said.step.toDouble(&fineStep);
    if (!fineFirst || !fineLast || !std::isfinite(first) || !std::isfinite(last))
        return SliderWords::tr("%1..%2 is no range").arg(said.first, said.last);
    if (first >= last)
        return SliderWords::tr("the range %1..%2 ends before it begins").arg(said.first, said.last);
    // A duration of C++ says its unit itself.
    if (nanosOf(value.suffix) > 0 && !said.unit.isEmpty() && said.unit != value.suffix)
        return SliderWords::tr("the value is in %1, the range in %2").arg(value.suffix, said.unit);
    if (value.value < first || value.value > last)
        return SliderWords::tr("its value, %1, is not within %2..%3").arg(value.text, said.first, said.last);
    if (!fineStep || step < 0 || (!said.step.isEmpty() && !(step > 0)) || step > last - first)
        return SliderWords::tr("the step %1 does not fit the range").arg(said.step);
    const QString unit = said.unit.isEmpty() && nanosOf(value.suffix) > 0 ? value.suffix : said.unit;
    const bool fractions = value.fraction || said.first.contains(u'.') || said.last.contains(u'.') || said.step.contains(u'.');
    const double nanos = nanosOf(unit);
    session::Parameter& parameter = slider.parameter;
    // An int of C cannot hold half a second; a number of Python can.
    slider.fraction = language == Language::Python ? fractions || nanos > 0 : value.fraction;
    double scale = 1;
    if (nanos > 0 && slider.fraction) {
        parameter.kind = Kind::Time;
        slider.nanosPerUnit = scale = nanos;
    } else if (slider.fraction) {
        parameter.kind = Kind::Real;
    } else {
        parameter.kind = Kind::Integer;
    }
    if (parameter.kind != Kind::Real && std::max(std::abs(first), std::abs(last)) * scale > std::ldexp(1.0, 53))
        return SliderWords::tr("the range %1..%2 is too large").arg(said.first, said.last);
    if (parameter.kind == Kind::Time && first < 0)
        return SliderWords::tr("a time is not below 0");
    if (parameter.kind != Kind::Time)
        parameter.unit = unit.toStdString();
    parameter.minimum = first * scale;
    parameter.maximum = last * scale;
    if (parameter.kind == Kind::Integer && (parameter.minimum != std::floor(parameter.minimum) || parameter.maximum != std::floor(parameter.maximum) || step != std::floor(step)))
        return SliderWords::tr("its value is whole, the range %1..%2 is not").arg(said.first, said.last);
    slider.step = step * scale;
    parameter.defaultValue = parameter::valueOf(parameter, value.value * scale);
    return {};
}

/// Why a line that ends in what looks like a range of numbers makes no slider; empty where it looks like none. The line has no
/// assignment of one literal, or a comment with something else in it.
QString missedIn(const QString& line, Language language) {
    static const QRegularExpression python(QStringLiteral(R"(^[^#]*[^#=!<>]=[^=#][^#]*#\s*(.*?)\s*$)"));
    static const QRegularExpression c(QStringLiteral(R"(^(?:.*[^=!<>]=[^=].*;|\s*#\s*define\s.*)\s*(?://\s*(.*?)|/\*\s*(.*?)\s*\*/)\s*$)"));
    static const QRegularExpression range(QStringLiteral(R"(^[-+]?\.?\d\S*?\s*\.\.\s*[-+]?\.?\d)"));
    const QRegularExpressionMatch match = (language == Language::Python ? python : c).match(line);
    const QString comment = match.captured(1).isEmpty() ? match.captured(2) : match.captured(1);
    if (!match.hasMatch() || !range.match(comment).hasMatch())
        return {};
    if (!saidIn(comment))
        return SliderWords::tr("no slider here: “%1” has more in it than a range, a unit, a step and words behind a colon").arg(comment);
    return SliderWords::tr("no slider here: before a range stands one name with one number, as threads = 5");
}

} // namespace

std::vector<session::Parameter> Sliders::parameters() const {
    std::vector<session::Parameter> all;
    for (const Slider& slider : sliders)
        all.push_back(slider.parameter);
    return all;
}

const Slider* Sliders::find(const std::string& name) const {
    const auto found = std::find_if(sliders.begin(), sliders.end(), [&](const Slider& each) { return each.parameter.name == name; });
    return found == sliders.end() ? nullptr : &*found;
}

Sliders slidersOf(const QString& text, Language language) {
    Sliders result;
    std::set<std::string> names;
    int number = 0;
    qsizetype begin = 0;
    for (const QString& line : text.split(u'\n')) {
        ++number;
        const qsizetype at = std::exchange(begin, begin + line.size() + 1);
        if (line.size() > LongestLine) // of generated text; patterns take long on it
            continue;
        const std::optional<Assignment> assignment = assignmentIn(line, language);
        const std::optional<Said> said = assignment ? saidIn(assignment->comment) : std::nullopt;
        if (!said) {
            if (const QString why = missedIn(line, language); !why.isEmpty())
                result.problems.push_back({number, why});
            continue;
        }
        const Taken value = taken(assignment->value);
        Slider slider;
        slider.parameter.name = assignment->name.toStdString();
        slider.parameter.label = said->label.isEmpty() ? slider.parameter.name : said->label.toStdString();
        slider.line = number;
        slider.at = at + assignment->at;
        slider.length = assignment->value.size();
        slider.suffix = value.suffix;
        slider.quote = value.quote;
        QString wrong = said->choices.isEmpty() ? fillNumber(slider, *said, value, language) : fillChoice(slider, *said, value);
        if (wrong.isEmpty() && !names.insert(slider.parameter.name).second)
            wrong = SliderWords::tr("there is a slider of that name already");
        if (wrong.isEmpty() && result.sliders.size() >= MostSliders)
            wrong = SliderWords::tr("there are %1 sliders already").arg(MostSliders);
        if (wrong.isEmpty())
            result.sliders.push_back(std::move(slider));
        else
            result.problems.push_back({number, SliderWords::tr("%1 gets no slider: %2").arg(assignment->name, wrong)});
    }
    return result;
}

parameter::Value onStep(const Slider& slider, const parameter::Value& value) {
    const session::Parameter& parameter = slider.parameter;
    if (!parameter.hasRange() || slider.step <= 0)
        return value;
    const double number = parameter::numberOf(value);
    const double steps = std::round((number - parameter.minimum) / slider.step);
    const double last = std::floor((parameter.maximum - parameter.minimum) / slider.step + 1e-9);
    return parameter::valueOf(parameter, parameter.minimum + std::clamp(steps, 0.0, last) * slider.step);
}

QString literalOf(const Slider& slider, const parameter::Value& value, Language language) {
    if (const auto* yes = std::get_if<bool>(&value)) {
        if (slider.bit)
            return (*yes ? QStringLiteral("1") : QStringLiteral("0")) + slider.suffix;
        if (language == Language::Python)
            return *yes ? QStringLiteral("True") : QStringLiteral("False");
        return *yes ? QStringLiteral("true") : QStringLiteral("false");
    }
    if (const auto* word = std::get_if<std::string>(&value)) {
        const QString text = QString::fromStdString(*word);
        return slider.quote.isNull() ? text + slider.suffix : slider.quote + text + slider.quote;
    }
    const double number = parameter::numberOf(value) / (slider.nanosPerUnit > 0 ? slider.nanosPerUnit : 1);
    QString text = QString::number(number, 'g', slider.parameter.kind == Kind::Integer ? 17 : 12);
    if (slider.parameter.kind == Kind::Integer)
        text = QString::number(std::get<std::int64_t>(value));
    else if ((language != Language::Python || slider.parameter.kind == Kind::Real) && !text.contains(u'.') && !text.contains(u'e'))
        text += QStringLiteral(".0"); // else it would be a whole number
    return text + slider.suffix;
}

QString withValues(const QString& text, const std::vector<Slider>& sliders, const parameter::ValueMap& values, Language language) {
    QString result = text;
    for (auto slider = sliders.rbegin(); slider != sliders.rend(); ++slider)
        if (const auto value = values.find(slider->parameter.name); value != values.end() && value->second != slider->parameter.defaultValue)
            result.replace(slider->at, slider->length, literalOf(*slider, value->second, language));
    return result;
}

QString withRanges(const QString& text, const session::Scenario& scenario) {
    QStringList lines = text.split(u'\n');
    for (const session::Parameter& parameter : scenario.parameters) {
        const QString begin = QString::fromStdString(parameter.name) + QStringLiteral(" = ");
        const auto line = std::find_if(lines.begin(), lines.end(), [&](const QString& each) { return each.startsWith(begin); });
        if (line == lines.end())
            continue;
        const std::optional<Assignment> there = assignmentIn(*line, Language::Python);
        if (there ? saidIn(there->comment).has_value() : line->contains(u'#'))
            continue;
        const QString rest = there && !there->comment.isEmpty() ? QStringLiteral(": ") + there->comment : QString();
        if (there)
            *line = line->left(there->at + there->value.size());
        QString range;
        if (parameter.kind == Kind::Flag) {
            range = QStringLiteral("True|False");
        } else if (parameter.kind == Kind::Choice) {
            QStringList words;
            for (const std::string& choice : parameter.choices)
                words << QString::fromStdString(choice);
            range = words.join(u'|');
        } else {
            const bool time = parameter.kind == Kind::Time;
            const auto number = [&](double value) { return QString::number(time ? value / 1e9 : value, 'g', 12); };
            range = number(parameter.minimum) + QStringLiteral("..") + number(parameter.maximum) + (time ? QStringLiteral(" s") : QString());
        }
        *line += QStringLiteral("  # ") + range + rest;
    }
    return lines.join(u'\n');
}

} // namespace braid::editor
