#include "engine/record/attach/cast.h"

#include "engine/record/attach/holders.h"
#include "engine/record/library_header.h"

#include <algorithm>
#include <set>

namespace braid::attach {

using trace::EventKind;
using trace::LaneKind;

Cast::Cast(const Snapshot& snapshot) : m_snapshot(snapshot) {
    orderByAge();
    defineRoot();
    for (const SeenProcess* process : m_byAge) {
        const auto parent = m_processes.find(process->parent);
        const LaneId under = parent != m_processes.end() ? parent->second : m_rootIsSeen ? LaneId{}
                                                                                         : m_root;
        const LaneId lane = m_told.trace.lane(LaneKind::Process, under, process->name + " " + std::to_string(process->pid), tick(), {}, static_cast<std::uint32_t>(process->pid));
        m_processes.emplace(process->pid, lane);
        if (!m_root)
            m_root = lane;
        for (const SeenThread& each : process->threads) {
            const bool first = each.thread.id == process->pid;
            const bool named = each.thread.name != process->name;
            const std::string name = first ? "main" : (named ? each.thread.name + " " : "thread ") + std::to_string(each.thread.id);
            const LaneId thread = m_told.trace.lane(LaneKind::Thread, lane, name, tick(), {}, static_cast<std::uint32_t>(each.thread.id));
            m_threads.emplace(each.thread.id, thread);
        }
    }
}

void Cast::orderByAge() {
    std::set<int> placed;
    const auto waits = [&](const SeenProcess& each) { return placed.contains(each.pid) || (m_snapshot.process(each.parent) != nullptr && !placed.contains(each.parent)); };
    for (bool more = true; more;) {
        more = false;
        for (const auto& each : m_snapshot.processes)
            if (!waits(*each)) {
                m_byAge.push_back(each.get());
                more = placed.insert(each->pid).second;
            }
    }
}

/// Where several processes have no parent here, the nearest one from which all of them come stands for where they have from what they
/// share. It is not looked at.
void Cast::defineRoot() {
    std::vector<std::vector<int>> lines; // of each such process its ancestors, the nearest first
    for (const SeenProcess* process : m_byAge) {
        if (m_snapshot.process(process->parent) != nullptr)
            continue;
        std::vector<int>& line = lines.emplace_back();
        for (std::optional<int> pid = process->parent; pid && *pid > 0; pid = parentOf(*pid))
            line.push_back(*pid);
    }
    if (lines.size() < 2)
        return;
    const auto common = std::find_if(lines.front().begin(), lines.front().end(), [&lines](int pid) {
        return std::all_of(lines.begin(), lines.end(), [pid](const std::vector<int>& line) { return std::find(line.begin(), line.end(), pid) != line.end(); });
    });
    const int pid = common != lines.front().end() ? *common : 1;
    m_rootIsSeen = false;
    m_root = m_told.trace.lane(LaneKind::Process, {}, nameOf(pid) + " " + std::to_string(pid), tick(), {}, static_cast<std::uint32_t>(pid));
    m_toEnd.push_back(m_root);
}

LaneId Cast::firstOf(const SeenProcess& process) const {
    return process.threads.empty() ? m_processes.at(process.pid) : m_threads.at(process.threads.front().thread.id);
}

LaneId Cast::laneOf(int thread, const SeenProcess& process) {
    if (const auto known = m_threads.find(thread); known != m_threads.end())
        return known->second;
    const auto [known, isNew] = m_gone.try_emplace({process.pid, thread});
    if (isNew) {
        const std::string name = thread > 0 ? "thread " + std::to_string(thread) : thread == 0 ? "a thread at the fork"
                                                                                               : "one that has ended";
        known->second = m_told.trace.lane(LaneKind::Thread, m_processes.at(process.pid), name, tick(), {}, static_cast<std::uint32_t>(std::max(thread, 0)));
        add(EventKind::LaneStart, firstOf(process), objectOf(known->second));
        add(EventKind::LaneBegin, known->second, objectOf(known->second), static_cast<std::uint64_t>(std::max(thread, 0)));
        m_toEnd.push_back(known->second);
    }
    return known->second;
}

void Cast::begin(const SeenProcess& process) {
    const LaneId lane = m_processes.at(process.pid);
    LaneId starter = m_rootIsSeen ? LaneId{} : m_root;
    if (const SeenProcess* parent = m_snapshot.process(process.parent)) {
        const int forker = forkerOf(*parent, process);
        starter = forker != 0 ? m_threads.at(forker) : firstOf(*parent);
    }
    if (starter)
        add(EventKind::LaneStart, starter, objectOf(lane));
    for (const SeenThread& each : process.threads) {
        const LaneId thread = m_threads.at(each.thread.id);
        if (&each != &process.threads.front())
            add(EventKind::LaneStart, firstOf(process), objectOf(thread));
        add(EventKind::LaneBegin, thread, objectOf(thread), static_cast<std::uint64_t>(each.thread.id));
    }
    for (const auto& act : std::exchange(m_acts[process.pid], {}))
        act();
}

void Cast::endGone() {
    for (const LaneId lane : std::exchange(m_toEnd, {}))
        add(EventKind::LaneEnd, lane, objectOf(lane));
}

void Cast::add(EventKind kind, LaneId lane, ObjectId object, std::uint64_t a, std::uint32_t b, SiteId site, std::string_view text) {
    trace::Event event;
    event.kind = kind;
    event.time = tick();
    event.lane = lane;
    event.object = object;
    event.a = a;
    event.b = b;
    event.site = site;
    event.text = text;
    m_told.trace.add(event);
}

std::uint32_t Cast::moduleOf(const Frame& frame) {
    const auto [known, isNew] = m_modules.try_emplace(frame.place.module);
    if (isNew)
        known->second = m_told.trace.module(frame.place.module, frame.code - frame.place.offset, tick());
    return known->second;
}

namespace {

/// Of Python's own library, wherever that Python is installed, or made without a file.
bool isPythonsOwn(const std::string& file) {
    const bool installed = file.find("/lib/python3.") != std::string::npos && file.find("/site-packages/") == std::string::npos;
    return installed || file.starts_with("/usr/lib/python") || file.starts_with('<');
}

/// A function of the language's library that was not expanded in the program calls for somebody else.
using record::isLibraryHeader;

} // namespace

SiteId Cast::siteOf(const SeenThread& thread) {
    if (!thread.python.empty()) {
        const auto own = std::find_if(thread.python.begin(), thread.python.end(), [](const PythonFrame& each) { return !isPythonsOwn(each.file); });
        const PythonFrame& frame = own != thread.python.end() ? *own : thread.python.front();
        const auto [known, isNew] = m_sites.try_emplace({frame.file, frame.line});
        if (isNew)
            known->second = m_told.trace.site(frame.file + '\0' + frame.function, frame.line, tick());
        return known->second;
    }
    if (thread.frames.empty())
        return {};
    const auto outside = [&](bool headersToo) {
        return std::find_if(thread.frames.begin(), thread.frames.end(), [headersToo](const Frame& each) {
            return !ofSystem(each.place.module) && !(headersToo && isLibraryHeader(each.place.file));
        });
    };
    auto own = outside(true);
    if (own == thread.frames.end())
        own = outside(false);
    const Frame& frame = own != thread.frames.end() ? *own : thread.frames.front();
    const bool inSource = !frame.place.file.empty();
    const auto [known, isNew] = m_sites.try_emplace(inSource ? std::pair(frame.place.file, std::uint64_t{frame.place.line}) : std::pair(frame.place.module, frame.place.offset));
    if (isNew)
        known->second = inSource ? m_told.trace.site(frame.place.file + '\0' + frame.place.function, frame.place.line, tick())
                                 : m_told.trace.code(moduleOf(frame), frame.place.offset, frame.place.function, tick());
    return known->second;
}

Told Cast::finish() {
    for (const SeenProcess* process : m_byAge)
        for (const SeenThread& each : process->threads) {
            ToldThread told{m_threads.at(each.thread.id), process->pid, each.thread.id, {}};
            for (const PythonFrame& frame : each.python)
                told.stack.push_back({frame.function, frame.file, frame.line, {}, 0, false});
            for (const Frame& frame : each.frames)
                if (each.python.empty())
                    told.stack.push_back({frame.place.function, frame.place.file, frame.place.line, frame.place.module, frame.place.offset, frame.interrupted});
            m_told.threads.push_back(std::move(told));
        }
    return std::move(m_told);
}

} // namespace braid::attach
