// The rules, one at a time, to be read and changed: errors with their places, and what the article gains and loses at once.
import type { Diagnostic } from 'readout';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Files } from '../engine/protocol';
import { laidOver } from '../grammar';
import { changesBetween, colours, cutRule, rulesOf, type Change, type RulePlace } from '../rules';
import type { State } from '../state';
import { plural } from '../words';
import { GrammarBar, InUse } from './GrammarFiles';
import { CloseIcon } from './icons';
import type { Dispatch } from './types';
import { useWorkbench } from './workbench';

/** How long a pause in typing must be before the rule is compiled. */
const pause = 120;

/** More errors than these help nobody. */
const mostProblems = 12;

interface Props {
  state: State;
  dispatch: Dispatch;
}

function RulePicker({ rules, rule, choose }: { rules: RulePlace[]; rule: string; choose: (rule: string) => void }) {
  const files = [...new Set(rules.map(({ file }) => file))];
  return (
    <label class="rule-picker">
      <span>Rule</span>
      <select aria-label="Rule" value={rule} onChange={(event) => choose(event.currentTarget.value)}>
        {files.map((file) => (
          <optgroup label={file} key={file}>
            {rules.filter((place) => place.file === file).map(({ name }) => <option value={name} key={name}>{name}</option>)}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** A text field over a coloured copy of what it holds; lines with an error are marked in the copy. */
function RuleField({ text, wrong, change }: { text: string; wrong: ReadonlySet<number>; change: (text: string) => void }) {
  const copy = useRef<HTMLPreElement>(null);
  const painted = useMemo(() => {
    let line = 1;
    return text.split('\n').map((words) => <span class={wrong.has(line++) ? 'line wrong' : 'line'}>{
      colours(words).map(({ text: part, kind }) => (kind ? <span class={`c-${kind}`}>{part}</span> : part))}{'\n'}</span>);
  }, [text, wrong]);
  return (
    <div class="rule-field">
      <pre ref={copy} aria-hidden="true">{painted}</pre>
      <textarea value={text} aria-label="The rule" spellcheck={false} autocapitalize="off" autocomplete="off" wrap="off"
        onInput={(event) => change(event.currentTarget.value)}
        onScroll={(event) => copy.current?.scrollTo(event.currentTarget.scrollLeft, event.currentTarget.scrollTop)} />
    </div>
  );
}

/** A line of a rule file, with carets under what is meant. */
function Excerpt({ source, column, length }: { source: string; column: number; length: number }) {
  return <pre class="problem-source">{source.trimEnd()}{'\n'}{' '.repeat(column - 1)}{'^'.repeat(length)}</pre>;
}

function Problems({ diagnostics, file, firstLine }: { diagnostics: Diagnostic[]; file: string; firstLine: number }) {
  return (
    <ul class="problems" role="status">
      {diagnostics.slice(0, mostProblems).map((problem) => (
        <li class={`problem is-${problem.severity}`} key={`${problem.file}:${problem.line}:${problem.column}:${problem.code}`}>
          <p>
            <code>{problem.code}</code> {problem.message}
            <span class="note"> {problem.file === file ? `line ${problem.line - firstLine + 1}` : `${problem.file}:${problem.line}`}</span>
          </p>
          {problem.source && <Excerpt {...problem} />}
          {problem.related.map((place) => (
            <div key={`${place.file}:${place.line}:${place.column}`}>
              <p class="note">{place.file === file ? `line ${place.line - firstLine + 1}` : `${place.file}:${place.line}`}: {place.note}</p>
              {place.source && <Excerpt {...place} />}
            </div>
          ))}
          {problem.hint && <p class="problem-hint">{problem.hint}</p>}
        </li>
      ))}
      {diagnostics.length > mostProblems && <li class="hint">and {diagnostics.length - mostProblems} more</li>}
    </ul>
  );
}

const signs = { gained: '+', lost: '−', changed: '~' } as const;

function Changes({ changes }: { changes: Change[] }) {
  if (!changes.length) return <p class="hint">The article gains and loses nothing.</p>;
  return (
    <ol class="changes">
      {changes.map((change, i) => (
        <li class={`change is-${change.what}`} key={i}>
          <span class="change-sign" aria-hidden="true">{signs[change.what]}</span>
          <div>
            <p class="change-title">{change.title} <span class="note">{change.kind} {change.what}</span></p>
            <p class="change-detail">{change.detail}</p>
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The rule files as they came; null until they are there. */
function useSources(): Files | null {
  const { ask } = useWorkbench();
  const [files, setFiles] = useState<Files | null>(null);
  useEffect(() => { ask({ type: 'sources' }).then((answer) => setFiles(answer.files), () => undefined); }, []);
  return files;
}

interface Cut {
  rule: RulePlace;
  before: string;
  after: string;
}

/** Diagnostics, and whether they are of the rule in the field or of files that were loaded. */
interface Told {
  diagnostics: Diagnostic[];
  loaded: string | null;
}

const nothingTold: Told = { diagnostics: [], loaded: null };

function Workplace({ files, state, dispatch }: { files: Files; state: State; dispatch: Dispatch }) {
  const { ask } = useWorkbench();
  // The list stays as it is while a rule is typed.
  const [base, setBase] = useState<Files>(() => ({ ...files, ...state.edits }));
  const rules = useMemo(() => rulesOf(base), [base]);
  const rule = rules.find(({ name }) => name === state.rule) ?? rules[0]!;
  const [cut, setCut] = useState<Cut | null>(null);
  const [draft, setDraft] = useState('');
  const [{ diagnostics, loaded }, setTold] = useState(nothingTold);
  const [problem, setProblem] = useState<string | null>(null);
  const [compiled, setCompiled] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const open = (edits: Files): void => {
    const found = cutRule(edits[rule.file] ?? base[rule.file]!, rule.name) ?? cutRule(base[rule.file]!, rule.name);
    if (!found) return;
    setCut({ rule, before: found.before, after: found.after });
    setDraft(found.rule);
  };
  useEffect(() => {
    open(state.edits);
    return () => clearTimeout(timer.current);
  }, [rule.file, rule.name, base]);

  /** `from`: the files were loaded from there, or taken away ('') and the rules are listed anew. */
  const compile = (edits: Files, from?: string): void => {
    ask({ type: 'edit', files: edits }).then((answer) => {
      setTold({ diagnostics: answer.diagnostics, loaded: from || null });
      if (answer.diagnostics.some(({ severity }) => severity === 'error')) return;
      setCompiled(answer.milliseconds);
      dispatch({ type: 'edits', files: edits, ...(from && { grammar: from }) });
      if (from !== undefined) setBase({ ...files, ...edits });
    }, () => from && setProblem(`${from}: the engine did not survive it. The grammar is as it was before.`));
  };
  const change = (text: string): void => {
    setDraft(text);
    clearTimeout(timer.current);
    if (cut) timer.current = setTimeout(() => compile({ ...state.edits, [cut.rule.file]: cut.before + text + cut.after }), pause);
  };
  const reset = (): void => {
    clearTimeout(timer.current);
    setProblem(null);
    compile({}, '');
  };
  const choose = (name: string): void => {
    setTold(nothingTold);
    setCompiled(null);
    dispatch({ type: 'rule', rule: name });
  };
  useEffect(() => {
    if (!state.offer) return;
    const { name } = state.offer, laid = laidOver(state.offer, files);
    const same = !laid.problem && Object.keys(laid.files).length === 0;
    dispatch({ type: 'offer', offer: null });
    clearTimeout(timer.current);
    setTold(nothingTold);
    setProblem(laid.problem ? `${name} was not loaded. ${laid.problem}` : same ? `${name} is the built-in grammar: nothing in it differs.` : null);
    if (!laid.problem) compile(laid.files, same ? '' : name);
  }, [state.offer]);

  const firstLine = (cut?.before.split('\n').length ?? 1);
  const wrong = useMemo(
    () => new Set(diagnostics.filter(({ file, severity }) => !loaded && file === rule.file && severity === 'error').map(({ line }) => line - firstLine + 1)),
    [diagnostics, loaded, firstLine],
  );
  const errors = diagnostics.some(({ severity }) => severity === 'error');
  const edited = Object.keys(state.edits).length > 0 || errors;
  const { baseline, reading } = state;
  return (
    <>
      <div class="rule-bar">
        <RulePicker rules={rules} rule={rule.name} choose={choose} />
        <GrammarBar files={files} edits={state.edits} grammar={state.grammar} edited={edited} reset={reset} dispatch={dispatch} />
      </div>
      {problem && <p class="warning" role="alert">{problem}</p>}
      {state.grammar && <InUse grammar={state.grammar} edits={state.edits} />}
      {loaded && errors && <p class="warning" role="alert">{loaded} was not loaded: it has {plural(diagnostics.filter(({ severity }) => severity === 'error').length, 'error')}.</p>}
      <RuleField text={draft} wrong={wrong} change={change} />
      {diagnostics.length > 0 && <Problems diagnostics={diagnostics} file={loaded ? '' : rule.file} firstLine={firstLine} />}
      {errors && <p class="hint">The article is read with the rules as they were before {loaded ? 'these files' : 'this error'}.</p>}
      {!errors && edited && baseline && reading && (
        <section aria-label="What the article gains and loses" aria-live="polite">
          <h3 class="section">What the article gains and loses</h3>
          <Changes changes={changesBetween(baseline.document, reading.document)} />
        </section>
      )}
      {!errors && compiled !== null && reading && (
        <p class="hint timing">Compiled in {Math.round(compiled)} ms, read in {Math.round(reading.milliseconds)} ms.</p>
      )}
      {!edited && <p class="hint">Change the rule: it is compiled as you type, and the article is read again. Or load files of your own (.rules, .json, a folder or a ZIP), or drop them here. Nothing is stored: save what you want to keep.</p>}
    </>
  );
}

export function RuleEditor({ state, dispatch }: Props) {
  const files = useSources();
  return (
    <section class="results rules" aria-label="Rules">
      <header class="rules-head">
        <h2>Rules</h2>
        <button type="button" class="button quiet square" aria-label="Close the rules" onClick={() => dispatch({ type: 'rule', rule: null })}><CloseIcon /></button>
      </header>
      <div class="results-body rules-body">
        {files ? <Workplace files={files} state={state} dispatch={dispatch} /> : <p class="hint">The rules are being fetched …</p>}
      </div>
    </section>
  );
}
