#pragma once

#include "app/cli/report_json.h"

#include <iosfwd>
#include <string>

namespace braid::cli {

/// A run as a person reads it: what it was, what was printed and what happened, what was found, what the lanes did and
/// how the objects were used. UTF-8. Long stories are cut in the middle and say so.
struct StoryOptions {
    std::string parameters; ///< as parametersLine() says them; empty: none
    bool colours = false;   ///< escape codes of terminals
};
[[nodiscard]] std::string storyText(const Facts& facts, const StoryOptions& options);
/// Of that only what was found, with a heading and without times.
[[nodiscard]] std::string findingsText(const Facts& facts, bool colours);

class Ink;
/// Sections of it, each with its heading; nothing where there is nothing to tell.
void writeStacks(std::ostream& out, const model::Model& model, const analysis::Finding& finding);
void writeHints(std::ostream& out, const Facts& facts, const Ink& ink);
void writeContention(std::ostream& out, const Facts& facts, const Ink& ink);
void writeRecorderCost(std::ostream& out, const Facts& facts);

} // namespace braid::cli
