#include "app/render/film/film.h"

#include "app/render/film/gif_file.h"
#include "app/render/paint/paint.h"
#include "app/render/picture/picture_parts.h"
#include "app/render/rows/geometry.h"
#include "app/render/rows/rows.h"
#include "app/render/rows/view_state.h"
#include "app/render/scene/translate.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace braid::render {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds LastFrame{1500}; ///< long enough to be read
constexpr double LowestRow = 8;
constexpr int SampledFrames = 6;

std::span<const std::uint32_t> pixelsOf(const QImage& image) { // RGB32: no padding between the rows
    return {reinterpret_cast<const std::uint32_t*>(image.constBits()),
            static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(image.height())};
}

} // namespace

Result<std::unique_ptr<Film>> Film::make(const model::Model& model, const analysis::Findings& findings, model::Nanos edge,
                                         const FilmOptions& options) {
    const auto refuse = [](const QString& why) { return Error{say(QT_TRANSLATE_NOOP("render", "cannot make the animation")).toStdString(), {}, why.toStdString()}; };
    std::unique_ptr<Film> film(new Film(model, findings, edge, options));
    if (film->m_to <= film->m_from)
        return refuse(say(QT_TRANSLATE_NOOP("render", "there is no time in the part that it shall show")));
    const double speed = std::clamp(options.speed, FilmOptions::MinSpeed, FilmOptions::MaxSpeed);
    const double seconds = static_cast<double>(film->m_to - film->m_from) / 1e9 / speed;
    const double frames = std::ceil(seconds * std::clamp(options.framesPerSecond, FilmOptions::MinRate, FilmOptions::MaxRate));
    if (frames > FilmOptions::MaxFrames)
        return refuse(QCoreApplication::translate("render", "it would have %1 frames, and %2 is the limit; choose a higher speed, "
                                                            "fewer frames per second or a shorter part")
                          .arg(frames, 0, 'f', 0)
                          .arg(FilmOptions::MaxFrames));
    film->m_frames = std::max(2, static_cast<int>(frames));
    return film;
}

Film::Film(const model::Model& model, const analysis::Findings& findings, model::Nanos edge, const FilmOptions& options)
    : m_model(model), m_findings(findings), m_options(options), m_edge(std::max(edge, model.endTime())) {
    PictureOptions& picture = m_options.picture;
    picture.panes.clear();
    picture.seen.reset();
    picture.page = Page::AsDrawn;
    picture.scale = 1;
    picture.width = std::clamp(std::round(picture.width), 320.0, double{GifFile::MaxSide});
    picture.height = std::clamp(std::round(picture.height.value_or(picture.width * 9 / 16)), 180.0, double{GifFile::MaxSide});
    m_from = std::clamp<model::Nanos>(picture.from.value_or(0), 0, m_edge);
    m_to = std::clamp<model::Nanos>(picture.to.value_or(m_edge), m_from, m_edge);
    picture.from = m_from;
    picture.to = m_to;
    if (m_options.window <= 0)
        m_options.window = std::max<model::Nanos>(MinSpan, (m_to - m_from) / 5);
    if (m_options.kind != FilmKind::Cursor) { // what names events and findings that are not there yet
        picture.view.selectedEvent = model::NoEvent;
        picture.view.finding.reset();
        picture.view.criticalPath.reset();
        picture.view.question.reset();
    }
    m_view = pictureView(model, findings, m_edge, picture);
    m_legend = wantedLegend(model, findings, picture, m_view);
    // As high as the whole run needs, so that rows keep their height while it grows.
    const Theme theme = themeOf(picture);
    const double lanes = contentHeight(laneRows(model, m_view));
    const double rest = fullHeight(model, m_view, theme) - lanes;
    const double room = *picture.height - heightAround(picture, m_legend);
    if (lanes > 0 && lanes + rest > room)
        m_view.rowHeight = std::clamp(std::floor(m_view.rowHeight * (room - rest) / lanes), LowestRow, m_view.rowHeight);
}

