#include "app/views/export/export_dialog.h"

#include "app/render/paint/paint.h"
#include "app/session/error_text.h"
#include "app/views/base/words.h"
#include "app/views/export/lane_choice.h"
#include "app/views/export/legend_choice.h"
#include "app/views/export/preview.h"
#include "app/views/run/files.h"
#include "app/views/run/run_session.h"
#include "app/views/run/status_line.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTabWidget>
#include <QVBoxLayout>

namespace braid::views {

ExportDialog::ExportDialog(RunSession& session, const render::PictureOptions& proposal, double viewWidth, QWidget* parent)
    : QDialog(parent), m_session(session), m_proposal(proposal) {
    setObjectName("exportDialog");
    setWindowTitle(tr("Export a picture"));
    resize(1080, 680);
    m_picture = new QLabel(this);
    m_picture->setObjectName("exportPreview");
    m_picture->setAccessibleName(tr("Preview"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_size = new QLabel(this);
    m_size->setObjectName("exportSize");
    m_size->setProperty("role", "small");
    m_size->setAlignment(Qt::AlignCenter);
    m_problem = new QLabel(this);
    m_problem->setObjectName("exportProblem");
    m_problem->setProperty("role", "nextTag");
    m_problem->setWordWrap(true);

    auto* copy = new QPushButton(tr("Copy to the clipboard"), this);
    copy->setObjectName("exportCopy");
    auto* cancel = new QPushButton(tr("Close"), this);
    auto* save = new QPushButton(tr("Save as…"), this);
    save->setObjectName("exportSave");
    save->setProperty("role", "primary");
    save->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(copy);
    buttons->addWidget(m_problem, 1);
    buttons->addWidget(cancel);
    buttons->addWidget(save);

    auto* right = new QVBoxLayout;
    right->addWidget(m_picture, 1);
    right->addWidget(m_size);
    auto* middle = new QHBoxLayout;
    middle->setSpacing(20);
    middle->addWidget(buildTabs(viewWidth));
    middle->addLayout(right, 1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addLayout(middle, 1);
    layout->addLayout(buttons);

    connect(copy, &QPushButton::clicked, this, &ExportDialog::toClipboard);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save, &QPushButton::clicked, this, &ExportDialog::askPath);
    m_later.setSingleShot(true);
    m_later.setInterval(PreviewDelay);
    connect(&m_later, &QTimer::timeout, this, &ExportDialog::preview);
    m_later.start();
}

QWidget* ExportDialog::buildTabs(double viewWidth) {
    const session::Run& run = *m_session.run();
    auto* tabs = new QTabWidget(this);
    tabs->setObjectName("exportTabs");
    tabs->setFixedWidth(330);
    tabs->setDocumentMode(true);
    tabs->addTab(buildOptions(viewWidth), tr("Picture"));
    m_lanes = new LaneChoice(run.model(), m_proposal.view, this);
    tabs->addTab(m_lanes, tr("Lanes"));
    m_legendEntries = new LegendChoice(render::legendContent(run.model(), run.findings(), run.edge(), {}).states, this);
    tabs->addTab(m_legendEntries, tr("Legend"));
    connect(m_lanes, &LaneChoice::changed, &m_later, qOverload<>(&QTimer::start));
    connect(m_legendEntries, &LegendChoice::changed, &m_later, qOverload<>(&QTimer::start));
    adapt();
    return tabs;
}

QWidget* ExportDialog::buildOptions(double viewWidth) {
    auto* box = new QWidget(this);
    auto* form = new QFormLayout(box);
    form->setContentsMargins(2, 12, 2, 0);
    form->setVerticalSpacing(10);
    form->setRowWrapPolicy(QFormLayout::DontWrapRows);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto combo = [&](const char* name, const QString& label, const std::vector<std::pair<QString, QVariant>>& items) {
        auto* result = new QComboBox(box);
        result->setObjectName(name);
        result->setAccessibleName(label);
        for (const auto& [text, value] : items)
            result->addItem(text, value);
        form->addRow(label, result);
        connect(result, &QComboBox::currentIndexChanged, &m_later, qOverload<>(&QTimer::start));
        return result;
    };
    m_format = combo("exportFormat", tr("Format"), {{tr("PNG image"), "png"}, {tr("SVG drawing"), "svg"}, {tr("PDF page"), "pdf"}});
    m_scale = combo("exportScale", tr("Resolution"),
                    {{QStringLiteral("1×"), 1.0}, {QStringLiteral("2×"), 2.0}, {QStringLiteral("3×"), 3.0}, {QStringLiteral("4×"), 4.0}});
    m_scale->setCurrentIndex(1);
    m_part = combo("exportPart", tr("Part"), {{tr("The whole run"), static_cast<int>(Part::Whole)}, {tr("The time in view"), static_cast<int>(Part::InView)}, {tr("The window as it is"), static_cast<int>(Part::Window)}});
    m_page = combo("exportPage", tr("Page"), {{tr("As large as the picture"), static_cast<int>(render::Page::AsDrawn)}, {tr("A4 upright"), static_cast<int>(render::Page::A4)}, {tr("A4 landscape"), static_cast<int>(render::Page::A4Landscape)}, {tr("A3 upright"), static_cast<int>(render::Page::A3)}, {tr("A3 landscape"), static_cast<int>(render::Page::A3Landscape)}, {tr("Letter upright"), static_cast<int>(render::Page::Letter)}, {tr("Letter landscape"), static_cast<int>(render::Page::LetterLandscape)}, {tr("Slide 16:9"), static_cast<int>(render::Page::Slide)}});
    m_page->setToolTip(tr("In a PDF, lanes that do not fit legibly go on over several pages"));
    m_theme = combo("exportTheme", tr("Colours"), {{tr("Light"), false}, {tr("Dark"), true}});
    m_theme->setCurrentIndex(m_proposal.dark ? 1 : 0);
    m_width = new QSpinBox(box);
    m_width->setObjectName("exportWidth");
    m_width->setRange(400, 6000);
    m_width->setSingleStep(100);
    m_width->setSuffix(QStringLiteral(" px"));
    m_width->setValue(static_cast<int>(viewWidth));
    m_width->setAccessibleName(tr("Width"));
    form->addRow(tr("Width"), m_width);
    m_title = new QLineEdit(m_proposal.title, box);
    m_title->setObjectName("exportTitle");
    m_title->setAccessibleName(tr("Title"));
    m_title->setPlaceholderText(tr("No title"));
    form->addRow(tr("Title"), m_title);
    m_parameters = new QLineEdit(m_proposal.parameters, box);
    m_parameters->setObjectName("exportParameters");
    m_parameters->setAccessibleName(tr("Parameters"));
    m_parameters->setCursorPosition(0);
    form->addRow(tr("Parameters"), m_parameters);
    const auto check = [&](const char* name, const QString& label) {
        auto* result = new QCheckBox(label, box);
        result->setObjectName(name);
        result->setChecked(true);
        form->addRow(QString(), result);
        connect(result, &QCheckBox::toggled, &m_later, qOverload<>(&QTimer::start));
        return result;
    };
    m_legend = check("exportLegend", tr("Legend"));
    m_arrows = check("exportArrows", tr("Arrows"));
    m_objects = check("exportObjects", tr("Locks and other objects"));
    m_charts = check("exportCharts", tr("Charts of the results"));
    m_charts->setChecked(m_proposal.charts.story);
    connect(m_width, &QSpinBox::valueChanged, &m_later, qOverload<>(&QTimer::start));
    for (QLineEdit* line : {m_title, m_parameters})
        connect(line, &QLineEdit::textChanged, &m_later, qOverload<>(&QTimer::start));
    connect(m_format, &QComboBox::currentIndexChanged, this, &ExportDialog::adapt);
    connect(m_part, &QComboBox::currentIndexChanged, this, &ExportDialog::adapt);
    connect(m_legend, &QCheckBox::toggled, this, &ExportDialog::adapt);
    return box;
}

void ExportDialog::adapt() {
    const bool window = m_part->currentData().toInt() == static_cast<int>(Part::Window);
    m_scale->setEnabled(format() == QLatin1String("png"));
    m_width->setEnabled(!window); // as wide as the window's panes
    m_lanes->setEnabled(!window);
    m_legendEntries->setEnabled(m_legend->isChecked());
    m_charts->setEnabled(!window && !m_proposal.charts.charts.empty()); // the window has its own, or none
}

QString ExportDialog::format() const { return m_format->currentData().toString(); }

render::PictureOptions ExportDialog::options() const {
    const render::ViewState& view = m_proposal.view;
    const auto part = static_cast<Part>(m_part->currentData().toInt());
    render::PictureOptions result;
    result.dark = m_theme->currentData().toBool();
    result.width = m_width->value();
    result.scale = format() == QLatin1String("png") ? m_scale->currentData().toDouble() : 1;
    result.page = static_cast<render::Page>(m_page->currentData().toInt());
    if (part == Part::InView) {
        result.from = view.from;
        result.to = view.to;
    } else if (part == Part::Window) {
        result.seen = m_proposal.seen;
        result.panes = m_proposal.panes;
    }
    result.onlyLanes = m_lanes->lanes();
    m_legendEntries->apply(result);
    result.title = m_title->text();
    result.parameters = m_parameters->text();
    result.legend = m_legend->isChecked();
    result.arrows = m_arrows->isChecked();
    result.objects = m_objects->isChecked();
    if (m_charts->isEnabled() && m_charts->isChecked())
        result.charts = m_proposal.charts;
    result.view = view;
    result.view.hoveredLane = {};
    result.view.hoveredEvent = model::NoEvent;
    return result;
}

void ExportDialog::preview() {
    const session::Run& run = *m_session.run();
    const render::PictureOptions wanted = options();
    const auto pages = render::pagesOf(run.model(), run.findings(), run.edge(), wanted, format() == QLatin1String("pdf"));
    const render::PicturePage& page = pages.front();
    const QSizeF room = m_picture->size();
    if (page.size.isEmpty() || room.isEmpty())
        return;
    const double ratio = devicePixelRatioF();
    const double fit = std::min({room.width() / page.size.width(), room.height() / page.size.height(), 1.0});
    QImage image((page.size * fit * ratio).toSize().expandedTo({1, 1}), QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(ratio);
    const render::Theme theme = wanted.dark ? render::Theme::dark() : render::Theme::light();
    image.fill(theme.color(render::Role::Background));
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(fit, fit);
    painter.translate(page.origin);
    painter.scale(page.scale, page.scale);
    render::paint(painter, page.scene, theme);
    painter.end();
    m_picture->setPixmap(QPixmap::fromImage(image));
    const QSize pixels = (page.size * wanted.scale).toSize();
    const QSize points = (page.size * render::PointsPerPixel).toSize();
    m_size->setText(format() == QLatin1String("png")   ? tr("%1 × %2 pixels").arg(pixels.width()).arg(pixels.height())
                    : format() == QLatin1String("pdf") ? tr("%1 × %2 points, vector").arg(points.width()).arg(points.height())
                                                       : tr("%1 × %2 pixels, vector").arg(pixels.width()).arg(pixels.height()));
    if (pages.size() > 1)
        m_size->setText(tr("%1; the first of %2 pages").arg(m_size->text()).arg(pages.size()));
}

void ExportDialog::resizeEvent(QResizeEvent* event) {
    QDialog::resizeEvent(event);
    m_later.start();
}

void ExportDialog::toClipboard() {
    const session::Run& run = *m_session.run();
    render::PictureOptions wanted = options();
    wanted.scale = m_scale->currentData().toDouble();
    auto image = render::pictureImage(run.model(), run.findings(), run.edge(), wanted);
    if (!image) {
        m_problem->setText(asSentence(session::errorText(image.error())));
        return;
    }
    QGuiApplication::clipboard()->setImage(image.value());
    m_problem->setText(tr("Copied."));
}

bool ExportDialog::exportTo(const QString& path) {
    const session::Run& run = *m_session.run();
    const Status written = render::writePicture(path, run.model(), run.findings(), run.edge(), options());
    if (StatusLine* status = written ? StatusLine::of(this) : nullptr)
        status->announceSaved(path);
    m_problem->setText(written ? tr("Saved.") : asSentence(session::errorText(written.error())));
    return written.ok();
}

void ExportDialog::askPath() {
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    const QString name = proposedName(m_session.run());
    QString path = QFileDialog::getSaveFileName(this, tr("Save the picture"), folder + '/' + name + '.' + format(),
                                                QStringLiteral("%1 (*.%2)").arg(format().toUpper(), format()));
    if (path.isEmpty())
        return;
    if (!path.endsWith('.' + format(), Qt::CaseInsensitive))
        path += '.' + format();
    if (exportTo(path))
        accept();
}

} // namespace braid::views
