#pragma once

#include "app/editor/program_files.h"
#include "app/views/base/dock.h"
#include "app/views/base/elided_label.h"
#include "app/views/base/message_bar.h"
#include "app/views/editor/code_editor.h"
#include "app/views/editor/editor_pane.h"
#include "app/views/editor/editor_tools.h"
#include "app/views/editor/new_program_dialog.h"
#include "app/views/record/recent_programs.h"
#include "app/views/text/source_pane.h"
#include "app/views/text/terminal_view.h"
#include "tests/app/views/window_fixture.h"

#include <QDir>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QSlider>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTimer>
#include <QToolButton>

namespace braid::views {

inline const QString Stuck = "import threading\nimport time\n\npause = 0.05  # 0..1 s\n\na = threading.Lock()\nb = threading.Lock()\n\n\ndef work(first, second):\n    with first:\n"
                             "        time.sleep(pause)\n        with second:\n            print('both')\n\n\n"
                             "threading.Thread(target=work, args=(a, b), name='there').start()\nthreading.Thread(target=work, args=(b, a), name='back').start()\n";

class WindowEditorTest : public WindowTest {
protected:
    using State = session::Run::State;

    void SetUp() override {
        if (!QFile::exists("/usr/bin/python3"))
            GTEST_SKIP() << "no python3";
        QSettings settings(folder.filePath("settings.ini"), QSettings::IniFormat);
        settings.setValue("programs/folder", folder.filePath("Braid"));
        window->programs().restore(settings);
    }
    EditorPane& pane() { return *find<EditorPane>("editor"); }
    CodeEditor& code() { return pane().code(); }
    /// Writes and opens it.
    QString open(const QString& name, const QString& text) {
        const QString path = folder.filePath("Braid/" + name);
        EXPECT_TRUE(editor::writeProgram(path, text));
        EXPECT_TRUE(window->programs().open(path));
        window->programs().showChosen();
        return path;
    }
    QString onDisk(const QString& path) {
        const auto text = editor::readProgram(path);
        return text ? *text : QString("missing");
    }
    session::Run& run() { return *window->session().run(); }
    QString messages() {
        QStringList lines;
        auto* list = find<QListWidget>("editorMessages");
        for (int i = 0; i < list->count(); ++i)
            lines << list->item(i)->text();
        return lines.join('\n');
    }
    /// Has `fill` answer the next dialog of the type D, which `act` makes come up.
    template <class D>
    void fill(const std::function<void(D&)>& fill, const std::function<void()>& act) {
        bool came = false;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (auto* dialog = qobject_cast<D*>(QApplication::activeModalWidget()); dialog && !came) {
                came = true;
                fill(*dialog);
            }
        });
        timer.start(10);
        act();
        EXPECT_TRUE(came) << "no dialog came";
    }
    /// Answers the next question, which `act` makes come up.
    void answer(QMessageBox::StandardButton button, const std::function<void()>& act) {
        bool came = false;
        QTimer timer;
        QObject::connect(&timer, &QTimer::timeout, &timer, [&] {
            if (auto* box = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()); box && !came) {
                came = true;
                box->button(button)->click();
            }
        });
        timer.start(10);
        act();
        EXPECT_TRUE(came) << "nothing was asked";
    }

    QTemporaryDir folder;
};

} // namespace braid::views
