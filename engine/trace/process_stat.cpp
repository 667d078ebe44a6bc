#include "engine/trace/process_stat.h"

#include <fstream>
#include <sstream>

namespace braid::trace {

std::optional<ProcessStat> processStat(const std::string& file) {
    std::ifstream in(file);
    std::string line;
    if (!std::getline(in, line))
        return std::nullopt;
    ProcessStat stat;
    // The name in brackets may itself hold any character; what follows the last one are fields 3, 4, …
    const std::size_t bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return stat;
    std::istringstream fields(line.substr(bracket + 1));
    fields >> stat.state >> stat.parent >> stat.group;
    std::string field;
    for (int number = 6; number <= 51 && fields; ++number)
        fields >> field;
    if (int status = 0; fields >> status)
        stat.exitStatus = status;
    return stat;
}

std::optional<ProcessStat> processStat(long pid) { return processStat("/proc/" + std::to_string(pid) + "/stat"); }

} // namespace braid::trace
