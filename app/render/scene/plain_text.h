#pragma once

#include <QString>

#include <string_view>

/// How text of a trace becomes text of the window and of pictures. Everything of type std::string goes through textOf(),
/// a QString that came out of the trace on another way (a title, a JSON value) through plain(). See
/// engine/model/text/plain_text.h for what is shown instead of control characters and the like.
namespace braid::render {

/// The model's UTF-8 as Qt's, plain.
[[nodiscard]] QString textOf(std::string_view text);

/// `text` as one line of visible characters; `text` itself, not copied, where it is that already.
[[nodiscard]] QString plain(const QString& text);

/// plain() for a place where markup is read (an SVG's title, a tool tip, a label of a chart): shown letter by letter.
[[nodiscard]] QString escaped(const QString& text);

} // namespace braid::render
