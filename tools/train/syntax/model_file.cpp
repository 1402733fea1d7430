// Writes learned weights as the file that Parser::load reads. Entry point: write_model.
#include "model_file.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

#include "../buckets.hpp"
#include "fnv.hpp"

namespace readout::train {
namespace {

void put_fixed(std::string& out, std::uint32_t value) {
  for (unsigned shift = 0; shift < 32; shift += 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
}
void put_variable(std::string& out, std::uint32_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>((value & 0x7F) | 0x80));
  out.push_back(static_cast<char>(value));
}

using Cells = std::vector<std::pair<std::size_t, int>>;

/// What all weights of a row have in common decides nothing: the weight that most others are near is taken from each.
template <std::size_t Width>
void centre(std::array<int, Width>& row, int near) {
  int best = 0;
  std::ptrdiff_t most = -1;
  for (const int weight : row) {
    const auto n = std::count_if(row.begin(), row.end(), [&](int other) { return 2 * std::abs(other - weight) < near; });
    if (n > most || (n == most && std::abs(weight) < std::abs(best))) most = n, best = weight;
  }
  for (int& weight : row) weight -= best;
}

/// Weights as integers from -127 to 127; rows whose largest is below `least` are left out.
template <typename Table, std::size_t Width>
void put_rows(std::string& out, const Sums<Width>& sums, int least, const char* name) {
  std::vector<float> sizes;
  for (const std::uint32_t hash : sums.hashes())
    for (const float weight : *sums.find(hash))
      if (weight != 0) sizes.push_back(std::fabs(weight));
  std::sort(sizes.begin(), sizes.end());
  const float top = sizes.empty() ? 1.0F : sizes[sizes.size() - 1 - sizes.size() / 20000];
  const float scale = 127.0F / std::max(top, 1e-6F);
  std::map<std::uint32_t, Cells> rows;
  std::vector<std::pair<std::uint32_t, int>> largest_of;
  for (const std::uint32_t hash : sums.hashes()) {
    std::array<int, Width> row;
    std::transform(sums.find(hash)->begin(), sums.find(hash)->end(), row.begin(),
                   [&](float weight) { return static_cast<int>(std::lround(weight * scale)); });
    if (Width == kActions) centre(row, least);
    Cells cells;
    int largest = 0;
    for (std::size_t k = 0; k < Width; ++k) {
      const int weight = std::clamp(row[k], -127, 127);
      largest = std::max(largest, std::abs(weight));
      if (2 * std::abs(weight) >= least && weight != 0) cells.emplace_back(k, weight);
    }
    if (largest < least) continue;
    largest_of.emplace_back(hash, largest);
    rows[hash] = std::move(cells);
  }
  const unsigned bits = bucket_bits<Table>(rows.size());
  for (const std::uint32_t hash : crowded_out<Table>(largest_of, bits)) rows.erase(hash);
  const std::size_t before = out.size();
  put_variable(out, static_cast<std::uint32_t>(rows.size()));
  put_variable(out, bits);
  std::uint32_t last = 0;
  std::size_t weights = 0;
  for (const auto& [hash, cells] : rows) {
    weights += cells.size();
    put_variable(out, (hash >> 1) - last);
    last = hash >> 1;
    unsigned mask = 0;
    for (const auto& [at, weight] : cells) mask |= 1U << (at & 7);
    out.push_back(static_cast<char>(Width <= 8 ? mask : cells.size()));
    for (const auto& [at, weight] : cells) {
      if (Width > 8) out.push_back(static_cast<char>(at));
      out.push_back(static_cast<char>(weight));
    }
  }
  std::printf("%s: %zu of %zu rows, %zu weights, %zu bytes\n", name, rows.size(), sums.size(), weights, out.size() - before);
}

}  // namespace

std::string write_model(const Relations& relations, const std::vector<ParserWords::Entry>& words, const Weights& weights, int least,
                        int label_least) {
  std::string body;
  put_variable(body, static_cast<std::uint32_t>(relations.names().size()));
  for (const std::string& name : relations.names()) body += name + "\n";
  put_variable(body, static_cast<std::uint32_t>(words.size()));
  std::uint32_t last = 0;
  for (const ParserWords::Entry& word : words) {
    put_variable(body, word.hash - last);
    put_variable(body, static_cast<std::uint32_t>(word.cluster) << 1 | (word.learned ? 1U : 0U));
    last = word.hash;
  }
  put_rows<FeatureTable>(body, weights.actions, least, "actions");
  put_rows<PlaceTable>(body, weights.relations, label_least, "relations");
  std::string out(Parser::kMagic);
  put_fixed(out, Parser::kVersion);
  put_fixed(out, checksum_32(body));
  return out + body;
}

}  // namespace readout::train
