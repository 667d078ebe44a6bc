#pragma once

#include <QPushButton>

class QLabel;

namespace braid::views {

class ElidedLabel;

/// One scenario on the start page: a small picture of a run of it, its title, and what it shows in a sentence. A click chooses it, a double
/// click runs it.
class StartCard : public QPushButton {
    Q_OBJECT
public:
    /// Width and height of the picture, in logical pixels.
    static constexpr int PictureWidth = 248, PictureHeight = 138;

    explicit StartCard(const QString& id, QWidget* parent = nullptr);

    [[nodiscard]] const QString& id() const { return m_id; }
    /// `picture` may be null: then there are only words.
    void write(const QString& title, const QString& summary, const QPixmap& picture);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

signals:
    void runRequested();

protected:
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    QString m_id;
    QLabel *m_picture, *m_title;
    ElidedLabel* m_summary;
};

} // namespace braid::views
