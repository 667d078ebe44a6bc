// The hub: fibers that wait give their thread to others.

#include "engine/exec/coroutines/fiber.h"
#include "engine/exec/coroutines/hub.h"
#include "engine/exec/output.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

#include <optional>
#include <stdexcept>
#include <string>
#include <unistd.h>

namespace braid {
namespace {

using namespace std::chrono_literals;
using test::RecordedRun;
using trace::EventKind;

TEST(Hub, SwitchesToAnotherWhileOneSleeps) {
    hub in("hub");
    std::string order;
    in.spawn("slow", [&] {
        order += 'a';
        in.sleep(20ms);
        order += 'd';
    });
    in.spawn("quick", [&] {
        order += 'b';
        in.sleep(5ms);
        order += 'c';
    });
    in.join();
    EXPECT_EQ(order, "abcd");
    EXPECT_EQ(in.living(), 0U);
}

TEST(Hub, KillUnwindsAGreenletThatWaits) {
    hub in("hub");
    bool unwound = false;
    greenlet patient = in.spawn("patient", [&] {
        struct Unwound {
            bool& flag;
            ~Unwound() { flag = true; }
        } leaves{unwound};
        in.sleep(1h);
    });
    in.spawn("killer", [&] {
        in.sleep(1ms);
        patient.kill();
    });
    in.join();
    EXPECT_TRUE(unwound);
    EXPECT_NO_THROW(patient.get());
}

TEST(Hub, AGreenletThatKillsItselfDoesNotBeginItsNextWait) {
    for (const bool descriptor : {false, true}) {
        hub in("hub");
        bool cameBack = false;
        bool unwound = false;
        std::optional<greenlet> itself;
        int never[2];
        ASSERT_EQ(pipe(never), 0);
        itself = in.spawn("itself", [&] {
            struct Unwound {
                bool& flag;
                ~Unwound() { flag = true; }
            } leaves{unwound};
            itself->kill();
            descriptor ? in.wait(never[0], trace::ReadyToRead) : in.sleep(1h);
            cameBack = true;
        });
        in.join();
        EXPECT_TRUE(unwound);
        EXPECT_FALSE(cameBack);
        EXPECT_TRUE(itself->done());
        EXPECT_NO_THROW(itself->get());
        close(never[0]);
        close(never[1]);
    }
}

TEST(Hub, JoinsWithinAGreenlet) {
    hub in("hub");
    std::string order;
    in.spawn("outer", [&] {
        const greenlet inner = in.spawn("inner", [&] {
            in.sleep(1ms);
            order += "inner ";
        });
        in.joinall({inner});
        order += "outer";
    });
    in.join();
    EXPECT_EQ(order, "inner outer");
}

TEST(Hub, EndsThoseThatAreLeftWhereTheyStand) {
    bool unwound = false;
    {
        hub in("hub");
        in.spawn("left", [&] {
            struct Unwound {
                bool& flag;
                ~Unwound() { flag = true; }
            } leaves{unwound};
            in.sleep(1h);
        });
        const greenlet quick = in.spawn("quick", [] {});
        in.spawn("never begun", [] {});
        in.joinall({quick});
    }
    EXPECT_TRUE(unwound);
}

TEST(Hub, WaitsOnlyInItsGreenlets) {
    hub in("hub");
    EXPECT_THROW(in.sleep(1ms), std::logic_error);
}

} // namespace
} // namespace braid
