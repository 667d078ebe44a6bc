#include "engine/record/attach/running/samples.h"

#include <atomic>
#include <cstring>
#include <linux/perf_event.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#include <asm/perf_regs.h>
#endif

namespace braid::attach {
namespace {

constexpr std::size_t Page = 4096, DataPages = 8; ///< a power of two of them behind the first one

#if defined(__x86_64__)
/// In the order in which the system notes them, by their DWARF numbers.
constexpr std::pair<int, int> Order[] = {
    {PERF_REG_X86_AX, 0},
    {PERF_REG_X86_BX, 3},
    {PERF_REG_X86_CX, 2},
    {PERF_REG_X86_DX, 1},
    {PERF_REG_X86_SI, 4},
    {PERF_REG_X86_DI, 5},
    {PERF_REG_X86_BP, Registers::Rbp},
    {PERF_REG_X86_SP, Registers::Rsp},
    {PERF_REG_X86_IP, Registers::ReturnAddress},
    {PERF_REG_X86_R8, 8},
    {PERF_REG_X86_R9, 9},
    {PERF_REG_X86_R10, 10},
    {PERF_REG_X86_R11, 11},
    {PERF_REG_X86_R12, 12},
    {PERF_REG_X86_R13, 13},
    {PERF_REG_X86_R14, 14},
    {PERF_REG_X86_R15, 15},
};

int sample(int thread) {
    perf_event_attr what{};
    what.type = PERF_TYPE_SOFTWARE;
    what.size = sizeof what;
    what.config = PERF_COUNT_SW_CPU_CLOCK;
    what.sample_period = 1'000'000; // ns
    what.sample_type = PERF_SAMPLE_REGS_USER;
    for (const auto& [bit, number] : Order)
        what.sample_regs_user |= std::uint64_t{1} << bit;
    what.exclude_kernel = 1;
    what.exclude_hv = 1;
    return static_cast<int>(::syscall(SYS_perf_event_open, &what, thread, -1, -1, PERF_FLAG_FD_CLOEXEC));
}
#endif

} // namespace

Samples::~Samples() {
    for (const auto& [thread, noted] : m_threads) {
        ::munmap(noted.pages, Page * (1 + DataPages));
        ::close(noted.descriptor);
    }
}

void Samples::begin([[maybe_unused]] int thread) {
#if defined(__x86_64__)
    if (m_threads.size() >= MostThreads || m_threads.contains(thread))
        return;
    const int descriptor = sample(thread);
    if (descriptor < 0)
        return;
    void* pages = ::mmap(nullptr, Page * (1 + DataPages), PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (pages == MAP_FAILED)
        ::close(descriptor);
    else
        m_threads[thread] = {descriptor, pages};
#endif
}

std::vector<Registers> Samples::of([[maybe_unused]] int thread) const {
    std::vector<Registers> all;
#if defined(__x86_64__)
    const auto known = m_threads.find(thread);
    if (known == m_threads.end())
        return all;
    auto* head = static_cast<perf_event_mmap_page*>(known->second.pages);
    const char* data = static_cast<const char*>(known->second.pages) + Page;
    const std::uint64_t end = std::atomic_ref<__u64>(head->data_head).load(std::memory_order_acquire);
    const auto copy = [data](std::uint64_t from, void* into, std::size_t bytes) {
        for (std::size_t i = 0; i < bytes; ++i)
            static_cast<char*>(into)[i] = data[(from + i) % (Page * DataPages)];
    };
    struct Sample {
        perf_event_header header;
        std::uint64_t abi;
        std::uint64_t values[std::size(Order)];
    };
    for (std::uint64_t at = 0; at + sizeof(perf_event_header) <= end;) {
        perf_event_header header{};
        copy(at, &header, sizeof header);
        if (header.size < sizeof header || at + header.size > end)
            break;
        if (Sample one{}; header.type == PERF_RECORD_SAMPLE && header.size >= sizeof one) {
            copy(at, &one, sizeof one);
            Registers& registers = all.emplace_back();
            for (std::size_t i = 0; i < std::size(Order); ++i)
                registers[Order[i].second] = one.values[i];
            if (one.abi != PERF_SAMPLE_REGS_ABI_64)
                all.pop_back();
        }
        at += header.size;
    }
#endif
    return all;
}

} // namespace braid::attach
