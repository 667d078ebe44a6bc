#include "app/views/editor/code_editor.h"

#include "app/views/base/appearance.h"

#include <Qsci/qscilexercpp.h>
#include <Qsci/qscilexerpython.h>

#include <QKeyEvent>
#include <QPainter>

#include <algorithm>
#include <initializer_list>

namespace braid::views {
namespace {

enum Margin {
    Numbers,
    Signs
};
enum Sign {
    ErrorSign,
    WarningSign,
    NoteSign,
    ErrorLine
};
constexpr int SignWidth = 14, LongLine = 4, IndentWidth = 4; ///< pixels, and columns
constexpr int WeakTint = 30;                                 ///< of 255

void paintStyles(QsciLexer& lexer, const QColor& color, std::initializer_list<int> styles) {
    for (const int style : styles)
        lexer.setColor(color, style);
}

} // namespace

CodeEditor::CodeEditor(Appearance& appearance, QWidget* parent) : QsciScintilla(parent), m_appearance(appearance) {
    setObjectName("codeEditor");
    dressDocument();
    setAutoIndent(true);
    setBraceMatching(QsciScintilla::SloppyBraceMatch);
    setCaretLineVisible(true);
    setScrollWidth(1);
    setScrollWidthTracking(true);
    setMarginType(Numbers, QsciScintilla::NumberMargin);
    setMarginType(Signs, QsciScintilla::SymbolMargin);
    setMarginWidth(Signs, SignWidth);
    setMarginWidth(2, 0);
    markerDefine(QsciScintilla::Circle, ErrorSign);
    markerDefine(QsciScintilla::RightTriangle, WarningSign);
    markerDefine(QsciScintilla::SmallRectangle, NoteSign);
    markerDefine(QsciScintilla::Background, ErrorLine);
    setMarginMarkerMask(Signs, 1 << ErrorSign | 1 << WarningSign | 1 << NoteSign);
    setFrameShape(QFrame::NoFrame);
    connect(this, &QsciScintilla::linesChanged, this, &CodeEditor::fitNumbers);
    connect(this, &QsciScintillaBase::SCN_ZOOM, this, &CodeEditor::fitNumbers);
    connect(&m_appearance, &Appearance::changed, this, &CodeEditor::recolor);
    setLanguage(editor::Language::Python);
    retranslate();
}

void CodeEditor::setLanguage(editor::Language language) {
    if (m_lexer && language == m_language)
        return;
    m_language = language;
    delete m_lexer;
    if (language == editor::Language::Python)
        m_lexer = new QsciLexerPython(this);
    else
        m_lexer = new QsciLexerCPP(this);
    recolor();
}

/// What Scintilla keeps with the text and not with its view.
void CodeEditor::dressDocument() {
    setUtf8(true);
    setEolMode(QsciScintilla::EolUnix);
    setIndentationsUseTabs(false);
    setIndentationWidth(IndentWidth);
    setTabWidth(IndentWidth);
    setBackspaceUnindents(true);
}

void CodeEditor::show(const QsciDocument& document) {
    m_lanes.clear();
    setDocument(document);
    dressDocument();
    recolor();
}

void CodeEditor::load(const QString& text) {
    m_lanes.clear();
    markMessages({});
    setText(text);
    SendScintilla(SCI_EMPTYUNDOBUFFER);
    setModified(false);
    setCursorPosition(0, 0);
    fitNumbers();
}

void CodeEditor::rewrite(const QString& written) {
    if (written == text())
        return;
    int line = 0, column = 0;
    getCursorPosition(&line, &column);
    const int top = firstVisibleLine();
    beginUndoAction();
    selectAll();
    replaceSelectedText(written);
    endUndoAction();
    setCursorPosition(line, column);
    setFirstVisibleLine(top);
}

void CodeEditor::markLanes(std::vector<LaneMark> marks) {
    if (marks == m_lanes)
        return;
    m_lanes = std::move(marks);
    viewport()->update();
}

void CodeEditor::markMessages(const std::vector<editor::Message>& messages) {
    markerDeleteAll();
    for (const editor::Message& message : messages) {
        if (message.line <= 0)
            continue;
        using Severity = editor::Message::Severity;
        markerAdd(message.line - 1, message.severity == Severity::Error ? ErrorSign : message.severity == Severity::Warning ? WarningSign
                                                                                                                            : NoteSign);
        if (message.severity == Severity::Error)
            markerAdd(message.line - 1, ErrorLine);
    }
}

void CodeEditor::goTo(int line, int column) {
    const int at = std::clamp(line, 1, std::max(1, lines())) - 1;
    // Compilers count bytes.
    const long begin = SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(at));
    const long end = SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(at));
    SendScintilla(SCI_GOTOPOS, static_cast<unsigned long>(std::min(end, begin + std::max(0, column - 1))));
    SendScintilla(SCI_VERTICALCENTRECARET);
}

