// Writes JSON text, on one line or indented. Internal. Entry point: JsonWriter.
// Output is always valid UTF-8 and depends on no locale: numbers are written by integer arithmetic.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "utf8.hpp"

namespace readout {

class JsonWriter {
 public:
  explicit JsonWriter(bool pretty) : pretty_(pretty) {}

  JsonWriter& begin_object() { return open('{'); }
  JsonWriter& end_object() { return close('}'); }
  JsonWriter& begin_array() { return open('['); }
  JsonWriter& end_array() { return close(']'); }

  JsonWriter& key(std::string_view name) {
    separate();
    quote(name);
    out_ += pretty_ ? ": " : ":";
    after_key_ = true;
    return *this;
  }

  JsonWriter& string(std::string_view text) {
    separate();
    quote(text);
    return *this;
  }

  /// null for an empty text.
  JsonWriter& string_or_null(std::string_view text) { return text.empty() ? null() : string(text); }

  JsonWriter& null() { return raw("null"); }
  JsonWriter& boolean(bool value) { return raw(value ? "true" : "false"); }
  JsonWriter& integer(std::uint64_t value) { return raw(std::to_string(value)); }

  /// Rounded to so many decimals (at most 9), without zeros at the end; null for what is no number, or too large for a place or a share.
  JsonWriter& decimal(double value, unsigned decimals) {
    if (!std::isfinite(value) || std::abs(value) > 1e6) return null();
    std::int64_t scale = 1;
    for (unsigned i = 0; i < decimals; ++i) scale *= 10;
    const std::int64_t scaled = std::llround(std::abs(value) * static_cast<double>(scale));
    std::string digits = std::to_string(scaled / scale);
    if (const std::int64_t rest = scaled % scale; rest != 0) {
      std::string fraction = std::to_string(rest);
      fraction.insert(0, decimals - fraction.size(), '0');
      fraction.erase(fraction.find_last_not_of('0') + 1);
      digits += '.' + fraction;
    }
    return raw(value < 0 && scaled != 0 ? '-' + digits : digits);
  }

  /// [first, second], on one line even when indented.
  JsonWriter& pair(std::uint64_t first, std::uint64_t second) {
    return raw('[' + std::to_string(first) + (pretty_ ? ", " : ",") + std::to_string(second) + ']');
  }

  /// A whole JSON value that was written elsewhere.
  JsonWriter& raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
  }

  [[nodiscard]] const std::string& text() const& { return out_; }
  [[nodiscard]] std::string text() && { return std::move(out_); }

 private:
  JsonWriter& open(char bracket) {
    separate();
    out_ += bracket;
    ++depth_;
    first_ = true;
    return *this;
  }

  JsonWriter& close(char bracket) {
    --depth_;
    if (!first_) new_line();
    out_ += bracket;
    first_ = false;
    return *this;
  }

  /// What must stand between the last thing written and the next value or key.
  void separate() {
    if (after_key_) {
      after_key_ = false;
      return;
    }
    if (depth_ == 0) return;
    if (!first_) out_ += ',';
    first_ = false;
    new_line();
  }

  void new_line() {
    if (pretty_) out_.append(1, '\n').append(2 * depth_, ' ');
  }

  void quote(std::string_view text) {
    out_ += '"';
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t length = utf8_length(text, at);
      if (length == 1) {
        escape(text[at]);
      } else {
        out_ += length == 0 ? replacement_character : text.substr(at, length);
      }
      at += length == 0 ? 1 : length;
    }
    out_ += '"';
  }

  void escape(char c) {
    switch (c) {
      case '"': out_ += "\\\""; break;
      case '\\': out_ += "\\\\"; break;
      case '\n': out_ += "\\n"; break;
      case '\r': out_ += "\\r"; break;
      case '\t': out_ += "\\t"; break;
      default:
        if (static_cast<unsigned char>(c) >= 0x20) {
          out_ += c;
        } else {
          const char* hex = "0123456789abcdef";
          out_.append("\\u00").append(1, c < 0x10 ? '0' : '1').append(1, hex[c & 0xF]);
        }
    }
  }

  std::string out_;
  std::size_t depth_ = 0;
  bool pretty_, first_ = true, after_key_ = false;
};

}  // namespace readout
