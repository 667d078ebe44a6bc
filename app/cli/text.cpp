#include "app/cli/text.h"

#include "app/render/translate.h"

#include <algorithm>

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

std::string printable(std::string_view text) {
    std::string clean(text);
    for (char& c : clean)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            c = ' ';
    return clean;
}

std::string shareText(double part, double whole) {
    const auto percent = static_cast<int>(part * 100 / whole + 0.5);
    return percent == 0 ? "<1 %" : std::to_string(percent) + " %";
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
