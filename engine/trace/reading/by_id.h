#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace braid::trace {

/// A table by object number that does not trust the numbers.
template <class T>
class ById {
public:
    /// Ids from `bound` on are kept in a map, so that a damaged file cannot make us allocate by a number it invented.
    /// Never lowered: what is in the table stays where it is.
    void setBound(std::uint64_t bound) { m_bound = std::max(m_bound, bound); }

    T& operator[](std::uint32_t id) {
        if (!m_sparse.empty()) { // put there while the bound was lower
            if (const auto entry = m_sparse.find(id); entry != m_sparse.end())
                return entry->second;
        }
        if (id >= m_bound)
            return m_sparse[id];
        if (id >= m_dense.size())
            m_dense.resize(std::max<std::size_t>(std::size_t{id} + 1, m_dense.size() * 2));
        return m_dense[id];
    }

private:
    std::uint64_t m_bound = 0;
    std::vector<T> m_dense;
    std::unordered_map<std::uint32_t, T> m_sparse;
};

} // namespace braid::trace
