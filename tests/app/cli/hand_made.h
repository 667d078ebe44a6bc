#pragma once

#include "engine/analysis/findings/findings.h"
#include "engine/model/model.h"

/// A run written by hand: process 1 with the threads main (2), T1 (3) and T2 (4) and the mutexes A (5) and B (6). T1
/// holds A and waits for B, T2 holds B and waits for A; the cycle closes at 400 ns. Ends at 1000 ns.
namespace braid::cli::test {

struct HandMade {
    model::Model model;
    analysis::Findings findings;
};

HandMade deadlockedRun();
/// One thread that prints, is paused for 22 s after the first second, prints and ends a second later.
[[nodiscard]] HandMade pausedRun();

} // namespace braid::cli::test
