#pragma once

#include "app/render/scene.h"

#include <QAbstractTableModel>
#include <QWidget>

class QLabel;
class QTableView;

namespace braid::views {

class Appearance;
class RunSession;

/// The prints of a run as a table: time, lane, text. Reads the model; holds no copy.
class PrintsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit PrintsModel(RunSession& session, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    void reset();
    void grow(); ///< takes in what was printed since

private:
    RunSession& m_session;
    int m_rows = 0;
};

/// What the scenario printed; a click goes to the moment.
class ConsolePane : public QWidget {
    Q_OBJECT
public:
    ConsolePane(RunSession& session, Appearance& appearance, QWidget* parent = nullptr);

signals:
    void contextRequested(const braid::render::Tag& tag, QPoint globalPos);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showMessage();
    RunSession& m_session;
    PrintsModel* m_model;
    QTableView* m_table;
    QLabel* m_message;
};

} // namespace braid::views
