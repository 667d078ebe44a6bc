#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace braid::session {

/// A piece of what went to a terminal: a line or a part of one, UTF-8 as the program wrote it, without control codes.
struct TerminalPiece {
    std::string text;
    bool lineEnd = false; ///< the line ends behind it
    friend bool operator==(const TerminalPiece&, const TerminalPiece&) = default;
};

/// Makes lines of what a program writes to a terminal, which comes in parts that may end anywhere. Escape sequences are left out;
/// what a carriage return or a backspace takes back is not there, unless it has been handed out before. Not thread-safe.
class TerminalOutput {
public:
    static constexpr std::size_t LongestPiece = 2048; ///< bytes
    /// The lines that are whole with `bytes`.
    [[nodiscard]] std::vector<TerminalPiece> add(std::string_view bytes);
    /// The line that has begun, as far as it is there: nothing more comes at the moment. A character of which the rest is missing waits
    /// for it, but with `last`.
    [[nodiscard]] std::vector<TerminalPiece> rest(bool last = false);

private:
    enum class State {
        Text,
        Escape,
        Sequence,
        Title,
        TitleEscape,
        Charset
    };
    void control(char c, std::vector<TerminalPiece>& out);
    void endLine(std::vector<TerminalPiece>& out);

    std::string m_line;
    State m_state = State::Text;
    bool m_returned = false; ///< the last one was a carriage return
    bool m_open = false;     ///< a part of the present line has been handed out
};

} // namespace braid::session
