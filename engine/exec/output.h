#pragma once

#include "engine/trace/recording/call_site.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// What a run says: prints, marks and results. Into the trace only; nothing is printed. Thread-safe; nothing happens
/// in a thread that does not record.
namespace braid {

struct print_options {
    std::string_view label = {}; ///< a part of the text that stands for it where there is little room; empty: all of it
    std::string_view end = "\n"; ///< Python's `end`: what is written behind the text
};

/// Writes `text` and its end, as Python's print does.
void print(std::string_view text, CallSite site = {});
void print(std::string_view text, const print_options& options, CallSite site = {});
/// A mark with a few words on the timeline.
void note(std::string_view text, CallSite site = {});

/// One of the run's own results: `key` and a value in JSON.
void result_json(std::string_view key, std::string_view json);
void result(std::string_view key, long long value);
void result(std::string_view key, int value);
void result(std::string_view key, double value);
void result(std::string_view key, bool value);
void result(std::string_view key, std::string_view value);
void result(std::string_view key, const char* value);
void result(std::string_view key, const std::vector<std::string>& values);
void result(std::string_view key, const std::vector<long long>& values);
/// An object of numbers, in this order.
void result(std::string_view key, const std::vector<std::pair<std::string, double>>& values);

/// `text` as a JSON string, with its quotes.
[[nodiscard]] std::string json_string(std::string_view text);

} // namespace braid
