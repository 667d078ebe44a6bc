#include "app/session/tally.h"

#include "engine/model/text/names.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <map>

namespace braid::session {
namespace {

TalliedValue valueOf(const QJsonValue& json) {
    switch (json.type()) {
    case QJsonValue::Double: {
        const double number = json.toDouble();
        // Beyond 2⁵³ not every whole number is a double; those are counted by their own digits.
        const bool whole = std::floor(number) == number && std::abs(number) < 9.2e18;
        const QString text = whole ? QString::number(json.toInteger(static_cast<qint64>(number)))
                                   : QLocale::c().toString(number, 'g', QLocale::FloatingPointShortest);
        return {text, number, whole};
    }
    case QJsonValue::Bool:
        return {json.toBool() ? "yes" : "no", {}, false};
    case QJsonValue::String:
        return {json.toString(), {}, false};
    case QJsonValue::Array:
        return {QString::fromUtf8(QJsonDocument(json.toArray()).toJson(QJsonDocument::Compact)), {}, false};
    default:
        return {"null", {}, false};
    }
}

void addResult(TalliedRun& run, const QString& key, const QJsonValue& json) {
    if (!json.isObject()) {
        run.results.emplace_back(key, valueOf(json));
        return;
    }
    const QJsonObject object = json.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        addResult(run, key + '.' + it.key(), it.value());
}

void sortByCount(Counts& counts) {
    std::stable_sort(counts.begin(), counts.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
}

void count(Counts& counts, const QString& name) {
    const auto it = std::find_if(counts.begin(), counts.end(), [&](const auto& entry) { return entry.first == name; });
    if (it == counts.end())
        counts.emplace_back(name, 1);
    else
        ++it->second;
}

} // namespace

const TalliedValue* TalliedRun::result(const QString& key) const {
    const auto it = std::find_if(results.begin(), results.end(), [&](const auto& entry) { return entry.first == key; });
    return it == results.end() ? nullptr : &it->second;
}

TalliedRun talliedRun(const model::Model& model, const analysis::Findings& findings) {
    TalliedRun run;
    // As in a report: a run whose supervisor never wrote an outcome has crashed.
    const trace::Outcome outcome = model.outcome();
    run.outcome = model::nameOf(outcome == trace::Outcome::Unknown ? trace::Outcome::Crashed : outcome);
    run.duration = model.endTime();
    for (const analysis::Finding& finding : findings.all())
        if (const QString kind = analysis::findingName(finding.kind); !run.findings.contains(kind))
            run.findings << kind;
    for (const auto& [key, json] : model.results()) {
        // A bare value is no JSON document to Qt, one in an array is.
        const QJsonArray read = QJsonDocument::fromJson('[' + QByteArray::fromStdString(json) + ']').array();
        addResult(run, QString::fromStdString(key), read.isEmpty() ? QJsonValue(QString::fromStdString(json)) : read.at(0));
    }
    return run;
}

Spread spreadOf(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto rank = [&](double share) {
        const double place = std::ceil(share * static_cast<double>(values.size())) - 1;
        return values[static_cast<std::size_t>(std::max(place, 0.0))];
    };
    return {values.front(), rank(0.5), rank(0.99), values.back()};
}

Counts Tally::outcomes() const {
    Counts counts;
    for (const TalliedRun& run : m_runs)
        count(counts, run.outcome);
    sortByCount(counts);
    return counts;
}

Counts Tally::findings() const {
    Counts counts;
    for (const TalliedRun& run : m_runs)
        for (const QString& kind : run.findings)
            count(counts, kind);
    sortByCount(counts);
    return counts;
}

Spread Tally::durations() const {
    std::vector<double> milliseconds;
    for (const TalliedRun& run : m_runs)
        milliseconds.push_back(static_cast<double>(run.duration) / 1e6);
    return spreadOf(std::move(milliseconds));
}

QStringList Tally::resultKeys() const {
    QStringList keys;
    for (const TalliedRun& run : m_runs)
        for (const auto& [key, value] : run.results)
            if (!keys.contains(key))
                keys << key;
    return keys;
}

Distribution Tally::result(const QString& key) const {
    std::map<std::pair<double, QString>, int> numbers;
    std::map<QString, int> texts;
    std::vector<double> values;
    bool fractions = false;
    for (const TalliedRun& run : m_runs) {
        const TalliedValue* value = run.result(key);
        if (value == nullptr)
            continue;
        if (!value->number) {
            ++texts[value->text];
            continue;
        }
        ++numbers[{*value->number, value->text}];
        values.push_back(*value->number);
        fractions |= !value->whole;
    }
    Distribution distribution;
    for (const auto& [text, times] : texts)
        distribution.counts.emplace_back(text, times);
    sortByCount(distribution.counts);
    Counts ascending;
    for (const auto& [number, times] : numbers)
        ascending.emplace_back(number.second, times);
    distribution.counts.insert(distribution.counts.begin(), ascending.begin(), ascending.end());
    if (texts.empty() && !values.empty()) {
        distribution.measured = fractions && 2 * numbers.size() > values.size();
        distribution.spread = spreadOf(std::move(values));
    }
    return distribution;
}

} // namespace braid::session
