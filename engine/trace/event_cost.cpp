#include "engine/trace/event_cost.h"

#include "engine/trace/recording.h"

namespace braid::trace {

std::chrono::duration<double, std::nano> measureEventCost() {
    constexpr std::uint32_t Count = 20'000;
    auto file = File::create({});
    if (!file)
        return {};
    Recording recording(**file);
    recording.enterProcess("calibration", "main");
    const auto begin = std::chrono::steady_clock::now();
    for (std::uint32_t i = 1; i <= Count; ++i)
        append(EventKind::Note, ObjectId{}, 0, SiteId{});
    const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begin;
    recording.leave();
    return spent / Count;
}

} // namespace braid::trace
