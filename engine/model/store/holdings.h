#pragma once

#include "engine/model/store/index_range.h"
#include "engine/model/store/log.h"
#include "engine/model/store/long_vector.h"

#include <cstddef>
#include <cstdint>
#include <iterator>

namespace braid::model {

/// A stretch in which a lane owned (a part of) an object: [begin, end) in run time.
struct Holding {
    Nanos begin = 0;
    Nanos end = Open; ///< Open while it lasts, also where the run ended meanwhile
    LaneId lane;
    EventIndex acquired = NoEvent;
};
static_assert(sizeof(Holding) <= 24);

/// The holdings of one object, by begin; several may overlap (semaphore, shared mode). Not thread-safe; ranges and iterators
/// are valid until the next change.
class Holdings {
public:
    using Range = IndexRange<Holdings, Holding>;
    using value_type = Holding;
    using iterator = Range::iterator;
    using const_iterator = iterator;
    static constexpr std::size_t BlockLength = 32;

    [[nodiscard]] std::size_t size() const { return m_holdings.size(); }
    [[nodiscard]] bool empty() const { return m_holdings.empty(); }
    /// `index` < size().
    [[nodiscard]] const Holding& operator[](std::size_t index) const { return m_holdings[index]; }
    /// Not where there are none.
    [[nodiscard]] const Holding& front() const { return m_holdings.front(); }
    [[nodiscard]] const Holding& back() const { return m_holdings.back(); }
    [[nodiscard]] iterator begin() const { return all().begin(); }
    [[nodiscard]] iterator end() const { return all().end(); }
    [[nodiscard]] Range all() const { return {*this, 0, size()}; }

    /// Those that begin in [begin, end); none where end ≤ begin. O(log n).
    [[nodiscard]] Range begunIn(Nanos begin, Nanos end) const;

    /// Holdings that are looked for as one goes along, by begin. Goes forward only.
    class Found {
    public:
        class iterator {
        public:
            using iterator_category = std::forward_iterator_tag;
            using value_type = Holding;
            using difference_type = std::ptrdiff_t;
            using reference = Holding;
            using pointer = Range::iterator::pointer;

            iterator() = default;
            Holding operator*() const { return (*m_holdings)[m_index]; }
            pointer operator->() const { return {**this}; }
            iterator& operator++() {
                seek(m_index + 1);
                return *this;
            }
            iterator operator++(int) {
                const iterator before = *this;
                ++*this;
                return before;
            }
            friend bool operator==(const iterator& a, const iterator& b) { return a.m_index == b.m_index; }

        private:
            friend class Found;
            void seek(std::size_t index) { m_index = index < m_begun ? m_holdings->lasting(index, m_begun, m_time) : index; }

            const Holdings* m_holdings = nullptr;
            std::size_t m_index = 0;
            std::size_t m_begun = 0; ///< those before it count where they last beyond m_time, those from there on all
            Nanos m_time = 0;
        };
        using value_type = Holding;
        using const_iterator = iterator;

        /// None.
        Found() = default;
        [[nodiscard]] iterator begin() const { return m_begin; }
        [[nodiscard]] iterator end() const { return m_end; }
        [[nodiscard]] bool empty() const { return m_begin == m_end; }
        /// The longest one. Not where there is none.
        [[nodiscard]] Holding front() const { return *m_begin; }
        /// Goes through all.
        [[nodiscard]] std::size_t count() const { return static_cast<std::size_t>(std::distance(m_begin, m_end)); }

    private:
        friend class Holdings;
        Found(const Holdings& holdings, std::size_t first, std::size_t begun, std::size_t last, Nanos time) {
            m_begin.m_holdings = m_end.m_holdings = &holdings;
            m_begin.m_begun = m_end.m_begun = begun;
            m_begin.m_time = m_end.m_time = time;
            m_begin.seek(first);
            m_end.m_index = last;
        }

        iterator m_begin, m_end;
    };
    /// Those that overlap [begin, end): they begin in it, or began before and last beyond `begin`. `exclusive`: they do not
    /// overlap each other. O(log n + found), where they do O(n / BlockLength + found).
    [[nodiscard]] Found in(Nanos begin, Nanos end, bool exclusive) const;
    /// Those with begin ≤ time < end. The same cost.
    [[nodiscard]] Found at(Nanos time, bool exclusive) const;

    // For sums over many of them: blocks of BlockLength, block k holds [BlockLength·k, BlockLength·(k+1)).
    /// When the first of each block begins: few enough to lie in the cache while the holdings do not.
    [[nodiscard]] IndexRange<LongVector<Nanos>, Nanos> blockTimes() const { return {m_times, 0, m_times.size()}; }
    /// Held in all blocks before `block`, in ns; only of objects with one owner at a time.
    [[nodiscard]] Nanos heldBefore(std::size_t block) const { return m_blocks[block].before; }
    /// Bytes reserved.
    [[nodiscard]] std::size_t memory() const { return m_holdings.memory() + m_blocks.memory() + m_times.memory(); }

    // What the reducers do:
    /// `holding` is open and does not begin before the last one.
    void append(const Holding& holding);
    /// The open one at `index` ends at `time`, or at once where it begins later. Returns its length.
    Nanos close(std::size_t index, Nanos time);

private:
    /// Sums over BlockLength holdings in a row.
    struct Block {
        Nanos before = 0;       ///< held in all earlier blocks; only of objects with one owner at a time
        Nanos held = 0;         ///< by the closed ones of this block
        Nanos latestEnd = 0;    ///< of the closed ones
        std::uint32_t open = 0; ///< how many are not closed
    };
    /// How many begin before `time`.
    [[nodiscard]] std::size_t countBefore(Nanos time) const;
    /// The first one from `index` on, before `begun`, that lasts beyond `time`; `begun` where there is none.
    [[nodiscard]] std::size_t lasting(std::size_t index, std::size_t begun, Nanos time) const;
    /// The first one that may last into what begins with the one at `begun`.
    [[nodiscard]] std::size_t firstLasting(std::size_t begun, bool exclusive) const;

    LongVector<Holding> m_holdings;
    LongVector<Block> m_blocks;
    LongVector<Nanos> m_times; ///< of the first of each block
};

} // namespace braid::model
