#pragma once

#include "app/render/rows/view_state.h"
#include "engine/model/model.h"

#include <QWidget>
#include <optional>
#include <set>

class QLineEdit;
class QListWidget;

namespace braid::views {

/// Which lanes a picture shows: a list of ticks with a filter, and buttons that tick what is listed.
class LaneChoice : public QWidget {
    Q_OBJECT
public:
    /// At first the lanes that `view` shows are ticked. The model must not change while this lives.
    LaneChoice(const model::Model& model, const render::ViewState& view, QWidget* parent = nullptr);

    /// None: all.
    [[nodiscard]] std::optional<std::set<LaneId>> lanes() const;

signals:
    void changed();

private:
    void filter();
    void tick(bool on); ///< those the filter leaves

    QLineEdit* m_filter;
    QListWidget* m_list;
};

} // namespace braid::views
