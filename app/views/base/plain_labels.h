#pragma once

#include <QObject>

namespace braid::views {

/// Makes every label of the program show its text as it is. Left to itself Qt guesses from a text whether it is markup,
/// and much text of the window comes out of files: a name could then forge words, or have a picture opened that it names.
/// Labels that say Qt::RichText themselves stay so; tool tips are made by plainTip().
class PlainLabels : public QObject {
public:
    /// For all labels, also of dialogs and message boxes, as long as it lives. Before any of them is shown.
    explicit PlainLabels(QObject* parent);
    bool eventFilter(QObject* object, QEvent* event) override;
};

} // namespace braid::views
