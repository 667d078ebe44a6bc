#pragma once

#include "engine/model/model.h"
#include "engine/record/launch/symbols.h"
#include "engine/trace/recording/supervisor_writer.h"

#include <QString>

namespace braid::session {

/// Gives what a recorded program tells by its address the names of the source: places their function, file and line, variables that
/// hold locks their names. They are written into the trace, so that it can be read where the program is not.
class ProgramNames {
public:
    /// Names what has come since the last call. True where it wrote something. May take long for what a large library is asked
    /// first.
    bool look(const model::Model& model, trace::SupervisorWriter& writer);

private:
    void nameSite(const model::Model& model, std::uint32_t number, trace::SupervisorWriter& writer);
    bool nameObject(const model::Model& model, const model::Object& object, trace::SupervisorWriter& writer);

    record::Symbols m_symbols;
    std::uint32_t m_sites = 1; ///< the first one that was not looked at
    std::size_t m_objects = 0; ///< so many were
};

/// Where the library lies that is preloaded into recorded programs.
[[nodiscard]] QString shimPath();

} // namespace braid::session
