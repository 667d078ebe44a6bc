#pragma once

#include "engine/model/model_data.h"

#include <string>
#include <string_view>
#include <utility>

/// What is said about the run, and what it prints.
namespace braid::model {

void applyText(ModelData& data, const Step& step);

/// Splits "key '\0' value".
[[nodiscard]] std::pair<std::string, std::string> keyAndValue(std::string_view text);

} // namespace braid::model
