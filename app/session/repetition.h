#pragma once

#include "app/session/run/run.h"
#include "app/session/tally.h"

#include <QObject>
#include <memory>
#include <vector>

namespace braid::session {

/// The same scenario with the same values again and again, each time in a fresh braid-host.
///
/// Runs must not disturb each other: what is counted is what happens when threads of one run meet. So another run is
/// started only while all those under way rest (see Run::resting()), which lets the long sleeps of one run pass while the
/// next ones do their work. With jobs = 1 they go strictly one after another.
///
/// Nothing moves by itself: the owner calls pull() once per frame. Destroying it kills what is under way. Lives in the
/// GUI thread.
class Repetition : public QObject {
    Q_OBJECT
public:
    static constexpr int MaxRuns = 10'000;
    static constexpr int MaxJobs = 64;
    static constexpr int DefaultJobs = 16;

    struct Options {
        Run::Options run;       ///< of each run; they lie in memory, tracePath must be empty. It should end by itself.
        int runs = 100;         ///< 1 … MaxRuns
        int jobs = DefaultJobs; ///< runs under way at most at the same time, 1 … MaxJobs
        int examples = 0;       ///< keep so many runs, each one the first that came to something new
    };
    /// A run that was kept.
    struct Example {
        std::size_t index = 0; ///< into tally().runs()
        std::shared_ptr<Run> run;
    };

    /// Starts the first run. The error is that of Run::start.
    [[nodiscard]] static Result<std::unique_ptr<Repetition>> start(const Scenario& scenario, const parameter::ValueMap& values,
                                                                   const Options& options);
    ~Repetition() override;

    /// Follows the runs under way for about `budget`, adds up those that are over, starts the next one. False when
    /// nothing ended or began.
    bool pull(std::chrono::microseconds budget = std::chrono::milliseconds(8));
    /// Ends it with what there is. The runs under way are killed and not counted: what the person ends has no outcome. When
    /// none has ended yet, the oldest is stopped and is the last().
    void cancel();

    [[nodiscard]] const Tally& tally() const { return m_tally; }
    [[nodiscard]] int wanted() const { return m_options.runs; }
    [[nodiscard]] int underWay() const { return static_cast<int>(m_underWay.size()); }
    /// All runs are over, or it was cancelled, or a run could not be started.
    [[nodiscard]] bool over() const { return m_over; }
    /// One sentence where a run could not be started or its host ended before it began; it is over() then.
    [[nodiscard]] const QString& failure() const { return m_failure; }
    /// The run that ended last; nullptr before the first one.
    [[nodiscard]] const std::shared_ptr<Run>& last() const { return m_last; }
    [[nodiscard]] const std::vector<Example>& examples() const { return m_examples; }

signals:
    void processEnded(); ///< of one of the runs: a good moment to pull() without waiting for the next frame

private:
    Repetition(const Scenario& scenario, parameter::ValueMap values, Options options);
    /// A run, and when it was looked at last.
    struct UnderWay {
        std::shared_ptr<Run> run;
        QElapsedTimer looked;
    };
    [[nodiscard]] Status startOne();
    [[nodiscard]] bool mayStart();
    void take(std::shared_ptr<Run> run);
    void keepExample(std::size_t index);
    void fail(const QString& sentence);

    Scenario m_scenario;
    parameter::ValueMap m_values;
    Options m_options;
    int m_started = 0;
    bool m_over = false;
    QString m_failure;
    Tally m_tally;
    std::vector<UnderWay> m_underWay; ///< the oldest first
    std::shared_ptr<Run> m_last;
    std::vector<Example> m_examples;
    std::size_t m_exampleBytes = 0;
};

} // namespace braid::session
