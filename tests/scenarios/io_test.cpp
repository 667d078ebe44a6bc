#include "tests/scenarios/host_run.h"

#include <gmock/gmock.h>

#include <csignal>
#include <set>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace braid::tests {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// How many calls of a kind ended on a lane, and how many of them without a beginning and with `result`.
std::size_t callsOf(const HostRun& run, const model::Lane& lane, trace::IoCall call) {
    std::size_t count = 0;
    for (model::EventIndex i = 0; i < run.model.log().size(); ++i)
        if (const trace::Event event = run.model.event(i);
            event.kind == trace::EventKind::IoEnd && event.lane == lane.id &&
            event.b >> trace::IoCallShift == static_cast<std::uint32_t>(call))
            ++count;
    return count;
}

/// One server, as words for the host.
struct Model {
    const char* name;
    std::vector<std::string> words;
};

void PrintTo(const Model& tested, std::ostream* out) { *out << tested.name; }

std::vector<Model> models() {
    return {{"Blocking", {"io-blocking"}},
            {"Nonblocking", {"io-nonblocking"}},
            {"Select", {"io-select"}},
            {"Poll", {"io-poll"}},
            {"EpollLevel", {"io-epoll"}},
            {"EpollEdge", {"io-epoll", "--set", "trigger=edge"}},
            {"Async", {"io-async"}},
            {"AsyncWaiting", {"io-async", "--set", "work=0ms"}},
            {"PosixAio", {"io-async", "--set", "engine=aio"}},
            {"PosixAioWaiting", {"io-async", "--set", "engine=aio", "--set", "work=0ms"}},
            {"Selectors", {"selectors"}},
            {"SelectorsPoll", {"selectors", "--set", "kind=poll"}},
            {"SelectorsSelect", {"selectors", "--set", "kind=select"}}};
}

class EveryModel : public ::testing::TestWithParam<Model> {
protected:
    static HostRun runWith(const std::vector<std::string>& settings, const Watch& watch = {}) {
        std::vector<std::string> words = GetParam().words;
        for (const std::string& setting : settings)
            words.insert(words.end(), {"--set", setting});
        return runHost(words, watch);
    }
};

TEST_P(EveryModel, HearsEveryMessageOfEveryClient) {
    const HostRun run = runWith({"clients=4", "messages=3", "think=10ms", "size=100"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    EXPECT_EQ(run.result("messages"), 12);
    EXPECT_EQ(run.result("bytes"), 1200);
    EXPECT_GE(run.result("bytes_sent"), 1200) << "an answer to each at least";
    EXPECT_EQ(run.result("broken"), 0);
    EXPECT_GT(double(run.result("cpu_ms")), 0);
    EXPECT_GE(double(run.result("ms")), double(run.result("late_ms")));
    double calls = 0;
    const auto perCall = run.result("calls");
    for (const auto& [name, count] : perCall.items())
        calls += double(count);
    EXPECT_EQ(calls, double(run.result("syscalls")));
    EXPECT_EQ(run.lost, 0U);
    EXPECT_EQ(run.damage, "");
}

TEST_P(EveryModel, HasItsClientsInAProcessOfTheirOwn) {
    const HostRun run = runWith({"clients=3", "messages=1", "think=5ms"});
    const model::Lane* clients = run.lane("Clients");
    const model::Lane* server = run.lane("Server");
    const model::Lane* client = run.lane("Client 2");
    ASSERT_TRUE(clients && server && client) << run.story();
    EXPECT_EQ(clients->kind, trace::LaneKind::Process);
    EXPECT_EQ(client->parent, clients->id);
    EXPECT_NE(server->parent, clients->id);
    EXPECT_EQ(clients->end, model::End::Finished);
    EXPECT_GT(timeIn(*client, model::State::IoWait), 0) << "it waits for its answer";
}

TEST_P(EveryModel, GoesOnWhenClientsDisconnectNeverReadOrDribble) {
    for (const char* rude : {"disconnects", "never-reads", "byte-by-byte", "all"}) {
        SCOPED_TRACE(rude);
        const HostRun run = runWith({"clients=5", "messages=3", "think=10ms", std::string("rude=") + rude});
        EXPECT_EQ(run.outcome, "finished") << run.story();
        EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
        // Of the two polite ones at least, and of the one that dribbles, every message is understood.
        const int polite = std::string(rude) == "all" ? 3 : 4;
        EXPECT_GE(run.result("messages"), 3 * polite) << run.story();
    }
}

TEST_P(EveryModel, EndsWithAFindingWhenTheClientsAreKilled) {
    bool killed = false;
    const auto kill = [&killed](const HostRun& run, trace::ControlPage&) {
        const model::Lane* clients = run.lane("Clients");
        const model::Lane* last = run.lane("Client 3");
        if (killed || !clients || clients->osId == 0 || !last || !last->begun)
            return;
        killed = ::kill(static_cast<pid_t>(clients->osId), SIGKILL) == 0;
    };
    const HostRun run = runWith({"clients=3", "messages=100", "think=500ms"}, kill);
    EXPECT_TRUE(killed);
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), ElementsAre("killed")) << run.story();
    EXPECT_THAT(run.prints(), Contains(HasSubstr("the clients were killed")));
    EXPECT_EQ(run.lane("Clients")->end, model::End::Killed);
    EXPECT_EQ(run.lane("Server")->end, model::End::Finished);
}

