#include "app/editor/scenario_source.h"

#include <QFileInfo>

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <vector>

namespace braid::editor {
namespace {

using session::Parameter;

struct Token {
    enum class Kind : std::uint8_t {
        Word,
        Number,
        Text, ///< what stands between the quotes
        Sign  ///< one character, or "::"
    };
    Kind kind = Kind::Sign;
    QString text;
    [[nodiscard]] bool is(const char* sign) const { return kind != Kind::Text && text == QLatin1String(sign); }
};
using Tokens = std::span<const Token>;

bool isWordPart(QChar c) { return c.isLetterOrNumber() || c == u'_'; }

/// Without comments, characters in single quotes and lines of the preprocessor. Raw strings are taken as they are.
std::vector<Token> tokensOf(const QString& text) {
    std::vector<Token> tokens;
    const qsizetype size = text.size();
    bool lineBegins = true;
    for (qsizetype i = 0; i < size;) {
        const QChar c = text[i];
        if (c == u'\n')
            lineBegins = true;
        if (c.isSpace()) {
            ++i;
            continue;
        }
        const QStringView rest = QStringView(text).mid(i);
        if (rest.startsWith(u"//") || (c == u'#' && lineBegins)) {
            while (i < size && (text[i] != u'\n' || text[i - 1] == u'\\'))
                ++i;
        } else if (rest.startsWith(u"/*")) {
            const qsizetype end = text.indexOf(QLatin1String("*/"), i + 2);
            i = end < 0 ? size : end + 2;
        } else if (rest.startsWith(u"R\"")) {
            const qsizetype open = text.indexOf(u'(', i);
            const QString close = u')' + text.mid(i + 2, std::max<qsizetype>(0, open - i - 2)) + u'"';
            const qsizetype end = open < 0 ? -1 : text.indexOf(close, open);
            tokens.push_back({Token::Kind::Text, end < 0 ? QString() : text.mid(open + 1, end - open - 1)});
            i = end < 0 ? size : end + close.size();
        } else if (c == u'"' || c == u'\'') {
            QString inside;
            for (++i; i < size && text[i] != c && text[i] != u'\n'; ++i) {
                if (text[i] == u'\\' && i + 1 < size)
                    ++i; // \" and \\; what else there may be stays a letter
                inside += text[i];
            }
            ++i;
            if (c == u'"') {
                if (!tokens.empty() && tokens.back().kind == Token::Kind::Text)
                    tokens.back().text += inside; // literals beside each other are one
                else
                    tokens.push_back({Token::Kind::Text, inside});
            }
        } else if (c.isDigit()) {
            const qsizetype from = i;
            while (i < size && (isWordPart(text[i]) || text[i] == u'.' || (text[i] == u'\'' && i + 1 < size && isWordPart(text[i + 1]))))
                ++i;
            tokens.push_back({Token::Kind::Number, text.mid(from, i - from).remove(u'\'')});
        } else if (isWordPart(c)) {
            const qsizetype from = i;
            while (i < size && isWordPart(text[i]))
                ++i;
            tokens.push_back({Token::Kind::Word, text.mid(from, i - from)});
        } else {
            const qsizetype length = rest.startsWith(u"::") ? 2 : 1;
            tokens.push_back({Token::Kind::Sign, text.mid(i, length)});
            i += length;
        }
        lineBegins = false;
    }
    return tokens;
}

bool opens(const Token& token) { return token.is("(") || token.is("{") || token.is("["); }
bool closes(const Token& token) { return token.is(")") || token.is("}") || token.is("]"); }

/// Where what opens at `open` closes; the end where it does not.
std::size_t closing(Tokens tokens, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        depth += opens(tokens[i]) ? 1 : closes(tokens[i]) ? -1
                                                          : 0;
        if (depth == 0)
            return i;
    }
    return tokens.size();
}

/// What the commas at the outside divide.
std::vector<Tokens> partsOf(Tokens tokens) {
    std::vector<Tokens> parts;
    int depth = 0;
    std::size_t from = 0;
    for (std::size_t i = 0; i <= tokens.size(); ++i) {
        if (i < tokens.size() && (depth != 0 || !tokens[i].is(","))) {
            depth += opens(tokens[i]) ? 1 : closes(tokens[i]) ? -1
                                                              : 0;
            continue;
        }
        if (i > from)
            parts.push_back(tokens.subspan(from, i - from));
        from = i + 1;
    }
    return parts;
}

QString lastWord(Tokens tokens) { return !tokens.empty() && tokens.back().kind == Token::Kind::Word ? tokens.back().text : QString(); }
std::string textOf(Tokens tokens) { return tokens.size() == 1 && tokens[0].kind == Token::Kind::Text ? tokens[0].text.toStdString() : std::string(); }

/// A number that is written out; a time in nanoseconds.
std::optional<double> numberIn(Tokens tokens, bool time) {
    const bool negative = tokens.size() == 2 && tokens[0].is("-");
    if (negative)
        tokens = tokens.subspan(1);
    if (tokens.size() != 1 || tokens[0].kind != Token::Kind::Number)
        return std::nullopt;
    const QString& word = tokens[0].text;
    qsizetype digits = 0;
    while (digits < word.size() && (word[digits].isDigit() || word[digits] == u'.' || (word[digits] == u'e' && !time)))
        ++digits;
    bool read = false;
    double number = word.left(digits).toDouble(&read);
    const QString unit = word.mid(digits);
    if (time) {
        static const std::map<QString, double> nanos{{"ns", 1}, {"us", 1e3}, {"ms", 1e6}, {"s", 1e9}, {"min", 60e9}, {"h", 3600e9}};
        const auto found = nanos.find(unit);
        if (found == nanos.end())
            return std::nullopt;
        number *= found->second;
    } else if (!unit.isEmpty() && unit != QLatin1String("f") && unit != QLatin1String("u") && unit != QLatin1String("l")) {
        return std::nullopt;
    }
    return read ? std::optional(negative ? -number : number) : std::nullopt;
}

/// Reads the description in a function's body.
class DescriptionReader {
public:
    explicit DescriptionReader(Tokens all) {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (!all[i].is("constexpr"))
                continue;
            while (i + 1 < all.size() && !all[i].is("=") && !all[i].is(";") && !opens(all[i]))
                ++i;
            std::size_t end = i;
            while (end < all.size() && !all[end].is(";"))
                ++end;
            if (all[i].is("="))
                m_constants.try_emplace(all[i - 1].text, all.subspan(i + 1, end - i - 1));
        }
        for (std::size_t i = 0; i + 2 < all.size(); ++i) {
            if (!all[i].is("struct") || !all[i + 1].is("Params") || !all[i + 2].is("{"))
                continue;
            const std::size_t end = closing(all, i + 2);
            for (std::size_t at = i + 3; at + 1 < end; ++at) {
                if (opens(all[at]) && !all[at - 1].is("=")) {
                    at = closing(all, at);
                    continue;
                }
                if (all[at].kind != Token::Kind::Word || !all[at + 1].is("="))
                    continue;
                std::size_t last = at + 2;
                while (last < end && !all[last].is(";"))
                    ++last;
                m_members[all[at].text] = all.subspan(at + 2, last - at - 2);
                at = last;
            }
        }
    }

