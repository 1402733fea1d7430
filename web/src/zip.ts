// Grammars as ZIP files. Entry points: unzip, zip.
import { FlateErrorCode, strToU8, unzipSync, zipSync, type FlateError } from 'fflate';
import type { Files } from './engine/protocol';

/** Bytes of all files of an archive that are wanted; more than any grammar has. */
const longest = 30_000_000;

/** Why an archive cannot be read, in words for its reader. */
export class ZipError extends Error {}

function reasonOf({ code }: Partial<FlateError>): string {
  if (code === FlateErrorCode.InvalidZipData) return 'this is no ZIP file, or only a part of one';
  return code === FlateErrorCode.UnknownCompressionMethod ? 'it is packed in a way that is not known here' : 'it is damaged';
}

/** The files of an archive that are wanted, by their paths in it. */
export function unzip(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  let size = 0;
  const fits = ({ name, originalSize }: { name: string; originalSize: number }): boolean => {
    if (!wanted(name)) return false;
    size += originalSize;
    if (size > longest) throw new ZipError('it is too long for a grammar');
    return true;
  };
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: fits })));
  } catch (cause) {
    throw cause instanceof ZipError ? cause : new ZipError(reasonOf(cause as Partial<FlateError>));
  }
}

/** An archive that is the same for the same files. */
export function zip(files: Files): Blob {
  const packed = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, strToU8(text)]));
  return new Blob([zipSync(packed, { mtime: new Date(1980, 0, 1) }) as Uint8Array<ArrayBuffer>], { type: 'application/zip' });
}
