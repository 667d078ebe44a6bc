#pragma once

#include <QObject>
#include <string>
#include <vector>

namespace braid::views {

class RunSession;
class Setup;

/// Runs the chosen scenario once with each of the values of one of its parameters, one after the other, in the window. A run that
/// cannot move any more is ended. It ends early where the person stops a run, begins another one or chooses another scenario.
/// GUI thread only.
class EachValue : public QObject {
    Q_OBJECT
public:
    EachValue(RunSession& session, Setup& setup, QObject* parent = nullptr);

    /// `parameter`: the name of a Choice of the chosen scenario; with any other nothing happens.
    void start(const std::string& parameter);
    [[nodiscard]] bool busy() const { return m_next < m_values.size(); }

signals:
    void begun(); ///< the first of the runs is the window's

private:
    void follow();
    void runNext();
    void end() { m_values.clear(); }

    RunSession& m_session;
    Setup& m_setup;
    std::string m_parameter;
    std::vector<std::string> m_values;
    std::size_t m_next = 0;
    bool m_starting = false, m_ended = false; ///< start() is under way; the present run was ended from here
};

} // namespace braid::views
