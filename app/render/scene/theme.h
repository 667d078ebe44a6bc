#pragma once

#include "engine/model/model.h"

#include <QColor>
#include <QFont>
#include <array>
#include <cstdint>

namespace braid::render {

/// What a colour is for. Scenes speak of roles only; which colour a role has is the theme's business.
enum class Role : std::uint8_t {
    // The states, in the order of model::State.
    Created,
    Ready,
    Running,
    Blocked,
    Waiting,
    Sleeping,
    IoWait,
    IoCopy,
    Suspended,
    Done,
    Failed,
    NotRecorded,
    Deadlock, ///< nodes, edges and ring numbers of a deadlock cycle
    Halo,     ///< the glow around the bars of a deadlock cycle (translucent)

    // Ground and type.
    Background,
    Stripe, ///< every second row
    Panel,  ///< header column, ruler, headings
    Edge,   ///< between panels
    Grid,
    Text,
    TextDim,
    Transparent,

    // The person's hand.
    Accent,
    Selection,     ///< outline of what is selected
    SelectionTint, ///< rows and bars that belong to it (translucent)
    HoverTint,
    Cursor,
    Measure,
    MeasureTint,
    Finding,      ///< its line, its marker on the ruler
    Break,        ///< the jagged edges of a break in time
    BreakGround,  ///< between them (translucent background)
    Dim,          ///< over what is not meant (translucent background)
    Shade,        ///< the same where one goes on reading it
    CriticalPath, ///< the thread over the lanes
    WhyLink,      ///< from a waiting bar to the one it depends on, and around them

    // Cause to effect, in the order of model::ArrowKind.
    ArrowStart,
    ArrowHandOver,
    ArrowWake,
    ArrowJoin,
    ArrowItem,
    ArrowResume,
    ArrowSignal,
    ArrowFlow,

    // Marks on lanes.
    MarkPrint,
    MarkRead,
    MarkWrite,
    MarkNote,
    MarkFault,
    MarkTimeOut,
    Task, ///< the bracket over a named piece of work

    // Object rows.
    Depth,      ///< the depth profile of permits, items, recursion
    Unfinished, ///< how many items of a queue are not worked off
    Flag,       ///< an event's flag is up
    Value,      ///< a variable's value

    Chip, ///< the colour of one lane, by Ink::chip: who owns what
};
constexpr std::size_t RoleCount = static_cast<std::size_t>(Role::Chip) + 1;

/// The role of a state's bar.
[[nodiscard]] constexpr Role roleOf(model::State state) {
    // Who is idle waits, and who is paused is ready: told apart by their form.
    return state == model::State::Idle     ? Role::Waiting
           : state == model::State::Paused ? Role::Ready
                                           : static_cast<Role>(static_cast<std::uint8_t>(state));
}
/// The role of an arrow.
[[nodiscard]] constexpr Role roleOf(model::ArrowKind kind) {
    return static_cast<Role>(static_cast<std::uint8_t>(Role::ArrowStart) + static_cast<std::uint8_t>(kind));
}

/// A role, and for Role::Chip which of the palette's colours.
struct Ink {
    Role role = Role::Text;
    std::uint8_t chip = 0;

    constexpr Ink() = default;
    constexpr Ink(Role r, std::uint8_t c = 0) : role(r), chip(c) {} // NOLINT: a role is an ink
    friend constexpr bool operator==(Ink, Ink) = default;
};

/// How many colours tell lanes apart; further lanes share them (their name is always written beside).
constexpr std::uint8_t ChipCount = 12;
/// The chip of a lane: by its rank and not by its id, so that the third thread has the same colour in every run and scenario.
[[nodiscard]] Ink chipOf(const model::Model& model, LaneId lane);

/// Kinds of type. Sizes are in pixels, so that screen, PNG, SVG and PDF agree.
enum class Type : std::uint8_t {
    Normal, ///< lane names
    Bold,   ///< lane names of processes, headings, deadlock label
    Small,  ///< labels in bars, ruler, marks
    SmallBold,
    Title, ///< of a picture
};
constexpr std::size_t TypeCount = 5;

enum class Contrast : std::uint8_t {
    Usual,
    High, ///< pure ground, no greys for type, edges that are seen; states at least 3:1 against the ground or outlined
};

/// All colours and type of the program's pictures: colours live here and nowhere else. Plain value; copying is cheap.
/// The colours of the states are those of the design's table; tests/app/render/theme_test.cpp measures that they are
/// told apart under normal vision and the three dichromacies.
class Theme {
public:
    /// `typeScale` enlarges all type and what is measured by it (presenter mode), 0.75 … 3.
    [[nodiscard]] static Theme dark(double typeScale = 1, Contrast contrast = Contrast::Usual);
    [[nodiscard]] static Theme light(double typeScale = 1, Contrast contrast = Contrast::Usual);

    [[nodiscard]] bool isDark() const { return m_dark; }
    [[nodiscard]] Contrast contrast() const { return m_contrast; }
    [[nodiscard]] double typeScale() const { return m_typeScale; }
    [[nodiscard]] QColor color(Ink ink) const {
        return ink.role == Role::Chip ? m_chips[ink.chip % ChipCount] : m_colors[static_cast<std::size_t>(ink.role)];
    }
    /// Black or white, whichever is read better on `ink` (WCAG 2.1 contrast ratio). In patterned bars words stand on a plate of
    /// that colour, so the pattern's paler tone does not matter.
    [[nodiscard]] QColor textOn(Ink ink) const {
        return ink.role == Role::Chip ? m_textOnChips[ink.chip % ChipCount] : m_textOnColors[static_cast<std::size_t>(ink.role)];
    }
    /// The fainter second tone of a pattern: `share` of `ink`, the rest the background.
    [[nodiscard]] QColor tint(Ink ink, double share = 0.45) const;
    /// Whether bars of this role need an outline to stand out from the background (ready and done, light themes).
    [[nodiscard]] bool outlined(Role role) const;
    [[nodiscard]] const QFont& font(Type type) const { return m_fonts[static_cast<std::size_t>(type)]; }

private:
    Theme(bool dark, double typeScale, Contrast contrast);

    bool m_dark;
    Contrast m_contrast;
    double m_typeScale;
    std::array<QColor, RoleCount> m_colors, m_textOnColors;
    std::array<QColor, ChipCount> m_chips, m_textOnChips;
    std::array<QFont, TypeCount> m_fonts;
};

} // namespace braid::render
