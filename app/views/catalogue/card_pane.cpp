#include "app/views/catalogue/card_pane.h"

#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/catalogue/card_text.h"

#include <QDesktopServices>
#include <QEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextTable>

namespace braid::views {
namespace {

/// Chinese has no spaces, but a line break in Markdown becomes one: lines that break between two Chinese characters or
/// marks are joined. Code stays as it is, because there lines do not begin or end so within a paragraph.
QString joinChineseLines(QString markdown) {
    static const QRegularExpression lineBreak(
        QStringLiteral("([\\x{3000}-\\x{9fff}\\x{ff00}-\\x{ffef}\\x{2018}-\\x{201d}])\n[ ]*"
                       "(?=[\\x{3000}-\\x{9fff}\\x{ff00}-\\x{ffef}\\x{2018}-\\x{201d}])"));
    return markdown.replace(lineBreak, QStringLiteral("\\1"));
}

/// Qt's Markdown reader leaves lines tight and headings huge: the rhythm is set afterwards.
void typeset(QTextDocument& document, const Appearance& appearance) {
    const double base = document.defaultFont().pointSizeF();
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        QTextCursor cursor(block);
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        const bool code = format.hasProperty(QTextFormat::BlockCodeFence) || format.nonBreakableLines();
        cursor.select(QTextCursor::BlockUnderCursor);
        QTextCharFormat characters;
        if (level > 0) {
            format.setTopMargin(level == 1 ? 2 : 14);
            format.setBottomMargin(level == 1 ? 8 : 4);
            characters.setFontPointSize(base * (level == 1 ? 1.45 : level == 2 ? 1.12
                                                                               : 1.0));
            characters.setFontWeight(QFont::DemiBold);
            if (level > 1)
                characters.setForeground(appearance.color("muted"));
            characters.setProperty(QTextFormat::FontSizeAdjustment, 0);
            cursor.mergeCharFormat(characters);
        } else if (code) {
            format.setBackground(appearance.color("window"));
            format.setNonBreakableLines(false); // a pane that scrolls sideways cannot be read
            format.setLeftMargin(6);
            characters.setFont(Appearance::monospace());
            cursor.mergeCharFormat(characters);
        } else {
            format.setLineHeight(135, QTextBlockFormat::ProportionalHeight);
            format.setBottomMargin(block.textList() ? 3 : 8);
            if (format.hasProperty(QTextFormat::BlockQuoteLevel)) { // Qt's is too deep for a pane this narrow
                format.setLeftMargin(10);
                format.setRightMargin(0);
                format.setBackground(appearance.color("window"));
            }
        }
        QTextCursor(block).setBlockFormat(format);
        for (auto it = block.begin(); !code && !it.atEnd(); ++it) {
            const QTextFragment fragment = it.fragment();
            if (!fragment.charFormat().fontFixedPitch() && !fragment.charFormat().isAnchor())
                continue;
            QTextCharFormat inlineFormat;
            if (fragment.charFormat().isAnchor()) {
                inlineFormat.setForeground(appearance.color("link"));
            } else {
                inlineFormat.setFontFamilies({Appearance::monospace().family()});
                inlineFormat.setFontPointSize(level > 0 ? base : Appearance::monospace().pointSizeF());
                inlineFormat.setBackground(appearance.color("window"));
            }
            QTextCursor part(&document);
            part.setPosition(fragment.position());
            part.setPosition(fragment.position() + fragment.length(), QTextCursor::KeepAnchor);
            part.mergeCharFormat(inlineFormat);
        }
    }
}

} // namespace

CardPane::CardPane(Appearance& appearance, QWidget* parent) : QTextBrowser(parent), m_appearance(appearance) {
    setObjectName("card");
    setOpenLinks(false);
    document()->setDocumentMargin(14);
    document()->setIndentWidth(18);
    connect(this, &QTextBrowser::anchorClicked, this, [this](const QUrl& link) {
        if (link.scheme().startsWith("http"))
            QDesktopServices::openUrl(link);
        else if (link.path().endsWith(".md"))
            emit scenarioRequested(link.fileName().chopped(3));
    });
    connect(&m_appearance, &Appearance::changed, this, &CardPane::refill);
    setAccessibleName(tr("About the scenario"));
}

void CardPane::showCard(const session::Scenario* scenario, const QString& language) {
    const QString id = scenario ? toQt(scenario->id) : QString();
    if (id == m_id && language == m_language && m_text.isEmpty())
        return;
    m_text.clear();
    m_id = id;
    m_language = language;
    m_title = scenario ? scenarioTitle(*scenario) : QString();
    m_about = scenario ? toQt(scenario->about) : QString();
    refill();
    verticalScrollBar()->setValue(0);
}

void CardPane::showText(const QString& html) {
    m_id.clear();
    m_text = html;
    refill();
    verticalScrollBar()->setValue(0);
}

void CardPane::refill() {
    setFont(QFont());
    document()->setDefaultFont(font());
    if (!m_text.isEmpty()) {
        setHtml(m_text);
        typeset(*document(), m_appearance);
        return;
    }
    if (m_id.isEmpty()) {
        setPlainText(tr("Choose a scenario on the left to read what it shows."));
        return;
    }
    for (const QString& language : {m_language, QStringLiteral("en")}) {
        const QString card = cardText(m_id, language);
        if (card.isEmpty())
            continue;
        setMarkdown(joinChineseLines(card));
        typeset(*document(), m_appearance);
        return;
    }
    // Not as Markdown: it is the scenario's own words, of whatever marks.
    const auto paragraph = [](const QString& text) { return QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()); };
    setHtml(QStringLiteral("<h1>%1</h1>").arg(m_title.toHtmlEscaped()) + (m_about.isEmpty() ? QString() : paragraph(m_about)) +
            paragraph(tr("There is no card for “%1” yet.").arg(m_id)));
    typeset(*document(), m_appearance);
}

void CardPane::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("About the scenario"));
        refill();
    }
    QTextBrowser::changeEvent(event);
}

} // namespace braid::views
