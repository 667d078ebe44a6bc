#include "app/session/run/program_terminal.h"

#include "engine/trace/print.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace braid::session {
namespace {

constexpr unsigned short Rows = 40, Columns = 120;
/// Read in one go at most, so that a program that writes without end does not hold up the window.
constexpr std::size_t AtATime = 1 << 20;
constexpr char EndOfInput = '\x04';

} // namespace

Result<std::unique_ptr<ProgramTerminal>> ProgramTerminal::open() {
    const int ours = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    std::array<char, 64> name{};
    int program = -1;
    if (ours >= 0 && ::grantpt(ours) == 0 && ::unlockpt(ours) == 0 && ::ptsname_r(ours, name.data(), name.size()) == 0)
        program = ::open(name.data(), O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (program < 0) {
        const Error error = systemError("cannot open a terminal for", "the program");
        if (ours >= 0)
            ::close(ours);
        return error;
    }
    ::fcntl(ours, F_SETFL, ::fcntl(ours, F_GETFL) | O_NONBLOCK);
    const winsize size{Rows, Columns, 0, 0};
    ::ioctl(program, TIOCSWINSZ, &size);
    return std::unique_ptr<ProgramTerminal>(new ProgramTerminal(ours, program));
}

ProgramTerminal::~ProgramTerminal() {
    started();
    ::close(m_ours);
}

void ProgramTerminal::started() {
    if (m_program >= 0)
        ::close(std::exchange(m_program, -1));
}

void ProgramTerminal::exchange(bool last) {
    give();
    std::array<char, 16384> buffer{};
    std::size_t all = 0;
    while (all < AtATime || last) {
        const ssize_t count = ::read(m_ours, buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            break;
        all += static_cast<std::size_t>(count);
        take(m_output.add({buffer.data(), static_cast<std::size_t>(count)}));
        if (last && all > Kept)
            break; // a child that goes on may write without end
    }
    take(m_output.rest(last));
}

void ProgramTerminal::take(std::vector<TerminalPiece> pieces) {
    for (TerminalPiece& piece : pieces) {
        m_cut = m_cut || m_kept >= Kept;
        if (m_cut)
            return;
        m_kept += piece.text.size() + 1;
        m_pieces.push_back(std::move(piece));
    }
}

bool ProgramTerminal::tell(trace::SupervisorWriter& writer) {
    bool some = false;
    for (const TerminalPiece& piece : std::exchange(m_pieces, {}))
        some = writer.append(trace::EventKind::Print, ObjectId{}, 0, piece.lineEnd ? 0 : trace::NoLineEnd, piece.text) || some;
    if (m_cut && !std::exchange(m_cutTold, true))
        some = writer.append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, std::string("outputKept") + '\0' + std::to_string(Kept)) || some;
    return some;
}

std::string ProgramTerminal::untold() const {
    std::string text;
    for (const TerminalPiece& piece : m_pieces)
        text += piece.text + (piece.lineEnd ? "\n" : "");
    return text;
}

void ProgramTerminal::type(std::string_view bytes) {
    m_typed += bytes;
    give();
}

void ProgramTerminal::endInput() { type({&EndOfInput, 1}); }

void ProgramTerminal::give() {
    while (!m_typed.empty()) {
        const ssize_t count = ::write(m_ours, m_typed.data(), m_typed.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return; // the program has not read what it was given before
        m_typed.erase(0, static_cast<std::size_t>(count));
    }
}

long ProgramTerminal::foreground() const {
    const pid_t group = ::tcgetpgrp(m_ours);
    return group > 0 ? static_cast<long>(group) : 0;
}

} // namespace braid::session
