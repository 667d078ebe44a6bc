#include "app/session/repetition.h"

#include <algorithm>

namespace braid::session {
namespace {

/// How often a run that rests is looked at: seldom, because looking costs processor time that the others need.
constexpr qint64 restLookMs = 20;
/// What all kept runs together may take.
constexpr std::size_t exampleBytes = std::size_t{256} << 20;

/// Whether `run` came to something that `known` did not. Measured values are always new and do not count.
bool tellsMore(const TalliedRun& run, const TalliedRun& known) {
    if (run.outcome != known.outcome || run.findings != known.findings)
        return true;
    return std::any_of(run.results.begin(), run.results.end(), [&](const auto& entry) {
        if (entry.second.number && !entry.second.whole)
            return false;
        const TalliedValue* other = known.result(entry.first);
        return other == nullptr || other->text != entry.second.text;
    });
}

} // namespace

Repetition::Repetition(const Scenario& scenario, parameter::ValueMap values, Options options)
    : m_scenario(scenario), m_values(std::move(values)), m_options(std::move(options)) {}

Repetition::~Repetition() {
    for (const UnderWay& each : m_underWay)
        each.run->disconnect(this);
}

Result<std::unique_ptr<Repetition>> Repetition::start(const Scenario& scenario, const parameter::ValueMap& values,
                                                      const Options& options) {
    Q_ASSERT(options.run.tracePath.isEmpty() && options.runs >= 1 && options.jobs >= 1);
    std::unique_ptr<Repetition> repetition(new Repetition(scenario, values, options));
    if (auto started = repetition->startOne(); !started)
        return started.error();
    return repetition;
}

Status Repetition::startOne() {
    auto started = Run::start(m_scenario, m_values, m_options.run);
    if (!started)
        return started.error();
    ++m_started;
    UnderWay& added = m_underWay.emplace_back();
    added.run = std::move(started.value());
    added.looked.start();
    connect(added.run.get(), &Run::processEnded, this, &Repetition::processEnded);
    return Done{};
}

bool Repetition::mayStart() {
    return m_started < m_options.runs && m_underWay.size() < static_cast<std::size_t>(m_options.jobs) &&
           std::all_of(m_underWay.begin(), m_underWay.end(), [](const UnderWay& each) { return each.run->resting(); });
}

bool Repetition::pull(std::chrono::microseconds budget) {
    if (m_over)
        return false;
    const auto share = budget / std::max<std::size_t>(m_underWay.size(), 1);
    bool moved = false;
    for (std::size_t i = 0; i < m_underWay.size() && !m_over;) {
        UnderWay& each = m_underWay[i];
        if (!each.run->resting() || each.looked.elapsed() >= restLookMs) {
            each.run->pull(share);
            each.looked.start();
        }
        if (each.run->state() != Run::State::Over) {
            ++i;
            continue;
        }
        auto run = std::move(each.run);
        m_underWay.erase(m_underWay.begin() + static_cast<std::ptrdiff_t>(i));
        take(std::move(run));
        moved = true;
    }
    if (!m_over && mayStart()) {
        moved = true;
        if (const auto started = startOne(); !started)
            fail(QString::fromStdString(started.error().sentence()));
    }
    m_over |= m_underWay.empty() && m_started >= m_options.runs;
    return moved;
}

void Repetition::take(std::shared_ptr<Run> run) {
    run->disconnect(this);
    if (!run->failure().isEmpty()) {
        fail(run->failure());
        return;
    }
    m_tally.add(talliedRun(run->model(), run->findings()));
    m_last = std::move(run);
    keepExample(m_tally.runs().size() - 1);
}

void Repetition::keepExample(std::size_t index) {
    if (m_examples.size() >= static_cast<std::size_t>(m_options.examples))
        return;
    const auto& runs = m_tally.runs();
    const bool isNew = std::all_of(m_examples.begin(), m_examples.end(),
                                   [&](const Example& known) { return tellsMore(runs[index], runs[known.index]); });
    const std::size_t bytes = m_last->model().memory();
    if (!isNew || m_exampleBytes + bytes > exampleBytes)
        return;
    m_exampleBytes += bytes;
    m_examples.push_back({index, m_last});
}

void Repetition::fail(const QString& sentence) {
    m_failure = sentence;
    m_underWay.clear();
    m_over = true;
}

void Repetition::cancel() {
    if (m_over)
        return;
    if (m_tally.runs().empty() && !m_underWay.empty()) {
        const auto run = m_underWay.front().run;
        run->stop(trace::Outcome::Stopped);
        run->disconnect(this);
        m_last = run;
    }
    m_underWay.clear();
    m_over = true;
}

} // namespace braid::session
