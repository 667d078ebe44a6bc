#include "app/render/objects/object_interest.h"

#include <algorithm>

namespace braid::render {

using trace::ObjectKind;

namespace {

bool everWaitedFor(const model::Object& object) {
    return object.contended > 0 || object.waitNs > 0 || !object.waiters.empty();
}

/// It carries the requests and answers of one client of a server: only that one and the server's lane use it. What a server's lane works
/// on is done for the server or for nobody named, unlike the tasks of pools and loops.
bool isServersLink(const model::Model& model, const model::Object& object) {
    constexpr std::size_t MostUsers = 3; // a client that is gone before the server has begun may be followed by another lane
    if (object.kind != ObjectKind::ProcessQueue || object.users.size() > MostUsers)
        return false;
    return std::any_of(object.users.begin(), object.users.end(), [&](LaneId id) {
        const model::Lane* lane = model.lane(id);
        if (!lane || lane->tasks().empty())
            return false;
        const model::Object* employer = model.object(lane->tasks().front().object);
        return !employer || employer->kind == ObjectKind::Server;
    });
}

/// The loader's own lock: a program opens libraries without a thought of it, as long as nobody has to wait.
bool isLoaders(const model::Object& object) { return object.kind == ObjectKind::RecursiveMutex && object.name == "lock of the loader"; }

} // namespace

Interest interestOf(const model::Model& model, const model::Object& object) {
    const bool happened = !object.events().empty() || object.acquisitions > 0 || !object.holdings().empty();
    switch (object.kind) {
    case ObjectKind::Descriptor:
    case ObjectKind::Lane:
        return Interest::None;
    case ObjectKind::Event:
    case ObjectKind::ConditionVariable:
    case ObjectKind::Barrier:
    case ObjectKind::Latch:
    case ObjectKind::Futex:
    case ObjectKind::Inside:
        return everWaitedFor(object) && !object.resultOf ? Interest::Great : Interest::None;
    case ObjectKind::Loop:
    case ObjectKind::Server:
        return object.maxDepth > 0 ? Interest::Great : Interest::None;
    case ObjectKind::Counter:
        return Interest::Great;
    case ObjectKind::ProcessQueue:
    case ObjectKind::Queue:
    case ObjectKind::LifoQueue:
    case ObjectKind::PriorityQueue:
    case ObjectKind::Pipe:
    case ObjectKind::Pool:
    case ObjectKind::Channel:
        return !happened || isServersLink(model, object) ? Interest::None : Interest::Great;
    case ObjectKind::Variable:
        return happened ? Interest::Great : Interest::None;
    case ObjectKind::Mutex:
    case ObjectKind::TimedMutex:
    case ObjectKind::RecursiveMutex:
    case ObjectKind::SharedMutex:
    case ObjectKind::Semaphore:
    case ObjectKind::BoundedSemaphore:
    case ObjectKind::Once:
    case ObjectKind::InterpreterLock:
        break;
    }
    if (isLoaders(object) && !everWaitedFor(object))
        return Interest::None;
    if (everWaitedFor(object) || !object.events().empty()) // its events are waits and failures
        return Interest::Great;
    // The depth of one that is taken again is its point, whether others come or not.
    if (object.kind == ObjectKind::RecursiveMutex && object.maxDepth > 1)
        return Interest::Great;
    return happened ? Interest::Small : Interest::None;
}

std::set<ObjectId> objectsNamed(const analysis::Findings& findings) {
    std::set<ObjectId> named;
    for (const analysis::Finding& finding : findings.all())
        named.insert(finding.objects.begin(), finding.objects.end());
    return named;
}

} // namespace braid::render
