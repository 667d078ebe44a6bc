#include "engine/exec/registry.h"

#include <algorithm>
#include <utility>

namespace braid::exec {
namespace {

/// What a process knows of itself.
struct Process {
    NativeMutex mutex;
    LaneId lane BRAID_GUARDED_BY(mutex);
    LaneId mainThread BRAID_GUARDED_BY(mutex);
    std::string name BRAID_GUARDED_BY(mutex);
    std::string mainThreadName BRAID_GUARDED_BY(mutex) = "main";
};

Process& thisProcess() {
    static Process process;
    return process;
}

} // namespace

Registry& Registry::ofProcess() {
    static auto* registry = new Registry; // never destroyed: daemon threads may outlive static objects
    return *registry;
}

void Registry::add(std::shared_ptr<thread::State> state) {
    const NativeLock lock(m_mutex);
    m_threads.push_back(std::move(state));
}

void Registry::remove(const thread::State* state) {
    const NativeLock lock(m_mutex);
    std::erase_if(m_threads, [state](const auto& entry) { return entry.get() == state; });
}

std::vector<std::shared_ptr<thread::State>> Registry::living() const {
    const NativeLock lock(m_mutex);
    return m_threads;
}

std::string Registry::nextName() {
    const NativeLock lock(m_mutex);
    return "Thread-" + std::to_string(++m_named);
}

void Registry::forget() {
    const NativeLock lock(m_mutex);
    // Not destroyed: another thread may have been using its state when the fork came.
    new std::vector(std::exchange(m_threads, {}));
    m_named = 0;
}

BRAID_UNCHECKED_LOCKING void Registry::hold(bool hold) {
    if (hold) {
        m_mutex.lock();
        thisProcess().mutex.lock();
    } else {
        thisProcess().mutex.unlock();
        m_mutex.unlock();
    }
}

void setProcessLane(LaneId lane, LaneId mainThread, std::string mainThreadName, std::string name) {
    Process& process = thisProcess();
    const NativeLock lock(process.mutex);
    process.lane = lane;
    process.name = std::move(name);
    process.mainThread = mainThread;
    process.mainThreadName = std::move(mainThreadName);
}

LaneId processLane() {
    Process& process = thisProcess();
    const NativeLock lock(process.mutex);
    return process.lane;
}

LaneId mainThreadLane() {
    Process& process = thisProcess();
    const NativeLock lock(process.mutex);
    return process.mainThread;
}

std::string processName() {
    Process& process = thisProcess();
    const NativeLock lock(process.mutex);
    return process.name;
}

std::string mainThreadName() {
    Process& process = thisProcess();
    const NativeLock lock(process.mutex);
    return process.mainThreadName;
}

void setMainThreadName(std::string name) {
    Process& process = thisProcess();
    const NativeLock lock(process.mutex);
    process.mainThreadName = std::move(name);
}

} // namespace braid::exec
