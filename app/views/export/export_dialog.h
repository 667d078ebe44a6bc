#pragma once

#include "app/render/picture/picture.h"

#include <QDialog>
#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace braid::views {

class LaneChoice;
class LegendChoice;
class RunSession;

/// What the picture of a run shall show, with a preview; writes PNG, SVG, PDF or fills the clipboard.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `proposal`: title, parameters and colours at first, and the window's picture as it is seen. The run must not change
    /// while this is open.
    ExportDialog(RunSession& session, const render::PictureOptions& proposal, double viewWidth, QWidget* parent = nullptr);

    [[nodiscard]] render::PictureOptions options() const;
    /// Writes to `path` and says in the dialog what went wrong, if anything did.
    bool exportTo(const QString& path);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    QWidget* buildOptions(double viewWidth);
    QWidget* buildTabs(double viewWidth);
    void adapt(); ///< enables what has an effect
    void preview();
    void toClipboard();
    void askPath();
    [[nodiscard]] QString format() const; ///< "png", "svg", "pdf"

    /// What of the run is drawn.
    enum class Part {
        Whole,
        InView,
        Window
    };

    RunSession& m_session;
    render::PictureOptions m_proposal;
    LaneChoice* m_lanes;
    LegendChoice* m_legendEntries;
    QComboBox* m_page;
    QComboBox* m_format;
    QComboBox* m_scale;
    QComboBox* m_part;
    QComboBox* m_theme;
    QSpinBox* m_width;
    QLineEdit* m_title;
    QLineEdit* m_parameters;
    QCheckBox* m_legend;
    QCheckBox* m_arrows;
    QCheckBox* m_objects;
    QCheckBox* m_charts;
    QLabel* m_picture;
    QLabel* m_size;
    QLabel* m_problem;
    QTimer m_later;
};

} // namespace braid::views
