#include "app/session/run/terminal_output.h"

#include <utility>

namespace braid::session {
namespace {

constexpr char Escape = '\x1b', Bell = '\a';

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80; } // within a character of UTF-8

/// How many bytes at the end of `text` begin a character that is not whole.
std::size_t unfinished(const std::string& text) {
    for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
        const auto byte = static_cast<unsigned char>(text[text.size() - back]);
        if ((byte & 0xC0U) == 0x80)
            continue;
        const std::size_t needs = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3
                                                 : byte >= 0xC0   ? 2
                                                                  : 1;
        return needs > back ? back : 0;
    }
    return 0;
}

} // namespace

void TerminalOutput::endLine(std::vector<TerminalPiece>& out) {
    out.push_back({std::exchange(m_line, {}), true});
    m_open = false;
}

void TerminalOutput::control(char c, std::vector<TerminalPiece>& out) {
    if (c == '\n') {
        endLine(out);
    } else if (c == '\b') {
        while (!m_line.empty() && continues(m_line.back()))
            m_line.pop_back();
        if (!m_line.empty())
            m_line.pop_back();
    } else if (c == '\t') {
        m_line += c;
    }
}

std::vector<TerminalPiece> TerminalOutput::add(std::string_view bytes) {
    std::vector<TerminalPiece> out;
    for (const char c : bytes) {
        switch (m_state) {
        case State::Text:
            // What follows a return alone stands in the place of the line.
            if (std::exchange(m_returned, c == '\r') && c != '\n' && c != '\r') {
                if (m_open)
                    endLine(out);
                m_line.clear();
            }
            if (c == Escape)
                m_state = State::Escape;
            else if (static_cast<unsigned char>(c) < ' ' || c == '\x7f')
                control(c, out);
            else
                m_line += c;
            break;
        case State::Escape:
            m_state = c == '[' ? State::Sequence : c == ']' || c == 'P' || c == '_' || c == '^' ? State::Title
                                               : c == '(' || c == ')' || c == '#'               ? State::Charset
                                                                                                : State::Text;
            break;
        case State::Charset:
            m_state = State::Text;
            break;
        case State::Sequence:
            if (c >= '@' && c <= '~')
                m_state = State::Text;
            break;
        case State::Title:
            m_state = c == Bell ? State::Text : c == Escape ? State::TitleEscape
                                                            : State::Title;
            break;
        case State::TitleEscape:
            m_state = State::Text;
            break;
        }
        if (m_line.size() >= LongestPiece && unfinished(m_line) == 0) {
            out.push_back({std::exchange(m_line, {}), false});
            m_open = true;
        }
    }
    return out;
}

std::vector<TerminalPiece> TerminalOutput::rest(bool last) {
    const std::size_t held = last ? 0 : unfinished(m_line);
    if (m_line.size() == held)
        return {};
    const std::string kept = m_line.substr(m_line.size() - held);
    m_line.resize(m_line.size() - held);
    m_open = true;
    return {{std::exchange(m_line, kept), false}};
}

} // namespace braid::session
