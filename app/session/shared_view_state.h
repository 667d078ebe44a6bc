#pragma once

#include "app/render/rows/view_state.h"

#include <QObject>
#include <vector>

namespace braid::session {

/// The one ViewState of a window. Views read it, change it here, and hear of every change; they do not know each other.
/// Keeps the places one has been to, so that navigation can be undone. Lives in the GUI thread.
class SharedViewState : public QObject {
    Q_OBJECT
public:
    /// Whether a change is a place of its own in the history, or goes on with the present one (hovering, following a
    /// live run, every move of a drag after its first).
    enum class Step {
        Continue,
        New
    };

    explicit SharedViewState(QObject* parent = nullptr);

    [[nodiscard]] const render::ViewState& get() const { return m_state; }
    /// Takes `state` over. Emits changed() where it differs. A state with to ≤ from keeps the present time range.
    void set(render::ViewState state, Step step = Step::Continue);
    /// set() with a copy changed by `change(render::ViewState&)`.
    template <class Change>
    void update(Change change, Step step = Step::Continue) {
        render::ViewState state = m_state;
        change(state);
        set(std::move(state), step);
    }
    /// Another run is looked at: starts from `state` with an empty history.
    void reset(render::ViewState state = {});

    [[nodiscard]] bool canUndo() const { return !m_past.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_future.empty(); }
    /// Back to the place before the last new step, and forward again. What is hovered and the bookmarks stay as they are.
    void undo();
    void redo();

signals:
    void changed(const braid::render::ViewState& now, const braid::render::ViewState& before);
    void historyChanged(); ///< canUndo() or canRedo() may have changed

private:
    void replace(render::ViewState state);
    void travel(std::vector<render::ViewState>& from, std::vector<render::ViewState>& to);

    render::ViewState m_state;
    std::vector<render::ViewState> m_past, m_future; ///< nearest last
};

} // namespace braid::session
