// The row above the cards: narrows the open tab by actor, act, status or type. A choice that no card has is not offered.
import type { State } from '../state';
import { partiesOf } from '../state';
import { actLabel, statusLabel, typeLabel } from '../words';
import { CloseIcon } from './icons';
import type { Dispatch } from './types';

interface Choice<Value> {
  value: Value;
  name: string;
  count: number;
}

function tally<Value extends string>(values: Value[], nameOf: (value: Value) => string): Choice<Value>[] {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, name: nameOf(value), count })).sort((a, b) => b.count - a.count);
}

interface ChipsProps<Value> {
  label: string;
  choices: Choice<Value>[];
  chosen: Value | null;
  choose: (value: Value | null) => void;
}

function Chips<Value extends string>({ label, choices, chosen, choose }: ChipsProps<Value>) {
  if (choices.length < 2 && !chosen) return null;
  return (
    <div class="chips" role="group" aria-label={label}>
      {choices.map(({ value, name, count }) => (
        <button type="button" class="chip" key={value} aria-pressed={chosen === value}
          onClick={() => choose(chosen === value ? null : value)}>
          {name}<span class="count">{count}</span>
        </button>
      ))}
    </div>
  );
}

function HolderSelect({ state, dispatch, ids }: { state: State; dispatch: Dispatch; ids: string[] }) {
  const actors = state.reading!.document.actors.filter((actor) => ids.includes(actor.id));
  const { holder } = state.filters;
  if (actors.length < 2 && !holder) return null;
  const choose = (value: string): void => dispatch({ type: 'filter', filters: { holder: value || null } });
  return (
    <div class={`holder ${holder ? 'is-set' : ''}`}>
      <select aria-label="Actor" value={holder ?? ''} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">Everyone</option>
        {actors.map((actor) => <option value={actor.id} key={actor.id}>{actor.name}</option>)}
      </select>
      {holder && <button type="button" class="button quiet square" aria-label="Show everyone" onClick={() => choose('')}><CloseIcon /></button>}
    </div>
  );
}

export function Filters({ state, dispatch }: { state: State; dispatch: Dispatch }) {
  const { tab, filters } = state;
  const { actors, meetings, positions } = state.reading!.document;
  if (tab === 'context' || tab === 'stances') return null;
  if (tab === 'actors') {
    return (
      <div class="filters">
        <Chips label="Type" choices={tally(actors.map((actor) => actor.type), (type) => typeLabel[type][1])}
          chosen={filters.actorType} choose={(actorType) => dispatch({ type: 'filter', filters: { actorType } })} />
      </div>
    );
  }
  const ids = tab === 'positions' ? positions.map((position) => position.holder ?? '') : meetings.flatMap(partiesOf);
  return (
    <div class="filters">
      <HolderSelect state={state} dispatch={dispatch} ids={ids} />
      {tab === 'positions'
        ? <Chips label="Act" choices={tally(positions.map((position) => position.act), actLabel)}
            chosen={filters.act} choose={(act) => dispatch({ type: 'filter', filters: { act } })} />
        : <Chips label="Status" choices={tally(meetings.map((meeting) => meeting.status), (status) => statusLabel[status])}
            chosen={filters.meetingStatus} choose={(meetingStatus) => dispatch({ type: 'filter', filters: { meetingStatus } })} />}
    </div>
  );
}
