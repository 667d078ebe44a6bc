#pragma once

#include "engine/analysis/figures/comparison.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <deque>
#include <memory>
#include <vector>

namespace braid::session {
class Run;
}

namespace braid::views {

class RunDigest;
class RunSession;

/// The runs that the window's present one can be compared with: those it showed before, and opened files; and which of them are
/// compared. Without a choice it is the run before the present one. GUI thread only.
class ComparedRuns : public QObject {
    Q_OBJECT
public:
    /// One that has been read.
    struct Other {
        QString scenario; ///< its id; empty of a recorded program
        QString name;     ///< the file's; of an earlier run what it calls itself
        bool file = false;
        bool shown = false;
        analysis::RunFacts facts;
        std::shared_ptr<session::Run> run; ///< nullptr where too much would have to be kept
    };

    explicit ComparedRuns(RunSession& session, QObject* parent = nullptr);
    ~ComparedRuns() override;

    /// All there are, the oldest first; at most render::ComparisonOptions::MostRuns - 1.
    [[nodiscard]] const std::vector<Other>& all() const { return m_all; }
    [[nodiscard]] std::vector<const Other*> shown() const;
    /// The name of the file that is being read; empty: none.
    [[nodiscard]] QString reading() const;
    [[nodiscard]] bool busy() const { return m_underWay != nullptr; }
    /// There is an earlier run, and something else is compared with.
    [[nodiscard]] bool canShowLatest() const;
    [[nodiscard]] bool showsEarlier() const { return m_which == Which::Earlier; }

    /// Compares with the runs in these files from now on; what is wrong with the first that cannot be read in one sentence.
    [[nodiscard]] QString open(const QStringList& paths);
    /// Compares with that one of all(), too, or not any more; the last one stays.
    void show(std::size_t index, bool on);
    /// The run before the present one, whichever that is.
    void showLatest();
    /// All earlier runs, also those that come.
    void showEarlier();
    /// Only the present run and those that come after it.
    void showFromNowOn();

signals:
    void changed();

private:
    enum class Which {
        Latest,
        Earlier,
        Chosen,
    };
    void keepPresent();
    void next();
    void take(const analysis::RunFacts& facts, const std::shared_ptr<session::Run>& run);
    void show(bool (*wanted)(const Other&));
    void forgetWhatIsTooMuch();

    RunSession& m_session;
    RunDigest* m_digest;
    std::vector<Other> m_all;
    std::deque<Other> m_toRead; ///< with their runs, without facts
    std::unique_ptr<Other> m_underWay;
    Which m_which = Which::Latest;
};

} // namespace braid::views
