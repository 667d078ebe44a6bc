#pragma once

#include "engine/record/python/python.h"

#include <cstddef>
#include <cstdint>

namespace braid::record {

/// Learns from the interpreter's version where its frames lie; `library`: the folder of the standard library. False where the version is
/// not known.
bool learnFrames(const char* version, const char* library);
bool makeFrameTables();

/// The function of a generator that is not over; nullptr of another one.
[[nodiscard]] PyObject* codeOfGenerator(PyObject* generator);
/// The number of the place where it stands.
[[nodiscard]] std::uint32_t siteOfGenerator(PyObject* generator);
/// The generator whose frame is the thread's innermost one, from 3.11 on; nullptr where that is none.
[[nodiscard]] PyObject* innermostGenerator();
/// Generators have a slot for what is sent to them.
[[nodiscard]] bool hasSendSlot();
/// It is a function with a name in a file of the program itself.
[[nodiscard]] bool isProgramFunction(PyObject* code);
void copyFunctionName(PyObject* code, char* into, std::size_t size);

} // namespace braid::record
