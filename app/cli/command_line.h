#pragma once

#include "app/render/film/film.h"
#include "app/render/picture/page.h"
#include "app/session/language.h"
#include "engine/trace/result.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

/// The words of the command line and what is done with them. DESIGN.md §4 is the contract.
namespace braid::cli {

/// What the shell is told.
enum ExitStatus : int {
    Ran = 0,       ///< whatever was found
    CouldNot = 1,  ///< a file, a process, the disk: one sentence on stderr
    WrongWords = 2 ///< one sentence on stderr
};

/// `braid` or `braid FILE.braid`.
struct OpenWindow {
    std::string file; ///< empty: none
};
struct List {
    bool json = false;
};
/// What is asked of a run that is over, beyond its summary.
struct Questions {
    std::string why;                            ///< a lane's name or number: why does it do what it does? Empty: not asked
    std::optional<std::chrono::nanoseconds> at; ///< … at that moment; none: the end
    bool criticalPath = false;
    std::optional<std::chrono::nanoseconds> from, to; ///< of this stretch only

    [[nodiscard]] bool any() const { return !why.empty() || criticalPath; }
};
struct Run {
    std::string id;
    std::vector<std::pair<std::string, std::string>> values; ///< as written; later ones win
    std::string preset;                                      ///< empty: none
    std::string schedule;                                    ///< "round-robin", "random" or "random:SEED"; empty: it goes freely
    std::chrono::milliseconds timeout{60'000};
    std::string out; ///< empty: the trace is not kept
    std::vector<std::string> images;
    bool whole = false; ///< the images show all of the run
    bool json = false;
    bool output = false;     ///< instead of the story: what the program writes, as it does
    bool python = false;     ///< its program in Python, recorded, instead of the one of Braid's own
    std::string interpreter; ///< … by this one; empty: the system's
    int repeat = 0;          ///< run it so often and add the runs up; 0: run it once and tell its story
    int jobs = 0;            ///< with repeat: so many runs under way at most; 0: session::Repetition::DefaultJobs
    Questions questions;
};
/// `braid record … -- CMD ARGS…`
struct Record {
    std::vector<std::string> command;
    std::vector<std::pair<std::string, std::string>> environment; ///< later ones win
    std::optional<std::chrono::milliseconds> timeout;             ///< none: as long as it takes
    std::string out;                                              ///< empty: the trace is not kept
    std::vector<std::string> images;
    bool untilStuck = false;
    bool helper = true; ///< something runs inside an interpreter of Python that tells what it does in Python's terms
    bool json = false;
    std::string jsonFile; ///< empty: the standard output
    bool story = true;    ///< beside JSON in a file, the report as text
    std::string title;    ///< of its report and pictures; empty: its command
    Questions questions;  ///< answered beside the report
};
/// `braid attach PID`
struct Attach {
    int pid = 0;
    std::vector<std::string> images;
    bool json = false;
};
struct Report {
    std::string file;
    bool json = false;
    bool output = false;              ///< instead of the summary: what the program wrote
    Questions questions;              ///< answered instead of the summary; in JSON beside it
    std::vector<std::string> compare; ///< other traces to tell the differences to; at most ComparisonOptions::MostRuns - 1
    std::string image;                ///< with compare: a picture of all these runs; empty: none
    std::string table;                ///< "lanes", "objects" or "events" go as CSV to tableOut; empty: none
    std::string tableOut;
};
/// What pictures and animations have in common.
struct Drawing {
    std::string file;
    std::string out;
    std::optional<std::chrono::nanoseconds> from, to;
    bool dark = false;
    std::string lanes;                ///< pattern; empty: all
    std::optional<std::string> title; ///< none: the run's; empty: no title and no parameters
    bool legend = true;
    bool objects = true;     ///< rows of locks and other objects
    bool allObjects = false; ///< … also of those on which nothing worth a row happened
};
struct Image : Drawing {
    double width = 1600; ///< logical pixels
    double scale = 1;
    render::Page page = render::Page::AsDrawn;
    enum class Charts {
        Story, ///< those that compare
        All,
        None
    };
    bool whole = false;                         ///< all of the run, also where a part of it tells its story
    Charts charts = Charts::Story;              ///< of the run's results, below the timeline
    bool graph = false;                         ///< instead of the timeline: who waits for whom
    std::optional<std::chrono::nanoseconds> at; ///< … at that moment; none: the end
};
struct Animate : Drawing {
    int width = 1280, height = 720; ///< pixels
    int framesPerSecond = 20;
    double speed = 0;                               ///< run time per film time; 0: as `length` says
    std::chrono::nanoseconds length{8'000'000'000}; ///< of the film
    render::FilmKind kind = render::FilmKind::Grow;
};
/// --help and --version: nothing to do but to say this.
struct Answer {
    std::string text;
};
using Command = std::variant<OpenWindow, List, Run, Record, Attach, Report, Image, Animate, Answer>;

/// The language that `argv` asks for (--language en|zh); System where it does not. WrongWords for another one. To be asked
/// first: all else that is said is said in it.
[[nodiscard]] Result<session::Language::Choice> languageOf(int argc, const char* const* argv);

/// What `argv` asks for. The error is what is wrong with the words (WrongWords). Touches nothing outside.
[[nodiscard]] Result<Command> parseWords(int argc, const char* const* argv);

/// Does it in that language and returns the exit status. Makes the Qt application object it needs (none of them needs a
/// display). Not for OpenWindow.
[[nodiscard]] int execute(const Command& command, session::Language::Choice language, int& argc, char** argv);

/// The text codec of Qt wants a UTF-8 locale and complains on stderr about any other: sets one where the environment has
/// none. Before any thread and any Qt object.
void useUtf8();

/// "braid: …" on stderr.
void printError(const std::string& sentence);
/// The same in the user's language.
void printError(const Error& error);
/// printError(), and `status` to return.
[[nodiscard]] int refuse(const Error& error, ExitStatus status);

} // namespace braid::cli
