#pragma once

#include "engine/model/sentence.h"

#include <QString>

namespace braid::render {

/// `sentence` in the language of the installed translators: its pattern translated in the context "sentence", then
/// filled. Without a translator: its English.
[[nodiscard]] QString translated(const model::Sentence& sentence);

} // namespace braid::render
