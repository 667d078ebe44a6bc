// Shared variables.

#include "engine/sync/shared.h"
#include "tests/engine/recorded_run.h"
#include "tests/engine/sync/threads.h"

#include <gmock/gmock.h>

#include <bit>
#include <string>
#include <vector>

namespace braid {
namespace {

using test::joinAll;
using test::RecordedRun;
using test::Seen;
using test::startAll;
using testing::ElementsAre;
using trace::EventKind;

TEST(Shared, RecordsEveryReadAndWriteWithItsValue) {
    RecordedRun run;
    shared<int> number(100, "num");
    const int read = number.load();
    number.store(read - 1);
    number = -7;
    EXPECT_EQ(static_cast<int>(number), -7);
    shared<double> real(0.5, "real");
    EXPECT_EQ(real.load(), 0.5);
    shared<std::string> word("a", "word");
    word = std::string("hello");
    run.finish();
    std::vector<std::int64_t> values;
    for (const Seen& event : run.follow()) {
        if ((event.kind == EventKind::Read || event.kind == EventKind::Write) && event.object == run.objectCalled("num"))
            values.push_back(static_cast<std::int64_t>(event.a));
        if (event.object == run.objectCalled("real") && event.kind == EventKind::Read) {
            EXPECT_EQ(std::bit_cast<double>(event.a), 0.5);
        }
        if (event.object == run.objectCalled("word") && event.kind == EventKind::Write) {
            EXPECT_EQ(event.words, "hello");
        }
    }
    EXPECT_THAT(values, ElementsAre(100, 99, -7, -7));
}

TEST(Shared, LogsRacingReadsAndWritesInTheirTrueOrder) {
    RecordedRun run;
    shared<int> number(0, "num");
    joinAll(startAll(4, [&] {
        for (int i = 0; i < 500; ++i)
            number = number + 1;
    }));
    const int last = number.load();
    run.finish();
    // Each read shows the value of the write before it in the log: the log is the truth.
    std::int64_t value = 0;
    for (const Seen& event : run.follow()) {
        if (event.object != run.objectCalled("num"))
            continue;
        if (event.kind == EventKind::Read) {
            ASSERT_EQ(static_cast<std::int64_t>(event.a), value);
        }
        if (event.kind == EventKind::Write)
            value = static_cast<std::int64_t>(event.a);
    }
    EXPECT_EQ(value, last);
}

} // namespace
} // namespace braid
