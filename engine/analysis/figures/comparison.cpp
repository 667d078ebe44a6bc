#include "engine/analysis/figures/comparison.h"

#include "engine/model/store/arithmetic.h"
#include "engine/model/text/names.h"
#include "engine/model/text/patterns.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <map>
#include <string_view>
#include <unordered_map>

namespace braid::analysis {

using model::Nanos;
using model::Sentence;
namespace patterns = model::patterns;

namespace {

constexpr double LeastRatio = 1.1;   ///< of times and counts
constexpr double LeastPart = 0.01;   ///< of the longer run: times
constexpr Nanos LeastTime = 100'000; ///< ns
constexpr double LeastShare = 0.05;

std::string ratioText(double ratio) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), ratio < 9.95 ? "%.1f" : "%.0f", ratio);
    const std::string number = text.data();
    return number.size() > 2 && number.ends_with(".0") ? number.substr(0, number.size() - 2) : number;
}
std::string shareText(double share) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.0f %%", share * 100);
    return text.data();
}
std::string rateText(double rate) {
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), rate < 10 ? "%.1f" : "%.0f", rate);
    return text.data();
}
/// A measured number, JSON, in four digits; whole numbers and everything else as they are.
std::string measuredText(const std::string& json) {
    double number = 0;
    const auto [end, error] = std::from_chars(json.data(), json.data() + json.size(), number);
    if (error != std::errc() || end != json.data() + json.size() || json.find_first_of(".eE") == std::string::npos || std::abs(number) > 1e15)
        return json;
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), std::abs(number) < 1e4 ? "%.4g" : "%.0f", number);
    return text.data();
}
std::string timeText(double ns) { return model::durationText(static_cast<Nanos>(ns)); }

const char* outcomePattern(const RunFacts& run, bool first) {
    if (!run.finished)
        return first ? patterns::FirstGoesOn : patterns::SecondGoesOn;
    switch (run.outcome) {
    case trace::Outcome::Finished:
        return first ? patterns::FirstFinished : patterns::SecondFinished;
    case trace::Outcome::Deadlock:
        return first ? patterns::FirstDeadlocked : patterns::SecondDeadlocked;
    case trace::Outcome::Hang:
        return first ? patterns::FirstHung : patterns::SecondHung;
    case trace::Outcome::Stopped:
        return first ? patterns::FirstStopped : patterns::SecondStopped;
    case trace::Outcome::TimedOut:
        return first ? patterns::FirstTimedOut : patterns::SecondTimedOut;
    default:
        return first ? patterns::FirstCrashed : patterns::SecondCrashed;
    }
}

const char* statePattern(std::size_t state) {
    static constexpr std::array<const char*, model::StateCount> Patterns{
        patterns::StateCreated, patterns::StateReady, patterns::StateRunning, patterns::StateBlocked,
        patterns::StateWaiting, patterns::StateSleeping, patterns::StateIoWait, patterns::StateIoCopy,
        patterns::StateSuspended, patterns::StateDone, patterns::StateFailed, patterns::StateNotRecorded, patterns::StateIdle, patterns::StatePaused};
    return Patterns[state];
}

class Comparer {
public:
    Comparer(const RunFacts& first, const RunFacts& second)
        : m_first(first), m_second(second),
          m_leastTime(std::max(static_cast<double>(LeastTime),
                               LeastPart * static_cast<double>(std::max(first.duration, second.duration)))) {}

    std::vector<Difference> all() {
        pairs(Subject::Parameter, m_first.parameters, m_second.parameters,
              {patterns::ParameterDiffers, patterns::ParameterOnlyFirst, patterns::ParameterOnlySecond});
        outcome();
        findings();
        pairs(Subject::Result, m_first.results, m_second.results,
              {patterns::ResultDiffers, patterns::ResultOnlyFirst, patterns::ResultOnlySecond});
        duration();
        lanes();
        objects();
        return std::move(m_found);
    }

private:
    struct PairPatterns {
        const char *differs, *onlyFirst, *onlySecond;
    };
    Difference& add(Subject subject, std::string name, Sentence sentence) {
        m_found.push_back({subject, std::move(name), {}, std::move(sentence), Quantity::None, 0, 0});
        return m_found.back();
    }
    void addNumbers(Subject subject, std::string name, std::string what, Sentence sentence, Quantity quantity, double first,
                    double second) {
        m_found.push_back({subject, std::move(name), std::move(what), std::move(sentence), quantity, first, second});
    }

