// Types of the Readout package: the `readout/1` object and the API. Written by hand; docs of the fields are here.

/** Half-open `[start, end)`, in UTF-16 units unless `extract` was asked for others. */
export type Span = [start: number, end: number];

/** Words of the text; more than one span where the text interrupts them ("A," he said, "B."). */
export interface SpanSet {
  text: string;
  spans: Span[];
}

export type ActorType = 'person' | 'country' | 'organization' | 'group';
export type MentionKind = 'name' | 'title' | 'nominal' | 'pronoun' | 'metonym';
export type RoleStatus = 'current' | 'former' | 'acting' | 'designate';

export interface Mention {
  start: number;
  end: number;
  text: string;
  /** The rule's name; empty for what no rule found. */
  rule: string;
}

export interface ActorMention extends Mention {
  kind: MentionKind;
}

export interface Role {
  /** The words of the title alone: "Foreign Minister". */
  title: string;
  /** What it is a title of: "Kazakhstan", "the African Union Commission". */
  of: string | null;
  /** ISO 3166-1 alpha-3. */
  country: string | null;
  status: RoleStatus;
  start: number;
  end: number;
}

/** One real-world actor with everything the text calls it. */
export interface Actor {
  id: string;
  type: ActorType;
  /** The fullest name in the text. */
  name: string;
  /** All other names; pronouns and descriptions are left out. */
  aliases: string[];
  /** ISO 3166-1 alpha-3. */
  country: string | null;
  /** PLOVER sector: GOV, MIL, LEG, ... */
  sector: string | null;
  /** The user's own id for it, where the list of `setActors` has one. */
  external_id?: string;
  roles: Role[];
  mentions: ActorMention[];
}

export interface Place {
  id: string;
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  mentions: Mention[];
}

export interface TimeExpression {
  id: string;
  start: number;
  end: number;
  text: string;
  type: 'DATE' | 'TIME' | 'DURATION' | 'SET';
  /** TIMEX3: "2024-07-06", "2024-W28", "P2D", "PRESENT_REF". */
  value: string;
  rule: string;
}

export interface Codes {
  plover: { event: string | null; mode: string | null; context: string[] };
  cameo: string | null;
  /** Why, in the rule's own words. */
  because: string;
}

/** A named part of the rule's match. */
export interface Capture {
  capture: string;
  start: number;
  end: number;
  text: string;
}

export type MeetingStatus =
  | 'held' | 'ongoing' | 'planned' | 'proposed' | 'postponed' | 'cancelled' | 'refused' | 'denied';
export type MeetingFormat = 'in_person' | 'call' | 'visit' | 'multilateral' | 'unspecified';

/** Another telling of a meeting says something else: a status, or the id of a place or a date. */
export interface Conflict {
  field: 'status' | 'place' | 'date';
  value: string;
  evidence: SpanSet;
}

/** Actors, places and dates are given by id. */
export interface Meeting {
  id: string;
  status: MeetingStatus;
  format: MeetingFormat;
  participants: string[];
  host: string[];
  mediators: string[];
  place: string | null;
  date: string | null;
  topic: SpanSet | null;
  occasion: SpanSet | null;
  reporters: string[];
  /** What other tellings of this meeting say otherwise. */
  conflicts: Conflict[];
  codes: Codes;
  evidence: SpanSet;
  /** 0 to 1. */
  confidence: number;
  rule: string;
  derivation: Capture[];
}

export type Act =
  | 'assert' | 'support' | 'criticise' | 'accuse' | 'demand' | 'offer' | 'commit' | 'agree' | 'reject' | 'deny'
  | 'threaten' | 'concede';
export type Stance = 'pro' | 'con' | 'neutral';

/** A cell of the matrix of holders and issues. An issue is an actor (`target`) or, where none is named, a topic in words of the article. */
export interface StanceCell {
  holder: string;
  target: string | null;
  topic: string | null;
  stance: Stance | 'mixed';
  positions: string[];
}

export interface Position {
  id: string;
  holder: string | null;
  act: Act;
  stance: Stance;
  target: string[];
  source: SpanSet;
  cue: SpanSet;
  content: SpanSet;
  quote: 'direct' | 'indirect' | 'mixed' | 'none';
  negated: boolean;
  certainty: 'asserted' | 'possible' | 'conditional';
  date: string | null;
  /** Outermost first. */
  reporters: string[];
  codes: Codes;
  evidence: SpanSet;
  confidence: number;
  rule: string;
  derivation: Capture[];
}

/** The `readout/1` object. Arrays are in text order. */
export interface ReadoutDocument {
  schema: 'readout/1';
  engine: { version: string; grammar: { name: string; version: string; hash: string } };
  document: {
    id: string;
    title: string | null;
    published: string | null;
    language: string;
    offsets: OffsetUnit;
    length: number;
    hash: string;
  };
  actors: Actor[];
  places: Place[];
  dates: TimeExpression[];
  meetings: Meeting[];
  positions: Position[];
  /** Who stands where on what, by the positions that tell it. */
  stances: StanceCell[];
  sentences: Span[];
  diagnostics: { warnings: string[]; silent: number[] };
}

export type OffsetUnit = 'utf16' | 'codepoint' | 'utf8';

export interface ExtractOptions {
  id?: string;
  title?: string;
  /** "YYYY-MM-DD"; what "on Tuesday" is counted from. Without it, a date line or dateline in the text is taken. */
  published?: string;
  /** "4/5/2024" is the fourth of May, not the fifth of April. */
  dayFirst?: boolean;
  /** Default: utf16, the units of JavaScript strings. */
  offsets?: OffsetUnit;
  /** Only for extractJson: indented by two spaces. */
  pretty?: boolean;
}

