#include "engine/exec/threads/thread.h"
#include "engine/sync/guards.h"
#include "engine/sync/mutex.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace braid {
namespace {

using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

TEST(Guards, RecordTheLineOfTheirDeclaration) {
    RecordedRun run;
    mutex first("A");
    mutex second("B");
    const unsigned line = __LINE__;
    { const lock_guard guard(first); }          // line + 1
    { const unique_lock guard(first); }         // line + 2
    { const scoped_lock guard(first, second); } // line + 3
    first.lock();                               // line + 4
    first.unlock();                             // line + 5
    run.finish();
    std::map<std::uint32_t, std::pair<std::string, std::uint64_t>> sites;
    std::vector<std::uint64_t> lines;
    for (const Seen& event : run.follow()) {
        if (event.kind == EventKind::DefineSite)
            sites[event.object.value] = {event.words, event.a - line};
        if (event.kind == EventKind::Acquired || event.kind == EventKind::Released) {
            EXPECT_THAT(sites[event.site.value].first, testing::EndsWith("guards_test.cpp"));
            lines.push_back(sites[event.site.value].second);
        }
    }
    EXPECT_THAT(lines, ElementsAre(1, 1, 2, 2, 3, 3, 3, 3, 4, 5));
}

TEST(ScopedLock, TakesSeveralLocksInAnyOrderWithoutDeadlock) {
    RecordedRun run;
    mutex first("A");
    mutex second("B");
    long long counter = 0;
    thread one("T1", [&] {
        for (int i = 0; i < 500; ++i) {
            const scoped_lock guard(first, second);
            ++counter;
        }
    });
    thread two("T2", [&] {
        for (int i = 0; i < 500; ++i) {
            const scoped_lock guard(second, first);
            ++counter;
        }
    });
    one.start();
    two.start();
    one.join();
    two.join();
    EXPECT_EQ(counter, 1000);
}

} // namespace
} // namespace braid
