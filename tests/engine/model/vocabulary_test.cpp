// What programs and tools that are not Braid's own bring along: modules, addresses of code, counters, flows.

#include "engine/export/csv.h"
#include "engine/model/text/sentence.h"
#include "tests/engine/model/events.h"

#include <bit>
#include <gmock/gmock.h>
#include <sstream>

namespace braid::tests {
namespace {

using namespace std::string_view_literals;
using Kind = Story::Kind;
using Type = Story::Type;

struct Foreign : ::testing::Test {
    Story story;
    LaneId main = story.thread("main");
    LaneId other = story.thread("other");

    [[nodiscard]] std::string says(model::EventIndex event) const { return model::describe(story.model, event).english(); }
};

TEST_F(Foreign, ASiteMayBeAnAddressInAModule) {
    const auto named = story.add(Kind::DefineModule, main, ObjectId{90}, 0x7f0000001000, 0, "/usr/lib/libc.so.6\0c0ffee"sv, false);
    const auto code = story.add(Kind::DefineCode, main, ObjectId{1}, 0x1f2a, 90, {}, false);
    story.add(Kind::DefineCode, main, ObjectId{2}, 0x10, 90, "start_thread", false);
    story.add(Kind::DefineCode, main, ObjectId{3}, 0x20, 91, {}, false);
    const ObjectId lock = story.mutex("A");
    const auto taken = story.from(SiteId{1}).take(main, lock);
    const model::Module* module = story.model.module(90);
    ASSERT_NE(module, nullptr);
    EXPECT_EQ(module->path, "/usr/lib/libc.so.6");
    EXPECT_EQ(module->buildId, "c0ffee");
    EXPECT_EQ(module->base, 0x7f0000001000u);
    EXPECT_EQ(module->lane, main);
    EXPECT_EQ(says(named), "The trace names /usr/lib/libc.so.6, whose code begins at 0x7f0000001000");
    EXPECT_EQ(says(code), "The trace names the place /usr/lib/libc.so.6+0x1f2a in the code");
    EXPECT_EQ(model::siteText(story.model, story.model.siteOf(taken)), "libc.so.6+0x1f2a");
    EXPECT_EQ(model::siteText(story.model, SiteId{2}), "start_thread (libc.so.6)");
    EXPECT_EQ(model::placeText(*story.model.site(SiteId{3})), "?+0x20") << "of a module that is not named";
    std::ostringstream out;
    csv::writeEvents(out, story.model, {});
    EXPECT_THAT(out.str(), testing::HasSubstr(",/usr/lib/libc.so.6+0x1f2a,,"));
}

TEST_F(Foreign, APlaceOfCodeMayBeGivenItsLineLater) {
    story.add(Kind::DefineModule, main, ObjectId{90}, 0x400000, 0, "/usr/bin/server\0"sv, false);
    story.add(Kind::DefineCode, main, ObjectId{1}, 0x1f2a, 90, {}, false);
    const ObjectId lock = story.mutex("A");
    const auto taken = story.from(SiteId{1}).take(main, lock);
    story.add(Kind::DefineSite, main, ObjectId{1}, 41, 0, "pool.cc\0Pool::add()"sv, false);
    EXPECT_EQ(model::siteText(story.model, story.model.siteOf(taken)), "pool.cc:41");
    EXPECT_EQ(story.model.site(SiteId{1})->function, "Pool::add()");
}

TEST_F(Foreign, AnObjectMayBeGivenItsPlaceAndItsNameLater) {
    const ObjectId lock = story.mutex("mutex #1");
    const auto lies = story.add(Kind::ObjectAt, main, lock, 0x404040, 90, {}, false);
    story.add(Kind::NameObject, main, lock, 0, 0, "log_lock", false);
    const model::Object& object = *story.model.object(lock);
    EXPECT_EQ(object.name, "log_lock");
    EXPECT_EQ(object.address, 0x404040u);
    EXPECT_EQ(object.module, 90u);
    EXPECT_EQ(says(lies), "log_lock lies at 0x404040");
}

TEST_F(Foreign, ASemaphoreOfARecordedProgramIsInheritedWithWhoHadTakenIt) {
    const LaneId process = story.process("parent"), taker = story.thread("T", process), forks = story.thread("F", process);
    const ObjectId original{900}, copy{901};
    story.add(Kind::DefineObject, taker, original, 1, static_cast<std::uint32_t>(Type::Semaphore), "lock", false);
    story.take(taker, original);
    const LaneId child = story.process("child", process);
    story.start(forks, child);
    const LaneId first = story.thread("main", child);
    story.add(Kind::DefineObject, first, copy, 0, static_cast<std::uint32_t>(Type::Semaphore), "lock", false);
    story.add(Kind::ObjectAt, first, copy, 0x404040, 0, {}, false);
    story.add(Kind::CopyOf, first, copy, original.value, 0, {}, false);
    ASSERT_EQ(story.model.object(copy)->owners.size(), 1u);
    EXPECT_EQ(story.model.object(copy)->owners.front().lane, taker);
}

TEST_F(Foreign, ACounterIsASeriesOfItsValues) {
    const ObjectId counter = story.object(Type::Counter, "heap\0KiB"sv, static_cast<std::uint64_t>(std::int64_t{-3}));
    const auto kind = [](trace::ValueType type) { return static_cast<std::uint32_t>(type); };
    const auto first = story.add(Kind::Counted, main, counter, 12, kind(trace::ValueType::Signed), {}, false);
    story.add(Kind::Counted, other, counter, static_cast<std::uint64_t>(std::int64_t{-7}), kind(trace::ValueType::Signed), {}, false);
    const auto last = story.add(Kind::Counted, main, counter, std::bit_cast<std::uint64_t>(2.6), kind(trace::ValueType::Floating), {}, false);
    const model::Object& object = *story.model.object(counter);
    EXPECT_EQ(object.name, "heap");
    EXPECT_EQ(story.model.unitOf(counter), "KiB");
    std::vector<std::int32_t> depths;
    for (const model::Level& level : object.levels())
        depths.push_back(level.depth);
    EXPECT_THAT(depths, testing::ElementsAre(-3, 12, -7, 3));
    EXPECT_EQ(object.events().size(), 3u);
    EXPECT_EQ(object.maxDepth, 12);
    EXPECT_EQ(says(first), "main says that heap is 12 KiB");
    EXPECT_EQ(says(last), "main says that heap is 2.6 KiB");
    EXPECT_TRUE(object.usedBy(other));
}

TEST_F(Foreign, WhatIsCountedOfSomethingElseOrIsNoNumberChangesNothing) {
    const ObjectId lock = story.mutex("A");
    const ObjectId counter = story.object(Type::Counter, "load");
    story.add(Kind::Counted, main, lock, 5, static_cast<std::uint32_t>(trace::ValueType::Signed), {}, false);
    story.add(Kind::Counted, main, {}, 5, 0, {}, false);
    const auto floating = static_cast<std::uint32_t>(trace::ValueType::Floating);
    for (const double value : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e300})
        story.add(Kind::Counted, main, counter, std::bit_cast<std::uint64_t>(value), floating, {}, false);
    EXPECT_EQ(story.model.object(lock)->value, 0);
    EXPECT_LT(story.model.object(counter)->value, 0);
}

TEST_F(Foreign, AFlowLeadsFromEachOfItsStepsToTheNext) {
    const auto began = story.add(Kind::FlowBegin, main, {}, 7, 0, "request", false);
    const auto another = story.add(Kind::FlowBegin, main, {}, 8, 0, {}, false);
    const auto step = story.add(Kind::FlowStep, other, {}, 7, 0, {}, false);
    const auto ended = story.add(Kind::FlowEnd, main, {}, 7, 0, {}, false);
    story.add(Kind::FlowEnd, main, {}, 7, 0, {}, false);  // of none
    story.add(Kind::FlowStep, main, {}, 9, 0, {}, false); // whose beginning is not recorded
    const auto& arrows = story.model.arrows();
    ASSERT_EQ(arrows.size(), 2u);
    EXPECT_EQ(arrows[0].from, began);
    EXPECT_EQ(arrows[0].to, step);
    EXPECT_EQ(arrows[0].kind, model::ArrowKind::Flow);
    EXPECT_EQ(arrows[1].from, step);
    EXPECT_EQ(arrows[1].to, ended);
    EXPECT_EQ(says(began), "The flow request begins at main");
    EXPECT_EQ(says(another), "The flow 8 begins at main");
    EXPECT_EQ(says(step), "The flow 7 goes on at other");
    EXPECT_EQ(says(ended), "The flow 7 ends at main");
}

} // namespace
} // namespace braid::tests
