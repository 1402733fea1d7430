// On a phone: the card of what is selected, over the foot of the text.
import { useEffect, useRef } from 'preact/hooks';
import { find, idOf, kindOf, type State } from '../state';
import { ActorCard } from './ActorCard';
import { NearMisses } from './Explained';
import { DateCard, PlaceCard } from './ContextCards';
import { CloseIcon } from './icons';
import { MeetingCard } from './MeetingCard';
import { PositionCard } from './PositionCard';
import type { Dispatch } from './types';

export function Peek({ state, dispatch }: { state: State; dispatch: Dispatch }) {
  const { selected, asked, reading, step, tab } = state;
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => {
    // A card that was chosen in the list went away with the list, and took the focus with it.
    if (document.activeElement === document.body) sheet.current?.focus({ preventScroll: true });
  }, [selected, asked]);
  const sentence = asked === null ? undefined : reading?.document.sentences[asked];
  if (sentence) {
    return (
      <aside class="peek" ref={sheet} tabIndex={-1} aria-label="Why nothing was found here">
        <div class="peek-bar">
          <button type="button" class="link" onClick={() => dispatch({ type: 'tab', tab })}>Show in the list</button>
          <button type="button" class="button quiet square" aria-label="Close" onClick={() => dispatch({ type: 'deselect' })}><CloseIcon /></button>
        </div>
        <NearMisses start={sentence[0]} end={sentence[1]} />
      </aside>
    );
  }
  if (!selected || !reading || !find(reading.document, selected)) return null;
  const found = reading.document;
  const card = { document: found, selected, step, dispatch };
  const id = idOf(selected);
  const kind = kindOf(selected);
  return (
    <aside class="peek" ref={sheet} tabIndex={-1} aria-label="Selected">
      <div class="peek-bar">
        <button type="button" class="link" onClick={() => dispatch({ type: 'tab', tab })}>Show in the list</button>
        <button type="button" class="button quiet square" aria-label="Close" onClick={() => dispatch({ type: 'deselect' })}><CloseIcon /></button>
      </div>
      {kind === 'actor' && <ActorCard actor={found.actors.find((item) => item.id === id)!} {...card} />}
      {kind === 'meeting' && <MeetingCard meeting={found.meetings.find((item) => item.id === id)!} {...card} />}
      {kind === 'position' && <PositionCard position={found.positions.find((item) => item.id === id)!} {...card} />}
      {kind === 'place' && <PlaceCard place={found.places.find((item) => item.id === id)!} {...card} />}
      {kind === 'date' && <DateCard date={found.dates.find((item) => item.id === id)!} {...card} />}
    </aside>
  );
}
