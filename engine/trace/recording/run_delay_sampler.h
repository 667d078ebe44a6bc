#pragma once

#include "engine/trace/recording/run_delay.h"

#include <memory>
#include <thread>

namespace braid::trace {

class File;

/// Looks every few milliseconds at the threads of a run that do not wait, and tells for them how long they were ready without
/// running (OffCpuOther). A thread of its own with all signals blocked and a table of descriptors of its own, so that its
/// open files are neither among the process's descriptors nor inherited by its children. Uses at most 1 % of a processor:
/// the more a round costs, the rarer it looks; it sleeps while all threads wait.
class RunDelaySampler {
public:
    /// Writes into `file`; of threads of other processes than this one, too. Both must outlive it.
    RunDelaySampler(File& file, DelayBoard& board);
    ~RunDelaySampler();
    RunDelaySampler(const RunDelaySampler&) = delete;
    RunDelaySampler& operator=(const RunDelaySampler&) = delete;

    /// In a forked child: there is no such thread here.
    void stayedWithParent();

private:
    class Rounds;
    void run(File& file);
    std::atomic<bool> m_over{false};
    DelayBoard& m_board;
    std::thread m_thread;
};

} // namespace braid::trace
