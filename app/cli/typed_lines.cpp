#include "app/cli/typed_lines.h"

#include "app/session/run/run.h"

#include <cerrno>

#include <unistd.h>

namespace braid::cli {

TypedLines::TypedLines(session::Run& run) : m_run(run), m_notifier(STDIN_FILENO, QSocketNotifier::Read) {
    QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] { read(); });
}

void TypedLines::read() {
    char bytes[4096];
    const ssize_t got = ::read(STDIN_FILENO, bytes, sizeof bytes);
    if (got < 0 && errno == EINTR)
        return;
    if (got > 0)
        m_unfinished.append(bytes, got);
    for (qsizetype end = 0; (end = m_unfinished.indexOf('\n')) >= 0; m_unfinished.remove(0, end + 1))
        m_run.type(QString::fromUtf8(m_unfinished.left(end)));
    if (got > 0)
        return;
    if (!m_unfinished.isEmpty())
        m_run.type(QString::fromUtf8(m_unfinished));
    m_run.typeNothingMore();
    m_notifier.setEnabled(false);
}

} // namespace braid::cli
