#pragma once

#include <QString>

/// The one format of measured amounts: charts, their axes, tables and labels write numbers with it.
namespace braid::render {

/// `amount` with its unit, as few digits as tell it apart: "9.5 s", "602 µs", "8.2 KiB", "1.41×", "32,000", "0.012".
/// Units of time (ns, µs, ms, s) become the one that fits, as model::durationText() has it, and so do bytes (B). "×" and "%"
/// stand behind the number, any other unit after a space. There is never an exponent below 10¹⁵. NaN: empty.
[[nodiscard]] QString amountText(double amount, const QString& unit = {});

} // namespace braid::render
