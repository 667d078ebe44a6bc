#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// The rules of the house as functions of the tree's text, so that each rule can be shown a tree that breaks it.
namespace braid::house {

/// Every file below the fixed folders, by its path from the root ("engine/trace/event.h"), and what stands at the top.
struct Tree {
    std::map<std::string, std::string> files; ///< path → text
    std::set<std::string> top;                ///< names at the top level, dot-files too
};

/// "engine/model/model.cpp:12: what is wrong". One sentence each, in the order of the paths.
using Violations = std::vector<std::string>;

/// Reads the tree below `root`; build output and dot-folders are left out.
[[nodiscard]] Tree readTree(const std::string& root);

/// Who may include whom: own folder, and what stands to the right of it on the arrows. Includes are written from the
/// root and name a file of the tree; the window links no scenario; tests may include anything.
[[nodiscard]] Violations includesPointOneWay(const Tree& tree);
/// No Qt header below the window.
[[nodiscard]] Violations qtStaysInTheApp(const Tree& tree);
/// What appends to a trace inside other programs (engine/trace/writer) includes nothing but itself, the file format, and headers
/// that need no library beside them.
[[nodiscard]] Violations writerIsFreestanding(const Tree& tree);
/// The engine neither prints nor ends the process.
[[nodiscard]] Violations engineIsSilent(const Tree& tree);
/// What comes out of a trace becomes text of the window and of pictures in one place (app/render/scene/plain_text.cpp), which
/// makes it plain.
[[nodiscard]] Violations traceTextIsMadePlain(const Tree& tree);
/// Scenarios use Braid's primitives; only braid-host itself (scenarios/host*) may use std's.
[[nodiscard]] Violations scenariosUseBraidPrimitives(const Tree& tree);
/// Every scenario (scenarios/<family>/<id>.cpp; with a header beside it, it is a part that scenarios share) has a line in
/// scenarios/CMakeLists.txt and, where that says TUTORIAL, a card in each language; no card without its scenario.
[[nodiscard]] Violations scenariosAreComplete(const Tree& tree);
/// Every header of primitives (of engine/sync, exec, ipc and io, with something in namespace braid itself) is reached from
/// engine/braid.h, but for those in `excused` (path → reason), which must need it; and each one that it names has its row in
/// resources/doc/primitives.md.
[[nodiscard]] Violations oneHeaderHasAllPrimitives(const Tree& tree, const std::map<std::string, std::string>& excused);
/// What lanes do blocks in the system only within the arguments of schedule::blockUntil and blockOutside.
[[nodiscard]] Violations lanesWaitInOnePlace(const Tree& tree);
/// What lanes do, and what is made of it, reads no clock but schedule::Clock, except in those of `excused` (path → reason), which
/// must need it. Clocks of a processor's use are no clocks in this sense.
[[nodiscard]] Violations clocksAreReadInOnePlace(const Tree& tree, const std::map<std::string, std::string>& excused);
/// In tests, no generator of random numbers without a seed by that name (tests/seed.h), and none that cannot have one.
[[nodiscard]] Violations randomNumbersAreSeeded(const Tree& tree);
/// What guards data in engine and app is a NativeMutex, so that clang can check its use (engine/trace/native_mutex.h); std's
/// stand where they are what a primitive wraps.
[[nodiscard]] Violations mutexesAreChecked(const Tree& tree);
/// No std::minmax that gives references, which may outlive what they refer to.
[[nodiscard]] Violations extremesAreTakenByValue(const Tree& tree);
/// Nothing but what the user fixed stands at the top level.
[[nodiscard]] Violations topLevelIsFixed(const Tree& tree);
/// No file over 500 lines, but for those in `excused` (path → reason), which must need it.
[[nodiscard]] Violations filesAreShort(const Tree& tree, const std::map<std::string, std::string>& excused);
/// So many sources and headers a folder may hold by itself, those of its subfolders not counted.
constexpr std::size_t LargestFolder = 32;
/// No folder holds more than LargestFolder.
[[nodiscard]] Violations foldersAreSmall(const Tree& tree);
/// X_test.cpp tests X: each test of app and engine bears the name of a source or folder in the place that its own mirrors
/// (tests/engine/exec/*: engine/exec and below), or the first words of one, or goes on from one (run_kill_test of run). Those in
/// `features` (path → what it tests) need not, and must need it: they test what several units do together.
[[nodiscard]] Violations testsAreNamedAfterUnits(const Tree& tree, const std::map<std::string, std::string>& features);
/// Each EventKind and each ObjectKind (engine/trace/event.h) has its row in resources/doc/trace-format.md.
[[nodiscard]] Violations traceFormatIsDocumented(const Tree& tree);
/// Every header begins with #pragma once.
[[nodiscard]] Violations headersAreGuarded(const Tree& tree);

/// `text` with comments and the insides of string and character literals blanked out, line breaks kept.
[[nodiscard]] std::string codeOnly(std::string_view text);
/// Letters, digits and the underscore.
[[nodiscard]] bool isWordCharacter(char c);

} // namespace braid::house
