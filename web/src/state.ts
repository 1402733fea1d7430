// What the page knows and how it changes: one State, one pure reducer. Views read it and dispatch Actions; main.tsx joins it
// to the engine and to storage. Entry point: reduce.
import type { Act, Actor, ActorType, Diagnostic, Meeting, MeetingStatus, Position, ReadoutDocument } from 'readout';
import type { ActorsFile, Files } from './engine/protocol';
import type { Offer } from './grammar';
import type { Theme } from './store';

export type ItemKind = 'actor' | 'meeting' | 'position' | 'place' | 'date';

/** Something that has a card, as "kind:id". */
export type Ref = `${ItemKind}:${string}`;

export type Layer = 'actor' | 'place' | 'date' | 'meeting' | 'cue' | 'content';
export type Tab = 'positions' | 'stances' | 'meetings' | 'actors' | 'context';

export interface Reading {
  text: string;
  document: ReadoutDocument;
  milliseconds: number;
}

export type EngineState =
  | { status: 'loading' }
  | { status: 'ready' }
  | { status: 'failed'; message: string };

export interface Filters {
  holder: string | null;
  act: Act | null;
  meetingStatus: MeetingStatus | null;
  actorType: ActorType | null;
}

export interface State {
  text: string;
  /** "YYYY-MM-DD" or empty. */
  published: string;
  /** Whether 4/5/2024 is the fourth of May. */
  dayFirst: boolean;
  engine: EngineState;
  /** The newest answer; it may be of an older text while the next one is on its way. */
  reading: Reading | null;
  /** The text could not be read. */
  error: string | null;
  busy: boolean;
  mode: 'write' | 'read';
  /** A paste or an example opens the marked text as soon as it is read. */
  openWhenRead: boolean;
  tab: Tab;
  /** What a phone shows. */
  pane: 'text' | 'results';
  selected: Ref | null;
  /** Which mention of a selected actor or place is in focus. */
  step: number;
  /** Grows with every wish to see the selection in the text or among the cards. */
  reveal: { where: 'text' | 'cards'; count: number };
  filters: Filters;
  hidden: ReadonlySet<Layer>;
  theme: Theme;
  /** The reader's own actors that are in use. */
  actors: ActorsFile | null;
  /** What is wrong with the file that was loaded last. */
  actorProblems: Diagnostic[];
  /** Index of the sentence without results of which the reader asks why. */
  asked: number | null;
  /** The rule in the editor: its name, or empty for the first one; null while the editor is closed. */
  rule: string | null;
  /** Files of the grammar that the reader has changed, path to content. */
  edits: Files;
  /** Where the edits came from, where they were loaded. */
  grammar: string | null;
  /** A grammar that was picked or dropped, until the editor has taken it up. */
  offer: Offer | null;
  /** What the grammar as it came found in this text, while there are edits. */
  baseline: Reading | null;
}

export type Action =
  | { type: 'edit'; text: string; pasted?: boolean }
  | { type: 'example'; text: string; published: string }
  | { type: 'publish'; published: string }
  | { type: 'day-order'; dayFirst: boolean }
  | { type: 'engine'; engine: EngineState }
  | { type: 'read'; reading: Reading }
  | { type: 'unreadable'; message: string }
  | { type: 'mode'; mode: State['mode'] }
  | { type: 'tab'; tab: Tab }
  | { type: 'pane'; pane: State['pane'] }
  | { type: 'select'; ref: Ref; from: 'text' | 'cards' | 'stances' }
  | { type: 'step'; step: number }
  | { type: 'deselect' }
  | { type: 'filter'; filters: Partial<Filters>; tab?: Tab }
  | { type: 'layer'; layer: Layer }
  | { type: 'theme'; theme: Theme }
  | { type: 'actors'; file: ActorsFile | null; diagnostics: Diagnostic[] }
  | { type: 'ask'; sentence: number | null }
  | { type: 'rule'; rule: string | null }
  | { type: 'edits'; files: Files; grammar?: string }
  | { type: 'offer'; offer: Offer | null };

