#pragma once

#include "engine/analysis/figures/contention.h"
#include "engine/analysis/figures/statistics.h"

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Tables for spreadsheets and scripts, as RFC 4180 has them: UTF-8, commas, CRLF, one heading row. Words are those of
/// model::nameOf(), never translated; times are whole nanoseconds and say so in their heading; decimals have a point. What
/// does not apply to a row is an empty field. Whether `out` took it all is for the caller to ask of it.
namespace braid::csv {

/// `text` as a field: in quotes where it holds a comma, a quote or a line break.
[[nodiscard]] std::string field(std::string_view text);

/// A row a lane. `model` must be the one that was counted out.
void writeLanes(std::ostream& out, const model::Model& model, const analysis::Statistics& statistics);
/// A row an object.
void writeObjects(std::ostream& out, const model::Model& model, const analysis::Statistics& statistics);
/// A row each place at which lanes waited for a lock or semaphore, as analysis::contention() has them.
void writeContention(std::ostream& out, const model::Model& model, const std::vector<analysis::ContendedPlace>& places);
/// A row an event of the log, in log order, with its sentence in English; of [first, second) only where that is given.
void writeEvents(std::ostream& out, const model::Model& model,
                 std::optional<std::pair<model::Nanos, model::Nanos>> stretch = {});

} // namespace braid::csv
