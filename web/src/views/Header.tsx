// The bar at the top: the name, what it promises, export and theme.
import { useState } from 'preact/hooks';
import { download, toJson } from '../exports';
import type { State } from '../state';
import type { Theme } from '../store';
import { useDismiss } from './hooks';
import { AutoIcon, CheckIcon, ChevronIcon, CopyIcon, DownloadIcon, LockIcon, MoonIcon, RulesIcon, SunIcon } from './icons';
import { ActorsMenu } from './ActorsMenu';
import type { Dispatch, SetActors } from './types';
import { useWorkbench } from './workbench';

function Logo() {
  return (
    <svg class="logo" viewBox="0 0 64 64" width="30" height="30" aria-hidden="true" focusable="false">
      <rect class="logo-ground" width="64" height="64" rx="15" />
      <g fill="none" stroke-width="5.5" stroke-linecap="round">
        <path class="logo-actor" d="M16 21h14" />
        <path class="logo-line" d="M39 21h9M16 32h6M31 32h17M45 43h3" />
        <path class="logo-cue" d="M16 43h20" />
      </g>
    </svg>
  );
}

const nextTheme: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };
const themeName: Record<Theme, string> = { auto: 'as the system has it', light: 'light', dark: 'dark' };
const themeIcon: Record<Theme, () => preact.JSX.Element> = { auto: AutoIcon, light: SunIcon, dark: MoonIcon };

function ThemeButton({ theme, dispatch }: { theme: Theme; dispatch: Dispatch }) {
  const Icon = themeIcon[theme];
  const label = `Theme: ${themeName[theme]}. Switch to ${themeName[nextTheme[theme]]}`;
  return (
    <button type="button" class="button quiet square" aria-label={label} title={label}
      onClick={() => dispatch({ type: 'theme', theme: nextTheme[theme] })}>
      <Icon />
    </button>
  );
}

function ExportMenu({ state }: { state: State }) {
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState<string | null>(null);
  const menu = useDismiss<HTMLDivElement>(open, () => setOpen(false));
  const { ask, text, dates } = useWorkbench();
  const reading = state.reading;

  const finish = (words: string): void => {
    setOpen(false);
    setDone(words);
    setTimeout(() => setDone(null), 2200);
  };
  const copy = async (): Promise<void> => {
    if (!reading) return;
    await navigator.clipboard.writeText(toJson(reading.document)).then(() => finish('Copied'), () => finish('Copying was refused'));
  };
  const save = (name: string, type: string, content: string): void => {
    download(name, type, content);
    finish('Downloaded');
  };
  const saveTable = (): Promise<void> => ask({ type: 'table', text, dates }).then(
    ({ csv }) => save('readout.csv', 'text/csv;charset=utf-8', csv), () => finish('The engine did not answer'));

  return (
    <div class="menu" ref={menu}>
      <button type="button" class="button" aria-expanded={open} aria-controls="export-menu" disabled={!reading}
        onClick={() => setOpen(!open)}>
        {done ? <CheckIcon /> : <DownloadIcon />}
        <span>{done ?? 'Export'}</span>
        <ChevronIcon />
      </button>
      <span class="visually-hidden" role="status">{done}</span>
      {open && reading && (
        <div class="menu-list" id="export-menu">
          <button type="button" onClick={copy}><CopyIcon />Copy JSON</button>
          <button type="button" onClick={() => save('readout.json', 'application/json', toJson(reading.document))}>
            <DownloadIcon />Download JSON
          </button>
          <button type="button" onClick={saveTable}>
            <DownloadIcon />Download meetings and positions as CSV
          </button>
        </div>
      )}
    </div>
  );
}

function RulesButton({ state, dispatch }: { state: State; dispatch: Dispatch }) {
  const count = Object.keys(state.edits).length;
  return (
    <button type="button" class="button" aria-pressed={state.rule !== null}
      onClick={() => dispatch({ type: 'rule', rule: state.rule === null ? '' : null })}>
      <RulesIcon /><span>Rules{count > 0 && (state.grammar ? ', yours' : ', edited')}</span>
    </button>
  );
}

export function Header({ state, dispatch, setActors }: { state: State; dispatch: Dispatch; setActors: SetActors }) {
  return (
    <header class="header">
      <h1 class="brand"><Logo /><span>Readout</span></h1>
      <p class="promise"><LockIcon />Runs on this device. Your text goes nowhere.</p>
      <div class="header-tools">
        <RulesButton state={state} dispatch={dispatch} />
        <ActorsMenu state={state} setActors={setActors} />
        <ExportMenu state={state} />
        <ThemeButton theme={state.theme} dispatch={dispatch} />
      </div>
    </header>
  );
}
