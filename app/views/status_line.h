#pragma once

#include <QStatusBar>

class QLabel;

namespace braid::views {

class RunSession;

/// Below everything: what is under the pointer, and what watching costs.
class StatusLine : public QStatusBar {
    Q_OBJECT
public:
    explicit StatusLine(RunSession& session, QWidget* parent = nullptr);

    /// Empty: the hint about the mouse comes back.
    void tell(const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showCost();
    void retranslate();
    RunSession& m_session;
    QLabel* m_sentence;
    QLabel* m_cost;
    bool m_hinting = true;
};

} // namespace braid::views
