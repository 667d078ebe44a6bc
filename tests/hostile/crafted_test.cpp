// The crafted files, each read to its end by a process of its own: none takes more memory than its room explains, none more
// time than in proportion to its length.

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"
#include "engine/model/query/current_wait.h"
#include "engine/trace/reading/reader.h"
#include "tests/hostile/ask_everything.h"
#include "tests/hostile/crafted_trace.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <gtest/gtest.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace braid::hostile {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool MemoryCounts = false; // a sanitizer takes its own
#else
constexpr bool MemoryCounts = true;
#endif

struct Cost {
    bool ended = false; ///< the process ended by itself, and well
    double seconds = 0; ///< of processor time, for reading alone
    long megabytes = 0; ///< at most
};

double processorSeconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) / 1e9;
}

bool readIt(const std::string& path, bool ask, double& seconds) {
    const double before = processorSeconds();
    Result<trace::Reader> reader = trace::Reader::open(path);
    if (!reader.ok())
        return false;
    reader->assumeOver();
    model::Model model;
    analysis::Findings findings;
    for (auto events = reader->pull(2048); !events.empty(); events = reader->pull(2048)) {
        for (const trace::Event& event : events) {
            model.apply(event);
            findings.update(model);
        }
    }
    model.finish(reader->endTime().count(), reader->outcome());
    findings.nameHangs(model);
    LaneId mover;
    (void)model::standsStill(model, mover);
    seconds = processorSeconds() - before;
    if (ask)
        askEverything(model, findings);
    return reader->complete() && model.memory() > 0;
}

/// What it costs to read the file, in a process of its own.
Cost costOf(const Crafted& crafted, std::size_t count, bool ask) {
    std::string pattern = (std::filesystem::temp_directory_path() / "braid-crafted-XXXXXX").string();
    const int fd = mkstemp(pattern.data());
    if (fd < 0)
        return {};
    close(fd);
    Cost cost;
    auto* shared = static_cast<double*>(mmap(nullptr, sizeof(double), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    // Written by a process of its own as well: its memory does not count.
    for (const bool writing : {true, false}) {
        const pid_t child = fork();
        if (child == 0) {
            const rlimit enough{120, 120}; // seconds of processor time: an endless loop ends
            setrlimit(RLIMIT_CPU, &enough);
            _exit((writing ? crafted.write(pattern, count) : readIt(pattern, ask, *shared)) ? 0 : 1);
        }
        int status = 0;
        rusage used{};
        cost.ended = wait4(child, &status, 0, &used) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
        cost.megabytes = used.ru_maxrss / 1024;
        if (!cost.ended)
            break;
    }
    cost.seconds = *shared;
    munmap(shared, sizeof(double));
    unlink(pattern.c_str());
    return cost;
}

class CraftedFile : public testing::TestWithParam<Crafted> {};

TEST_P(CraftedFile, IsReadInLittleMemory) {
    const Cost cost = costOf(GetParam(), GetParam().count, false);
    ASSERT_TRUE(cost.ended);
    if (MemoryCounts) {
        EXPECT_LT(cost.megabytes, 280) << "the window and the pictures need some too";
    }
}

TEST_P(CraftedFile, AnswersEveryQuestionInLittleMemory) {
    const Cost cost = costOf(GetParam(), std::max<std::size_t>(GetParam().count / 4, 10), true);
    ASSERT_TRUE(cost.ended);
    if (MemoryCounts) {
        EXPECT_LT(cost.megabytes, 280);
    }
}

class LongFile : public testing::TestWithParam<Crafted> {};

TEST_P(LongFile, TakesTimeInProportionToItsLength) {
    // Four times as much takes four times as long, give or take the caches; what is quadratic takes sixteen times as long.
    constexpr double Most = 10;
    double ratio = 0;
    for (int attempt = 0; attempt < 3; ++attempt) { // others may have the caches meanwhile
        const Cost small = costOf(GetParam(), GetParam().count / 8, false);
        const Cost large = costOf(GetParam(), GetParam().count / 2, false);
        ASSERT_TRUE(small.ended && large.ended);
        if (large.seconds < 0.02)
            return; // too short to measure, and to matter
        ratio = large.seconds / std::max(small.seconds, 1e-3);
        if (ratio < Most)
            return;
    }
    EXPECT_LT(ratio, Most);
}

std::string nameOf(const testing::TestParamInfo<Crafted>& about) {
    std::string name = about.param.name;
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

/// All but those whose length is that of a hole.
std::vector<Crafted> allLong() {
    std::vector<Crafted> all = allCrafted();
    std::erase_if(all, [](const Crafted& crafted) { return std::string_view(crafted.name).starts_with("hole"); });
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, CraftedFile, testing::ValuesIn(allCrafted()), nameOf);
INSTANTIATE_TEST_SUITE_P(All, LongFile, testing::ValuesIn(allLong()), nameOf);

} // namespace
} // namespace braid::hostile
