// Work on every article of a corpus, with all processors, results in the order of the input. Entry point: for_each_article.
#pragma once

#include <algorithm>
#include <atomic>
#include <thread>

#include "cli.hpp"

namespace cli {

/// Calls `work` for each article, several at once, and `take` with each result, one after the other and in order.
/// Only a batch of articles is in memory at a time. False where some article could not be read, which is told.
template <typename Work, typename Take>
bool for_each_article(const std::vector<std::string>& paths, const InputOptions& options, const Work& work, const Take& take) {
  using Result = decltype(work(std::declval<const Article&>()));
  const std::size_t threads = std::max(1U, std::thread::hardware_concurrency()), batch = 64 * threads;
  std::vector<Article> articles;
  const auto flush = [&] {
    std::vector<Result> results(articles.size());
    std::atomic<std::size_t> next = 0;
    const auto run = [&] {
      for (std::size_t i = next++; i < articles.size(); i = next++) results[i] = work(articles[i]);
    };
    std::vector<std::thread> helpers;
    for (std::size_t i = 1; i < std::min(threads, articles.size()); ++i) helpers.emplace_back(run);
    run();
    for (std::thread& helper : helpers) helper.join();
    for (std::size_t i = 0; i < articles.size(); ++i) take(articles[i], results[i]);
    articles.clear();
  };
  bool complete = true;
  read_articles(paths, options,
                {[&](const Article& article) {
                   articles.push_back(article);
                   if (articles.size() == batch) flush();
                 },
                 [&](const std::string& id, const std::string& error) {
                   complete = false;
                   complain(id + ": " + error);
                 }});
  flush();
  return complete;
}

/// The words of a range on one line, cut at about `most` bytes.
[[nodiscard]] inline std::string one_line(std::string_view text, std::size_t most) {
  std::string out;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\r' || c == '\t';
    if (blank && (out.empty() || out.back() == ' ')) continue;
    if (out.size() >= most && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) return out + "...";
    out += blank ? ' ' : c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

/// Half-open, in code points, as the command gives all offsets: "12-30".
[[nodiscard]] inline std::string place_text(const readout::Document& document, readout::Range range) {
  const auto code_points = [&](std::uint32_t end) {
    const std::string_view before = std::string_view(document.text).substr(0, end);
    return std::count_if(before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; });
  };
  return std::to_string(code_points(range.begin)) + "-" + std::to_string(code_points(range.end));
}

}  // namespace cli
