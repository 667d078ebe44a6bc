#pragma once

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

/// Programs in Python, recorded as they are by the command line.
namespace braid::tests {

using Json = nlohmann::json;

/// Interpreters to be tried: those of BRAID_TEST_PYTHONS, with colons between them, else the system's.
inline std::vector<std::string> interpreters() {
    std::vector<std::string> all;
    const char* given = std::getenv("BRAID_TEST_PYTHONS");
    std::istringstream words(given != nullptr ? given : "/usr/bin/python3");
    for (std::string word; std::getline(words, word, ':');)
        if (std::filesystem::exists(word))
            all.push_back(word);
    return all;
}

struct Recorded {
    int status = 0;
    std::string output; ///< what the program wrote
    Json report;

    [[nodiscard]] std::set<std::string> namesOfKind(const std::string& kind) const {
        std::set<std::string> names;
        for (const Json& object : report["objects"])
            if (object["kind"] == kind)
                names.insert(object["name"].get<std::string>());
        return names;
    }
    [[nodiscard]] std::vector<std::string> findings() const {
        std::vector<std::string> all;
        for (const Json& finding : report["findings"])
            all.push_back(finding["kind"].get<std::string>() + " " + finding.value("cause", "") + ": " + finding["message"].get<std::string>());
        return all;
    }
    [[nodiscard]] Json object(const std::string& name) const {
        for (const Json& object : report["objects"])
            if (object["name"] == name)
                return object;
        return {};
    }
    [[nodiscard]] std::set<std::string> lanes() const {
        std::set<std::string> names;
        for (const Json& lane : report["lanes"])
            names.insert(lane["name"].get<std::string>());
        return names;
    }
};

inline std::string readAll(const std::string& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file of this test's own.
class Scratch {
public:
    explicit Scratch(const std::string& ending) {
        static int number = 0;
        m_path = testing::TempDir() + "/python-" + std::to_string(::getpid()) + "-" + std::to_string(++number) + ending;
    }
    ~Scratch() { std::filesystem::remove(m_path); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    [[nodiscard]] const std::string& path() const { return m_path; }

private:
    std::string m_path;
};

/// Runs a line of the shell, which says where the report goes by $REPORT.
inline Recorded shell(const std::string& line) {
    const Scratch output(".out"), report(".json");
    const std::string all = "export QT_QPA_PLATFORM=offscreen REPORT='" + report.path() + "'; timeout 120 " + line + " </dev/null >'" + output.path() + "' 2>/dev/null";
    Recorded recorded;
    const int status = std::system(all.c_str()); // NOLINT: the words are ours
    recorded.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    recorded.output = readAll(output.path());
    recorded.report = Json::parse(readAll(report.path()), nullptr, false);
    return recorded;
}

inline Recorded record(const std::string& options, const std::string& python, const std::string& program, int timeout = 60) {
    return shell(std::string(BRAID_COMMAND) + " record --until-stuck --timeout " + std::to_string(timeout) + " --json=$REPORT " + options + " -- " + python + " " + program);
}

} // namespace braid::tests
