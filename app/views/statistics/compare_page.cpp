#include "app/views/statistics/compare_page.h"

#include "app/render/scene/amount_text.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/translate.h"
#include "app/session/catalogue.h"
#include "app/session/error_text.h"
#include "app/session/words.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/run/files.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/statistics/compared_picture.h"
#include "app/views/statistics/figures_view.h"
#include "app/views/statistics/run_digest.h"
#include "app/views/statistics/statistics_feed.h"
#include "engine/model/text/sentence.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <cmath>
#include <limits>

namespace braid::views {
namespace {
using analysis::Difference;
using analysis::Quantity;
using Step = session::SharedViewState::Step;

/// Of a run that is kept for its picture only.
constexpr std::size_t MostEventsKept = 1'000'000;

QString valueOf(const Difference& difference, double value) {
    switch (difference.quantity) {
    case Quantity::Nanoseconds:
        return toQt(model::durationText(static_cast<model::Nanos>(value)));
    case Quantity::Count:
        return render::amountText(std::round(value));
    case Quantity::Share:
        return render::amountText(std::round(value * 100), QStringLiteral("%"));
    case Quantity::PerSecond:
        return QStringLiteral("%1/s").arg(render::amountText(value));
    case Quantity::None:
        break;
    }
    return {};
}
} // namespace

ComparePage::ComparePage(RunSession& session, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_appearance(appearance),
      m_feed(new StatisticsFeed(session, *this, StatisticsFeed::Of::WholeRun)), m_digest(new RunDigest(this)),
      m_with(new QLabel(this)), m_open(new QPushButton(this)), m_last(new QPushButton(this)), m_apart(new QLabel(this)),
      m_message(new QLabel(this)), m_picture(new ComparedPicture(session, appearance)), m_table(new FiguresView(appearance, "differences")), m_save(new QPushButton(this)) {
    m_with->setObjectName("compareWith");
    m_with->setProperty("role", "small");
    m_with->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_open->setObjectName("compareOpen");
    m_last->setObjectName("compareLast");
    m_apart->setObjectName("compareApart");
    m_apart->setTextFormat(Qt::PlainText);
    m_apart->setWordWrap(true);
    m_apart->setContentsMargins(12, 2, 8, 4);
    m_message->setObjectName("compareMessage");
    m_message->setProperty("role", "muted");
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_message->setContentsMargins(14, 12, 14, 12);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 4, 8, 4);
    row->addWidget(m_with, 1);
    row->addWidget(m_last);
    row->addWidget(m_open);
    m_save->setObjectName("compareSave");
    row->addWidget(m_save);
    connect(m_save, &QPushButton::clicked, this, &ComparePage::savePicture);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(row);
    layout->addWidget(m_apart);
    layout->addWidget(m_message);
    auto* pictures = new QScrollArea(this);
    pictures->setObjectName("comparedPictures");
    pictures->setWidgetResizable(true);
    pictures->setWidget(m_picture);
    m_beside = new QSplitter(Qt::Horizontal, this);
    m_beside->addWidget(pictures);
    m_beside->addWidget(m_table);
    m_beside->setStretchFactor(0, 3);
    m_beside->setStretchFactor(1, 2);
    m_beside->setChildrenCollapsible(false);
    layout->addWidget(m_beside, 1);

    connect(m_open, &QPushButton::clicked, this, [this] {
        const QString path = askForRun(this);
        if (path.isEmpty())
            return;
        if (const QString wrong = open(path); !wrong.isEmpty())
            QMessageBox::warning(this, tr("Compare with a run in a file"), wrong);
    });
    connect(m_last, &QPushButton::clicked, this, [this] {
        m_first = m_former;
        m_firstRun = m_formerRun;
        m_firstName = m_formerName;
        m_fromFile = false;
        refresh();
    });
    connect(m_digest, &RunDigest::done, this, [this](analysis::RunFacts facts, const std::shared_ptr<session::Run>& run) {
        m_digestName.of = run->scenarioId();
        facts.parameters = session::inUnits(std::move(facts.parameters), m_session.scenarioCalled(m_digestName.of));
        const std::shared_ptr<session::Run> kept = run->model().log().size() <= MostEventsKept ? run : nullptr;
        if (!m_digestIsFile) {
            m_former = facts;
            m_formerRun = kept;
            m_formerName = m_digestName;
        }
        if (m_digestIsFile || !m_fromFile) {
            m_first = facts;
            m_firstRun = kept;
            m_firstName = m_digestName;
            m_fromFile = m_digestIsFile;
        }
        refresh();
    });
    connect(m_feed, &StatisticsFeed::changed, this, &ComparePage::refresh);
    connect(&m_session, &RunSession::aboutToChangeRun, this, &ComparePage::keepPresent);
    connect(&m_session, &RunSession::runChanged, this, &ComparePage::refresh);
    connect(&m_session, &RunSession::stateChanged, this, &ComparePage::refresh);
    connect(m_table, &FiguresView::chosen, this, &ComparePage::choose);
    connect(&m_appearance, &Appearance::changed, this, &ComparePage::dress);
    dress();
}

ComparePage::~ComparePage() = default;

/// The run that the window leaves becomes the one before.
void ComparePage::keepPresent() {
    const std::shared_ptr<session::Run> run = m_session.share();
    // What was not over ends with its window; and a file that is being read for the comparison goes first.
    if (!run || run->state() != session::Run::State::Over || run->model().log().empty() || (m_digest->busy() && m_digestIsFile))
        return;
    m_digestName = {run->scenarioId(), run->title(), {}};
    m_digestIsFile = false;
    m_digest->take(run);
}

QString ComparePage::open(const QString& path) {
    auto opened = session::Run::open(path);
    if (!opened)
        return asSentence(session::errorText(opened.error()));
    m_digestName = {{}, QFileInfo(path).fileName(), {}};
    m_digestIsFile = true;
    m_digest->take(std::move(opened.value()));
    retell();
    return {};
}

void ComparePage::refresh() {
    m_differences.clear();
    const auto& latest = m_feed->latest();
    const session::Run* run = m_session.run();
    if (run && latest && m_first) {
        analysis::RunFacts present = analysis::factsOf(run->model(), run->findings(), *latest);
        present.parameters = session::inUnits(std::move(present.parameters), m_session.scenarioCalled(run->scenarioId()));
        m_differences = analysis::compare(*m_first, present);
    }
    showDifferences();
    showPictures();
    retell();
}

void ComparePage::showDifferences() {
    if (m_differences.empty()) {
        m_table->showFigures({}, 0);
        return;
    }
    const auto at = [this](std::size_t row) -> const Difference& { return m_differences[row]; };
    std::vector<FiguresColumn> columns;
    columns.push_back({tr("Difference"), tr("In what the present run differs from the other one"),
                       [at](std::size_t row) { return render::translated(at(row).sentence); }});
    columns.front().hint = columns.front().text;
    const auto value = [&](const QString& title, const QString& tip, double Difference::*member) {
        columns.push_back({title, tip, [at, member](std::size_t row) { return valueOf(at(row), at(row).*member); },
                           [at, member](std::size_t row) {
                               return at(row).quantity == Quantity::None ? std::numeric_limits<double>::quiet_NaN() : at(row).*member;
                           }});
    };
    value(tr("First"), tr("In the other run"), &Difference::first);
    value(tr("Second"), tr("In the present run"), &Difference::second);
    FiguresColumn ratio{tr("Side by side"), tr("The first run above, the second below, to one scale"), [](std::size_t) { return QString(); },
                        [at](std::size_t row) {
                            const Difference& d = at(row);
                            return d.quantity == Quantity::None || d.first <= 0 ? std::numeric_limits<double>::quiet_NaN()
                                                                                : d.second / d.first;
                        }};
    ratio.pair = [at](std::size_t row) { return QPointF(at(row).first, at(row).second); };
    columns.push_back(std::move(ratio));
    m_table->showFigures(std::move(columns), m_differences.size());
}

QString ComparePage::say(const Name& name) const {
    const session::Scenario* scenario = m_session.scenarioCalled(name.scenario);
    return scenario ? scenarioTitle(*scenario) : render::plain(name.otherwise);
}

QString ComparePage::differentScenarios(const session::Run& present) const {
    if (m_firstName.of == present.scenarioId())
        return {};
    const session::Scenario* first = m_session.scenarioCalled(m_firstName.of);
    return session::differentScenarios(first ? scenarioTitle(*first) : say(m_firstName), render::plain(session::runTitle(present)));
}

void ComparePage::retell() {
    const session::Run* run = m_session.run();
    QString with, message;
    if (m_digest->busy() && m_digestIsFile)
        with = tr("Reading %1 …").arg(say(m_digestName));
    else if (m_first)
        with = tr("First: %1 · second: the present run").arg(say(m_firstName));
    if (!run)
        message = tr("Compares two runs: run a scenario twice with other parameters, or open the file of another run.");
    else if (!m_first)
        message = m_digest->busy() ? tr("Counting …")
                                   : tr("There is no earlier run yet. Run once more with other parameters, or open the file of another run.");
    else if (!m_feed->latest())
        message = tr("Counting …");
    else if (m_differences.empty())
        message = tr("The two runs do not differ by more than any two runs do.");
    m_with->setText(with);
    m_with->setToolTip(plainTip(with));
    const QString apart = run && m_first && m_feed->latest() ? differentScenarios(*run) : QString();
    m_apart->setText(apart);
    m_apart->setVisible(!apart.isEmpty());
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_table->setVisible(message.isEmpty());
    m_beside->setVisible(message.isEmpty() || !m_beside->widget(0)->isHidden());
    m_last->setVisible(m_fromFile && m_former);
}

void ComparePage::showPictures() {
    const std::shared_ptr<session::Run> present = m_session.share();
    const bool both = m_firstRun && present && present->state() == session::Run::State::Over && m_feed->latest();
    m_picture->show(both ? m_firstRun : nullptr, both ? present : nullptr);
    m_beside->widget(0)->setVisible(both);
    m_save->setVisible(both);
}

void ComparePage::savePicture() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the picture of both runs"), QStringLiteral("comparison.png"), tr("Pictures (*.png *.svg *.pdf)"));
    if (path.isEmpty())
        return;
    QStringList sentences;
    for (const Difference& difference : m_differences)
        sentences << render::translated(difference.sentence);
    if (const QString wrong = m_picture->save(path, sentences); !wrong.isEmpty())
        QMessageBox::warning(this, tr("Save the picture of both runs"), wrong);
}

void ComparePage::choose(int row) {
    const Difference& difference = m_differences[static_cast<std::size_t>(row)];
    const session::Run* run = m_session.run();
    if (!run || difference.subject != analysis::Subject::Object)
        return;
    for (const ObjectId id : run->model().objects())
        if (run->model().object(id)->name == difference.name) {
            m_session.view().update([id](render::ViewState& state) { selectObject(state, id); }, Step::New);
            return;
        }
}

void ComparePage::dress() {
    m_open->setText(tr("Open another run…"));
    m_open->setToolTip(tr("Compare the present run with one in a file"));
    m_save->setText(tr("Save the picture…"));
    m_save->setToolTip(tr("Both runs on one time axis, with the differences, as PNG, SVG or PDF"));
    m_picture->setAccessibleName(tr("Both runs on one time axis"));
    m_last->setText(tr("Earlier run"));
    m_last->setToolTip(tr("Compare with the run before this one again"));
    m_table->setAccessibleName(tr("Differences between two runs"));
    refresh();
}

void ComparePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        dress();
    QWidget::changeEvent(event);
}

} // namespace braid::views
