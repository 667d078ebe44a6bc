#pragma once

#include "app/render/rows/view_state.h"
#include "engine/trace/result.h"

#include <QString>
#include <vector>

/// Bookmarks are kept beside the trace they belong to, in <trace>.bookmarks.json, so that they go where the file goes:
/// {"bookmarks": [{"at_ns": 1204000000, "note": "here it turns"}]}. The trace itself is never changed.
namespace braid::session {

[[nodiscard]] QString bookmarkPath(const QString& tracePath);
/// By time; none where there is no such file. A file that cannot be read or understood is an error.
[[nodiscard]] Result<std::vector<render::Bookmark>> loadBookmarks(const QString& tracePath);
/// Replaces what was there, all or nothing; without bookmarks the file goes away.
[[nodiscard]] Status saveBookmarks(const QString& tracePath, const std::vector<render::Bookmark>& bookmarks);

/// Puts `bookmark` in its place by time; one at the same moment is replaced.
void setBookmark(std::vector<render::Bookmark>& bookmarks, render::Bookmark bookmark);
/// The bookmark nearest to `at`, at most `reach` away; nullptr where there is none.
[[nodiscard]] const render::Bookmark* bookmarkNear(const std::vector<render::Bookmark>& bookmarks, model::Nanos at,
                                                   model::Nanos reach);

} // namespace braid::session
