#pragma once

#include "app/session/run/run.h"
#include "engine/record/attach/telling.h"

#include <QString>
#include <QStringList>
#include <memory>
#include <vector>

namespace braid::session {

/// A process that was never recorded, as it stood when it was looked at: as a run that is over.
struct Moment {
    QString title; ///< its name and number
    std::shared_ptr<Run> run;
    std::vector<attach::ToldThread> threads;

    /// One of its findings says that something in it stands still.
    [[nodiscard]] bool stuck() const;
};

/// The trace of what attach::look() saw as a run, whose outcome says whether it stands still.
[[nodiscard]] Result<Moment> momentOf(const attach::Snapshot& seen);

/// "main of c01 1234: blocked on a lock, log_lock".
[[nodiscard]] QString threadLine(const model::Model& model, const attach::ToldThread& thread);
/// "c01.cpp:7", "libc.so.6+0x1f": where a line of a stack is; may be empty.
[[nodiscard]] QString placeOf(const attach::StackLine& line);
/// What cannot be seen from outside, where it matters to what was found. Sentences, translated.
[[nodiscard]] QStringList limitsOf(const analysis::Findings& findings);
/// That no finding says that something in it stands still.
[[nodiscard]] QString nothingStuckText();
/// The line of a stack where a signal interrupted the function below.
[[nodiscard]] QString interruptedText();
/// All of it as text: the findings, what limits them, and each thread with its stack.
[[nodiscard]] QString textOf(const Moment& moment);

} // namespace braid::session
