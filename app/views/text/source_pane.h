#pragma once

#include "app/views/base/source_files.h"
#include "app/views/text/lane_pills.h"

#include <QColor>
#include <QPlainTextEdit>
#include <vector>

namespace braid::views {

class Appearance;
class CppHighlighter;
class PythonHighlighter;

/// A source file, read-only, with line numbers: of a scenario the very file that was compiled, from :/source/<path>; of a
/// recorded program the file on the disk. Lines carry the names of the lanes that are there. A click on a line, or Enter
/// at the text cursor (with Shift: backwards), asks for what happened there.
class SourcePane : public QPlainTextEdit {
    Q_OBJECT
public:
    SourcePane(Appearance& appearance, QWidget* parent = nullptr);

    /// Several marks may share a line; those that do not fit are counted.
    void markLanes(std::vector<LaneMark> marks);

    /// Which sources showFile() would show; for others it shows an excuse.
    [[nodiscard]] const SourceFiles& files() const { return m_files; }
    /// See SourceFiles::setKept(). What is shown stays until reload().
    void setKept(std::function<std::optional<std::string>(const QString& path)> kept) { m_files.setKept(std::move(kept)); }
    /// Reads the file anew.
    void reload();
    /// The person wants to see sources below `folder`.
    void allow(const QString& folder);
    /// `path` from the project's root, or absolute; empty empties the pane.
    void showFile(const QString& path);
    [[nodiscard]] QString path() const { return m_path; }
    /// Marks a line (from 1; 0 = none) and brings it into view.
    void markLine(int line);

    /// How wide the column of numbers is.
    [[nodiscard]] int gutterWidth() const;
    void paintGutter(const QRect& area, QWidget& gutter);

signals:
    void lineActivated(int line, bool back);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void recolor();
    void placeGutter();
    void paintLanes(QPainter& painter, const QTextBlock& block, const QRectF& line);
    void highlight();
    [[nodiscard]] int lineAt(double y) const; ///< of the viewport; 0 = below the last
    Appearance& m_appearance;
    CppHighlighter* m_cpp;
    PythonHighlighter* m_python;
    QWidget* m_gutter;
    SourceFiles m_files;
    QString m_path;
    int m_line = 0;
    int m_beginning = 0;           ///< the line at the top of a file that was just opened
    std::vector<LaneMark> m_marks; ///< by line
    QPoint m_pressed;
};

} // namespace braid::views
