#pragma once

#include "engine/trace/event.h"
#include "engine/trace/result.h"

#include <memory>
#include <span>
#include <string>

namespace braid::trace {

/// Reads a trace, live or finished, through the same code. Trusts no length or offset it has not checked; a file that is
/// truncated, foreign, newer, damaged or that shrinks while it is read gives an Error or a damage() sentence, never a
/// crash or an endless loop (it copies with pread and never touches a mapping).
///
/// Order: events of one lane in the order in which it wrote them; numbered events of one object by their number; all
/// else by time. An event whose predecessor on its object is not published yet is held back (with what follows it on its
/// lane), so an effect never comes before its cause. Times are nudged forward (never back) where clocks disagree with
/// that order.
///
/// Not thread-safe. Movable.
class Reader {
public:
    [[nodiscard]] static Result<Reader> open(const std::string& path);
    /// Takes its own duplicate of `fd`; `name` is for messages.
    [[nodiscard]] static Result<Reader> open(int fd, std::string name);
    Reader(Reader&&) noexcept;
    Reader& operator=(Reader&&) noexcept;
    ~Reader();

    /// The next events in log order, at most `most`, or fewer where their texts come to 256 KiB; empty when there is nothing
    /// to show now. They stay valid until the next call.
    [[nodiscard]] std::span<const Event> pull(std::size_t most = 65536);

    /// Everything that can be handed out has been: the run is over (or this process says so by assumeOver()) and the
    /// last event was pulled.
    [[nodiscard]] bool complete() const;
    /// Tells the reader that no writer is alive any more (the supervisor knows; a file without an outcome, left by a
    /// crash, is taken so by open(path)). Gaps left by killed writers are then skipped.
    void assumeOver();

    [[nodiscard]] Outcome outcome() const;                  ///< Unknown while the run goes on
    [[nodiscard]] std::chrono::nanoseconds endTime() const; ///< when the outcome was written; 0 before
    /// Events not recorded: since the limit was reached, and in signal handlers in the midst of another event.
    [[nodiscard]] std::uint64_t lost() const;
    /// The limit was reached: what any lane did after that is unknown.
    [[nodiscard]] bool full() const;
    [[nodiscard]] std::uint64_t gaps() const;       ///< numbers skipped because their writer died before publishing
    [[nodiscard]] std::uint64_t eventCount() const; ///< handed out so far
    /// Events are held back: there are more, but not those before them on their objects.
    [[nodiscard]] bool holdsBack() const;
    /// A time in the trace: of processes that were gone by then, all events have been handed out. As of the last pull();
    /// nanoseconds::max() once complete().
    [[nodiscard]] std::chrono::nanoseconds settled() const;
    /// How much of what is there has been read, 0 … 1: for showing progress. By chunks, so it moves evenly.
    [[nodiscard]] double readShare() const;
    /// Empty, or one sentence on what is wrong with the file; what could be read was handed out.
    [[nodiscard]] const std::string& damage() const;
    /// False where blocks of the file are missing or unreadable and nothing tells whose they were: what any lane did after
    /// its last event is then unknown. Records left out within a block are told by EventKind::NotRecorded instead.
    [[nodiscard]] bool whole() const;
    /// Keeps a copy of the file as `path`, from the descriptor that is open since the beginning: also where the file has been
    /// deleted or replaced meanwhile. Nothing to do where `path` is that very file. Error: it has become shorter than it
    /// was, it cannot be read, `path` cannot be written (and is then as it was).
    [[nodiscard]] Status saveAs(const std::string& path) const;
    /// Wall-clock time of the trace's start, ns since 1970.
    [[nodiscard]] std::chrono::nanoseconds startOfTrace() const;
    /// The trace clock's "now" in trace time, for a live trace: where the live edge is.
    [[nodiscard]] std::chrono::nanoseconds now() const;

private:
    struct State;
    explicit Reader(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace braid::trace
