#include "tests/engine/analysis/watched.h"

#include <gmock/gmock.h>

#include <string_view>

using namespace braid;
using namespace braid::analysis;
using namespace braid::tests;
using ::testing::SizeIs;

TEST(Hang, OnASemaphoreOfMessagesIsNotLaidToWhoHasTakenThem) {
    for (const int messages : {2, 40'000}) {
        Watched story;
        const LaneId sender = story.thread("sender"), receiver = story.thread("receiver");
        const ObjectId jobs = story.object(Story::Type::Semaphore, "jobs", 0);
        for (int i = 0; i < messages; ++i) {
            story.give(sender, jobs);
            story.take(receiver, jobs);
        }
        story.end(sender);
        story.wait(receiver, jobs);
        ASSERT_TRUE(story.standstill());
        story.findings.nameHangs(story.model);
        ASSERT_THAT(story.findings.all(), SizeIs(1)) << messages;
        EXPECT_EQ(story.findings.all()[0].kind, FindingKind::Hang) << messages;
        EXPECT_EQ(story.findings.all()[0].cause, StuckCause::NobodyLeft) << messages;
    }
}

namespace {

/// One has both permits that another thread has given, and waits for the lock of one who waits for a permit.
FindingKind foundWhere(bool gaveBackBefore) {
    Watched story;
    const LaneId maker = story.thread("maker"), user = story.thread("user"), other = story.thread("other");
    const ObjectId buffers = story.object(Story::Type::Semaphore, "buffers", 0), lock = story.mutex("lock");
    for (int i = 0; i < 2; ++i)
        story.give(maker, buffers);
    for (int i = 0; i < 2; ++i)
        story.take(user, buffers);
    if (gaveBackBefore) {
        story.give(user, buffers);
        story.take(user, buffers);
    }
    story.take(other, lock);
    story.end(maker);
    story.wait(other, buffers);
    story.wait(user, lock);
    EXPECT_TRUE(story.standstill());
    story.findings.nameHangs(story.model);
    EXPECT_THAT(story.findings.all(), SizeIs(1));
    return story.findings.all().front().kind;
}

} // namespace

TEST(Hang, OnASemaphoreIsLaidToWhoHasGivenPermitsBackBefore) {
    EXPECT_EQ(foundWhere(true), FindingKind::Deadlock);
    EXPECT_EQ(foundWhere(false), FindingKind::Hang);
}

namespace {

/// One permit, taken once by a lane that has ended since; another one waits for it, and a third one goes on with something else.
std::size_t foundOfSemaphore(std::string_view nameAndWord) {
    Watched story;
    const LaneId owner = story.thread("owner"), waiter = story.thread("waiter"), third = story.thread("third");
    const ObjectId semaphore = story.object(Story::Type::Semaphore, nameAndWord, 1);
    story.add(Story::Kind::ObjectAt, owner, semaphore, 0x7000, 0, {}, false);
    story.take(owner, semaphore);
    story.end(owner);
    story.wait(waiter, semaphore);
    story.after(1000_ms).begin(story.define("fourth", trace::LaneKind::Thread, {}, false, third));
    story.findings.findStuck(story.model);
    return story.findings.all().size();
}

} // namespace

TEST(Hang, OnASemaphoreOfOneWhoHasEndedIsCertainWhereItsLanguageCallsItALock) {
    using namespace std::string_view_literals;
    EXPECT_EQ(foundOfSemaphore("lock for tasks\0multiprocessing.Lock"sv), 1u);
    EXPECT_EQ(foundOfSemaphore("gate\0multiprocessing.Semaphore"sv), 0u) << "the third one may give it";
    EXPECT_EQ(foundOfSemaphore("gate"sv), 0u);
}
