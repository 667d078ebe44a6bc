#pragma once

#include "engine/model/text/sentence.h"
#include "engine/trace/result.h"

#include <QCoreApplication>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Text for terminals: widths, colours, tables. UTF-8.
namespace braid::cli {

/// What the command line says itself: Cli::tr("…"), a pattern with %1 … for said(). Without an application: English.
struct Cli {
    Q_DECLARE_TR_FUNCTIONS(Cli)
};
/// `pattern` as UTF-8, with `arguments` in its places.
[[nodiscard]] std::string said(const QString& pattern, const std::vector<std::string>& arguments = {});
/// A sentence of the engine in the person's language.
[[nodiscard]] std::string spoken(const model::Sentence& sentence);

/// Columns a text takes on a terminal, near enough: code points, and two for those of East Asian scripts.
[[nodiscard]] std::size_t columns(std::string_view text);
/// `text` filled up with blanks to `width` columns, behind it or (right) before it; longer ones stay.
[[nodiscard]] std::string padded(std::string text, std::size_t width, bool right = false);
/// `text`, of many lines, as it may reach a terminal: names, values and prints in it are plain (model::plainText), line
/// breaks stay, and where it is `inked`, so do the codes of Ink. All text that the command line writes goes through
/// here last; who puts a name into a line makes it plain before, so that it forges no line.
[[nodiscard]] std::string terminalText(std::string_view text, bool inked);
/// Whether stdout is a terminal and the person has not asked for no colours.
[[nodiscard]] bool colouredOutput();
/// What is wrong with the words of a command, as one sentence.
[[nodiscard]] inline Error wrong(std::string sentence) { return {std::move(sentence), "", ""}; }
/// "45 %"; "<1 %" for what is not nothing.
[[nodiscard]] std::string shareText(double part, double whole);

/// Escape codes of terminals, or none.
class Ink {
public:
    explicit Ink(bool colours) : m_colours(colours) {}
    static constexpr std::string_view Heading = "\033[1m", Alarm = "\033[1;31m", Dim = "\033[2m", Off = "\033[0m";

    [[nodiscard]] std::string heading(const std::string& text) const { return dyed(Heading, text); }
    [[nodiscard]] std::string alarm(const std::string& text) const { return dyed(Alarm, text); }
    [[nodiscard]] std::string dim(const std::string& text) const { return dyed(Dim, text); }

private:
    [[nodiscard]] std::string dyed(std::string_view code, const std::string& text) const {
        return m_colours ? std::string(code) + text + std::string(Off) : text;
    }
    bool m_colours;
};

/// A table: texts to the left, numbers (columns first … last) to the right.
class Table {
public:
    static constexpr std::size_t mostRows = 60; ///< of one table; further ones are counted

    Table(std::vector<std::string> head, std::size_t firstNumber, std::size_t lastNumber)
        : m_firstNumber(firstNumber), m_lastNumber(lastNumber) {
        m_rows.push_back(std::move(head));
    }
    /// The cells are shown as model::plainText makes them.
    void add(std::vector<std::string> row);
    void write(std::ostream& out, const Ink& ink) const;

private:
    std::vector<std::vector<std::string>> m_rows; ///< the head, and no more than say whether some are left out
    std::size_t m_count = 1;                      ///< of all, with the head
    std::size_t m_firstNumber, m_lastNumber;
};

} // namespace braid::cli
