#pragma once

#include "engine/model/text/sentence.h"

#include <QCoreApplication>
#include <QString>

namespace braid::render {

/// `text` in the language of the installed translators, context "render". Where it is written, QT_TRANSLATE_NOOP("render", …)
/// stands around it.
[[nodiscard]] inline QString say(const char* text) { return QCoreApplication::translate("render", text); }

/// `sentence` in that language: its pattern translated in the context "sentence", then filled; names as shownName() says them. Without a translator: its
/// English.
[[nodiscard]] QString translated(const model::Sentence& sentence);

} // namespace braid::render
