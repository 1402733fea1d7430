// Rule files as the editor sees them: where a rule stands in its file, the colours of its words, and what an edit changes in an article.
import type { Meeting, Position, ReadoutDocument } from 'readout';
import grammar from '../../tools/editor/readout-rules.tmLanguage.json';
import type { Files } from './engine/protocol';
import { holderName, listed, statusLabel, verbOf } from './words';

export interface RulePlace {
  name: string;
  file: string;
}

/** All rules of all files, in the order of the files. */
export const rulesOf = (files: Files): RulePlace[] =>
  Object.entries(files).flatMap(([file, content]) =>
    [...content.matchAll(/^rule ([\w.]+)/gm)].map(([, name]) => ({ name: name!, file })));

/** A file cut around a rule, with the lines of /// before it. */
export function cutRule(content: string, name: string): { before: string; rule: string; after: string } | null {
  const at = content.search(new RegExp(`^rule ${name.replaceAll('.', '\\.')}\\b(?!\\.)`, 'm'));
  if (at < 0) return null;
  let start = at;
  for (let line = content.lastIndexOf('\n', start - 2) + 1; start > 0 && content.startsWith('///', line); line = content.lastIndexOf('\n', start - 2) + 1) start = line;
  const end = endOfRule(content, at);
  return { before: content.slice(0, start), rule: content.slice(start, end), after: content.slice(end) };
}

/** After the brace that closes the first one; braces in texts and comments do not count. */
function endOfRule(content: string, from: number): number {
  const marks = /"(?:\\.|[^"\\\n])*"|\/\/.*|[{}]/g;
  marks.lastIndex = from;
  let depth = 0;
  for (let mark = marks.exec(content); mark; mark = marks.exec(content)) {
    if (mark[0] === '{') depth += 1;
    if (mark[0] === '}' && --depth === 0) return marks.lastIndex;
  }
  return content.length;
}

export interface Colour {
  text: string;
  /** The first word of the TextMate scope: keyword, string, comment ...; empty for the rest. */
  kind: string;
}

const patterns = grammar.patterns.map(({ include }) => {
  const { name, match } = grammar.repository[include.slice(1) as keyof typeof grammar.repository];
  return { kind: name.split('.')[0]!, pattern: new RegExp(match, 'y') };
});

/** The words of rules with their colours, by the same grammar that editors use: line by line, the first pattern that matches. */
export function colours(text: string): Colour[] {
  const out: Colour[] = [];
  const add = (words: string, kind: string): void => {
    const last = out[out.length - 1];
    if (last?.kind === kind) last.text += words;
    else out.push({ text: words, kind });
  };
  for (const line of text.split(/(?<=\n)/)) {
    const words = line.replace(/\n$/, '');
    for (let at = 0; at < words.length;) {
      const found = patterns.map(({ kind, pattern }) => {
        pattern.lastIndex = at;
        return { kind, length: pattern.exec(words)?.[0].length ?? 0 };
      }).find(({ length }) => length > 0);
      const plain = /[\w]+|./uy;
      plain.lastIndex = at;
      const length = found?.length ?? plain.exec(words)?.[0].length ?? 1;
      add(words.slice(at, at + length), found?.kind ?? '');
      at += length;
    }
    if (line.endsWith('\n')) add('\n', '');
  }
  return out;
}

export interface Change {
  what: 'gained' | 'lost' | 'changed';
  kind: 'meeting' | 'position';
  title: string;
  detail: string;
}

interface Item {
  key: string;
  kind: Change['kind'];
  title: string;
  text: string;
  facts: Record<string, string>;
}

function meetingItem(document: ReadoutDocument, meeting: Meeting): Item {
  const name = (id: string): string => document.actors.find((actor) => actor.id === id)?.name ?? id;
  const cue = meeting.derivation.find(({ capture }) => capture === 'cue');
  return {
    key: `meeting ${cue?.start ?? meeting.evidence.spans[0]?.[0]}`, kind: 'meeting',
    title: listed(meeting.participants.map(name)) || 'Meeting', text: meeting.evidence.text,
    facts: {
      status: statusLabel[meeting.status], format: meeting.format, participants: meeting.participants.map(name).join(', '),
      place: document.places.find(({ id }) => id === meeting.place)?.name ?? '', topic: meeting.topic?.text ?? '', rule: meeting.rule,
    },
  };
}

function positionItem(document: ReadoutDocument, position: Position): Item {
  const holder = holderName(document, position);
  return {
    key: `position ${position.cue.spans[0]?.[0]} ${holder}`, kind: 'position', title: `${holder}: ${verbOf(position)}`,
    text: position.content.text || position.cue.text,
    facts: { act: position.act, stance: position.stance, content: position.content.text, rule: position.rule },
  };
}

const itemsOf = (document: ReadoutDocument): Item[] => [
  ...document.meetings.map((meeting) => meetingItem(document, meeting)),
  ...document.positions.map((position) => positionItem(document, position)),
];

/** What a document has more, less or otherwise than another one of the same text. */
export function changesBetween(before: ReadoutDocument, after: ReadoutDocument): Change[] {
  const left = new Map(itemsOf(before).map((item) => [item.key, item]));
  const changes: Change[] = [];
  for (const item of itemsOf(after)) {
    const old = left.get(item.key);
    left.delete(item.key);
    const { kind, title, text } = item;
    if (!old) changes.push({ what: 'gained', kind, title, detail: text });
    const different = old ? Object.keys(item.facts).filter((fact) => old.facts[fact] !== item.facts[fact]) : [];
    if (old && different.length)
      changes.push({ what: 'changed', kind, title, detail: different.map((fact) => `${fact}: ${old.facts[fact] || 'none'} → ${item.facts[fact] || 'none'}`).join('; ') });
  }
  for (const { kind, title, text } of left.values()) changes.push({ what: 'lost', kind, title, detail: text });
  return changes;
}
