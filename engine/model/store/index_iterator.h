#pragma once

#include <cstddef>
#include <iterator>

namespace braid::model {

/// Random access to a container whose operator[] makes a value: what it keeps is smaller than what it hands out.
template <class Container, class Value>
class IndexIterator {
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Value;
    using difference_type = std::ptrdiff_t;
    using reference = Value;
    struct pointer {
        Value value;
        const Value* operator->() const { return &value; }
    };

    IndexIterator() = default;
    IndexIterator(const Container& container, difference_type index) : m_container(&container), m_index(index) {}
    Value operator*() const { return (*m_container)[static_cast<std::size_t>(m_index)]; }
    pointer operator->() const { return {**this}; }
    Value operator[](difference_type n) const { return *(*this + n); }
    IndexIterator& operator+=(difference_type n) {
        m_index += n;
        return *this;
    }
    IndexIterator& operator-=(difference_type n) { return *this += -n; }
    IndexIterator& operator++() { return *this += 1; }
    IndexIterator& operator--() { return *this += -1; }
    IndexIterator operator++(int) {
        const IndexIterator before = *this;
        ++*this;
        return before;
    }
    IndexIterator operator--(int) {
        const IndexIterator before = *this;
        --*this;
        return before;
    }
    friend IndexIterator operator+(IndexIterator i, difference_type n) { return i += n; }
    friend IndexIterator operator+(difference_type n, IndexIterator i) { return i += n; }
    friend IndexIterator operator-(IndexIterator i, difference_type n) { return i -= n; }
    friend difference_type operator-(const IndexIterator& a, const IndexIterator& b) { return a.m_index - b.m_index; }
    friend bool operator==(const IndexIterator& a, const IndexIterator& b) { return a.m_index == b.m_index; }
    friend auto operator<=>(const IndexIterator& a, const IndexIterator& b) { return a.m_index <=> b.m_index; }

private:
    const Container* m_container = nullptr;
    difference_type m_index = 0;
};

} // namespace braid::model
