#pragma once

#include "app/render/picture/picture.h"

#include <QWidget>

class QListWidget;

namespace braid::views {

/// Which states a picture's legend explains, and in which words: ticks whose texts can be edited.
class LegendChoice : public QWidget {
    Q_OBJECT
public:
    /// `offered`: the states there are to explain.
    LegendChoice(const std::set<model::State>& offered, QWidget* parent = nullptr);

    /// Sets what the legend leaves out and says differently.
    void apply(render::PictureOptions& options) const;

signals:
    void changed();

private:
    QListWidget* m_list;
};

} // namespace braid::views
