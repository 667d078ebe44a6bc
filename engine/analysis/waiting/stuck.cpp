#include "engine/analysis/waiting/stuck.h"

#include "engine/model/query/connections.h"
#include "engine/model/query/current_wait.h"
#include "engine/model/query/outside.h"

#include <algorithm>
#include <bit>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace braid::analysis {

using model::EventIndex;
using model::Interval;
using model::Lane;
using model::Model;
using model::Nanos;
using trace::LaneKind;

bool neverStarted(const Lane& lane) {
    return !lane.begun && lane.kind != LaneKind::Process && !lane.starter;
}

void threadsOf(const Model& model, const Lane& process, std::vector<LaneId>& threads) {
    for (const LaneId id : process.children) {
        const Lane* child = model.lane(id);
        if (child->kind == LaneKind::Thread && child->unfinished() && (!child->daemon || process.daemon))
            threads.push_back(id);
    }
}

Nanos repeatsSince(const Model& model, const Lane& lane) {
    constexpr std::size_t Looked = 64, Times = 3;
    struct Place {
        std::uint32_t site;
        trace::EventKind kind;
        std::uint32_t object;
        std::size_t times;
    };
    std::vector<Place> places;
    std::size_t looked = 0;
    for (const Interval& interval : lane.intervals().all().reversed()) {
        if (++looked > Looked)
            break;
        if (interval.event >= model.log().size())
            continue;
        const model::LogEntry& entry = model.log()[interval.event];
        if (entry.lane != lane.id.value)
            continue;
        auto place = std::find_if(places.begin(), places.end(), [&entry](const Place& known) {
            return known.site == entry.site && known.kind == entry.kind && known.object == entry.object;
        });
        if (place == places.end())
            place = places.insert(place, {entry.site, entry.kind, entry.object, 0});
        if (++place->times == Times)
            return interval.begin;
    }
    return -1;
}

namespace {

/// Takes away from those who seem stuck whom somebody else may still help, and then whom those may help, and so on. Each
/// dependency is looked at once: those who wait for one thing that several can give depend on a node of that thing.
class Unsticker {
public:
    explicit Unsticker(const Model& model) : m_model(model), m_relation(model) {}
    /// Looks at all lanes.
    std::vector<LaneWait> stuck();
    /// Looks at these only; of all others nothing is known but that they may do anything.
    std::vector<LaneWait> stuckAmong(const std::vector<LaneId>& lanes);

private:
    static constexpr std::uint32_t None = UINT32_MAX;
    // There may be hundreds of thousands of nodes and edges, which are made anew for each look: no memory of their own.
    struct Node {
        std::uint32_t waitsFor = 0;     ///< nodes of which each has to move first
        std::uint32_t behind = None;    ///< the last edge to one that waits for this one
        std::uint32_t anyBehind = None; ///< the last edge to one for which this one is one of those who may help
        bool never = false;             ///< one of those it waits for is gone
        bool anyone = false;            ///< it needs one more who moves, whoever that is
        bool moves = false;
    };
    struct Edge {
        std::uint32_t to;
        std::uint32_t before; ///< the edge before it in its list
    };
    void connect(std::uint32_t Node::*list, std::size_t from, std::size_t to) {
        m_edges.push_back({static_cast<std::uint32_t>(to), m_nodes[from].*list});
        m_nodes[from].*list = static_cast<std::uint32_t>(m_edges.size() - 1);
    }
    [[nodiscard]] std::optional<std::size_t> nodeOf(LaneId lane) const;
    void setNodeOf(LaneId lane, std::size_t node);
    void collect(const std::vector<LaneId>& lanes);
    std::vector<LaneWait> freeAll();
    bool addMover(const Lane& lane);
    void dependOn(std::size_t node, LaneId giver);
    void depend(std::size_t node, LaneWait wait);
    void dependOnAll(std::size_t node, const LaneWait& wait);
    void dependOnAny(std::size_t node, const model::Object& object, std::uint64_t group, EventIndex event);
    std::size_t addThing(std::uint64_t group, bool& isNew);
    [[nodiscard]] std::size_t placeOf(std::uint64_t group) const;
    void freeWhomMoversReach();
    void freeWhereItCan(std::size_t node);
    [[nodiscard]] bool moversReach(const LaneWait& wait) const;

