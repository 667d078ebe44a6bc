#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>
#include <type_traits>
#include <utility>

namespace braid::model {

/// A std::vector for what a run has by the million: one piece of memory, plain pointers as iterators, append-only but for
/// its end. It grows with realloc(), which moves long ones by their page table (mremap), so that no append stops the
/// program to copy hundreds of megabytes; and short ones double while long ones grow by an eighth, which wastes a
/// sixteenth of them on average. References are valid until the next append. Throws std::bad_alloc. Not thread-safe.
template <class Item>
class LongVector {
    static_assert(std::is_trivially_copyable_v<Item> && std::is_trivially_destructible_v<Item>,
                  "realloc() moves the items without asking them");
    static_assert(alignof(Item) <= alignof(std::max_align_t));

public:
    using value_type = Item;
    using iterator = Item*;
    using const_iterator = const Item*;

    LongVector() = default;
    LongVector(const LongVector& other) {
        if (other.m_size == 0)
            return;
        reserve(other.m_size);
        std::copy_n(other.data(), other.m_size, data());
        m_size = other.m_size;
    }
    LongVector(LongVector&& other) noexcept { swap(other); }
    LongVector& operator=(LongVector other) noexcept {
        swap(other);
        return *this;
    }
    ~LongVector() { std::free(m_items); }
    void swap(LongVector& other) noexcept {
        std::swap(m_items, other.m_items);
        std::swap(m_size, other.m_size);
        std::swap(m_capacity, other.m_capacity);
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t capacity() const { return m_capacity; }
    [[nodiscard]] bool empty() const { return m_size == 0; }
    [[nodiscard]] Item* data() { return m_items; }
    [[nodiscard]] const Item* data() const { return m_items; }
    [[nodiscard]] Item& operator[](std::size_t index) { return m_items[index]; }
    [[nodiscard]] const Item& operator[](std::size_t index) const { return m_items[index]; }
    [[nodiscard]] Item& front() { return m_items[0]; }
    [[nodiscard]] const Item& front() const { return m_items[0]; }
    [[nodiscard]] Item& back() { return m_items[m_size - 1]; }
    [[nodiscard]] const Item& back() const { return m_items[m_size - 1]; }
    [[nodiscard]] iterator begin() { return m_items; }
    [[nodiscard]] iterator end() { return m_items + m_size; }
    [[nodiscard]] const_iterator begin() const { return m_items; }
    [[nodiscard]] const_iterator end() const { return m_items + m_size; }

    void push_back(Item item) {
        if (m_size == m_capacity)
            reserve(m_size < Short ? std::max<std::size_t>(2 * m_size, 4) : m_size + m_size / 8);
        std::construct_at(m_items + m_size, item);
        ++m_size;
    }
    void pop_back() { --m_size; }
    /// Room for `count` items at least.
    void reserve(std::size_t count) {
        if (count <= m_capacity)
            return;
        void* const grown = std::realloc(static_cast<void*>(m_items), count * sizeof(Item));
        if (!grown)
            throw std::bad_alloc();
        m_items = static_cast<Item*>(grown);
        m_capacity = count;
    }

private:
    static constexpr std::size_t Short = 4096;

    Item* m_items = nullptr;
    std::size_t m_size = 0, m_capacity = 0;
};

} // namespace braid::model
