#pragma once

#include "app/cli/command_line.h"
#include "app/render/picture/picture.h"
#include "app/session/run/run.h"
#include "engine/record/launch/program.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

// Between execute() and the commands only.
namespace braid::cli {

// Each needs its application object, complains by itself and returns the exit status.
[[nodiscard]] int list(const List& command);
[[nodiscard]] int run(const Run& command);
/// The exit status of the program, see recordedStatus().
[[nodiscard]] int record(const Record& command);
/// Follows a recorded program to its end and reports, as `words` ask for. The exit status is the program's.
[[nodiscard]] int follow(session::Run& run, const Record& words);
/// Records the program in Python of `scenario` with `values` for the numbers at its top, as `options` say.
[[nodiscard]] int runPython(const Run& command, const session::Scenario& scenario, const parameter::ValueMap& values, session::Run::Options options);
/// The same of a program that is known already. `environment` and so on of `words` are not used.
[[nodiscard]] int recordProgram(const record::Program& program, const Record& words);
/// The file of a program's source that `braid run` is given instead of a scenario's id; none: it is no such file.
[[nodiscard]] bool isSource(const std::string& id);
/// Runs such a file: one that describes a scenario as `runScenario` does, with its host in the options, any other one recorded.
[[nodiscard]] int runSource(const Run& command);
/// Runs `scenario` as the words ask for it. `options` have its host, where that is not Braid's own.
[[nodiscard]] int runScenario(const Run& command, const session::Scenario& scenario, session::Run::Options options);
/// The preset's values, then the single ones; only those the words name.
[[nodiscard]] Result<parameter::ValueMap> valuesOf(const session::Scenario& scenario, const Run& words);
[[nodiscard]] int attach(const Attach& command);
[[nodiscard]] int report(const Report& command);
[[nodiscard]] int image(const Image& command);
[[nodiscard]] int animate(const Animate& command);

/// Writes all of `words` to stdout, as terminalText() makes them; a full disk is a complaint and CouldNot.
[[nodiscard]] int say(const std::string& words);

/// What a run writes, on stdout; each time what is new since the last.
class ProgramOutput {
public:
    explicit ProgramOutput(const session::Run& run) : m_run(run) {}
    /// After a failure, which is a complaint, it says nothing more.
    void sayNew();
    [[nodiscard]] int status() const { return m_status; }

private:
    const session::Run& m_run;
    std::size_t m_said = 0; ///< prints
    int m_status = Ran;
};

/// Runs `scenario` command.repeat times and says what they came to; the words have been checked.
[[nodiscard]] int repeat(const Run& command, const session::Scenario& scenario, const parameter::ValueMap& values,
                         const session::Run::Options& options);

/// Draws the run to each of `images`, all of it where `whole`; `status` unless one fails.
[[nodiscard]] int drawAll(const session::Run& run, const std::vector<std::string>& images, bool whole, int status);

/// The report of a run that is over, on stdout: as JSON or as text. `questions` are answered as well;
/// WrongWords where they ask for what is not in the run.
[[nodiscard]] int sayReport(const session::Run& run, bool json, const Questions& questions);
/// The answers to `questions` alone; in JSON beside the whole report.
[[nodiscard]] int sayAnswers(const session::Run& run, bool json, const Questions& questions);

/// The differences of all but the first run from the first, in the order of words.file and words.compare; on stdout as JSON or as text.
[[nodiscard]] int sayComparison(std::span<const std::unique_ptr<session::Run>> runs, const Report& words);

/// Writes the table the words ask for, as CSV. A full disk is a complaint and CouldNot, and leaves no half of it.
[[nodiscard]] int writeTable(const session::Run& run, const Report& words);

/// A saved trace, read to its end. Error: missing, foreign, a folder …
[[nodiscard]] Result<std::unique_ptr<session::Run>> readTrace(const std::string& file);

/// The run to draw, in `run`: Ran. Else a complaint: CouldNot where the file cannot be read, WrongWords where --from lies
/// behind the end of it.
[[nodiscard]] int readToDraw(const Drawing& words, std::unique_ptr<session::Run>& run);
/// What a picture shows where the words name no stretch.
enum class Opening : std::uint8_t {
    Story, ///< the part that tells the story, see analysis::storyOf(), and in a sentence what came of the run
    Whole, ///< all of it, and that sentence
    Film,  ///< all of it; how it ends is seen
};
/// What `words` say of how to draw it; stretch, title, sentence, parameters and charts are filled in from the run.
[[nodiscard]] render::PictureOptions optionsOf(const Drawing& words, const session::Run& run, Opening opening,
                                               Image::Charts charts = Image::Charts::None);

/// Draws who waits for whom, instead of a timeline; picture.out says where to.
[[nodiscard]] Status drawGraph(const session::Run& run, const Image& picture);

/// Said before a command begins rather than after it: `path` can be written. `refusal`: what is said where it cannot.
[[nodiscard]] Status checkTarget(const char* refusal, const std::string& path);

/// Draws a run that is over. `picture` says how; where to is not used.
[[nodiscard]] Status draw(const session::Run& run, const Image& picture, const std::string& path);

} // namespace braid::cli
