#include "app/views/compare/compare_page.h"

#include "app/render/scene/amount_text.h"
#include "app/render/scene/plain_text.h"
#include "app/render/scene/translate.h"
#include "app/session/catalogue.h"
#include "app/session/compared_run.h"
#include "app/session/parameters_line.h"
#include "app/session/words.h"
#include "app/views/base/appearance.h"
#include "app/views/base/words.h"
#include "app/views/compare/compared_picture.h"
#include "app/views/compare/compared_runs.h"
#include "app/views/compare/each_value.h"
#include "app/views/run/files.h"
#include "app/views/run/navigation.h"
#include "app/views/run/run_session.h"
#include "app/views/run/setup.h"
#include "app/views/statistics/figures_view.h"
#include "app/views/statistics/statistics_feed.h"
#include "engine/model/text/sentence.h"

#include <QEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <algorithm>
#include <cmath>
#include <limits>

namespace braid::views {
namespace {
using analysis::Difference;
using analysis::Quantity;
using Step = session::SharedViewState::Step;

constexpr int MenuWidth = 560; ///< of an entry, in pixels

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

ComparePage::ComparePage(RunSession& session, Setup& setup, Appearance& appearance, QWidget* parent)
    : QWidget(parent), m_session(session), m_setup(setup), m_appearance(appearance),
      m_feed(new StatisticsFeed(session, *this, StatisticsFeed::Of::WholeRun)), m_runs(new ComparedRuns(session, this)),
      m_each(new EachValue(session, setup, this)), m_with(new QLabel(this)), m_open(new QPushButton(this)), m_choose(new QPushButton(this)),
      m_last(new QPushButton(this)), m_menu(new QMenu(this)), m_apart(new QLabel(this)), m_message(new QLabel(this)),
      m_picture(new ComparedPicture(session, appearance)), m_table(new FiguresView(appearance, "differences")), m_save(new QPushButton(this)) {
    build();
    connect(m_save, &QPushButton::clicked, this, &ComparePage::savePicture);
    connect(m_open, &QPushButton::clicked, this, [this] {
        const QStringList paths = askForRuns(this);
        if (paths.isEmpty())
            return;
        if (const QString wrong = open(paths); !wrong.isEmpty())
            QMessageBox::warning(this, tr("Compare with a run in a file"), wrong);
    });
    connect(m_last, &QPushButton::clicked, m_runs, &ComparedRuns::showLatest);
    connect(m_menu, &QMenu::aboutToShow, this, &ComparePage::fillMenu);
    connect(m_runs, &ComparedRuns::changed, this, &ComparePage::refresh);
    connect(m_each, &EachValue::begun, m_runs, &ComparedRuns::showFromNowOn);
    connect(m_feed, &StatisticsFeed::changed, this, &ComparePage::refresh);
    connect(&m_session, &RunSession::runChanged, this, &ComparePage::refresh);
    connect(&m_session, &RunSession::stateChanged, this, &ComparePage::refresh);
    connect(m_table, &FiguresView::chosen, this, &ComparePage::choose);
    connect(&m_appearance, &Appearance::changed, this, &ComparePage::dress);
    dress();
}

void ComparePage::build() {
    m_with->setObjectName("compareWith");
    m_with->setProperty("role", "small");
    m_with->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_open->setObjectName("compareOpen");
    m_choose->setObjectName("compareChoose");
    m_choose->setMenu(m_menu);
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
    m_table->wrapFirst();
    m_save->setObjectName("compareSave");
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 4, 8, 4);
    row->addWidget(m_with, 1);
    for (QPushButton* button : {m_last, m_choose, m_open, m_save})
        row->addWidget(button);
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
}

ComparePage::~ComparePage() = default;

bool ComparePage::ready() const { return !m_runs->shown().empty(); }

QString ComparePage::open(const QStringList& paths) { return m_runs->open(paths); }

void ComparePage::runEach(const std::string& parameter) { m_each->start(parameter); }

void ComparePage::refresh() {
    m_differences.clear();
    m_differing.clear();
    const auto& latest = m_feed->latest();
    const session::Run* run = m_session.run();
    const std::vector<const ComparedRuns::Other*> others = m_runs->shown();
    if (run && latest && !others.empty()) {
        const auto compare = [&](const analysis::RunFacts& facts, std::size_t number) {
            for (analysis::Difference& difference : analysis::compare(others.front()->facts, facts)) {
                m_differences.push_back(std::move(difference));
                m_differing.push_back(number);
            }
        };
        for (std::size_t i = 1; i < others.size(); ++i)
            compare(others[i]->facts, i + 1);
        analysis::RunFacts present = analysis::factsOf(run->model(), run->findings(), *latest);
        present.parameters = session::inUnits(std::move(present.parameters), m_session.scenarioCalled(run->scenarioId()));
        compare(present, others.size() + 1);
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
    const bool several = m_runs->shown().size() > 1;
    columns.push_back({tr("Difference"), several ? tr("In what a run differs from the first one") : tr("In what the present run differs from the other one"),
                       [this, at, several](std::size_t row) {
                           const QString sentence = render::translated(at(row).sentence);
                           return several ? tr("1 and %1: %2").arg(m_differing[row]).arg(sentence) : sentence;
                       }});
    columns.front().hint = columns.front().text;
    const auto value = [&](const QString& title, const QString& tip, double Difference::*member) {
        columns.push_back({title, tip, [at, member](std::size_t row) { return valueOf(at(row), at(row).*member); },
                           [at, member](std::size_t row) {
                               return at(row).quantity == Quantity::None ? std::numeric_limits<double>::quiet_NaN() : at(row).*member;
                           }});
    };
    value(tr("First"), several ? tr("In the first run") : tr("In the other run"), &Difference::first);
    value(tr("Second"), several ? tr("In the later one of the two") : tr("In the present run"), &Difference::second);
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

QString ComparePage::say(const QString& scenario, const QString& otherwise) const {
    const session::Scenario* known = m_session.scenarioCalled(scenario);
    return known ? scenarioTitle(*known) : render::plain(otherwise);
}

QString ComparePage::with() const {
    if (const QString file = m_runs->reading(); !file.isEmpty())
        return tr("Reading %1 …").arg(file);
    const std::vector<const ComparedRuns::Other*> others = m_runs->shown();
    if (others.empty())
        return {};
    if (others.size() > 1)
        return tr("%1 runs on one time axis; the last one is the present run").arg(others.size() + 1);
    return tr("First: %1 · second: the present run").arg(others.front()->file ? others.front()->name : say(others.front()->scenario, others.front()->name));
}

QString ComparePage::differentScenarios(const session::Run& present) const {
    const std::vector<const ComparedRuns::Other*> others = m_runs->shown();
    const QString first = others.front()->scenario;
    if (std::all_of(others.begin(), others.end(), [&](const auto* other) { return other->scenario == first; }) && present.scenarioId() == first)
        return {};
    if (others.size() > 1)
        return tr("These runs are of different scenarios.");
    return session::differentScenarios(say(first, others.front()->name), render::plain(session::runTitle(present)));
}

void ComparePage::retell() {
    const session::Run* run = m_session.run();
    const bool compared = run && ready();
    QString message;
    if (!run)
        message = tr("Compares runs: run a scenario again with other parameters, or open the files of other runs.");
    else if (!compared)
        message = m_runs->busy() ? tr("Counting …")
                                 : tr("There is no earlier run yet. Run once more with other parameters, or open the file of another run.");
    else if (!m_feed->latest())
        message = tr("Counting …");
    else if (m_differences.empty())
        message = tr("The two runs do not differ by more than any two runs do.");
    m_with->setText(with());
    m_with->setToolTip(plainTip(m_with->text()));
    const QString apart = compared && m_feed->latest() ? differentScenarios(*run) : QString();
    m_apart->setText(apart);
    m_apart->setVisible(!apart.isEmpty());
    m_message->setText(message);
    m_message->setVisible(!message.isEmpty());
    m_table->setVisible(message.isEmpty());
    m_beside->setVisible(message.isEmpty() || !m_beside->widget(0)->isHidden());
    m_last->setVisible(m_runs->canShowLatest());
}

void ComparePage::showPictures() {
    std::vector<std::shared_ptr<const session::Run>> runs;
    for (const ComparedRuns::Other* other : m_runs->shown())
        runs.push_back(other->run);
    runs.push_back(m_session.share());
    const bool all = runs.size() > 1 && m_feed->latest() && std::all_of(runs.begin(), runs.end(), [](const auto& run) {
                         return run && run->state() == session::Run::State::Over;
                     });
    if (!all)
        runs.clear();
    m_picture->show(std::move(runs));
    m_beside->widget(0)->setVisible(all);
    m_save->setVisible(all);
}

void ComparePage::savePicture() {
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the picture of these runs"), QStringLiteral("comparison.png"), tr("Pictures (*.png *.svg *.pdf)"));
    if (path.isEmpty())
        return;
    std::vector<render::RunDifferences> differences;
    for (std::size_t run = 2; run <= m_runs->shown().size() + 1; ++run) {
        std::vector<Difference> ofRun;
        for (std::size_t i = 0; i < m_differences.size(); ++i)
            if (m_differing[i] == run)
                ofRun.push_back(m_differences[i]);
        differences.push_back({run, session::listedDifferences(ofRun)});
    }
    if (const QString wrong = m_picture->save(path, differences); !wrong.isEmpty())
        QMessageBox::warning(this, tr("Save the picture of these runs"), wrong);
}

void ComparePage::fillMenu() {
    m_menu->clear();
    const std::vector<ComparedRuns::Other>& all = m_runs->all();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const ComparedRuns::Other& other = all[i];
        const session::Scenario* scenario = m_session.scenarioCalled(other.scenario);
        QString words = other.file ? other.name : say(other.scenario, other.name);
        if (const QString values = other.run ? session::parametersLine(other.run->model(), scenario) : QString(); !values.isEmpty())
            words += QStringLiteral("  ·  ") + values;
        QAction* action = m_menu->addAction(withAmpersands(m_menu->fontMetrics().elidedText(words, Qt::ElideRight, MenuWidth)));
        action->setCheckable(true);
        action->setChecked(other.shown);
        connect(action, &QAction::toggled, this, [this, i](bool on) { m_runs->show(i, on); });
    }
    if (!all.empty()) {
        m_menu->addSeparator();
        QAction* every = m_menu->addAction(tr("All earlier runs"), m_runs, &ComparedRuns::showEarlier);
        every->setCheckable(true);
        every->setChecked(m_runs->showsEarlier());
    }
    const session::Scenario* scenario = m_setup.scenario();
    if (!scenario)
        return;
    for (const session::Parameter& parameter : scenario->parameters)
        if (!parameter.choices.empty())
            m_menu->addAction(withAmpersands(tr("Run with each value of “%1”, compare all").arg(session::parameterLabel(parameter))), this,
                              [this, name = parameter.name] { runEach(name); });
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
    m_open->setText(tr("Open other runs…"));
    m_open->setToolTip(tr("Compare the present run with others in files"));
    m_save->setText(tr("Save the picture…"));
    m_save->setToolTip(tr("The runs on one time axis, with the differences, as PNG, SVG or PDF"));
    m_picture->setAccessibleName(tr("The runs on one time axis"));
    m_choose->setText(tr("Compare with"));
    m_choose->setToolTip(tr("Which earlier runs are compared with the present one; one or several"));
    m_last->setText(tr("Earlier run"));
    m_last->setToolTip(tr("Compare with the run before this one again"));
    m_table->setAccessibleName(tr("Differences between the runs"));
    refresh();
}

void ComparePage::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange)
        dress();
    QWidget::changeEvent(event);
}

} // namespace braid::views
