#pragma once

#include "engine/model/model.h"
#include "engine/record/launch/kernel_wait.h"
#include "engine/trace/recording/supervisor_writer.h"

#include <QElapsedTimer>

#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace braid::session {

/// Waits of a recorded program that the preloaded library does not see: its threads wait inside the C library, or in a library that
/// makes system calls of its own. The system tells of them, and they are written into the trace.
class StallWatch {
public:
    explicit StallWatch(trace::File& file) : m_file(file) {}

    /// Looks, at most ten times a second, at the threads that are said to run and have not said anything for a while. True where it wrote
    /// something.
    bool look(const model::Model& model);
    /// Bytes lie in a connection over the loopback that the program `pid` has both ends of: the system may keep them back for a while
    /// before it wakes who waits for them.
    [[nodiscard]] bool bytesUnderWay(const model::Model& model, long pid) const;

private:
    /// What was told of a wait, and so has to be told to be over.
    enum class Told : std::uint8_t {
        Nothing,
        Wait,
        Join,
        Io
    };
    struct Seen {
        record::KernelWait wait;
        bool told = false;
        Told as = Told::Nothing;
        ObjectId object = {};
        std::uint32_t call = 0; ///< of Io: bits of trace::IoCall
    };
    bool tellOver(const model::Lane& lane, const Seen& seen);
    bool tellCall(const model::Model& model, const model::Lane& lane, Seen& seen);
    bool tellJoin(const model::Model& model, const model::Lane& lane, Seen& seen, long child);
    bool tellIo(const model::Model& model, const model::Lane& lane, Seen& seen, trace::IoCall call, bool ofDescriptor);
    bool lookAt(const model::Model& model, const model::Lane& lane);
    bool tell(const model::Model& model, const model::Lane& lane, Seen& seen, std::uint64_t address);
    bool pairSockets(const model::Model& model);
    void learnAddresses(const model::Model& model);
    [[nodiscard]] trace::SupervisorWriter& writerOf(LaneId lane);
    [[nodiscard]] ObjectId objectInside(const model::Lane& lane, long process, const record::KernelWait& wait, std::uint64_t address);

    trace::File& m_file;
    QElapsedTimer m_since;
    std::map<LaneId, Seen> m_seen;
    std::map<LaneId, std::unique_ptr<trace::SupervisorWriter>> m_writers;
    std::unordered_map<std::uint64_t, std::vector<ObjectId>> m_byAddress; ///< locks
    std::map<std::pair<long, std::uint64_t>, ObjectId> m_inside;          ///< by process and address
    std::size_t m_learnt = 0;
    std::size_t m_looked = 0;      ///< objects that pairSockets() has seen
    std::vector<ObjectId> m_fresh; ///< descriptors that it has not asked for yet
};

} // namespace braid::session
