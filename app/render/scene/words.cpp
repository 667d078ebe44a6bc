#include "app/render/scene/words.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/translate.h"

namespace braid::render {

QString stateName(model::State state) {
    constexpr const char* Names[model::StateCount] = {
        QT_TRANSLATE_NOOP("render", "created"),
        QT_TRANSLATE_NOOP("render", "ready"),
        QT_TRANSLATE_NOOP("render", "running"),
        QT_TRANSLATE_NOOP("render", "blocked"),
        QT_TRANSLATE_NOOP("render", "waiting"),
        QT_TRANSLATE_NOOP("render", "sleeping"),
        QT_TRANSLATE_NOOP("render", "I/O wait"),
        QT_TRANSLATE_NOOP("render", "I/O copy"),
        QT_TRANSLATE_NOOP("render", "suspended"),
        QT_TRANSLATE_NOOP("render", "done"),
        QT_TRANSLATE_NOOP("render", "failed"),
        QT_TRANSLATE_NOOP("render", "not recorded"),
        QT_TRANSLATE_NOOP("render", "idle"),
        QT_TRANSLATE_NOOP("render", "paused"),
    };
    return say(Names[static_cast<std::size_t>(state)]);
}

QString endName(model::End end) {
    switch (end) {
    case model::End::Killed:
        return say(QT_TRANSLATE_NOOP("render", "killed"));
    case model::End::Crashed:
        return say(QT_TRANSLATE_NOOP("render", "crashed"));
    case model::End::Failed:
        return say(QT_TRANSLATE_NOOP("render", "failed"));
    default:
        return say(QT_TRANSLATE_NOOP("render", "ended"));
    }
}

QString laneKindName(trace::LaneKind kind) {
    switch (kind) {
    case trace::LaneKind::Process:
        return say(QT_TRANSLATE_NOOP("render", "process"));
    case trace::LaneKind::Thread:
        return say(QT_TRANSLATE_NOOP("render", "thread"));
    case trace::LaneKind::Coroutine:
        return say(QT_TRANSLATE_NOOP("render", "coroutine"));
    }
    return {};
}

QString objectKindName(trace::ObjectKind kind) {
    using trace::ObjectKind;
    switch (kind) {
    case ObjectKind::Lane:
        return say(QT_TRANSLATE_NOOP("render", "lane"));
    case ObjectKind::Mutex:
        return say(QT_TRANSLATE_NOOP("render", "lock"));
    case ObjectKind::TimedMutex:
        return say(QT_TRANSLATE_NOOP("render", "timed lock"));
    case ObjectKind::RecursiveMutex:
        return say(QT_TRANSLATE_NOOP("render", "recursive lock"));
    case ObjectKind::SharedMutex:
        return say(QT_TRANSLATE_NOOP("render", "shared lock"));
    case ObjectKind::Semaphore:
        return say(QT_TRANSLATE_NOOP("render", "semaphore"));
    case ObjectKind::BoundedSemaphore:
        return say(QT_TRANSLATE_NOOP("render", "bounded semaphore"));
    case ObjectKind::Event:
        return say(QT_TRANSLATE_NOOP("render", "event"));
    case ObjectKind::ConditionVariable:
        return say(QT_TRANSLATE_NOOP("render", "condition"));
    case ObjectKind::Barrier:
        return say(QT_TRANSLATE_NOOP("render", "barrier"));
    case ObjectKind::Latch:
        return say(QT_TRANSLATE_NOOP("render", "latch"));
    case ObjectKind::Once:
        return say(QT_TRANSLATE_NOOP("render", "once"));
    case ObjectKind::Queue:
        return say(QT_TRANSLATE_NOOP("render", "queue"));
    case ObjectKind::LifoQueue:
        return say(QT_TRANSLATE_NOOP("render", "LIFO queue"));
    case ObjectKind::PriorityQueue:
        return say(QT_TRANSLATE_NOOP("render", "priority queue"));
    case ObjectKind::Variable:
        return say(QT_TRANSLATE_NOOP("render", "variable"));
    case ObjectKind::Pipe:
        return say(QT_TRANSLATE_NOOP("render", "pipe"));
    case ObjectKind::ProcessQueue:
        return say(QT_TRANSLATE_NOOP("render", "process queue"));
    case ObjectKind::Descriptor:
        return say(QT_TRANSLATE_NOOP("render", "descriptor"));
    case ObjectKind::Pool:
        return say(QT_TRANSLATE_NOOP("render", "pool"));
    case ObjectKind::Loop:
        return say(QT_TRANSLATE_NOOP("render", "event loop"));
    case ObjectKind::InterpreterLock:
        return say(QT_TRANSLATE_NOOP("render", "interpreter lock"));
    case ObjectKind::Server:
        return say(QT_TRANSLATE_NOOP("render", "server"));
    case ObjectKind::Counter:
        return say(QT_TRANSLATE_NOOP("render", "counter"));
    case ObjectKind::Channel:
        return say(QT_TRANSLATE_NOOP("render", "channel"));
    case ObjectKind::Futex:
        return say(QT_TRANSLATE_NOOP("render", "futex"));
    case ObjectKind::Inside:
        return say(QT_TRANSLATE_NOOP("render", "inside a library"));
    }
    return {};
}

QString objectKindName(const model::Object& object) {
    return object.word.empty() ? objectKindName(object.kind) : textOf(object.word);
}

} // namespace braid::render
