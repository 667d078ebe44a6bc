#include "app/session/run/stall_watch.h"

#include "engine/model/query/connections.h"

namespace braid::session {

using trace::EventKind;
using trace::ObjectKind;

namespace {

constexpr qint64 stallLookMs = 100;
/// One look is not to take long.
constexpr std::size_t mostStallsLookedAt = 512;

bool isLock(const model::Object& object) { return object.exclusive() && object.address != 0; }

} // namespace

trace::SupervisorWriter& StallWatch::writerOf(LaneId lane) {
    std::unique_ptr<trace::SupervisorWriter>& writer = m_writers[lane];
    if (!writer)
        writer = std::make_unique<trace::SupervisorWriter>(m_file, lane);
    return *writer;
}

void StallWatch::learnAddresses(const model::Model& model) {
    for (; m_learnt < model.objects().size(); ++m_learnt)
        if (const model::Object& object = *model.object(model.objects()[m_learnt]); isLock(object))
            m_byAddress[object.address].push_back(object.id);
}

bool StallWatch::look(const model::Model& model) {
    if (m_since.isValid() && m_since.elapsed() < stallLookMs)
        return false;
    m_since.start();
    learnAddresses(model);
    bool some = false;
    std::size_t looked = 0;
    for (const LaneId id : model.lanes()) {
        const model::Lane& lane = *model.lane(id);
        if (lane.kind != trace::LaneKind::Thread || !lane.unfinished() || lane.osId == 0 || lane.intervals().empty())
            continue;
        const model::Interval now = lane.intervals().back();
        const model::Object* object = model.object(now.object);
        // Whoever waits for a condition and was notified may wait for its mutex by now.
        const bool mayBeElsewhere = now.state == model::State::Running || now.state == model::State::Ready || now.state == model::State::Created ||
                                    (now.state == model::State::Waiting && object && object->kind == ObjectKind::ConditionVariable);
        if (!mayBeElsewhere) {
            const auto known = m_seen.find(id);
            if (known == m_seen.end())
                continue;
            if (!known->second.told) { // it has said itself what it waits for, after it was looked at
                m_seen.erase(known);
                continue;
            }
        }
        if (++looked > mostStallsLookedAt)
            break;
        some = lookAt(model, lane) || some;
    }
    return some;
}

bool StallWatch::lookAt(const model::Model& model, const model::Lane& lane) {
    const model::Lane* process = model.lane(lane.parent);
    const auto wait = process ? record::kernelWait(static_cast<long>(process->osId), static_cast<long>(lane.osId)) : std::nullopt;
    const auto known = m_seen.find(lane.id);
    if (known != m_seen.end() && wait && known->second.wait == *wait) { // twice the same
        const std::optional<std::uint64_t> address = record::futexOf(*wait);
        return !known->second.told && address && tell(model, lane, known->second, *address);
    }
    bool some = false;
    if (known != m_seen.end()) {
        // It has gone on. Where it said nothing itself since, this does.
        if (known->second.told && known->second.object && lane.wait.object == known->second.object)
            some = writerOf(lane.id).append(EventKind::WaitEnd, known->second.object, 0);
        m_seen.erase(known);
    }
    if (wait)
        m_seen.emplace(lane.id, Seen{*wait, false, {}, model::NoEvent});
    return some;
}

bool StallWatch::tell(const model::Model& model, const model::Lane& lane, Seen& seen, std::uint64_t address) {
    const model::Interval now = lane.intervals().back();
    const LaneId process = model::processOf(model, lane.id);
    const bool waitsForCondition = now.state == model::State::Waiting;
    if (const auto locks = m_byAddress.find(address); locks != m_byAddress.end()) {
        // The last one that lay there, of this process.
        for (auto id = locks->second.rbegin(); id != locks->second.rend(); ++id) {
            if (model::processOf(model, model.object(*id)->creator) != process)
                continue;
            seen.told = true;
            if (waitsForCondition)
                writerOf(lane.id).append(EventKind::WaitEnd, now.object, 0);
            return writerOf(lane.id).append(EventKind::AcquireWait, *id, 0);
        }
    }
    if (waitsForCondition)
        return false;
    seen.told = true;
    seen.object = objectInside(lane, static_cast<long>(model.lane(lane.parent)->osId), seen.wait, address);
    return writerOf(lane.id).append(EventKind::WaitBegin, seen.object, 0);
}

ObjectId StallWatch::objectInside(const model::Lane& lane, long process, const record::KernelWait& wait, std::uint64_t address) {
    const auto [known, fresh] = m_inside.try_emplace({process, address});
    if (fresh) {
        const std::string library = record::mappedAt(process, wait.code);
        known->second = ObjectId{m_file.header().ids.fetch_add(1, std::memory_order_relaxed) + 1};
        writerOf(lane.id).append(EventKind::DefineObject, known->second, 0, static_cast<std::uint32_t>(ObjectKind::Inside),
                                 "something inside " + (library.empty() ? std::string("the program") : library));
    }
    return known->second;
}

} // namespace braid::session
