// The legend of the marks: each entry is also the switch of its layer.
import type { ReadoutDocument } from 'readout';
import type { Layer, State } from '../state';
import type { Dispatch } from './types';

const entries: { layer: Layer; name: string; count: (document: ReadoutDocument) => number }[] = [
  { layer: 'actor', name: 'Actors', count: (document) => document.actors.length },
  { layer: 'meeting', name: 'Meetings', count: (document) => document.meetings.length },
  { layer: 'cue', name: 'Acts', count: (document) => document.positions.length },
  { layer: 'content', name: 'What is said', count: (document) => document.positions.filter((p) => p.content.spans.length).length },
  { layer: 'place', name: 'Places', count: (document) => document.places.length },
  { layer: 'date', name: 'Dates', count: (document) => document.dates.length },
];

export function Legend({ state, dispatch }: { state: State; dispatch: Dispatch }) {
  const document = state.reading?.document;
  return (
    <div class="legend" role="group" aria-label="Marks shown in the text">
      {entries.map(({ layer, name, count }) => (
        <button type="button" key={layer} class="legend-entry" aria-pressed={!state.hidden.has(layer)}
          disabled={!document || count(document) === 0} onClick={() => dispatch({ type: 'layer', layer })}>
          <span class={`swatch swatch-${layer}`} aria-hidden="true">a</span>{name}
        </button>
      ))}
    </div>
  );
}
