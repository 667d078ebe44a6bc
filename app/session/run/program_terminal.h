#pragma once

#include "app/session/run/terminal_output.h"
#include "engine/trace/recording/supervisor_writer.h"
#include "engine/trace/result.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace braid::session {

/// A terminal of its own for a recorded program. What the program writes there goes into the trace, as far as it is kept. Not
/// thread-safe.
class ProgramTerminal {
public:
    static constexpr std::size_t Kept = 1 << 20; ///< bytes of output; what comes later is counted and not kept

    [[nodiscard]] static Result<std::unique_ptr<ProgramTerminal>> open();
    ~ProgramTerminal();
    ProgramTerminal(const ProgramTerminal&) = delete;
    ProgramTerminal& operator=(const ProgramTerminal&) = delete;

    /// The program's end of it, until started() is called.
    [[nodiscard]] int programEnd() const { return m_program; }
    /// The program has its end: this process lets go of it.
    void started();

    /// Takes what has been written since, without waiting, and gives what has been typed. `last`: the program has ended.
    void exchange(bool last);
    /// Writes the lines that came into the trace. True where there were some.
    bool tell(trace::SupervisorWriter& writer);
    /// What came and has not been told; empty after tell().
    [[nodiscard]] std::string untold() const;

    void type(std::string_view bytes);
    /// The end of the program's input, as Ctrl+D says it.
    void endInput();
    /// The group of processes that is in front: those that Ctrl+C reaches. 0 where there is none.
    [[nodiscard]] long foreground() const;

private:
    ProgramTerminal(int ours, int program) : m_ours(ours), m_program(program) {}
    void take(std::vector<TerminalPiece> pieces);
    void give();

    int m_ours, m_program;
    TerminalOutput m_output;
    std::vector<TerminalPiece> m_pieces;
    std::string m_typed; ///< not yet given
    std::size_t m_kept = 0;
    bool m_cut = false, m_cutTold = false;
};

} // namespace braid::session
