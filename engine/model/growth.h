#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>
#include <vector>

namespace braid::model {

/// Appends `item` to `items`. Short ones double as always; long ones grow by an eighth, which wastes a sixteenth of them on
/// average instead of a third, and still copies each item no more than nine times.
template <class Item>
void append(std::vector<Item>& items, std::type_identity_t<Item> item) {
    constexpr std::size_t Short = 4096;
    if (items.size() == items.capacity() && items.size() >= Short)
        items.reserve(items.size() + items.size() / 8);
    items.push_back(std::move(item));
}

} // namespace braid::model