    void pairs(Subject subject, const model::Model::Pairs& first, const model::Model::Pairs& second, PairPatterns words) {
        // Of several with one name the first one counts.
        const auto byKey = [](const model::Model::Pairs& all) {
            std::unordered_map<std::string_view, const std::string*> values;
            for (const auto& [key, text] : all)
                values.emplace(key, &text);
            return values;
        };
        const auto ofFirst = byKey(first), ofSecond = byKey(second);
        const auto value = [](const auto& values, const std::string& key) {
            const auto found = values.find(key);
            return found == values.end() ? nullptr : found->second;
        };
        for (const auto& [key, text] : first) {
            const std::string* other = value(ofSecond, key);
            if (!other)
                add(subject, key, {words.onlyFirst, {key, said(subject, text, {})}});
            else if (*other != text)
                add(subject, key, {words.differs, {key, said(subject, text, *other), said(subject, *other, text)}});
        }
        for (const auto& [key, text] : second)
            if (!value(ofFirst, key))
                add(subject, key, {words.onlySecond, {key, said(subject, text, {})}});
    }

    /// Results are measured: fewer digits say as much, where they tell it from `other`.
    static std::string said(Subject subject, const std::string& value, const std::string& other) {
        const std::string text = subject == Subject::Result ? measuredText(value) : value;
        return text == measuredText(other) ? value : text;
    }

    void outcome() {
        if (m_first.finished == m_second.finished && m_first.outcome == m_second.outcome)
            return;
        add(Subject::Outcome, {},
            {patterns::OutcomeDiffers, {}, {{outcomePattern(m_first, true)}, {outcomePattern(m_second, false)}}});
    }

    void findings() {
        const auto of = [](const RunFacts& run) {
            std::map<FindingKind, std::vector<const Finding*>> byKind;
            for (const Finding& finding : run.findings)
                byKind[finding.kind].push_back(&finding);
            return byKind;
        };
        const auto countOf = [](const std::vector<const Finding*>& list) {
            std::uint64_t count = 0;
            for (const Finding* finding : list)
                count += finding->count;
            return count;
        };
        auto before = of(m_first), after = of(m_second);
        for (const auto& [kind, list] : before)
            after[kind];
        for (const auto& [kind, list] : after) {
            const auto& former = before[kind];
            const std::uint64_t formerCount = countOf(former), count = countOf(list);
            if (formerCount == count)
                continue;
            Sentence sentence;
            if (list.empty())
                sentence = {patterns::FindingOnlyFirst, {std::to_string(formerCount)}, {former.front()->message}};
            else if (former.empty())
                sentence = {patterns::FindingOnlySecond, {std::to_string(count)}, {list.front()->message}};
            else
                sentence = {patterns::FindingOftener, {std::to_string(formerCount), std::to_string(count)}, {list.front()->message}};
            addNumbers(Subject::Finding, findingName(kind), {}, std::move(sentence), Quantity::Count,
                       static_cast<double>(formerCount), static_cast<double>(count));
        }
    }

    [[nodiscard]] bool timesDiffer(double first, double second) const {
        return std::abs(first - second) >= m_leastTime && std::max(first, second) >= LeastRatio * std::min(first, second);
    }
    static bool countsDiffer(double first, double second) {
        return first != second && std::max(first, second) >= LeastRatio * std::min(first, second);
    }

    void duration() {
        const auto first = static_cast<double>(m_first.duration), second = static_cast<double>(m_second.duration);
        if (!timesDiffer(first, second))
            return;
        std::vector<std::string> words{timeText(first), timeText(second)};
        const char* pattern = patterns::DurationDiffers;
        if (first > 0 && second > 0) {
            pattern = second < first ? patterns::DurationShorter : patterns::DurationLonger;
            words.push_back(ratioText(std::max(first, second) / std::min(first, second)));
        }
        addNumbers(Subject::Duration, {}, "duration_ns", {pattern, std::move(words)}, Quantity::Nanoseconds, first, second);
    }