    void read(Tokens body, session::Scenario& scenario) {
        m_scenario = &scenario;
        scenario.presets.push_back({"tutorial", {}, {}});
        for (std::size_t i = 0; i + 1 < body.size(); ++i) {
            const bool begins = body[i].is("describe");
            if (body[i].kind != Token::Kind::Word || !body[i + 1].is("(") || (!begins && (i == 0 || !body[i - 1].is("."))))
                continue;
            const std::size_t end = closing(body, i + 1);
            call(body[i].text, partsOf(body.subspan(i + 2, end - i - 2)));
        }
    }

private:
    void call(const QString& name, const std::vector<Tokens>& words) {
        if (words.empty())
            return;
        const std::string first = textOf(words[0]);
        if (name == u"describe")
            m_scenario->title = first;
        else if (name == u"about")
            m_scenario->about = first;
        else if (name == u"expects")
            m_scenario->expects = names(words[0]);
        else if (name == u"preset" && words.size() >= 2)
            preset(first, words);
        else if (name == u"onlyFor" && words.size() == 2 && m_last) {
            m_last->only = first;
            m_last->onlyFor = names(words[1]);
        } else if (name == u"integer" || name == u"real" || name == u"time" || name == u"flag" || name == u"choice")
            parameter(name, words);
    }

