#pragma once

#include "tests/verdict/cases.h"

namespace braid::tests::verdict {

std::vector<Case> lockRings();
std::vector<Case> otherWaits();
std::vector<Case> harmless();
std::vector<Case> sharedValues();
std::vector<Case> reportsOfThreads();
std::vector<Case> reportsOfProcesses();
std::vector<Case> whileOthersGoOn();
std::vector<Case> betweenProcesses();
std::vector<Case> hiddenGivers();
std::vector<Case> descriptors();
std::vector<Case> connections();
std::vector<Case> repetition();
/// All of them: the choices of the scenario "verdict", in this order.
const std::vector<Case>& allCases();

} // namespace braid::tests::verdict
