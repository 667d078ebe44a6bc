#include "app/cli/answers.h"

#include "app/cli/text.h"
#include "app/render/scene/shown_name.h"
#include "app/render/scene/words.h"
#include "engine/model/text/names.h"
#include "engine/model/text/plain_text.h"
#include "engine/model/text/sentence.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace braid::cli {
namespace {

using Json = nlohmann::ordered_json;
using model::Model;
using model::Nanos;

/// "worker-2/main", "worker-2/main/fetch": with those in front that it belongs to.
std::string pathOf(const Model& model, LaneId id) {
    constexpr int Deepest = 16;
    const model::Lane* lane = model.lane(id);
    std::string path;
    for (int depth = 0; lane && depth < Deepest; lane = model.lane(lane->parent), ++depth)
        path = path.empty() ? lane->name : lane->name + "/" + path;
    return path;
}

/// Those called so, else those of which it is the end of the path.
std::vector<LaneId> lanesCalled(const Model& model, const std::string& word) {
    std::vector<LaneId> called;
    for (const LaneId id : model.lanes())
        if (model.name(id) == word || render::shownName(model, id).toStdString() == word)
            called.push_back(id);
    if (!called.empty())
        return called;
    for (const LaneId id : model.lanes())
        if (const std::string path = "/" + pathOf(model, id); path.ends_with("/" + word))
            called.push_back(id);
    return called;
}

/// The lane called `word`, with its process in front or without it, else the one of that number.
Result<LaneId> laneCalled(const Model& model, const std::string& word) {
    const std::vector<LaneId> called = lanesCalled(model, word);
    if (called.size() == 1)
        return called.front();
    constexpr std::size_t MostNamed = 12;
    const auto listed = [](const std::vector<LaneId>& lanes, const auto& textOf) {
        std::string list;
        for (std::size_t i = 0; i < lanes.size() && i < MostNamed; ++i)
            list += (i > 0 ? ", " : "") + textOf(lanes[i]);
        if (lanes.size() > MostNamed)
            list += ' ' + said(Cli::tr("and %1 more"), {model::countText(lanes.size() - MostNamed)});
        return list;
    };
    if (!called.empty())
        return wrong(said(Cli::tr("%1 lanes are called \"%2\"; give the number of one: %3"),
                          {model::countText(called.size()), word,
                           listed(called, [&model](LaneId id) { return std::to_string(id.value) + " (" + model::plainText(pathOf(model, id)) + ")"; })}));
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), number);
    if (error == std::errc() && end == word.data() + word.size() && model.lane(LaneId{number}))
        return LaneId{number};
    return wrong(said(Cli::tr("the run has no lane \"%1\"; it has %2"),
                      {word, listed(model.lanes(), [&model](LaneId id) { return render::shownName(model, id).toStdString(); })}));
}

Status checkInside(const Model& model, const char* option, const std::optional<std::chrono::nanoseconds>& time) {
    if (time && time->count() > model.endTime())
        return wrong(said(Cli::tr("%1 lies after the end of the run, which took %2"),
                          {option, model::durationText(model.endTime())}));
    return Done{};
}

/// Who holds what the link waits for: the next one of the chain, where the object has owners.
LaneId heldBy(const Model& model, const analysis::WhyLink& link) {
    const model::Object* object = model.object(link.object);
    return object && object->ownable() ? link.next : LaneId{};
}

