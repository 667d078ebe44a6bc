#pragma once

#include <QString>

#include <cstdint>
#include <optional>

namespace braid::editor {

/// In what a program of the person is written.
enum class Language : std::uint8_t {
    Python,
    C,
    Cpp
};

/// By the file's ending: .py, .c, and .cc, .cpp, .cxx. None for all others.
[[nodiscard]] std::optional<Language> languageOf(const QString& file);

/// The endings of all of them, as a file dialog filters by: "*.py *.c …".
[[nodiscard]] QString sourceFilter();

} // namespace braid::editor
