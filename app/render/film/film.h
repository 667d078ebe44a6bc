#pragma once

#include "app/render/film/frame_encoder.h"
#include "app/render/picture/picture.h"

#include <memory>

/// A run as moving pictures: the same composition as a still one, with its moment going on from frame to frame.
namespace braid::render {

/// What moves.
enum class FilmKind : std::uint8_t {
    Grow,   ///< the run grows into the empty time, as it was seen live; the cursor stands at its edge
    Follow, ///< the same with the edge at the right: the time of FilmOptions::window before it is shown
    Cursor, ///< the cursor goes over the whole run
};

struct FilmOptions {
    /// Size (`height` must be given), part of the run, lanes, words, colours. `scale`, `page`, `seen`, `panes` are not used.
    PictureOptions picture;
    FilmKind kind = FilmKind::Grow;
    double speed = 1;         ///< run time per film time: 0.01 shows 10 ms in a second
    int framesPerSecond = 20; ///< MinRate … MaxRate
    model::Nanos window = 0;  ///< of Follow; 0: a fifth of the part shown

    static constexpr int MinRate = 1, MaxRate = 50; ///< GIF players slow down what is faster
    static constexpr double MinSpeed = 0.000'001, MaxSpeed = 1000;
    static constexpr int MaxFrames = 6000;
};

/// The frames of a film. The model and the findings must outlive it and not change. Not thread-safe.
class Film {
public:
    /// `edge` as in layoutTimeline(). Error, in one sentence: nothing to show, more than MaxFrames.
    [[nodiscard]] static Result<std::unique_ptr<Film>> make(const model::Model& model, const analysis::Findings& findings,
                                                            model::Nanos edge, const FilmOptions& options);

    [[nodiscard]] int frames() const { return m_frames; }
    [[nodiscard]] QSize size() const;
    /// The moment frame `index` shows; the first shows the beginning of the part, the last its end.
    [[nodiscard]] model::Nanos momentOf(int index) const;
    /// How long frame `index` stays; the last one long enough to be read.
    [[nodiscard]] std::chrono::milliseconds durationOf(int index) const;
    [[nodiscard]] std::chrono::milliseconds length() const;
    /// Draws frame `index`, 0 … frames() - 1. Cheapest from the first on in order: a run that grows cannot shrink, so
    /// going back makes it anew.
    [[nodiscard]] QImage frame(int index);
    /// The colours of the whole film, from some of its frames. Draws them: go on with frame(0).
    [[nodiscard]] std::vector<std::uint32_t> colors();

private:
    Film(const model::Model& model, const analysis::Findings& findings, model::Nanos edge, const FilmOptions& options);
    void growTo(model::Nanos moment);

    const model::Model& m_model;
    const analysis::Findings& m_findings;
    FilmOptions m_options;
    model::Nanos m_edge, m_from, m_to;
    int m_frames = 0;
    LegendContent m_legend;
    ViewState m_view;
    // The run as it was at the moment shown last: for Grow and Follow.
    std::unique_ptr<model::Model> m_grown;
    std::unique_ptr<analysis::Findings> m_found;
    std::size_t m_next = 0; ///< event of the log to come
    model::Nanos m_grownTo = 0;
};

/// Writes a film step by step, so that the caller can show how far it is, and stop: what is destroyed before it is
/// done leaves nothing behind.
class FilmWriter {
public:
    /// `film` must outlive it. Error: the name does not end in .gif, the place is not writable.
    [[nodiscard]] static Result<std::unique_ptr<FilmWriter>> begin(const QString& path, Film& film);
    /// The next frame; with the last one the film is in its place. Error, in one sentence: e.g. the disk is full.
    [[nodiscard]] Status step();
    [[nodiscard]] bool done() const { return m_written == m_film.frames(); }
    [[nodiscard]] int written() const { return m_written; }

private:
    FilmWriter(Film& film, std::unique_ptr<FrameEncoder> encoder) : m_film(film), m_encoder(std::move(encoder)) {}

    Film& m_film;
    std::unique_ptr<FrameEncoder> m_encoder;
    int m_written = 0;
};

} // namespace braid::render
