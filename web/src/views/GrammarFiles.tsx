// A grammar of the reader's own: load it from files, a folder or a ZIP, save what is in use, go back to the built-in one.
import type { Files } from '../engine/protocol';
import { save } from '../exports';
import { offerOf, pickedFiles } from '../grammar';
import { plural } from '../words';
import { zip } from '../zip';
import { DownloadIcon } from './icons';
import type { Dispatch } from './types';

interface PickerProps {
  words: string;
  folder?: boolean;
  dispatch: Dispatch;
}

function Picker({ words, folder = false, dispatch }: PickerProps) {
  const attributes = folder ? { webkitdirectory: true } : { accept: '.rules,.json,.zip' };
  return (
    <label class="button picker">
      {words}
      <input class="visually-hidden" type="file" multiple {...attributes}
        onChange={async (event) => {
          const field = event.currentTarget, picked = pickedFiles(field.files);
          if (picked.length) dispatch({ type: 'offer', offer: await offerOf(picked) });
          field.value = '';
        }} />
    </label>
  );
}

interface Props {
  files: Files;
  edits: Files;
  grammar: string | null;
  edited: boolean;
  reset: () => void;
  dispatch: Dispatch;
}

export function GrammarBar({ files, edits, grammar, edited, reset, dispatch }: Props) {
  return (
    <div class="grammar-bar">
      <Picker words="Load files" dispatch={dispatch} />
      <Picker words="Load a folder" folder dispatch={dispatch} />
      <button type="button" class="button" onClick={() => save('grammar.zip', zip({ ...files, ...edits }))}><DownloadIcon />Save</button>
      <button type="button" class="button" disabled={!edited} onClick={reset}>{grammar ? 'Back to the built-in grammar' : 'Undo all edits'}</button>
    </div>
  );
}

const mostNamed = 6;

/** What is in use in the place of the built-in files. */
export function InUse({ grammar, edits }: { grammar: string; edits: Files }) {
  const paths = Object.keys(edits);
  const more = paths.length - mostNamed;
  return (
    <p class="in-use" role="status">
      <strong>{grammar}</strong> is in use: {plural(paths.length, 'file')} in the place of the built-in grammar’s, <code>{paths.slice(0, mostNamed).join(', ')}</code>
      {more > 0 && ` and ${more} more`}.
    </p>
  );
}
