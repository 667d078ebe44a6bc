#include "app/cli/commands.h"

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

/// Stderr belongs to our one sentence; what Qt remarks about the environment ("XDG_RUNTIME_DIR not set") is nobody's
/// concern on a command line.
void onlyGraveMessages(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtCriticalMsg || type == QtFatalMsg)
        complain(message.toStdString());
}

/// Pictures need fonts, not a screen.
int withPictures(int& argc, char** argv, const auto& act) {
    ::setenv("QT_QPA_PLATFORM", "offscreen", 1);
    const QGuiApplication application(argc, argv);
    return act();
}
int withoutPictures(int& argc, char** argv, const auto& act) {
    const QCoreApplication application(argc, argv);
    return act();
}

template <class... Acts>
struct Choose : Acts... {
    using Acts::operator()...;
};
template <class... Acts>
Choose(Acts...) -> Choose<Acts...>; // clang 14 does not deduce aggregates

} // namespace

int execute(const Command& command, int& argc, char** argv) {
    qInstallMessageHandler(onlyGraveMessages);
    return std::visit(
        Choose{[](const OpenWindow&) -> int { return CouldNot; }, // main's business
               [](const Answer& answer) { return say(answer.text); },
               [&](const List& words) { return withoutPictures(argc, argv, [&] { return list(words); }); },
               [&](const Report& words) { return withoutPictures(argc, argv, [&] { return report(words); }); },
               [&](const Image& words) { return withPictures(argc, argv, [&] { return image(words); }); },
               [&](const Animate& words) { return withPictures(argc, argv, [&] { return animate(words); }); },
               [&](const Run& words) {
                   const auto act = [&] { return run(words); };
                   return words.images.empty() ? withoutPictures(argc, argv, act) : withPictures(argc, argv, act);
               }},
        command);
}

void useUtf8() {
    std::setlocale(LC_ALL, "");
    if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) {
        const char* all = std::getenv("LC_ALL");
        ::setenv(all != nullptr && *all != '\0' ? "LC_ALL" : "LC_CTYPE", "C.UTF-8", 1);
    }
}

void complain(const std::string& sentence) {
    std::cerr << "braid: " << sentence << std::endl;
}

int say(const std::string& text) {
    // stdio rather than iostream: it keeps errno.
    const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0;
    if (written)
        return Ran;
    complain(std::string("cannot write to the standard output: ") + std::strerror(errno));
    return CouldNot;
}

} // namespace braid::cli
