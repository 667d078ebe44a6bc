#pragma once

#include "app/session/run/run.h"

namespace braid::session {

/// The run in a saved trace: no process, nothing to steer. Over once it is pulled to its end.
class OpenedRun final : public Run {
public:
    /// Even if it is still being written: it is looked at as it is now.
    OpenedRun(QString path, trace::Reader reader);

    bool pull(std::chrono::microseconds budget) override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString scenarioId() const override;
    [[nodiscard]] Status saveAs(const QString& path) const override;

private:
    QString m_path;
};

} // namespace braid::session
