#pragma once

#include "engine/analysis/findings/findings.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace braid::analysis {

/// Findings as they are added, in bounded room: of one kind about one object (or, without one, about one lane) the first
/// ToldOneByOne stand alone, and one more stands for all that follow (see Finding::count). The same once there are
/// MostOfAKind of a kind, whatever they are about. Not thread-safe.
class FindingList {
public:
    static constexpr std::size_t ToldOneByOne = 8;
    static constexpr std::size_t MostOfAKind = 1000;

    /// Takes `finding`, whose `at` and `event` are set. The place of the one that tells of it: the last one, or one that stands for
    /// several.
    std::size_t add(Finding finding);
    /// What stands for several changes in its place.
    [[nodiscard]] const std::vector<Finding>& all() const { return m_all; }
    /// Grows with each finding taken, completed or taken back.
    [[nodiscard]] std::uint64_t taken() const { return m_taken; }

    /// To complete a finding told before; touch() says that it was done.
    [[nodiscard]] Finding& at(std::size_t place) { return m_all[place]; }
    void touch() { ++m_taken; }
    /// Takes back the one at `place`, which must stand for itself alone. O(size).
    void remove(std::size_t place);

private:
    [[nodiscard]] static std::uint32_t aboutOf(const Finding& finding);
    struct Group {
        std::size_t told = 0;
        std::size_t rest = 0; ///< the place of the one that stands for all further ones; valid where told > ToldOneByOne
    };
    static void addTo(Finding& rest, Finding&& finding);

    std::vector<Finding> m_all;
    std::map<std::pair<FindingKind, std::uint32_t>, Group> m_groups; ///< by the number of the object or lane
    std::map<FindingKind, Group> m_kinds;
    std::uint64_t m_taken = 0;
};

/// Which finding of stuck lanes a lane belongs to. Not thread-safe.
class StuckPlaces {
public:
    /// O(lanes in findings · log).
    void renew(const std::vector<Finding>& findings);
    /// As of the last renew(). O(log lanes).
    [[nodiscard]] std::optional<Findings::Place> of(LaneId lane) const;

private:
    std::vector<std::pair<LaneId, Findings::Place>> m_places; ///< ascending
};

} // namespace braid::analysis
