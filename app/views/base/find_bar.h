#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QTableView;
class QTextEdit;

namespace braid::views {

/// A field over the upper right corner of a pane that searches its text: from the place that is selected on and round, as
/// letters are typed; Enter and Shift+Enter go on and back, Escape closes. Where nothing is found the field says so by its
/// colour and to screen readers. GUI thread only.
class FindBar : public QFrame {
    Q_OBJECT
public:
    /// Selects the next (or with `back` the last) place of `text`, and with `again` not the one that is selected. False where
    /// there is none.
    using Find = std::function<bool(const QString& text, bool back, bool again)>;

    /// `host` is where it lies, and whose focus it serves; it owns the bar.
    FindBar(QWidget& host, Find find);

    /// Gives the pane a bar, which it owns.
    static void addTo(QPlainTextEdit& text);
    static void addTo(QTextEdit& text);
    /// Searches all columns of the table's model.
    static void addTo(QTableView& table);
    /// The bar of the pane below `window` that has the focus; nullptr where it has none.
    [[nodiscard]] static FindBar* ofFocus(const QWidget& window);

    void ask();
    void close(); ///< as Escape does, but for the focus
    /// How many there are, beside the words; empty: nothing stands there.
    void setCount(const QString& count);

signals:
    void cleared(); ///< nothing is searched for any more

protected:
    bool eventFilter(QObject* object, QEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void search(bool back, bool again);
    void place();
    void retranslate();

    QWidget& m_host;
    Find m_find;
    QLineEdit* m_words;
    QLabel* m_count;
};

} // namespace braid::views
