#include "scenarios/catalogue.h"

#include "tests/verdict/verdicts.h"

namespace braid::tests::verdict {

const std::vector<Case>& allCases() {
    static const std::vector<Case> all = [] {
        std::vector<Case> joined;
        for (const auto& some :
             {lockRings(), otherWaits(), harmless(), sharedValues(), atomics(), reportsOfThreads(), reportsOfProcesses(), whileOthersGoOn(), variantsOfThreads(), variantsOfProcesses(), harmlessVariants(), betweenProcesses(), hiddenGivers(), descriptors(), connections(), repetition(), cooperativePrimitives(), threadPrimitives()})
            joined.insert(joined.end(), some.begin(), some.end());
        return joined;
    }();
    return all;
}

namespace {

void run(const CaseParams& p) { allCases()[static_cast<std::size_t>(p.which)].run(p); }

} // namespace

} // namespace braid::tests::verdict

namespace braid::scenarios {

/// The catalogue of the test's own host.
std::vector<Scenario> catalogue() {
    Scenario scenario = tests::verdict::describeCases("Programs with a known truth", tests::verdict::run, tests::verdict::allCases());
    scenario.id = "verdict";
    scenario.family = "verdict";
    scenario.source = "tests/verdict/catalogue.cpp";
    return {scenario};
}

} // namespace braid::scenarios
