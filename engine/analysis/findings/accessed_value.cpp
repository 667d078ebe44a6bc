#include "engine/analysis/findings/accessed_value.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <string_view>

namespace braid::analysis {

using trace::ValueType;

namespace {

double floating(std::uint64_t bits) { return std::bit_cast<double>(bits); }

/// Labels of long values are cut, and end so.
bool wasCut(std::string_view text) { return text.ends_with("…"); }

} // namespace

AccessedValue::AccessedValue(const trace::Event& event) : m_type(static_cast<ValueType>(event.b)), m_bits(event.a) {
    if (m_type != ValueType::Text)
        return;
    m_bits = 0;
    std::int64_t number = 0;
    const char* const end = event.text.data() + event.text.size();
    if (const auto [last, error] = std::from_chars(event.text.data(), end, number); error == std::errc() && last == end && !event.text.empty()) {
        m_type = ValueType::Signed;
        m_bits = static_cast<std::uint64_t>(number);
    } else {
        m_text = event.text;
    }
}

bool AccessedValue::isEmpty() const {
    if (m_type == ValueType::Text)
        return m_text.empty() || m_text == "[]";
    return isFloating() ? floating(m_bits) == 0 : m_bits == 0;
}

bool AccessedValue::isNegative(const AccessedValue& before) const {
    if (isFloating())
        return floating(m_bits) < 0;
    if (m_type != ValueType::Unsigned)
        return m_type == ValueType::Signed && static_cast<std::int64_t>(m_bits) < 0;
    // Its width is not known: of 32 or of 64 bits, it has gone below 0 where it is a little below the end now.
    constexpr std::uint64_t Far = std::uint64_t{1} << 30, End32 = std::uint64_t{1} << 32;
    if (before.m_bits >= Far)
        return false;
    return m_bits > ~Far || (m_bits < End32 && m_bits >= End32 - Far);
}

bool AccessedValue::grewFrom(const AccessedValue& before) const {
    if (m_type != ValueType::Text || before.m_type != ValueType::Text || m_text == before.m_text)
        return false;
    const bool longer = m_text.size() > before.m_text.size();
    const std::string_view shorter = longer ? before.m_text : m_text, all = longer ? m_text : before.m_text;
    if (shorter.empty() || wasCut(shorter) || wasCut(all))
        return !shorter.empty();
    std::size_t front = 0, back = 0;
    while (front < shorter.size() && shorter[front] == all[front])
        ++front;
    while (back < shorter.size() && shorter[shorter.size() - 1 - back] == all[all.size() - 1 - back])
        ++back;
    return front + back >= shorter.size();
}

bool operator==(const AccessedValue& a, const AccessedValue& b) {
    return a.m_type == b.m_type && a.m_bits == b.m_bits && a.m_text == b.m_text && !wasCut(a.m_text);
}

AccessedValue AccessedValue::minus(const AccessedValue& before) const {
    if (isFloating())
        return {m_type, std::bit_cast<std::uint64_t>(floating(m_bits) - floating(before.m_bits))};
    return {m_type, m_bits - before.m_bits};
}

AccessedValue AccessedValue::plus(const AccessedValue& step) const {
    if (isFloating())
        return {m_type, std::bit_cast<std::uint64_t>(floating(m_bits) + floating(step.m_bits))};
    return {m_type, m_bits + step.m_bits};
}

std::uint64_t AccessedValue::size() const {
    if (isFloating())
        return std::bit_cast<std::uint64_t>(std::abs(floating(m_bits)));
    return static_cast<std::int64_t>(m_bits) < 0 ? std::uint64_t{0} - m_bits : m_bits;
}

bool AccessedValue::isOne() const { return isFloating() ? std::abs(floating(m_bits)) == 1 : size() == 1; }

} // namespace braid::analysis
