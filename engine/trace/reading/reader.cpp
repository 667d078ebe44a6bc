#include "engine/trace/reading/reader.h"

#include "engine/trace/clock.h"
#include "engine/trace/format.h"
#include "engine/trace/reading/reader_state.h"
#include "engine/trace/save.h"

#include <algorithm>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <unistd.h>

namespace braid::trace {

Reader::Reader(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const std::string& path) {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return systemError("cannot open the trace", path);
    Result<Reader> reader = open(fd, path);
    close(fd);
    if (reader.ok()) {
        State& state = *reader->m_state;
        if (state.header.outcome == Outcome::Unknown && (state.header.supervisorPid == 0 || processIsDead(state.header.supervisorPid))) {
            if (!plausible(state.header))
                return Error{"cannot read", path, "the trace's header is damaged"};
            reader->assumeOver();
        }
    }
    return reader;
}

Result<Reader> Reader::open(int fd, std::string name) {
    auto state = std::make_unique<State>();
    state->name = std::move(name);
    state->fd = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    state->bytes = FileBytes(state->fd);
    state->longest = state->bytes.size();
    if (state->fd < 0)
        return systemError("cannot read the trace", state->name);
    const Result<HeaderCopy> header = readHeader(state->fd, state->bytes, state->name);
    if (!header.ok())
        return header.error();
    state->header = *header;
    return Reader(std::move(state));
}

std::span<const Event> Reader::pull(std::size_t most) {
    State& s = *m_state;
    s.out.clear();
    s.texts.clear();
    s.textBytes = 0;
    if (s.out.capacity() == 0)
        s.out.reserve(std::min<std::size_t>(most, 65536));
    // The horizon is read before any count: whatever is stamped before it was either published by now or is held back
    // by its number. So a definition is always seen before its use.
    s.horizon = s.over ? std::numeric_limits<std::uint64_t>::max() : ticks(s.header.clock);
    if (!refreshHeader(s.bytes, s.header)) {
        s.complain("the trace became shorter while it was read", true);
        s.over = true;
        s.horizon = std::numeric_limits<std::uint64_t>::max();
    }
    if (!s.over && s.header.outcome != Outcome::Unknown) {
        s.over = true;
        s.horizon = std::numeric_limits<std::uint64_t>::max();
    }
    s.lookOn(most);
    while (!s.pulled(most)) {
        if (s.heads.empty()) {
            if (!s.skipGap())
                break;
            continue;
        }
        const State::Head head = s.heads.top();
        if (head.ticks > s.horizon)
            break;
        s.heads.pop();
        s.advance(head.stream, most);
    }
    if (s.header.lost != 0 && !s.fullReported && !s.pulled(most)) {
        s.fullReported = true;
        Event full;
        full.kind = EventKind::TraceFull;
        full.time = std::chrono::nanoseconds(std::max<std::int64_t>(s.nanos(s.header.fullTicks), 0));
        s.out.push_back(full);
    }
    return s.out;
}

bool Reader::complete() const {
    const State& s = *m_state;
    return s.over && s.heads.empty() && s.parkedCount == 0 && s.unidentified.empty() &&
           s.chunksSeen >= s.chunksExpected &&
           std::none_of(s.idle.begin(), s.idle.end(), [&s](std::size_t i) { return s.streams[i].gapWaits(); });
}

void Reader::assumeOver() { m_state->over = true; }
Outcome Reader::outcome() const { return m_state->header.outcome; }
std::chrono::nanoseconds Reader::endTime() const {
    return std::chrono::nanoseconds(m_state->header.endTicks == 0 ? 0 : std::max<std::int64_t>(m_state->nanos(m_state->header.endTicks), 0));
}
std::uint64_t Reader::lost() const { return m_state->header.lost + m_state->header.nested; }
bool Reader::full() const { return m_state->header.lost != 0; }
std::uint64_t Reader::gaps() const { return m_state->gaps; }
std::uint64_t Reader::eventCount() const { return m_state->eventCount; }
bool Reader::holdsBack() const { return m_state->parkedCount != 0; }
std::chrono::nanoseconds Reader::settled() const {
    const State& s = *m_state;
    if (complete())
        return std::chrono::nanoseconds::max();
    // What is stamped before the horizon and is not in a stream yet will come of a living writer.
    std::uint64_t until = s.horizon;
    if (!s.heads.empty())
        until = std::min(until, s.heads.top().ticks);
    for (const auto& [object, waiting] : s.parked)
        for (const std::size_t index : waiting)
            until = std::min(until, s.streams[index].head().ticks);
    return std::chrono::nanoseconds(std::max<std::int64_t>(s.nanos(until), 0));
}
double Reader::readShare() const {
    if (complete())
        return 1;
    double read = 0;
    for (const Stream& stream : m_state->streams)
        read += stream.chunksRead();
    const double all = static_cast<double>(std::max<std::uint64_t>(m_state->chunksExpected, 1));
    return std::clamp(read / all, 0.0, 1.0);
}
const std::string& Reader::damage() const { return m_state->damage; }
Status Reader::saveAs(const std::string& path) const {
    // What its writer reserved beyond the last block may have been cut off since.
    const std::uint64_t blocks = std::min(m_state->header.claimed, m_state->header.limitChunks);
    return saveOpened(m_state->fd, std::min(m_state->longest, ChunksOffset + blocks * ChunkBytes), m_state->name, path);
}
bool Reader::whole() const { return m_state->whole; }
std::chrono::nanoseconds Reader::startOfTrace() const { return std::chrono::nanoseconds(m_state->header.startWall); }
std::chrono::nanoseconds Reader::now() const {
    return std::chrono::nanoseconds(m_state->nanos(ticks(m_state->header.clock)));
}

} // namespace braid::trace
