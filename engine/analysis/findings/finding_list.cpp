#include "engine/analysis/findings/finding_list.h"

#include "engine/model/text/patterns.h"

#include <algorithm>

namespace braid::analysis {

std::uint32_t FindingList::aboutOf(const Finding& finding) {
    if (!finding.objects.empty())
        return finding.objects.front().value;
    return finding.lanes.empty() ? 0 : finding.lanes.front().value;
}

std::size_t FindingList::add(Finding finding) {
    ++m_taken;
    Group& kind = m_kinds[finding.kind];
    const std::uint32_t about = aboutOf(finding);
    const auto known = m_groups.find({finding.kind, about});
    if (known != m_groups.end() && known->second.told > ToldOneByOne) {
        addTo(m_all[known->second.rest], std::move(finding));
        return known->second.rest;
    }
    if (kind.told >= MostOfAKind) {
        addTo(m_all[kind.rest], std::move(finding));
        return kind.rest;
    }
    Group& group = known != m_groups.end() ? known->second : m_groups[{finding.kind, about}];
    ++group.told;
    ++kind.told;
    group.rest = kind.rest = m_all.size();
    m_all.push_back(std::move(finding));
    return group.rest;
}

void FindingList::remove(std::size_t place) {
    ++m_taken;
    const Finding& finding = m_all[place];
    if (const auto group = m_groups.find({finding.kind, aboutOf(finding)}); group != m_groups.end() && group->second.told > 0)
        --group->second.told;
    if (Group& kind = m_kinds[finding.kind]; kind.told > 0)
        --kind.told;
    m_all.erase(m_all.begin() + static_cast<std::ptrdiff_t>(place));
    const auto moveUp = [place](Group& group) { group.rest -= group.rest > place ? 1 : 0; };
    for (auto& [about, group] : m_groups)
        moveUp(group);
    for (auto& [kind, group] : m_kinds)
        moveUp(group);
}

void FindingList::addTo(Finding& rest, Finding&& finding) {
    // Where it is and whom it concerns stays as of the first of them: the list stays in order, and who belongs to which
    // finding stays true.
    rest.count += finding.count;
    rest.lastAt = finding.at;
    rest.lastEvent = finding.event;
    rest.message = {model::patterns::FurtherFindings,
                    {std::to_string(rest.count), model::durationText(finding.at)},
                    {std::move(finding.message)}};
}

void StuckPlaces::renew(const std::vector<Finding>& findings) {
    std::size_t count = 0;
    for (const Finding& finding : findings)
        count += finding.cause == StuckCause::None ? 0 : finding.lanes.size() + finding.behind.size();
    m_places = {}; // gives back what it does not need any more
    m_places.reserve(count);
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const Finding& finding = findings[i];
        if (finding.cause == StuckCause::None)
            continue;
        for (std::size_t k = 0; k < finding.lanes.size(); ++k)
            m_places.push_back({finding.lanes[k], Findings::Place{i, static_cast<int>(k) + 1}});
        for (const LaneId lane : finding.behind)
            m_places.push_back({lane, Findings::Place{i, 0}});
    }
    // Of several the last one in which it is itself, else the first one behind which it stands.
    const auto before = [](const auto& one, const auto& other) {
        if (one.first != other.first)
            return one.first < other.first;
        const bool is = one.second.number > 0, otherIs = other.second.number > 0;
        if (is != otherIs)
            return is;
        return is ? one.second.finding > other.second.finding : one.second.finding < other.second.finding;
    };
    std::sort(m_places.begin(), m_places.end(), before);
    const auto same = [](const auto& one, const auto& other) { return one.first == other.first; };
    m_places.erase(std::unique(m_places.begin(), m_places.end(), same), m_places.end());
}

std::optional<Findings::Place> StuckPlaces::of(LaneId lane) const {
    const auto before = [](const auto& known, LaneId id) { return known.first < id; };
    const auto place = std::lower_bound(m_places.begin(), m_places.end(), lane, before);
    return place == m_places.end() || place->first != lane ? std::nullopt : std::optional(place->second);
}

} // namespace braid::analysis
