#include "app/views/export/animation_dialog.h"

#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/export/preview.h"
#include "app/views/run/files.h"
#include "app/views/run/run_session.h"
#include "app/views/run/status_line.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSlider>
#include <QSpinBox>
#include <QStandardPaths>
#include <QVBoxLayout>

#include <cmath>

namespace braid::views {
namespace {
const QString Ending = QStringLiteral(".gif");
} // namespace

AnimationDialog::AnimationDialog(RunSession& session, const render::PictureOptions& proposal, QWidget* parent)
    : QDialog(parent), m_session(session), m_proposal(proposal), m_edge(session.run()->edge()) {
    setObjectName("animationDialog");
    setWindowTitle(tr("Export an animation"));
    resize(1040, 600);
    m_picture = new QLabel(this);
    m_picture->setObjectName("animationPreview");
    m_picture->setAccessibleName(tr("Preview"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_slider = new QSlider(Qt::Horizontal, this);
    m_slider->setObjectName("animationSlider");
    m_slider->setAccessibleName(tr("Frame shown in the preview"));
    m_slider->setToolTip(tr("Frame shown in the preview"));
    m_facts = new QLabel(this);
    m_facts->setObjectName("animationFacts");
    m_facts->setProperty("role", "small");
    m_facts->setAlignment(Qt::AlignCenter);
    m_problem = new QLabel(this);
    m_problem->setObjectName("animationProblem");
    m_problem->setProperty("role", "nextTag");
    m_problem->setWordWrap(true);
    m_progress = new QProgressBar(this);
    m_progress->setObjectName("animationProgress");
    m_progress->setAccessibleName(tr("Frames written"));
    m_progress->hide();
    m_cancel = new QPushButton(tr("Close"), this);
    m_cancel->setObjectName("animationCancel");
    m_save = new QPushButton(tr("Save as…"), this);
    m_save->setObjectName("animationSave");
    m_save->setProperty("role", "primary");
    m_save->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(m_progress, 1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto* right = new QVBoxLayout;
    right->addWidget(m_picture, 1);
    right->addWidget(m_slider);
    right->addWidget(m_facts);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addWidget(buildOptions());
    middle->addLayout(right, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(middle, 1);
    layout->addLayout(buttons);
    connect(m_cancel, &QPushButton::clicked, this, &AnimationDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &AnimationDialog::askPath);
    connect(m_slider, &QSlider::valueChanged, this, &AnimationDialog::preview);
    m_later.setSingleShot(true);
    m_later.setInterval(PreviewDelay);
    connect(&m_later, &QTimer::timeout, this, &AnimationDialog::renew);
    connect(&m_next, &QTimer::timeout, this, &AnimationDialog::step);
    m_later.start();
}

QWidget* AnimationDialog::buildOptions() {
    m_form = new QWidget(this);
    m_form->setFixedWidth(300);
    auto* form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto combo = [&](const char* name, const QString& label, const std::vector<std::pair<QString, QVariant>>& items) {
        auto* result = new QComboBox(m_form);
        result->setObjectName(name);
        result->setAccessibleName(label);
        for (const auto& [text, value] : items)
            result->addItem(text, value);
        form->addRow(label, result);
        connect(result, &QComboBox::currentIndexChanged, &m_later, qOverload<>(&QTimer::start));
        return result;
    };
    m_kind = combo("animationKind", tr("What moves"),
                   {{tr("The run grows"), static_cast<int>(render::FilmKind::Grow)},
                    {tr("The view follows the run"), static_cast<int>(render::FilmKind::Follow)},
                    {tr("The cursor goes over the run"), static_cast<int>(render::FilmKind::Cursor)}});
    m_part = combo("animationPart", tr("Part"), {{tr("The whole run"), false}, {tr("The time in view"), true}});
    m_length = new QDoubleSpinBox(m_form);
    m_length->setObjectName("animationLength");
    m_length->setAccessibleName(tr("Length"));
    m_length->setRange(0.5, 300);
    m_length->setDecimals(1);
    m_length->setSuffix(QStringLiteral(" s"));
    m_length->setValue(8);
    form->addRow(tr("Length"), m_length);
    m_rate = new QSpinBox(m_form);
    m_rate->setObjectName("animationRate");
    m_rate->setAccessibleName(tr("Frames per second"));
    m_rate->setRange(render::FilmOptions::MinRate, render::FilmOptions::MaxRate);
    m_rate->setValue(20);
    form->addRow(tr("Frames per second"), m_rate);
    m_size = combo("animationSize", tr("Size"),
                   {{QStringLiteral("1280 × 720"), QSize(1280, 720)}, {QStringLiteral("960 × 540"), QSize(960, 540)}, {QStringLiteral("1920 × 1080"), QSize(1920, 1080)}, {QStringLiteral("800 × 600"), QSize(800, 600)}});
    m_theme = combo("animationTheme", tr("Colours"), {{tr("Light"), false}, {tr("Dark"), true}});
    m_theme->setCurrentIndex(m_proposal.dark ? 1 : 0);
    m_title = new QLineEdit(m_proposal.title, m_form);
    m_title->setObjectName("animationTitle");
    m_title->setAccessibleName(tr("Title"));
    m_title->setPlaceholderText(tr("No title"));
    form->addRow(tr("Title"), m_title);
    m_legend = new QCheckBox(tr("Legend"), m_form);
    m_legend->setObjectName("animationLegend");
    m_legend->setChecked(true);
    form->addRow(QString(), m_legend);
    connect(m_length, &QDoubleSpinBox::valueChanged, &m_later, qOverload<>(&QTimer::start));
    connect(m_rate, &QSpinBox::valueChanged, &m_later, qOverload<>(&QTimer::start));
    connect(m_title, &QLineEdit::textChanged, &m_later, qOverload<>(&QTimer::start));
    connect(m_legend, &QCheckBox::toggled, &m_later, qOverload<>(&QTimer::start));
    return m_form;
}

render::FilmOptions AnimationDialog::options() const {
    render::FilmOptions result;
    result.kind = static_cast<render::FilmKind>(m_kind->currentData().toInt());
    result.framesPerSecond = m_rate->value();
    result.picture = m_proposal;
    result.picture.seen.reset();
    result.picture.panes.clear();
    result.picture.dark = m_theme->currentData().toBool();
    const QSize size = m_size->currentData().toSize();
    result.picture.width = size.width();
    result.picture.height = size.height();
    const bool inView = m_part->currentData().toBool();
    result.picture.from = inView ? std::clamp<model::Nanos>(m_proposal.view.from, 0, m_edge) : 0;
    result.picture.to = inView ? std::clamp<model::Nanos>(m_proposal.view.to, 0, m_edge) : m_edge;
    result.picture.lanes = toQt(m_proposal.view.filter);
    result.picture.title = m_title->text();
    if (result.picture.title.isEmpty())
        result.picture.parameters.clear();
    result.picture.legend = m_legend->isChecked();
    result.speed = static_cast<double>(*result.picture.to - *result.picture.from) / 1e9 / m_length->value();
    return result;
}

void AnimationDialog::renew() {
    if (m_writer)
        return;
    const session::Run& run = *m_session.run();
    const render::FilmOptions wanted = options();
    auto film = render::Film::make(run.model(), run.findings(), m_edge, wanted);
    m_save->setEnabled(film.ok());
    m_problem->setText(film ? QString() : asSentence(session::errorText(film.error())));
    m_film = film ? std::move(*film) : nullptr;
    if (!m_film)
        return;
    m_facts->setText(tr("%1 frames, %2 s; %3 × as fast as the run")
                         .arg(m_film->frames())
                         .arg(static_cast<double>(m_film->length().count()) / 1000, 0, 'f', 1)
                         .arg(wanted.speed, 0, 'g', 3));
    const bool first = m_slider->maximum() == 99; // of a new slider: begin in the middle, where something is seen
    const QSignalBlocker quiet(m_slider);
    const double share = first ? 0.6 : static_cast<double>(m_slider->value()) / std::max(1, m_slider->maximum());
    m_slider->setRange(0, m_film->frames() - 1);
    m_slider->setValue(static_cast<int>(std::lround(share * (m_film->frames() - 1))));
    preview();
}

void AnimationDialog::preview() {
    if (!m_film || m_writer || m_picture->size().isEmpty())
        return;
    const QImage image = m_film->frame(m_slider->value());
    const double ratio = devicePixelRatioF();
    const QSize room = QSizeF(QSizeF(m_picture->size()) * ratio).toSize();
    QPixmap pixmap = QPixmap::fromImage(
        image.size().width() > room.width() || image.height() > room.height()
            ? image.scaled(room, Qt::KeepAspectRatio, Qt::SmoothTransformation)
            : image);
    pixmap.setDevicePixelRatio(ratio);
    m_picture->setPixmap(pixmap);
}

void AnimationDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    m_later.start();
}

void AnimationDialog::askPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    QString path = QFileDialog::getSaveFileName(this, tr("Save the animation"),
                                                folder + '/' + proposedName(m_session.run()) + Ending,
                                                QStringLiteral("GIF (*.gif)"));
    if (path.isEmpty())
        return;
    if (!path.endsWith(Ending, Qt::CaseInsensitive))
        path += Ending;
    writeTo(path);
}

bool AnimationDialog::writeTo(const QString& path) {
    m_later.stop();
    renew();
    if (!m_film)
        return false;
    auto writer = render::FilmWriter::begin(path, *m_film);
    if (!writer) {
        m_problem->setText(asSentence(session::errorText(writer.error())));
        return false;
    }
    m_writer = std::move(*writer);
    m_path = path;
    m_problem->hide();
    m_progress->setRange(0, m_film->frames());
    m_progress->setValue(0);
    m_progress->show();
    m_form->setEnabled(false);
    m_slider->setEnabled(false);
    m_save->setEnabled(false);
    m_cancel->setText(tr("Stop"));
    m_next.start(0);
    return true;
}

void AnimationDialog::step() {
    if (const Status written = m_writer->step(); !written) {
        stopWriting(asSentence(session::errorText(written.error())));
        return;
    }
    m_progress->setValue(m_writer->written());
    if (!m_writer->done())
        return;
    stopWriting(tr("Saved."));
    if (StatusLine* status = StatusLine::of(this))
        status->announceSaved(m_path);
    accept();
}

void AnimationDialog::stopWriting(const QString& message) {
    m_next.stop();
    m_writer.reset();
    m_progress->hide();
    m_problem->show();
    m_problem->setText(message);
    m_form->setEnabled(true);
    m_slider->setEnabled(true);
    m_save->setEnabled(true);
    m_cancel->setText(tr("Close"));
}

void AnimationDialog::reject() {
    if (m_writer)
        stopWriting(tr("Stopped; nothing was written."));
    else
        QDialog::reject();
}

} // namespace braid::views
