#include "engine/record/attach/kinds.h"

#include "engine/record/attach/locks.h"

namespace braid::attach {

using trace::ObjectKind;

std::optional<ObjectKind> plainKind(WaitKind kind) {
    switch (kind) {
    case WaitKind::Condition:
    case WaitKind::PythonCondition:
        return ObjectKind::ConditionVariable;
    case WaitKind::Semaphore:
    case WaitKind::SystemVSemaphore:
        return ObjectKind::Semaphore;
    case WaitKind::Message:
    case WaitKind::MessageRoom:
        return ObjectKind::Channel;
    case WaitKind::Barrier:
        return ObjectKind::Barrier;
    case WaitKind::Future:
    case WaitKind::Opening:
        return ObjectKind::Event;
    case WaitKind::Word:
        return ObjectKind::Futex;
    default:
        return std::nullopt;
    }
}

bool isOfSystemV(WaitKind kind) { return kind == WaitKind::SystemVSemaphore || kind == WaitKind::Message || kind == WaitKind::MessageRoom; }

bool isCondition(WaitKind kind) { return plainKind(kind) == ObjectKind::ConditionVariable; }

std::optional<ObjectKind> lockKind(const SeenProcess& process, const Wait& wait) {
    switch (wait.kind) {
    case WaitKind::Mutex: {
        const auto facts = mutexAt(process.memory, wait.object);
        return facts && facts->recursive ? ObjectKind::RecursiveMutex : ObjectKind::Mutex;
    }
    case WaitKind::ReadLock:
    case WaitKind::WriteLock:
        return ObjectKind::SharedMutex;
    case WaitKind::StaticGuard:
    case WaitKind::Once:
        return ObjectKind::Once;
    case WaitKind::FileLock:
    case WaitKind::Library:
    case WaitKind::PythonLock:
    case WaitKind::SpinLock:
        return ObjectKind::Mutex;
    case WaitKind::InterpreterLock:
        return ObjectKind::InterpreterLock;
    default:
        return std::nullopt;
    }
}

ObjectKind withoutHolder(WaitKind kind) {
    if (kind == WaitKind::Library)
        return ObjectKind::Inside;
    return kind == WaitKind::Once || kind == WaitKind::StaticGuard ? ObjectKind::Event : ObjectKind::Semaphore;
}

const char* wordOf(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::SharedMutex:
        return "rwlock";
    case ObjectKind::Semaphore:
        return "semaphore";
    case ObjectKind::ConditionVariable:
        return "condition";
    case ObjectKind::Barrier:
        return "barrier";
    case ObjectKind::Event:
        return "event";
    case ObjectKind::Futex:
        return "futex";
    case ObjectKind::Once:
        return "once";
    default:
        return "mutex";
    }
}

std::string libraryLockName(const Wait& wait) { return "lock inside " + wait.library + (wait.through.empty() ? "" : " (" + wait.through + ")"); }

} // namespace braid::attach
