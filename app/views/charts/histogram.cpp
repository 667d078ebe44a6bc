#include "app/views/charts/histogram.h"

#include "app/session/result_charts.h"
#include "app/views/base/words.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace braid::views {
namespace {

struct Histograms {
    Q_DECLARE_TR_FUNCTIONS(Histograms)
};

/// One thing a run came to.
struct Entry {
    std::size_t run = 0;
    QString text;
    double number = std::numeric_limits<double>::quiet_NaN();
    bool whole = false;
};

std::vector<Entry> entriesOf(const session::Tally& tally, const Quantity& quantity) {
    std::vector<Entry> entries;
    const auto& runs = tally.runs();
    for (std::size_t i = 0; i < runs.size(); ++i) {
        switch (quantity.kind) {
        case Quantity::Kind::Outcome:
            entries.push_back({i, outcomeWord(runs[i].outcome)});
            break;
        case Quantity::Kind::Finding:
            for (const QString& kind : runs[i].findings)
                entries.push_back({i, findingWord(kind)});
            if (runs[i].findings.isEmpty())
                entries.push_back({i, Histograms::tr("none")});
            break;
        case Quantity::Kind::Duration:
            entries.push_back({i, {}, static_cast<double>(runs[i].duration)});
            break;
        case Quantity::Kind::Result:
            if (const session::TalliedValue* value = runs[i].result(quantity.key)) {
                Entry& entry = entries.emplace_back(Entry{i, value->text});
                if (value->number) {
                    entry.number = *value->number;
                    entry.whole = value->whole;
                }
            }
        }
    }
    return entries;
}

std::vector<HistogramBar> textBars(const std::vector<Entry>& entries, int most) {
    std::vector<HistogramBar> bars;
    for (const Entry& entry : entries) {
        auto bar = std::find_if(bars.begin(), bars.end(), [&](const HistogramBar& b) { return b.label == entry.text; });
        if (bar == bars.end())
            bar = bars.insert(bars.end(), {entry.text, entry.text, {}});
        bar->runs.push_back(entry.run);
    }
    std::stable_sort(bars.begin(), bars.end(),
                     [](const HistogramBar& a, const HistogramBar& b) { return a.runs.size() > b.runs.size(); });
    if (bars.size() <= static_cast<std::size_t>(most))
        return bars;
    HistogramBar rest{Histograms::tr("others"), Histograms::tr("all others"), {}};
    for (auto bar = bars.begin() + most - 1; bar != bars.end(); ++bar)
        rest.runs.insert(rest.runs.end(), bar->runs.begin(), bar->runs.end());
    bars.resize(static_cast<std::size_t>(most) - 1);
    bars.push_back(std::move(rest));
    return bars;
}

/// The smallest of 1, 2, 5 · 10ⁿ that is at least `least`.
double niceStep(double least) {
    const double power = std::pow(10, std::floor(std::log10(least)));
    for (const double factor : {1.0, 2.0, 5.0})
        if (factor * power >= least * (1 - 1e-9))
            return factor * power;
    return 10 * power;
}

/// `number` in multiples of `step` needs so many digits behind the point.
int decimalsOf(double step) {
    return std::clamp(static_cast<int>(std::ceil(-std::log10(step) - 1e-9)), 0, 12);
}

struct Scale {
    double unit = 1; ///< numbers are shown as multiples of it
    QString suffix;
};

Scale scaleOf(const Quantity& quantity, double greatest) {
    if (quantity.kind != Quantity::Kind::Duration)
        return {};
    if (greatest >= 1e9)
        return {1e9, QStringLiteral(" s")};
    return greatest >= 1e6 ? Scale{1e6, QStringLiteral(" ms")} : Scale{1e3, QStringLiteral(" µs")};
}

std::vector<HistogramBar> numberBars(const std::vector<Entry>& entries, const Quantity& quantity, int most) {
    double least = std::numeric_limits<double>::max(), greatest = std::numeric_limits<double>::lowest();
    bool whole = true;
    std::map<double, HistogramBar> single;
    for (const Entry& entry : entries) {
        least = std::min(least, entry.number);
        greatest = std::max(greatest, entry.number);
        whole &= entry.whole;
        HistogramBar& bar = single[entry.number];
        bar.label = bar.range = entry.text;
        bar.runs.push_back(entry.run);
    }
    const bool fewApart = whole && greatest - least >= most && single.size() <= static_cast<std::size_t>(most) / 2;
    if (fewApart || (single.size() == 1 && quantity.kind == Quantity::Kind::Result)) {
        std::vector<HistogramBar> bars;
        for (auto& [number, bar] : single)
            bars.push_back(std::move(bar));
        return bars;
    }
    const Scale scale = scaleOf(quantity, greatest);
    least /= scale.unit;
    greatest /= scale.unit;
    // Equal values have a span too: that of their own last digits.
    const double span = std::max(greatest - least, std::max(std::abs(greatest), 1e-9) * 1e-3);
    double step = niceStep(span / std::max(1, most - 1));
    if (whole)
        step = std::max(step, 1.0);
    const double origin = std::floor(least / step + 1e-9);
    const auto barOf = [&](double number) {
        return static_cast<std::size_t>(std::clamp(std::floor(number / step + 1e-9) - origin, 0.0, most * 2.0));
    };
    std::vector<HistogramBar> bars(barOf(greatest) + 1);
    const QLocale plain = QLocale::c();
    const int decimals = decimalsOf(step);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const double from = (origin + static_cast<double>(i)) * step;
        bars[i].label = plain.toString(from, 'f', decimals);
        bars[i].range = bars[i].label + scale.suffix;
        if (!whole || step > 1)
            bars[i].range = Histograms::tr("%1 to %2").arg(bars[i].range, plain.toString(whole ? from + step - 1 : from + step, 'f', decimals) + scale.suffix);
        if (whole && step > 1)
            bars[i].label += QStringLiteral("–") + plain.toString(from + step - 1, 'f', decimals);
        bars[i].label += scale.suffix;
    }
    for (const Entry& entry : entries)
        bars[barOf(entry.number / scale.unit)].runs.push_back(entry.run);
    return bars;
}

} // namespace