bool CodeEditor::findText(const QString& text, bool back, bool again) {
    int line = 0, column = 0, endLine = 0, endColumn = 0;
    getCursorPosition(&line, &column);
    if (hasSelectedText()) {
        getSelection(&line, &column, &endLine, &endColumn);
        if (back ? !again : again) { // what is selected may still fit a longer word
            line = endLine;
            column = endColumn;
        }
    }
    return findFirst(text, false, false, false, true, !back, line, column, true);
}

bool CodeEditor::replaceText(const QString& text, const QString& by) {
    if (selectedText().compare(text, Qt::CaseInsensitive) == 0)
        replaceSelectedText(by);
    return findText(text, false, true);
}

int CodeEditor::replaceAll(const QString& text, const QString& by) {
    if (text.isEmpty())
        return 0;
    QString written = this->text();
    const auto count = static_cast<int>(written.count(text, Qt::CaseInsensitive));
    rewrite(written.replace(text, by, Qt::CaseInsensitive));
    return count;
}

void CodeEditor::toggleComments() {
    int from = 0, column = 0, to = 0, endColumn = 0;
    getCursorPosition(&from, &column);
    to = from;
    if (hasSelectedText()) {
        getSelection(&from, &column, &to, &endColumn);
        to -= to > from && endColumn == 0 ? 1 : 0; // the line after the last one that is wholly selected
    }
    const QString sign = m_language == editor::Language::Python ? QStringLiteral("#") : QStringLiteral("//");
    QStringList lines;
    qsizetype indent = -1;
    bool all = true;
    for (int line = from; line <= to; ++line) {
        QString words = text(line);
        while (words.endsWith(u'\n') || words.endsWith(u'\r'))
            words.chop(1);
        lines << words;
        const QString bare = words.trimmed();
        if (bare.isEmpty())
            continue;
        const qsizetype at = words.indexOf(bare);
        indent = indent < 0 ? at : std::min(indent, at);
        all = all && bare.startsWith(sign);
    }
    if (indent < 0)
        return;
    for (QString& words : lines) {
        if (words.trimmed().isEmpty())
            continue;
        if (!all) {
            words.insert(indent, sign + u' ');
            continue;
        }
        const qsizetype at = words.indexOf(sign);
        words.remove(at, sign.size() + (words.mid(at + sign.size(), 1) == QStringLiteral(" ") ? 1 : 0));
    }
    const auto begin = [&] { return static_cast<unsigned long>(SendScintilla(SCI_POSITIONFROMLINE, static_cast<unsigned long>(from))); };
    const auto end = [&] { return SendScintilla(SCI_GETLINEENDPOSITION, static_cast<unsigned long>(to)); };
    beginUndoAction();
    SendScintilla(SCI_SETSEL, begin(), end());
    replaceSelectedText(lines.join(u'\n'));
    endUndoAction();
    SendScintilla(SCI_SETSEL, from == to ? static_cast<unsigned long>(end()) : begin(), end());
}

