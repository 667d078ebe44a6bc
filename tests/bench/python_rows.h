#pragma once

/// What recording adds to the processor time of programs in Python, and what viztracer adds, where that is there. Prints a table; false
/// where a program did not run or was not recorded.
bool measurePython();
