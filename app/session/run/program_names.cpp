#include "app/session/run/program_names.h"

#include <QCoreApplication>
#include <QFile>

namespace braid::session {

using trace::EventKind;

bool ProgramNames::look(const model::Model& model, trace::SupervisorWriter& writer) {
    bool some = false;
    for (; m_sites < model.siteEnd(); ++m_sites) {
        const model::Site* site = model.site(SiteId{m_sites});
        if (site == nullptr || (site->module == 0 && site->line == 0 && site->file.empty()))
            break; // a later number was told first
        nameSite(model, m_sites, writer);
        some = true;
    }
    for (; m_objects < model.objects().size(); ++m_objects)
        some = nameObject(model, *model.object(model.objects()[m_objects]), writer) || some;
    return some;
}

void ProgramNames::nameSite(const model::Model& model, std::uint32_t number, trace::SupervisorWriter& writer) {
    const model::Site& site = *model.site(SiteId{number});
    const model::Module* module = model.module(site.module);
    if (module == nullptr)
        return;
    const record::SourcePlace place = m_symbols.place(module->path, site.offset);
    if (place.line != 0)
        writer.append(EventKind::DefineSite, ObjectId{number}, place.line, 0, place.file + '\0' + place.function);
    else if (!place.function.empty())
        writer.append(EventKind::DefineCode, ObjectId{number}, site.offset, site.module, place.function);
}

bool ProgramNames::nameObject(const model::Model& model, const model::Object& object, trace::SupervisorWriter& writer) {
    const model::Module* module = object.module != 0 ? model.module(object.module) : nullptr;
    // The interpreter's lock has a name of its own, and no variable.
    if (module == nullptr || object.address < module->base || object.kind == trace::ObjectKind::InterpreterLock)
        return false;
    const std::string name = m_symbols.variable(module->path, object.address - module->base);
    // A word that the language's library waits at in the place of others has a name that says nothing.
    if (object.kind == trace::ObjectKind::Futex && name.starts_with("std::"))
        return false;
    if (!name.empty())
        writer.append(EventKind::NameObject, object.id, 0, 0, name);
    return !name.empty();
}

QString shimPath() {
    const QString beside = QCoreApplication::applicationDirPath() + "/libbraid-record.so";
    if (QFile::exists(beside))
        return beside;
    return QCoreApplication::applicationDirPath() + "/../" BRAID_LIBRARY_FOLDER "/braid/libbraid-record.so";
}

} // namespace braid::session
