#include "app/render/scene/bytes_text.h"

#include <gtest/gtest.h>

namespace braid::render {
namespace {

TEST(Bytes, HaveBinaryUnits) {
    EXPECT_EQ(bytesText(0), "0 B");
    EXPECT_EQ(bytesText(1536), "1.5 KiB");
    EXPECT_EQ(bytesText(200.0 * 1024 * 1024), "200 MiB");
}

} // namespace
} // namespace braid::render