INSTANTIATE_TEST_SUITE_P(OfTheTutorial, EveryModel, ::testing::ValuesIn(models()),
                         [](const auto& tested) { return std::string(tested.param.name); });

TEST(IoBlocking, LetsTheSecondClientWaitWhileTheFirstIsServed) {
    const HostRun run = runHost({"io-blocking", "--set", "clients=2", "--set", "messages=3", "--set", "think=40ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    const model::Lane* second = run.lane("Client 2");
    ASSERT_NE(second, nullptr);
    EXPECT_GE(timeIn(*second, model::State::IoWait), 30 * Millisecond) << "two or three times 20 to 60 ms, less its own think";
    const model::Lane* server = run.lane("Server");
    EXPECT_GE(timeIn(*server, model::State::IoWait), 100 * Millisecond) << "it waits all the time";
    EXPECT_GT(timeIn(*server, model::State::IoCopy), 0) << "and copies for a moment";
}

TEST(IoNonblocking, AsksInVainAgainAndAgain) {
    const HostRun run = runHost({"io-nonblocking", "--set", "clients=2", "--set", "messages=2", "--set", "think=60ms", "--set", "pause=2ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    const model::Lane* server = run.lane("Server");
    ASSERT_NE(server, nullptr);
    EXPECT_EQ(timeIn(*server, model::State::IoWait), 0);
    std::size_t inVain = 0;
    for (model::EventIndex i = 0; i < run.model.log().size(); ++i)
        if (const trace::Event event = run.model.event(i);
            event.kind == trace::EventKind::IoEnd && event.lane == server->id &&
            static_cast<std::int64_t>(event.a) == -EAGAIN)
            ++inVain;
    EXPECT_GE(inVain, 20U);
    EXPECT_GE(run.result("syscalls"), 2 * 10) << "far more than the four messages need";
}

TEST(IoNonblocking, HearsLaterTheLongerItsPauseIs) {
    const std::vector<std::string> words{"io-nonblocking", "--set", "clients=3", "--set", "messages=4", "--set", "think=20ms", "--set"};
    const auto late = [&words](const char* pause) {
        auto all = words;
        all.emplace_back(std::string("pause=") + pause);
        return double(runHost(all).result("late_ms"));
    };
    EXPECT_LT(late("0ms"), late("50ms"));
}

TEST(IoSelect, SaysClearlyThatItCannotWatchMoreThan1024) {
    const HostRun run = runHost({"io-select", "--preset", "beyond-the-limit"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.exitStatus, 0);
    ASSERT_TRUE(run.result("error").is_string());
    EXPECT_THAT(run.result("error").get<std::string>(), HasSubstr("select cannot watch descriptor 1024"));
    EXPECT_THAT(run.prints(), Contains(HasSubstr("FD_SETSIZE")));
    EXPECT_EQ(run.lane("Clients")->end, model::End::Finished) << "the clients are told, too";
    EXPECT_THAT(run.findingKinds(), ElementsAre("misuse")) << run.story();
    EXPECT_THAT(run.story(), HasSubstr("a descriptor beyond its limit"));
    EXPECT_THAT(run.prints(), Contains(HasSubstr("gives up after 0 messages")));
    EXPECT_EQ(run.result("messages"), 0);
}

TEST(IoMultiplexing, ServesHundredsOfClients) {
    for (const char* id : {"io-select", "io-poll", "io-epoll"}) {
        SCOPED_TRACE(id);
        const HostRun run = runHost({id, "--set", "clients=500", "--set", "messages=2", "--set", "think=20ms"});
        EXPECT_EQ(run.outcome, "finished") << run.story();
        EXPECT_EQ(run.result("messages"), 1000);
        EXPECT_EQ(run.result("broken"), 0);
        EXPECT_EQ(run.lost, 0U);
    }
}

/// CPU time of the server for one message where 20 clients talk and `silent` more only listen.
double cpuPerMessage(const char* id, int silent) {
    const HostRun run = runHost({id, "--preset", "silent", "--set", "silent=" + std::to_string(silent)});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("messages"), 2000);
    EXPECT_EQ(run.result("broken"), 0);
    return run.result("cpu_us_per_message");
}

TEST(IoMultiplexing, PaysForSilentClientsWithSelectAndPollAndHardlyWithEpoll) {
    const double epoll = cpuPerMessage("io-epoll", 900) / cpuPerMessage("io-epoll", 0);
    for (const char* id : {"io-select", "io-poll"})
        EXPECT_GT(cpuPerMessage(id, 900) / cpuPerMessage(id, 0), 1.5 * epoll) << id;
}

/// The standard input of what is started in its life: what is said, then, after end(), its end.
class Typed {
public:
    Typed() : m_before(dup(STDIN_FILENO)) {
        int ends[2];
        EXPECT_EQ(pipe2(ends, O_CLOEXEC), 0);
        dup2(ends[0], STDIN_FILENO);
        close(ends[0]);
        m_end = ends[1];
    }
    ~Typed() {
        end();
        dup2(m_before, STDIN_FILENO);
        close(m_before);
    }
    void say(const std::string& text) {
        EXPECT_EQ(write(m_end, text.data(), text.size()), static_cast<ssize_t>(text.size()));
    }
    void end() {
        if (m_end >= 0)
            close(std::exchange(m_end, -1));
    }

private:
    int m_before;
    int m_end = -1;
};

TEST(IoChat, SaysToTheRoomWhatThePersonTypes) {
    for (const char* id : {"io-select", "io-poll", "io-epoll", "selectors"}) {
        SCOPED_TRACE(id);
        Typed typed;
        typed.say("hello, room...\nbye\n");
        typed.end();
        const HostRun run = runHost({id, "--set", "talk=yes", "--set", "clients=2", "--set", "messages=2", "--set", "think=20ms"});
        EXPECT_EQ(run.outcome, "finished") << run.story();
        EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
        EXPECT_EQ(run.result("messages"), 2 * 2 + 2);
        EXPECT_THAT(run.prints(), Contains("you: hello, room...")) << "the server answers it as all others";
        EXPECT_THAT(run.prints(), Contains("you: bye"));
        ASSERT_NE(run.lane("You"), nullptr);
        EXPECT_EQ(run.lane("You")->end, model::End::Finished);
    }
}

TEST(IoChat, ShowsThePersonWhatTheOthersSayAndLastsUntilTheInputEnds) {
    Typed typed;
    bool heard = false;
    const auto endWhenHeard = [&](const HostRun& run, trace::ControlPage&) {
        const auto prints = run.prints();
        heard = heard || std::find(prints.begin(), prints.end(), "client 1: message 2") != prints.end();
        if (heard)
            typed.end();
    };
    const HostRun run = runHost({"io-select", "--set", "talk=yes", "--set", "clients=1", "--set", "messages=2", "--set", "think=200ms"}, endWhenHeard);
    EXPECT_TRUE(heard) << run.story();
    EXPECT_EQ(run.outcome, "finished") << run.story();
}

TEST(IoModels, TakeMessagesLongEnoughToSeeThemCopied) {
    const HostRun run = runHost({"io-blocking", "--set", "size=32768", "--set", "clients=2", "--set", "messages=3", "--set", "think=5ms"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_EQ(run.result("messages"), 6);
    EXPECT_EQ(run.result("bytes"), 6 * 32768);
    const HostRun room = runHost({"io-epoll", "--set", "size=32768", "--set", "clients=9", "--set", "messages=3", "--set", "think=5ms"});
    EXPECT_EQ(room.result("messages"), 27);
    EXPECT_EQ(room.result("dropped"), 0) << "a room's long messages have room";
}

TEST(IoMultiplexing, ServesThousandsWithPollEpollAndAsync) {
    for (const char* id : {"io-poll", "io-epoll", "io-async"}) {
        SCOPED_TRACE(id);
        std::vector<std::string> words{id, "--set", "clients=2000", "--set", "messages=1"};
        if (std::string(id) == "io-async")
            words.insert(words.end(), {"--set", "work=0ms"});
        const HostRun run = runHost(words);
        if (run.result("messages").is_null())
            GTEST_SKIP() << "the system's limit of descriptors: " << run.story();
        EXPECT_EQ(run.outcome, "finished") << run.story();
        EXPECT_EQ(run.result("messages"), 2000);
    }
}

TEST(IoMultiplexing, PassesMessagesOnWithinTheRoomOnly) {
    for (const char* id : {"io-select", "io-poll", "io-epoll"}) {
        SCOPED_TRACE(id);
        // All are answered; with a room of one there is nothing else.
        const HostRun echo = runHost({id, "--set", "clients=4", "--set", "messages=2", "--set", "think=10ms", "--set", "room=1"});
        EXPECT_EQ(echo.result("bytes_sent"), 4 * 2 * 64);
        const HostRun pairs = runHost({id, "--set", "clients=4", "--set", "messages=2", "--set", "think=10ms", "--set", "room=2"});
        EXPECT_GT(pairs.result("bytes_sent"), 4 * 2 * 64);
        EXPECT_LE(pairs.result("bytes_sent"), 2 * 4 * 2 * 64);
    }
}

TEST(IoMultiplexing, LimitsWhatItKeepsForAClientThatNeverReads) {
    for (const char* trigger : {"level", "edge"}) {
        const HostRun run =
            runHost({"io-epoll", "--set", std::string("trigger=") + trigger, "--set", "rude=never-reads", "--set", "clients=8",
                     "--set", "messages=100", "--set", "think=2ms", "--set", "size=1024"});
        EXPECT_EQ(run.outcome, "finished") << run.story();
        EXPECT_GT(run.result("dropped"), 0);
        EXPECT_GE(run.result("messages"), 700) << "the polite ones are heard";
    }
}

TEST(IoEpoll, WatchesEveryClientAndThenNoneAnyMore) {
    const HostRun run = runHost({"io-epoll", "--set", "clients=4", "--set", "messages=1", "--set", "think=10ms"});
    const model::Object* loop = run.object("epoll");
    ASSERT_NE(loop, nullptr);
    EXPECT_EQ(loop->kind, trace::ObjectKind::Loop);
    EXPECT_EQ(loop->maxDepth, 5) << "four clients and the door";
    EXPECT_TRUE(loop->levels().back().depth == 0) << "all are unregistered before they are closed";
}

TEST(IoAsync, NeverWaitsBetweenSubmitAndCompletion) {
    for (const char* engine : {"auto", "aio"}) {
        SCOPED_TRACE(engine);
        const HostRun run = runHost({"io-async", "--set", "clients=3", "--set", "messages=2", "--set", "think=20ms", "--set",
                                     std::string("engine=") + engine});
        EXPECT_EQ(run.outcome, "finished") << run.story();
        const model::Lane* server = run.lane("Server");
        ASSERT_NE(server, nullptr);
        EXPECT_EQ(timeIn(*server, model::State::IoWait), 0);
        EXPECT_EQ(timeIn(*server, model::State::IoCopy), 0);
        EXPECT_GT(callsOf(run, *server, trace::IoCall::Submit), 0U);
        EXPECT_EQ(callsOf(run, *server, trace::IoCall::Receive), 0U);
        EXPECT_FALSE(server->tasks().empty()) << "something else, and what is complete";
    }
}

TEST(IoCompare, PutsTheSameBytesThroughEveryModel) {
    const HostRun run = runHost({"io-compare", "--preset", "quick"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    const std::vector<std::string> names{"blocking", "nonblocking", "select", "poll", "epoll", "async"};
    for (const std::string& name : names) {
        SCOPED_TRACE(name);
        const auto figures = run.result(name);
        ASSERT_TRUE(figures.is_object());
        EXPECT_EQ(figures["bytes"], 10 * 3 * 64);
        for (const char* measure : {"bytes", "syscalls", "wakeups", "cpu_ms", "ms"}) {
            EXPECT_EQ(figures[measure], run.result(measure)[name]) << measure;
            EXPECT_TRUE(figures[measure].is_number());
        }
        EXPECT_GT(double(figures["syscalls"]), 0);
    }
    EXPECT_GT(double(run.result("ms")["blocking"]), double(run.result("ms")["epoll"])) << "one after the other";
}

TEST(IoCompare, ComesToEveryModelHoweverLongTheFirstOneWouldTake) {
    // One after the other the clients would think for more than 6 s, at the same time for less than one.
    const HostRun run = runHost({"io-compare", "--set", "clients=30", "--set", "messages=2", "--set", "think=200ms", "--set", "limit=6s"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_LT(run.result("blocking")["messages"], 60);
    EXPECT_THAT(run.prints(), Contains(HasSubstr("blocking: its time is over after")));
    EXPECT_TRUE(run.result("async").is_object()) << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << "what the scenario itself ends is no trouble: " << run.story();
}

TEST(IoScaling, MeasuresAMessageOfEveryModelOverTheNumberOfSilentClients) {
    const HostRun run = runHost({"io-scaling", "--set", "silent=400", "--set", "points=2", "--set", "messages=60"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), IsEmpty()) << run.story();
    for (const char* name : {"select", "poll", "epoll"}) {
        const auto line = run.result("cost_us")[name];
        ASSERT_EQ(line.size(), 3U) << name;
        for (const char* silent : {"0", "200", "400"})
            EXPECT_GT(line[silent].get<double>(), 0) << name;
    }
    // Processor time, the median of many: what else runs on the machine changes it, but not by what a list of 400 costs.
    const auto cost = [&](const char* name) { return run.result("cost_us")[name]["400"].get<double>(); };
    EXPECT_GT(cost("select"), cost("epoll"));
    EXPECT_GT(cost("select"), run.result("cost_us")["select"]["0"].get<double>());
}

TEST(IoScaling, SaysWhySelectsLineEnds) {
    const HostRun run = runHost({"io-scaling", "--set", "silent=1100", "--set", "points=1", "--set", "messages=2"});
    EXPECT_EQ(run.outcome, "finished") << run.story();
    EXPECT_THAT(run.findingKinds(), ElementsAre("misuse")) << run.story();
    const auto costs = run.result("cost_us");
    EXPECT_THAT(costs["select"]["1100"].get<std::string>(), HasSubstr("select cannot watch descriptor 1024"));
    EXPECT_TRUE(costs["poll"]["1100"].is_number());
    EXPECT_TRUE(costs["epoll"]["1100"].is_number());
}

TEST(IoAsync, DoesNotCountSomethingElseAsTheCostOfAMessage) {
    const HostRun run = runHost({"io-async", "--set", "clients=1", "--set", "messages=2", "--set", "think=50ms", "--set", "work=5ms"});
    EXPECT_GT(run.result("something_else_cpu_ms").get<double>(), 4 * run.result("cpu_ms").get<double>());
    EXPECT_DOUBLE_EQ(run.result("cpu_us_per_message").get<double>(), 1000 * run.result("cpu_ms").get<double>() / 2);
}

TEST(Selectors, CallWhatWasRegisteredAndNameIt) {
    const HostRun run = runHost({"selectors", "--set", "clients=2", "--set", "messages=2", "--set", "think=10ms"});
    const model::Lane* server = run.lane("Server");
    ASSERT_NE(server, nullptr);
    std::set<std::string> names;
    for (const model::Task& task : server->tasks())
        names.emplace(run.model.event(task.event).text);
    EXPECT_THAT(names, ElementsAre("accept(door)", "read(client 1)", "read(client 2)"));
    EXPECT_EQ(run.result("mechanism"), "epoll");
}

TEST(Selectors, AreMadeOfWhatIsAskedFor) {
    for (const char* kind : {"epoll", "poll", "select"}) {
        const HostRun run = runHost({"selectors", "--preset", "quick", "--set", std::string("kind=") + kind});
        EXPECT_EQ(run.result("mechanism"), kind);
        EXPECT_EQ(run.result("messages"), 9);
    }
}

} // namespace
} // namespace braid::tests
