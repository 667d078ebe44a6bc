#include "app/cli/commands.h"
#include "app/cli/text.h"
#include "app/session/error_text.h"
#include "engine/model/text/plain_text.h"

#include <QCoreApplication>
#include <QGuiApplication>

#include <cerrno>
#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <langinfo.h>

namespace braid::cli {
namespace {

/// Stderr belongs to our one sentence; what Qt remarks about the environment ("XDG_RUNTIME_DIR not set") is no user's
/// concern on a command line.
void onlyGraveMessages(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtCriticalMsg || type == QtFatalMsg)
        printError(message.toStdString());
}

template <class Application>
int inside(session::Language::Choice choice, int& argc, char** argv, const auto& act) {
    const Application application(argc, argv);
    session::Language language; // its translators belong to the application
    language.set(choice);
    return act();
}

template <class... Acts>
struct Choose : Acts... {
    using Acts::operator()...;
};
template <class... Acts>
Choose(Acts...) -> Choose<Acts...>; // clang 14 does not deduce aggregates

} // namespace

int execute(const Command& command, session::Language::Choice language, int& argc, char** argv) {
    qInstallMessageHandler(onlyGraveMessages);
    const auto withoutPictures = [&](const auto& act) { return inside<QCoreApplication>(language, argc, argv, act); };
    const auto withPictures = [&](const auto& act) { // they need fonts, not a screen
        ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
        return inside<QGuiApplication>(language, argc, argv, act);
    };
    return std::visit(Choose{[](const OpenWindow&) -> int { return CouldNot; }, // main's business
                             [&](const Answer& answer) { return withoutPictures([&] { return say(answer.text); }); },
                             [&](const List& words) { return withoutPictures([&] { return list(words); }); },
                             [&](const Report& words) {
                                 const auto act = [&] { return report(words); };
                                 return words.image.empty() ? withoutPictures(act) : withPictures(act);
                             },
                             [&](const Image& words) { return withPictures([&] { return image(words); }); },
                             [&](const Animate& words) { return withPictures([&] { return animate(words); }); },
                             [&](const Attach& words) {
                                 const auto act = [&] { return attach(words); };
                                 return words.images.empty() ? withoutPictures(act) : withPictures(act);
                             },
                             [&](const Record& words) {
                                 const auto act = [&] { return record(words); };
                                 return words.images.empty() ? withoutPictures(act) : withPictures(act);
                             },
                             [&](const Run& words) {
                                 const auto act = [&] { return run(words); };
                                 return words.images.empty() ? withoutPictures(act) : withPictures(act);
                             }},
                      command);
}

void useUtf8() {
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
        // LC_ALL may say which language the person speaks: it goes on saying so, but not of the encoding.
        if (const char* all = std::getenv("LC_ALL"); all != nullptr && *all != '\0') {
            ::setenv("LANG", all, 1);
            ::setenv("LC_MESSAGES", all, 1);
            ::unsetenv("LC_ALL");
        }
        ::setenv("LC_CTYPE", "C.UTF-8", 1);
    }
}

void printError(const std::string& sentence) {
    std::cerr << "braid: " << model::plainText(sentence) << std::endl;
}

void printError(const Error& error) {
    printError(session::errorText(error).toStdString());
}

int refuse(const Error& error, ExitStatus status) {
    printError(error);
    return status;
}

int say(const std::string& words) {
    const std::string text = terminalText(words, colouredOutput());
    // stdio rather than iostream: it keeps errno.
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written)
        return Ran;
    printError(Error{said(Cli::tr("cannot write to the standard output")), "", std::strerror(errno)});
    return CouldNot;
}

} // namespace braid::cli
