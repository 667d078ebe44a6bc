#include "app/render/scene/theme.h"

#include "tests/app/render/support/color_difference.h"
#include "tests/engine/model/events.h"

#include <gmock/gmock.h>

#include <cmath>

namespace braid::tests::theme_test {
namespace {

using render::Contrast;
using render::Role;
using render::Theme;

struct SharmaPair {
    Lab first, second;
    double difference;
};

// From table 1 of the paper: the pairs that tell a wrong implementation by its hue mean, its hue difference and its
// rotation term, and some that are just colours.
constexpr SharmaPair Pairs[] = {
    {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
    {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
    {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
    {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
    {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
    {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
    {{50, 0, 0}, {50, -1, 2}, 2.3669},
    {{50, -1, 2}, {50, 0, 0}, 2.3669},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
    {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
    {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
    {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
    {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
    {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

// The states that differ in colour; the others are told apart by their form alone.
constexpr Role Colored[] = {Role::Ready, Role::Running, Role::Blocked, Role::Waiting,
                            Role::Sleeping, Role::IoWait, Role::Done};
constexpr Vision Visions[] = {Vision::Normal, Vision::Protan, Vision::Deutan, Vision::Tritan};
constexpr const char* VisionNames[] = {"normal", "protan", "deutan", "tritan"};

TEST(ColorDifference, AgreesWithThePublishedPairs) {
    for (const SharmaPair& pair : Pairs) {
        EXPECT_NEAR(deltaE2000(pair.first, pair.second), pair.difference, 0.00005);
        EXPECT_NEAR(deltaE2000(pair.second, pair.first), pair.difference, 0.00005);
    }
}

TEST(ColorDifference, LeavesGreyGreyUnderEveryVision) {
    for (Vision vision : Visions) {
        const QColor grey = simulated(QColor(128, 128, 128), vision);
        EXPECT_NEAR(grey.red(), 128, 1);
        EXPECT_NEAR(grey.green(), 128, 1);
        EXPECT_NEAR(grey.blue(), 128, 1);
    }
}

TEST(Theme, TellsTheStatesApartUnderEveryVision) {
    for (const Theme& theme : {Theme::dark(), Theme::light(), Theme::dark(1, Contrast::High), Theme::light(1, Contrast::High)}) {
        const std::string name = std::string(theme.contrast() == Contrast::High ? "high_contrast_" : "") +
                                 (theme.isDark() ? "dark_" : "light_");
        for (Vision vision : Visions) {
            double least = 1e9;
            for (std::size_t i = 0; i < std::size(Colored); ++i) {
                for (std::size_t j = i + 1; j < std::size(Colored); ++j) {
                    const double difference = deltaE2000(labOf(simulated(theme.color(Colored[i]), vision)),
                                                         labOf(simulated(theme.color(Colored[j]), vision)));
                    least = std::min(least, difference);
                    EXPECT_GE(difference, 20) << "states " << static_cast<int>(Colored[i]) << " and "
                                              << static_cast<int>(Colored[j]) << ", " << name
                                              << VisionNames[static_cast<std::size_t>(vision)];
                }
            }
            RecordProperty(name + VisionNames[static_cast<std::size_t>(vision)],
                           static_cast<int>(std::lround(least * 10)));
        }
    }
}

// WCAG 2.1: (L1 + 0.05) / (L2 + 0.05).
double contrastOf(const QColor& first, const QColor& second) {
    const auto luminance = [](const QColor& color) {
        const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
        return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
    };
    const double a = luminance(first), b = luminance(second);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

TEST(Theme, OfHighContrastIsReadOnItsGround) {
    for (const Theme& theme : {Theme::dark(1, Contrast::High), Theme::light(1, Contrast::High)}) {
        const QColor ground = theme.color(Role::Background);
        EXPECT_NEAR(contrastOf(theme.color(Role::Text), ground), 21, 0.01);
        for (const Role role : {Role::TextDim, Role::Accent, Role::Finding, Role::ArrowStart, Role::ArrowHandOver, Role::ArrowWake,
                                Role::ArrowJoin, Role::ArrowItem, Role::ArrowResume, Role::ArrowSignal, Role::ArrowFlow, Role::MarkPrint,
                                Role::MarkRead, Role::MarkWrite, Role::MarkFault})
            EXPECT_GE(contrastOf(theme.color(role), ground), 7) << static_cast<int>(role) << ' ' << theme.isDark();
        for (const Role role : Colored) {
            const double least = theme.outlined(role) ? 1 : role == Role::Done ? 3
                                                                               : 4.5;
            EXPECT_GE(contrastOf(theme.color(role), ground), least) << static_cast<int>(role);
        }
    }
}

TEST(Theme, KeepsTheColorsOfTheDesign) {
    EXPECT_EQ(Theme::dark().color(Role::Background).name(), "#1e1e1e");
    EXPECT_EQ(Theme::dark().color(Role::Running).name(), "#12b799");
    EXPECT_EQ(Theme::dark().color(Role::Blocked).name(), "#b5413b");
    EXPECT_EQ(Theme::light().color(Role::Blocked).name(), "#881400");
    EXPECT_EQ(Theme::light().color(Role::IoWait).name(), "#0a2769");
    EXPECT_EQ(Theme::dark().color(Role::Failed), Theme::dark().color(Role::Blocked));
}

TEST(Theme, OutlinesOnlyWhatWouldBeLostOnWhite) {
    EXPECT_TRUE(Theme::light().outlined(Role::Ready));
    EXPECT_TRUE(Theme::light().outlined(Role::Done));
    EXPECT_FALSE(Theme::light().outlined(Role::Running));
    EXPECT_FALSE(Theme::dark().outlined(Role::Ready));
}

TEST(Theme, WritesLegiblyOnEveryBar) {
    for (const Theme& theme : {Theme::dark(), Theme::light(), Theme::dark(1, Contrast::High), Theme::light(1, Contrast::High)}) {
        const bool high = theme.contrast() == Contrast::High;
        SCOPED_TRACE(testing::Message() << (theme.isDark() ? "dark" : "light") << (high ? ", high contrast" : ""));
        const double least = high ? 4.5 : 4.4;
        std::vector<render::Ink> grounds{Role::Deadlock, Role::Cursor, Role::Flag, Role::Value};
        grounds.insert(grounds.end(), std::begin(Colored), std::end(Colored));
        for (std::uint8_t chip = 0; chip < render::ChipCount; ++chip)
            grounds.emplace_back(Role::Chip, chip);
        for (const render::Ink ground : grounds) {
            const double contrast = contrastOf(theme.textOn(ground), theme.color(ground));
            EXPECT_GE(contrast, least) << static_cast<int>(ground.role) << ' ' << int{ground.chip};
            for (const QColor& other : {QColor(Qt::black), QColor(Qt::white)})
                EXPECT_GE(contrast * 1.2, contrastOf(other, theme.color(ground))) << "the other one is read better";
        }
        EXPECT_GE(contrastOf(theme.color(Role::Text), theme.color(Role::Panel)), 7);
        EXPECT_GE(contrastOf(theme.color(Role::TextDim), theme.color(Role::Panel)), 4.5);
        EXPECT_GE(contrastOf(theme.color(Role::TextDim), theme.color(Role::Background)), 4.5);
    }
}

TEST(Chips, OfALaneDoNotDependOnWhatElseARunHas) {
    Story plain, full;
    const LaneId process = plain.process("deadlock");
    plain.thread("main", process);
    const LaneId first = plain.thread("Thread-1", process), second = plain.thread("Thread-2", process);
    full.mutex("A");
    const LaneId other = full.process("semaphore");
    full.thread("main", other);
    full.mutex("B");
    full.object(Story::Type::Semaphore, "s", 3);
    const LaneId sameFirst = full.thread("Thread-1", other);
    full.process("Process-1", other);
    const LaneId sameSecond = full.thread("Thread-2", other);
    ASSERT_NE(first, sameFirst);
    EXPECT_EQ(render::chipOf(plain.model, first), render::chipOf(full.model, sameFirst));
    EXPECT_EQ(render::chipOf(plain.model, second), render::chipOf(full.model, sameSecond));
    EXPECT_NE(render::chipOf(plain.model, first).chip, render::chipOf(plain.model, second).chip);
}

TEST(Theme, GrowsItsTypeWithTheScale) {
    EXPECT_EQ(Theme::dark().font(render::Type::Normal).pixelSize(), 13);
    EXPECT_EQ(Theme::dark(2).font(render::Type::Normal).pixelSize(), 30) << "names are read from far away: larger still";
    EXPECT_EQ(Theme::dark(2).font(render::Type::Normal).weight(), QFont::DemiBold);
    EXPECT_EQ(Theme::dark(1.25).font(render::Type::Normal).weight(), QFont::Normal);
}

} // namespace
} // namespace braid::tests::theme_test
