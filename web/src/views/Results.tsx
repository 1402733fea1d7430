// The right pane: what was found, or why there is nothing.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { shownActors, shownMeetings, shownPositions, idOf, type Ref, type State } from '../state';
import { ActorCard } from './ActorCard';
import { ContextCards } from './ContextCards';
import { EngineFailed, LoadingCards, NothingFound, NothingOfKind, Unreadable, WhatYouGet } from './Empty';
import { Filters } from './Filters';
import { reveal } from './hooks';
import { MeetingCard } from './MeetingCard';
import { PositionCard } from './PositionCard';
import { Silent } from './Silent';
import { StanceCards } from './StanceCards';
import { TabBar } from './TabBar';
import type { Dispatch } from './types';

interface Props {
  state: State;
  dispatch: Dispatch;
  phone: boolean;
  retry: () => void;
}

const pageSize = 60;

interface ListProps<Item extends { id: string }> {
  items: Item[];
  selected: Ref | null;
  card: (item: Item) => ComponentChildren;
}

/** Long lists are drawn a page at a time; a selected card is always among them. */
function CardList<Item extends { id: string }>({ items, selected, card }: ListProps<Item>) {
  const [limit, setLimit] = useState(pageSize);
  const chosen = selected ? items.findIndex((item) => item.id === idOf(selected)) : -1;
  const count = Math.max(limit, chosen + 1);
  return (
    <>
      <ol class="cards">{items.slice(0, count).map((item) => <li key={item.id}>{card(item)}</li>)}</ol>
      {items.length > count && (
        <button type="button" class="button more" onClick={() => setLimit(count + pageSize)}>
          Show {Math.min(pageSize, items.length - count)} more of {items.length}
        </button>
      )}
    </>
  );
}

function Cards({ state, dispatch }: Pick<Props, 'state' | 'dispatch'>) {
  const document = state.reading!.document;
  const { selected, filters, tab } = state;
  const shared = { document, selected, step: state.step, dispatch };
  switch (tab) {
    case 'actors': {
      const items = shownActors(document, filters);
      return <CardList items={items} selected={selected} card={(actor) => <ActorCard actor={actor} {...shared} />} />;
    }
    case 'meetings': {
      const items = shownMeetings(document, filters);
      if (!items.length) return <NothingOfKind kind="meetings" any={document.meetings.length > 0} dispatch={dispatch} />;
      return <CardList items={items} selected={selected} card={(meeting) => <MeetingCard meeting={meeting} {...shared} />} />;
    }
    case 'positions': {
      const items = shownPositions(document, filters);
      if (!items.length) return <NothingOfKind kind="positions" any={document.positions.length > 0} dispatch={dispatch} />;
      return <CardList items={items} selected={selected} card={(position) => <PositionCard position={position} {...shared} />} />;
    }
    case 'stances':
      if (!document.stances.length) return <NothingOfKind kind="stances" any={false} dispatch={dispatch} />;
      return <StanceCards {...shared} />;
    case 'context': return <ContextCards {...shared} />;
  }
}

function Body({ state, dispatch, retry }: Props) {
  const { reading, engine, error, busy } = state;
  if (engine.status === 'failed') return <EngineFailed message={engine.message} retry={retry} />;
  if (error) return <Unreadable message={error} />;
  if (!reading) return busy ? <LoadingCards /> : <WhatYouGet loading={engine.status === 'loading'} />;
  const { actors, meetings, positions, places, dates } = reading.document;
  if (!actors.length && !meetings.length && !positions.length && !places.length && !dates.length)
    return <><NothingFound reading={reading} /><Silent document={reading.document} asked={state.asked} dispatch={dispatch} /></>;
  return (
    <>
      <Filters state={state} dispatch={dispatch} />
      <Cards state={state} dispatch={dispatch} />
      {(state.tab === 'positions' || state.tab === 'meetings') && <Silent document={reading.document} asked={state.asked} dispatch={dispatch} />}
      {reading.document.diagnostics.warnings.map((warning) => <p class="warning" key={warning}>{warning}</p>)}
    </>
  );
}

export function Results({ state, dispatch, phone, retry }: Props) {
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.reveal.where === 'cards' && (state.selected || state.asked !== null)) reveal(body.current?.querySelector('[aria-current=true]'), 'nearest');
  }, [state.reveal]);
  useEffect(() => {
    if (state.reveal.where !== 'cards' || (!state.selected && state.asked === null)) body.current?.scrollTo(0, 0);
  }, [state.tab, state.filters]);
  return (
    <section class="results" aria-label="Results" aria-busy={state.busy}>
      {!phone && <TabBar state={state} dispatch={dispatch} phone={false} />}
      <div class={`results-body ${state.busy && state.reading ? 'is-stale' : ''}`} ref={body} id="panel-results" role="tabpanel"
        aria-labelledby={`tab-${state.tab}`} tabIndex={0}>
        <Body state={state} dispatch={dispatch} phone={phone} retry={retry} />
      </div>
    </section>
  );
}
