#pragma once

#include "app/render/scene/scene.h"
#include "engine/analysis/hints/hints.h"

#include <QListWidget>
#include <QTimer>
#include <QWidget>

#include <vector>

class QLabel;

namespace braid::views {

class Appearance;
class RunSession;

/// What is wrong with the run, in sentences, and once it is over what may go wrong another time, as hints below; a click goes there.
class FindingsPane : public QWidget {
    Q_OBJECT
public:
    FindingsPane(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

signals:
    void contextRequested(const braid::render::Tag& tag, QPoint globalPos);

protected:
    void changeEvent(QEvent* event) override;

private:
    void rebuild();
    void add(int index);
    void write(int index);
    void showMessage();
    void goTo(const QListWidgetItem& item);
    /// Looks for hints where the run is over; each run once.
    void lookForHints();
    void addHints();
    RunSession& m_session;
    Appearance& m_appearance;
    QListWidget* m_list;
    QLabel* m_message;
    QTimer m_hintsLater; ///< so that they do not hold up the picture
    int m_found = 0;     ///< rows of findings; those of hints stand below
    std::vector<analysis::Hint> m_hints;
    bool m_looked = false; ///< for hints of this run
};

} // namespace braid::views