/** Another place that a diagnostic is about, such as the first of two rules of one name. */
export interface RelatedPlace {
  file: string;
  line: number;
  column: number;
  length: number;
  /** What is there. */
  note: string;
  source: string;
}

/** One thing that is wrong with a file of a grammar. Line and column count from 1; 0 means the whole file. */
export interface Diagnostic {
  severity: 'error' | 'warning';
  code: string;
  file: string;
  line: number;
  column: number;
  length: number;
  message: string;
  hint: string;
  source: string;
  related: RelatedPlace[];
}

/**
 * `argument`: not a string; `engine`: the engine could not read the text; `disposed`: after dispose();
 * `trap`: out of memory or stack. After a trap the object is disposed: create another.
 */
export interface Failure {
  error: { code: 'argument' | 'engine' | 'disposed' | 'trap'; message: string };
}

/** Words that a rule named; `found_by` is the rule or lexicon whose find they are, where they are one whole find. */
export interface ExplainedCapture {
  capture: string;
  start: number;
  end: number;
  text: string;
  found_by: string | null;
}

/** A rule as its author wrote it. */
export interface RuleInfo {
  rule: string;
  doc: string;
  file: string;
  line: number;
}

/**
 * What a rule matched and did not keep. `overlap`: `winner` is the rule that won; `outside`: `winner` is the type of the
 * mention around it; `unless`: the rule's own condition forbids it; `relation`:
 * one of its `with` does not hold.
 */
export interface LostFind extends RuleInfo {
  start: number;
  end: number;
  text: string;
  reason: 'overlap' | 'outside' | 'unless' | 'relation';
  winner: string | null;
  /**
   * `unless`, `relation`: what rules it out, in words: `"in" stands after it`. `overlap`: why the winner won, such as
   * `has more words`, where that can be told.
   */
  cause: string | null;
}

export interface Derivation extends RuleInfo {
  /** The type that the rule emits: person, meeting, position ... */
  kind: string;
  /** Ids of the results that rest on it; empty where it came to nothing. */
  ids: string[];
  /** A meeting that is told elsewhere already. */
  retold: boolean;
  start: number;
  end: number;
  text: string;
  captures: ExplainedCapture[];
  beaten: LostFind[];
}

/** A rule that matched in part: what it expected at `at`, and the word that stands there (null at the sentence's end). */
export interface NearMiss extends RuleInfo {
  kind: string;
  /** How much of what its pattern needs is there, 0 to 1. */
  share: number;
  message: string;
  expected: string[];
  saw: string | null;
  at: { start: number; end: number };
  matched: { start: number; end: number; text: string };
  captures: ExplainedCapture[];
  /** Where it expected what other rules find: those of them that come nearest. */
  within: (RuleInfo & { message: string })[];
}

export interface SentenceExplanation {
  start: number;
  end: number;
  results: Derivation[];
  lost: LostFind[];
  near_misses: NearMiss[];
}

export interface Explanation {
  schema: 'readout-explain/1';
  sentences: SentenceExplanation[];
}

export interface ExplainOptions extends ExtractOptions {
  /** Only sentences that this range touches, in the unit of `offsets`. */
  start?: number;
  end?: number;
}

export interface Readout {
  readonly version: string;
  extract(text: string, options?: ExtractOptions): ReadoutDocument | Failure;
  /** The same as a string: the very bytes that the command line writes with the same options. */
  extractJson(text: string, options?: ExtractOptions): string | Failure;
  /** The meetings and positions as CSV, a row each under the names of the columns: what `readout extract --format csv` writes. */
  csv(text: string, options?: ExtractOptions): string | Failure;
  /**
   * Lays your own actors over what the grammar knows: CSV or JSON with name, aliases, type, country, sector, id (see
   * grammars/README.md). `null` takes them away; an empty text is an error, as a text without headings is. Where a diagnostic is an
   * error, nothing has changed.
   */
  setActors(content: string | null, name?: string): Diagnostic[] | Failure;
  /** What one stage wrote, as a readable text: what `readout extract --dump` writes. Empty for a dump that does not exist. */
  dump(text: string, what: 'conllu' | 'tokens' | 'quotes' | 'chunks' | 'clauses' | 'mentions'): string | Failure;
  /** Why the sentences of a range gave what they gave, and what was missing where they gave nothing. */
  explain(text: string, options?: ExplainOptions): Explanation | Failure;
  /** Compiles the loaded grammar with these files (path in the grammar → content) replaced or added. */
  check(rules?: Record<string, string>): Diagnostic[] | Failure;
  /**
   * Like check; where there is no error, texts are read with the changed grammar from now on. Every call starts from the
   * grammar as it was loaded; without files, that is back in use.
   */
  edit(rules?: Record<string, string>): Diagnostic[] | Failure;
  /** The rule files of the loaded grammar and its manifest.json, by path. */
  sources(): Record<string, string> | Failure;
  /** Frees the engine. Every later call gives a `disposed` failure. */
  dispose(): void;
}

export type BytesSource = ArrayBuffer | ArrayBufferView | Response | URL | string;

export interface CreateOptions {
  /** The module's bytes or where they are. Default: readout-core.wasm beside this file. */
  wasm?: BytesSource | Promise<BytesSource>;
  /** A packed grammar (`readout pack`) or where it is. Default: en.pack beside this file. */
  grammar?: BytesSource | Promise<BytesSource>;
  /** Your own actors, as for `setActors`. */
  actors?: string;
}

/** Thrown by createReadout only: the module or the grammar could not be had, or the actors have an error. */
export class ReadoutError extends Error {
  readonly code: 'load' | 'wasm' | 'grammar' | 'actors';
  readonly diagnostics: Diagnostic[];
}

export function createReadout(options?: CreateOptions): Promise<Readout>;
