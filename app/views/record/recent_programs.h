#pragma once

#include "app/session/run/program_call.h"

#include <QObject>
#include <QVariantList>
#include <vector>

namespace braid::views {

/// The programs that were recorded lately, the last one first; each command stands there once, as it was called last. GUI thread only.
class RecentPrograms : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t Most = 10;
    explicit RecentPrograms(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] const std::vector<session::ProgramCall>& calls() const { return m_calls; }
    /// Its place, or −1.
    [[nodiscard]] int indexOf(const session::ProgramCall& call) const;
    void add(const session::ProgramCall& call); ///< to the front
    void remove(int index);

    /// For settings.
    [[nodiscard]] QVariantList toVariants() const;
    /// What is none of a program's is left out; more than Most are cut off.
    void set(const QVariantList& stored);

signals:
    void changed();

private:
    std::vector<session::ProgramCall> m_calls;
};

} // namespace braid::views