    void parameter(const QString& method, const std::vector<Tokens>& words) {
        m_last = nullptr;
        using Kind = Parameter::Kind;
        if (words.size() < 3)
            return;
        Parameter made;
        made.name = textOf(words[0]);
        made.label = textOf(words[1]);
        made.kind = method == u"integer" ? Kind::Integer : method == u"real" ? Kind::Real
                                                       : method == u"time"   ? Kind::Time
                                                       : method == u"flag"   ? Kind::Flag
                                                                             : Kind::Choice;
        const QString member = lastWord(words[2]);
        if (made.name.empty() || member.isEmpty() || m_scenario->parameter(made.name))
            return;
        Ways ways;
        if (made.hasRange()) {
            const auto least = words.size() > 4 ? number(words[3], made.kind == Kind::Time) : std::nullopt, most = words.size() > 4 ? number(words[4], made.kind == Kind::Time) : std::nullopt;
            if (!least || !most || *least > *most)
                return;
            made.minimum = *least;
            made.maximum = *most;
            if (words.size() > 5 && made.kind != Kind::Time)
                made.unit = textOf(words[5]);
        } else if (made.kind == Kind::Choice) {
            if (words.size() < 4 || words[3].size() < 2 || !words[3].front().is("{"))
                return;
            for (const Tokens& pair : partsOf(words[3].subspan(1, words[3].size() - 2))) {
                const auto both = pair.size() > 2 ? partsOf(pair.subspan(1, pair.size() - 2)) : std::vector<Tokens>();
                if (both.size() != 2 || textOf(both[1]).empty())
                    return;
                ways[lastWord(both[0])] = textOf(both[1]);
                made.choices.push_back(textOf(both[1]));
            }
        }
        const auto written = m_members.find(member);
        const auto value = written == m_members.end() ? std::nullopt : valueOf(made, ways, written->second);
        if (!value || !parameter::check(made, *value))
            return;
        made.defaultValue = *value;
        if (made.kind == Kind::Time)
            made.liveIndex = static_cast<int>(m_scenario->parameters.size());
        m_memberOf[member] = made.name;
        m_ways[made.name] = ways;
        m_scenario->parameters.push_back(made);
        m_last = &m_scenario->parameters.back();
    }

    using Ways = std::map<QString, std::string>; ///< the enumerator, and the choice's word

    std::optional<double> number(Tokens tokens, bool time) const {
        if (const auto written = numberIn(tokens, time))
            return written;
        const auto constant = tokens.size() == 1 ? m_constants.find(tokens[0].text) : m_constants.end();
        return constant == m_constants.end() ? std::nullopt : numberIn(constant->second, time);
    }

    std::optional<parameter::Value> valueOf(const Parameter& of, const Ways& ways, Tokens written) const {
        using Kind = Parameter::Kind;
        if (of.kind == Kind::Flag)
            return written.size() == 1 && (written[0].is("true") || written[0].is("false")) ? std::optional<parameter::Value>(written[0].is("true")) : std::nullopt;
        if (of.kind == Kind::Choice) {
            const auto way = ways.find(lastWord(written));
            return way == ways.end() ? std::nullopt : std::optional<parameter::Value>(way->second);
        }
        const auto read = number(written, of.kind == Kind::Time);
        if (!read)
            return std::nullopt;
        return of.kind == Kind::Real ? parameter::Value(*read) : parameter::Value(static_cast<std::int64_t>(std::llround(*read)));
    }

