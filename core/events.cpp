// Meetings and positions, and what they leave of the actors. Entry point: build_events.
#include <algorithm>

#include "event_parts.hpp"
#include "stages.hpp"

namespace readout {
namespace {

/// Drops the descriptions that no event uses, and puts the actors in text order.
class ActorCleaner {
 public:
  ActorCleaner(Document& document, const Program& program) : doc_(document), place_(program.symbols.find("place")) {}

  /// Descriptions that no event uses are no actors of the text; the rest is put in text order.
  void drop_unused() {
    std::vector<bool> used(doc_.actors.size());
    const auto use = [&](const Indexes& list) {
      for (const std::uint32_t index : list) used[index] = true;
    };
    for (const Meeting& m : doc_.meetings) use(m.participants), use(m.host), use(m.mediators), use(m.reporters);
    for (const Position& p : doc_.positions) {
      use(p.reporters);
      if (p.holder == none) continue;  // what nobody says of "regional powers" makes them no actor
      used[p.holder] = true;
      use(p.target);
    }
    Indexes order;
    for (std::uint32_t i = 0; i < doc_.actors.size(); ++i)
      if (used[i] || doc_.actors[i].kept || !doc_.actors[i].provisional) order.push_back(i);
    for (Actor& actor : doc_.actors)
      std::stable_sort(actor.mentions.begin(), actor.mentions.end(),
                       [](const ActorMention& a, const ActorMention& b) { return a.range.begin < b.range.begin; });
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return first_byte(doc_.actors[a]) < first_byte(doc_.actors[b]); });
    renumber(order);
  }

 private:
  static std::uint32_t first_byte(const Actor& actor) { return actor.mentions.empty() ? none : actor.mentions.front().range.begin; }

  void renumber(const Indexes& order) {
    Indexes where(doc_.actors.size(), none);
    std::vector<Actor> kept;
    for (const std::uint32_t index : order) {
      where[index] = static_cast<std::uint32_t>(kept.size());
      kept.push_back(std::move(doc_.actors[index]));
    }
    doc_.actors = std::move(kept);
    const auto move = [&](Indexes& list) {
      for (std::uint32_t& index : list) index = where[index];
      list.erase(std::remove(list.begin(), list.end(), none), list.end());
    };
    for (Meeting& m : doc_.meetings) move(m.participants), move(m.host), move(m.mediators), move(m.reporters);
    for (Position& p : doc_.positions) {
      move(p.target), move(p.reporters);
      if (p.holder != none) p.holder = where[p.holder];
    }
    for (Mention& mention : doc_.mentions)
      if (mention.type != place_ && mention.link != none && mention.link < where.size()) mention.link = where[mention.link];
  }

  Document& doc_;
  Symbol place_;
};

}  // namespace

void build_events(Document& document, const Program& program) {
  const EventReader reader(document, program);
  build_positions(document, program, reader);
  build_meetings(document, program, reader);
  ActorCleaner(document, program).drop_unused();
}

}  // namespace readout
