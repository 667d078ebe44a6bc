#include "engine/exec/coroutines/stack_pool.h"

#include <cerrno>
#include <sys/mman.h>
#include <system_error>

namespace braid::exec {
namespace {

constexpr std::size_t Page = 4096;
constexpr std::size_t MostFree = 1024;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t StackBytes = 512 * 1024; // instrumented frames are several times as large
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr std::size_t StackBytes = 512 * 1024;
#else
constexpr std::size_t StackBytes = 128 * 1024;
#endif
#else
constexpr std::size_t StackBytes = 128 * 1024;
#endif

void release(const Stack& stack) { munmap(stack.bottom - Page, stack.size + Page); }

} // namespace

std::size_t StackPool::stackSize() { return StackBytes; }

StackPool::~StackPool() {
    for (const Stack& stack : m_free)
        release(stack);
}

Stack StackPool::take() {
    if (!m_free.empty()) {
        const Stack stack = m_free.back();
        m_free.pop_back();
        return stack;
    }
    void* memory = mmap(nullptr, StackBytes + Page, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED)
        throw std::system_error(errno, std::generic_category(), "no stack for another fiber");
    if (mprotect(memory, Page, PROT_NONE) != 0) {
        const int error = errno;
        munmap(memory, StackBytes + Page);
        throw std::system_error(error, std::generic_category(), "no guarded stack for another fiber");
    }
    return {static_cast<std::byte*>(memory) + Page, StackBytes};
}

void StackPool::giveBack(Stack stack) {
    if (m_free.size() < MostFree)
        m_free.push_back(stack);
    else
        release(stack);
}

} // namespace braid::exec
