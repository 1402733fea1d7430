// The left pane: the article, to be written or to be read with its marks.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { examples } from '../examples';
import type { State } from '../state';
import { plural, valueInWords } from '../words';
import { BookIcon, CalendarIcon, CloseIcon, PenIcon } from './icons';
import { Legend } from './Legend';
import { Reader } from './Reader';
import type { Dispatch } from './types';

interface Props {
  state: State;
  dispatch: Dispatch;
}

function ModeSwitch({ state, dispatch }: Props) {
  const choose = (mode: State['mode']) => () => dispatch({ type: 'mode', mode });
  return (
    <div class="switch" role="group" aria-label="Text view">
      <button type="button" aria-pressed={state.mode === 'read'} onClick={choose('read')}><BookIcon />Read</button>
      <button type="button" aria-pressed={state.mode === 'write'} onClick={choose('write')}><PenIcon />Edit</button>
    </div>
  );
}

/** The day that a date line in the text tells is used already; it is offered, so that the reader sees it and can change it. */
function PublishedField({ state, dispatch }: Props) {
  const title = 'When the article was published: what “on Tuesday” is counted from';
  const current = state.reading?.text === state.text && !state.busy ? state.reading : null;
  const told = state.published ? null : current?.document.document.published;
  return (
    <>
      <label class="published" title={title}>
        <CalendarIcon />
        <span>Published</span>
        <input type="date" value={state.published}
          onInput={(event) => dispatch({ type: 'publish', published: event.currentTarget.value })} />
      </label>
      {told && (
        <button type="button" class="button quiet offered" title="The text says so: take it as the date of publication"
          onClick={() => dispatch({ type: 'publish', published: told })}>{valueInWords(told)}?</button>
      )}
    </>
  );
}

function Examples({ dispatch }: { dispatch: Dispatch }) {
  return (
    <div class="examples">
      <h2>Or start with an example</h2>
      <ul>
        {examples.map((example) => (
          <li key={example.name}>
            <button type="button" class="example"
              onClick={() => dispatch({ type: 'example', text: example.text, published: example.published })}>
              <strong>{example.name}</strong>
              <span>{example.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/**
 * The field keeps its own text; it is written to only where the text came from elsewhere, and before the next key: an effect
 * after painting could put an older text over a newer one.
 */
function Editor({ state, dispatch }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const pasted = useRef(false);
  useLayoutEffect(() => {
    if (field.current && field.current.value !== state.text) field.current.value = state.text;
  }, [state.text]);
  const drop = async (event: DragEvent): Promise<void> => {
    const file = event.dataTransfer?.files[0];
    if (!file) return;
    event.preventDefault();
    dispatch({ type: 'edit', text: (await file.text()).replace(/\r\n?/g, '\n'), pasted: true });
  };
  return (
    <textarea ref={field} class="editor" aria-label="Article text" spellcheck={false} autocomplete="off"
      placeholder="Paste a news article, a readout or a statement…"
      onPaste={() => { pasted.current = true; }}
      onDrop={drop}
      onInput={(event) => {
        dispatch({ type: 'edit', text: event.currentTarget.value, pasted: pasted.current });
        pasted.current = false;
      }} />
  );
}

function Facts({ state }: { state: State }) {
  const { reading, busy, text } = state;
  if (!text) return null;
  const seconds = reading && reading.milliseconds >= 1000 ? `${(reading.milliseconds / 1000).toFixed(1)} s` : `${Math.max(1, Math.round(reading?.milliseconds ?? 0))} ms`;
  return (
    <p class="facts">
      {busy || !reading
        ? <span>{state.engine.status === 'loading' ? 'Getting the engine ready…' : 'Reading…'}</span>
        : <span>{plural(reading.document.sentences.length, 'sentence')}, read in {seconds}</span>}
      <span>{plural(text.length, 'character')}</span>
    </p>
  );
}

export function TextPane({ state, dispatch }: Props) {
  const empty = state.text === '';
  const current = state.reading?.text === state.text ? state.reading : null;
  return (
    <section class={`text-pane ${empty ? 'is-empty' : ''}`} id="panel-text" aria-label="Article">
      {!empty && (
        <div class="toolbar">
          <ModeSwitch state={state} dispatch={dispatch} />
          <PublishedField state={state} dispatch={dispatch} />
          <button type="button" class="button quiet" aria-label="New article"
            onClick={() => dispatch({ type: 'edit', text: '' })}><CloseIcon /><span>New</span></button>
        </div>
      )}
      {empty && (
        <div class="welcome">
          <h2>Who met whom, and who said what</h2>
          <p>
            Paste an article. Readout marks its actors, meetings and positions as you paste, each with the words that prove it
            and the rule that found it.
          </p>
        </div>
      )}
      {!empty && state.mode === 'read' && <Legend state={state} dispatch={dispatch} />}
      {empty || state.mode === 'write'
        ? <Editor state={state} dispatch={dispatch} />
        : <Reader text={state.text} reading={current} state={state} dispatch={dispatch} />}
      {empty && <Examples dispatch={dispatch} />}
      <Facts state={state} />
    </section>
  );
}
