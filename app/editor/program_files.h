#pragma once

#include "app/editor/language.h"
#include "app/session/catalogue.h"
#include "engine/trace/result.h"

#include <QString>
#include <QStringList>

#include <vector>

/// The files of the person's programs: templates, the folder where they are kept, reading and writing them.
namespace braid::editor {

/// A program to begin with, from resources/templates.
struct Template {
    QString file;  ///< its name: "lock.py"
    QString title; ///< translated
};
/// In the order of the dialog.
[[nodiscard]] std::vector<Template> templates();
[[nodiscard]] QString templateText(const Template& of);

/// Where they are kept unless another folder is chosen: "Braid" in the person's documents.
[[nodiscard]] QString usualFolder();
constexpr int MostPrograms = 50;
/// The programs in `folder` itself, the last changed one first; MostPrograms at most.
[[nodiscard]] QStringList programsIn(const QString& folder);
/// A path in `folder` where there is no file yet: "lock.py", "lock-2.py", …
[[nodiscard]] QString freePath(const QString& folder, const QString& file);

constexpr qint64 LargestProgram = 1 << 20; ///< bytes
/// The text of a program. Errors: it cannot be read, is no UTF-8, or too large.
[[nodiscard]] Result<QString> readProgram(const QString& path);
/// Writes it as a whole or not at all, and makes the folder where it is missing.
[[nodiscard]] Status writeProgram(const QString& path, const QString& text);

/// The scenario's program in that language: in Python with sliders for its parameters, see withRanges(); in C++ its own source, see
/// scenario_source.h. `binaries`: where Braid's programs lie. Error: there is none.
[[nodiscard]] Result<QString> copyOfScenario(const session::Scenario& scenario, Language language, const QString& binaries);

} // namespace braid::editor
