#pragma once

#include "engine/trace/event.h"

#include <string>
#include <string_view>

/// What a Print says beside its text (see trace::EventKind). Of damaged files, too.
namespace braid::model {

/// What stands for it where there is little room: the part of its text that was named for that, or the whole.
[[nodiscard]] std::string_view printLabel(const trace::Event& print);

/// What went to the terminal: the text, and its line end where one was written.
[[nodiscard]] std::string writtenBy(const trace::Event& print);

} // namespace braid::model
