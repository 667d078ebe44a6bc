#pragma once

#include "engine/analysis/figures/comparison.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>

namespace braid::session {
class Run;
}

namespace braid::views {

/// Takes from a run that is over, or from an opened file, what a comparison needs, in slices of a few milliseconds, and hands on
/// the run. GUI thread only.
class RunDigest : public QObject {
    Q_OBJECT
public:
    explicit RunDigest(QObject* parent = nullptr);
    ~RunDigest() override;

    /// Ends the digest that is under way, if any. `run` is pulled to its end where it is not yet.
    void take(std::shared_ptr<session::Run> run);
    [[nodiscard]] bool busy() const { return m_run != nullptr; }

signals:
    void done(const braid::analysis::RunFacts& facts, const std::shared_ptr<braid::session::Run>& run);

private:
    void slice();
    std::shared_ptr<session::Run> m_run;
    std::optional<analysis::Survey> m_survey;
    QTimer m_timer;
};

} // namespace braid::views
