#include "app/session/parameters_line.h"

#include <gtest/gtest.h>

namespace braid::session {
namespace {

using namespace std::chrono_literals;
using trace::EventKind;

class TheParametersLine : public ::testing::Test {
protected:
    TheParametersLine() {
        Parameter time;
        time.kind = Parameter::Kind::Time;
        time.name = "produce";
        Parameter choice;
        choice.kind = Parameter::Kind::Choice;
        choice.name = "fix";
        Parameter patience = time;
        patience.name = "timeout";
        patience.only = "fix";
        patience.onlyFor = {"timeout"};
        scenario.parameters = {time, choice, patience};
        write(EventKind::Parameter, "produce", "50000000");
        write(EventKind::Parameter, "timeout", "1000000");
    }
    void write(EventKind kind, const std::string& name, const std::string& json, std::chrono::nanoseconds at = 0ns) {
        const std::string text = name + '\0' + json;
        trace::Event event;
        event.kind = kind;
        event.text = text;
        event.time = at;
        model.apply(event);
    }
    [[nodiscard]] std::string line() const { return parametersLine(model, &scenario).toStdString(); }

    model::Model model;
    Scenario scenario;
};

TEST_F(TheParametersLine, SaysEachMoveWithItsMoment) {
    write(EventKind::Parameter, "fix", "\"timeout\"");
    write(EventKind::ParameterMoved, "produce", "880000000", 1200ms);
    write(EventKind::ParameterMoved, "produce", "44000", 2s);
    EXPECT_EQ(line(), "produce = 50 ms → 880 ms at 1.2 s → 44 µs at 2 s · timeout = 1 ms · fix = timeout");
}

TEST_F(TheParametersLine, SaysOfManyMovesTheLastOne) {
    for (int i = 1; i <= 5; ++i)
        write(EventKind::ParameterMoved, "produce", std::to_string(i * 1'000'000), i * 100ms);
    EXPECT_EQ(line(), "produce = 50 ms → … → 5 ms at 500 ms · timeout = 1 ms");
}

TEST_F(TheParametersLine, LeavesOutWhatHadNoEffectInThisRun) {
    write(EventKind::Parameter, "fix", "\"order\"");
    EXPECT_EQ(line(), "produce = 50 ms · fix = order");
}

TEST_F(TheParametersLine, WithoutADescriptionSaysTheValuesAsTheTraceHasThem) {
    write(EventKind::Parameter, "fix", "\"order\"");
    EXPECT_EQ(parametersLine(model, nullptr).toStdString(), "produce = 50000000 · timeout = 1000000 · fix = order");
}

} // namespace
} // namespace braid::session
