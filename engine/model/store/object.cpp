#include "engine/model/store/object.h"

#include "engine/model/text/sentence.h"

#include <algorithm>
#include <cerrno>

namespace braid::model {

using trace::ObjectKind;

std::int64_t Object::permitsAt(Nanos time) const {
    const auto after = std::upper_bound(surplus.begin(), surplus.end(), time,
                                        [](Nanos t, const auto& change) { return t < change.first; });
    return initial + (after == surplus.begin() ? 0 : (after - 1)->second);
}

const Checkpoint* Object::checkpointUpTo(std::size_t count) const {
    const auto after = std::partition_point(storedCheckpoints.begin(), storedCheckpoints.end(),
                                            [count](const Checkpoint& each) { return each.events <= count; });
    return after == storedCheckpoints.begin() ? nullptr : &*(after - 1);
}

void Transfers::add(const trace::Event& ioEnd) {
    const auto result = static_cast<std::int64_t>(ioEnd.a);
    const auto call = static_cast<trace::IoCall>(ioEnd.b >> trace::IoCallShift);
    if (result < 0)
        ++failed;
    else if (call == trace::IoCall::Receive)
        in += ioEnd.a;
    else if (call == trace::IoCall::Send)
        out += ioEnd.a;
    if (result == -EAGAIN)
        ++empty;
}

bool Object::usedBy(LaneId lane) const {
    return std::binary_search(users.begin(), users.end(), lane) || std::binary_search(lateUsers.begin(), lateUsers.end(), lane);
}

bool Object::exclusive() const {
    switch (kind) {
    case ObjectKind::Mutex:
    case ObjectKind::TimedMutex:
    case ObjectKind::RecursiveMutex:
    case ObjectKind::Once:
    case ObjectKind::InterpreterLock:
        return true;
    default:
        return false;
    }
}

bool Object::semaphore() const {
    return kind == ObjectKind::Semaphore || kind == ObjectKind::BoundedSemaphore;
}

bool Object::ownable() const {
    return exclusive() || semaphore() || kind == ObjectKind::SharedMutex;
}

bool Object::queue() const {
    switch (kind) {
    case ObjectKind::Queue:
    case ObjectKind::LifoQueue:
    case ObjectKind::PriorityQueue:
    case ObjectKind::ProcessQueue:
    case ObjectKind::Pipe:
    case ObjectKind::Pool:
    case ObjectKind::Channel:
        return true;
    default:
        return false;
    }
}

std::string placeText(const Site& site) {
    return site.file + (site.line != 0 ? ":" + std::to_string(site.line) : "+" + hexText(site.offset));
}

std::string shortPlaceText(const Site& site) {
    const std::string file = site.file.substr(site.file.rfind('/') + 1);
    if (site.line != 0)
        return file + ":" + std::to_string(site.line);
    return site.function.empty() ? file + "+" + hexText(site.offset) : site.function + " (" + file + ")";
}

} // namespace braid::model
