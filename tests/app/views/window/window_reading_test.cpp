// What the window says while it has not read all that there is: how far it has come.

#include "app/views/run/run_session.h"
#include "engine/trace/recording/builder.h"
#include "tests/app/views/window_fixture.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <algorithm>
#include <sys/wait.h>
#include <thread>
#include <vector>

namespace braid::views {
namespace {

using namespace std::chrono_literals;

class WindowReadingTest : public WindowTest {
protected:
    /// Takes down, frame by frame, how far the window says that it has read.
    void listen() {
        QObject::connect(&window->session(), &RunSession::frame, find<QLabel>("runState"), [this] {
            static const QRegularExpression words(QStringLiteral("^reading (\\d+) %$"));
            if (const auto match = words.match(find<QLabel>("runState")->text()); match.hasMatch())
                said.push_back(match.captured(1).toInt());
        });
    }
    void expectProgress() {
        ASSERT_FALSE(said.empty());
        EXPECT_TRUE(std::is_sorted(said.begin(), said.end()));
        EXPECT_LT(said.front(), 100);
        EXPECT_FALSE(find<QLabel>("runState")->text().contains("reading"));
    }
    std::vector<int> said;
};

TEST_F(WindowReadingTest, OfALiveRunThatIsFasterSaysHowFarItHasRead) {
    choose("coroutine-scale");
    set("coroutines", 1000);
    set("threads", 0);
    set("switches", 700); // more than a million events
    listen();
    trigger("run");
    // The whole run is written before the window takes in the first event of it.
    siginfo_t ended{};
    const auto host = static_cast<id_t>(window->session().run()->processId());
    const auto limit = std::chrono::steady_clock::now() + 120s;
    while (waitid(P_PID, host, &ended, WEXITED | WNOWAIT | WNOHANG) == 0 && ended.si_pid == 0 && std::chrono::steady_clock::now() < limit)
        std::this_thread::sleep_for(5ms);
    ASSERT_TRUE(waitFor([&] { return window->session().run()->state() == session::Run::State::Over; }, 200));
    EXPECT_EQ(window->session().run()->lost(), 0u);
    expectProgress();
}

TEST_F(WindowReadingTest, OfALongFileSaysHowFarItHasRead) {
    constexpr std::uint32_t Turns = 200'000;
    trace::Builder builder;
    const LaneId process = builder.lane(trace::LaneKind::Process, {}, "turns");
    const LaneId lane = builder.lane(trace::LaneKind::Thread, process, "one", {}, process);
    const ObjectId lock = builder.object(trace::ObjectKind::Mutex, 0, "lock", {}, process);
    for (std::uint32_t number = 1; number <= 2 * Turns; ++number) {
        trace::Event event;
        event.lane = lane;
        event.object = lock;
        event.kind = number % 2 == 1 ? trace::EventKind::Acquired : trace::EventKind::Released;
        event.sequence = number;
        event.time = std::chrono::microseconds(number);
        builder.add(event);
    }
    const QTemporaryDir folder;
    const QString file = folder.filePath("turns.braid");
    ASSERT_TRUE(builder.write(file.toStdString(), trace::Outcome::Finished, std::chrono::microseconds(2 * Turns + 1)).ok());
    listen();
    window->session().open(file);
    ASSERT_TRUE(waitFor([&] { return window->session().run() && window->session().run()->state() == session::Run::State::Over; }, 120));
    expectProgress();
}

} // namespace
} // namespace braid::views
