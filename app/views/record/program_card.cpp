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

QString programCard(const session::ProgramCall& call) {
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
