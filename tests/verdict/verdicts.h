#pragma once

#include "tests/verdict/cases.h"

namespace braid::tests::verdict {

std::vector<Case> lockRings();
std::vector<Case> otherWaits();
std::vector<Case> harmless();
std::vector<Case> sharedValues();
std::vector<Case> atomics();
std::vector<Case> reportsOfThreads();
std::vector<Case> reportsOfProcesses();
std::vector<Case> whileOthersGoOn();
std::vector<Case> variantsOfThreads();
std::vector<Case> variantsOfProcesses();
std::vector<Case> harmlessVariants();
std::vector<Case> betweenProcesses();
std::vector<Case> hiddenGivers();
std::vector<Case> descriptors();
std::vector<Case> connections();
std::vector<Case> repetition();
std::vector<Case> cooperativePrimitives();
std::vector<Case> threadPrimitives();
/// All of them: the choices of the scenario "verdict", in this order.
const std::vector<Case>& allCases();

} // namespace braid::tests::verdict
