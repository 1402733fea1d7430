// The page: header, the text at the left, what was found at the right. On a phone one of the two at a time.
import type { Dispatch, SetActors } from './types';
import { useEffect, useMemo } from 'preact/hooks';
import { droppedFiles, isGrammarDrop, offerOf } from '../grammar';
import type { State } from '../state';
import { plural } from '../words';
import { Header } from './Header';
import { useMedia } from './hooks';
import { Peek } from './Peek';
import { Results } from './Results';
import { RuleEditor } from './RuleEditor';
import { TabBar } from './TabBar';
import { TextPane } from './TextPane';

interface Props {
  state: State;
  dispatch: Dispatch;
  retry: () => void;
  setActors: SetActors;
}

/** What a screen reader is told when results arrive. */
function announcement({ reading, busy, error }: State): string {
  if (error) return 'The text could not be read.';
  if (busy || !reading) return '';
  const { actors, meetings, positions } = reading.document;
  return `Found ${plural(actors.length, 'actor')}, ${plural(meetings.length, 'meeting')} and ${plural(positions.length, 'position')}.`;
}

/** Text pasted while no field has the focus is a new article. */
function usePasteAnywhere(dispatch: Dispatch): void {
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      if (event.target instanceof Element && event.target.closest('textarea, input, select')) return;
      const text = event.clipboardData?.getData('text/plain');
      if (text) dispatch({ type: 'edit', text: text.replace(/\r\n?/g, '\n'), pasted: true });
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}

function useEscape(dispatch: Dispatch): void {
  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.defaultPrevented) dispatch({ type: 'deselect' });
    };
    document.addEventListener('keydown', escape);
    return () => document.removeEventListener('keydown', escape);
  }, []);
}

const isActorsFile = (file: File | undefined): file is File => /\.(csv|tsv|json)$/i.test(file?.name ?? '');

/** A list of actors or a grammar may be dropped anywhere; other files are the text field's affair. */
function useDrops(setActors: SetActors, dispatch: Dispatch): void {
  useEffect(() => {
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    };
    const drop = (event: DragEvent): void => {
      const file = event.dataTransfer?.files[0];
      const grammar = event.dataTransfer !== null && isGrammarDrop(event);
      if (!grammar && !isActorsFile(file)) return;
      event.preventDefault();
      event.stopPropagation();
      if (grammar) void droppedFiles(event.dataTransfer!).then(offerOf).then((offer) => dispatch({ type: 'offer', offer }));
      else if (file) void file.text().then((content) => setActors({ name: file.name, content }));
    };
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop, { capture: true });
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop, { capture: true });
    };
  }, []);
}

export function App({ state, dispatch, retry, setActors }: Props) {
  const phone = useMedia('(max-width: 899px)');
  usePasteAnywhere(dispatch);
  useEscape(dispatch);
  useDrops(setActors, dispatch);
  const announced = useMemo(() => announcement(state), [state.reading, state.busy, state.error]);
  const showText = !phone || state.pane === 'text';
  const showResults = !phone || state.pane === 'results';
  return (
    <>
      <Header state={state} dispatch={dispatch} setActors={setActors} />
      <main class="panes">
        {phone && <TabBar state={state} dispatch={dispatch} phone />}
        {showText && <TextPane state={state} dispatch={dispatch} />}
        {showResults && state.rule !== null && <RuleEditor state={state} dispatch={dispatch} />}
        {showResults && state.rule === null && <Results state={state} dispatch={dispatch} phone={phone} retry={retry} />}
        {phone && state.pane === 'text' && <Peek state={state} dispatch={dispatch} />}
      </main>
      <div class="visually-hidden" role="status" aria-live="polite">{announced}</div>
    </>
  );
}
