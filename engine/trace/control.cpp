#include "engine/trace/control.h"

#include <algorithm>
#include <climits>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace braid::trace {

void futexWait(const std::atomic<std::uint32_t>& word, std::uint32_t expected, const std::timespec* timeout) {
    syscall(SYS_futex, &word, FUTEX_WAIT, expected, timeout, nullptr, 0);
}

void futexWakeAll(std::atomic<std::uint32_t>& word) {
    syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

void Control::changed() {
    const bool attention = mode() != ControlMode::Run || m_page->operationDelayUs.load() != 0;
    m_page->attention.store(attention ? 1 : 0);
    m_page->generation.fetch_add(1);
    futexWakeAll(m_page->generation);
}

void Control::run() {
    m_page->mode.store(static_cast<std::uint32_t>(ControlMode::Run));
    m_page->steps.store(0);
    changed();
}

void Control::pause() {
    m_page->steps.store(0);
    m_page->mode.store(static_cast<std::uint32_t>(ControlMode::Pause));
    changed();
}

void Control::step(LaneId lane) {
    m_page->stepLane.store(lane.value);
    m_page->steps.fetch_add(1);
    changed();
}

void Control::stop() {
    m_page->mode.store(static_cast<std::uint32_t>(ControlMode::Stop));
    changed();
}

void Control::setSleepFactor(double factor) {
    m_page->sleepPermille.store(static_cast<std::uint32_t>(std::clamp(factor, 0.01, 1000.0) * 1000.0));
    changed();
}

void Control::setOperationDelay(std::chrono::nanoseconds delay) {
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(delay).count();
    m_page->operationDelayUs.store(static_cast<std::uint32_t>(std::clamp<std::int64_t>(microseconds, 0, 10'000'000)));
    changed();
}

void Control::setLive(std::size_t index, std::chrono::nanoseconds value) {
    if (index >= 64)
        return;
    m_page->live[index].store(value.count());
    m_page->liveSet.fetch_or(std::uint64_t{1} << index);
    changed();
}

} // namespace braid::trace
