#include "app/render/count_ahead.h"

#include <algorithm>

namespace braid::render {
namespace {

using model::Nanos;

/// Lower rows have columns of two pixels: in a picture of hundreds of low rows that halves the work, and single pixels in
/// them cannot be told apart anyway.
constexpr double FineRow = 14;
/// With more stretches than this in each pixel columns are a pixel wider: neighbours then look alike.
constexpr std::size_t CrowdedPixel = 4;
/// From so many stretches a pixel on most of a row is a strip.
constexpr std::size_t MostlyStrip = 1;
/// Below so many rows to count, threads are not worth their start.
constexpr std::size_t FewJobs = 2;
/// More threads than this would wait for memory, not for each other.
constexpr unsigned MostThreads = 3;

} // namespace

std::size_t intervalsBefore(const model::Lane& lane, Nanos time) {
    const auto after = std::upper_bound(lane.intervals.begin(), lane.intervals.end(), time,
                                        [](Nanos t, const model::Interval& interval) { return t < interval.begin; });
    return static_cast<std::size_t>(after - lane.intervals.begin());
}

StripGrid stripGrid(const Columns& columns, const model::Lane& lane, double rowHeight) {
    const auto pixels = static_cast<std::size_t>(std::max(columns.count, 1));
    const std::size_t inView = intervalsBefore(lane, columns.to) - intervalsBefore(lane, columns.from);
    return {1 + (rowHeight < FineRow ? 1 : 0) + (inView > CrowdedPixel * pixels ? 1 : 0), inView > MostlyStrip * pixels};
}

CountedColumn countColumn(model::LaneSweep& sweep, Nanos from, Nanos to) {
    const model::LaneShare share = sweep.over(from, to);
    return {columnOf(share.ns, share.intervals, static_cast<double>(to - from)),
            static_cast<std::uint32_t>(share.first + std::max<std::size_t>(share.intervals, 1) - 1)};
}

CountAhead::CountAhead(const Frame& frame, const std::vector<RowPlace>& lanes, std::vector<ObjectColumns>& objects,
                       std::vector<CountedColumn>& room)
    : m_frame(frame), m_lanes(lanes.data()), m_room(room), m_jobs(std::make_unique<Job[]>(lanes.size() + objects.size())) {
    for (ObjectColumns& object : objects)
        if (object.dense())
            m_jobs[m_size++].object = &object;
    m_objects = m_size;
    m_jobOf.assign(lanes.size(), lanes.size() + objects.size());
    const Columns columns(frame);
    std::size_t used = 0;
    for (std::size_t i = lanes.size(); i-- > 0;) {
        const RowPlace& place = lanes[i];
        const model::Lane* lane = frame.model.lane(place.row.lane);
        if (!lane || place.row.crowd || place.row.members || place.row.folded || lane->intervals.empty())
            continue;
        const StripGrid grid = stripGrid(columns, *lane, place.rect.height());
        if (!grid.crowded)
            continue;
        Job& job = m_jobs[m_size];
        job.lane = &place;
        job.step = grid.step;
        job.first = used;
        job.count = static_cast<std::size_t>((columns.count + grid.step - 1) / grid.step);
        used += job.count;
        m_jobOf[i] = m_size++;
    }
    m_room.resize(used);
    const unsigned processors = std::thread::hardware_concurrency();
    if (m_size < FewJobs || processors < 2)
        return;
    for (unsigned i = 0; i < std::min(processors - 1, MostThreads); ++i)
        m_threads.emplace_back([this] { work(); });
}

CountAhead::~CountAhead() {
    m_over = true; // what nobody asked for need not be counted
}

void CountAhead::work() {
    for (std::size_t i = 0; i < m_size && !m_over; ++i) {
        Job& job = m_jobs[i];
        State open = State::Open;
        if (!job.state.compare_exchange_strong(open, State::Taken))
            continue;
        count(job);
        job.state = State::Done;
        job.state.notify_all();
    }
}

void CountAhead::finish(Job& job) {
    State state = State::Open;
    if (job.state.compare_exchange_strong(state, State::Taken)) {
        count(job);
        job.state = State::Done;
        return;
    }
    while ((state = job.state) != State::Done)
        job.state.wait(state);
}

void CountAhead::count(Job& job) {
    if (job.object) {
        job.object->countAll();
        return;
    }
    const Columns columns(m_frame);
    model::LaneSweep sweep(*m_frame.model.lane(job.lane->row.lane), m_frame.edge);
    Nanos end = columns.time(0);
    for (std::size_t i = 0; i < job.count; ++i) {
        const Nanos begin = end;
        end = columns.time(std::min((static_cast<int>(i) + 1) * job.step, columns.count));
        m_room[job.first + i] = end > begin ? countColumn(sweep, begin, end) : CountedColumn{};
    }
}

std::span<const CountedColumn> CountAhead::of(const RowPlace& lane) {
    const std::size_t index = m_jobOf[static_cast<std::size_t>(&lane - m_lanes)];
    if (index >= m_size)
        return {};
    Job& job = m_jobs[index];
    finish(job);
    return {m_room.data() + job.first, job.count};
}

void CountAhead::finishObjects() {
    for (std::size_t i = 0; i < m_objects; ++i)
        finish(m_jobs[i]);
}

} // namespace braid::render
