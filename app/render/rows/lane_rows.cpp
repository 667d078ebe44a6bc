#include "app/render/rows/lane_rows.h"
#include "app/render/rows/row_heights.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

namespace braid::render {

namespace {

constexpr std::size_t FewLeft = 24; ///< lanes of a family that a filter leaves, which are then shown one by one

/// The model keeps the tree of lanes free of cycles and at most ModelData::DeepestNesting deep: recursion is safe.
class RowMaker {
public:
    RowMaker(const model::Model& model, const ViewState& state)
        : m_model(model), m_state(state) {
        const LaneFilter filter(model, state);
        m_filtered = filter.filters();
        if (!m_filtered)
            return;
        for (LaneId id : model.lanes()) {
            const model::Lane* lane = model.lane(id);
            if (!filter.keeps(*lane))
                continue;
            while (lane && m_wanted.insert(lane->id.value).second)
                lane = model.lane(lane->parent);
        }
    }

    std::vector<Row> make() {
        for (LaneId id : m_state.pinned)
            if (const model::Lane* lane = m_model.lane(id)) {
                Row row = next(*lane, 0);
                row.folded = !lane->children.empty();
                row.pinned = true;
                m_rows.push_back(std::move(row));
            }
        add(m_model.roots(), {}, 0, false);
        const double height = std::clamp(m_state.rowHeight.value_or(UsualRow), LowestRow, TallestRow);
        setLaneHeights(m_rows, height, std::min(height, UsualRow));
        return std::move(m_rows);
    }

private:
    [[nodiscard]] Row next(const model::Lane& lane, int depth) const {
        Row row;
        row.lane = lane.id;
        row.depth = depth;
        if (const LaneId named = namedBy(m_model, lane).id; named != lane.id)
            row.process = named;
        return row;
    }

    [[nodiscard]] bool shows(const model::Lane& lane) const {
        if (m_state.hidden.contains(lane.id) || (m_filtered && !m_wanted.contains(lane.id.value)))
            return false;
        if (const model::Lane* thread = onlyThread(m_model, lane))
            return !m_state.hidden.contains(thread->id) && !m_state.pinned.contains(thread->id);
        return !lane.children.empty() || !m_state.pinned.contains(lane.id);
    }

    /// How the members of a family that stand beside each other are shown.
    struct Group {
        std::shared_ptr<std::vector<LaneId>> together = std::make_shared<std::vector<LaneId>>();
        std::vector<LaneId> apart;
        bool asRow = false;  ///< it has a row that stands for all of them
        bool folded = false; ///< … and only that
        bool added = false;
    };

    std::unordered_map<std::uint32_t, Group> group(const std::vector<LaneId>& lanes, bool unfolded) const {
        std::unordered_map<std::uint32_t, Group> groups;
        // Not asked for, and too few to be made one by themselves.
        if (m_state.families.empty() && (lanes.size() <= ManyLanes || unfolded))
            return groups;
        for (LaneId id : lanes) {
            Group& group = groups[m_model.lane(id)->family];
            if (m_state.apart.contains(id))
                group.apart.push_back(id);
            else
                group.together->push_back(id);
        }
        for (auto& [family, group] : groups)
            decide(family, group, unfolded);
        return groups;
    }

    void decide(std::uint32_t family, Group& group, bool unfolded) const {
        const auto asked = m_state.families.find(family);
        const bool many = group.together->size() > ManyLanes && !unfolded;
        group.folded = asked == m_state.families.end() ? many : asked->second;
        group.asRow = (asked != m_state.families.end() || many) && group.together->size() > 1;
        // A filter that leaves few asks for these.
        group.folded = group.folded && group.asRow && !(m_filtered && group.together->size() <= FewLeft);
    }

