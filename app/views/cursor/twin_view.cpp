#include "app/views/cursor/twin_view.h"

#include <QLabel>
#include <QScrollBar>
#include <QVBoxLayout>

namespace braid::views {

TwinView::TwinView(Appearance& appearance, QWidget* parent) : QWidget(parent), m_title(new QLabel(this)), m_pane(new SourcePane(appearance, this)) {
    setObjectName("twinView");
    m_pane->setObjectName("twinSource");
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_title->setObjectName("twinTitle");
    m_title->setProperty("role", "muted");
    m_title->setTextFormat(Qt::PlainText);
    m_title->setContentsMargins(12, 3, 12, 3);
    m_title->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    layout->addWidget(m_title);
    layout->addWidget(m_pane, 1);
    setFocusProxy(m_pane);
    connect(m_pane, &SourcePane::lineActivated, this, [this](int line, bool back) {
        if (const auto beside = m_second ? m_lines.cppOf(line) : m_lines.pythonOf(line); !beside.empty())
            emit lineActivated(beside.front(), back);
    });
}

void TwinView::follow(const QString& path, const QString& scenarioId, const QString& cpp, const QString& python) {
    const QString other = path == cpp ? python : path == python ? cpp
                                                                : QString();
    if (path == m_followed)
        return;
    m_followed = path;
    m_second = m_python = other == python;
    m_lines = {};
    if (!other.isEmpty()) {
        const auto text = [this](const QString& file) { return m_pane->files().read(file).value_or(QString()); };
        m_lines = twinLines(text(QStringLiteral("scenarios/python/beside.txt")), scenarioId, text(cpp), text(python));
    }
    m_pane->showFile(other);
    m_title->setText(other);
}

void TwinView::followCopy(const QString& path, const QString& text, const QString& original) {
    if (const QString followed = path + u'\n' + text; followed == m_followed)
        return;
    else
        m_followed = followed;
    m_python = false;
    m_second = true;
    m_lines = sameLines(text, m_pane->files().read(original).value_or(QString()));
    m_pane->showFile(original);
    m_title->setText(original);
}

std::vector<int> TwinView::twinsOf(int line) const { return m_second ? m_lines.pythonOf(line) : m_lines.cppOf(line); }

void TwinView::markLanes(const std::vector<LaneMark>& marks) {
    std::vector<LaneMark> beside;
    for (const LaneMark& mark : marks)
        for (const int line : twinsOf(mark.line)) {
            beside.push_back(mark);
            beside.back().line = line;
        }
    m_pane->markLanes(std::move(beside));
}

void TwinView::markLine(int line) {
    const std::vector<int> twins = twinsOf(line);
    m_pane->markLine(twins.empty() ? 0 : twins.front());
}

void TwinView::align(int line) {
    std::pair<int, int> next{0, 0}; // beside, here
    for (const auto& [cpp, python] : m_lines.pairs) {
        const std::pair<int, int> pair = m_second ? std::pair{cpp, python} : std::pair{python, cpp};
        if (pair.first >= line && (next.first == 0 || pair.first < next.first))
            next = pair;
    }
    if (next.first > 0)
        m_pane->verticalScrollBar()->setValue(next.second - 1 - (next.first - line));
}

} // namespace braid::views
