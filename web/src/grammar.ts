// The reader's own grammar: files, a folder or a ZIP of .rules and .json, and which files of the built-in grammar they stand for.
// Entry points: offerOf, droppedFiles, laidOver.
import type { Files } from './engine/protocol';
import { unzip, ZipError } from './zip';

/** Files that the reader has picked or dropped, by the paths they had; or why they cannot be used. */
export interface Offer {
  name: string;
  files: Files;
  problem: string | null;
}

export interface PickedFile {
  path: string;
  file: File;
}

const longest = 30_000_000;
const isZip = (path: string): boolean => /\.zip$/i.test(path);
const isPart = (path: string): boolean => /\.(rules|json)$/i.test(path) && !/(^|\/)(\.|__MACOSX\/)/.test(path);

export const isGrammarFile = (path: string): boolean => isZip(path) || /\.rules$/i.test(path);

export const pickedFiles = (list: FileList | null): PickedFile[] =>
  [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));

function text(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/\r\n?/g, '\n');
  } catch {
    throw new ZipError(`${path} is not UTF-8 text`);
  }
}

async function contentsOf(picked: PickedFile[]): Promise<Files> {
  const files: Files = {};
  for (const { path, file } of picked) {
    if (!isZip(path) && !isPart(path)) continue;
    if (file.size > longest) throw new ZipError(`${path} is too long for a grammar`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    if (!isZip(path)) files[path] = text(path, bytes);
    else for (const [inner, content] of unzip(bytes, isPart)) files[inner] = text(inner, content);
  }
  return files;
}

export async function offerOf(picked: PickedFile[]): Promise<Offer> {
  const first = picked[0]?.path ?? '';
  const name = picked.length === 1 ? first : first.includes('/') ? first.split('/')[0]! : `${picked.length} files`;
  try {
    const files = await contentsOf(picked);
    const none = Object.keys(files).length === 0;
    return { name, files, problem: none ? 'There is no rule file (.rules) and no .json in it.' : null };
  } catch (cause) {
    const why = cause instanceof ZipError ? cause.message : 'the browser could not read it';
    return { name, files: {}, problem: `${why[0]!.toUpperCase()}${why.slice(1)}.` };
  }
}

const entryFile = (entry: FileSystemFileEntry): Promise<File> => new Promise((resolve, reject) => entry.file(resolve, reject));

async function inside(entry: FileSystemEntry): Promise<PickedFile[]> {
  if (entry.isFile) return [{ path: entry.fullPath.replace(/^\//, ''), file: await entryFile(entry as FileSystemFileEntry) }];
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const found: PickedFile[] = [];
  const next = (): Promise<FileSystemEntry[]> => new Promise((resolve, reject) => reader.readEntries(resolve, reject));
  // Browsers give a hundred entries at a time.
  for (let entries = await next(); entries.length; entries = await next())
    for (const child of entries) found.push(...await inside(child));
  return found;
}

/** Whether what is dragged is a grammar: it has rules, an archive or a folder, or lands on the rule editor. */
export function isGrammarDrop(event: DragEvent): boolean {
  const { items, files } = event.dataTransfer!;
  const onRules = event.target instanceof Element && event.target.closest('.rules') !== null;
  return files.length > 0 && (onRules || [...files].some(({ name }) => isGrammarFile(name)) || [...items].some((item) => item.webkitGetAsEntry()?.isDirectory));
}

/** Must be called while the event is handled: the browser forgets what was dropped afterwards. */
export function droppedFiles({ items, files }: DataTransfer): Promise<PickedFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  if (!entries.length) return Promise.resolve(pickedFiles(files));
  return Promise.all(entries.map(inside)).then((found) => found.flat());
}

const extendsOther = (manifest: string | undefined): boolean => {
  try {
    return manifest !== undefined && typeof JSON.parse(manifest).extends === 'string';
  } catch {
    return false;  // the compiler tells what is wrong with it
  }
};

/** The place in a grammar of a file that came without its folders. */
function placeOf(path: string, root: string | null): string | null {
  if (root !== null) return path.startsWith(root) ? path.slice(root.length) : null;
  const known = /(?:^|\/)((?:rules|lexicons)\/[^/]+)$/.exec(path)?.[1];
  const base = path.slice(path.lastIndexOf('/') + 1);
  return known ?? (base.endsWith('.rules') ? `rules/${base}` : `lexicons/${base}`);
}

/** The files of an offer at their places in the grammar, without those that are as built in; or why they cannot be used. */
export function laidOver(offer: Offer, builtIn: Files): { files: Files; problem: string | null } {
  if (offer.problem) return { files: {}, problem: offer.problem };
  const manifest = Object.keys(offer.files).filter((path) => /(^|\/)manifest\.json$/.test(path)).sort((a, b) => a.length - b.length)[0];
  if (manifest !== undefined && extendsOther(offer.files[manifest]))
    return { files: {}, problem: 'Its manifest.json extends another grammar. Here, load its rule files alone, or a whole grammar.' };
  const root = manifest === undefined ? null : manifest.slice(0, -'manifest.json'.length);
  const files: Files = {};
  for (const [path, content] of Object.entries(offer.files)) {
    const place = placeOf(path, root);
    if (place !== null && builtIn[place] !== content) files[place] = content;
  }
  return { files, problem: null };
}