    /// .preset("name", {.member = value, …}, {"outcome"})
    void preset(const std::string& name, const std::vector<Tokens>& words) {
        session::Preset made{name, {}, words.size() > 2 ? names(words[2]) : std::vector<std::string>()};
        const Tokens values = words[1];
        if (name.empty() || values.size() < 2 || !values.front().is("{"))
            return;
        for (const Tokens& each : partsOf(values.subspan(1, values.size() - 2))) {
            const auto parameter = each.size() > 3 && each[0].is(".") && each[2].is("=") ? m_memberOf.find(each[1].text) : m_memberOf.end();
            if (parameter == m_memberOf.end())
                continue;
            const Parameter& of = *m_scenario->parameter(parameter->second);
            const auto value = valueOf(of, m_ways[of.name], each.subspan(3));
            if (value && parameter::check(of, *value) && *value != of.defaultValue)
                made.values.insert_or_assign(of.name, *value);
        }
        m_scenario->presets.push_back(std::move(made));
    }

    static std::vector<std::string> names(Tokens tokens) {
        std::vector<std::string> all;
        for (const Token& token : tokens)
            if (token.kind == Token::Kind::Text)
                all.push_back(token.text.toStdString());
        return all;
    }

    session::Scenario* m_scenario = nullptr;
    Parameter* m_last = nullptr;
    std::map<QString, Tokens> m_constants;     ///< by their names
    std::map<QString, Tokens> m_members;       ///< of Params: what their defaults are
    std::map<QString, std::string> m_memberOf; ///< parameters by the names of their members
    std::map<std::string, Ways> m_ways;        ///< of choices, by their names
};

} // namespace

std::optional<ScenarioSource> scenarioIn(const QString& text, const QString& path) {
    if (!text.contains(QLatin1String("Scenario")))
        return std::nullopt;
    const std::vector<Token> tokens = tokensOf(text);
    const Tokens all(tokens);
    std::vector<QString> open; // namespaces; empty: an unnamed one
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].is("namespace")) {
            QString name;
            for (++i; i < all.size() && !all[i].is("{") && !all[i].is(";") && !all[i].is("="); ++i)
                name += all[i].text;
            if (i < all.size() && all[i].is("{"))
                open.push_back(name);
        } else if (all[i].is("}")) {
            if (!open.empty())
                open.pop_back();
        } else if (opens(all[i])) {
            i = closing(all, i);
        } else if (all[i].is("Scenario") && i + 4 < all.size() && all[i + 1].kind == Token::Kind::Word && all[i + 2].is("(") && all[i + 3].is(")") && all[i + 4].is("{")) {
            ScenarioSource source;
            for (const QString& name : open)
                if (!name.isEmpty())
                    source.function += name.toStdString() + "::";
            source.function += all[i + 1].text.toStdString();
            source.described.id = QFileInfo(path).fileName().toStdString();
            source.described.family = "yours";
            source.described.source = path.toStdString();
            DescriptionReader(all).read(all.subspan(i + 5, closing(all, i + 4) - i - 5), source.described);
            return source;
        }
    }
    return std::nullopt;
}

QString withCatalogue(const QString& text, const ScenarioSource& source) {
    const auto literal = [](const std::string& words) {
        QString quoted = QString::fromStdString(words);
        return u'"' + quoted.replace(u'\\', QLatin1String("\\\\")).replace(u'"', QLatin1String("\\\"")) + u'"';
    };
    return text + QStringLiteral("\n# 1 \"catalogue\"\n#include \"scenarios/catalogue.h\"\nnamespace braid::scenarios {\nstd::vector<Scenario> catalogue() {\n"
                                 "    Scenario own = ::%1();\n    own.id = %2;\n    own.family = \"yours\";\n    own.source = %3;\n    return {own};\n}\n}\n")
                      .arg(QString::fromStdString(source.function), literal(source.described.id), literal(source.described.source));
}

} // namespace braid::editor
