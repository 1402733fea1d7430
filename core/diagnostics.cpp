// Diagnostics as text. Entry point: render.
#include "diagnostics.hpp"

#include <algorithm>
#include <utility>

namespace readout {
namespace {

std::uint32_t code_points(std::string_view text) {
  return static_cast<std::uint32_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

template <typename Place>
std::string place(const Place& d) {
  return d.line ? d.file + ":" + std::to_string(d.line) + ":" + std::to_string(d.column) : d.file;
}

/// The line, with carets under what is meant.
template <typename Place>
std::string excerpt(const Place& d) {
  if (!d.line || d.source.empty()) return {};
  std::string out = "  " + d.source + "\n  ";
  std::uint32_t column = 1;
  for (std::size_t i = 0; i < d.source.size() && column < d.column; ++i) {
    if ((static_cast<unsigned char>(d.source[i]) & 0xC0U) == 0x80U) continue;
    out += d.source[i] == '\t' ? '\t' : ' ';
    ++column;
  }
  return out + std::string(std::max(d.length, 1U), '^') + "\n";
}

}  // namespace

std::string render(const Diagnostic& d) {
  std::string out = place(d);
  out += d.severity == Severity::error ? ": error " : ": warning ";
  out += d.code + ": " + d.message + "\n" + excerpt(d);
  for (const RelatedPlace& other : d.related) out += "  " + place(other) + ": " + other.note + "\n" + excerpt(other);
  if (!d.hint.empty()) out += "  hint: " + d.hint + "\n";
  return out;
}

bool has_errors(const Diagnostics& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [](const Diagnostic& d) { return d.severity == Severity::error; });
}

Diagnostic& add_error(Diagnostics& diagnostics, std::string code, std::string_view file, std::string message, std::string hint) {
  Diagnostic& made = diagnostics.emplace_back();
  made.code = std::move(code);
  made.file = file;
  made.message = std::move(message);
  made.hint = std::move(hint);
  return made;
}

template <typename Place>
void locate(Place& d, std::string_view content, std::size_t byte) {
  byte = std::min(byte, content.size());
  const std::size_t before = byte ? content.rfind('\n', byte - 1) : std::string_view::npos;
  const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
  std::size_t end = std::min(content.find('\n', byte), content.size());
  if (end > start && content[end - 1] == '\r') --end;
  d.line = static_cast<std::uint32_t>(std::count(content.begin(), content.begin() + static_cast<std::ptrdiff_t>(byte), '\n')) + 1;
  d.column = code_points(content.substr(start, byte - start)) + 1;
  d.source = std::string(content.substr(start, std::max(end, start) - start));
}

template <typename Place>
void locate(Place& d, std::string_view content, std::size_t byte, std::size_t end) {
  locate(d, content, byte);
  byte = std::min(byte, content.size());
  const std::size_t last = std::min({end, content.find('\n', byte), content.size()});
  d.length = std::max<std::uint32_t>(1, code_points(content.substr(byte, std::max(byte, last) - byte)));
}

template void locate(Diagnostic& place, std::string_view content, std::size_t byte);
template void locate(Diagnostic& place, std::string_view content, std::size_t byte, std::size_t end);
template void locate(RelatedPlace& place, std::string_view content, std::size_t byte, std::size_t end);
template void locate(RelatedPlace& place, std::string_view content, std::size_t byte);

}  // namespace readout
