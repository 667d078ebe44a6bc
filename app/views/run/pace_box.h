#pragma once

#include <QWidget>

class QLabel;
class QSlider;

namespace braid::views {

class NumberBox;
class Setup;

/// Slow motion: a factor on every sleep of the scenario and a pause after each operation. Takes effect at once.
class PaceBox : public QWidget {
    Q_OBJECT
public:
    explicit PaceBox(Setup& setup, QWidget* parent = nullptr);

    /// How much room its labels take; the tooltips say it all.
    enum class Words {
        Long,
        Short,
        Least
    }; ///< the last one without the slider
    void setWords(Words words);

protected:
    void changeEvent(QEvent* event) override;

private:
    void showPace();
    void retranslate();
    Words m_words = Words::Long;
    Setup& m_setup;
    QLabel* m_label;
    QSlider* m_slider;
    NumberBox* m_factor;
    QLabel* m_delayLabel;
    NumberBox* m_delay;
};

} // namespace braid::views
