#include "app/session/result_charts.h"

#include "app/render/scene/amount_text.h"
#include "app/render/scene/plain_text.h"
#include "app/session/words.h"
#include "engine/model/text/plain_text.h"

#include <QCoreApplication>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace braid::session {
namespace {

using Json = nlohmann::ordered_json; // bars stand in the order in which the scenario names them
using render::ChartContent;

struct ResultCharts {
    Q_DECLARE_TR_FUNCTIONS(ResultCharts)
};

/// What scenarios call what they compare, where it is no choice of a parameter, or means something else there.
constexpr std::array Names{
    QT_TRANSLATE_NOOP("result", "blocking"),
    QT_TRANSLATE_NOOP("result", "nonblocking"),
    QT_TRANSLATE_NOOP("result", "async"),
    QT_TRANSLATE_NOOP("result", "one by one"),
    QT_TRANSLATE_NOOP("result", "together"),
    QT_TRANSLATE_NOOP("result", "coroutine"),
    QT_TRANSLATE_NOOP("result", "thread"),
    QT_TRANSLATE_NOOP("result", "counter"),
    // Why a line ends.
    QT_TRANSLATE_NOOP("result", "select cannot watch descriptor 1024: its sets hold numbers below 1024 (FD_SETSIZE); poll and epoll have no such limit"),
};

constexpr double Missing = std::numeric_limits<double>::quiet_NaN();
/// Bars of one scale: the greatest value of one set is at most so many times that of another.
constexpr double CommonScale = 20;
/// More charts than this are too many to look at.
constexpr std::size_t MostCharts = 24;
/// The share of the processors above which others disturb what is measured.
constexpr double Disturbed = 0.1;

bool numbersOnly(const Json& json) {
    return json.is_object() && !json.empty() &&
           std::all_of(json.begin(), json.end(), [](const Json& value) { return value.is_number(); });
}

bool groups(const Json& json) {
    return json.is_object() && !json.empty() && std::all_of(json.begin(), json.end(), numbersOnly);
}

std::optional<double> positionOf(const std::string& key) {
    double position = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), position);
    return error == std::errc() && end == key.data() + key.size() && std::isfinite(position) ? std::optional(position) : std::nullopt;
}

/// A line: all its keys are numbers, and its values numbers or reasons, at least one of them a number.
bool isLine(const Json& json) {
    if (!json.is_object())
        return false;
    bool any = false;
    for (const auto& [key, value] : json.items()) {
        if (!positionOf(key) || !(value.is_number() || value.is_string()))
            return false;
        any = any || value.is_number();
    }
    return any;
}

bool areLines(const Json& json) {
    return json.is_object() && !json.empty() && std::all_of(json.begin(), json.end(), isLine);
}

ChartContent titled(const Chart& chart) {
    ChartContent content;
    content.title = chartLabel(chart);
    content.unit = QString::fromStdString(chart.unit);
    return content;
}

QString nameOf(const std::string& key) { return resultName(render::textOf(key)); }

ChartContent singleBars(const Json& json, const Chart& chart) {
    ChartContent content = titled(chart);
    ChartContent::Series& series = content.series.emplace_back();
    for (const auto& [key, value] : json.items()) {
        if (key == chart.reference)
            content.reference = series.values.size();
        content.categories << nameOf(key);
        series.values.push_back(value.get<double>());
    }
    return content;
}

