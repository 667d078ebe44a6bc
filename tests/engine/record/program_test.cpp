#include "engine/record/launch/program.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

using namespace braid::record;

namespace {

TEST(Program, IsFoundAsAShellFindsIt) {
    int status = 0;
    const auto shell = inspect({{"sh"}, {}, {}}, status);
    ASSERT_TRUE(shell);
    EXPECT_THAT(shell->path, testing::EndsWith("/sh"));
    EXPECT_EQ(shell->hindrance, Hindrance::None);
}

TEST(Program, ThatIsNotThereOrCannotBeRunIsToldApart) {
    int status = 0;
    EXPECT_FALSE(inspect({{"/nowhere/at-all"}, {}, {}}, status));
    EXPECT_EQ(status, 127);
    const std::string file = testing::TempDir() + "/not-executable-" + std::to_string(::getpid());
    std::ofstream(file) << "text";
    std::filesystem::permissions(file, std::filesystem::perms::owner_read);
    EXPECT_FALSE(inspect({{file}, {}, {}}, status));
    EXPECT_EQ(status, 126);
    std::filesystem::remove(file);
}

TEST(Program, IsPreloadedBeforeWhatIsPreloadedAlready) {
    const auto shared = SharedFile::create();
    ASSERT_TRUE(shared);
    const auto variables = variablesFor("/lib/braid.so", "/lib/other.so", 5, *shared);
    EXPECT_THAT(variables, testing::Contains(testing::Pair("LD_PRELOAD", "/lib/braid.so:/lib/other.so")));
    EXPECT_THAT(variables, testing::Contains(testing::Pair(RecordVariable, testing::HasSubstr("/fd/5:"))));
}

} // namespace
