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

void futexWakeAll(std::atomic<std::uint32_t>& word) { futexWake(word, INT_MAX); }

void futexWake(std::atomic<std::uint32_t>& word, std::uint32_t count) {
    syscall(SYS_futex, &word, FUTEX_WAKE, std::min<std::uint32_t>(count, INT_MAX), nullptr, nullptr, 0);
}

template <class Change>
void Control::command(Change change) {
    std::uint64_t now = m_page->command.load();
    while (true) {
        Command next = Command::unpacked(now);
        if (next.mode == ControlMode::Stop)
            break;
        change(next);
        if (m_page->command.compare_exchange_weak(now, next.packed()))
            break;
    }
    changed();
}

void Control::changed() {
    m_page->generation.fetch_add(1);
    futexWakeAll(m_page->generation);
}

void Control::run() {
    command([](Command& next) { next = {ControlMode::Run, next.slow, next.scheduled, 0, {}}; });
}

void Control::pause() {
    command([](Command& next) { next = {ControlMode::Pause, next.slow, next.scheduled, 0, {}}; });
}

void Control::step(LaneId lane) {
    command([lane](Command& next) {
        if (next.mode != ControlMode::Pause)
            return;
        const bool another = next.steps != 0 && next.lane != lane;
        next.steps = another ? 1 : static_cast<std::uint16_t>(std::min(next.steps + 1, UINT16_MAX));
        next.lane = lane;
    });
}

void Control::stop() {
    command([](Command& next) { next = {ControlMode::Stop, next.slow, next.scheduled, 0, {}}; });
}

void Control::setSleepFactor(double factor) {
    m_page->sleepPermille.store(static_cast<std::uint32_t>(std::clamp(factor, 0.01, 1000.0) * 1000.0));
    changed();
}

void Control::setScheduled(bool scheduled) {
    command([scheduled](Command& next) { next.scheduled = scheduled; });
}

void Control::setOperationDelay(std::chrono::nanoseconds delay) {
    const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(delay).count();
    m_page->operationDelayUs.store(static_cast<std::uint32_t>(std::clamp<std::int64_t>(microseconds, 0, 10'000'000)));
    // Looked at again after each change: the flag agrees with the delay in the end, even if another thread sets it meanwhile.
    const auto delayed = [this] { return m_page->operationDelayUs.load() != 0; };
    bool slow = false;
    do {
        slow = delayed();
        command([slow](Command& next) { next.slow = slow; });
    } while (slow != delayed());
}

void Control::setLive(std::size_t index, std::chrono::nanoseconds value) {
    if (index >= 64)
        return;
    m_page->live[index].store(value.count());
    m_page->liveSet.fetch_or(std::uint64_t{1} << index);
    // Nobody is woken: a sleep that has begun keeps its length, and what comes next reads the value.
}

} // namespace braid::trace
