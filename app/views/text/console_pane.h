#pragma once

#include "app/render/scene/scene.h"

#include <QAbstractTableModel>
#include <QWidget>

class QLabel;
class QLineEdit;
class QTableView;

namespace braid::views {

class Appearance;
class RunSession;
class TerminalView;

/// The prints of a run as a table: time, lane, text. What was printed after the cursor is dimmed: it has not happened yet.
/// Reads the model; holds no copy.
class PrintsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    PrintsModel(RunSession& session, Appearance& appearance, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void reset();
    /// How many lines had been printed at the cursor; all where there is none.
    [[nodiscard]] int printed() const { return m_printed; }
    void moveCursor(); ///< counts anew
    void grow();       ///< takes in what was printed since

private:
    RunSession& m_session;
    Appearance& m_appearance;
    int m_rows = 0;
    int m_printed = 0;
};

/// What the scenario printed, as a table or as a terminal shows it; a click goes to the moment. At a cursor the last line
/// printed there is in view. Where the run reads what the person types, a line to type into stands below.
class ConsolePane : public QWidget {
    Q_OBJECT
public:
    ConsolePane(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

    [[nodiscard]] bool asTerminal() const { return m_asTerminal; }
    void showAsTerminal(bool terminal);

signals:
    void shownAsTerminal(bool terminal);
    void contextRequested(const braid::render::Tag& tag, QPoint globalPos);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showMessage();
    void goTo(int print);
    void offer(int print, QPoint globalPos);
    void showCursor();
    RunSession& m_session;
    PrintsModel* m_model;
    QTableView* m_table;
    TerminalView* m_terminal; ///< empty while the table is shown
    bool m_asTerminal = false;
    QLabel* m_message;
    QLabel* m_cut; ///< that not all of the output is there
    QLineEdit* m_typed;
};

} // namespace braid::views
