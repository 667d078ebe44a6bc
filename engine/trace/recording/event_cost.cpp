#include "engine/trace/recording/event_cost.h"

#include "engine/trace/recording/recording.h"

#include <ctime>

namespace braid::trace {
namespace {

std::chrono::nanoseconds processorTime() {
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return std::chrono::seconds(spent.tv_sec) + std::chrono::nanoseconds(spent.tv_nsec);
}

} // namespace

std::chrono::duration<double, std::nano> measureEventCost() {
    constexpr std::uint32_t Count = 20'000;
    auto file = File::create({});
    if (!file)
        return {};
    Recording recording(**file);
    recording.enterProcess("calibration", "main");
    const auto begin = processorTime();
    for (std::uint32_t i = 1; i <= Count; ++i)
        append(EventKind::Note, ObjectId{}, 0, SiteId{});
    const std::chrono::duration<double, std::nano> spent = processorTime() - begin;
    recording.leave();
    return spent / Count;
}

} // namespace braid::trace
