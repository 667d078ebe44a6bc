#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <vector>

namespace braid::model {

/// Those who are somewhere now, in the order in which they came: who waits, who holds, what is in a queue. One may leave
/// from anywhere in O(log n), amortised: its place is left empty, and when more than half of them are, all move together.
/// `Traits` says how: key(item), ascending and never given twice; gone(item) and leave(item), which mark an empty place and
/// keep its key. References are valid until the next append or erase. Not thread-safe.
template <class Item, class Traits>
class Roster {
public:
    class Iterator {
    public:
        using iterator_category = std::forward_iterator_tag;
        using value_type = Item;
        using difference_type = std::ptrdiff_t;
        using pointer = const Item*;
        using reference = const Item&;
        Iterator() = default;
        Iterator(const Item* at, const Item* end) : m_at(at), m_end(end) { skip(); }
        reference operator*() const { return *m_at; }
        pointer operator->() const { return m_at; }
        Iterator& operator++() {
            ++m_at;
            skip();
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++*this;
            return before;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.m_at == b.m_at; }

    private:
        void skip() {
            while (m_at != m_end && Traits::gone(*m_at))
                ++m_at;
        }
        const Item* m_at = nullptr;
        const Item* m_end = nullptr;
    };
    using value_type = Item;
    using const_iterator = Iterator;
    using iterator = Iterator;

    [[nodiscard]] std::size_t size() const { return m_items.size() - m_gone; }
    [[nodiscard]] bool empty() const { return size() == 0; }
    [[nodiscard]] Iterator begin() const { return {m_items.data() + m_first, m_items.data() + m_items.size()}; }
    [[nodiscard]] Iterator end() const {
        const Item* const end = m_items.data() + m_items.size();
        return {end, end};
    }
    [[nodiscard]] const Item& front() const { return m_items[m_first]; }
    /// The greatest key ever given; requires that it is not empty.
    [[nodiscard]] const Item& back() const { return m_items.back(); }
    /// The one that came `index`-th of those who are there. O(index).
    [[nodiscard]] const Item& operator[](std::size_t index) const {
        return *std::next(begin(), static_cast<std::ptrdiff_t>(index));
    }
    /// The one with this key, or nullptr.
    template <class Key>
    [[nodiscard]] const Item* find(const Key& key) const {
        const auto at = std::lower_bound(m_items.begin() + static_cast<std::ptrdiff_t>(m_first), m_items.end(), key,
                                         [](const Item& item, const Key& wanted) { return Traits::key(item) < wanted; });
        return at == m_items.end() || Traits::gone(*at) || Traits::key(*at) != key ? nullptr : &*at;
    }
    /// Its key is greater than all before it.
    void append(const Item& item) { m_items.push_back(item); }
    /// `item` is one of these.
    void erase(const Item& item) {
        const auto at = static_cast<std::size_t>(&item - m_items.data());
        Traits::leave(m_items[at]);
        ++m_gone;
        // The last one is never an empty place, so that back() is there; the first one neither.
        while (!m_items.empty() && Traits::gone(m_items.back())) {
            m_items.pop_back();
            --m_gone;
        }
        while (m_first < m_items.size() && Traits::gone(m_items[m_first]))
            ++m_first;
        if (m_items.empty())
            m_first = 0;
        else if (m_gone > size() + Slack)
            moveTogether();
    }
    void clear() {
        m_items.clear();
        m_first = m_gone = 0;
    }
    /// Bytes reserved.
    [[nodiscard]] std::size_t memory() const { return m_items.capacity() * sizeof(Item); }

private:
    static constexpr std::size_t Slack = 16;
    void moveTogether() {
        m_items.erase(std::remove_if(m_items.begin(), m_items.end(), [](const Item& item) { return Traits::gone(item); }),
                      m_items.end());
        m_first = m_gone = 0;
    }

    std::vector<Item> m_items;
    std::size_t m_first = 0; ///< before it all places are empty
    std::size_t m_gone = 0;  ///< empty places
};

} // namespace braid::model
