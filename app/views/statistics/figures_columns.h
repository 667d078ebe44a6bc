#pragma once

#include "app/views/statistics/figures_table.h"
#include "engine/analysis/figures/statistics.h"

#include <memory>

namespace braid::views {

/// What is told of each lane of `statistics`, in the present language. The functions keep `statistics` alive and need
/// `model` as long as they are called.
[[nodiscard]] std::vector<FiguresColumn> laneColumns(const model::Model& model,
                                                     std::shared_ptr<const analysis::Statistics> statistics);
/// The same of each object.
[[nodiscard]] std::vector<FiguresColumn> objectColumns(const model::Model& model,
                                                       std::shared_ptr<const analysis::Statistics> statistics);
/// The same of each place where lanes waited for a lock.
[[nodiscard]] std::vector<FiguresColumn> contentionColumns(const model::Model& model,
                                                           std::shared_ptr<const analysis::Statistics> statistics);

} // namespace braid::views
