#pragma once

#include "app/views/palette/entries.h"

#include <QFrame>
#include <QPointer>
#include <optional>

class QLabel;
class QLineEdit;
class QListView;

namespace braid::views {

class Appearance;
class PaletteList;

/// A box over the window in which a few letters find anything: type, arrow keys, Enter; Esc or a click elsewhere closes.
/// It is a child of the window and no pop-up: those are left out of what assistive technology is told.
class Palette : public QFrame {
    Q_OBJECT
public:
    /// What is asked for.
    enum class Ask {
        Anything, ///< commands, scenarios, findings, lanes, objects
        Place,    ///< lanes and objects
    };
    Palette(QWidget& window, Appearance& appearance);

    void setSources(const EntrySources& sources) { m_sources.emplace(sources); }
    /// Opens over the middle of the window. Requires sources.
    void ask(Ask what);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void dismiss();
    [[nodiscard]] bool handleKey(int key);
    void narrow();
    void act(int row);
    QWidget& m_window;
    QPointer<QWidget> m_before; ///< had the keys before it opened
    std::optional<EntrySources> m_sources;
    QLineEdit* m_words;
    PaletteList* m_list;
    QListView* m_view;
    QLabel* m_message;
    Ask m_asked = Ask::Anything;
};

} // namespace braid::views
