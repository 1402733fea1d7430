// The sentences that gave neither a meeting nor a position, each with the rules that came near to it.
import type { ReadoutDocument } from 'readout';
import { useState } from 'preact/hooks';
import { plural } from '../words';
import { NearMisses } from './Explained';
import type { Dispatch } from './types';
import { useWorkbench } from './workbench';

const atFirst = 8;

interface Props {
  document: ReadoutDocument;
  asked: number | null;
  dispatch: Dispatch;
}

export function Silent({ document, asked, dispatch }: Props) {
  const { text } = useWorkbench();
  const [all, setAll] = useState(false);
  const silent = document.diagnostics.silent;
  if (!silent.length) return null;
  const shown = all ? silent : silent.filter((index, i) => i < atFirst || index === asked);
  return (
    <section class="silent" aria-labelledby="silent-title">
      <h2 class="section" id="silent-title">{plural(silent.length, 'sentence')} without a meeting or position</h2>
      <p class="hint">Choose one, here or in the text, to see which rules came near to it.</p>
      <ol class="silent-list">
        {shown.map((index) => {
          const [start, end] = document.sentences[index]!;
          const open = index === asked;
          return (
            <li key={index} aria-current={open ? 'true' : undefined}>
              <button type="button" class="silent-sentence" aria-expanded={open} onClick={() => dispatch({ type: 'ask', sentence: open ? null : index })}>
                {text.slice(start, end).trim()}
              </button>
              {open && <NearMisses start={start} end={end} />}
            </li>
          );
        })}
      </ol>
      {shown.length < silent.length && (
        <button type="button" class="button more" onClick={() => setAll(true)}>Show all {silent.length}</button>
      )}
    </section>
  );
}
