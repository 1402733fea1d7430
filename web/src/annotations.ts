// Where the text is marked. Annotations overlap (an actor inside what another one said), so a paragraph is cut at every
// boundary into flat segments, each with all its layers. Entry points: annotate, cut, activeSpans.
import type { Meeting, ReadoutDocument, Span, SpanSet } from 'readout';
import { idOf, kindOf, type Layer, type Ref } from './state';

/** What a selection adds: its evidence, and in it the words that made it. */
export type Emphasis = 'evidence' | 'source' | 'cue' | 'content' | 'mention' | 'focus';

interface Marked {
  start: number;
  end: number;
}

export interface Annotation extends Marked {
  layer: Layer;
  ref: Ref;
}

export interface ActiveSpan extends Marked {
  emphasis: Emphasis;
}

export interface Segment extends Marked {
  layers: Layer[];
  emphases: Emphasis[];
  /** What a click means, innermost first. */
  refs: Ref[];
  /** The segment begins or ends its innermost annotation. */
  first: boolean;
  last: boolean;
}

export interface Paragraph extends Marked {
  annotations: Annotation[];
}

const eventCaptures = new Set(['cue', 'trigger', 'event', 'verb']);

/** The words that tell the meeting: the rule's cue, or all the evidence where it has none. */
function meetingSpans(meeting: Meeting): Span[] {
  const cues = meeting.derivation.filter((capture) => eventCaptures.has(capture.capture));
  return cues.length ? cues.map(({ start, end }): Span => [start, end]) : meeting.evidence.spans;
}

function allAnnotations(document: ReadoutDocument): Annotation[] {
  const found: Annotation[] = [];
  const add = (layer: Layer, ref: Ref, spans: Span[]): void => {
    for (const [start, end] of spans) if (end > start) found.push({ layer, ref, start, end });
  };
  for (const { id, mentions } of document.actors) add('actor', `actor:${id}`, mentions.map(({ start, end }) => [start, end]));
  for (const { id, mentions } of document.places) add('place', `place:${id}`, mentions.map(({ start, end }) => [start, end]));
  for (const { id, start, end } of document.dates) add('date', `date:${id}`, [[start, end]]);
  for (const meeting of document.meetings) add('meeting', `meeting:${meeting.id}`, meetingSpans(meeting));
  for (const { id, cue, content } of document.positions) {
    add('cue', `position:${id}`, cue.spans);
    add('content', `position:${id}`, content.spans);
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** A paragraph without a line break can be as long as the text: it is drawn in pieces of about this many characters. */
const longestPiece = 6000;

function pieces(text: string): Marked[] {
  const found: Marked[] = [];
  for (let start = 0; start <= text.length;) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    for (let at = start; at < end;) {
      const stop = end - at <= longestPiece ? end : breakBefore(text, at + longestPiece);
      found.push({ start: at, end: stop });
      at = stop;
    }
    start = end + 1;
  }
  return found;
}

/** A place to cut at or shortly before `limit`: after a space, and never inside a surrogate pair. */
function breakBefore(text: string, limit: number): number {
  const space = text.lastIndexOf(' ', limit);
  if (space > limit - 200) return space + 1;
  const unit = text.charCodeAt(limit);
  return unit >= 0xdc00 && unit <= 0xdfff ? limit - 1 : limit;
}

/** The text's paragraphs, blank ones left out, each with the annotations that touch it. */
export function annotate(text: string, document: ReadoutDocument | null): Paragraph[] {
  const paragraphs = pieces(text).map((piece): Paragraph => ({ ...piece, annotations: [] }));
  let first = 0;
  for (const annotation of document ? allAnnotations(document) : []) {
    while (first < paragraphs.length && paragraphs[first]!.end <= annotation.start) first += 1;
    for (let i = first; i < paragraphs.length && paragraphs[i]!.start < annotation.end; i += 1) {
      paragraphs[i]!.annotations.push(annotation);
    }
  }
  return paragraphs;
}

export const touches = (a: Marked, b: Marked): boolean => a.start < b.end && b.start < a.end;

/** Cuts a paragraph into segments. */
export function cut(paragraph: Paragraph, hidden: ReadonlySet<Layer>, active: ActiveSpan[]): Segment[] {
  const shown = paragraph.annotations.filter((annotation) => !hidden.has(annotation.layer));
  const bounds = new Set([paragraph.start, paragraph.end]);
  for (const mark of [...shown, ...active]) {
    if (mark.start > paragraph.start) bounds.add(mark.start);
    if (mark.end < paragraph.end) bounds.add(mark.end);
  }
  const points = [...bounds].sort((a, b) => a - b);
  let open: Annotation[] = [];
  let next = 0;
  return points.slice(0, -1).map((start, i) => {
    const end = points[i + 1]!;
    open = open.filter((annotation) => annotation.end > start);
    for (; next < shown.length && shown[next]!.start <= start; next += 1) if (shown[next]!.end > start) open.push(shown[next]!);
    return segment(start, end, open, active);
  });
}

function segment(start: number, end: number, open: Annotation[], active: ActiveSpan[]): Segment {
  const inward = [...open].sort((a, b) => (a.end - a.start) - (b.end - b.start));
  const inner = inward[0];
  return {
    start, end,
    layers: [...new Set(inward.map((annotation) => annotation.layer))],
    refs: [...new Set(inward.map((annotation) => annotation.ref))],
    emphases: [...new Set(active.filter((span) => touches(span, { start, end })).map((span) => span.emphasis))],
    first: inner?.start === start,
    last: inner?.end === end,
  };
}

const spansOf = (set: SpanSet | null, emphasis: Emphasis): ActiveSpan[] =>
  (set?.spans ?? []).map(([start, end]) => ({ start, end, emphasis }));

/** What is emphasised while `ref` is selected. */
export function activeSpans(document: ReadoutDocument, ref: Ref, step: number): ActiveSpan[] {
  const id = idOf(ref);
  switch (kindOf(ref)) {
    case 'actor': return mentionSpans(document.actors.find((actor) => actor.id === id)?.mentions ?? [], step);
    case 'place': return mentionSpans(document.places.find((place) => place.id === id)?.mentions ?? [], step);
    case 'date': return mentionSpans(document.dates.filter((date) => date.id === id), 0);
    case 'meeting': {
      const meeting = document.meetings.find((candidate) => candidate.id === id);
      if (!meeting) return [];
      const captures = meeting.derivation.filter((capture) => eventCaptures.has(capture.capture));
      return [
        ...spansOf(meeting.evidence, 'evidence'),
        ...captures.map(({ start, end }): ActiveSpan => ({ start, end, emphasis: 'cue' })),
        ...spansOf(meeting.topic, 'content'),
      ];
    }
    case 'position': {
      const position = document.positions.find((candidate) => candidate.id === id);
      if (!position) return [];
      return [
        ...spansOf(position.evidence, 'evidence'), ...spansOf(position.source, 'source'),
        ...spansOf(position.cue, 'cue'), ...spansOf(position.content, 'content'),
      ];
    }
  }
}

function mentionSpans(mentions: Marked[], step: number): ActiveSpan[] {
  return mentions.map(({ start, end }, i) => ({ start, end, emphasis: i === step ? 'focus' : 'mention' }));
}