const noFilters: Filters = { holder: null, act: null, meetingStatus: null, actorType: null };

export function initialState(text: string, published: string, dayFirst: boolean, theme: Theme): State {
  return {
    text, published, dayFirst, theme,
    engine: { status: 'loading' }, reading: null, error: null, busy: text.trim() !== '',
    mode: text ? 'read' : 'write', openWhenRead: false, tab: 'positions', pane: 'text',
    selected: null, step: 0, reveal: { where: 'text', count: 0 }, filters: noFilters, hidden: new Set(),
    actors: null, actorProblems: [],
    asked: null, rule: null, edits: {}, grammar: null, offer: null, baseline: null,
  };
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case 'edit': return changeText(state, action.text, action.pasted ?? false);
    case 'example': return { ...changeText(state, action.text, true), published: action.published, mode: 'read', pane: 'text' };
    case 'publish': return { ...state, published: action.published, busy: state.text.trim() !== '' };
    case 'day-order': return { ...state, dayFirst: action.dayFirst, busy: state.text.trim() !== '' };
    case 'engine': return { ...state, engine: action.engine };
    case 'read': return takeReading(state, action.reading);
    case 'unreadable': return { ...state, error: action.message, busy: false, reading: null, selected: null };
    case 'mode': return { ...state, mode: action.mode, openWhenRead: false, selected: action.mode === 'write' ? null : state.selected };
    case 'tab': return { ...state, tab: action.tab, pane: 'results', rule: null };
    case 'pane': return { ...state, pane: action.pane };
    case 'select': return select(state, action.ref, action.from);
    case 'step': return { ...state, step: action.step, mode: 'read', pane: 'text', reveal: { where: 'text', count: state.reveal.count + 1 } };
    case 'deselect': return { ...state, selected: null, asked: null };
    case 'filter': return {
      ...state, filters: { ...state.filters, ...action.filters }, ...(action.tab && { tab: action.tab, pane: 'results' }),
    };
    case 'layer': return { ...state, hidden: toggled(state.hidden, action.layer) };
    case 'theme': return { ...state, theme: action.theme };
    case 'actors': return takeActors(state, action.file, action.diagnostics);
    case 'ask': return ask(state, action.sentence);
    case 'rule': return { ...state, rule: action.rule, pane: action.rule === null ? state.pane : 'results' };
    case 'edits': return takeEdits(state, action.files, action.grammar ?? state.grammar);
    case 'offer': return action.offer ? { ...state, offer: action.offer, rule: state.rule ?? '', pane: 'results' } : { ...state, offer: null };
  }
}

/** A list with an error is not taken; the one before it stays. */
function takeActors(state: State, file: ActorsFile | null, diagnostics: Diagnostic[]): State {
  const wrong = diagnostics.some((diagnostic) => diagnostic.severity === 'error');
  return {
    ...state, actorProblems: diagnostics, actors: wrong ? state.actors : file, busy: state.busy || (!wrong && state.text.trim() !== ''),
  };
}

function changeText(state: State, text: string, open: boolean): State {
  const empty = text.trim() === '';
  return {
    ...state, text, error: null, selected: null, asked: null, baseline: null,
    busy: !empty, reading: empty ? null : state.reading, mode: empty ? 'write' : state.mode,
    openWhenRead: open && !empty, filters: open || empty ? noFilters : state.filters,
  };
}

function ask(state: State, sentence: number | null): State {
  if (sentence === null) return { ...state, asked: null };
  return {
    ...state, asked: sentence, selected: null, tab: state.tab === 'meetings' ? 'meetings' : 'positions', rule: null,
    reveal: { where: 'cards', count: state.reveal.count + 1 },
  };
}

