#pragma once

#include "engine/trace/native_mutex.h"
#include "engine/trace/reading/reader.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace braid::trace {

/// What a Reader knows besides its events, when it had handed out the last of them that the owner of a Decoder has.
struct Reading {
    Outcome outcome = Outcome::Unknown;
    std::chrono::nanoseconds endTime{0};
    std::uint64_t lost = 0, gaps = 0, eventCount = 0;
    double share = 0;                    ///< see Reader::readShare()
    std::chrono::nanoseconds settled{0}; ///< see there
    std::string damage;
    bool full = false, whole = true, complete = false, holdsBack = false;
};

/// A Reader on a thread of its own: that thread reads, checks, decodes and orders events ahead of the owner's, which takes them
/// in batches, in the order of the Reader. How far ahead is bounded.
///
/// Nothing is read before look() asks for it. Once all that was published at the last look() is decoded, the thread sleeps.
///
/// For one owner's thread. An exception (no memory) ends the program.
class Decoder {
public:
    using Clock = std::chrono::steady_clock;

    /// In one batch, at most.
    static constexpr std::size_t BatchEvents = 2048;
    /// Batches that are decoded and not taken yet, at most: 1 MB of events, and as the Reader bounds the texts of one pull(),
    /// 2 MB of texts at most.
    static constexpr std::size_t MostAhead = 8;

    enum class Answer {
        Batch, ///< batch() is the next one
        Empty, ///< all that was published at the last look() has been taken
        Late,  ///< neither was known at the deadline
    };

    /// Where the system gives no thread, next() decodes by itself.
    explicit Decoder(Reader reader);
    /// Waits for the thread, which at most decodes the batch to its end that it is at.
    ~Decoder();
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;

    /// Asks for all that is published now.
    void look();
    /// The next batch, as soon as it is there.
    [[nodiscard]] Answer next(Clock::time_point deadline);
    /// What next() gave last; empty where that was no batch. Texts too are valid until it is called again.
    [[nodiscard]] std::span<const Event> batch() const { return m_taken.events; }
    /// As of the last answer that was not Late.
    [[nodiscard]] const Reading& reading() const { return m_taken.reading; }

    /// Batches that are decoded and not taken yet.
    [[nodiscard]] std::size_t ahead() const;

    /// See Reader::assumeOver(). Counts for what is read after the next look().
    void assumeOver();
    /// Ends the thread as the destructor does, and forgets what was not taken: from here on there is nothing to come.
    void end();

    /// See Reader::saveAs(). The thread does not read meanwhile.
    [[nodiscard]] Status saveAs(const std::string& path) const;
    [[nodiscard]] std::chrono::nanoseconds now() const { return m_reader.now(); } ///< see there; of what never changes

private:
    struct Batch {
        std::vector<Event> events;
        std::vector<char> texts; ///< theirs; no string: short ones do not stay where they are when they are moved
        Reading reading;
    };

    void run();
    /// One batch, or that there is none. `lock` holds m_mutex, and does not while it decodes.
    void decode(NativeLock& lock) BRAID_UNCHECKED_LOCKING;
    void fill(Batch& batch, bool over);
    /// Everything asked for is decoded.
    [[nodiscard]] bool answered() const { return m_reached == m_asked; }

    Reader m_reader;
    mutable NativeMutex m_reading; ///< guards m_reader, but for what never changes; taken without m_mutex
    Batch m_taken;                 ///< the owner's alone

    mutable NativeMutex m_mutex; ///< guards what follows
    std::condition_variable m_wanted, m_decoded;
    std::deque<Batch> m_ahead;
    std::vector<Batch> m_spare;  ///< their memory is used again
    Reading m_last;              ///< when nothing was left
    std::uint64_t m_asked = 0;   ///< looks
    std::uint64_t m_reached = 0; ///< the last look of which nothing was left
    bool m_over = false, m_ended = false;

    std::thread m_thread; ///< none: next() decodes
};

} // namespace braid::trace
