// The text with its marks. A paragraph is drawn again only when its own marks change. Marks of actors, places, dates and cues
// are buttons, one tab stop in all: arrow keys go from one to the next.
import { Component } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { activeSpans, annotate, cut, touches, type ActiveSpan, type Paragraph, type Segment } from '../annotations';
import { kindOf, type Layer, type Reading, type Ref, type State } from '../state';
import { reveal } from './hooks';
import type { Dispatch } from './types';

interface Props {
  text: string;
  /** Null while the text is being read. */
  reading: Reading | null;
  state: State;
  dispatch: Dispatch;
}

const noSpans: ActiveSpan[] = [];

function classOf({ layers, emphases, first, last }: Segment): string {
  const names = ['mark', ...layers.map((layer) => `on-${layer}`), ...emphases.map((emphasis) => `is-${emphasis}`)];
  if (first) names.push('first');
  if (last) names.push('last');
  return names.join(' ');
}

const buttonLayers = new Set<Layer | undefined>(['actor', 'place', 'date', 'cue', 'meeting']);

function Piece({ text, segment }: { text: string; segment: Segment }) {
  const words = text.slice(segment.start, segment.end);
  if (!segment.layers.length && !segment.emphases.length) return <>{words}</>;
  const button = segment.first && buttonLayers.has(segment.layers[0]);
  const role = button ? { role: 'button' as const, tabIndex: -1 } : {};
  return <span class={classOf(segment)} data-refs={segment.refs.join(' ')} {...role}>{words}</span>;
}

interface BlockProps {
  text: string;
  paragraph: Paragraph;
  hidden: ReadonlySet<Layer>;
  active: ActiveSpan[];
}

class Block extends Component<BlockProps> {
  override shouldComponentUpdate(next: BlockProps): boolean {
    const now = this.props;
    return next.paragraph !== now.paragraph || next.hidden !== now.hidden || next.active !== now.active;
  }

  override render({ text, paragraph, hidden, active }: BlockProps) {
    return <p>{cut(paragraph, hidden, active).map((segment) => <Piece key={segment.start} text={text} segment={segment} />)}</p>;
  }
}

/** The active spans by paragraph; paragraphs without any share one empty list, so that they are not drawn again. */
function byParagraph(paragraphs: Paragraph[], active: ActiveSpan[]): ActiveSpan[][] {
  return paragraphs.map((paragraph) => {
    const own = active.filter((span) => touches(span, paragraph));
    return own.length ? own : noSpans;
  });
}

/** The next thing a click on these marks selects: clicking again goes outward. */
function choose(refs: Ref[], selected: Ref | null): Ref | undefined {
  const at = selected ? refs.indexOf(selected) : -1;
  return refs[(at + 1) % refs.length];
}

function activate(target: EventTarget | null, selected: Ref | null, dispatch: Dispatch): boolean {
  const mark = target instanceof Element ? target.closest<HTMLElement>('[data-refs]') : null;
  const ref = choose((mark?.dataset['refs'] ?? '').split(' ').filter(Boolean) as Ref[], selected);
  if (ref) dispatch({ type: 'select', ref, from: 'text' });
  return ref !== undefined;
}

/** One of the marks is in the tab order: the one that had the focus last, or the first. */
function rove(event: KeyboardEvent, container: HTMLElement): void {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const marks = [...container.querySelectorAll<HTMLElement>('[role=button]')];
  const at = marks.indexOf(document.activeElement as HTMLElement);
  const next = marks[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function takeTabStop(container: HTMLElement, mark: HTMLElement | null): void {
  if (!mark) return;
  for (const old of container.querySelectorAll('[role=button][tabindex="0"]')) old.setAttribute('tabindex', '-1');
  mark.setAttribute('tabindex', '0');
}

function spansOf(found: Reading['document'], selected: Ref | null, asked: number | null, step: number): ActiveSpan[] {
  if (selected) return activeSpans(found, selected, step);
  const sentence = asked === null ? undefined : found.sentences[asked];
  return sentence ? [{ start: sentence[0], end: sentence[1], emphasis: 'evidence' }] : noSpans;
}

/** The place in the text of a click on words that are no mark, or -1. */
function placeOf(event: MouseEvent, container: HTMLElement, paragraphs: Paragraph[]): number {
  const range = document.caretRangeFromPoint?.(event.clientX, event.clientY);
  const block = range && (range.startContainer.parentElement?.closest('p') ?? null);
  const paragraph = block && paragraphs[[...container.children].indexOf(block)];
  if (!range || !block || !paragraph) return -1;
  range.setStart(block, 0);
  return paragraph.start + range.toString().length;
}

/** The sentence without results at a place, or null. */
function silentAt({ sentences, diagnostics }: Reading['document'], at: number): number | null {
  return diagnostics.silent.find((index) => sentences[index]![0] <= at && at < sentences[index]![1]) ?? null;
}

export function Reader({ text, reading, state, dispatch }: Props) {
  const container = useRef<HTMLDivElement>(null);
  const { selected, asked, step, hidden, reveal: wish } = state;
  const paragraphs = useMemo(() => annotate(text, reading?.document ?? null), [text, reading]);
  const active = useMemo(
    () => byParagraph(paragraphs, reading ? spansOf(reading.document, selected, asked, step) : noSpans),
    [paragraphs, reading, selected, asked, step],
  );

  useEffect(() => {
    const element = container.current;
    if (element) takeTabStop(element, element.querySelector('[role=button]'));
  }, [paragraphs, hidden]);

  useEffect(() => {
    if (wish.where !== 'text' || !selected) return;
    const mention = kindOf(selected) === 'actor' || kindOf(selected) === 'place' || kindOf(selected) === 'date';
    reveal(container.current?.querySelector(mention ? '.is-focus' : '.is-evidence, .is-cue'));
  }, [wish]);

  return (
    <div ref={container} class={`reader ${selected ? 'has-selection' : ''}`} role="group" aria-label="Article with marks" tabIndex={reading?.document.actors.length ? undefined : 0}
      onClick={(event) => {
        if (getSelection()?.isCollapsed === false) return;
        if (activate(event.target, selected, dispatch)) return;
        const silent = reading ? silentAt(reading.document, placeOf(event, event.currentTarget, paragraphs)) : null;
        if (silent !== null && silent !== asked) dispatch({ type: 'ask', sentence: silent });
        else if (selected || asked !== null) dispatch({ type: 'deselect' });
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') {
          if (activate(event.target, selected, dispatch)) event.preventDefault();
        } else rove(event, event.currentTarget);
      }}
      onFocusIn={(event) => takeTabStop(event.currentTarget, (event.target as Element).closest<HTMLElement>('[role=button]'))}>
      {paragraphs.map((paragraph, i) => (
        <Block key={paragraph.start} text={text} paragraph={paragraph} hidden={hidden} active={active[i] ?? noSpans} />
      ))}
    </div>
  );
}