    /// Where all the children `all` of `parent` are shown in the order of their creation and most of them in a few rows, as those of a
    /// large pool are: what add() would do, by the families that the model keeps, without a look at each lane. False where that is not so.
    bool addFamilies(const std::vector<LaneId>& all, LaneId parent, int depth, bool unfolded) {
        constexpr std::size_t MostItems = 1024; ///< rows to be put into order
        if (all.size() <= ManyLanes || m_filtered || !m_state.hidden.empty() || !m_state.pinned.empty() || !m_state.moved.empty() ||
            m_state.order != LaneOrder::Creation || !std::is_sorted(all.begin(), all.end()))
            return false;
        struct Item {
            LaneId first;
            std::optional<Group> group; ///< of a family that is a row
        };
        std::vector<Item> items;
        std::size_t known = 0;
        const std::vector<model::Family>& families = m_model.families();
        for (std::size_t place = 0; place < families.size(); ++place) {
            const model::Family& family = families[place];
            if (family.parent != parent || family.lanes.empty())
                continue;
            known += family.lanes.size();
            if (items.size() > MostItems || known > all.size())
                return false;
            Group group;
            for (LaneId id : family.lanes)
                (!m_state.apart.empty() && m_state.apart.contains(id) ? group.apart : *group.together).push_back(id);
            decide(static_cast<std::uint32_t>(place), group, unfolded);
            if (!group.asRow) {
                if (family.lanes.size() > MostItems)
                    return false;
                for (LaneId id : family.lanes)
                    items.push_back({id, std::nullopt});
                continue;
            }
            for (std::vector<LaneId>* lanes : {group.together.get(), &group.apart}) // one that was renamed stands last
                if (!std::is_sorted(lanes->begin(), lanes->end()))
                    std::sort(lanes->begin(), lanes->end());
            LaneId first = group.together->front();
            if (!group.apart.empty())
                first = std::min(first, group.apart.front());
            items.push_back({first, std::move(group)});
        }
        if (known != all.size())
            return false;
        std::sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.first < b.first; });
        for (const Item& item : items) {
            if (item.group)
                addFamily(*item.group, depth);
            else
                addLane(*m_model.lane(item.first), depth);
        }
        return true;
    }

    void add(const std::vector<LaneId>& all, LaneId parent, int depth, bool unfolded) {
        if (depth > DeepestTree || addFamilies(all, parent, depth, unfolded))
            return;
        std::vector<LaneId> lanes;
        lanes.reserve(all.size());
        for (LaneId id : all)
            if (const model::Lane* lane = m_model.lane(id); lane && shows(*lane))
                lanes.push_back(id);
        orderLanes(m_model, m_state, lanes);
        auto groups = group(lanes, unfolded);
        for (LaneId id : lanes) {
            const auto found = groups.find(m_model.lane(id)->family);
            if (found == groups.end() || !found->second.asRow)
                addLane(*m_model.lane(id), depth);
            else if (!std::exchange(found->second.added, true))
                addFamily(found->second, depth);
        }
    }

    void addFamily(const Group& group, int depth) {
        Row row;
        row.lane = *std::min_element(group.together->begin(), group.together->end());
        row.depth = depth;
        row.foldable = true;
        row.folded = group.folded;
        row.members = group.together;
        m_rows.push_back(std::move(row));
        for (LaneId id : group.apart)
            addLane(*m_model.lane(id), depth + 1);
        if (!group.folded)
            for (LaneId id : *group.together)
                addLane(*m_model.lane(id), depth + 1);
    }

    void addLane(const model::Lane& lane, int depth) {
        if (const model::Lane* thread = onlyThread(m_model, lane)) {
            m_rows.push_back(next(*thread, depth));
            return;
        }
        const bool unfolded = m_state.unfolded.contains(lane.id);
        const bool crowd = !m_filtered && lane.crowd && !unfolded;
        Row row = next(lane, depth);
        row.foldable = !crowd && !lane.children.empty();
        row.folded = !m_filtered && row.foldable && m_state.folded.contains(lane.id);
        row.bracket = !row.folded && lane.kind == trace::LaneKind::Process && lane.intervals().empty();
        const bool folded = row.folded;
        m_rows.push_back(std::move(row));
        if (folded)
            return;
        if (crowd) {
            Row together = next(lane, depth + 1);
            together.foldable = together.folded = together.crowd = true;
            m_rows.push_back(std::move(together));
            return;
        }
        if (!lane.children.empty())
            add(lane.children, lane.id, depth + 1, unfolded);
    }

    const model::Model& m_model;
    const ViewState& m_state;
    bool m_filtered = false;
    std::unordered_set<std::uint32_t> m_wanted;
    std::vector<Row> m_rows;
};

} // namespace

const model::Lane* onlyThread(const model::Model& model, const model::Lane& process) {
    if (process.kind != trace::LaneKind::Process || !process.parent || process.children.size() != 1 || !process.intervals().empty())
        return nullptr;
    const model::Lane* child = model.lane(process.children.front());
    return child && child->kind == trace::LaneKind::Thread && child->children.empty() ? child : nullptr;
}

