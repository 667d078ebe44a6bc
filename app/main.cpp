#include "app/cli/command_line.h"

#ifdef BRAID_HAS_WINDOW
#include "app/views/window.h"

#include <QApplication>
#endif

namespace {

int openWindow([[maybe_unused]] int& argc, [[maybe_unused]] char** argv,
               [[maybe_unused]] const braid::cli::OpenWindow& words) {
#ifdef BRAID_HAS_WINDOW
    // Qt would abort without a display; the person deserves a sentence.
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) {
        braid::cli::complain("there is no display to open a window on (braid --help names what works without one)");
        return braid::cli::CouldNot;
    }
    QApplication application(argc, argv);
    return braid::views::runWindow(application, QString::fromStdString(words.file));
#else
    braid::cli::complain("this braid was built without its window (braid --help names what works without one)");
    return braid::cli::CouldNot;
#endif
}

} // namespace

int main(int argc, char** argv) {
    braid::cli::useUtf8();
    auto command = braid::cli::parseWords(argc, argv);
    if (!command) {
        braid::cli::complain(command.error().sentence());
        return braid::cli::WrongWords;
    }
    if (const auto* window = std::get_if<braid::cli::OpenWindow>(&*command))
        return openWindow(argc, argv, *window);
    return braid::cli::execute(*command, argc, argv);
}
