#include "app/views/charts/result_bars.h"

#include "app/views/base/words.h"
#include "engine/model/text/plain_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace braid::views {
namespace {

using Json = nlohmann::ordered_json; // bars stand in the order in which the scenario names them

constexpr double Missing = std::numeric_limits<double>::quiet_NaN();
/// Bars of one scale: the greatest value of one set is at most so many times that of another.
constexpr double CommonScale = 20;
/// More charts than this are too many to look at, and each is a widget.
constexpr std::size_t MostPanels = 24;

bool numbersOnly(const Json& json) {
    return json.is_object() && !json.empty() &&
           std::all_of(json.begin(), json.end(), [](const Json& value) { return value.is_number(); });
}

bool groups(const Json& json) {
    return json.is_object() && !json.empty() && std::all_of(json.begin(), json.end(), numbersOnly);
}

QString nameOf(const std::string& key) { return choiceName(toQt(key)); }

BarPanel singleBars(const Json& json, const session::Chart& chart) {
    BarPanel panel{chartLabel(chart), toQt(chart.unit), {}, {{{}, {}}}};
    for (const auto& [key, value] : json.items()) {
        panel.categories << nameOf(key);
        panel.sets.front().values.push_back(value.get<double>());
    }
    return panel;
}

/// One set for each name within the groups, one category for each group.
BarPanel groupedBars(const Json& json, const session::Chart& chart) {
    BarPanel panel{chartLabel(chart), toQt(chart.unit), {}, {}};
    std::vector<std::string> names;
    for (const auto& [group, values] : json.items()) {
        panel.categories << nameOf(group);
        for (const auto& [name, value] : values.items())
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
    }
    for (const std::string& name : names) {
        BarPanel::Set& set = panel.sets.emplace_back();
        set.name = nameOf(name);
        for (const Json& values : json)
            set.values.push_back(values.contains(name) ? values[name].get<double>() : Missing);
    }
    return panel;
}

double greatest(const BarPanel::Set& set) {
    double most = 0;
    for (const double value : set.values)
        if (!std::isnan(value))
            most = std::max(most, std::abs(value));
    return most;
}

bool onOneScale(const BarPanel& panel) {
    double least = std::numeric_limits<double>::max(), most = 0;
    for (const BarPanel::Set& set : panel.sets) {
        least = std::min(least, greatest(set));
        most = std::max(most, greatest(set));
    }
    return most <= least * CommonScale;
}

void addPanels(std::vector<BarPanel>& panels, const Json& json, const session::Chart& chart) {
    if (numbersOnly(json)) {
        panels.push_back(singleBars(json, chart));
        return;
    }
    if (!groups(json))
        return;
    BarPanel grouped = groupedBars(json, chart);
    if (onOneScale(grouped)) {
        panels.push_back(std::move(grouped));
        return;
    }
    for (BarPanel::Set& set : grouped.sets)
        panels.push_back({grouped.title + QStringLiteral(" · ") + set.name, grouped.unit, grouped.categories, {{{}, std::move(set.values)}}});
}

} // namespace

std::vector<BarPanel> barPanels(const model::Model::Pairs& results, const session::Scenario* scenario) {
    std::vector<BarPanel> panels;
    const bool named = scenario && !scenario->charts.empty();
    for (const auto& [key, text] : results) {
        if (panels.size() >= MostPanels)
            break;
        const Json json = model::nestedTooDeep(text) ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
        if (json.is_discarded())
            continue;
        if (!named) {
            addPanels(panels, json, {key, key, {}});
            continue;
        }
        for (const session::Chart& chart : scenario->charts)
            if (chart.key == key)
                addPanels(panels, json, chart);
    }
    return panels;
}

} // namespace braid::views
