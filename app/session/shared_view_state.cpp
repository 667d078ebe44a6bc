#include "app/session/shared_view_state.h"

#include <utility>

namespace braid::session {
namespace {

/// So many places are kept; the oldest goes first.
constexpr std::size_t historyLength = 200;

/// The same place, whatever the pointer is over and whatever is noted down.
bool samePlace(render::ViewState a, const render::ViewState& b) {
    a.hoveredLane = b.hoveredLane;
    a.hoveredEvent = b.hoveredEvent;
    a.bookmarks = b.bookmarks;
    return a == b;
}

} // namespace

SharedViewState::SharedViewState(QObject* parent) : QObject(parent) {}

void SharedViewState::set(render::ViewState state, Step step) {
    if (state.to <= state.from) {
        state.from = m_state.from;
        state.to = m_state.to;
    }
    if (state == m_state)
        return;
    if (step == Step::New && !samePlace(state, m_state)) {
        if (m_past.size() == historyLength)
            m_past.erase(m_past.begin());
        m_past.push_back(m_state);
        m_future.clear();
        emit historyChanged();
    }
    replace(std::move(state));
}

void SharedViewState::reset(render::ViewState state) {
    m_past.clear();
    m_future.clear();
    emit historyChanged();
    if (state != m_state)
        replace(std::move(state));
}

void SharedViewState::undo() {
    travel(m_past, m_future);
}

void SharedViewState::redo() {
    travel(m_future, m_past);
}

void SharedViewState::travel(std::vector<render::ViewState>& from, std::vector<render::ViewState>& to) {
    if (from.empty())
        return;
    render::ViewState place = std::move(from.back());
    from.pop_back();
    to.push_back(m_state);
    place.hoveredLane = m_state.hoveredLane;
    place.hoveredEvent = m_state.hoveredEvent;
    place.bookmarks = m_state.bookmarks;
    emit historyChanged();
    if (place != m_state)
        replace(std::move(place));
}

void SharedViewState::replace(render::ViewState state) {
    const render::ViewState before = std::exchange(m_state, std::move(state));
    emit changed(m_state, before);
}

} // namespace braid::session