Json whyJson(const Facts& facts, const Answers::OfLane& answer) {
    const Model& model = facts.model;
    Json chain = Json::array();
    for (const analysis::WhyLink& link : answer.why.links)
        chain.push_back({{"lane", link.lane.value},
                         {"since_ns", link.since},
                         {"waits_for", idOrNull(link.object)},
                         {"held_by", idOrNull(heldBy(model, link))},
                         {"next", idOrNull(link.next)},
                         {"sentence", link.sentence.english()},
                         {"site", siteJson(model, link.site)}});
    Json cycle = Json::array();
    for (const LaneId lane : answer.why.cycle)
        cycle.push_back(lane.value);
    Json waker = nullptr;
    if (answer.waker.cause != model::NoEvent)
        waker = {{"lane", answer.waker.lane.value},
                 {"at_ns", answer.waker.at},
                 {"event", model::nameOf(model.log()[answer.waker.cause].kind)},
                 {"site", siteJson(model, model.event(answer.waker.cause).site)},
                 {"sentence", answer.waker.sentence.english()}};
    return {{"lane", answer.lane.value},
            {"at_ns", answer.at},
            {"cause", analysis::causeName(answer.why.cause)},
            {"verdict", answer.why.verdict.english()},
            {"chain", std::move(chain)},
            {"cycle", std::move(cycle)},
            {"woken_by", std::move(waker)}};
}

double shareOf(Nanos part, const analysis::CriticalPath& path) {
    return path.end > path.begin ? static_cast<double>(part) / static_cast<double>(path.end - path.begin) : 0;
}

Json pathJson(const Facts& facts, const analysis::CriticalPath& path) {
    const auto& log = facts.model.log();
    Json pieces = Json::array();
    for (const analysis::PathPiece& piece : path.pieces)
        pieces.push_back({{"lane", piece.lane.value},
                          {"state", model::nameOf(piece.state)},
                          {"object", idOrNull(piece.object)},
                          {"begin_ns", piece.begin},
                          {"end_ns", piece.end},
                          {"let_go_by", piece.cause == model::NoEvent ? Json(nullptr) : Json(model::nameOf(log[piece.cause].kind))}});
    Json shares = Json::array();
    for (const analysis::PathShare& share : path.shares)
        shares.push_back({{"lane", share.lane.value},
                          {"state", model::nameOf(share.state)},
                          {"object", idOrNull(share.object)},
                          {"ns", share.ns},
                          {"share", shareOf(share.ns, path)}});
    Json objects = Json::array();
    for (const analysis::PathUse& use : path.uses)
        objects.push_back({{"object", use.object.value},
                           {"held_ns", use.held},
                           {"waited_ns", use.waited},
                           {"hand_overs", use.handOvers}});
    return {{"from_ns", path.begin}, {"to_ns", path.end}, {"pieces", std::move(pieces)}, {"shares", std::move(shares)}, {"objects", std::move(objects)}};
}

void writeWhy(std::ostream& out, const Facts& facts, const Answers::OfLane& answer, const Ink& ink) {
    const Model& model = facts.model;
    out << ink.heading(said(Cli::tr("%1 at %2: why?"), {render::shownName(model, answer.lane).toStdString(), model::durationText(answer.at)}))
        << '\n';
    int number = 0;
    for (const analysis::WhyLink& link : answer.why.links) {
        out << padded(std::to_string(++number), 4, true) << "  " << model::plainText(spoken(link.sentence));
        if (const std::string site = model::siteText(model, link.site); !site.empty())
            out << "  (" << model::plainText(site) << ")";
        out << '\n';
    }
    const bool severe = answer.why.cause == analysis::Cause::Cycle || answer.why.cause == analysis::Cause::NoneLeft;
    const std::string verdict = model::plainText(spoken(answer.why.verdict));
    out << "   ⇒  " << (severe ? ink.alarm(verdict) : verdict) << '\n';
    if (answer.waker.cause != model::NoEvent)
        out << "   ⇐  " << model::plainText(spoken(answer.waker.sentence)) << '\n';
}

std::string whatOf(const Model& model, model::State state, ObjectId object) {
    const std::string what = render::stateName(state).toStdString();
    return object ? what + " " + render::shownName(model, object).toStdString() : what;
}

