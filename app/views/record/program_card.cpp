#include "app/views/record/program_card.h"

#include "app/views/base/words.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace braid::views {
namespace {

struct Cards {
    Q_DECLARE_TR_FUNCTIONS(ProgramCard)
};

QString section(const QString& title, const QString& text) { return QStringLiteral("<h2>%1</h2>%2").arg(title.toHtmlEscaped(), text); }
QString code(const QString& text) { return QStringLiteral("<pre>%1</pre>").arg(render::plain(text).toHtmlEscaped()); }
QString paragraph(const QString& text) { return QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()); }

} // namespace

QString programCard(const session::ProgramCall& call, const std::optional<session::Scenario>& described) {
    if (described) {
        QString html = QStringLiteral("<h1>%1</h1>").arg(scenarioTitle(*described).toHtmlEscaped());
        if (!described->about.empty())
            html += paragraph(toQt(described->about));
        html += paragraph(Cards::tr("A scenario of yours, described by its own source. Run compiles it with Braid's locks and threads, and runs it as Braid's own scenarios run."));
        html += section(Cards::tr("File"), code(call.command));
        html += section(Cards::tr("What to do"), paragraph(Cards::tr("Change it in the editor and press Run. Its parameters and presets are those of its description; sliders of times move it while it runs.")));
        return html;
    }
    if (call.source) {
        QString html = QStringLiteral("<h1>%1</h1>").arg(render::plain(QFileInfo(call.command).fileName()).toHtmlEscaped());
        html += paragraph(Cards::tr("A program of yours, from its source. Python is run by the interpreter that is chosen; C and C++ are compiled first."));
        html += section(Cards::tr("File"), code(call.command));
        html += section(Cards::tr("What to do"), paragraph(Cards::tr("Change it in the editor and press Run: it is saved, run and recorded. The lines light up at which its threads are. Stop ends one that goes on for ever.")) +
                                                     paragraph(Cards::tr("A value with a range behind it becomes a slider: threads = 5  # 1..50 in Python, int threads = 5; // 1..50 in C and C++. What is moved is used at the next Run, and does not change the text.")));
        return html;
    }
    QString html = QStringLiteral("<h1>%1</h1>").arg(render::plain(QFileInfo(call.command).fileName()).toHtmlEscaped());
    html += paragraph(Cards::tr("A program of yours. It is recorded as it is: nothing in it is changed, and what it prints, reads and returns is its own."));
    html += section(Cards::tr("What is run"), code(call.line()));
    if (!call.directory.isEmpty())
        html += section(Cards::tr("Folder"), code(call.directory));
    if (!call.environment.isEmpty()) {
        QString lines;
        for (const QString& line : call.environment.split(u'\n'))
            lines += code(line);
        html += section(Cards::tr("Environment"), lines);
    }
    html += section(Cards::tr("What to do"), paragraph(Cards::tr("Run records it once more. What it writes stands in the console, and what is typed there is its input. Stop sends it what Ctrl+C sends, a second later SIGTERM, and then ends it.")) +
                                                 paragraph(Cards::tr("Lines of source are shown where it was built with debug information (-g).")));
    return html;
}

} // namespace braid::views
