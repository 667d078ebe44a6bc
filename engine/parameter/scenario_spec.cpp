#include "engine/parameter/scenario_spec.h"

#include <algorithm>

namespace braid::parameter {
namespace {

template <class Named>
const Named* called(const std::vector<Named>& all, std::string_view name) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Named& each) { return each.name == name; });
    return found == all.end() ? nullptr : &*found;
}

} // namespace

const ParameterSpec* ScenarioSpec::parameter(std::string_view name) const { return called(parameters, name); }

const Preset* ScenarioSpec::preset(std::string_view name) const { return called(presets, name); }

ValueMap ScenarioSpec::valuesOf(const Preset& preset) const {
    ValueMap values = preset.values;
    for (const ParameterSpec& parameter : parameters)
        values.emplace(parameter.name, parameter.defaultValue);
    return values;
}

} // namespace braid::parameter
