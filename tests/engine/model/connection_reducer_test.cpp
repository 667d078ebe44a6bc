// What goes through a connection: an arrow from each sending to each receiving that got some of its bytes.

#include "engine/model/query/connections.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

using namespace braid;
using namespace braid::tests;
using model::Arrow;
using model::ArrowKind;
using model::EventIndex;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Story::Kind;

namespace {

struct Messages : ::testing::Test {
    Story story;
    LaneId process = story.process("p");
    LaneId client = story.thread("client", process), server = story.thread("server", process);
    ObjectId mine = story.object(Story::Type::Descriptor, "client's end"), theirs = story.object(Story::Type::Descriptor, "server's end");

    void connect() {
        story.add(Kind::EndOf, client, mine, 7, 0, {}, false);
        story.add(Kind::EndOf, server, theirs, 7, 1, {}, false);
    }
    static std::uint32_t bits(trace::IoCall call) { return trace::IoCopying | static_cast<std::uint32_t>(call) << trace::IoCallShift; }
    EventIndex begins(LaneId lane, ObjectId end, trace::IoCall call) { return story.add(Kind::IoBegin, lane, end, 5, bits(call), {}, false); }
    EventIndex ends(LaneId lane, ObjectId end, trace::IoCall call, std::int64_t count, std::string_view text = {}) {
        return story.add(Kind::IoEnd, lane, end, static_cast<std::uint64_t>(count), bits(call), text, false);
    }
    /// Where its arrows begin.
    EventIndex sends(std::int64_t count) {
        const EventIndex begun = begins(client, mine, trace::IoCall::Send);
        ends(client, mine, trace::IoCall::Send, count);
        return begun;
    }
    EventIndex receives(std::int64_t count) {
        begins(server, theirs, trace::IoCall::Receive);
        return ends(server, theirs, trace::IoCall::Receive, count);
    }
    [[nodiscard]] std::vector<std::pair<EventIndex, EventIndex>> arrows() const {
        std::vector<std::pair<EventIndex, EventIndex>> found;
        for (const Arrow& arrow : story.model.arrows())
            if (arrow.kind == ArrowKind::Item)
                found.emplace_back(arrow.from, arrow.to);
        return found;
    }
};

} // namespace

TEST_F(Messages, LeadFromTheSendingToTheReceivingAndBack) {
    connect();
    const EventIndex asked = sends(40);
    const EventIndex heard = receives(40);
    const EventIndex answered = begins(server, theirs, trace::IoCall::Send);
    ends(server, theirs, trace::IoCall::Send, 10);
    const EventIndex got = ends(client, mine, trace::IoCall::Receive, 10);
    EXPECT_THAT(arrows(), ElementsAre(std::pair(asked, heard), std::pair(answered, got)));
}

TEST_F(Messages, AreToldApartByTheirPlaceInTheStream) {
    connect();
    const EventIndex first = sends(10), second = sends(10), third = sends(10);
    const EventIndex one = receives(15), two = receives(5), rest = receives(10);
    EXPECT_THAT(arrows(), ElementsAre(std::pair(first, one), std::pair(second, one), std::pair(second, two), std::pair(third, rest)));
}

TEST_F(Messages, ThatTheTraceTellsTooLateStandInTheOrderOfTheirEffects) {
    connect();
    const EventIndex begun = begins(client, mine, trace::IoCall::Send);
    const EventIndex heard = receives(10);
    const LaneId child = story.define("child", trace::LaneKind::Thread, process);
    story.start(server, child);
    const EventIndex born = story.begin(child);
    ends(client, mine, trace::IoCall::Send, 10);
    ASSERT_EQ(story.model.arrows().size(), 2U);
    EXPECT_EQ(story.model.arrows()[0].from, begun);
    EXPECT_EQ(story.model.arrows()[0].to, heard);
    EXPECT_EQ(story.model.arrows()[1].to, born);
    EXPECT_EQ(story.model.arrowsInto(heard, heard + 1).size(), 1U);
}

TEST_F(Messages, SentBeforeTheConnectionWasAcceptedArriveAllTheSame) {
    story.add(Kind::EndOf, client, mine, 7, 0, {}, false);
    const EventIndex early = sends(10);
    story.add(Kind::EndOf, server, theirs, 7, 1, {}, false);
    const EventIndex heard = receives(10);
    EXPECT_THAT(arrows(), ElementsAre(std::pair(early, heard)));
}

TEST_F(Messages, OfOperationsWithoutACallAreCountedAsWell) {
    connect();
    const auto fact = [&](LaneId lane, ObjectId end, trace::EndFact what, std::int64_t count) {
        return story.add(Kind::EndOf, lane, end, static_cast<std::uint64_t>(count), static_cast<std::uint32_t>(what), {}, false);
    };
    const EventIndex promised = fact(client, mine, trace::EndFact::Put, 30);
    fact(client, mine, trace::EndFact::Put, -20);
    const EventIndex later = fact(client, mine, trace::EndFact::Put, 5);
    const EventIndex some = fact(server, theirs, trace::EndFact::Got, 10), rest = fact(server, theirs, trace::EndFact::Got, 5);
    EXPECT_THAT(arrows(), ElementsAre(std::pair(promised, some), std::pair(later, rest)));
}

TEST_F(Messages, ToNobodyWhoIsInTheRunAreNone) {
    sends(10);
    receives(10);
    story.add(Kind::EndOf, client, mine, 7, 0, {}, false);
    sends(10);
    EXPECT_THAT(arrows(), IsEmpty());
}

TEST_F(Messages, OfAProcessThatHasBecomeAnotherProgramGoThroughTheEndsThatItHasKept) {
    mine = {900};
    theirs = {901};
    for (const ObjectId end : {mine, theirs})
        story.add(Kind::DefineObject, client, end, 0, static_cast<std::uint32_t>(Story::Type::Descriptor), "end");
    connect();
    const auto holders = [&](ObjectId end) { return model::holdersOf(story.model, *story.model.object(end), model::Open - 1); };
    const auto keeps = [&](LaneId lane, ObjectId end) { story.after(1'000).add(Kind::EndOf, lane, end, 0, static_cast<std::uint32_t>(trace::EndFact::Has), {}, false); };
    const auto child = [&](std::string_view name) {
        const LaneId made = story.define(name, trace::LaneKind::Process, process);
        story.after(1'000).start(client, made);
        story.begin(made);
        return made;
    };
    const LaneId forked = child("forked"), itsMain = story.thread("main", forked);
    EXPECT_THAT(holders(mine), ElementsAre(process, forked)) << "it was forked, and has what its parent has";
    keeps(itsMain, {});
    keeps(itsMain, mine);
    EXPECT_THAT(holders(mine), ElementsAre(process, forked));
    EXPECT_THAT(holders(theirs), ElementsAre(process)) << "that one was closed when it became another program";

    story.after(1'000).add(Kind::EndShut, client, mine, 0, trace::ReadyToRead | trace::ReadyToWrite, {}, false);
    EXPECT_THAT(holders(mine), ElementsAre(forked));
    const LaneId late = child("late"), latesMain = story.thread("main", late); // made by vfork before that, and told of now
    keeps(latesMain, {});
    keeps(latesMain, mine);
    EXPECT_THAT(holders(mine), ElementsAre(forked, late));
    keeps(itsMain, {});
    EXPECT_THAT(holders(mine), ElementsAre(late)) << "and another program again, which has nothing";
}
