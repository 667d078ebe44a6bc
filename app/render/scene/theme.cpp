#include "app/render/scene/theme.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace braid::render {

namespace {

struct RoleColor {
    Role role;
    const char* dark;
    const char* light;
};

// Eight digits are #AARRGGBB. The states' colours are the design's table, word for word.
constexpr RoleColor Colors[] = {
    {Role::Created, "#a9adb3", "#6b7178"},
    {Role::Ready, "#e4f9ab", "#fce637"},
    {Role::Running, "#12b799", "#1f7965"},
    {Role::Blocked, "#b5413b", "#881400"},
    {Role::Waiting, "#d29406", "#ad891f"},
    {Role::Sleeping, "#b49ffc", "#8b76d1"},
    {Role::IoWait, "#3461d3", "#0a2769"},
    {Role::IoCopy, "#3461d3", "#0a2769"},
    {Role::Suspended, "#12b799", "#1f7965"},
    {Role::Done, "#494651", "#c4d4d3"},
    {Role::Failed, "#b5413b", "#881400"},
    {Role::NotRecorded, "#8c9198", "#848a92"},
    {Role::Deadlock, "#ff6b5e", "#c01800"},
    {Role::Halo, "#a8ff6b5e", "#80ff5a3c"},

    {Role::Background, "#1e1e1e", "#ffffff"},
    {Role::Stripe, "#232426", "#f7f8fa"},
    {Role::Panel, "#26282b", "#f0f2f4"},
    {Role::Edge, "#3c3f44", "#cfd4da"},
    {Role::Grid, "#2c2e31", "#e9ecef"},
    {Role::Text, "#e8e9eb", "#1c1f23"},
    {Role::TextDim, "#9ba1a9", "#5d646d"},
    {Role::Transparent, "#00000000", "#00000000"},

    {Role::Accent, "#5ab0ff", "#0b62c4"},
    {Role::Selection, "#ffffff", "#000000"},
    {Role::SelectionTint, "#2e5ab0ff", "#220b62c4"},
    {Role::HoverTint, "#14ffffff", "#0c000000"},
    {Role::Cursor, "#5ab0ff", "#0b62c4"},
    {Role::Measure, "#5ab0ff", "#0b62c4"},
    {Role::MeasureTint, "#265ab0ff", "#1c0b62c4"},
    {Role::Finding, "#ff6b5e", "#c01800"},
    {Role::Break, "#c3c8cf", "#3d444d"},
    {Role::BreakGround, "#a81e1e1e", "#b0ffffff"},
    {Role::Dim, "#8c1e1e1e", "#99ffffff"},
    {Role::Shade, "#661e1e1e", "#73ffffff"},
    {Role::CriticalPath, "#ff7ad9", "#c2007f"},
    {Role::WhyLink, "#ffd166", "#7a3e00"},

    {Role::ArrowStart, "#8fd6c6", "#2c8a75"},
    {Role::ArrowHandOver, "#f0a08f", "#a03a22"},
    {Role::ArrowWake, "#f2c860", "#8a6a0c"},
    {Role::ArrowJoin, "#b8bec7", "#6b7178"},
    {Role::ArrowItem, "#9db8ff", "#2b4fa8"},
    {Role::ArrowResume, "#d0c4ff", "#6a54b5"},
    {Role::ArrowSignal, "#ff8a80", "#b3261e"},
    {Role::ArrowFlow, "#8fd0ea", "#1f6f91"},

    {Role::MarkPrint, "#f4f5f6", "#2a2e33"},
    {Role::MarkRead, "#8ec9ff", "#0b62c4"},
    {Role::MarkWrite, "#ffb38a", "#b34700"},
    {Role::MarkNote, "#e6e0b8", "#6b6420"},
    {Role::MarkFault, "#ff6b5e", "#c01800"},
    {Role::MarkTimeOut, "#ffd166", "#946200"},
    {Role::Task, "#c3c8cf", "#3d444d"},

    {Role::Depth, "#4f7fb8", "#8db3dd"},
    {Role::Unfinished, "#5f6976", "#c6ccd4"},
    {Role::Flag, "#5aa469", "#6fbf7f"},
    {Role::Value, "#b34f86", "#c2478a"},
    {Role::Chip, "#888888", "#888888"},
};
static_assert(std::size(Colors) == RoleCount);

// High contrast: what differs from the above. The states were searched for near the usual ones so that two of them are at
// least 20 apart (CIEDE2000) under all four visions and each is seen on its ground: 7:1 for light ones on black, 4.5:1 for
// the rest, 3:1 for done; on white ready and done are outlined instead.
constexpr RoleColor HighContrast[] = {
    {Role::Created, "#ffffff", "#000000"},
    {Role::Ready, "#e2ffc7", "#ffe800"},
    {Role::Running, "#0fb89e", "#006e62"},
    {Role::Blocked, "#dd4948", "#720100"},
    {Role::Waiting, "#fcad00", "#976d00"},
    {Role::Sleeping, "#c7b0ff", "#7d60d0"},
    {Role::IoWait, "#5e68ee", "#001f66"},
    {Role::IoCopy, "#5e68ee", "#001f66"},
    {Role::Suspended, "#0fb89e", "#006e62"},
    {Role::Done, "#686672", "#b8cccb"},
    {Role::Failed, "#dd4948", "#720100"},
    {Role::NotRecorded, "#b8bcc2", "#54585e"},
    {Role::Deadlock, "#ff8278", "#a80000"},
    {Role::Halo, "#ccff8278", "#b0e02000"},

    {Role::Background, "#000000", "#ffffff"},
    {Role::Stripe, "#101010", "#f4f4f4"},
    {Role::Panel, "#000000", "#ffffff"},
    {Role::Edge, "#c8c8c8", "#303030"},
    {Role::Grid, "#4a4a4a", "#b0b0b0"},
    {Role::Text, "#ffffff", "#000000"},
    {Role::TextDim, "#e0e0e0", "#262626"},

    {Role::Accent, "#7cc4ff", "#003f8f"},
    {Role::SelectionTint, "#667cc4ff", "#44003f8f"},
    {Role::HoverTint, "#33ffffff", "#22000000"},
    {Role::Cursor, "#ffff00", "#003f8f"},
    {Role::Measure, "#ffff00", "#003f8f"},
    {Role::MeasureTint, "#44ffff00", "#30003f8f"},
    {Role::Finding, "#ff8278", "#a80000"},
    {Role::Break, "#ffffff", "#000000"},
    {Role::BreakGround, "#b0000000", "#b0ffffff"},

    {Role::ArrowStart, "#a8f0e0", "#00564a"},
    {Role::ArrowHandOver, "#ffb8a8", "#7a1f08"},
    {Role::ArrowWake, "#ffe080", "#5c4600"},
    {Role::ArrowJoin, "#e8ecf2", "#3a3f45"},
    {Role::ArrowItem, "#bcd0ff", "#16337f"},
    {Role::ArrowResume, "#e2daff", "#45309a"},
    {Role::ArrowSignal, "#ffaaa2", "#8a0a06"},
    {Role::ArrowFlow, "#b8e6f8", "#0c4a63"},

    {Role::MarkPrint, "#ffffff", "#000000"},
    {Role::MarkRead, "#b4dcff", "#003f8f"},
    {Role::MarkWrite, "#ffcaa8", "#7a2c00"},
    {Role::MarkNote, "#fff6c0", "#443e00"},
    {Role::MarkFault, "#ff8278", "#a80000"},
    {Role::MarkTimeOut, "#ffdc80", "#5c3e00"},
    {Role::Task, "#ffffff", "#000000"},

    {Role::Depth, "#6aa8f0", "#2b6cb0"},
    {Role::Unfinished, "#4f5964", "#b4bcc6"},
    {Role::Flag, "#6cd080", "#1e6e30"},
    {Role::Value, "#e878b4", "#8c1c60"},
};

// Who owns what. Told apart beside each other; the owner's name is always in or beside its bar. Kept clear of the
// states' red so that an owner never looks blocked.
constexpr const char* DarkChips[ChipCount] = {"#7fb2e5", "#e3a857", "#8fc97a", "#d98cc3", "#63c9c4", "#c9b458",
                                              "#a99af0", "#e58f7b", "#9fb6c4", "#bcd35f", "#d6a6ef", "#6fd19c"};
constexpr const char* LightChips[ChipCount] = {"#2f6fb3", "#a26100", "#387d24", "#a8408a", "#0c7873", "#857100",
                                               "#6450c8", "#b8503a", "#54707f", "#617700", "#8f4fc0", "#14864f"};

struct TypeFace {
    Type type;
    double pixels;
    QFont::Weight weight;
};
constexpr TypeFace Faces[] = {
    {Type::Normal, 13, QFont::Normal},
    {Type::Bold, 13, QFont::DemiBold},
    {Type::Small, 11, QFont::Normal},
    {Type::SmallBold, 11, QFont::DemiBold},
    {Type::Title, 19, QFont::DemiBold},
};
static_assert(std::size(Faces) == TypeCount);
constexpr double FarScale = 1.5, FarNames = 1.15; ///< type from this scale on is for a hall; names are so much larger then

// WCAG 2.1, "relative luminance".
double luminance(const QColor& color) {
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

/// WCAG 2.1, "contrast ratio": 1 … 21.
double contrastRatio(const QColor& first, const QColor& second) {
    const double a = luminance(first) + 0.05, b = luminance(second) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

} // namespace

Ink chipOf(const model::Model& model, LaneId id) {
    const model::Lane* lane = model.lane(id);
    return {Role::Chip, static_cast<std::uint8_t>(lane ? lane->rank % ChipCount : 0)};
}

Theme::Theme(bool dark, double typeScale, Contrast contrast) : m_dark(dark), m_contrast(contrast), m_typeScale(typeScale) {
    const auto take = [this](std::span<const RoleColor> colors) {
        for (const RoleColor& entry : colors)
            m_colors[static_cast<std::size_t>(entry.role)] = QColor(QLatin1String(m_dark ? entry.dark : entry.light));
    };
    take(Colors);
    if (contrast == Contrast::High)
        take(HighContrast);
    for (std::size_t i = 0; i < ChipCount; ++i)
        m_chips[i] = QColor(QLatin1String(dark ? DarkChips[i] : LightChips[i]));
    for (const TypeFace& face : Faces) {
        QFont font; // the application's family; the system's fallbacks bring Chinese
        // Names are read from the last row of a hall, too.
        const bool farName = typeScale >= FarScale && (face.type == Type::Normal || face.type == Type::Bold);
        font.setPixelSize(static_cast<int>(std::lround(face.pixels * typeScale * (farName ? FarNames : 1))));
        font.setWeight(farName ? QFont::DemiBold : face.weight);
        m_fonts[static_cast<std::size_t>(face.type)] = font;
    }
    // Asked for with every word, and worked out by powers.
    const QColor white(0xff, 0xff, 0xff), black = contrast == Contrast::High ? QColor(0, 0, 0) : QColor(0x10, 0x12, 0x14);
    const auto readable = [&](const QColor& ground) { return contrastRatio(black, ground) > contrastRatio(white, ground) ? black : white; };
    std::transform(m_colors.begin(), m_colors.end(), m_textOnColors.begin(), readable);
    std::transform(m_chips.begin(), m_chips.end(), m_textOnChips.begin(), readable);
}

Theme Theme::dark(double typeScale, Contrast contrast) { return {true, typeScale, contrast}; }
Theme Theme::light(double typeScale, Contrast contrast) { return {false, typeScale, contrast}; }

QColor Theme::tint(Ink ink, double share) const {
    const QColor front = color(ink);
    const QColor back = color(Role::Background);
    const auto mix = [share](double a, double b) { return static_cast<float>(a * share + b * (1 - share)); };
    return QColor::fromRgbF(mix(front.redF(), back.redF()), mix(front.greenF(), back.greenF()),
                            mix(front.blueF(), back.blueF()));
}

bool Theme::outlined(Role role) const { return !m_dark && (role == Role::Ready || role == Role::Done); }

} // namespace braid::render
