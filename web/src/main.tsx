// Starts the page: joins state, engine, storage and service worker, and mounts the views.
import { render } from 'preact';
import { useEffect, useMemo, useReducer, useRef } from 'preact/hooks';
import { EngineClient } from './engine/client';
import { initialState, reduce, type Action, type State } from './state';
import { loadActors, loadDayFirst, loadDraft, loadTheme, saveActors, saveDayFirst, saveDraft, saveTheme, type Theme } from './store';
import './styles/base.css';
import './styles/layout.css';
import './styles/text.css';
import './styles/cards.css';
import './styles/rules.css';
import { App } from './views/App';
import { Workbench } from './views/workbench';

function start(): State {
  const draft = loadDraft();
  return initialState(draft?.text ?? '', draft?.published ?? '', loadDayFirst(), loadTheme());
}

function applyTheme(theme: Theme): void {
  if (theme === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

function createClient(dispatch: (action: Action) => void): EngineClient {
  return new EngineClient({
    ready: () => dispatch({ type: 'engine', engine: { status: 'ready' } }),
    failed: (message) => dispatch({ type: 'engine', engine: { status: 'failed', message } }),
    result: (request, document, milliseconds) =>
      dispatch({ type: 'read', reading: { text: request.text, document, milliseconds } }),
    error: (message) => dispatch({ type: 'unreadable', message }),
    actors: (file, diagnostics) => dispatch({ type: 'actors', file, diagnostics }),
  });
}

/** The longer the text, the longer a pause in typing must be before it is read. */
const pauseFor = (state: State): number => (state.openWhenRead ? 0 : Math.min(220 + state.text.length / 1000, 1200));

/** Without a service worker (private mode, storage off) the page works all the same, only not offline. */
function registerServiceWorker(): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  navigator.serviceWorker.register('./sw.js').catch(() => undefined);
}

function Page() {
  const [state, dispatch] = useReducer(reduce, undefined, start);
  const client = useMemo(() => createClient(dispatch), []);
  const dates = useMemo(() => ({ published: state.published, dayFirst: state.dayFirst }), [state.published, state.dayFirst]);
  const first = useRef(true);
  const kept = useRef(true);
  const edited = useRef(false);

  useEffect(() => {
    client.cancel();
    if (state.text.trim() === '') return;
    const timer = setTimeout(() => client.extract(state.text, dates), first.current ? 0 : pauseFor(state));
    first.current = false;
    return () => clearTimeout(timer);
  }, [state.text, dates, state.actors]);

  useEffect(() => {
    if (kept.current) {
      kept.current = false;
      const file = loadActors();
      if (file) client.setActors(file);
      return;
    }
    saveActors(state.actors);
  }, [state.actors]);

  useEffect(() => {
    if (edited.current && state.text.trim() !== '') client.extract(state.text, dates);
    edited.current = true;
  }, [state.edits]);

  useEffect(() => saveDraft({ text: state.text, published: state.published }), [state.text, state.published]);
  useEffect(() => saveDayFirst(state.dayFirst), [state.dayFirst]);
  useEffect(() => {
    applyTheme(state.theme);
    saveTheme(state.theme);
  }, [state.theme]);

  const workbench = useMemo(
    () => ({ ask: client.ask.bind(client), text: state.text, dates, edits: state.edits, dispatch }),
    [state.text, dates, state.edits],
  );
  return (
    <Workbench.Provider value={workbench}>
      <App state={state} dispatch={dispatch} retry={() => client.restart()} setActors={(file) => client.setActors(file)} />
    </Workbench.Provider>
  );
}

applyTheme(loadTheme());
render(<Page />, document.getElementById('app')!);
registerServiceWorker();
