#pragma once

#include "app/render/film/film.h"

#include <QDialog>
#include <QTimer>

class QComboBox;
class QDoubleSpinBox;
class QCheckBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSlider;
class QSpinBox;

namespace braid::views {

class RunSession;

/// A run as an animation: what moves, how fast, how large, with a preview to slide through. Writes a frame at a time, so
/// that the window stays alive and the person can stop it.
class AnimationDialog : public QDialog {
    Q_OBJECT
public:
    /// `proposal`: title, parameters, colours and view at first. The run may go on; the animation ends where it is now.
    AnimationDialog(RunSession& session, const render::PictureOptions& proposal, QWidget* parent = nullptr);

    [[nodiscard]] render::FilmOptions options() const;
    /// Starts writing; finished() of the dialog, or the message in it, says how it ended.
    bool writeTo(const QString& path);
    [[nodiscard]] bool writing() const { return m_writer != nullptr; }

protected:
    void reject() override; ///< while writing: stops that
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildOptions();
    void renew(); ///< another film: the options changed
    void preview();
    void askPath();
    void step();
    void stopWriting(const QString& message);

    RunSession& m_session;
    render::PictureOptions m_proposal;
    model::Nanos m_edge;
    std::unique_ptr<render::Film> m_film;
    std::unique_ptr<render::FilmWriter> m_writer;
    QString m_path; ///< where it writes to
    QWidget* m_form;
    QComboBox* m_kind;
    QComboBox* m_part;
    QComboBox* m_size;
    QComboBox* m_theme;
    QDoubleSpinBox* m_length;
    QSpinBox* m_rate;
    QLineEdit* m_title;
    QCheckBox* m_legend;
    QLabel* m_picture;
    QLabel* m_facts;
    QLabel* m_problem;
    QSlider* m_slider;
    QProgressBar* m_progress;
    QPushButton* m_save;
    QPushButton* m_cancel;
    QTimer m_later, m_next;
};

} // namespace braid::views