QSize Film::size() const {
    return {static_cast<int>(m_options.picture.width), static_cast<int>(*m_options.picture.height)};
}

model::Nanos Film::momentOf(int index) const {
    const double share = static_cast<double>(std::clamp(index, 0, m_frames - 1)) / (m_frames - 1);
    return m_from + static_cast<model::Nanos>(static_cast<double>(m_to - m_from) * share);
}

milliseconds Film::durationOf(int index) const {
    if (index == m_frames - 1)
        return LastFrame;
    // From the sum, so that 30 frames take a second.
    const auto at = [&](int frame) { return milliseconds(std::int64_t{1000} * frame / std::clamp(m_options.framesPerSecond, FilmOptions::MinRate, FilmOptions::MaxRate)); };
    return at(index + 1) - at(index);
}

milliseconds Film::length() const {
    milliseconds sum{0};
    for (int i = 0; i < m_frames; ++i)
        sum += durationOf(i);
    return sum;
}

void Film::growTo(model::Nanos moment) {
    if (!m_grown || moment < m_grownTo) {
        m_grown = std::make_unique<model::Model>();
        m_found = std::make_unique<analysis::Findings>();
        m_next = 0;
    }
    m_grownTo = moment;
    const auto& log = m_model.log();
    for (; m_next < log.size() && log[m_next].time <= moment; ++m_next) {
        trace::Event event = m_model.event(static_cast<model::EventIndex>(m_next));
        event.time = std::chrono::nanoseconds{m_model.traceTime(static_cast<model::EventIndex>(m_next))};
        m_grown->apply(event);
        m_found->update(*m_grown);
    }
    if (m_next == log.size() && m_model.finished() && moment >= m_model.endTime() && !m_grown->finished()) {
        m_grown->finish(m_model.traceTime(static_cast<model::EventIndex>(log.size())), m_model.outcome());
        m_found->nameHangs(*m_grown);
    }
}

QImage Film::frame(int index) {
    const model::Nanos moment = momentOf(index);
    const bool grows = m_options.kind != FilmKind::Cursor;
    ViewState view = m_view;
    view.cursor = moment;
    if (m_options.kind == FilmKind::Follow) {
        view.to = std::max(moment, m_from + m_options.window);
        view.from = view.to - m_options.window;
    }
    if (grows)
        growTo(moment);
    const Theme theme = themeOf(m_options.picture);
    const Scene scene = composePart(grows ? *m_grown : m_model, grows ? *m_found : m_findings, grows ? moment : m_edge,
                                    m_options.picture, {view, {}, {}, m_legend});
    QImage image(size(), QImage::Format_RGB32);
    image.fill(theme.color(Role::Background));
    QPainter painter(&image);
    paint(painter, scene, theme);
    return image;
}

std::vector<std::uint32_t> Film::colors() {
    std::vector<QImage> images;
    std::vector<std::span<const std::uint32_t>> pixels;
    for (int i = 0; i < SampledFrames; ++i) {
        images.push_back(frame((m_frames - 1) * i / (SampledFrames - 1)));
        pixels.push_back(pixelsOf(images.back()));
    }
    return filmColors(pixels);
}

Result<std::unique_ptr<FilmWriter>> FilmWriter::begin(const QString& path, Film& film) {
    if (QFileInfo(path).suffix().toLower() != QStringLiteral("gif"))
        return Error{say(QT_TRANSLATE_NOOP("render", "cannot write the animation")).toStdString(), path.toStdString(), say(QT_TRANSLATE_NOOP("render", "the name must end in .gif")).toStdString()};
    auto file = GifFile::create(path, film.size(), film.colors());
    if (!file)
        return file.error();
    return std::unique_ptr<FilmWriter>(new FilmWriter(film, std::move(*file)));
}

Status FilmWriter::step() {
    if (done())
        return Done{};
    const QImage image = m_film.frame(m_written);
    if (Status added = m_encoder->add(pixelsOf(image), m_film.durationOf(m_written)); !added)
        return added;
    if (++m_written < m_film.frames())
        return Done{};
    return m_encoder->finish();
}

} // namespace braid::render
