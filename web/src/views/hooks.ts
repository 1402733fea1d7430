// Small hooks that several views share.
import { useEffect, useRef, useState } from 'preact/hooks';

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const change = (): void => setMatches(list.matches);
    change();
    list.addEventListener('change', change);
    return () => list.removeEventListener('change', change);
  }, [query]);
  return matches;
}

/** Scrolls `element` into the middle of its pane: gently where it is near, at once where it is far or no motion is wanted. */
export function reveal(element: Element | null | undefined, block: ScrollLogicalPosition = 'center'): void {
  if (!element) return;
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const far = Math.abs(element.getBoundingClientRect().top) > 2.5 * innerHeight;
  element.scrollIntoView({ block, behavior: calm || far ? 'auto' : 'smooth' });
}

/** Calls `close` on Escape and on a press outside of the element while `open`. */
export function useDismiss<T extends HTMLElement>(open: boolean, close: () => void) {
  const element = useRef<T>(null);
  useEffect(() => {
    if (!open) return;
    const press = (event: Event): void => {
      if (!element.current?.contains(event.target as Node)) close();
    };
    const key = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      close();
      element.current?.querySelector('button')?.focus();
    };
    document.addEventListener('pointerdown', press);
    document.addEventListener('keydown', key, true);
    return () => {
      document.removeEventListener('pointerdown', press);
      document.removeEventListener('keydown', key, true);
    };
  }, [open]);
  return element;
}