const model::Lane& namedBy(const model::Model& model, const model::Lane& lane) {
    const model::Lane* process = lane.kind == trace::LaneKind::Thread ? model.lane(lane.parent) : nullptr;
    return process && onlyThread(model, *process) == &lane ? *process : lane;
}

const model::Lane& endToldOf(const model::Model& model, const Row& row, const model::Lane& lane) {
    const model::Lane* process = model.lane(row.process);
    return process && process->ended != model::Open && process->end != model::End::Finished ? *process : lane;
}

std::vector<Row> laneRows(const model::Model& model, const ViewState& state) { return RowMaker(model, state).make(); }

void toggleFold(ViewState& state, const model::Lane& lane) {
    std::set<LaneId>& changed = lane.crowd ? state.unfolded : state.folded;
    if (!changed.erase(lane.id))
        changed.insert(lane.id);
}

const std::vector<LaneId>& familyOf(const model::Model& model, const model::Lane& lane) {
    return model.families()[lane.family].lanes;
}

bool isFamilyFolded(const model::Model& model, const ViewState& state, const model::Lane& lane) {
    if (const auto asked = state.families.find(lane.family); asked != state.families.end())
        return asked->second;
    return familyOf(model, lane).size() > ManyLanes && !state.unfolded.contains(lane.parent);
}

void foldFamily(ViewState& state, const model::Lane& lane, bool fold) { state.families[lane.family] = fold; }

void showApart(const model::Model& model, ViewState& state, LaneId id) {
    const model::Lane* lane = model.lane(id);
    if (!lane)
        return;
    if (isFamilyFolded(model, state, *lane))
        state.apart.insert(id);
    state.hidden.erase(id);
}

void hideLane(ViewState& state, LaneId lane) {
    state.hidden.insert(lane);
    state.pinned.erase(lane);
    if (state.selectedLane == lane)
        state.selectedLane = {};
}

void pinLane(ViewState& state, LaneId lane, bool pin) {
    if (pin)
        state.pinned.insert(lane);
    else
        state.pinned.erase(lane);
}

void moveLane(const model::Model& model, ViewState& state, LaneId lane, LaneId over) {
    const auto named = [&](LaneId id) {
        const model::Lane* known = model.lane(id);
        return known ? &namedBy(model, *known) : nullptr;
    };
    const model::Lane* moved = named(lane);
    const model::Lane* target = named(over);
    for (int depth = 0; target && moved && target->parent != moved->parent && depth < DeepestTree; ++depth)
        target = model.lane(target->parent);
    if (!moved || !target || target->parent != moved->parent || target == moved)
        return;
    // The rows beside it as they are now: what comes before it then must be named, or it would not stay there.
    const std::vector<Row> rows = laneRows(model, state);
    const auto own = std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return row.lane == lane && !row.pinned; });
    if (own == rows.end())
        return;
    std::vector<LaneId> siblings;
    for (const Row& row : rows) {
        const model::Lane* other = named(row.lane);
        if (!row.pinned && !row.crowd && row.depth == own->depth && other && other->parent == moved->parent)
            siblings.push_back(other->id);
    }
    const auto from = std::find(siblings.begin(), siblings.end(), moved->id);
    const auto to = std::find(siblings.begin(), siblings.end(), target->id);
    if (to == siblings.end())
        return;
    const auto last = std::max(from, to) + 1;
    if (from < to)
        std::rotate(from, from + 1, last);
    else
        std::rotate(to, from, last);
    siblings.erase(last, siblings.end());
    std::erase_if(state.moved, [&](LaneId id) { return std::find(siblings.begin(), siblings.end(), id) != siblings.end(); });
    state.moved.insert(state.moved.begin(), siblings.begin(), siblings.end());
}

void moveLaneToTop(const model::Model& model, ViewState& state, LaneId lane) {
    const model::Lane* moved = model.lane(lane);
    if (!moved)
        return;
    moved = &namedBy(model, *moved);
    lane = moved->id;
    std::erase(state.moved, lane);
    const auto first = std::find_if(state.moved.begin(), state.moved.end(), [&](LaneId id) {
        const model::Lane* other = model.lane(id);
        return other && other->parent == moved->parent;
    });
    state.moved.insert(first, lane);
}

} // namespace braid::render