    void lanes() {
        for (const auto kind : {trace::LaneKind::Process, trace::LaneKind::Thread, trace::LaneKind::Coroutine}) {
            const auto of = [kind](const RunFacts& run) {
                const auto found = std::find_if(run.lanes.begin(), run.lanes.end(), [kind](const auto& l) { return l.kind == kind; });
                return found == run.lanes.end() ? RunFacts::Lanes{kind, 0, {}} : *found;
            };
            compareLanes(of(m_first), of(m_second));
        }
    }

    void compareLanes(const RunFacts::Lanes& first, const RunFacts::Lanes& second) {
        struct Words {
            const char *count, *share;
        };
        const Words words = first.kind == trace::LaneKind::Process  ? Words{patterns::ProcessesDiffer, nullptr}
                            : first.kind == trace::LaneKind::Thread ? Words{patterns::ThreadsDiffer, patterns::ThreadsSpent}
                                                                    : Words{patterns::CoroutinesDiffer, patterns::CoroutinesSpent};
        const std::string name = model::nameOf(first.kind);
        if (first.count != second.count)
            addNumbers(Subject::Lanes, name, "count", {words.count, {std::to_string(first.count), std::to_string(second.count)}},
                       Quantity::Count, static_cast<double>(first.count), static_cast<double>(second.count));
        const auto sum = [](const model::StateTimes& ns) {
            double all = 0;
            for (const Nanos time : ns)
                all += static_cast<double>(time);
            return all;
        };
        const double firstAll = sum(first.ns), secondAll = sum(second.ns);
        if (!words.share || firstAll <= 0 || secondAll <= 0)
            return;
        std::vector<Difference> shares;
        for (std::size_t i = 0; i < model::StateCount; ++i) {
            const double before = static_cast<double>(first.ns[i]) / firstAll, after = static_cast<double>(second.ns[i]) / secondAll;
            if (std::abs(before - after) < LeastShare)
                continue;
            shares.push_back({Subject::Lanes, name, model::nameOf(static_cast<model::State>(i)), {words.share, {shareText(before), shareText(after)}, {{statePattern(i)}}}, Quantity::Share, before, after});
        }
        std::stable_sort(shares.begin(), shares.end(), [](const Difference& a, const Difference& b) {
            return std::abs(a.first - a.second) > std::abs(b.first - b.second);
        });
        std::move(shares.begin(), shares.end(), std::back_inserter(m_found));
    }

    void objects() {
        using Key = std::tuple<trace::ObjectKind, std::string, std::size_t>; // the last: which one of that name
        const auto keyed = [](const RunFacts& run) {
            std::map<std::pair<trace::ObjectKind, std::string>, std::size_t> seen;
            std::vector<std::pair<Key, const RunFacts::Object*>> all;
            for (const RunFacts::Object& object : run.objects)
                all.emplace_back(Key{object.kind, object.name, seen[{object.kind, object.name}]++}, &object);
            return all;
        };
        const auto first = keyed(m_first), second = keyed(m_second);
        const std::map<Key, const RunFacts::Object*> secondByKey(second.begin(), second.end());
        const std::map<Key, const RunFacts::Object*> firstByKey(first.begin(), first.end());
        const std::size_t begin = m_found.size();
        for (const auto& [key, object] : first)
            if (const auto other = secondByKey.find(key); other != secondByKey.end())
                compareObjects(*object, *other->second);
        // By what it cost: times first, then how much more or less.
        std::stable_sort(m_found.begin() + static_cast<std::ptrdiff_t>(begin), m_found.end(),
                         [](const Difference& a, const Difference& b) {
                             const auto weight = [](const Difference& d) {
                                 return d.quantity == Quantity::Nanoseconds ? std::abs(d.first - d.second) : -1;
                             };
                             return weight(a) > weight(b);
                         });
        for (const auto& [key, object] : first)
            if (secondByKey.count(key) == 0)
                add(Subject::Object, object->name, {patterns::ObjectOnlyFirst, {object->name}});
        for (const auto& [key, object] : second)
            if (firstByKey.count(key) == 0)
                add(Subject::Object, object->name, {patterns::ObjectOnlySecond, {object->name}});
    }

