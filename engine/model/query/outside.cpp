#include "engine/model/query/outside.h"

namespace braid::model {
namespace {

bool onlyLanesGive(const Object& object) { return (object.ownable() && !object.semaphore()) || object.resultOf; }

} // namespace

bool mayComeFromOutsideAt(const Model& model, const Object& object, Nanos time) {
    if (onlyLanesGive(object))
        return false;
    return object.givenOutside <= time || ((!model.finished() || time < model.endTime()) && model.unknownThreadsAt(time) > 0);
}

bool mayComeFromOutside(const Model& model, const Object& object) { return mayComeFromOutsideAt(model, object, model.endTime()); }

bool unknownThreadsMayGive(const Model& model, const Object& object) {
    return !onlyLanesGive(object) && model.unknownThreadsAt(model.endTime()) > 0;
}

} // namespace braid::model
