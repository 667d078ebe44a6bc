#pragma once

#include "engine/analysis/findings/accessed_value.h"
#include "engine/analysis/findings/findings.h"

#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace braid::analysis {

/// Finds updates of shared variables, and of the parts of shared lists and dictionaries, that are lost, and checks that are stale when they are acted upon.
///
/// **Overwritten.** A lane reads, another lane writes, the first one writes without having read again: of the interleavings that no
/// serial order explains the one read–write–write (Lu, Tucek, Qin, Zhou: AVIO, ASPLOS 2006, table 1). An update is a read and the next
/// write of the same lane; a read counts for one write only. What is read and written in one indivisible step (Modify) is never stale,
/// and a read after the other write, as that of a failed compare-exchange, begins anew.
///
/// That order only loses something where the value written depends on the one read, which no event tells. A write is taken to depend on
/// what its lane has read, unless the values say that it does not:
///  - the variable has the value again that was read: the same would have been written now;
///  - the other lane has written the very same word, and it is no number and has not grown out of the one read: done twice
///    (not of a part of a list or dictionary, whose text does not tell a word from a number);
///  - the same line has written this value, and no other one, after different readings or without any: a constant;
///  - the same line has written nothing but 0, false, an empty text or the variable's first value, and nothing says that this was a
///    step of a count: it is not 1 away from what was read, other updates did not go as far to several values, and no lock was held
///    from the read to the write: a reset on purpose.
/// What a line has done later counts, too: a finding may be taken back, or come when there is more to go by.
///
/// **Stale check.** A lane reads, another lane writes, the first one reads again and changes the value properly, but by what only the
/// first reading allowed: check, then act (the same table's read–write–read). As most programs may read a variable for show before they
/// change it, only one sort of act tells that a check came before it: the value falls below 0, where it never was, and would not have
/// if it still were as first read; and the lane has not printed that reading. Other limits than 0 cannot be seen.
///
/// O(1) an event but for the lines that write one variable (LinesApart of them are told apart). Not thread-safe.
class LostUpdates {
public:
    static constexpr std::size_t LinesApart = 64;
    static constexpr std::size_t MostLanes = 64; ///< that a finding names

    /// Takes in a Read, Write or Modify of a known variable, the last event that `model` has applied or one of the last. True where
    /// finding() of its variable says something else from now on.
    bool take(const model::Model& model, model::EventIndex index);
    /// What is to be told of `variable` so far: one finding for all that it lost in one way, with its count, its first and its last
    /// one; nothing where there is nothing to tell.
    [[nodiscard]] std::optional<Finding> finding(const model::Model& model, ObjectId variable, UpdateLoss loss) const;
    /// Brings what finding() told of it before up to date; false where nothing is left to tell. O(1) but for the lines.
    bool renew(const model::Model& model, ObjectId variable, UpdateLoss loss, Finding& told) const;
    /// What all accesses to `variable` add up to. O(its events).
    [[nodiscard]] LostTotal total(const model::Model& model, ObjectId variable) const;

private:
    /// One time that it happened.
    struct Loss {
        LaneId winner, loser;
        model::EventIndex read = model::NoEvent;      ///< the winner's, which was stale
        model::EventIndex lostRead = model::NoEvent;  ///< the loser's, NoEvent where it wrote without
        model::EventIndex lostWrite = model::NoEvent; ///< the last write between
        model::EventIndex write = model::NoEvent;     ///< the winner's
    };
    struct Losses {
        std::uint64_t count = 0;
        Loss first, last;
        std::vector<LaneId> lanes;
        std::vector<model::EventIndex> writes; ///< that vanished, the first ones
        void add(const Loss& loss);
    };
    /// What one line of the program has written.
    struct Line {
        AccessedValue wrote, from; ///< `from` what was read before
        bool any = false;          ///< it has written
        bool varies = false;       ///< different values
        bool blind = false;        ///< once without a reading
        bool mixed = false;        ///< after different readings
        bool locked = false;       ///< once under a lock that was held since the reading
        int lookedForLock = 0;
        std::array<Losses, 2> losses; ///< by UpdateLoss
    };
    struct Reading {
        model::EventIndex event = model::NoEvent; ///< NoEvent = used up
        AccessedValue value;
    };
    struct Reader {
        Reading last, before; ///< `before`: of a value that was replaced since
    };
    /// What stands in a variable, or in a part of it.
    struct Cell {
        AccessedValue present;
        LaneId writer;                              ///< of what stands there
        model::EventIndex write = model::NoEvent;   ///< the same; NoEvent = its first value
        model::EventIndex basedOn = model::NoEvent; ///< what its writer had read for it
        [[nodiscard]] bool writtenAfter(model::EventIndex event) const { return write != model::NoEvent && write > event; }
    };
    struct Step {
        AccessedValue wrote;
        bool usual = false; ///< taken to different values, resets aside
    };
    struct Variable {
        AccessedValue initial;
        bool known = false;
        bool wasNegative = false;
        Cell whole;                                      ///< what was written last, to all of it or to a part
        std::unordered_map<std::uint32_t, Cell> cells;   ///< by part: what was written to that; 0 = to all of it
        std::unordered_map<std::uint64_t, Reader> lanes; ///< by lane and part
        std::unordered_map<std::uint64_t, std::size_t> lineOf;
        std::vector<Line> lines;
        std::map<std::uint64_t, Step> steps; ///< by size, the first ones
        std::array<std::uint64_t, 2> told{}; ///< losses that the findings told when asked last, by UpdateLoss
        bool lost = false;                   ///< there are any
    };

    static void learn(const model::Model& model, Variable& variable, Line& line, const Reading& read, const AccessedValue& wrote, LaneId lane);
    static bool isLost(const Cell& cell, const Reading& read, const AccessedValue& wrote, bool part);
    static bool isStaleCheck(const model::Model& model, const Variable& variable, const Reading& check, const AccessedValue& from,
                             const AccessedValue& wrote, model::EventIndex write);
    /// What the line writes does not depend on what was read.
    static bool isIndependent(const Variable& variable, const Line& line);
    static std::uint64_t count(const Variable& variable, UpdateLoss loss);
    static Line& lineAt(Variable& variable, std::uint64_t place);

    std::unordered_map<std::uint32_t, Variable> m_variables;
};

} // namespace braid::analysis
