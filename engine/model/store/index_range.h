#pragma once

#include "engine/model/store/index_iterator.h"

#include <cstddef>
#include <iterator>

namespace braid::model {

/// Neighbours out of what a container keeps in order, each made as it is looked at: a light view that
/// keeps nothing itself. Iterators into one container can be compared, whichever range they are from. Valid until the
/// container changes. Not thread-safe.
template <class Container, class Value>
class IndexRange {
public:
    using value_type = Value;
    using iterator = IndexIterator<Container, Value>;
    using const_iterator = iterator;

    /// Nothing.
    IndexRange() = default;
    /// [first, last), first ≤ last ≤ container.size().
    IndexRange(const Container& container, std::size_t first, std::size_t last)
        : m_container(&container), m_first(first), m_last(last) {}

    [[nodiscard]] iterator begin() const { return at(m_first); }
    [[nodiscard]] iterator end() const { return at(m_last); }
    [[nodiscard]] std::size_t size() const { return m_last - m_first; }
    [[nodiscard]] bool empty() const { return m_first == m_last; }
    /// `index` < size().
    [[nodiscard]] Value operator[](std::size_t index) const { return (*m_container)[m_first + index]; }
    /// Not of an empty range.
    [[nodiscard]] Value front() const { return (*m_container)[m_first]; }
    [[nodiscard]] Value back() const { return (*m_container)[m_last - 1]; }

    /// Without the first `count` ≤ size() of them, as std::string_view::remove_prefix.
    void removePrefix(std::size_t count) { m_first += count; }
    /// Without the last `count` ≤ size() of them.
    void removeSuffix(std::size_t count) { m_last -= count; }
    /// With the `count` ones that follow in the container.
    void extend(std::size_t count) { m_last += count; }

    /// The same from the last one back.
    struct Reversed {
        iterator first, last;
        [[nodiscard]] auto begin() const { return std::reverse_iterator(last); }
        [[nodiscard]] auto end() const { return std::reverse_iterator(first); }
    };
    [[nodiscard]] Reversed reversed() const { return {begin(), end()}; }

private:
    [[nodiscard]] iterator at(std::size_t index) const { return m_container ? iterator(*m_container, static_cast<std::ptrdiff_t>(index)) : iterator(); }

    const Container* m_container = nullptr;
    std::size_t m_first = 0, m_last = 0;
};

} // namespace braid::model