bool CodeEditor::command(const QKeyEvent& key, bool only) {
    const bool shift = key.modifiers() == (Qt::ControlModifier | Qt::ShiftModifier);
    if (key.modifiers() != Qt::ControlModifier && !(shift && key.key() == Qt::Key_S))
        return false;
    switch (key.key()) {
    case Qt::Key_S:
        if (!only)
            shift ? emit saveAsRequested() : emit saveRequested();
        return true;
    case Qt::Key_H:
        if (!only)
            emit replaceRequested();
        return true;
    case Qt::Key_G:
        if (!only)
            emit lineRequested();
        return true;
    case Qt::Key_W:
        if (!only)
            emit closeRequested();
        return true;
    case Qt::Key_Slash:
        if (!only)
            toggleComments();
        return true;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        if (!only)
            emit otherFileRequested(key.key() == Qt::Key_PageUp ? -1 : 1);
        return true;
    case Qt::Key_M:
        if (!only) {
            m_tabMoves = !m_tabMoves;
            emit tabMovesChanged(m_tabMoves);
        }
        return true;
    default:
        return false;
    }
}

bool CodeEditor::event(QEvent* event) {
    // Before the window's keys of the same name.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto& key = *static_cast<QKeyEvent*>(event);
        if (command(key, true)) {
            event->accept();
            return true;
        }
        // Scintilla has commands on these; here they stay what they are everywhere in the window.
        if (key.modifiers() == Qt::ControlModifier && (key.key() == Qt::Key_R || key.key() == Qt::Key_F || key.key() == Qt::Key_P))
            return QWidget::event(event);
    }
    return QsciScintilla::event(event);
}

void CodeEditor::keyPressEvent(QKeyEvent* event) {
    if (command(*event, false))
        return;
    QsciScintilla::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) { // the new line from its beginning on
        SendScintilla(SCI_SETXOFFSET, 0L);
        SendScintilla(SCI_SCROLLCARET);
    }
}

bool CodeEditor::focusNextPrevChild(bool next) { return m_tabMoves ? QWidget::focusNextPrevChild(next) : QsciScintilla::focusNextPrevChild(next); }

void CodeEditor::focusInEvent(QFocusEvent* event) {
    QsciScintilla::focusInEvent(event);
    // That a window or a menu gives the focus back says nothing about what the person turns to.
    if (event->reason() != Qt::ActiveWindowFocusReason && event->reason() != Qt::PopupFocusReason && event->reason() != Qt::MenuBarFocusReason)
        emit entered();
}

void CodeEditor::paintEvent(QPaintEvent* event) {
    QsciScintilla::paintEvent(event);
    if (m_lanes.empty())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const int numbers = marginWidth(Numbers) + marginWidth(Signs);
    for (std::size_t i = 0; i < m_lanes.size();) {
        const auto marks = marksOfLine(m_lanes, m_lanes[i].line);
        i += marks.size();
        const auto line = static_cast<unsigned long>(marks.front().line - 1);
        const long end = SendScintilla(SCI_GETLINEENDPOSITION, line);
        const long top = SendScintilla(SCI_POINTYFROMPOSITION, 0UL, end), left = SendScintilla(SCI_POINTXFROMPOSITION, 0UL, end);
        const long height = SendScintilla(SCI_TEXTHEIGHT, line);
        if (marks.front().line > lines() || top + height < 0 || top > viewport()->height())
            continue;
        const QRectF place(0, static_cast<double>(top), viewport()->width(), static_cast<double>(height));
        painter.fillRect(place.adjusted(numbers, 0, 0, 0), tintOf(marks, m_appearance));
        // A stripe for each lane, three at most: their names stand behind the line.
        for (std::size_t lane = 0; lane < std::min<std::size_t>(marks.size(), 3); ++lane)
            painter.fillRect(QRectF(1 + 4 * static_cast<double>(lane), place.top() + 1, 3, place.height() - 2), marks[lane].color);
        paintLanePills(painter, marks, place, std::max<double>(static_cast<double>(left), numbers) + 18, viewport()->width(), Appearance::monospace(), m_appearance);
    }
}

