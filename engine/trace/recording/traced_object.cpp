#include "engine/trace/recording/traced_object.h"
#include "engine/trace/native_mutex.h"
#include "engine/trace/recording/shared_traced_object.h"

namespace braid::trace {
namespace {

const char* kindWord(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::Lane:
        return "lane";
    case ObjectKind::Mutex:
        return "mutex";
    case ObjectKind::TimedMutex:
        return "timed mutex";
    case ObjectKind::RecursiveMutex:
        return "recursive mutex";
    case ObjectKind::SharedMutex:
        return "shared mutex";
    case ObjectKind::Semaphore:
        return "semaphore";
    case ObjectKind::BoundedSemaphore:
        return "bounded semaphore";
    case ObjectKind::Event:
        return "event";
    case ObjectKind::ConditionVariable:
        return "condition";
    case ObjectKind::Barrier:
        return "barrier";
    case ObjectKind::Latch:
        return "latch";
    case ObjectKind::Once:
        return "once";
    case ObjectKind::Queue:
        return "queue";
    case ObjectKind::LifoQueue:
        return "lifo queue";
    case ObjectKind::PriorityQueue:
        return "priority queue";
    case ObjectKind::Variable:
        return "variable";
    case ObjectKind::Pipe:
        return "pipe";
    case ObjectKind::ProcessQueue:
        return "process queue";
    case ObjectKind::Descriptor:
        return "descriptor";
    case ObjectKind::Pool:
        return "pool";
    case ObjectKind::Loop:
        return "loop";
    case ObjectKind::InterpreterLock:
        return "GIL";
    case ObjectKind::Server:
        return "server";
    case ObjectKind::Counter:
        return "counter";
    case ObjectKind::Channel:
        return "channel";
    case ObjectKind::Futex:
        return "futex";
    case ObjectKind::Inside:
        return "inside";
    }
    return "object";
}

/// Rare (once an object and recording), so one lock for all objects will do.
NativeMutex g_introductions;

} // namespace

std::string nameOf(ObjectKind kind, std::uint32_t id) { return std::string(kindWord(kind)) + " " + std::to_string(id); }

BRAID_UNCHECKED_LOCKING void holdIntroductions(bool hold) { hold ? g_introductions.lock() : g_introductions.unlock(); }

void TracedObject::introduce() {
    const NativeLock lock(g_introductions);
    Recording* recording = Recording::current();
    if (recording == nullptr || m_generation.load() == t_writer.generation)
        return;
    const std::uint32_t id = recording->newId();
    const std::string shown = m_name.empty() ? nameOf(m_kind, id) : m_name;
    appendText(EventKind::DefineObject, ObjectId{id}, 0, SiteId{}, Order::Own, static_cast<std::uint64_t>(m_initial),
               static_cast<std::uint32_t>(m_kind), shown);
    // Known under another number before the process was forked: what held it then holds this copy.
    if (const std::uint32_t before = m_generation.load(); before >= recording->firstGeneration())
        append(EventKind::CopyOf, ObjectId{id}, 0, SiteId{}, Order::Own, m_id.load(std::memory_order_relaxed));
    m_id.store(id, std::memory_order_relaxed);
    m_sequence.store(0, std::memory_order_relaxed);
    m_generation.store(t_writer.generation, std::memory_order_release);
}

} // namespace braid::trace
