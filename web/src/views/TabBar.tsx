// The tabs of the results, with counts. On a phone the text is one more tab.
import type { State, Tab } from '../state';
import type { Dispatch } from './types';

interface Props {
  state: State;
  dispatch: Dispatch;
  phone: boolean;
}

const names: Record<Tab, [long: string, short: string]> = {
  positions: ['Positions', 'Positions'],
  stances: ['Stances', 'Stances'],
  meetings: ['Meetings', 'Meetings'],
  actors: ['Actors', 'Actors'],
  context: ['Places & dates', 'Places'],
};
const order: Tab[] = ['positions', 'stances', 'meetings', 'actors', 'context'];

/** Arrow keys, Home and End move between tabs, as the tabs pattern has it. */
function move(event: KeyboardEvent): void {
  const tabs = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined || at < 0) return;
  event.preventDefault();
  const tab = tabs[(to + tabs.length) % tabs.length];
  tab?.focus();
  tab?.click();
}

export function TabBar({ state, dispatch, phone }: Props) {
  const document = state.reading?.document;
  const counts: Record<Tab, number | null> = {
    positions: document?.positions.length ?? null,
    stances: document?.stances.length ?? null,
    meetings: document?.meetings.length ?? null,
    actors: document?.actors.length ?? null,
    context: document ? document.places.length + document.dates.length : null,
  };
  const results = !phone || state.pane === 'results';
  return (
    <div class="tabs" role="tablist" aria-label={phone ? 'Text and results' : 'Results'} onKeyDown={move}>
      {phone && (
        <button type="button" role="tab" id="tab-text" class="tab" aria-selected={!results} tabIndex={results ? -1 : 0}
          aria-controls={results ? undefined : 'panel-text'} onClick={() => dispatch({ type: 'pane', pane: 'text' })}>
          Text
        </button>
      )}
      {order.map((tab) => {
        const current = results && state.tab === tab;
        return (
          <button type="button" role="tab" id={`tab-${tab}`} class="tab" key={tab} aria-selected={current}
            tabIndex={current ? 0 : -1} aria-controls={current && state.rule === null ? 'panel-results' : undefined}
            onClick={() => dispatch({ type: 'tab', tab })}>
            {names[tab][phone ? 1 : 0]}
            {counts[tab] !== null && <span class="count">{counts[tab]}</span>}
          </button>
        );
      })}
    </div>
  );
}
