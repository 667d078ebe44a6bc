#include "app/session/run/dead_process.h"

#include <fstream>
#include <sstream>
#include <string>

namespace braid::session {

std::optional<DeadProcess> deadProcess(long pid, long group) {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string line;
    if (!std::getline(in, line))
        return DeadProcess{};
    // The name in brackets may itself hold any character; what follows the last one are fields 3, 4, …
    const auto bracket = line.rfind(')');
    if (bracket == std::string::npos)
        return std::nullopt;
    std::istringstream fields(line.substr(bracket + 1));
    char state = '?';
    long parent = 0;
    long ownGroup = 0;
    fields >> state >> parent >> ownGroup;
    if (ownGroup != group)
        return DeadProcess{};
    if (state != 'Z' && state != 'X')
        return std::nullopt;
    // Field 52 is the exit status.
    std::string field;
    for (int number = 6; number <= 51 && fields; ++number)
        fields >> field;
    int status = 0;
    return fields >> status ? DeadProcess{status} : DeadProcess{};
}

} // namespace braid::session
