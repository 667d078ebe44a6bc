#include "app/views/base/appearance.h"

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QFontInfo>
#include <QIconEngine>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPalette>
#include <QPointer>
#include <QProxyStyle>
#include <QStyleFactory>
#include <QSvgRenderer>
#include <QToolTip>

namespace braid::views {
namespace {

constexpr double DisabledOpacity = 0.35; ///< of the icons of what cannot be done now
constexpr double HallScale = 1.5;        ///< from this scale of type on the window is for a hall

QByteArray contents(const QString& resource) {
    QFile file(resource);
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT_X(opened, "Appearance", qPrintable(resource));
    return opened ? file.readAll() : QByteArray();
}

/// Draws an SVG at whatever size is asked for; disabled ones fainter.
class TintedEngine : public QIconEngine {
public:
    TintedEngine(const QByteArray& svg, const QColor& color) : m_svg(svg), m_color(color) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray svg = m_svg;
        svg.replace("currentColor", m_color.name().toLatin1());
        // Fainter instead of grey: in high contrast all greys are near the colour of type.
        const double before = painter->opacity();
        if (mode == QIcon::Disabled)
            painter->setOpacity(before * DisabledOpacity);
        QSvgRenderer(svg).render(painter, rect);
        painter->setOpacity(before);
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }
    QIconEngine* clone() const override { return new TintedEngine(*this); }

private:
    QByteArray m_svg;
    QColor m_color;
};

/// Debian without a desktop falls back to DejaVu Sans, which is wide. Latin and Chinese letters come from a family each: in
/// those made for Chinese the quotation marks are as wide as a letter and the ellipsis stands at half height.
void chooseFont(QApplication& application) {
    const QStringList families = QFontDatabase::families();
    QFont font = application.font();
    if (QFontInfo(font).family().startsWith(QLatin1String("DejaVu"))) {
        QStringList chosen;
        const auto addFirstOf = [&](std::initializer_list<const char*> wanted) {
            const auto found = std::find_if(wanted.begin(), wanted.end(),
                                            [&](const char* family) { return families.contains(QLatin1String(family)); });
            if (found != wanted.end())
                chosen << QLatin1String(*found);
        };
        addFirstOf({"Inter", "Noto Sans", "DejaVu Sans"});
        addFirstOf({"Noto Sans CJK SC", "WenQuanYi Micro Hei"});
        if (!chosen.isEmpty())
            font.setFamilies(chosen);
    }
    if (font.pointSizeF() > 0 && font.pointSizeF() < 9.5)
        font.setPointSizeF(9.5);
    font.setStyleHint(QFont::SansSerif);
    application.setFont(font);
}

/// Qt knows the wish only where a desktop's platform plugin passes it on; without one its answer means nothing.
bool systemIsCalm() {
    return qEnvironmentVariable("XDG_CURRENT_DESKTOP").contains(QLatin1String("KDE")) &&
           !QApplication::isEffectEnabled(Qt::UI_General);
}

/// Fusion, whose own animations (progress, scroll bars, combo boxes) can be switched off.
class CalmableStyle : public QProxyStyle {
public:
    explicit CalmableStyle(const Appearance& appearance)
        : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))), m_appearance(&appearance) {}
    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget, QStyleHintReturn* result) const override {
        if (hint == SH_Widget_Animation_Duration && m_appearance && m_appearance->reducedMotion())
            return 0;
        if (hint == SH_DialogButtonBox_ButtonsHaveIcons) // Fusion's are a floppy disk and a red cross
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, result);
    }

private:
    QPointer<const Appearance> m_appearance; ///< the application keeps the style longer than the window its look
};

} // namespace

Appearance::Appearance(QApplication& application)
    : m_application(application), m_systemDark(application.palette().color(QPalette::Window).lightness() < 128),
      m_systemCalm(systemIsCalm()) {
    application.setStyle(new CalmableStyle(*this));
    chooseFont(application);
    m_fontSize = application.font().pointSizeF();
    apply();
}

void Appearance::setContrast(render::Contrast contrast) {
    if (contrast == m_contrast)
        return;
    m_contrast = contrast;
    apply();
    emit changed();
}

void Appearance::setTypeScale(double scale) {
    if (scale == m_typeScale)
        return;
    m_typeScale = scale;
    QFont font = QApplication::font();
    font.setPointSizeF(m_fontSize * scale);
    QApplication::setFont(font);
    apply();
    emit changed();
}

void Appearance::setMotion(Motion motion) {
    if (motion == m_motion)
        return;
    m_motion = motion;
    for (const Qt::UIEffect effect : {Qt::UI_AnimateMenu, Qt::UI_FadeMenu, Qt::UI_AnimateCombo, Qt::UI_AnimateTooltip,
                                      Qt::UI_FadeTooltip, Qt::UI_AnimateToolBox})
        QApplication::setEffectEnabled(effect, motion == Motion::Full);
    emit motionChanged();
}

