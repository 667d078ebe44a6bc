#include "engine/exec/processes/process.h"
#include "engine/exec/threads/thread.h"
#include "engine/ipc/pipe.h"
#include "tests/engine/modeled_run.h"

#include <csignal>
#include <gmock/gmock.h>
#include <unistd.h>

namespace braid {
namespace {

using test::ModeledRun;
using trace::EventKind;

TEST(Pipe, CarriesValuesBothWays) {
    ModeledRun run;
    auto [mine, theirs] = pipe("P");
    process child("child", [&] {
        const auto value = theirs.recv<std::pair<int, std::string>>();
        theirs.send(std::vector<std::string>{value.second, std::to_string(value.first)});
    });
    child.start();
    mine.send(std::pair<int, std::string>(7, "seven"));
    EXPECT_EQ(mine.recv<std::vector<std::string>>(), (std::vector<std::string>{"seven", "7"}));
    child.join();
    run.finishTelling();
    EXPECT_EQ(run.arrows(model::ArrowKind::Item), 2U);
    EXPECT_EQ(run.objectNamed("P →")->value, 0);
    EXPECT_EQ(run.objectNamed("P →")->maxDepth, 4 + (4 + 4 + 5) + 1) << "length, value, end";
    EXPECT_EQ(run.objectNamed("P →")->initial, mine.capacity());
    EXPECT_EQ(run.count(EventKind::Get), 2U) << "a short message comes in one piece";
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Pipe, ThatIsFullBlocksTheWriterAndOneThatIsEmptyTheReader) {
    ModeledRun run;
    auto [mine, theirs] = pipe("P", true, 4096);
    const std::string large(100'000, 'x');
    process child("child", [&] {
        theirs.send(large);
        theirs.send(theirs.recv<std::string>());
    });
    child.start();
    const auto waits = [&](EventKind kind) {
        return std::any_of(run.model.log().begin(), run.model.log().end(), [kind](const auto& e) { return e.kind == kind; });
    };
    run.tellUntil([&] { return waits(EventKind::PutWait); });
    EXPECT_EQ(mine.recv<std::string>(), large);
    run.tellUntil([&] { return waits(EventKind::GetWait); });
    mine.send(large);
    EXPECT_EQ(mine.recv<std::string>(), large);
    child.join();
    run.finishTelling();
    run.expectLevels("P ←", mine.capacity());
    run.expectLevels("P →", mine.capacity());
    EXPECT_EQ(run.objectNamed("P ←")->value, 0);
}

TEST(Pipe, WhoseOtherSideIsGoneTellsTheReaderAfterTheLastValueAndTheWriterAtOnce) {
    ModeledRun run;
    auto [mine, theirs] = pipe("P");
    process child("child", [&] {
        mine.close();
        theirs.send(1);
    });
    child.start();
    theirs.close();
    EXPECT_EQ(mine.recv<int>(), 1);
    EXPECT_THROW(mine.recv<int>(), end_of_file);
    child.join();
    EXPECT_THROW(mine.send(2), broken_pipe);
    run.finishTelling();
    ASSERT_NE(run.find(EventKind::GetFailed), nullptr);
    EXPECT_EQ(run.find(EventKind::GetFailed)->b, static_cast<std::uint32_t>(trace::Failure::Broken));
    ASSERT_NE(run.find(EventKind::PutFailed), nullptr);
    EXPECT_EQ(run.laneNamed("main")->intervals().back().state, model::State::Running) << "the wait is over";
}

TEST(Pipe, WhoseWriterDiesInMidMessageGoesOnWithTheNext) {
    ModeledRun run;
    auto [mine, theirs] = pipe("P", true, 4096);
    process dies("dies", [&] { theirs.send(std::string(1'000'000, 'x')); });
    dies.start();
    run.tellUntil([&] {
        return std::any_of(run.model.log().begin(), run.model.log().end(),
                           [](const auto& e) { return e.kind == EventKind::PutWait; });
    });
    dies.kill();
    dies.join();
    process lives("lives", [&] { theirs.send(std::string("whole")); });
    lives.start();
    EXPECT_EQ(mine.recv<std::string>(), "whole") << "the torn one is left out";
    EXPECT_EQ(lives.join().code, 0);
    run.finishTelling();
    EXPECT_EQ(run.objectNamed("P ←")->value, 0);
}

TEST(Pipe, KeepsMessagesOfSeveralWritersApart) {
    constexpr int Writers = 3;
    constexpr int Each = 20;
    ModeledRun run;
    auto [mine, theirs] = pipe("P", false, 4096);
    std::deque<process> writers;
    for (int k = 0; k < Writers; ++k)
        writers
            .emplace_back("writer",
                          [&, k] {
                              for (int i = 0; i < Each; ++i)
                                  theirs.send(std::string(10'000, static_cast<char>('a' + k)));
                          })
            .start();
    std::map<char, int> seen;
    for (int i = 0; i < Writers * Each; ++i) {
        const auto text = mine.recv<std::string>();
        ASSERT_EQ(text, std::string(10'000, text[0]));
        ++seen[text[0]];
    }
    for (process& writer : writers)
        writer.join();
    for (const auto& [letter, count] : seen)
        EXPECT_EQ(count, Each) << letter;
    run.finishTelling();
    run.expectLevels("P", mine.capacity() == 0 ? theirs.capacity() : mine.capacity());
    EXPECT_EQ(run.reader().gaps(), 0U);
}

TEST(Pipe, WorksWhereNothingIsRecorded) {
    auto [mine, theirs] = pipe();
    theirs.send(5);
    EXPECT_TRUE(mine.poll());
    EXPECT_EQ(mine.recv<int>(), 5);
    EXPECT_FALSE(mine.poll());
}

} // namespace
} // namespace braid
