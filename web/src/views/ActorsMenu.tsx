// The reader's own actors: load a list, see what is wrong with it, take it away. It stays on this device.
import { useState } from 'preact/hooks';
import type { State } from '../state';
import { useDismiss } from './hooks';
import { ChevronIcon, CloseIcon, PeopleIcon } from './icons';
import type { SetActors } from './types';

const mostShown = 5;

function Problems({ state }: { state: State }) {
  if (state.actorProblems.length === 0) return null;
  return (
    <ul class="menu-problems">
      {state.actorProblems.slice(0, mostShown).map((problem) => (
        <li key={`${problem.line}:${problem.column}:${problem.code}`}>
          {problem.line > 0 && <strong>Line {problem.line}: </strong>}{problem.message}
          {problem.hint && <span> {problem.hint}</span>}
        </li>
      ))}
      {state.actorProblems.length > mostShown && <li>and {state.actorProblems.length - mostShown} more</li>}
    </ul>
  );
}

export function ActorsMenu({ state, setActors }: { state: State; setActors: SetActors }) {
  const [open, setOpen] = useState(false);
  const menu = useDismiss<HTMLDivElement>(open, () => setOpen(false));
  const load = async (file: File | undefined): Promise<void> => {
    if (file) setActors({ name: file.name, content: await file.text() });
  };
  const wrong = state.actorProblems.some((problem) => problem.severity === 'error');
  return (
    <div class="menu" ref={menu}>
      <button type="button" class="button actors-button" aria-expanded={open} aria-controls="actors-menu" onClick={() => setOpen(!open)}>
        <PeopleIcon />
        <span>{wrong ? 'Actors: see errors' : 'My actors'}</span>
        <ChevronIcon />
      </button>
      <span class="visually-hidden" role="status">{wrong ? 'The list of actors has errors' : state.actors ? `${state.actors.name} is in use` : ''}</span>
      {open && (
        <div class="menu-list actors-menu" id="actors-menu">
          <p>A CSV or JSON file with <code>name</code>, <code>aliases</code>, <code>type</code>, <code>country</code>, <code>id</code>. It stays on this device.</p>
          <label class="button">
            Load a list
            <input class="visually-hidden" type="file" accept=".csv,.tsv,.json,text/csv,application/json"
              onChange={(event) => {
                void load(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }} />
          </label>
          {state.actors && (
            <button type="button" onClick={() => setActors(null)}><CloseIcon />Remove {state.actors.name}</button>
          )}
          <Problems state={state} />
        </div>
      )}
    </div>
  );
}
