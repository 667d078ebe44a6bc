#pragma once

#include "app/render/scene/scene.h"

#include <QListWidget>
#include <QWidget>

class QLabel;

namespace braid::views {

class Appearance;
class RunSession;

/// What is wrong with the run, in sentences; a click goes there.
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
    RunSession& m_session;
    Appearance& m_appearance;
    QListWidget* m_list;
    QLabel* m_message;
};

} // namespace braid::views
