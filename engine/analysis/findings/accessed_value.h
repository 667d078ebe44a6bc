#pragma once

#include "engine/trace/event.h"

#include <cstdint>
#include <string>

namespace braid::analysis {

/// A value that was read from a shared variable or written to it. A text that is a whole number counts as one. Value type.
class AccessedValue {
public:
    AccessedValue() = default;
    /// Of a Read, Write or Modify.
    explicit AccessedValue(const trace::Event& event);
    /// Of a number or bool by its bits.
    AccessedValue(trace::ValueType type, std::uint64_t bits) : m_type(type), m_bits(bits) {}

    [[nodiscard]] bool isNumber() const { return m_type == trace::ValueType::Signed || m_type == trace::ValueType::Unsigned || isFloating(); }
    [[nodiscard]] bool isFloating() const { return m_type == trace::ValueType::Floating; }
    [[nodiscard]] trace::ValueType type() const { return m_type; }
    [[nodiscard]] std::uint64_t bits() const { return m_bits; }
    /// What a variable is set to when it starts again: 0, false, no text, an empty list.
    [[nodiscard]] bool isEmpty() const;
    /// A number below 0, also one of an unsigned type that was reached from `before` by going below 0.
    [[nodiscard]] bool isNegative(const AccessedValue& before) const;
    /// One of the two is a text that is the other one with something put in or at an end: so a list or a line grows.
    [[nodiscard]] bool grewFrom(const AccessedValue& before) const;

    /// The same value, as far as can be known: of a text that was cut nothing is.
    friend bool operator==(const AccessedValue& a, const AccessedValue& b);

    // Of numbers of one type; whole ones wrap as the program's own do.
    /// How much it is more than `before`.
    [[nodiscard]] AccessedValue minus(const AccessedValue& before) const;
    [[nodiscard]] AccessedValue plus(const AccessedValue& step) const;
    /// The same for a step up and the same step down.
    [[nodiscard]] std::uint64_t size() const;
    /// A step of 1, up or down.
    [[nodiscard]] bool isOne() const;

private:
    trace::ValueType m_type = trace::ValueType::None;
    std::uint64_t m_bits = 0;
    std::string m_text;
};

} // namespace braid::analysis