    const Model& m_model;
    WaitRelation m_relation;
    std::vector<LaneWait> m_waits; ///< of the first nodes
    std::vector<Node> m_nodes;
    std::vector<Edge> m_edges;
    std::vector<std::uint32_t> m_nodeOf; ///< by the lane's number, where that is no greater than MostInTable
    std::unordered_map<LaneId, std::size_t> m_nodeOfGreat;
    static constexpr std::uint32_t MostInTable = 1 << 22;
    /// By what is waited for and how (WaitRelation::groupOf(), never 0): open addressing with linear probing, at most half full.
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_things;
    std::size_t m_thingCount = 0;
    bool m_othersMove = false; ///< and may come to everything
    bool m_moves = false;      ///< somebody does
    std::unordered_set<LaneId> m_movingProcesses;
    Nanos m_repeatSince = INT64_MAX;    ///< of the movers, the earliest; −1 where one does not repeat itself
    std::vector<std::size_t> m_reached; ///< who needs anyone, and whom nobody who moves is known to reach
    std::vector<std::size_t> m_free;
};

std::optional<std::size_t> Unsticker::nodeOf(LaneId lane) const {
    if (lane.value < m_nodeOf.size())
        return m_nodeOf[lane.value] == None ? std::nullopt : std::optional<std::size_t>(m_nodeOf[lane.value]);
    const auto known = m_nodeOfGreat.find(lane);
    return known == m_nodeOfGreat.end() ? std::nullopt : std::optional<std::size_t>(known->second);
}

void Unsticker::setNodeOf(LaneId lane, std::size_t node) {
    if (m_othersMove || lane.value > MostInTable) { // of a few a table of all would be the dearest part
        m_nodeOfGreat.emplace(lane, node);
        return;
    }
    if (lane.value >= m_nodeOf.size())
        m_nodeOf.resize(std::max<std::size_t>(lane.value + 1, 2 * m_nodeOf.size()), None);
    m_nodeOf[lane.value] = static_cast<std::uint32_t>(node);
}

/// True where it may reach more than those before it.
bool Unsticker::addMover(const Lane& lane) {
    m_moves = true;
    const Nanos before = m_repeatSince;
    if (m_repeatSince >= 0)
        m_repeatSince = std::min(m_repeatSince, repeatsSince(m_model, lane));
    return m_movingProcesses.insert(model::processOf(m_model, lane.id)).second || m_repeatSince < before;
}

bool comesFromOutside(const Model& model, const LaneWait& wait) {
    const model::Object* object = model.object(wait.object);
    return object && model::mayComeFromOutside(model, *object);
}

bool isIo(const Model& model, EventIndex event) { return event < model.log().size() && model.log()[event].kind == trace::EventKind::IoBegin; }

/// The other end of a connection has just taken something out: whether that is room enough the system knows, and it wakes who
/// waits for it.
bool mayHaveRoom(const Model& model, const LaneWait& wait) {
    if ((wait.need != Need::Room && wait.need != Need::Readiness) || model.frozen() == model::BreakKind::Standstill)
        return false;
    const Nanos made = isIo(model, wait.event) ? model::roomMadeAt(model, wait.event) : -1;
    return made >= 0 && model.endTime() - made < ShortestHang;
}

void Unsticker::collect(const std::vector<LaneId>& lanes) {
    m_waits.reserve(lanes.size());
    for (const LaneId id : lanes) {
        const Lane* lane = m_model.lane(id);
        if (!lane->unfinished())
            continue;
        std::optional<LaneWait> wait = m_relation.plain(id);
        if (wait && !wait->turn && (wait->timed || wait->served || mayHaveRoom(m_model, *wait) || comesFromOutside(m_model, *wait)))
            wait.reset();
        else if (!wait && !canMove(m_model, *lane))
            continue; // a process moves with its threads; who was not started needs no help, it needs a starter
        if (!wait) {
            addMover(*lane);
            continue;
        }
        setNodeOf(id, m_waits.size());
        m_waits.push_back(*std::move(wait));
    }
    m_nodes.reserve(2 * m_waits.size());
    m_edges.reserve(2 * m_waits.size());
    m_things.resize(std::bit_ceil(2 * m_waits.size() + 2));
    m_nodes.resize(m_waits.size());
    for (std::size_t i = 0; i < m_waits.size(); ++i)
        depend(i, m_waits[i]);
    for (std::size_t i = 0; i < m_waits.size(); ++i)
        if (m_nodes[i].anyone)
            m_reached.push_back(i);
}

/// `node` waits for `giver` to move.
void Unsticker::dependOn(std::size_t node, LaneId giver) {
    const Lane* lane = m_model.lane(giver);
    if (!lane || !lane->unfinished()) {
        m_nodes[node].never = true;
        return;
    }
    if (const std::optional<std::size_t> other = nodeOf(giver)) {
        connect(&Node::behind, *other, node);
        ++m_nodes[node].waitsFor;
    }
}

std::size_t Unsticker::addThing(std::uint64_t group, bool& isNew) {
    if (2 * (m_thingCount + 1) > m_things.size()) { // a wait may be for several
        std::vector<std::pair<std::uint64_t, std::uint32_t>> former(2 * m_things.size());
        former.swap(m_things);
        for (const auto& [known, node] : former)
            if (known != 0)
                m_things[placeOf(known)] = {known, node};
    }
    auto& [known, node] = m_things[placeOf(group)];
    isNew = known == 0;
    if (isNew) {
        known = group;
        node = static_cast<std::uint32_t>(m_nodes.size());
        m_nodes.emplace_back();
        ++m_thingCount;
    }
    return node;
}

/// Where it is in the table, or would be put.
std::size_t Unsticker::placeOf(std::uint64_t group) const {
    const std::size_t mask = m_things.size() - 1;
    std::size_t place = static_cast<std::size_t>((group ^ group >> 32) * 0x9e3779b97f4a7c15U >> 20) & mask; // Fibonacci hashing
    while (m_things[place].first != 0 && m_things[place].first != group)
        place = (place + 1) & mask;
    return place;
}

void Unsticker::dependOnAll(std::size_t node, const LaneWait& wait) {
    for (const Giver& giver : wait.givers) {
        if (giver.tie == Tie::ParentsOwner)
            m_nodes[node].never = true;
        else
            dependOn(node, giver.lane);
    }
}

void Unsticker::depend(std::size_t node, LaneWait wait) {
    if (wait.turn && wait.turn != wait.lane)
        dependOn(node, wait.turn);
    if (wait.timed || wait.served || comesFromOutside(m_model, wait))
        return;
    const std::optional<std::uint64_t> group = m_relation.groupOf(wait);
    if (!wait.each) {
        m_nodes[node].anyone = true;
        if (group)
            dependOnAny(node, *m_model.object(wait.object), *group, wait.event);
        else if (wait.several)
            for (const LaneWait& part : m_relation.partsOf(wait))
                if (const std::optional<std::uint64_t> each = m_relation.groupOf(part))
                    dependOnAny(node, *m_model.object(part.object), *each, wait.event);
        return;
    }
    if (!group) {
        m_relation.fill(wait);
        dependOnAll(node, wait);
        return;
    }
    bool isNew = false;
    const std::size_t thing = addThing(*group, isNew);
    if (isNew) {
        m_relation.fill(wait);
        dependOnAll(thing, wait);
    }
    connect(&Node::behind, thing, node);
    ++m_nodes[node].waitsFor;
}

/// `node` waits for one of those who ever did something with the object or the other end of a connection, or for another one.
/// `event`: of the wait.
void Unsticker::dependOnAny(std::size_t node, const model::Object& object, std::uint64_t group, EventIndex event) {
    bool isNew = false;
    const std::size_t thing = addThing(group, isNew);
    if (isNew) {
        m_nodes[thing].anyone = true;
        bool moves = false;
        const auto add = [&](LaneId user) {
            const Lane* lane = m_model.lane(user);
            if (!lane || !lane->unfinished())
                return;
            if (const std::optional<std::size_t> other = nodeOf(user))
                connect(&Node::anyBehind, *other, thing);
            else
                moves = moves || m_relation.plain(user) || canMove(m_model, *lane);
        };
        const auto addUsers = [&add](const model::Object& of) {
            for (const LaneId user : of.users)
                add(user);
            for (const LaneId user : of.lateUsers)
                add(user);
            add(of.creator);
        };
        addUsers(object);
        if (isIo(m_model, event))
            for (const model::WatchedEnd& each : model::waitedEnds(m_model, event))
                if (const model::Object* end = model::otherEndOf(m_model, each.descriptor)) {
                    addUsers(*end);
                    for (const ObjectId copy : end->connection->copies)
                        addUsers(*m_model.object(copy));
                }
        m_nodes[thing].anyone = !moves;
    }
    connect(&Node::anyBehind, thing, node);
    if (!m_nodes[thing].anyone)
        m_nodes[node].anyone = false;
}

bool Unsticker::moversReach(const LaneWait& wait) const {
    if (m_othersMove)
        return true;
    // What lies inside a library of a process, only threads of that process come to.
    const model::Object* object = m_model.object(wait.object);
    if (object && object->kind == trace::ObjectKind::Inside && !m_movingProcesses.contains(model::processOf(m_model, wait.lane)))
        return false;
    return m_moves && (wait.need == Need::Resumption || wait.need == Need::Start || m_repeatSince < wait.since ||
                       m_model.endTime() - wait.since < ShortestHang);
}

void Unsticker::freeWhereItCan(std::size_t place) {
    Node& node = m_nodes[place];
    if (node.moves || node.never || node.anyone || node.waitsFor > 0)
        return;
    node.moves = true;
    m_free.push_back(place);
}

void Unsticker::freeWhomMoversReach() {
    const auto reached = std::partition(m_reached.begin(), m_reached.end(), [this](std::size_t i) { return !moversReach(m_waits[i]); });
    const std::vector<std::size_t> now(reached, m_reached.end());
    m_reached.erase(reached, m_reached.end());
    for (const std::size_t node : now) {
        m_nodes[node].anyone = false;
        freeWhereItCan(node);
    }
}

std::vector<LaneWait> Unsticker::stuck() {
    collect(m_model.lanes());
    return freeAll();
}

std::vector<LaneWait> Unsticker::stuckAmong(const std::vector<LaneId>& lanes) {
    m_othersMove = true;
    collect(lanes);
    return freeAll();
}

std::vector<LaneWait> Unsticker::freeAll() {
    for (std::size_t i = 0; i < m_nodes.size(); ++i)
        freeWhereItCan(i);
    freeWhomMoversReach();
    while (!m_free.empty()) {
        const std::size_t node = m_free.back();
        m_free.pop_back();
        if (node < m_waits.size()) {
            if (addMover(*m_model.lane(m_waits[node].lane)))
                freeWhomMoversReach();
        }
        for (std::uint32_t edge = m_nodes[node].behind; edge != None; edge = m_edges[edge].before) {
            --m_nodes[m_edges[edge].to].waitsFor;
            freeWhereItCan(m_edges[edge].to);
        }
        for (std::uint32_t edge = m_nodes[node].anyBehind; edge != None; edge = m_edges[edge].before) {
            m_nodes[m_edges[edge].to].anyone = false;
            freeWhereItCan(m_edges[edge].to);
        }
    }
    std::size_t kept = 0; // in place: there may be very many
    for (std::size_t i = 0; i < m_waits.size(); ++i) {
        if (m_nodes[i].moves)
            continue;
        if (kept != i)
            m_waits[kept] = std::move(m_waits[i]);
        ++kept;
    }
    m_waits.resize(kept);
    return std::move(m_waits);
}

} // namespace

std::vector<LaneWait> stuckLanes(const Model& model) { return Unsticker(model).stuck(); }
std::vector<LaneWait> stuckAmong(const Model& model, const std::vector<LaneId>& lanes) { return Unsticker(model).stuckAmong(lanes); }

} // namespace braid::analysis
