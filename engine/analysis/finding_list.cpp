#include "engine/analysis/finding_list.h"

#include "engine/model/text/patterns.h"

namespace braid::analysis {

void FindingList::add(Finding finding) {
    ++m_taken;
    Group& kind = m_kinds[finding.kind];
    std::uint32_t about = 0;
    if (!finding.objects.empty())
        about = finding.objects.front().value;
    else if (!finding.lanes.empty())
        about = finding.lanes.front().value;
    const auto known = m_groups.find({finding.kind, about});
    if (known != m_groups.end() && known->second.told > ToldOneByOne) {
        addTo(m_all[known->second.rest], std::move(finding));
        return;
    }
    if (kind.told >= MostOfAKind) {
        addTo(m_all[kind.rest], std::move(finding));
        return;
    }
    Group& group = known != m_groups.end() ? known->second : m_groups[{finding.kind, about}];
    ++group.told;
    ++kind.told;
    group.rest = kind.rest = m_all.size();
    m_all.push_back(std::move(finding));
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
