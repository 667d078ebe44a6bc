#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;
class QTreeWidget;
class QTreeWidgetItem;

namespace braid::session {
class Catalogue;
}

namespace braid::views {

class Appearance;

/// The scenarios by family, with a search box. Knows the catalogue only; says what was chosen.
class CataloguePane : public QWidget {
    Q_OBJECT
public:
    explicit CataloguePane(Appearance& appearance, QWidget* parent = nullptr);

    /// Shows `catalogue`, which must stay where it is; nullptr: `problem` is shown in its place.
    void setCatalogue(const session::Catalogue* catalogue, const QString& problem = {});
    /// Marks a scenario without saying chosen().
    void setCurrent(const QString& id);
    /// A family of its own: programs that were recorded, as lines of a shell.
    void setPrograms(const QStringList& lines);
    /// Marks one of them, by its place; −1: none, and no scenario.
    void setCurrentProgram(int index);

signals:
    void chosen(const QString& id);
    void runRequested(const QString& id); ///< double click or Enter
    void programChosen(int index);
    void programRunRequested(int index);

protected:
    void changeEvent(QEvent* event) override;
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void rebuild();
    void addPrograms();
    void mark(int role, const QVariant& value);
    void filter(const QString& words);
    void retranslate();

    Appearance& m_appearance;
    QLineEdit* m_search;
    QTreeWidget* m_tree;
    QLabel* m_message;
    const session::Catalogue* m_catalogue = nullptr;
    QString m_problem;
    QString m_current;
    QStringList m_programs;
    int m_currentProgram = -1;
};

} // namespace braid::views