void writePath(std::ostream& out, const Facts& facts, const analysis::CriticalPath& path, const Ink& ink) {
    const Model& model = facts.model;
    const Nanos whole = path.end - path.begin;
    const std::string count = model::countText(path.pieces.size());
    out << ink.heading(said(Cli::tr("Critical path"))) << ": "
        << said(Cli::tr("%1, from %2 to %3, in %4"),
                {model::durationText(whole), model::durationText(path.begin), model::durationText(path.end),
                 path.pieces.size() == 1 ? said(Cli::tr("%1 piece"), {count}) : said(Cli::tr("%1 pieces"), {count})})
        << '\n';
    Table shares({said(Cli::tr("lane")), said(Cli::tr("does")), said(Cli::tr("for")), said(Cli::tr("share"))}, 2, 3);
    for (const analysis::PathShare& share : path.shares)
        shares.add({render::shownName(model, share.lane).toStdString(), whatOf(model, share.state, share.object),
                    model::durationText(share.ns), shareText(static_cast<double>(share.ns), static_cast<double>(whole))});
    shares.write(out, ink);
    if (!path.uses.empty()) {
        Table uses({said(Cli::tr("object")), said(Cli::tr("kind")), said(Cli::tr("held")), said(Cli::tr("share")),
                    said(Cli::tr("waited for")), said(Cli::tr("hand-overs"))},
                   2, 5);
        for (const analysis::PathUse& use : path.uses)
            uses.add({render::shownName(model, use.object).toStdString(), render::objectKindName(*model.object(use.object)).toStdString(),
                      model::durationText(use.held), shareText(static_cast<double>(use.held), static_cast<double>(whole)),
                      model::durationText(use.waited), std::to_string(use.handOvers)});
        out << '\n'
            << ink.heading(said(Cli::tr("Objects on it"))) << '\n';
        uses.write(out, ink);
    }
    Table pieces({said(Cli::tr("from")), said(Cli::tr("for")), said(Cli::tr("lane")), said(Cli::tr("does")),
                  said(Cli::tr("ended by"))},
                 0, 1);
    for (const analysis::PathPiece& piece : path.pieces)
        pieces.add({model::durationText(piece.begin), model::durationText(piece.end - piece.begin),
                    render::shownName(model, piece.lane).toStdString(), whatOf(model, piece.state, piece.object),
                    piece.cause == model::NoEvent ? "" : model::plainText(spoken(model::describe(model, piece.cause)))});
    out << '\n'
        << ink.heading(said(Cli::tr("Pieces"))) << '\n';
    pieces.write(out, ink);
}

} // namespace

Result<Answers> answersTo(const Facts& facts, const Questions& questions) {
    const Model& model = facts.model;
    Answers answers;
    for (const auto& [option, time] : {std::pair{"--at", &questions.at}, std::pair{"--from", &questions.from}})
        if (const auto inside = checkInside(model, option, *time); !inside)
            return inside.error();
    if (!questions.why.empty()) {
        const auto lane = laneCalled(model, questions.why);
        if (!lane)
            return lane.error();
        const Nanos at = questions.at ? questions.at->count() : model.endTime();
        answers.why = {*lane, at, analysis::whyAt(model, facts.findings, *lane, at), analysis::wakerAt(model, *lane, at)};
    }
    if (questions.criticalPath)
        answers.criticalPath = analysis::criticalPath(model, questions.from ? questions.from->count() : 0,
                                                      questions.to ? questions.to->count() : model.endTime());
    return answers;
}

void addAnswers(Json& report, const Facts& facts, const Answers& answers) {
    if (answers.why)
        report["why"] = whyJson(facts, *answers.why);
    if (answers.criticalPath)
        report["critical_path"] = pathJson(facts, *answers.criticalPath);
}

std::string answersText(const Facts& facts, const Answers& answers, bool colours) {
    const Ink ink(colours);
    std::ostringstream out;
    if (answers.why)
        writeWhy(out, facts, *answers.why, ink);
    if (answers.why && answers.criticalPath)
        out << '\n';
    if (answers.criticalPath)
        writePath(out, facts, *answers.criticalPath, ink);
    return out.str();
}

} // namespace braid::cli