/// One series for each name within the groups, one category for each group.
ChartContent groupedBars(const Json& json, const Chart& chart) {
    ChartContent content = titled(chart);
    std::vector<std::string> names;
    for (const auto& [group, values] : json.items()) {
        content.categories << nameOf(group);
        for (const auto& [name, value] : values.items())
            if (std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
    }
    for (const std::string& name : names) {
        ChartContent::Series& series = content.series.emplace_back();
        series.name = nameOf(name);
        for (const Json& values : json)
            series.values.push_back(values.contains(name) ? values[name].get<double>() : Missing);
    }
    return content;
}

ChartContent linesOf(const Json& json, const Chart& chart) {
    ChartContent content = titled(chart);
    content.across = acrossLabel(chart);
    for (const Json& line : json)
        for (const auto& [key, value] : line.items())
            content.positions.push_back(*positionOf(key));
    std::sort(content.positions.begin(), content.positions.end());
    content.positions.erase(std::unique(content.positions.begin(), content.positions.end()), content.positions.end());
    for (const auto& [name, line] : json.items()) {
        ChartContent::Series& series = content.series.emplace_back();
        series.name = nameOf(name);
        series.values.assign(content.positions.size(), Missing);
        for (const auto& [key, value] : line.items()) {
            const auto place = std::lower_bound(content.positions.begin(), content.positions.end(), *positionOf(key)) - content.positions.begin();
            if (value.is_number())
                series.values[static_cast<std::size_t>(place)] = value.get<double>();
            else if (series.end.isEmpty())
                series.end = nameOf(value.get<std::string>());
        }
    }
    return content;
}

double greatest(const ChartContent::Series& series) {
    double most = 0;
    for (const double value : series.values)
        if (!std::isnan(value))
            most = std::max(most, std::abs(value));
    return most;
}

bool onOneScale(const ChartContent& content) {
    double least = std::numeric_limits<double>::max(), most = 0;
    for (const ChartContent::Series& series : content.series) {
        least = std::min(least, greatest(series));
        most = std::max(most, greatest(series));
    }
    return most <= least * CommonScale;
}

void addCharts(std::vector<ChartContent>& charts, const Json& json, const Chart& chart) {
    if (numbersOnly(json)) {
        charts.push_back(singleBars(json, chart));
        return;
    }
    if (areLines(json)) {
        charts.push_back(linesOf(json, chart));
        return;
    }
    if (!groups(json))
        return;
    ChartContent grouped = groupedBars(json, chart);
    if (onOneScale(grouped)) {
        charts.push_back(std::move(grouped));
        return;
    }
    for (ChartContent::Series& series : grouped.series) {
        ChartContent one = titled(chart);
        one.title += QStringLiteral(" · ") + series.name;
        one.categories = grouped.categories;
        one.series.push_back({{}, std::move(series.values)});
        charts.push_back(std::move(one));
    }
}

std::optional<Json> read(const std::string& text) {
    if (model::nestedTooDeep(text))
        return {};
    Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? std::nullopt : std::optional(std::move(json));
}

std::size_t valuesIn(const ChartContent& content) {
    std::size_t count = 0;
    for (const ChartContent::Series& series : content.series)
        count += static_cast<std::size_t>(std::count_if(series.values.begin(), series.values.end(), [](double value) { return !std::isnan(value); }));
    return count;
}

} // namespace

QString resultName(const QString& key) {
    for (const char* name : Names)
        if (key == QLatin1String(name))
            return QCoreApplication::translate("result", name);
    return choiceName(key);
}

render::ChartSheet chartsOf(const model::Model::Pairs& results, const Scenario* scenario, Charted which) {
    render::ChartSheet sheet;
    const auto add = [&](const std::string& text, const Chart& chart) {
        std::vector<ChartContent> charts;
        if (const auto json = read(text); json && sheet.charts.size() < MostCharts)
            addCharts(charts, *json, chart);
        for (ChartContent& content : charts)
            if (valuesIn(content) > 1) {
                sheet.story = sheet.story || (!chart.breakdown && (scenario == nullptr || !scenario->charts.empty()));
                sheet.charts.push_back(std::move(content));
            }
    };
    const bool described = scenario && !scenario->charts.empty();
    if (described) {
        for (const Chart& chart : scenario->charts)
            for (const auto& [key, text] : results)
                if (chart.key == key && !(chart.breakdown && which == Charted::Story))
                    add(text, chart);
    } else if (!scenario || which == Charted::All) {
        for (const auto& [key, text] : results)
            add(text, {key, key, {}, {}, {}, false});
    }
    for (const auto& [key, text] : results)
        if (const auto share = key == "machine_busy" ? read(text) : std::nullopt; share && share->is_number() && share->get<double>() > Disturbed)
            sheet.note = ResultCharts::tr("Other programs took %1 of the processors meanwhile: without them the figures would be better")
                             .arg(render::amountText(std::round(share->get<double>() * 100), QStringLiteral("%")));
    return sheet;
}

} // namespace braid::session