bool Appearance::reducedMotion() const {
    return m_motion == Motion::Reduced || (m_motion == Motion::System && m_systemCalm);
}

render::Theme Appearance::theme() const {
    return dark() ? render::Theme::dark(m_typeScale, m_contrast) : render::Theme::light(m_typeScale, m_contrast);
}

bool Appearance::dark() const {
    return m_scheme == Scheme::Dark || (m_scheme == Scheme::System && m_systemDark);
}

void Appearance::setScheme(Scheme scheme) {
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    apply();
    emit changed();
}

QColor Appearance::color(const QString& token) const {
    Q_ASSERT_X(m_tokens.contains(token), "Appearance::color", qPrintable(token));
    return m_tokens.value(token);
}

QIcon Appearance::icon(const QString& name, const QString& token) const {
    const QByteArray svg = contents(QStringLiteral(":/icons/%1.svg").arg(name));
    return QIcon(new TintedEngine(svg, color(token)));
}

QFont Appearance::monospace() {
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    const QStringList families = QFontDatabase::families();
    for (const char* family : {"JetBrains Mono", "Fira Code", "Noto Sans Mono", "DejaVu Sans Mono"}) {
        if (!families.contains(QLatin1String(family)))
            continue;
        font.setFamily(QLatin1String(family));
        break;
    }
    font.setPointSizeF(QApplication::font().pointSizeF() - 0.5);
    font.setStyleHint(QFont::Monospace);
    return font;
}

QFont Appearance::digits() {
    QFont font = monospace();
    font.setWeight(QFont::DemiBold);
    return font;
}

void Appearance::apply() {
    const QString name = dark() ? QStringLiteral("dark") : QStringLiteral("light");
    m_tokens.clear();
    const bool high = m_contrast == render::Contrast::High;
    const QString file = high ? QStringLiteral(":/theme/%1-contrast.json") : QStringLiteral(":/theme/%1.json");
    const QJsonObject tokens = QJsonDocument::fromJson(contents(file.arg(name))).object();
    for (auto it = tokens.begin(); it != tokens.end(); ++it)
        m_tokens.insert(it.key(), QColor(it.value().toString()));

    QPalette palette;
    const auto set = [&](QPalette::ColorRole role, const char* token) {
        palette.setColor(role, color(QLatin1String(token)));
    };
    set(QPalette::Window, "window");
    set(QPalette::WindowText, "text");
    set(QPalette::Base, "surface");
    set(QPalette::AlternateBase, "raised");
    set(QPalette::Text, "text");
    set(QPalette::Button, "raised");
    set(QPalette::ButtonText, "text");
    set(QPalette::ToolTipBase, "raised");
    set(QPalette::ToolTipText, "text");
    set(QPalette::PlaceholderText, "faint");
    set(QPalette::Highlight, "accent");
    set(QPalette::HighlightedText, "accentText");
    set(QPalette::Link, "link");
    set(QPalette::LinkVisited, "link");
    set(QPalette::Light, "border");
    set(QPalette::Midlight, "border");
    set(QPalette::Mid, "border");
    set(QPalette::Dark, "borderStrong");
    set(QPalette::Shadow, "borderStrong");
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, color(QStringLiteral("faint")));
    m_application.setPalette(palette);
    QToolTip::setPalette(palette);

    // Longest names first, so that @accent does not eat the beginning of @accentText.
    QStringList names = m_tokens.keys();
    std::sort(names.begin(), names.end(), [](const QString& a, const QString& b) { return a.size() > b.size(); });
    QString sheet = QString::fromUtf8(contents(QStringLiteral(":/theme/style.qss")));
    if (high)
        sheet += QString::fromUtf8(contents(QStringLiteral(":/theme/contrast.qss")));
    sheet.replace(QStringLiteral("@scheme"), name);
    for (const QString& token : names)
        sheet.replace(QLatin1Char('@') + token, m_tokens.value(token).name());
    const double base = m_application.font().pointSizeF();
    sheet.replace(QStringLiteral("@sizeTitle"), QStringLiteral("%1pt").arg(base * 1.3));
    // What came of a run is quiet beside it, but read from the last row of a hall.
    sheet.replace(QStringLiteral("@sizeQuiet"), QStringLiteral("%1pt").arg(base * (m_typeScale >= HallScale ? 1.2 : 0.88)));
    sheet.replace(QStringLiteral("@sizeSmall"), QStringLiteral("%1pt").arg(base * 0.88));
    m_application.setStyleSheet(sheet);
}

} // namespace braid::views