/** What was found before the first edit is kept, to tell what the edits gain and lose. */
function takeEdits(state: State, files: Files, grammar: string | null): State {
  const edited = Object.keys(files).length > 0, before = Object.keys(state.edits).length > 0;
  return {
    ...state, edits: files, grammar: edited ? grammar : null, busy: state.text.trim() !== '',
    baseline: !edited ? null : before ? state.baseline : state.reading,
  };
}

/** Results of a text that has changed since are dropped. */
function takeReading(state: State, reading: Reading): State {
  if (reading.text !== state.text) return state;
  const known = state.selected && find(reading.document, state.selected) && state.reading?.text === reading.text;
  const holder = reading.document.actors.some((actor) => actor.id === state.filters.holder) ? state.filters.holder : null;
  return {
    ...state, reading, error: null, busy: false,
    selected: known ? state.selected : null, filters: { ...state.filters, holder },
    ...(state.openWhenRead && { mode: 'read', openWhenRead: false }),
  };
}

const tabOf: Record<ItemKind, Tab> = {
  actor: 'actors', meeting: 'meetings', position: 'positions', place: 'context', date: 'context',
};

function select(state: State, ref: Ref, from: 'text' | 'cards' | 'stances'): State {
  const tab = from === 'stances' ? 'stances' : tabOf[kindOf(ref)];
  const document = state.reading?.document;
  const visible = document ? isVisible(document, ref, state.filters) : true;
  return {
    ...state, selected: ref, asked: null, rule: null, step: 0, tab, pane: 'text', mode: 'read', openWhenRead: false,
    filters: visible ? state.filters : noFilters,
    reveal: { where: from === 'text' ? 'cards' : 'text', count: state.reveal.count + 1 },
  };
}

function toggled(layers: ReadonlySet<Layer>, layer: Layer): ReadonlySet<Layer> {
  const next = new Set(layers);
  if (!next.delete(layer)) next.add(layer);
  return next;
}

export const kindOf = (ref: Ref): ItemKind => ref.slice(0, ref.indexOf(':')) as ItemKind;
export const idOf = (ref: Ref): string => ref.slice(ref.indexOf(':') + 1);

const listOf = {
  actor: 'actors', meeting: 'meetings', position: 'positions', place: 'places', date: 'dates',
} as const satisfies Record<ItemKind, keyof ReadoutDocument>;

export function find(document: ReadoutDocument, ref: Ref): { id: string } | undefined {
  const items: { id: string }[] = document[listOf[kindOf(ref)]];
  return items.find((item) => item.id === idOf(ref));
}

const typeOrder: ActorType[] = ['person', 'country', 'organization', 'group'];

/** People first; within a type in the order of the text. */
export const shownActors = (document: ReadoutDocument, { actorType }: Filters): Actor[] =>
  document.actors
    .filter((actor) => !actorType || actor.type === actorType)
    .sort((a, b) => typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type));

export const shownMeetings = (document: ReadoutDocument, { meetingStatus, holder }: Filters): Meeting[] =>
  document.meetings.filter((meeting) =>
    (!meetingStatus || meeting.status === meetingStatus) && (!holder || partiesOf(meeting).includes(holder)));

export const shownPositions = (document: ReadoutDocument, { holder, act }: Filters): Position[] =>
  document.positions.filter((position) => (!holder || position.holder === holder) && (!act || position.act === act));

export const partiesOf = (meeting: Meeting): string[] =>
  [...new Set([...meeting.participants, ...meeting.host, ...meeting.mediators])];

function isVisible(document: ReadoutDocument, ref: Ref, filters: Filters): boolean {
  const shown: { id: string }[] | null =
    kindOf(ref) === 'actor' ? shownActors(document, filters)
    : kindOf(ref) === 'meeting' ? shownMeetings(document, filters)
    : kindOf(ref) === 'position' ? shownPositions(document, filters)
    : null;
  return !shown || shown.some((item) => item.id === idOf(ref));
}