    void compareTimes(const std::string& name, const char* what, double first, double second, const char* less, const char* more,
                      const char* plain) {
        if (!timesDiffer(first, second))
            return;
        std::vector<std::string> words{name, timeText(first), timeText(second)};
        const char* pattern = plain;
        if (first > 0 && second > 0) {
            pattern = second < first ? less : more;
            words.push_back(ratioText(std::max(first, second) / std::min(first, second)));
        }
        addNumbers(Subject::Object, name, what, {pattern, std::move(words)}, Quantity::Nanoseconds, first, second);
    }

    void compareObjects(const RunFacts::Object& first, const RunFacts::Object& second) {
        const std::string& name = first.name;
        const auto ns = [](Nanos time) { return static_cast<double>(time); };
        compareTimes(name, "wait_ns", ns(first.waited), ns(second.waited), patterns::WaitedLess, patterns::WaitedMore,
                     patterns::WaitedOther);
        if (first.ownable)
            compareTimes(name, "hold_ns", ns(first.held), ns(second.held), patterns::HeldLess, patterns::HeldMore,
                         patterns::HeldOther);
        compareTimes(name, "longest_wait_ns", ns(first.worstWait), ns(second.worstWait), patterns::WorstLess, patterns::WorstMore,
                     patterns::WorstOther);
        if (countsDiffer(static_cast<double>(first.acquisitions), static_cast<double>(second.acquisitions)))
            addNumbers(Subject::Object, name, "acquisitions",
                       {patterns::TakenOther, {name, std::to_string(first.acquisitions), std::to_string(second.acquisitions)}},
                       Quantity::Count, static_cast<double>(first.acquisitions), static_cast<double>(second.acquisitions));
        if (std::abs(first.contention - second.contention) >= LeastShare)
            addNumbers(Subject::Object, name, "contention",
                       {patterns::ContentionOther, {name, shareText(first.contention), shareText(second.contention)}},
                       Quantity::Share, first.contention, second.contention);
        if (first.queue && countsDiffer(first.itemsPerSecond, second.itemsPerSecond))
            addNumbers(Subject::Object, name, "items_per_second",
                       {patterns::ThroughputOther, {name, rateText(first.itemsPerSecond), rateText(second.itemsPerSecond)}},
                       Quantity::PerSecond, first.itemsPerSecond, second.itemsPerSecond);
    }

    const RunFacts& m_first;
    const RunFacts& m_second;
    double m_leastTime;
    std::vector<Difference> m_found;
};

} // namespace

RunFacts factsOf(const model::Model& model, const Findings& findings, const Statistics& statistics) {
    RunFacts facts;
    facts.parameters = model.parameters();
    facts.results = model.results();
    facts.outcome = model.outcome();
    facts.finished = model.finished();
    facts.duration = statistics.duration();
    facts.events = statistics.events;
    facts.findings = findings.all();
    for (const LaneStatistics& figures : statistics.lanes) {
        const trace::LaneKind kind = model.lane(figures.lane)->kind;
        auto lanes = std::find_if(facts.lanes.begin(), facts.lanes.end(), [kind](const auto& l) { return l.kind == kind; });
        if (lanes == facts.lanes.end())
            lanes = facts.lanes.insert(lanes, {kind, 0, {}});
        ++lanes->count;
        for (std::size_t i = 0; i < model::StateCount; ++i)
            model::addTo(lanes->ns[i], figures.ns[i]);
    }
    for (const ObjectStatistics& figures : statistics.objects) {
        const model::Object& object = *model.object(figures.object);
        facts.objects.push_back({object.name, object.kind, figures.acquisitions, figures.contention(), figures.waits.sum,
                                 figures.holds.sum, figures.waits.worst,
                                 figures.flow ? statistics.perSecond(figures.flow->gets) : 0, object.ownable(),
                                 figures.flow.has_value()});
    }
    return facts;
}

const char* nameOf(Subject subject) {
    static constexpr const char* Names[] = {"parameter", "outcome", "finding", "result", "duration", "lanes", "object"};
    return Names[static_cast<std::size_t>(subject)];
}

std::vector<Difference> compare(const RunFacts& first, const RunFacts& second) { return Comparer(first, second).all(); }

} // namespace braid::analysis
