#pragma once

#include "engine/model/model.h"

#include <string>
#include <vector>

namespace braid::tests {

/// The names of lanes and objects of the run that are not Chinese in Chinese, and are not the program's own either ("q", "Thread-1").
[[nodiscard]] std::vector<std::string> namesWithoutTranslation(const model::Model& model);

} // namespace braid::tests
