#include "engine/trace/recording/shared_traced_object.h"

#include <cerrno>
#include <new>
#include <sys/mman.h>
#include <system_error>

namespace braid::trace {

SharedTracedObject::SharedTracedObject(ObjectKind kind, std::string name, std::int64_t initial)
    : m_kind(kind), m_name(std::move(name)), m_initial(initial) {
    void* memory = mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        throw std::system_error(errno, std::generic_category(), "cannot share memory for " + m_name);
    m_page = new (memory) Page{};
    if (recording())
        (void)id();
}

SharedTracedObject::~SharedTracedObject() {
    munmap(m_page, sizeof(Page));
}

ObjectId SharedTracedObject::id() {
    const std::uint64_t trace = Recording::current()->file().header().startTicks;
    if (m_page->trace.load(std::memory_order_acquire) != trace) [[unlikely]]
        introduce(trace);
    return ObjectId{m_page->id.load(std::memory_order_relaxed)};
}

void SharedTracedObject::introduce(std::uint64_t trace) {
    // A number is cheap: one that loses the race is simply never used.
    const std::uint32_t mine = Recording::current()->newId();
    std::uint32_t former = m_page->id.load();
    if (m_page->trace.load(std::memory_order_acquire) == trace || !m_page->id.compare_exchange_strong(former, mine))
        return; // another one is at it, a few instructions from the end
    m_page->sequence.store(0);
    appendText(EventKind::DefineObject, ObjectId{mine}, 0, SiteId{}, Order::Own, static_cast<std::uint64_t>(m_initial),
               static_cast<std::uint32_t>(m_kind), m_name.empty() ? nameOf(m_kind, mine) : m_name);
    m_page->trace.store(trace, std::memory_order_release);
}

} // namespace braid::trace