std::vector<Quantity> quantitiesOf(const session::Tally& tally) {
    std::vector<Quantity> quantities;
    for (const QString& key : tally.resultKeys())
        quantities.push_back({Quantity::Kind::Result, key});
    for (const Quantity::Kind kind : {Quantity::Kind::Outcome, Quantity::Kind::Finding, Quantity::Kind::Duration})
        quantities.push_back({kind, {}});
    return quantities;
}

QString quantityName(const Quantity& quantity, const session::Scenario* scenario) {
    switch (quantity.kind) {
    case Quantity::Kind::Outcome:
        return Histograms::tr("Outcome");
    case Quantity::Kind::Finding:
        return Histograms::tr("Findings");
    case Quantity::Kind::Duration:
        return Histograms::tr("Duration");
    case Quantity::Kind::Result:
        break;
    }
    QString words = session::resultName(quantity.key);
    const qsizetype point = quantity.key.indexOf(u'.'); // "result.name": one of several numbers
    if (scenario)
        for (const session::Chart& chart : scenario->charts)
            if (quantity.key.left(point) == toQt(chart.key))
                words = session::chartLabel(chart) + (point < 0 ? QString() : QStringLiteral(" · ") + session::resultName(quantity.key.mid(point + 1)));
    return words == quantity.key ? words : QStringLiteral("%1 (%2)").arg(words, quantity.key);
}

std::vector<HistogramBar> histogram(const session::Tally& tally, const Quantity& quantity, int most) {
    const std::vector<Entry> entries = entriesOf(tally, quantity);
    if (entries.empty())
        return {};
    const bool numbers =
        std::none_of(entries.begin(), entries.end(), [](const Entry& entry) { return std::isnan(entry.number); });
    return numbers ? numberBars(entries, quantity, most) : textBars(entries, most);
}

} // namespace braid::views
