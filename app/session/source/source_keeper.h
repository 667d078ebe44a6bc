#pragma once

#include "engine/model/model.h"
#include "engine/record/launch/program.h"
#include "engine/trace/recording/supervisor_writer.h"

#include <QElapsedTimer>
#include <QString>
#include <QStringList>

#include <cstddef>
#include <set>
#include <string>

namespace braid::session {

/// Writes the source files of a recorded program into its trace as they are when sites first name them, so that the run knows them
/// when they have changed since: text files below the program's own folders, no libraries. Limits: model::KeptSources, and MostBytes.
class SourceKeeper {
public:
    static constexpr std::size_t MostBytes = 8 << 20; ///< of all files together

    /// The program's own folders: where it starts, where its file and those of its arguments lie; none of the system's.
    explicit SourceKeeper(const record::Program& program);
    /// Keeps what sites have named since the last call; without `last`, only now and then. True where it wrote something.
    bool look(const model::Model& model, trace::SupervisorWriter& writer, bool last = false);
    /// It is the program's own, by its path alone.
    [[nodiscard]] bool isOwn(const QString& path) const;

private:
    bool keep(const std::string& path, trace::SupervisorWriter& writer);

    QStringList m_folders;         ///< each with a slash at its end
    std::set<std::string> m_asked; ///< files that were looked at
    std::uint32_t m_sites = 1;     ///< the first site that was not looked at, or is an address still
    QElapsedTimer m_looked;
    std::size_t m_bytes = 0, m_files = 0;
};

} // namespace braid::session
