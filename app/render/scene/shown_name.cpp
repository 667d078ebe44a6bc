#include "app/render/scene/shown_name.h"

#include "app/render/scene/plain_text.h"
#include "engine/model/text/name_words.h"

#include <QCoreApplication>

#include <functional>
#include <unordered_map>

namespace braid::render {
namespace {

std::optional<std::string> lookUp(const std::string& pattern) {
    const QString known = QCoreApplication::translate("name", pattern.c_str());
    std::string text = known.toStdString();
    return text == pattern ? std::nullopt : std::optional(std::move(text));
}

/// The same names are asked for in every frame.
class Known {
public:
    [[nodiscard]] std::string of(std::string_view name) {
        // There is one language at a time, and in English there is nothing to say. A name that every language has tells which.
        static constexpr const char* Probe = "main"; // its translation belongs to those of the catalogue
        const QString language = QCoreApplication::translate("name", Probe);
        if (language == QLatin1String(Probe))
            return std::string(name);
        if (language != m_language || m_names.size() >= Most) {
            m_names.clear();
            m_language = language;
        }
        const auto [place, isNew] = m_names.try_emplace(std::string(name));
        if (isNew)
            place->second = model::nameInWords(name, lookUp);
        return place->second;
    }

private:
    static constexpr std::size_t Most = 20'000;
    std::unordered_map<std::string, std::string> m_names;
    QString m_language;
};

} // namespace

std::string translatedName(std::string_view name) {
    thread_local Known known;
    return known.of(name);
}

QString shownName(const model::Model& model, std::string_view name) {
    return model.namesAreWords() || model::isGivenName(name) ? textOf(translatedName(name)) : textOf(name);
}

} // namespace braid::render
