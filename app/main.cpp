#include "app/cli/command_line.h"
#include "app/session/language.h"

#include <QCoreApplication>

#ifdef BRAID_HAS_WINDOW
#include "app/views/window/window.h"

#include <QApplication>
#endif

namespace {

int openWindow([[maybe_unused]] int& argc, [[maybe_unused]] char** argv,
               [[maybe_unused]] const braid::cli::OpenWindow& words,
               [[maybe_unused]] braid::session::Language::Choice language) {
#ifdef BRAID_HAS_WINDOW
    // Qt would abort without a display; the person deserves a sentence.
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        braid::cli::printError("there is no display to open a window on (braid --help names what works without one)");
        return braid::cli::CouldNot;
    }
    QApplication application(argc, argv);
    return braid::views::runWindow(application, QString::fromStdString(words.file), language);
#else
    braid::cli::printError("this braid was built without its window (braid --help names what works without one)");
    return braid::cli::CouldNot;
#endif
}

} // namespace

int main(int argc, char** argv) {
    namespace cli = braid::cli;
    cli::useUtf8();
    // The words are read in the person's language before it is known which kind of application they need.
    auto language = braid::session::Language::Choice::System;
    auto command = [&]() -> braid::Result<cli::Command> {
        int one = 1;
        const QCoreApplication application(one, argv);
        braid::session::Language spoken;
        const auto asked = cli::languageOf(argc, argv);
        if (!asked) {
            cli::printError(asked.error());
            return asked.error();
        }
        language = *asked;
        spoken.set(language);
        auto parsed = cli::parseWords(argc, argv);
        if (!parsed)
            cli::printError(parsed.error());
        return parsed;
    }();
    if (!command)
        return cli::WrongWords;
    if (const auto* window = std::get_if<cli::OpenWindow>(&*command))
        return openWindow(argc, argv, *window, language);
    return cli::execute(*command, language, argc, argv);
}
