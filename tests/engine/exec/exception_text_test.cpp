#include "engine/exec/exception_text.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace braid::exec {
namespace {

template <class Thrown>
std::string textOf(const Thrown& thrown) {
    try {
        throw thrown;
    } catch (...) {
        return exceptionText();
    }
}

TEST(ExceptionText, IsWhatAStandardExceptionSaysAndOfAnythingElseThatItIsUnknown) {
    EXPECT_EQ(textOf(std::runtime_error("no such lock")), "no such lock");
    EXPECT_EQ(textOf(42), "an exception of unknown type");
}

} // namespace
} // namespace braid::exec
