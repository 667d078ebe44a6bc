#pragma once

#include <QObject>

class QWidget;

namespace braid::views {

/// Whether anything of a pane can be seen, and when it comes into sight: shown, or brought in front in its tabs. Owned by
/// the pane.
class InSight : public QObject {
    Q_OBJECT
public:
    explicit InSight(QWidget& pane);

    [[nodiscard]] bool now() const;

signals:
    void came();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void tell();
    QWidget& m_pane;
};

} // namespace braid::views
