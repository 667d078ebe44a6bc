#pragma once

#include "app/views/accessible/scene_pieces.h"
#include "app/views/accessible/scene_source.h"

#include <QAbstractScrollArea>
#include <QAccessibleWidget>
#include <QElapsedTimer>
#include <memory>

namespace braid::views {

class PieceAccessible;

/// A self-drawn view for assistive technology: a canvas whose children are the pieces of the picture in view, at most 400, and the
/// widgets that lie over it.
/// A piece stays the same child from picture to picture as long as it is shown. What becomes selected is announced.
class SceneAccessible : public QAccessibleWidget {
public:
    /// `view` implements `source`.
    SceneAccessible(QAbstractScrollArea* view, SceneSource& source);
    ~SceneAccessible() override;

    [[nodiscard]] int childCount() const override;
    [[nodiscard]] QAccessibleInterface* child(int index) const override;
    [[nodiscard]] int indexOfChild(const QAccessibleInterface* child) const override;
    [[nodiscard]] QAccessibleInterface* childAt(int x, int y) const override;
    [[nodiscard]] QAccessibleInterface* focusChild() const override;

private:
    friend class PieceAccessible;
    struct Child {
        ScenePiece piece;
        QAccessible::Id id = 0;
    };

    [[nodiscard]] std::vector<QWidget*> overlays() const; ///< the visible ones: the field to search in it, the totals of an area
    void refresh() const;                                 ///< at most ten times a second: a screen reader asks for each child by itself
    void announce() const;
    [[nodiscard]] QString nameOf(const ScenePiece& piece) const;
    [[nodiscard]] QString placeOf(const ScenePiece& piece) const; ///< moment and source line, where it is an event
    [[nodiscard]] bool isSelected(const render::Tag& tag) const;
    [[nodiscard]] QRect onScreen(const ScenePiece& piece) const;
    [[nodiscard]] bool inView(const ScenePiece& piece) const;
    [[nodiscard]] QAbstractScrollArea* view() const;

    SceneSource& m_source;
    mutable std::vector<Child> m_children;
    mutable QElapsedTimer m_fresh;
    std::unique_ptr<QObject> m_listener;
};

} // namespace braid::views
