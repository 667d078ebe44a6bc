#include "app/render/paint/paint_words.h"

#include "app/render/paint/pixels.h"
#include "app/render/scene/fonts.h"

#include <QGlyphRun>
#include <QHash>
#include <QPainter>
#include <QTextLayout>

#include <array>
#include <optional>

namespace braid::render {
namespace {

/// The glyphs of words in one font, the left end of the baseline at 0, 0.
class Glyphs {
public:
    explicit Glyphs(QFont font) : m_font(std::move(font)) {}

    const QList<QGlyphRun>& of(const QString& text) {
        const auto known = m_runs.constFind(text);
        if (known != m_runs.constEnd())
            return *known;
        if (m_runs.size() >= MostWords)
            m_runs.clear();
        return *m_runs.insert(text, shape(text));
    }

private:
    [[nodiscard]] QList<QGlyphRun> shape(const QString& text) const {
        QTextLayout layout(text, m_font);
        layout.beginLayout();
        const QTextLine line = layout.createLine();
        layout.endLayout();
        QList<QGlyphRun> runs = line.isValid() ? layout.glyphRuns() : QList<QGlyphRun>();
        for (QGlyphRun& run : runs) {
            QList<QPointF> places = run.positions();
            for (QPointF& place : places)
                place.ry() -= line.ascent();
            run.setPositions(places);
        }
        return runs;
    }

    QFont m_font;
    QHash<QString, QList<QGlyphRun>> m_runs;
};

} // namespace

void paintWords(QPainter& painter, const std::vector<const Text*>& texts, const Theme& theme) {
    const bool remembered = fillsPixels(painter);
    std::array<Glyphs*, TypeCount> glyphs{};
    std::optional<Type> type; // setting a font costs as much as drawing a word
    QColor pen;
    for (const Text* each : texts) {
        const Text& text = *each;
        const auto font = static_cast<std::size_t>(text.type);
        if (const QColor color = text.on ? theme.textOn(text.ink) : theme.color(text.ink); color != pen)
            painter.setPen(pen = color);
        if (remembered) {
            if (!glyphs[font])
                glyphs[font] = &rememberedOf<Glyphs>(theme.font(text.type));
            for (const QGlyphRun& run : glyphs[font]->of(text.text))
                painter.drawGlyphRun(text.position, run);
            continue;
        }
        if (type != text.type)
            painter.setFont(theme.font(text.type));
        type = text.type;
        painter.drawText(text.position, text.text);
    }
}

} // namespace braid::render
