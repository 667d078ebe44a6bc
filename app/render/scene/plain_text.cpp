#include "app/render/scene/plain_text.h"

#include "engine/model/text/plain_text.h"

#include <algorithm>

namespace braid::render {
namespace {

bool shownAsIs(QChar c) { return (c.unicode() >= 0x20 && c.unicode() < 0x7F) || (!c.isSurrogate() && model::shownFor(c.unicode()) == c.unicode()); }

} // namespace

QString textOf(std::string_view text) {
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; });
    if (ascii) // almost always
        return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
    return QString::fromStdString(model::plainText(text));
}

QString plain(const QString& text) {
    if (std::all_of(text.begin(), text.end(), shownAsIs))
        return text;
    // As code points and back: a surrogate without its other half stays one and is replaced.
    bool same = true;
    QList<uint> points = text.toUcs4();
    for (uint& point : points) {
        const char32_t shown = model::shownFor(point);
        same = same && shown == point;
        point = shown;
    }
    if (same && text.isValidUtf16())
        return text;
    return QString::fromUcs4(reinterpret_cast<const char32_t*>(points.constData()), points.size());
}

QString escaped(const QString& text) { return plain(text).toHtmlEscaped(); }

} // namespace braid::render
