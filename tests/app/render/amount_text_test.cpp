#include "app/render/scene/amount_text.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace braid::render {
namespace {

TEST(AmountText, WritesTimesInTheUnitThatFits) {
    EXPECT_EQ(amountText(9510, "ms"), "9.5 s");
    EXPECT_EQ(amountText(602.156, "µs"), "602 µs");
    EXPECT_EQ(amountText(0.5686, "µs"), "569 ns");
    EXPECT_EQ(amountText(20404.3, "ns"), "20 µs");
    EXPECT_EQ(amountText(2.5, "ns"), "2.5 ns");
    EXPECT_EQ(amountText(0, "ms"), "0 ns");
}

TEST(AmountText, WritesBytesFactorsAndSharesWithTheirUnit) {
    EXPECT_EQ(amountText(8355.84, "B"), "8.2 KiB");
    EXPECT_EQ(amountText(-2048, "B"), "-2 KiB");
    EXPECT_EQ(amountText(1.4099, "×"), "1.41×");
    EXPECT_EQ(amountText(0.8, "×"), "0.80×");
    EXPECT_EQ(amountText(12.04, "×"), "12.0×");
    EXPECT_EQ(amountText(2, "×"), "2.00×");
    EXPECT_EQ(amountText(47, "%"), "47 %");
    EXPECT_EQ(amountText(12, "messages"), "12 messages");
}

TEST(AmountText, WritesNumbersInFullAndFractionsAsFarAsTheyTell) {
    EXPECT_EQ(amountText(32000), "32,000");
    EXPECT_EQ(amountText(9510), "9,510");
    EXPECT_EQ(amountText(-3), "-3");
    EXPECT_EQ(amountText(52.07615), "52.1");
    EXPECT_EQ(amountText(0.669), "0.67");
    EXPECT_EQ(amountText(0.01234), "0.012");
    EXPECT_EQ(amountText(1.5), "1.5");
    EXPECT_EQ(amountText(123.456), "123");
}

TEST(AmountText, NeverWritesAnExponentWhereThereIsRoom) {
    for (double number = 1e-5; number < 1e14; number *= 7.3)
        for (const char* unit : {"", "ms", "B", "×"})
            EXPECT_FALSE(amountText(number, unit).contains("e+")) << number << unit;
    EXPECT_EQ(amountText(std::nan("")), "");
    EXPECT_EQ(amountText(std::nan(""), "ms"), "");
    EXPECT_FALSE(amountText(std::numeric_limits<double>::max(), "s").isEmpty());
}

} // namespace
} // namespace braid::render
