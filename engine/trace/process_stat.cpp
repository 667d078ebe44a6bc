#include "engine/trace/process_stat.h"

#include <fstream>
#include <sstream>

namespace braid::trace {

std::optional<ProcessStat> processStat(const std::string& file) {
    std::ifstream in(file);
    std::string text;
    if (!std::getline(in, text, '\0'))
        return std::nullopt;
    return processStatIn(text);
}

ProcessStat processStatIn(const std::string& line) {
    ProcessStat stat;
    // The name in brackets may itself hold any character; what follows the last one are fields 3, 4, …
    const std::size_t bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return stat;
    std::istringstream fields(line.substr(bracket + 1));
    fields >> stat.state >> stat.parent >> stat.group;
    std::string field;
    const auto pass = [&](int first, int last) {
        for (int number = first; number <= last && fields; ++number)
            fields >> field;
    };
    pass(6, 38);
    if (int processor = 0; fields >> processor)
        stat.processor = processor;
    pass(40, 51);
    if (int status = 0; fields >> status)
        stat.exitStatus = status;
    return stat;
}

std::optional<ProcessStat> processStat(long pid) { return processStat("/proc/" + std::to_string(pid) + "/stat"); }

} // namespace braid::trace
