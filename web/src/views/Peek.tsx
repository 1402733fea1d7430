// On a phone: the card of what is selected, over the foot of the text.
import { find, idOf, kindOf, type State } from '../state';
import { ActorCard } from './ActorCard';
import { DateCard, PlaceCard } from './ContextCards';
import { CloseIcon } from './icons';
import { MeetingCard } from './MeetingCard';
import { PositionCard } from './PositionCard';
import type { Dispatch } from './types';

export function Peek({ state, dispatch }: { state: State; dispatch: Dispatch }) {
  const { selected, reading, step, tab } = state;
  if (!selected || !reading || !find(reading.document, selected)) return null;
  const { document } = reading;
  const card = { document, selected, step, dispatch };
  const id = idOf(selected);
  const kind = kindOf(selected);
  return (
    <aside class="peek" aria-label="Selected">
      <div class="peek-bar">
        <button type="button" class="link" onClick={() => dispatch({ type: 'tab', tab })}>Show in the list</button>
        <button type="button" class="button quiet square" aria-label="Close" onClick={() => dispatch({ type: 'deselect' })}><CloseIcon /></button>
      </div>
      {kind === 'actor' && <ActorCard actor={document.actors.find((item) => item.id === id)!} {...card} />}
      {kind === 'meeting' && <MeetingCard meeting={document.meetings.find((item) => item.id === id)!} {...card} />}
      {kind === 'position' && <PositionCard position={document.positions.find((item) => item.id === id)!} {...card} />}
      {kind === 'place' && <PlaceCard place={document.places.find((item) => item.id === id)!} {...card} />}
      {kind === 'date' && <DateCard date={document.dates.find((item) => item.id === id)!} {...card} />}
    </aside>
  );
}
