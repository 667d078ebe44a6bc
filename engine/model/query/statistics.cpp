#include "engine/model/query/statistics.h"

#include "engine/model/query/level_of_detail.h"
#include "engine/model/store/arithmetic.h"

#include <algorithm>

namespace braid::model {

StateTimes stateTimes(const Lane& lane, Nanos now) {
    return LaneSweep(lane, now).over(0, now).ns;
}

ObjectStatistics statistics(const Object& object, Nanos now) {
    now = std::min(now, object.recordedUntil);
    ObjectStatistics sums{object.acquisitions, object.contended, object.waitNs, object.holdNs, object.maxDepth};
    for (const Waiter& waiter : object.waiters)
        addTo(sums.waitNs, std::max<Nanos>(now - waiter.since, 0));
    for (const Holding& owner : object.owners)
        addTo(sums.holdNs, std::max<Nanos>(now - owner.begin, 0));
    return sums;
}

} // namespace braid::model
