#pragma once

#include "engine/sync/label.h"

#include <concepts>
#include <cstdint>
#include <cstring>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

/// Values as bytes, for the way from process to process: numbers and truth values as they lie in memory (both sides are
/// the same program), texts and lists with their length before them, tuples and pairs part after part.
namespace braid::exec {

using Bytes = std::string;

template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class K, class V>
struct IsMap<std::map<K, V>> : std::true_type {};
template <class T>
struct IsTuple : std::false_type {};
template <class... T>
struct IsTuple<std::tuple<T...>> : std::true_type {};
template <class A, class B>
struct IsTuple<std::pair<A, B>> : std::true_type {};

template <class T>
void encode(Bytes& to, const T& value) {
    if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
        to.append(reinterpret_cast<const char*>(&value), sizeof value);
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
        const std::string_view text(value);
        encode(to, static_cast<std::uint32_t>(text.size()));
        to.append(text);
    } else if constexpr (IsVector<T>::value || IsMap<T>::value) {
        encode(to, static_cast<std::uint32_t>(value.size()));
        for (const auto& part : value)
            encode(to, part);
    } else {
        static_assert(IsTuple<T>::value, "how is this sent to another process?");
        std::apply([&to](const auto&... parts) { (encode(to, parts), ...); }, value);
    }
}

/// Takes values off the front of bytes; throws std::invalid_argument where they do not hold what is asked for.
class Decoder {
public:
    explicit Decoder(std::string_view bytes) : m_rest(bytes) {}

    template <class T>
    T take() {
        if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
            T value{};
            std::memcpy(&value, cut(sizeof value).data(), sizeof value);
            return value;
        } else if constexpr (std::same_as<T, std::string>) {
            return std::string(cut(take<std::uint32_t>()));
        } else if constexpr (IsVector<T>::value) {
            T values;
            for (auto left = take<std::uint32_t>(); left > 0; --left)
                values.push_back(take<typename T::value_type>());
            return values;
        } else if constexpr (IsMap<T>::value) {
            T values;
            for (auto left = take<std::uint32_t>(); left > 0; --left)
                values.insert(take<std::pair<typename T::key_type, typename T::mapped_type>>());
            return values;
        } else {
            return takeTuple<T>(std::make_index_sequence<std::tuple_size_v<T>>{});
        }
    }
    [[nodiscard]] std::string_view rest() const { return m_rest; }

private:
    template <class T, std::size_t... I>
    T takeTuple(std::index_sequence<I...>) {
        return T{take<std::remove_cv_t<std::tuple_element_t<I, T>>>()...}; // braces: from left to right
    }
    std::string_view cut(std::size_t size) {
        if (size > m_rest.size())
            throw std::invalid_argument("the message is too short");
        const std::string_view front = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return front;
    }

    std::string_view m_rest;
};

template <class T>
[[nodiscard]] Bytes encoded(const T& value) {
    Bytes bytes;
    encode(bytes, value);
    return bytes;
}

template <class T>
[[nodiscard]] T decoded(std::string_view bytes) {
    return Decoder(bytes).take<T>();
}

/// What a value is called on the timeline: as sync::labelOf, and lists and tuples as "[12, hello, true]"; cut at 60 characters.
template <class T>
[[nodiscard]] std::string labelOf(const T& value) {
    std::string label;
    const auto add = [&label](const auto& part) { label += (label.size() > 1 ? ", " : "") + exec::labelOf(part); };
    if constexpr (IsVector<T>::value || IsMap<T>::value) {
        label = "[";
        for (const auto& part : value) {
            if (label.size() > 60)
                break;
            add(part);
        }
        label += "]";
    } else if constexpr (IsTuple<T>::value) {
        label = "[";
        std::apply([&add](const auto&... parts) { (add(parts), ...); }, value);
        label += "]";
    } else {
        label = sync::labelOf(value);
    }
    if (label.size() <= 60)
        return label;
    std::size_t length = 57;
    while (length > 0 && (static_cast<unsigned char>(label[length]) & 0xC0) == 0x80)
        --length; // not inside a UTF-8 character
    return label.substr(0, length) + "…";
}

} // namespace braid::exec
