#include "engine/analysis/findings/findings.h"
#include "engine/analysis/waiting/wait_graph.h"
#include "engine/model/model.h"
#include "engine/model/text/sentence.h"
#include "engine/trace/format.h"
#include "engine/trace/reading/reader.h"
#include "tests/fuzz/packed_trace.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <unordered_map>

/// Any bytes as a trace file: through the reader into the model, the findings, the sentences and the wait-for graph.
/// Whatever the bytes are: no crash, no endless loop (each loop here is bounded by the file's size, and one inside the
/// reader ends at libFuzzer's -timeout), no memory that the file's size does not explain, and what is handed out keeps
/// the reader's promises.
namespace braid::fuzz {

namespace {

void require(bool holds, const char* promise) {
    if (holds)
        return;
    std::fprintf(stderr, "broken promise: %s\n", promise);
    std::abort();
}

/// Reads every byte, so that a dangling text is found.
std::size_t touch(std::string_view text) {
    std::size_t sum = 0;
    for (const char c : text)
        sum += static_cast<unsigned char>(c);
    return sum;
}

class Follower {
public:
    /// `size`, the bytes that are really there, bounds what a reader may hand out.
    Follower(trace::Reader& reader, std::size_t size) : m_reader(reader), m_mostEvents(size / sizeof(trace::Slot) + 16) {}

    /// Pulls once; false when nothing came.
    bool pull(std::size_t most) {
        const std::span<const trace::Event> events = m_reader.pull(most);
        require(events.size() <= most + 1, "pull() hands out at most so many");
        for (const trace::Event& event : events)
            take(event);
        m_taken += events.size();
        require(m_taken <= m_mostEvents, "there are no more events than the file has room for");
        return !events.empty();
    }

    void finish() {
        m_model.finish(m_reader.endTime().count(), m_reader.outcome());
        m_findings.update(m_model);
        m_findings.nameHangs(m_model);
        (void)m_model.checkFrozen();
        describeEverything();
        for (const model::Nanos time : {model::Nanos{-1}, model::Nanos{0}, m_model.endTime() / 2, m_model.endTime(), model::Open})
            (void)analysis::waitGraphAt(m_model, time);
        (void)touch(m_reader.damage());
        (void)m_reader.startOfTrace();
        (void)m_reader.now();
        (void)(m_reader.lost() + m_reader.gaps());
        require(m_reader.eventCount() <= m_taken, "eventCount() counts what was handed out");
    }

private:
    void take(const trace::Event& event) {
        (void)touch(event.text);
        require(static_cast<std::uint8_t>(event.kind) < trace::SwitchKind, "the format's own records stay inside");
        if (event.kind != trace::EventKind::TraceFull) {
            keepOrder(m_laneTimes, event.lane.value, event.time.count(), "time never goes back on a lane");
            if (event.sequence != 0 && event.object)
                keepOrder(m_objectTimes, event.object.value, event.time.count(), "time never goes back on an object");
        }
        m_model.apply(event);
        m_findings.update(m_model);
    }

    static void keepOrder(std::unordered_map<std::uint32_t, std::int64_t>& times, std::uint32_t id, std::int64_t time,
                          const char* promise) {
        const auto [last, fresh] = times.try_emplace(id, time);
        require(fresh || last->second <= time, promise);
        last->second = time;
    }

    /// A sentence for each event and interval, of the first few thousand: their number is not what is tested.
    void describeEverything() const {
        constexpr std::size_t enough = 2048;
        const std::size_t events = std::min(m_model.log().size(), enough);
        for (std::size_t i = 0; i < events; ++i)
            (void)touch(model::describe(m_model, static_cast<model::EventIndex>(i)).english());
        std::size_t intervals = 0;
        for (const LaneId id : m_model.lanes()) {
            const model::Lane* lane = m_model.lane(id);
            require(lane != nullptr, "every lane of the list can be found");
            for (std::size_t i = 0; i < lane->intervals().size() && intervals < enough; ++i, ++intervals) {
                require(i == 0 || lane->intervals()[i - 1].begin <= lane->intervals()[i].begin, "intervals are in order");
                (void)touch(model::describe(m_model, *lane, lane->intervals()[i], m_model.endTime()).english());
            }
        }
        for (const analysis::Finding& finding : m_findings.all())
            (void)touch(finding.message.english());
        for (const model::Arrow& arrow : m_model.arrows())
            require(arrow.from < m_model.log().size() && arrow.to < m_model.log().size(), "arrows connect events of the log");
    }

    trace::Reader& m_reader;
    std::size_t m_mostEvents;
    std::size_t m_taken = 0;
    model::Model m_model;
    analysis::Findings m_findings;
    std::unordered_map<std::uint32_t, std::int64_t> m_laneTimes;
    std::unordered_map<std::uint32_t, std::int64_t> m_objectTimes;
};

void readAsTrace(std::span<const std::uint8_t> input) {
    const Layout layout = unpack(input);
    if (layout.pieces.empty())
        return;
    const std::uint8_t flags = input[0];
    const std::size_t most = std::size_t{input[1]} + 1;

    MemoryFile file;
    const std::size_t half = (flags & Grows) != 0 ? (layout.pieces.size() + 1) / 2 : layout.pieces.size();
    for (std::size_t i = 0; i < half; ++i)
        file.write(layout.pieces[i].offset, layout.pieces[i].bytes);
    file.resize(layout.size);

    Result<trace::Reader> opened = trace::Reader::open(file.fd(), "input");
    if (!opened.ok()) {
        require(!opened.error().sentence().empty(), "an error says what is wrong");
        return;
    }
    trace::Reader& reader = opened.value();
    Follower follower(reader, layout.written());
    (void)follower.pull(most);
    for (std::size_t i = half; i < layout.pieces.size(); ++i)
        file.write(layout.pieces[i].offset, layout.pieces[i].bytes);
    if ((flags & Shrinks) != 0)
        file.resize(layout.size / 2);
    while (follower.pull(most)) {
    }
    reader.assumeOver();
    while (follower.pull(most)) {
    }
    require(reader.complete(), "a run that is over becomes complete");
    follower.finish();
}

} // namespace

} // namespace braid::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    braid::fuzz::readAsTrace({data, size});
    return 0;
}
