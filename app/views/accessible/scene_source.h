#pragma once

#include "app/render/scene/scene.h"

namespace braid::views {

class RunSession;

/// What a self-drawn view lets assistive technology ask. A view that implements it beside QAbstractScrollArea is read out
/// piece by piece (SceneAccessible). GUI thread only.
class SceneSource {
public:
    /// The picture as it is now, made anew where it is stale.
    [[nodiscard]] virtual const render::Scene& currentScene() = 0;
    /// How far the picture is scrolled up in the viewport, in pixels; 0 where scrolling makes another picture.
    [[nodiscard]] virtual double scrolledBy() const = 0;
    [[nodiscard]] virtual RunSession& sceneSession() const = 0;
    /// As a click on something with that tag.
    virtual void press(const render::Tag& tag) = 0;

protected:
    /// Installs what reads it out: early enough, for Qt keeps what it finds when a view first speaks of itself.
    SceneSource();
    ~SceneSource() = default;
};

} // namespace braid::views
