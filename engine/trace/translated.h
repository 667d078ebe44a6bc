#pragma once

/// Marks English text of the engine that the window shows in the person's language, in the translator's `context`; it is
/// `text` itself. lupdate takes it for Qt's QT_TRANSLATE_NOOP (see app/session/CMakeLists.txt).
#define BRAID_TRANSLATED(context, text) text
