// UTF-8: well-formed code points at every boundary of the encoding, and every way to be malformed.
#include <catch_amalgamated.hpp>

#include "engine.hpp"

using readout::invalid_utf8;
using readout::lossy_utf8;
using namespace std::string_literals;

TEST_CASE("well-formed text has no invalid byte") {
  for (const std::string& text : {""s, "a"s, "\0"s, "\x7F"s, "\xC2\x80"s, "\xDF\xBF"s, "\xE0\xA0\x80"s, "\xED\x9F\xBF"s, "\xEE\x80\x80"s,
                                  "\xEF\xBF\xBF"s, "\xF0\x90\x80\x80"s, "\xF4\x8F\xBF\xBF"s, "Zoë met Ли 😀 שלום"s}) {
    CAPTURE(text);
    CHECK(invalid_utf8(text) == std::string_view::npos);
    CHECK(lossy_utf8(text) == text);
  }
}

TEST_CASE("the first invalid byte is named") {
  const std::pair<std::string, std::size_t> cases[] = {
      {"\x80", 0},              // a continuation byte alone
      {"ab\xFF", 2},            // never a byte of UTF-8
      {"\xC0\x80", 0},          // overlong, two bytes
      {"\xE0\x9F\xBF", 0},      // overlong, three bytes
      {"\xF0\x8F\xBF\xBF", 0},  // overlong, four bytes
      {"a\xED\xA0\x80", 1},     // a surrogate
      {"\xF4\x90\x80\x80", 0},  // above U+10FFFF
      {"\xC3", 0},              // cut off
      {"ab\xE2\x82", 2},        // cut off
      {"ab\xF0\x9F\x98", 2},    // cut off
      {"\xC3\xA9\xC3(", 2},     // followed by something else
  };
  for (const auto& [text, at] : cases) {
    CAPTURE(text);
    CHECK(invalid_utf8(text) == at);
  }
}

TEST_CASE("every invalid byte is replaced, and nothing else") {
  CHECK(lossy_utf8("a\xFF\xFEz") == "a\xEF\xBF\xBD\xEF\xBF\xBDz");
  CHECK(lossy_utf8("\xE2\x82") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(lossy_utf8("\xC3(") == "\xEF\xBF\xBD(");
  CHECK(invalid_utf8(lossy_utf8("\xF0\x9F\x98x\xC0")) == std::string_view::npos);
}
