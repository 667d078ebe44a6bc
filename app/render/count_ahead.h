#pragma once

#include "app/render/object_row.h"

#include <atomic>
#include <memory>
#include <span>
#include <thread>
#include <vector>

/// What crowded rows show of the model, counted on other threads. Not for use outside app/render.
namespace braid::render {

/// How many intervals of `lane` begin at or before `time`. O(log n).
[[nodiscard]] std::size_t intervalsBefore(const model::Lane& lane, model::Nanos time);

/// How the strips of a lane's row are cut into columns.
struct StripGrid {
    int step = 1;         ///< pixels
    bool crowded = false; ///< several stretches in most columns
};
[[nodiscard]] StripGrid stripGrid(const Columns& columns, const model::Lane& lane, double rowHeight);

/// One column of a lane's strip, and the last interval in it (where it has any).
[[nodiscard]] CountedColumn countColumn(model::LaneSweep& sweep, model::Nanos from, model::Nanos to);

/// Counts the columns of crowded lanes and objects while the frame is laid out: other threads begin with the objects and the
/// lowest lanes, the caller takes what it needs from the top; whoever comes first to a row counts it. The model must stay as
/// it is as long as this lives; all functions are for the thread that made it. On a machine with one processor, or where
/// there is little to count, no thread is started.
class CountAhead {
public:
    /// `room` is where the columns of the lanes are kept.
    CountAhead(const Frame& frame, const std::vector<RowPlace>& lanes, std::vector<ObjectColumns>& objects,
               std::vector<CountedColumn>& room);
    ~CountAhead();
    CountAhead(const CountAhead&) = delete;
    CountAhead& operator=(const CountAhead&) = delete;

    /// All columns of that row, from pixel 0 on in steps of its grid; empty where it is not crowded.
    [[nodiscard]] std::span<const CountedColumn> of(const RowPlace& lane);
    /// Comes back when all objects are counted.
    void finishObjects();

private:
    enum class State : std::uint8_t { Open, Taken, Done };
    struct Job {
        const RowPlace* lane = nullptr; ///< or `object`
        ObjectColumns* object = nullptr;
        int step = 1;
        std::size_t first = 0, count = 0; ///< in m_room
        std::atomic<State> state = State::Open;
    };
    void work();
    void finish(Job& job);
    void count(Job& job);

    const Frame& m_frame;
    const RowPlace* m_lanes;
    std::vector<CountedColumn>& m_room;
    std::unique_ptr<Job[]> m_jobs; ///< the objects, then the lanes from the lowest up
    std::size_t m_size = 0, m_objects = 0;
    std::vector<std::size_t> m_jobOf; ///< of each lane; m_size where it has none
    std::atomic<bool> m_over = false;
    std::vector<std::jthread> m_threads;
};

} // namespace braid::render
