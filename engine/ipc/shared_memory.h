#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace braid {

namespace ipc {

/// `bytes` of zeroed memory that a process shares with the children it forks later. Throws std::system_error where there
/// is none. Not copyable.
class SharedPages {
public:
    explicit SharedPages(std::size_t bytes);
    ~SharedPages();
    SharedPages(const SharedPages&) = delete;
    SharedPages& operator=(const SharedPages&) = delete;

    [[nodiscard]] void* data() const { return m_data; }
    [[nodiscard]] std::size_t size() const { return m_size; }

private:
    void* m_data;
    std::size_t m_size;
};

} // namespace ipc

/// A T in memory that a process shares with the children it forks later: what one of them writes there, all see. Made
/// before the fork. It orders nothing: guard it with a process_mutex, or let T be atomic. Pointers in T mean nothing to
/// the others unless they point to what was there before the fork.
///
/// T must be trivially destructible, because it is not known which process is the last to use it.
template <class T>
class shared_memory {
    static_assert(std::is_trivially_destructible_v<T>);

public:
    template <class... Arguments>
    explicit shared_memory(Arguments&&... arguments)
        : m_pages(sizeof(T)), m_value(new (m_pages.data()) T(std::forward<Arguments>(arguments)...)) {}

    [[nodiscard]] T& operator*() const { return *m_value; }
    [[nodiscard]] T* operator->() const { return m_value; }

private:
    ipc::SharedPages m_pages;
    T* m_value;
};

/// As above: `size` Ts in a row, all T() at first.
template <class T>
class shared_memory<T[]> {
    static_assert(std::is_trivially_destructible_v<T>);

public:
    explicit shared_memory(std::size_t size) : m_pages(sizeof(T) * size), m_size(size) {
        for (std::size_t i = 0; i < size; ++i)
            new (static_cast<std::byte*>(m_pages.data()) + i * sizeof(T)) T();
    }

    [[nodiscard]] std::size_t size() const { return m_size; }
    /// Requires i < size().
    [[nodiscard]] T& operator[](std::size_t i) const { return begin()[i]; }
    [[nodiscard]] T* begin() const { return std::launder(static_cast<T*>(m_pages.data())); }
    [[nodiscard]] T* end() const { return begin() + m_size; }

private:
    ipc::SharedPages m_pages;
    std::size_t m_size;
};

} // namespace braid
