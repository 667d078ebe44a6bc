#include "engine/exec/output.h"

#include "engine/schedule/scheduling_point.h"
#include "engine/trace/print.h"

#include <charconv>
#include <cmath>

namespace braid {

using trace::EventKind;
using trace::Order;

namespace {

void say(EventKind kind, std::string_view text, CallSite site, std::uint64_t a = 0, std::uint32_t b = 0) {
    if (!trace::recording())
        return;
    schedule::before(kind == EventKind::Print ? schedule::OperationKind::Print : schedule::OperationKind::Note, site);
    trace::appendText(kind, ObjectId{}, 0, trace::siteId(site), Order::Own, a, b, text);
}

template <class Values, class ToJson>
std::string listOf(const Values& values, ToJson toJson) {
    std::string json = "[";
    for (const auto& value : values) {
        if (json.size() > 1)
            json += ',';
        json += toJson(value);
    }
    return json + "]";
}

std::string numberText(double value) {
    if (!std::isfinite(value))
        return "null"; // JSON has no infinity
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, value).ptr;
    return {text, end};
}

} // namespace

void print(std::string_view text, CallSite site) { print(text, print_options{}, site); }

void print(std::string_view text, const print_options& options, CallSite site) {
    std::string written(text);
    written += options.end;
    const bool ended = written.ends_with('\n');
    if (ended)
        written.pop_back();
    const std::size_t label = options.label.empty() ? std::string::npos : text.find(options.label);
    const std::uint64_t part = label == std::string::npos ? 0 : std::uint64_t{label} << 32 | options.label.size();
    say(EventKind::Print, written, site, part, ended ? 0 : trace::NoLineEnd);
}

void note(std::string_view text, CallSite site) { say(EventKind::Note, text, site); }

void result_json(std::string_view key, std::string_view json) {
    if (!trace::recording())
        return;
    std::string text(key);
    text += '\0';
    text += json;
    trace::appendText(EventKind::RunResult, ObjectId{}, 0, SiteId{}, Order::Own, 0, 0, text);
}

void result(std::string_view key, long long value) { result_json(key, std::to_string(value)); }
void result(std::string_view key, int value) { result_json(key, std::to_string(value)); }
void result(std::string_view key, bool value) { result_json(key, value ? "true" : "false"); }
void result(std::string_view key, std::string_view value) { result_json(key, json_string(value)); }
void result(std::string_view key, const char* value) { result_json(key, json_string(value)); }

void result(std::string_view key, double value) { result_json(key, numberText(value)); }

void result(std::string_view key, const std::vector<std::string>& values) {
    result_json(key, listOf(values, [](const std::string& value) { return json_string(value); }));
}

void result(std::string_view key, const std::vector<long long>& values) {
    result_json(key, listOf(values, [](long long value) { return std::to_string(value); }));
}

void result(std::string_view key, const std::vector<std::pair<std::string, double>>& values) {
    std::string json;
    for (const auto& [name, value] : values)
        json += (json.empty() ? "{" : ",") + json_string(name) + ":" + numberText(value);
    result_json(key, json.empty() ? "{}" : json + "}");
}

std::string json_string(std::string_view text) {
    std::string json = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (byte < 0x20) {
            constexpr char digits[] = "0123456789abcdef";
            json += "\\u00";
            json += digits[byte >> 4];
            json += digits[byte & 15];
        } else {
            json += c;
        }
    }
    return json + "\"";
}

} // namespace braid
