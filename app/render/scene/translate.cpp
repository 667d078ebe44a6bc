#include "app/render/scene/translate.h"

#include "app/render/scene/plain_text.h"
#include "app/render/scene/shown_name.h"

#include <QCoreApplication>

namespace braid::render {

QString translated(const model::Sentence& sentence) {
    return textOf(sentence.in(
        [](const char* pattern) { return QCoreApplication::translate("sentence", pattern).toStdString(); }, translatedName));
}

} // namespace braid::render
