// What patterns match: order of preference, captures, looks, unless, overlap, borders of sentences, and the bound on the work.
#include <catch_amalgamated.hpp>

#include "small_grammar.hpp"
#include "stages.hpp"

namespace readout {
namespace {

/// What the rule `test` finds in a text, as "words[field=value,...]" joined by " / ".
std::string found(const Engine& engine, const std::string& text) {
  const Program& program = engine.program();
  const Document document = engine.extract(text);
  std::string out;
  for (const Mention& mention : document.mentions) {
    if (mention.rule == none || program.rules[mention.rule].file != "example.rules" ||
        (mention.link != none && program.text_of(mention.type) == "actor"))
      continue;
    out += (out.empty() ? "" : " / ") + std::string(document.slice(document.bytes(mention.tokens)));
    if (mention.fields.empty()) continue;
    out += '[';
    for (std::size_t i = 0; i < mention.fields.size(); ++i)
      out += (i ? "," : "") + program.text_of(mention.fields[i].name) + "=" + mention.fields[i].value;
    out += ']';
  }
  return out;
}

/// The same for one pattern, given as a rule without fields.
std::string matches(const std::string& pattern, const std::string& text) {
  return found(*test::small_engine("rule test { match " + pattern + " emit found { } }"), text);
}

std::string fields(const std::string& pattern, const std::string& emitted, const std::string& text) {
  return found(*test::small_engine("rule test { match " + pattern + " emit found { " + emitted + " } }"), text);
}

}  // namespace

TEST_CASE("repetitions take as much as they can, lazy ones as little", "[matcher]") {
  CHECK(matches("\"very\"* \"big\"", "A very very big hall.") == "very very big");
  CHECK(matches("\"a\" [tag = \"JJ\"]*", "They saw a big red hall.") == "a big red");
  CHECK(matches("\"a\" [tag = \"JJ\"]*?", "They saw a big red hall.") == "a");
  CHECK(matches("\"a\" []*? \"b\"", "Then a x b y b.") == "a x b");
  CHECK(matches("\"a\" []* \"b\"", "Then a x b y b.") == "a x b y b");
  CHECK(matches("\"ho\"{2}", "ho ho ho ho ho") == "ho ho / ho ho");
  CHECK(matches("\"ho\"{2,}", "ho ho ho ho ho") == "ho ho ho ho ho");
  CHECK(matches("\"ho\"{2,3}", "ho ho ho ho ho") == "ho ho ho / ho ho");
  CHECK(matches("\"ho\"{2,3}?", "ho ho ho") == "ho ho");
  CHECK(matches("\"oh\"? \"ho\"", "oh ho") == "oh ho");
  CHECK(matches("( \"a\" \"b\"? )+ \"c\"", "a a b a c") == "a a b a c");
  CHECK(matches("( \"a\"* )* \"c\"", "a a a c") == "a a a c");
}

TEST_CASE("the first alternative that leads to a match is taken", "[matcher]") {
  CHECK(matches("\"a\" | \"a\" \"b\"", "x a b") == "a");
  CHECK(matches("\"a\" \"b\" | \"a\"", "x a b") == "a b");
  CHECK(matches("( \"a\" | \"a\" \"b\" ) \"c\"", "x a b c") == "a b c");
  CHECK(fields("x:( n:<countries> | n:<titles> ) [tag = \"VB*\"]", "name: $n", "Chile left.") == "Chile left[name=Chile]");
}

TEST_CASE("tokens are compared by attribute and property", "[matcher]") {
  CHECK(matches("[text = \"Will\"]", "Will they? They will.") == "Will");
  CHECK(matches("[lower = \"WILL\"]", "Will they? They will.") == "Will / will");
  CHECK(matches("[lemma = \"meet\"]", "They met. Are they meeting him? They meet.") == "met / meeting / meet");
  CHECK(matches("[tag = \"NNP*\"] [tag != \"VB*\"]", "Chile left. Peru too.") == "Peru too");
  CHECK(matches("[shape = \"X.X.\"]", "The U.S. left.") == "U.S.");
  CHECK(matches("[upper]", "The UN and I left.") == "UN");
  CHECK(matches("[number & !(text = \"19*\")]", "In 1999 and 2004.") == "2004");
  CHECK(matches("[sentence_start] | [sentence_end]", "They left early.") == "They / .");
  CHECK(matches("[glued & !punctuation]", "Now Peru's plan.") == "Now / 's");
  CHECK(matches("[quoted & tag = \"NN*\"]", "The plan is \"a plan\", he said.") == "plan");
  CHECK(matches("\"don't\"", "They don't.") == "");
  CHECK(matches("\"do n't\"", "They don't.") == "don't");
  CHECK(matches("\"THE plan\"", "The plan failed.") == "The plan");
}

TEST_CASE("mentions are elements, with conditions on fields and tokens", "[matcher]") {
  CHECK(matches("<countries region = \"America\">", "Chile, Norway and the United States.") == "Chile / United States");
  CHECK(matches("<countries region != \"America\">", "Chile, Norway and the United States.") == "Norway");
  CHECK(matches("<titles sector = \"\">", "The general left.") == "");
  CHECK(matches("<reporting_verbs frame has \"obj\">", "They said it, welcomed it and urged it.") == "welcomed");
  CHECK(matches("<reporting_verbs frame has \"obj\" | frame has \"that\">", "They said it, welcomed it and urged it.") ==
        "said / welcomed");
  CHECK(matches("<countries | titles last.lower = \"minister\">", "Chile and its prime minister.") == "prime minister");
  CHECK(matches("<country>", "Chile left.") == "Chile");
  CHECK(matches("<quote>", "He said: \"We left. We came.\" Then he left.") == "\"We left. We came.\"");
  CHECK(matches("<quote> \"he\" \"said\"", "\"We left. We came,\" he said.") == "\"We left. We came,\" he said");
}

TEST_CASE("a shorter mention is tried where the longest leads nowhere", "[matcher]") {
  // "prime minister" is one entry, "foreign minister of ..." none: a lexicon gives its longest form at each place, rules may give several.
  const auto engine = test::small_engine("rule test { match x:( <titles> | [lemma = \"minister\"] ) \"of\" emit found { } }");
  CHECK(found(*engine, "The minister of foreign affairs of Peru.") == "minister of foreign affairs of");
}

TEST_CASE("captures hold what their element took", "[matcher]") {
  CHECK(fields("a:[] \"and\" b:[]", "one: $a  two: $b", "Chile and Peru.") == "Chile and Peru[one=Chile,two=Peru]");
  CHECK(fields("n:<countries> ( \",\" n:<countries> )*", "n: $n.code", "Chile, Peru, Norway.") == "Chile, Peru, Norway[n=CHL,n=PER,n=NOR]");
  CHECK(fields("x:[lower = \"ho\"]{2}", "x: $x", "Ho ho.") == "Ho ho[x=Ho,x=ho]");
  CHECK(fields("x:( [lower = \"ho\"]{2} )", "x: $x", "Ho ho.") == "Ho ho[x=Ho ho]");
  CHECK(fields("\"the\" x:<countries>? y:[tag = \"NN*\"]", "x: $x  y: $y", "They left the hall.") == "the hall[y=hall]");
  CHECK(fields("whole:( \"the\" n:<countries> )", "n: $whole.code", "They left the United States.") == "the United States[n=USA]");
  CHECK(fields("v:[lemma = \"meet\"]", "t: $v.text  l: $v.lower  m: $v.lemma", "Met them.") == "Met[t=Met,l=met,m=meet]");
  CHECK(fields("( a:\"a\" | b:\"b\" ) \"c\"", "k: first if $a  k: second if $b  n: none if !$b", "b c") == "b c[k=second]");
  CHECK(fields("v:<reporting_verbs>", "event: act_codes[$v.act].event", "They condemned it and said it.") ==
        "condemned[event=ACCUSE] / said");
}

TEST_CASE("looks see what stands around, and take nothing", "[matcher]") {
  CHECK(matches("<countries> ahead( [lemma = \"leave\"] )", "Chile left. Peru stayed.") == "Chile");
  CHECK(matches("<countries> !ahead( [lemma = \"leave\"] )", "Chile left. Peru stayed.") == "Peru");
  CHECK(matches("behind( \"in\" \"the\"? ) <countries>", "In Chile, in the United States, of Peru.") == "Chile / United States");
  CHECK(matches("!behind( \"in\" ) <countries>", "In Chile, of Peru.") == "Peru");
  CHECK(matches("behind( <countries> \"and\" ) <countries>", "Chile and Peru and Norway.") == "Peru / Norway");
  CHECK(matches("<countries> ahead( \",\" ahead( \"but\" ) )", "Chile, Peru, but not Norway.") == "Peru");
  CHECK(matches("<countries> ahead( \",\" ( \"but\" | !ahead( <countries> ) [] ) )", "Chile, Peru, but not Norway.") == "Peru");
}

TEST_CASE("looks and unless stop at the borders of a sentence", "[matcher]") {
  CHECK(matches("<countries> !ahead( \".\" \"then\" )", "They saw Chile. Then they left.") == "Chile");
  CHECK(matches("!behind( [] ) [tag = \"PRP\"]", "They left. They came.") == "They / They");
  CHECK(matches("\".\" ahead( [] )", "They left. They came.") == "");
  CHECK(matches("\".\" !ahead( \"they\" )", "They left. They came.") == ". / .");
  CHECK(matches("\".\" !ahead( \"they\" \"came\" )", "They left. They came.") == ". / .");
  CHECK(matches("ahead( \"they\" \"came\" ) []", "They left. They came.") == "They");
  CHECK(matches("\"said\" [] ahead( <quote> )", "He said: \"We left.\"") == "said:");
  CHECK(found(*test::small_engine("rule test { match \".\" unless after ( \"they\" ) emit found { } }"), "They left. They came.") ==
        ". / .");
}

TEST_CASE("a look stays in the sentence of what is being matched, on whichever side of a border that stands", "[matcher]") {
  CHECK(matches("[] behind( \"left\" [] )", "They left. They came.") == ".");
  CHECK(matches("\".\" behind( [punctuation] )", "They left. They came.") == ". / .");
  CHECK(matches("[tag = \"PRP\"] !behind( ahead( \"they\" ) [] \"they\" )", "They left. So they came.") == "They / they");
  CHECK(matches("\"left\" behind( ahead( \"they\" ) [] [] )", "He came. They left.") == "left");
  CHECK(matches("behind( <countries> ) \"they\"", "He saw Chile Then Peru. They left Chile") == "");
  CHECK(matches("behind( <titles> ) [capitalized]", "They met the prime minister. They saw a general Then.") == "Then");
  CHECK(matches("behind( <quote> ) \"she\"", "\"We left.\" She came.") == "She");
}

TEST_CASE("looks inside looks, and inside what is forbidden, see what stands around", "[matcher]") {
  CHECK(matches("\"b\" ahead( \"c\" behind( \"a\" \"b\" \"c\" ) )", "a b c, b c") == "b");
  CHECK(matches("\"c\" behind( \"b\" ahead( \"c\" \"d\" ) \"c\" )", "b c d, b c") == "c");
  CHECK(found(*test::small_engine("rule test { match \"a\" []{1,2} unless inside ( \"b\" ahead( [] \"d\" ) ) emit found { } }"),
              "a b c d, a b c a") == "a b c");
}

TEST_CASE("what failed for one start is not held against the next where a match was found between", "[matcher]") {
  CHECK(matches("\"a\" ( []* \"z\" )?", "a a z a") == "a a z / a");
  CHECK(matches("( \"a\"? \"b\"? )* \"c\"", "a b a c") == "a b a c");
}

TEST_CASE("parts in any order, each once", "[matcher]") {
  const std::string abc = "any_order( \"a\", \"b\"?, \"c\" )";
  for (const char* text : {"a b c", "a c b", "b a c", "b c a", "c a b", "c b a"})
    CHECK(matches(abc, std::string("x ") + text + " x") == text);
  CHECK(matches(abc, "x c a x") == "c a");
  CHECK(matches(abc, "x a b x") == "");
  CHECK(matches(abc, "a a c") == "a c");
  CHECK(fields("any_order( x:\"a\", y:\"b\" )", "x: $x  y: $y", "b a") == "b a[x=a,y=b]");
  CHECK(matches("behind( any_order( \"a\", \"b\" ) ) \"c\"", "b a c, a b c, a c") == "c / c");
  CHECK(matches("any_order( \"a\", \"b\" | \"d\" ){2}", "d a a b") == "d a a b");
}

TEST_CASE("gaps are short, and hold nothing that is forbidden", "[matcher]") {
  CHECK(matches("\"a\" ..{0,2} \"b\"", "a x b y b") == "a x b");
  CHECK(matches("\"a\" ..{0,2} \"b\"", "a x y z b") == "");
  CHECK(matches("\"a\" ..{0,4} not \"y\" \"b\"", "a x b, a y b") == "a x b");
  CHECK(matches("<countries> ..{1,9} not ( <countries> | \",\" ) \"left\"", "Chile and Peru then left, Chile soon, left.") ==
        "Peru then left");
  CHECK(matches("\"left\" ..{0,9} \"came\"", "They left. They came.") == "");
}

TEST_CASE("a let with parameters is written out with its arguments", "[matcher]") {
  const auto with = [](const std::string& lets, const std::string& pattern, const std::string& text) {
    return found(*test::small_engine(lets + "\nrule test { match " + pattern + " emit found { } }"), text);
  };
  CHECK(with("let list(x) = x ( \"and\" x )+", "list(<countries>)", "Chile and Peru and nobody") == "Chile and Peru");
  CHECK(with("let list(x) = x \"and\" x", "list(list(\"a\"))", "a and a and a and a") == "a and a and a and a");
  CHECK(with("let one(x) = x \"b\"\nlet two(x) = one(\"a\" x)", "two(\"c\")", "a c b") == "a c b");
  CHECK(with("let verb(l: text) = [lemma = l]\nlet twice(l: text) = verb(l) l", "twice(\"meet\")", "met meet") == "met meet");
  CHECK(with("set w = \"a\" \"b\"\nlet in_it(s: words) = [lower in s]\nlet both(t: words) = in_it(t) in_it(t)", "both(w)", "c a b") ==
        "a b");
  CHECK(with("let on(c: condition) = [c & !quoted]", "on([text = \"x\"])", "x Chile") == "x");
  CHECK(with("let word(x) = [text = x]", "word(\"a\")", "x a") == "x");
  CHECK(with("let a = \"x\"", "a ( \"y\" )", "x y") == "x y");
}

TEST_CASE("unless takes a match away", "[matcher]") {
  const std::string emit = " emit found { } }";
  CHECK(found(*test::small_engine("rule test { match <countries> unless before ( \"of\" )" + emit), "Out of Chile, to Peru.") == "Peru");
  CHECK(found(*test::small_engine("rule test { match <countries> unless after ( \"'s\" )" + emit), "Chile's plan for Peru.") == "Peru");
  CHECK(found(*test::small_engine("rule test { match \"the\" []{1,4} \"hall\" unless inside ( \"red\" )" + emit),
              "the big red hall, the big blue hall") == "the big blue hall");
  CHECK(found(*test::small_engine("rule test { match \"the\" []{1,4} \"hall\" unless inside ( \"hall\" \"and\" )" + emit),
              "the big hall and more") == "the big hall");
}

TEST_CASE("no match goes past a sentence, and each sentence is read from its start", "[matcher]") {
  CHECK(matches("<countries> [] <countries>", "They saw Chile. Peru left.") == "");
  CHECK(matches("\"left\" []* \"came\"", "They left. They came.") == "");
  CHECK(matches("[]* \"came\"", "They left. Then they came.") == "Then they came");
  CHECK(matches("[tag != \"NN\"]* \"stop\"", "He came. Stop that.") == "Stop");
}

TEST_CASE("of matches that overlap, priority, length, place and order decide", "[matcher]") {
  const auto rules = [](const std::string& first, const std::string& second) {
    return "rule one { " + first + " emit one { } }\nrule two { " + second + " emit two { } }";
  };
  const auto kept = [&](const std::string& first, const std::string& second, const std::string& more = "") {
    const auto engine = test::small_engine(rules(first, second), "mentions", more);
    const Document document = engine->extract("a b c d");
    std::string out;
    for (const Mention& mention : document.mentions)
      out += (out.empty() ? "" : " / ") + engine->program().text_of(mention.type) + " " +
             std::string(document.slice(document.bytes(mention.tokens)));
    return out;
  };
  CHECK(kept("match \"a\" \"b\"", "match \"b\" \"c\" \"d\"") == "two b c d");
  CHECK(kept("priority 1 match \"a\" \"b\"", "match \"b\" \"c\" \"d\"") == "one a b");
  CHECK(kept("priority -1 match \"a\" \"b\" \"c\"", "match \"b\" \"c\"") == "two b c");
  CHECK(kept("match \"b\" \"c\"", "match \"a\" \"b\"") == "two a b");
  CHECK(kept("match \"a\"", "match \"a\"") == "one a");
  CHECK(kept("match \"a\" \"b\"", "match \"b\" \"c\"", R"("overlap": "all")") == "one a b / two b c");
  const std::string first = R"("overlap": "first")";
  CHECK(kept("match \"b\" \"c\" \"d\"", "match \"a\" \"b\"") == "one b c d");
  CHECK(kept("match \"b\" \"c\" \"d\"", "match \"a\" \"b\"", first) == "two a b");
  CHECK(kept("priority 9 match \"b\" \"c\"", "match \"a\" \"b\"", first) == "two a b");
  CHECK(kept("match \"a\"", "match \"a\" \"b\"", first) == "two a b");
  CHECK(kept("priority 1 match \"a\"", "match \"a\" \"b\"", first) == "one a");
  CHECK(kept("match \"a\" \"b\"", "match \"a\" \"b\"", first) == "one a b");
  CHECK(kept("match \"a\" \"b\"", "match \"c\"") == "one a b / two c");
}

TEST_CASE("a phase may look at the overlap of one field, and keep out of mentions", "[matcher]") {
  const std::string rule =
      "rule test { match <countries> []* cue:[lemma = \"meet\" | lemma = \"leave\"] emit found { cue: $cue } }\nrule other { priority 1 "
      "match <countries> cue:\"met\" emit found { cue: $cue } }";
  CHECK(found(*test::small_engine(rule), "Chile met Peru and left.") == "Chile met[cue=met] / Peru and left[cue=left]");
  CHECK(found(*test::small_engine(rule, "mentions", R"("on": "cue")"), "Chile met Peru and left.")
            .find("Chile met Peru and left[cue=left]") != std::string::npos);
  const std::string word = "rule test { match [tag = \"NNP*\"] emit found { } }";
  CHECK(found(*test::small_engine(word), "President Ana Ruiz met Blanca.") == "President / Ana / Ruiz / Blanca");
  CHECK(found(*test::small_engine(word, "mentions", R"("outside": ["person"])"), "President Ana Ruiz met Blanca.") == "Blanca");
}

TEST_CASE("all that one match emits is kept together, at its place", "[matcher]") {
  const auto engine = test::small_engine(
      "rule test { match a:<countries> \"and\" b:<countries> emit one at $a { name: $a } emit two at $b { name: $b } emit both { } }");
  CHECK(found(*engine, "Chile and Peru left.") == "Chile and Peru / Chile[name=Chile] / Peru[name=Peru]");
}

TEST_CASE("events see actors", "[matcher]") {
  const auto engine = test::small_engine("rule test { match a:<actor type = \"country\"> \"left\" emit found { name: $a } }", "events");
  CHECK(found(*engine, "Chile left. President Ana Ruiz left.") == "Chile left[name=Chile]");
}

TEST_CASE("relations reach what belongs to a verb, wherever it stands", "[matcher]") {
  const std::string met = "cue:<vg lemma = \"meet\"> ";
  CHECK(fields(met + "with h:<countries> = subject(cue)", "h: $h", "Chile, which borders Peru, met the minister.") ==
        "Chile, which borders Peru, met[h=Chile]");
  CHECK(fields(met + "with h:<countries> = subject(cue)", "h: $h", "The minister met Chile.") == "");
  CHECK(fields(met + "with h:<countries> = subject(cue)?", "h: $h  cue: $cue", "The minister met Chile.") == "met[cue=met]");
  CHECK(fields(met + "with h:<countries> = subject(cue) with o:<countries> = object(cue)", "h: $h  o: $o", "Chile and Peru met Norway.") ==
        "Chile and Peru met Norway[h=Chile,h=Peru,o=Norway]");
  CHECK(fields(met + "with p = prepositional(cue, \"at\", \"in\")", "p: $p", "Chile met Peru in the old hall.") ==
        "met Peru in the old hall[p=the old hall]");
  CHECK(fields("cue:[lemma = \"invite\"] with a:<countries> = agent(cue) with o:<countries> = object(cue)", "a: $a  o: $o",
               "Chile was invited by Peru.") == "Chile was invited by Peru[a=Peru,o=Chile]");
  CHECK(fields("cue:[lemma = \"say\"] with c = complement(cue)", "c: $c", "Chile said that it would leave.") ==
        "said that it would leave[c=that it would leave]");
  CHECK(fields(met + "with h = subject(cue) with c:<countries> = conjuncts(h)", "c: $c", "Chile and Peru met.") ==
        "Chile and Peru met[c=Chile,c=Peru]");
  CHECK(matches(met + "unless with <countries> = object(cue)", "Chile met Peru. Peru met the minister.") == "met");
  CHECK(matches(met + "unless with object(cue)", "Chile met Peru. They met.") == "met");
}

TEST_CASE("phrases are mentions, and tokens know their place in them", "[matcher]") {
  CHECK(matches("<vg voice = \"passive\" & negated = \"yes\">", "Chile was not invited. Peru was invited.") == "was not invited");
  CHECK(matches("<np number = \"plural\" & determiner != \"\">", "The ministers met a general.") == "The ministers");
  CHECK(matches("<np head.lemma = \"minister\">", "The old minister met a general.") == "The old minister");
  CHECK(matches("[deprel = \"nsubj*\"]", "Chile met Peru.") == "Chile");
  CHECK(matches("[chunk = \"vg\"]", "Chile met Peru.") == "met");
}

TEST_CASE("unless looks at the sentence and the clause of a match", "[matcher]") {
  CHECK(matches("<countries> unless same sentence ( \"not\" )", "Chile did not leave. Peru left.") == "Peru");
  CHECK(matches("[lemma = \"leave\"] unless same clause ( \"Peru\" )", "Peru left. Peru said that Chile left.") == "left");
  CHECK(matches("<countries> unless same clause ( \"never\" )", "Chile said that they never left.") == "Chile");
  CHECK(matches("<countries> unless same clause ( \"never\" )", "Chile, which never left, agreed. Peru never left.") == "Chile");
  CHECK(matches("<countries> unless same clause ( \"never\" )", "Chile left, and Peru never came.") == "Chile");
  // a clause beside it, shorter than its own
  CHECK(matches("[lower = \"welcomed\"] unless same clause ( [] [capitalized] )",
                "Peru welcomed Ana Ruiz, and the small group of envoys then welcomed the offer.") == "welcomed");
}

namespace {

/// Patterns that would run away if the matcher forgot where it failed.
const std::vector<std::string> hostile = {
    "( ( [lower = \"a\"]* )* [lower = \"a\"]* )* \"z\"",
    "( \"a\" | \"a\" \"a\" | [lower = \"a\"] )+ \"z\"",
    "( ( \"a\"? ){1,30} \"a\"* ){1,20} \"z\"",
    "\"a\"* \"a\"* \"a\"* \"a\"* \"a\"* \"a\"* \"z\"",
    "( \"a\" !ahead( \"z\" ) )* \"z\"",
    "\"a\" ( []* \"q\" )?",
    "( \"a\" ..{0,9} \"a\" )? \"a\" ( []* \"q\" )?",
    "\"a\" !ahead( []+ ahead( []+ ahead( []+ ahead( []* \"q\" ) ) ) )",
    "\"a\" !behind( \"q\" []* behind( \"q\" []* behind( \"q\" []* ) ) )",
    "any_order( \"a\"+, ( \"a\" \"a\" )+, [lower = \"a\"]* \"a\", \"z\" )",
    "\"a\" unless same sentence ( \"a\"* \"a\"* \"q\" )",
    "\"a\" unless same clause ( []* \"q\" ) unless after ( []* \"q\" ) unless before ( \"q\" []* )",
};

std::uint64_t steps_of(const Engine& engine, const std::string& text) {
  Document document;
  document.text = text;
  split_text(document, *engine.program().language);
  tag_words(document, *engine.program().language);
  return match(document, engine.program(), MatchStage::mentions);
}

std::string repeated(std::size_t count, const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("the work of a rule doubles with the text, whatever its repetitions", "[matcher]") {
  for (const std::string& pattern : hostile) {
    INFO(pattern);
    const auto engine = test::small_engine("rule test { match " + pattern + " emit found { } }");
    const auto steps = [&](std::size_t sentences) {
      return static_cast<double>(steps_of(*engine, repeated(sentences, repeated(49, "a ") + ", z.\n\n")));
    };
    const double some = steps(20), twice = steps(40);
    CHECK(twice > some * 1.8);
    CHECK(twice < some * 2.2);
  }
}

TEST_CASE("within one sentence it doubles too, where matches are short", "[matcher]") {
  for (const std::string& pattern : hostile) {
    if (pattern.find("ahead") != std::string::npos || pattern.find("before") != std::string::npos ||
        pattern.find("behind") != std::string::npos)
      continue;  // what stands around a place is read for each
    INFO(pattern);
    const auto engine = test::small_engine("rule test { match " + pattern + " emit found { } }");
    const auto steps = [&](std::size_t words) { return static_cast<double>(steps_of(*engine, repeated(words, "a ") + ", z")); };
    const double some = steps(95), twice = steps(190);
    CHECK(twice > some * 1.5);
    CHECK(twice < some * 2.5);
  }
}

TEST_CASE("a rule is entered only where what it needs stands in the same sentence, behind its start", "[matcher]") {
  const auto engine = test::small_engine("rule test { match \"a\" []* ( \"plan\" | \"treaty\" ) emit found { } }");
  const auto steps = [&](const std::string& text) { return steps_of(*engine, text); };
  CHECK(steps("They saw a hall and a tower. They left.") == 0);
  CHECK(steps("They saw a hall. The plan failed.") == 0);
  CHECK(steps("The plan had a flaw.") == 0);
  CHECK(steps("They had a plan.") > 0);
  CHECK(steps("They had a treaty.") > 0);
  CHECK(found(*engine, "They had a very good plan.") == "a very good plan");
}

TEST_CASE("within one long sentence the work of a rule is bounded by its steps and the tokens", "[matcher]") {
  const auto engine = test::small_engine("rule test { match ( ( [lower = \"a\"]* )* [lower = \"a\"]* )* \"z\" emit found { } }");
  Document document;
  for (int i = 0; i < 350; ++i) document.text += "a ";
  document.text += ", z";
  split_text(document, *engine->program().language);
  tag_words(document, *engine->program().language);
  REQUIRE(document.sentences.size() == 1);
  const std::size_t code = engine->program().rules.back().code.size();
  std::size_t all = 0;
  for (const RulePlan& rule : engine->program().rules) all += rule.code.size();
  CHECK(code > 5);
  CHECK(match(document, engine->program(), MatchStage::mentions) <= all * (document.tokens.size() + 1));
}

TEST_CASE("a file that no phase names is read where another imports it", "[matcher]") {
  Grammar grammar = test::small_grammar("import \"shared/a.rules\"\nrule test { match two emit found { } }");
  test::put(grammar, "shared/a.rules", "import \"shared/b.rules\"\nlet two = one one");
  test::put(grammar, "shared/b.rules", "let one = \"a\" | \"b\"");
  const Compiled compiled = Engine::compile(grammar);
  REQUIRE(compiled.engine);
  CHECK(found(*compiled.engine, "x a b x") == "a b");
  CHECK(compiled.diagnostics.size() == 1);  // the rule has no example; no file is told to be unused
}

TEST_CASE("rule files without an end of brackets, calls or lets are refused, not followed", "[matcher]") {
  const auto refused = [](const std::string& rules) { return Engine::compile(test::small_grammar(rules)).engine == nullptr; };
  for (const char* open : {"(", "[", "<", "!ahead(", "f(", "any_order(", "[!", "x:("})
    CHECK(refused("rule test { match " + repeated(100000, open)));
  CHECK(refused("rule test { match l64 emit found { } }\nlet l0 = ahead( \"a\" ) \"a\"" + [] {
    std::string lets;
    for (int i = 1; i <= 64; ++i)
      lets += "\nlet l" + std::to_string(i) + " = ahead( l" + std::to_string(i - 1) + " l" + std::to_string(i - 1) + " ) \"a\"";
    return lets;
  }()));
  CHECK(refused("rule test { match " + repeated(40, "d(") + "\"a\"" + repeated(40, ")") + " emit found { } }\nlet d(x) = x x"));
}

}  // namespace readout
