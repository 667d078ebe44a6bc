// Selectors: one behaviour, three mechanisms.

#include "engine/io/selector.h"
#include "tests/engine/io/connected.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::Connected;
using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using testing::IsEmpty;
using trace::EventKind;
using SelectorKind = selector::kind;

std::string nameOf(SelectorKind kind) {
    switch (kind) {
    case SelectorKind::automatic:
        return "Automatic";
    case SelectorKind::epoll:
        return "Epoll";
    case SelectorKind::poll:
        return "Poll";
    case SelectorKind::select:
        break;
    }
    return "Select";
}

class Selector : public testing::TestWithParam<SelectorKind> {};

TEST_P(Selector, CallsTheFunctionThatWasRegisteredWithTheSocket) {
    Connected a;
    Connected b;
    selector sel(GetParam());
    std::vector<std::string> called;
    sel.register_(a.server, io_events::read, "read a",
                  [&](socket& conn, io_events) { called.push_back("a: " + test::received(conn)); });
    sel.register_(b.server, io_events::read, "read b",
                  [&](socket& conn, io_events) { called.push_back("b: " + test::received(conn)); });
    EXPECT_EQ(sel.size(), 2u);
    EXPECT_THAT(sel.select(0ms), IsEmpty());
    EXPECT_TRUE(b.client.sendall("hello").ok());
    for (const auto& event : sel.select())
        event();
    EXPECT_THAT(called, ElementsAre("b: hello"));
}

TEST_P(Selector, ModifiesWhatIsWatchedAndWhatIsCalled) {
    Connected pair;
    selector sel(GetParam());
    std::vector<std::string> called;
    sel.register_(pair.server, io_events::read, "read", [&](socket&, io_events) { called.push_back("read"); });
    EXPECT_THAT(sel.select(0ms), IsEmpty());
    sel.modify(pair.server, io_events::read | io_events::write, "write", [&](socket&, io_events mask) {
        called.push_back("write " + std::to_string(static_cast<std::uint32_t>(mask)));
    });
    for (const auto& event : sel.select())
        event();
    EXPECT_THAT(called, ElementsAre("write 2"));
}

TEST_P(Selector, DoesNotCallWhomACallbackBeforeHasUnregistered) {
    Connected a;
    Connected b;
    selector sel(GetParam());
    int calls = 0;
    const auto onlyOne = [&](socket&, io_events) {
        ++calls;
        sel.unregister(a.server);
        sel.unregister(b.server);
    };
    sel.register_(a.server, io_events::write, "a", onlyOne);
    sel.register_(b.server, io_events::write, "b", onlyOne);
    const auto events = sel.select();
    EXPECT_EQ(events.size(), 2u);
    for (const auto& event : events)
        event();
    EXPECT_EQ(calls, 1);
    EXPECT_EQ(sel.size(), 0u);
}

TEST_P(Selector, ShowsTheCallbackAsANamedStretchAndTheRegisteredAsATable) {
    RecordedRun run;
    {
        Connected pair;
        selector sel(GetParam(), "sel");
        sel.register_(pair.server, io_events::write, "write", [](socket&, io_events) {});
        for (const auto& event : sel.select())
            event();
        for (const auto& event : sel.select())
            event();
        sel.unregister(pair.server);
    }
    run.finish();
    std::vector<std::string> stretches;
    for (const Seen& event : run.follow())
        if (event.kind == EventKind::TaskBegin) {
            EXPECT_EQ(event.object, run.objectCalled("sel"));
            stretches.push_back(std::to_string(event.a) + " " + event.words);
        }
    EXPECT_THAT(stretches, ElementsAre("1 write(server's end)", "2 write(server's end)"));
    EXPECT_EQ(run.count(EventKind::TaskEnd), 2u);
    EXPECT_EQ(run.count(EventKind::Watch), 1u);
    EXPECT_EQ(run.count(EventKind::FdReady), 2u);
}

INSTANTIATE_TEST_SUITE_P(OfEachKind, Selector, testing::Values(SelectorKind::automatic, SelectorKind::epoll, SelectorKind::poll, SelectorKind::select),
                         [](const auto& tested) { return nameOf(tested.param); });

TEST(SelectorKind, IsEpollWhereItMayChoose) {
    EXPECT_STREQ(default_selector().mechanism(), "epoll");
    EXPECT_STREQ(selector(SelectorKind::poll).mechanism(), "poll");
    EXPECT_STREQ(selector(SelectorKind::select).mechanism(), "select");
}

TEST(SelectorStretch, ThatEndsInAnExceptionHasFailed) {
    RecordedRun run;
    {
        Connected pair;
        selector sel;
        sel.register_(pair.server, io_events::write, "write", [](socket&, io_events) { throw std::runtime_error("no"); });
        const auto events = sel.select();
        ASSERT_EQ(events.size(), 1u);
        EXPECT_THROW(events.front()(), std::runtime_error);
    }
    run.finish();
    ASSERT_NE(run.find(EventKind::TaskEnd), nullptr);
    EXPECT_EQ(run.find(EventKind::TaskEnd)->b, 1u);
}

} // namespace
} // namespace braid
