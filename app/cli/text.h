#pragma once

#include "engine/model/sentence.h"
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
/// Control characters of what a program printed do not reach the terminal.
[[nodiscard]] std::string printable(std::string_view text);
/// What is wrong with the words of a command, as one sentence.
[[nodiscard]] inline Error wrong(std::string sentence) { return {std::move(sentence), "", ""}; }
/// "45 %"; "<1 %" for what is not nothing.
[[nodiscard]] std::string shareText(double part, double whole);

/// Escape codes of terminals, or none.
class Ink {
public:
    explicit Ink(bool colours) : m_colours(colours) {}
    [[nodiscard]] std::string heading(const std::string& text) const { return dyed("1", text); }
    [[nodiscard]] std::string alarm(const std::string& text) const { return dyed("1;31", text); }
    [[nodiscard]] std::string dim(const std::string& text) const { return dyed("2", text); }

private:
    [[nodiscard]] std::string dyed(const char* code, const std::string& text) const {
        return m_colours ? "\033[" + std::string(code) + "m" + text + "\033[0m" : text;
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
    void add(std::vector<std::string> row) {
        ++m_count;
        if (m_rows.size() <= mostRows + 1) // one more than are written, with the head
            m_rows.push_back(std::move(row));
    }
    void write(std::ostream& out, const Ink& ink) const;

private:
    std::vector<std::vector<std::string>> m_rows; ///< the head, and no more than say whether some are left out
    std::size_t m_count = 1;                      ///< of all, with the head
    std::size_t m_firstNumber, m_lastNumber;
};

} // namespace braid::cli
