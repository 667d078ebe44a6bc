#pragma once

#include <cstddef>
#include <vector>

namespace braid::exec {

/// A fiber's stack: memory of its own that grows downwards, and below it a page without access (guard page), so that running
/// over is a fault at once, at the guard page.
struct Stack {
    std::byte* bottom = nullptr; ///< lowest usable address
    std::size_t size = 0;
    [[nodiscard]] std::byte* top() const { return bottom + size; }
};

/// Hands out stacks and takes them back for reuse, one pool a thread. Only the pages that were touched cost memory.
class StackPool {
public:
    StackPool() = default;
    ~StackPool();
    StackPool(const StackPool&) = delete;
    StackPool& operator=(const StackPool&) = delete;

    /// Throws std::system_error where the system gives no more memory or mappings (about 32 000 stacks by default).
    [[nodiscard]] Stack take();
    void giveBack(Stack stack);

    [[nodiscard]] static std::size_t stackSize();

private:
    std::vector<Stack> m_free;
};

} // namespace braid::exec
