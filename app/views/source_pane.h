#pragma once

#include <QPlainTextEdit>

namespace braid::views {

class Appearance;
class CppHighlighter;

/// The source of a scenario, read-only, with line numbers: the very file that was compiled, from :/source/<path>.
class SourcePane : public QPlainTextEdit {
    Q_OBJECT
public:
    SourcePane(Appearance& appearance, QWidget* parent = nullptr);

    /// `path` from the project's root; empty empties the pane.
    void showFile(const QString& path);
    [[nodiscard]] QString path() const { return m_path; }
    /// Marks a line (from 1; 0 = none) and brings it into view.
    void markLine(int line);

    /// How wide the column of numbers is.
    [[nodiscard]] int gutterWidth() const;
    void paintGutter(const QRect& area, QWidget& gutter);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void recolor();
    void placeGutter();
    Appearance& m_appearance;
    CppHighlighter* m_highlighter;
    QWidget* m_gutter;
    QString m_path;
    int m_line = 0;
};

} // namespace braid::views
