// What explanations and the rule editor need of the page, wherever they stand: the engine to ask and the text it is about.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { SentenceExplanation } from 'readout';
import type { EngineClient } from '../engine/client';
import type { DateSettings, Files } from '../engine/protocol';
import type { Dispatch } from './types';

export interface WorkbenchValue {
  ask: EngineClient['ask'];
  text: string;
  dates: DateSettings;
  edits: Files;
  dispatch: Dispatch;
}

export const Workbench = createContext<WorkbenchValue | null>(null);

export function useWorkbench(): WorkbenchValue {
  const value = useContext(Workbench);
  if (!value) throw new Error('outside of the page');
  return value;
}

/** The explanation of the sentences in a range of the text, once it is wanted; null until it is there. */
export function useExplanation(wanted: boolean, start: number, end: number): SentenceExplanation[] | null {
  const { ask, text, dates, edits } = useWorkbench();
  const [sentences, setSentences] = useState<SentenceExplanation[] | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let current = true;
    ask({ type: 'explain', text, dates, start, end }).then(
      ({ explanation }) => current && setSentences(explanation.sentences),
      () => current && setSentences([]),
    );
    return () => { current = false; };
  }, [wanted, start, end, text, dates, edits]);
  return sentences;
}
