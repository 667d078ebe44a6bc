#include "engine/analysis/findings/finding_list.h"

#include "engine/model/text/patterns.h"

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

} // namespace braid::analysis
