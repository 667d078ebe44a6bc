#pragma once

#include "app/render/scene/theme.h"

#include <QColor>
#include <QFont>
#include <QHash>
#include <QIcon>
#include <QObject>
#include <QString>

class QApplication;

namespace braid::views {

enum class Scheme {
    System,
    Light,
    Dark
};
enum class Motion {
    System,
    Full,
    Reduced
};

/// The look of everything around the timeline: palette, style sheet and icons, made from the colour tokens in
/// resources/theme. The timeline's own colours are render::Theme's. GUI thread only.
class Appearance : public QObject {
    Q_OBJECT
public:
    explicit Appearance(QApplication& application);

    void setScheme(Scheme scheme);
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    /// What the scheme amounts to now.
    [[nodiscard]] bool dark() const;

    void setContrast(render::Contrast contrast);
    [[nodiscard]] render::Contrast contrast() const { return m_contrast; }
    /// Enlarges all type (presenter mode), 0.75 … 3.
    void setTypeScale(double scale);
    [[nodiscard]] double typeScale() const { return m_typeScale; }
    /// Whether anything may move by itself: docks that glide, menus that fade, a live edge that is followed smoothly.
    void setMotion(Motion motion);
    [[nodiscard]] Motion motion() const { return m_motion; }
    /// What the choice amounts to now. As the system: KDE says so to Qt; other desktops do not.
    [[nodiscard]] bool reducedMotion() const;

    /// For the pictures: colours and type that go with the above.
    [[nodiscard]] render::Theme theme() const;

    /// A token of resources/theme/*.json; an unknown name asserts.
    [[nodiscard]] QColor color(const QString& token) const;
    /// resources/icons/<name>.svg in the colour of `token`, sharp at every size.
    [[nodiscard]] QIcon icon(const QString& name, const QString& token = QStringLiteral("text")) const;
    /// For code and for times.
    [[nodiscard]] static QFont monospace();
    /// Of clocks: digits that do not jump, a little heavier, in the present size.
    [[nodiscard]] static QFont digits();

signals:
    void changed(); ///< colours or type differ from now on; icons must be fetched again
    void motionChanged();

private:
    void apply();
    QApplication& m_application;
    Scheme m_scheme = Scheme::System;
    render::Contrast m_contrast = render::Contrast::Usual;
    Motion m_motion = Motion::System;
    double m_typeScale = 1;
    bool m_systemDark;
    bool m_systemCalm;     ///< the system wishes reduced motion
    double m_fontSize = 0; ///< points, of the application's font at scale 1
    QHash<QString, QColor> m_tokens;
};

} // namespace braid::views
