// Values on their way from process to process.

#include "engine/exec/processes/encoding.h"

#include <gmock/gmock.h>

#include <map>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace braid {
namespace {

TEST(Encoding, GivesBackWhatItTook) {
    using Many = std::tuple<int, std::string, bool, std::vector<double>, std::map<std::string, std::pair<char, long>>>;
    const Many many{-7, std::string("a\0b", 3), true, {1.5, -2}, {{"k", {'c', 9}}, {"", {'d', 0}}}};
    EXPECT_EQ(exec::decoded<Many>(exec::encoded(many)), many);
    EXPECT_THROW((void)exec::decoded<std::string>(exec::encoded(std::string("long")).substr(0, 6)), std::invalid_argument);
    EXPECT_EQ(exec::labelOf(std::tuple(12, std::string("hello"), true)), "[12, hello, true]");
    EXPECT_LE(exec::labelOf(std::vector<int>(1000, 77)).size(), 60U);
}

} // namespace
} // namespace braid
