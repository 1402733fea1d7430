// What cards are made of.
import type { Actor, Capture, Codes, Place, ReadoutDocument, SpanSet, TimeExpression } from 'readout';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Ref } from '../state';
import { initials } from '../words';
import { DerivationRows } from './Explained';
import { QuoteIcon } from './icons';
import type { Dispatch } from './types';

export interface CardProps {
  document: ReadoutDocument;
  selected: Ref | null;
  step: number;
  dispatch: Dispatch;
}

interface CardFrameProps extends CardProps {
  self: Ref;
  /** What the button that covers the card is called. */
  label: string;
  class?: string;
  children: ComponentChildren;
}

/** A card is chosen by a button that covers it; links and disclosures inside lie above the button. */
export function CardFrame({ self, label, selected, dispatch, class: extra = '', children }: CardFrameProps) {
  const current = selected === self;
  return (
    <article class={`card ${extra}`} aria-current={current ? 'true' : undefined} data-card={self}>
      <button type="button" class="card-cover" aria-label={`${label}. Show in the text`} aria-pressed={current}
        onClick={() => dispatch({ type: 'select', ref: self, from: 'cards' })} />
      {children}
    </article>
  );
}

/** A colour of one's own, the same wherever the name stands. */
function tint(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + character.codePointAt(0)!) % 9973;
  return hash % 8;
}

export function Avatar({ actor, name }: { actor: Actor | undefined; name: string }) {
  const type = actor?.type ?? 'group';
  const letters = type === 'country' ? (actor?.country ?? initials(name)) : initials(name);
  return <span class={`avatar avatar-${type} tint-${tint(name)}`} aria-hidden="true">{letters}</span>;
}

export const actorOf = (document: ReadoutDocument, id: string | null): Actor | undefined =>
  document.actors.find((actor) => actor.id === id);

export const placeOf = (document: ReadoutDocument, id: string | null): Place | undefined =>
  document.places.find((place) => place.id === id);

export const dateOf = (document: ReadoutDocument, id: string | null): TimeExpression | undefined =>
  document.dates.find((date) => date.id === id);

/** Names of actors that lead to their cards. */
export function ActorLinks({ ids, document, dispatch }: Pick<CardProps, 'document' | 'dispatch'> & { ids: string[] }) {
  return (
    <span class="actor-links">
      {ids.map((id, i) => (
        <span key={id}>
          {i > 0 && ', '}
          <button type="button" class="link" onClick={() => dispatch({ type: 'select', ref: `actor:${id}`, from: 'cards' })}>
            {actorOf(document, id)?.name ?? id}
          </button>
        </span>
      ))}
    </span>
  );
}

export function Row({ name, children }: { name: ComponentChildren; children: ComponentChildren }) {
  return <div class="row"><dt>{name}</dt><dd>{children}</dd></div>;
}

export function Quote({ text }: { text: string }) {
  return <blockquote class="quote"><QuoteIcon /><span>{text}</span></blockquote>;
}

interface WhyProps {
  id: string;
  evidence: SpanSet;
  rule: string;
  derivation: Capture[];
  codes: Codes;
  confidence: number;
}

/** How the engine came to this: the rule, what its parts matched, and the codes that follow. */
export function Why({ id, evidence, rule, derivation, codes, confidence }: WhyProps) {
  const [open, setOpen] = useState(false);
  const spans = evidence.spans;
  const { event, mode, context } = codes.plover;
  const plover = [event, mode, ...context].filter(Boolean).join(' · ');
  return (
    <details class="why" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>How it was found</summary>
      <dl>
        <DerivationRows id={id} rule={rule} captures={derivation} open={open} start={spans[0]?.[0] ?? 0} end={spans[spans.length - 1]?.[1] ?? 0} />
        {codes.because && <Row name="Because">{codes.because}</Row>}
        {plover && <Row name="PLOVER">{plover}</Row>}
        {codes.cameo && <Row name="CAMEO">{codes.cameo}</Row>}
        <Row name="Confidence">{Math.round(confidence * 100)}%</Row>
      </dl>
    </details>
  );
}
