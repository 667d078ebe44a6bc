#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <sys/mman.h>
#include <type_traits>
#include <utility>

namespace braid::model {

/// A std::vector for what a run has by the million: one piece of memory, plain pointers as iterators, append-only but for
/// its end. Short ones double, longer ones grow by an eighth, which wastes a sixteenth of them on average; long ones get a
/// gibibyte of address space at once, of which only what is written to becomes memory: they never move again, so that no
/// append stops the program to copy hundreds of megabytes. Where no address space is to be had they grow by an eighth as
/// before. References are valid until the next append. Throws std::bad_alloc. Not thread-safe.
template <class Item>
class LongVector {
    static_assert(std::is_trivially_copyable_v<Item> && std::is_trivially_destructible_v<Item>,
                  "they are copied as bytes");
    static_assert(sizeof(Item) < 4096); // or the last page would not be given back
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
    ~LongVector() { release(m_items, m_room); }
    void swap(LongVector& other) noexcept {
        std::swap(m_items, other.m_items);
        std::swap(m_size, other.m_size);
        std::swap(m_room, other.m_room);
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    [[nodiscard]] std::size_t capacity() const { return m_room.capacity; }
    /// Bytes of memory taken, not of address space.
    [[nodiscard]] std::size_t memory() const {
        constexpr std::size_t Page = 4096;
        return m_room.mapped ? (m_size * sizeof(Item) + Page - 1) / Page * Page : m_room.capacity * sizeof(Item);
    }
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
        if (m_size == m_room.capacity)
            reserve(m_size < Short ? std::max(2 * m_size, FirstItems) : m_size + m_size / 8);
        std::construct_at(m_items + m_size, item);
        ++m_size;
    }
    void pop_back() { --m_size; }
    /// Room for `count` items at least.
    void reserve(std::size_t count) {
        if (count <= m_room.capacity)
            return;
        if (count * sizeof(Item) >= Long) {
            // What one gibibyte does not hold gets sixty-four times as much as it needs.
            const std::size_t bytes = std::max(AddressSpace, count * sizeof(Item) > AddressSpace / 2 ? 64 * count * sizeof(Item) : 0);
            void* const space = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
            if (space != MAP_FAILED) {
                moveTo(static_cast<Item*>(space), Room(bytes / sizeof(Item), true));
                return;
            }
        }
        void* const grown = std::malloc(count * sizeof(Item));
        if (!grown)
            throw std::bad_alloc();
        moveTo(static_cast<Item*>(grown), Room(count, false));
    }

private:
    static constexpr std::size_t FirstItems = std::max<std::size_t>(1, std::min<std::size_t>(4, 64 / sizeof(Item)));
    static constexpr std::size_t Short = 4096;                        ///< items
    static constexpr std::size_t Long = 256 * 1024;                   ///< bytes
    static constexpr std::size_t AddressSpace = std::size_t{1} << 30; ///< bytes

    /// In one word: of most lanes and objects most vectors are short or empty, and there may be a hundred thousand of them.
    struct Room {
        std::size_t capacity : 63 = 0;
        std::size_t mapped : 1 = 0;

        Room() = default;
        Room(std::size_t items, bool isMapped) : capacity(items & (SIZE_MAX >> 1)), mapped(isMapped) {}
    };

    void moveTo(Item* items, Room room) {
        if (m_size > 0)
            std::memcpy(static_cast<void*>(items), m_items, m_size * sizeof(Item));
        release(m_items, m_room);
        m_items = items;
        m_room = room;
    }
    static void release(Item* items, Room room) {
        if (room.mapped)
            munmap(static_cast<void*>(items), room.capacity * sizeof(Item)); // the kernel rounds up to whole pages
        else
            std::free(items);
    }

    Item* m_items = nullptr;
    std::size_t m_size = 0;
    Room m_room;
};

} // namespace braid::model
