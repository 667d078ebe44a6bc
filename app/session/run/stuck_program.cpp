#include "app/session/run/stuck_program.h"

#include "engine/analysis/waiting/stuck_for_good.h"
#include "engine/model/query/connections.h"
#include "engine/record/attach/telling.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace braid::session {
namespace {

constexpr std::size_t MostFrames = 32;
constexpr const char* ShimName = "libbraid-record.so";

std::string fileName(const std::string& path) { return path.substr(path.rfind('/') + 1); }

nlohmann::json frameJson(const attach::StackLine& line) {
    nlohmann::json frame{{"function", line.function}};
    if (!line.file.empty())
        frame["place"] = fileName(line.file) + ":" + std::to_string(line.line);
    else
        frame["place"] = fileName(line.module);
    if (line.interrupted)
        frame["interrupted"] = true;
    return frame;
}

/// Empty where it cannot be looked at.
std::string stackText(LaneId lane, int process, int thread) {
    const auto snapshot = attach::look(process);
    if (!snapshot)
        return {};
    const attach::Told told = attach::tell(*snapshot);
    const auto own = std::find_if(told.threads.begin(), told.threads.end(), [thread](const attach::ToldThread& each) { return each.thread == thread; });
    if (own == told.threads.end() || own->stack.empty())
        return {};
    nlohmann::json json{{"lane", lane.value}, {"frames", nlohmann::json::array()}};
    for (const attach::StackLine& line : own->stack)
        if (json["frames"].size() < MostFrames && fileName(line.module) != ShimName) // the recorder's own are none of the program's
            json["frames"].push_back(frameJson(line));
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

} // namespace

bool StuckProgram::longEnough(const model::Model& model, const analysis::Findings& findings, model::Nanos now) {
    const auto stuck = analysis::stuckForGood(model, findings.all(), now);
    if (!stuck) {
        m_since.invalidate();
        return false;
    }
    if (const model::EventIndex event = findings.all()[stuck->finding].event; !m_since.isValid() || event != m_event) {
        m_event = event;
        m_since.start();
    }
    return m_since.elapsed() >= (stuck->certain ? CertainMs : UncertainMs);
}

bool StuckProgram::noteStacks(const model::Model& model, const analysis::Findings& findings, trace::SupervisorWriter& writer) {
    constexpr std::size_t MostNoted = 4;
    bool some = false;
    for (const analysis::Finding& finding : findings.all()) {
        if (finding.cause != analysis::StuckCause::Self || finding.openedAt >= 0)
            continue;
        for (const LaneId id : finding.lanes) {
            const model::Lane* lane = model.lane(id);
            const model::Lane* process = model.lane(model::processOf(model, id));
            if (!lane || !process || lane->osId == 0 || process->osId == 0 || m_noted.size() >= MostNoted || !m_noted.insert(id).second)
                continue;
            const std::string stack = stackText(id, static_cast<int>(process->osId), static_cast<int>(lane->osId));
            if (!stack.empty())
                some = writer.append(trace::EventKind::RunInfo, ObjectId{}, 0, 0, "stack" + std::string(1, '\0') + stack) || some;
        }
    }
    return some;
}

} // namespace braid::session
