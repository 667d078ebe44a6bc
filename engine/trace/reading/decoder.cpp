#include "engine/trace/reading/decoder.h"

#include "engine/trace/recording/helper_thread.h"

#include <system_error>
#include <utility>

namespace braid::trace {
namespace {

/// The thread goes on when no more than so many batches are left: waking it for each one costs more than decoding it.
constexpr std::size_t FewAhead = Decoder::MostAhead / 2;

Reading readingOf(const Reader& reader) {
    Reading reading;
    reading.outcome = reader.outcome();
    reading.endTime = reader.endTime();
    reading.lost = reader.lost();
    reading.gaps = reader.gaps();
    reading.eventCount = reader.eventCount();
    reading.share = reader.readShare();
    reading.settled = reader.settled();
    reading.damage = reader.damage();
    reading.full = reader.full();
    reading.whole = reader.whole();
    reading.complete = reader.complete();
    reading.holdsBack = reader.holdsBack();
    return reading;
}

} // namespace

Decoder::Decoder(Reader reader) : m_reader(std::move(reader)) {
    m_taken.reading = readingOf(m_reader);
    try {
        m_thread = startHelper("braid-decoder", [this] { run(); });
    } catch (const std::system_error&) { // slower, but as good
    }
}

Decoder::~Decoder() { end(); }

void Decoder::run() {
    NativeLock lock(m_mutex);
    while (true) {
        m_wanted.wait(lock.native(), [this] { return m_ended || (!answered() && m_ahead.size() <= FewAhead); });
        while (!m_ended && !answered() && m_ahead.size() < MostAhead) {
            decode(lock);
            m_decoded.notify_one();
        }
        if (m_ended)
            return;
    }
}

void Decoder::decode(NativeLock& lock) {
    Batch batch;
    if (!m_spare.empty()) {
        batch = std::move(m_spare.back());
        m_spare.pop_back();
    }
    const std::uint64_t asked = m_asked;
    const bool over = m_over;
    lock.unlock();
    fill(batch, over);
    lock.lock();
    if (batch.events.empty()) {
        m_reached = asked; // what was published at that look() was there before the Reader looked
        m_last = batch.reading;
        m_spare.push_back(std::move(batch));
    } else {
        m_ahead.push_back(std::move(batch));
    }
}

void Decoder::fill(Batch& batch, bool over) {
    const NativeLock reading(m_reading);
    if (over)
        m_reader.assumeOver();
    const std::span<const Event> events = m_reader.pull(BatchEvents);
    batch.events.assign(events.begin(), events.end());
    batch.texts.clear();
    for (const Event& event : events)
        batch.texts.insert(batch.texts.end(), event.text.begin(), event.text.end());
    std::size_t at = 0; // not before all are in: their place changes while they come in
    for (Event& event : batch.events) {
        event.text = {batch.texts.data() + at, event.text.size()};
        at += event.text.size();
    }
    batch.reading = readingOf(m_reader);
}

void Decoder::look() {
    {
        const NativeLock lock(m_mutex);
        if (m_ended)
            return;
        ++m_asked;
    }
    m_wanted.notify_one();
}

Decoder::Answer Decoder::next(Clock::time_point deadline) {
    m_taken.events.clear();
    NativeLock lock(m_mutex);
    const auto known = [this] { return !m_ahead.empty() || answered(); };
    if (!m_thread.joinable()) {
        if (!known())
            decode(lock);
    } else if (deadline == Clock::time_point::max()) {
        m_decoded.wait(lock.native(), known);
    } else {
        m_decoded.wait_until(lock.native(), deadline, known);
    }
    if (!m_ahead.empty()) {
        m_spare.push_back(std::exchange(m_taken, std::move(m_ahead.front())));
        m_ahead.pop_front();
        const bool few = m_ahead.size() == FewAhead;
        lock.unlock();
        if (few)
            m_wanted.notify_one();
        return Answer::Batch;
    }
    if (!answered())
        return Answer::Late;
    m_taken.reading = m_last;
    return Answer::Empty;
}

std::size_t Decoder::ahead() const {
    const NativeLock lock(m_mutex);
    return m_ahead.size();
}

void Decoder::assumeOver() {
    const NativeLock lock(m_mutex);
    m_over = true;
}

void Decoder::end() {
    {
        const NativeLock lock(m_mutex);
        m_ended = true;
    }
    m_wanted.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    m_ahead.clear();
    m_spare.clear();
    m_reached = m_asked;
    m_last = m_taken.reading;
}

Status Decoder::saveAs(const std::string& path) const {
    const NativeLock reading(m_reading);
    return m_reader.saveAs(path);
}

} // namespace braid::trace
