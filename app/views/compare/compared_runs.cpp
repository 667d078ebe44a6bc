#include "app/views/compare/compared_runs.h"

#include "app/render/picture/comparison.h"
#include "app/render/scene/plain_text.h"
#include "app/session/catalogue.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/compare/run_digest.h"
#include "app/views/run/run_session.h"

#include <QFileInfo>
#include <algorithm>
#include <utility>

namespace braid::views {
namespace {

constexpr std::size_t MostOthers = render::ComparisonOptions::MostRuns - 1;
/// Of all runs together that are kept for their pictures.
constexpr std::size_t MostEventsKept = 2'000'000;

bool isEarlier(const ComparedRuns::Other& other) { return !other.file; }

} // namespace

ComparedRuns::ComparedRuns(RunSession& session, QObject* parent)
    : QObject(parent), m_session(session), m_digest(new RunDigest(this)) {
    connect(m_digest, &RunDigest::done, this, &ComparedRuns::take);
    connect(&m_session, &RunSession::aboutToChangeRun, this, &ComparedRuns::keepPresent);
}

ComparedRuns::~ComparedRuns() = default;

std::vector<const ComparedRuns::Other*> ComparedRuns::shown() const {
    std::vector<const Other*> shown;
    for (const Other& other : m_all)
        if (other.shown)
            shown.push_back(&other);
    return shown;
}

QString ComparedRuns::reading() const { return m_underWay && m_underWay->file ? m_underWay->name : QString(); }

bool ComparedRuns::canShowLatest() const {
    return m_which != Which::Latest && std::any_of(m_all.begin(), m_all.end(), isEarlier);
}

/// The run that the window leaves becomes an earlier one.
void ComparedRuns::keepPresent() {
    const std::shared_ptr<session::Run> run = m_session.share();
    // What was not over ends with its window.
    if (!run || run->state() != session::Run::State::Over || run->model().log().empty())
        return;
    Other other;
    other.scenario = run->scenarioId();
    other.name = run->title();
    other.shown = m_which != Which::Chosen;
    other.run = run;
    m_toRead.push_back(std::move(other));
    if (m_toRead.size() > MostOthers) // many short runs in a row
        m_toRead.pop_front();
    next();
}

QString ComparedRuns::open(const QStringList& paths) {
    QString wrong;
    std::deque<Other> opened;
    for (const QString& path : paths.first(std::min<qsizetype>(paths.size(), MostOthers))) {
        auto run = session::Run::open(path);
        if (!run) {
            if (wrong.isEmpty())
                wrong = asSentence(session::errorText(run.error()));
            continue;
        }
        Other other;
        other.name = render::plain(QFileInfo(path).fileName());
        other.file = other.shown = true;
        other.run = std::move(run.value());
        opened.push_back(std::move(other));
    }
    if (opened.empty())
        return wrong;
    m_which = Which::Chosen;
    show([](const Other&) { return false; });
    for (Other& waiting : m_toRead)
        waiting.shown = false;
    if (m_underWay)
        m_underWay->shown = false;
    std::move(opened.begin(), opened.end(), std::back_inserter(m_toRead));
    next();
    emit changed();
    return wrong;
}

void ComparedRuns::next() {
    if (m_underWay || m_toRead.empty())
        return;
    m_underWay = std::make_unique<Other>(std::move(m_toRead.front()));
    m_toRead.pop_front();
    m_digest->take(m_underWay->run);
}

void ComparedRuns::take(const analysis::RunFacts& facts, const std::shared_ptr<session::Run>& run) {
    Other other = std::move(*m_underWay);
    m_underWay.reset();
    other.scenario = run->scenarioId();
    other.facts = facts;
    other.facts.parameters = session::inUnits(std::move(other.facts.parameters), m_session.scenarioCalled(other.scenario));
    if (other.shown && m_which == Which::Latest)
        show([](const Other&) { return false; });
    m_all.push_back(std::move(other));
    forgetWhatIsTooMuch();
    next();
    emit changed();
}

void ComparedRuns::forgetWhatIsTooMuch() {
    while (m_all.size() > MostOthers) {
        const auto idle = std::find_if(m_all.begin(), m_all.end(), [](const Other& other) { return !other.shown; });
        m_all.erase(idle != m_all.end() ? idle : m_all.begin());
    }
    std::size_t events = 0;
    for (auto other = m_all.rbegin(); other != m_all.rend(); ++other)
        if (other->run && (events += other->run->model().log().size()) > MostEventsKept)
            other->run.reset();
}

void ComparedRuns::show(bool (*wanted)(const Other&)) {
    for (Other& other : m_all)
        other.shown = wanted(other);
}

void ComparedRuns::show(std::size_t index, bool on) {
    if (index >= m_all.size() || m_all[index].shown == on || (!on && shown().size() < 2))
        return;
    m_which = Which::Chosen;
    m_all[index].shown = on;
    emit changed();
}

void ComparedRuns::showLatest() {
    m_which = Which::Latest;
    show([](const Other&) { return false; });
    const auto latest = std::find_if(m_all.rbegin(), m_all.rend(), isEarlier);
    if (latest != m_all.rend())
        latest->shown = true;
    emit changed();
}

void ComparedRuns::showEarlier() {
    m_which = Which::Earlier;
    show(isEarlier);
    emit changed();
}

void ComparedRuns::showFromNowOn() {
    m_which = Which::Earlier;
    show([](const Other&) { return false; });
    for (Other& waiting : m_toRead)
        waiting.shown = false;
    if (m_underWay)
        m_underWay->shown = false;
    emit changed();
}

} // namespace braid::views
