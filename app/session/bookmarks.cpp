#include "app/session/bookmarks.h"

#include "app/render/picture/whole_file.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdlib>

namespace braid::session {
namespace {

constexpr qint64 LargestFile = 4 << 20;                      ///< bytes; no person writes more
constexpr model::Nanos LatestMoment = model::Nanos{1} << 53; ///< what a JSON number holds exactly

Error problem(const char* what, const QString& path, const QString& why) {
    return Error{what, path.toStdString(), why.toStdString()};
}

bool earlier(const render::Bookmark& bookmark, model::Nanos at) { return bookmark.at < at; }

} // namespace

QString bookmarkPath(const QString& tracePath) { return tracePath + QStringLiteral(".bookmarks.json"); }

Result<std::vector<render::Bookmark>> loadBookmarks(const QString& tracePath) {
    const QString path = bookmarkPath(tracePath);
    std::vector<render::Bookmark> bookmarks;
    QFile file(path);
    if (!file.exists())
        return bookmarks;
    if (!file.open(QIODevice::ReadOnly))
        return problem("cannot read the bookmarks in", path, file.errorString());
    const QByteArray text = file.read(LargestFile);
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(text, &wrong);
    if (document.isNull())
        return problem("cannot understand the bookmarks in", path, wrong.errorString());
    const QJsonArray all = document.object().value("bookmarks").toArray();
    for (const QJsonValue& each : all) {
        const double at = each.toObject().value("at_ns").toDouble(-1);
        if (at >= 0 && at <= static_cast<double>(LatestMoment))
            setBookmark(bookmarks, {static_cast<model::Nanos>(at), each.toObject().value("note").toString().toStdString()});
    }
    return bookmarks;
}

Status saveBookmarks(const QString& tracePath, const std::vector<render::Bookmark>& bookmarks) {
    const QString path = bookmarkPath(tracePath);
    if (bookmarks.empty()) {
        if (QFile file(path); file.exists() && !file.remove())
            return problem("cannot remove the bookmarks in", path, file.errorString());
        return Done{};
    }
    QJsonArray all;
    for (const render::Bookmark& bookmark : bookmarks)
        all.append(QJsonObject{{"at_ns", static_cast<double>(bookmark.at)}, {"note", QString::fromStdString(bookmark.note)}});
    const QByteArray text = QJsonDocument(QJsonObject{{"bookmarks", all}}).toJson();
    const Status written = render::writeWhole(path, {text.constData(), static_cast<std::size_t>(text.size())});
    return written ? written : problem("cannot keep the bookmarks in", path, QString::fromStdString(written.error().hint));
}

void setBookmark(std::vector<render::Bookmark>& bookmarks, render::Bookmark bookmark) {
    const auto place = std::lower_bound(bookmarks.begin(), bookmarks.end(), bookmark.at, earlier);
    if (place != bookmarks.end() && place->at == bookmark.at)
        *place = std::move(bookmark);
    else
        bookmarks.insert(place, std::move(bookmark));
}

const render::Bookmark* bookmarkNear(const std::vector<render::Bookmark>& bookmarks, model::Nanos at, model::Nanos reach) {
    const auto after = std::lower_bound(bookmarks.begin(), bookmarks.end(), at, earlier);
    const render::Bookmark* nearest = after == bookmarks.end() ? nullptr : &*after;
    if (after != bookmarks.begin() && (!nearest || at - (after - 1)->at < nearest->at - at))
        nearest = &*(after - 1);
    return nearest && std::abs(nearest->at - at) <= reach ? nearest : nullptr;
}

} // namespace braid::session