void CodeEditor::fitNumbers() { setMarginWidth(Numbers, QStringLiteral("   ") + QString(std::max<qsizetype>(2, QString::number(lines()).size()), u'9')); }

void CodeEditor::recolor() {
    const auto color = [this](const char* token) { return m_appearance.color(QLatin1String(token)); };
    const QColor ground = color("surface"), ink = color("text");
    QsciLexer& lexer = *m_lexer;
    const QFont font = Appearance::monospace();
    lexer.setDefaultColor(ink);
    lexer.setDefaultPaper(ground);
    lexer.setDefaultFont(font);
    lexer.setColor(ink, -1);
    lexer.setPaper(ground, -1);
    lexer.setFont(font, -1);
    for (int style = 0; style < 128; ++style)
        lexer.setEolFill(false, style); // an open string would paint the rest of its line
    if (m_language == editor::Language::Python) {
        using P = QsciLexerPython;
        paintStyles(lexer, color("codeKeyword"), {P::Keyword});
        paintStyles(lexer, color("codeNumber"), {P::Number});
        paintStyles(lexer, color("codeString"), {P::DoubleQuotedString, P::SingleQuotedString, P::TripleSingleQuotedString, P::TripleDoubleQuotedString, P::UnclosedString, P::DoubleQuotedFString, P::SingleQuotedFString, P::TripleSingleQuotedFString, P::TripleDoubleQuotedFString});
        paintStyles(lexer, color("codeComment"), {P::Comment, P::CommentBlock});
        paintStyles(lexer, color("codeType"), {P::ClassName, P::FunctionMethodName});
        paintStyles(lexer, color("codePreprocessor"), {P::Decorator});
    } else {
        using C = QsciLexerCPP;
        paintStyles(lexer, color("codeKeyword"), {C::Keyword, C::KeywordSet2});
        paintStyles(lexer, color("codeNumber"), {C::Number, C::UserLiteral});
        paintStyles(lexer, color("codeString"), {C::DoubleQuotedString, C::SingleQuotedString, C::UnclosedString, C::RawString, C::EscapeSequence});
        paintStyles(lexer, color("codeComment"), {C::Comment, C::CommentLine, C::CommentDoc, C::CommentLineDoc});
        paintStyles(lexer, color("codeType"), {C::GlobalClass});
        paintStyles(lexer, color("codePreprocessor"), {C::PreProcessor});
    }
    setLexer(m_lexer);
    setPaper(ground);
    setColor(ink);
    setCaretForegroundColor(ink);
    setCaretWidth(2);
    setCaretLineBackgroundColor(color("hover"));
    setSelectionBackgroundColor(color("selection"));
    setSelectionForegroundColor(ink);
    setMatchedBraceBackgroundColor(color("pressed"));
    setMatchedBraceForegroundColor(ink);
    setUnmatchedBraceForegroundColor(color("danger"));
    setUnmatchedBraceBackgroundColor(ground);
    setMarginsBackgroundColor(color("surface"));
    setMarginsForegroundColor(color("faint"));
    setMarginsFont(font);
    const auto sign = [&](int which, const char* token) {
        setMarkerBackgroundColor(color(token), which);
        setMarkerForegroundColor(color(token), which);
    };
    sign(ErrorSign, "danger");
    sign(WarningSign, "warning");
    sign(NoteSign, "muted");
    QColor weak = color("danger");
    weak.setAlpha(WeakTint);
    setMarkerBackgroundColor(weak, ErrorLine);
    fitNumbers();
}

void CodeEditor::retranslate() { setAccessibleName(tr("Text of the program")); }

void CodeEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QsciScintilla::changeEvent(event);
}

} // namespace braid::views
