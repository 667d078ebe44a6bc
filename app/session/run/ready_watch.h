#pragma once

#include "engine/model/model.h"
#include "engine/trace/recording/run_delay_sampler.h"

#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

namespace braid::session {

/// Running told apart from ready in a recorded program: which of its threads computed and had no processor, and on which one each ran
/// again. The preloaded library does not look at that. The sampler of Braid's own runs does, from outside; this says to it which threads
/// there are and which of them wait, as far as the model knows by now.
class ReadyWatch {
public:
    /// Nothing is sampled where the system does not count delays. `file` must outlive it.
    explicit ReadyWatch(trace::File& file);

    /// What the threads do has changed. O(lanes).
    void follow(const model::Model& model);

private:
    /// A thread of the board.
    struct Seat {
        std::uint32_t slot = 0;
        std::size_t events = 0; ///< in the log when it was looked at
    };
    void sit(const model::Model& model, const model::Lane& lane);

    trace::DelayBoardMapping m_board;
    std::optional<trace::RunDelaySampler> m_sampler; ///< from the first thread on
    trace::File& m_file;
    std::unordered_map<std::uint32_t, Seat> m_seats; ///< by lane
    std::vector<std::uint32_t> m_free;               ///< slots of threads that have ended
    std::uint32_t m_used = 0;
};

} // namespace braid::session
