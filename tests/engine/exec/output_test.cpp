// What a run prints, and how a terminal shows it.

#include "engine/exec/output.h"
#include "engine/model/text/prints.h"
#include "tests/engine/recorded_run.h"

#include <gmock/gmock.h>

namespace braid {
namespace {

using test::RecordedRun;
using test::Seen;
using testing::ElementsAre;
using trace::EventKind;

trace::Event eventOf(const Seen& seen) {
    trace::Event event = seen;
    event.text = seen.words;
    return event;
}

template <class Of>
std::vector<std::string> ofPrints(RecordedRun& run, Of of) {
    std::vector<std::string> all;
    for (const Seen& seen : run.follow())
        if (seen.kind == EventKind::Print)
            all.emplace_back(of(eventOf(seen)));
    return all;
}

TEST(Output, EndsALineUnlessItIsToldAnotherEnd) {
    RecordedRun run;
    print("one");
    print("two,", {.end = " "});
    print("three", {.end = ";\n"});
    print("", {.end = ""});
    print("a\nb");
    run.finish();
    EXPECT_THAT(ofPrints(run, model::writtenBy), ElementsAre("one\n", "two, ", "three;\n", "", "a\nb\n"));
}

TEST(Output, HasAShorterLabelWhereItIsGivenOne) {
    RecordedRun run;
    print("i am T1 GET LOCKA------Sun", {.label = "GET LOCKA"});
    print("whole");
    print("whole, too", {.label = "not in it"});
    print("goes on", {.label = "on", .end = " "});
    run.finish();
    EXPECT_THAT(ofPrints(run, model::printLabel), ElementsAre("GET LOCKA", "whole", "whole, too", "on"));
}

TEST(Output, OfADamagedFileIsLabelledWhole) {
    trace::Event print;
    print.text = "text";
    for (const std::uint64_t a : {~std::uint64_t{0}, std::uint64_t{4} << 32 | 1, std::uint64_t{5} << 32, std::uint64_t{5}}) {
        print.a = a;
        EXPECT_EQ(model::printLabel(print), "text") << a;
    }
}

} // namespace
} // namespace braid
