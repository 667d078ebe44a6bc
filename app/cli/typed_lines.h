#pragma once

#include <QByteArray>
#include <QSocketNotifier>

namespace braid::session {
class Run;
}

namespace braid::cli {

/// Gives what comes on the standard input to `run`, line by line, as long as this object lives. Needs an event loop.
class TypedLines {
public:
    /// `run` must have been started with Options::typed and outlive this.
    explicit TypedLines(session::Run& run);

private:
    void read();
    session::Run& m_run;
    QByteArray m_unfinished; ///< the beginning of a line
    QSocketNotifier m_notifier;
};

} // namespace braid::cli
