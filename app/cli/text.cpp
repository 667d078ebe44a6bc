#include "app/cli/text.h"

#include "app/render/scene/translate.h"
#include "engine/model/text/plain_text.h"

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace braid::cli {

std::string said(const QString& pattern, const std::vector<std::string>& arguments) {
    return model::fill(pattern.toStdString(), arguments);
}

std::string spoken(const model::Sentence& sentence) {
    return render::translated(sentence).toStdString();
}

std::size_t columns(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte & 0xC0) != 0x80)
            count += byte >= 0xE3 && byte < 0xF0 ? 2 : 1;
    }
    return count;
}

std::string padded(std::string text, std::size_t width, bool right) {
    const std::size_t taken = columns(text);
    if (taken >= width)
        return text;
    return right ? std::string(width - taken, ' ') + text : text + std::string(width - taken, ' ');
}

std::string terminalText(std::string_view text, bool inked) {
    const auto codeAt = [&](std::size_t at) {
        for (const std::string_view code : {Ink::Heading, Ink::Alarm, Ink::Dim, Ink::Off})
            if (inked && text.substr(at, code.size()) == code)
                return code;
        return std::string_view();
    };
    std::string shown;
    shown.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        if (const std::string_view code = text[at] == '\033' ? codeAt(at) : std::string_view(); !code.empty()) {
            shown += code;
            at += code.size();
            continue;
        }
        const char32_t c = model::nextCodePoint(text, at);
        model::appendUtf8(shown, c == U'\n' ? c : model::shownFor(c));
    }
    return shown;
}

bool colouredOutput() { return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

std::string shareText(double part, double whole) {
    const auto percent = static_cast<int>(part * 100 / whole + 0.5);
    return percent == 0 ? "<1 %" : std::to_string(percent) + " %";
}

void Table::add(std::vector<std::string> row) {
    ++m_count;
    if (m_rows.size() > mostRows + 1) // one more than are written, with the head
        return;
    for (std::string& cell : row)
        cell = model::plainText(cell);
    m_rows.push_back(std::move(row));
}

void Table::write(std::ostream& out, const Ink& ink) const {
    std::vector<std::size_t> widths;
    for (const auto& row : m_rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths.resize(std::max(widths.size(), i + 1));
            widths[i] = std::max(widths[i], columns(row[i]));
        }
    const bool cut = m_rows.size() > mostRows + 1;
    for (std::size_t r = 0; r < (cut ? mostRows : m_rows.size()); ++r) {
        std::string line = " ";
        for (std::size_t i = 0; i < m_rows[r].size(); ++i)
            line += " " + padded(m_rows[r][i], widths[i], i >= m_firstNumber && i <= m_lastNumber) + " ";
        line.erase(line.find_last_not_of(' ') + 1);
        out << (r == 0 ? ink.dim(line) : line) << '\n';
    }
    if (cut)
        out << "  … " << said(Cli::tr("%1 more"), {model::countText(m_count - mostRows)}) << '\n';
}

} // namespace braid::cli
