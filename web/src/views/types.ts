import type { ActorsFile } from '../engine/protocol';
import type { Action } from '../state';

export type Dispatch = (action: Action) => void;
/** Lays the reader's own actors over what is known, or takes them away. */
export type SetActors = (file: ActorsFile | null) => void;
