#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace braid::model {

/// Finds the place of an id among the lanes and among the objects, which share one number space. Ids are dense in a
/// sound trace; a damaged one may hold any number, so memory grows by pages of what is really defined and never by the
/// greatest id. Lookups cost two loads. Not thread-safe.
class IdTable {
public:
    static constexpr std::uint32_t None = UINT32_MAX;
    struct Places {
        std::uint32_t lane = None;
        std::uint32_t object = None;
    };

    [[nodiscard]] Places find(std::uint32_t id) const {
        const std::size_t page = id / PageSize;
        if (page < m_pages.size()) [[likely]]
            return m_pages[page].empty() ? Places{} : m_pages[page][id % PageSize];
        if (id < Dense)
            return {};
        const auto entry = m_sparse.find(id);
        return entry == m_sparse.end() ? Places{} : entry->second;
    }

    [[nodiscard]] Places& at(std::uint32_t id) {
        if (id >= Dense)
            return m_sparse[id];
        const std::size_t page = id / PageSize;
        if (page >= m_pages.size())
            m_pages.resize(page + 1);
        if (m_pages[page].empty())
            m_pages[page].resize(PageSize);
        return m_pages[page][id % PageSize];
    }

private:
    static constexpr std::uint32_t Dense = 1u << 22; // with every page there: 32 MB
    static constexpr std::uint32_t PageSize = 1024;
    std::vector<std::vector<Places>> m_pages;
    std::unordered_map<std::uint32_t, Places> m_sparse;
};

} // namespace braid::model
