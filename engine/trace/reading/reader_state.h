#pragma once

#include "engine/trace/reading/by_id.h"
#include "engine/trace/reading/reader.h"
#include "engine/trace/reading/reader_header.h"
#include "engine/trace/reading/reader_stream.h"

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <queue>
#include <set>
#include <string>
#include <unistd.h>
#include <unordered_map>
#include <vector>

namespace braid::trace {

/// As the system says now; also of a process that nobody has waited for yet.
[[nodiscard]] bool processIsDead(std::uint32_t pid);

/// One pull() ends at the text with which its texts take so many bytes.
constexpr std::size_t MostTextBytes = 256 * 1024;

/// What a Reader knows: the file, the streams of its writers, and how far they are merged into log order.
struct Reader::State {
    ~State() {
        if (fd >= 0)
            close(fd);
    }

    // Source
    int fd = -1;
    FileBytes bytes;
    std::string name;
    HeaderCopy header;
    bool over = false; ///< no writer is alive any more
    std::string damage;
    bool whole = true;
    std::uint64_t longest = 0; ///< bytes of the file when it was longest

    // Streams, one a writer; a chunk is assigned to its stream once its header is filled in.
    std::vector<Stream> streams;
    std::vector<std::size_t> idle; ///< streams without a head
    std::unordered_map<std::uint32_t, std::size_t> streamOfWriter;
    std::uint32_t chunksSeen = 0;
    std::uint64_t chunksExpected = 0;
    std::vector<std::uint32_t> unidentified;
    std::set<std::uint32_t> pids; ///< of writers, without those known to be dead
    bool anyDead = false;
    std::chrono::steady_clock::time_point lookedForDead{};

    // Merge
    struct Head {
        std::uint64_t ticks;
        std::size_t stream;
        bool operator>(const Head& other) const {
            return ticks != other.ticks ? ticks > other.ticks : stream > other.stream;
        }
    };
    std::priority_queue<Head, std::vector<Head>, std::greater<>> heads;
    ById<std::uint32_t> handedOut; ///< by object: the last number handed out
    struct Parked {
        std::uint32_t object;
        std::size_t stream;
    };
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> parked; ///< by object: streams that wait for a number
    std::size_t parkedCount = 0;
    std::uint64_t slotsRead = 0; ///< of the records handed out
    ById<std::int64_t> laneTime, objectTime;
    bool fullReported = false;

    std::vector<Event> out;
    std::deque<std::string> texts; ///< of `out`
    std::size_t textBytes = 0;
    std::uint64_t eventCount = 0, gaps = 0, horizon = 0;

    void findChunks();
    void identify();
    void loadTails(std::size_t most);
    void lookOn(std::size_t most);
    bool ready(const Record& record);
    void emit(Stream& stream);
    void advance(std::size_t index, std::size_t most);
    void unpark(std::uint32_t object);
    bool skipGap();
    [[nodiscard]] std::chrono::milliseconds patience();
    [[nodiscard]] std::int64_t nanos(std::uint64_t ticks) const { return header.nanos(ticks); }
    void complain(const std::string& sentence, bool missing = false) {
        if (damage.empty())
            damage = sentence;
        whole = whole && !missing;
    }
    bool tellGap(Stream& stream);
    bool nextOf(Stream& stream);
    /// `out` takes no more.
    [[nodiscard]] bool pulled(std::size_t most) const { return out.size() >= most || textBytes >= MostTextBytes; }
};

} // namespace braid::trace
