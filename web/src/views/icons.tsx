// Icons, drawn on a grid of 20 with one stroke. They are decoration: the words beside them or the label of their button name them.
import type { ComponentChildren } from 'preact';

function icon(children: ComponentChildren) {
  return () => (
    <svg class="icon" viewBox="0 0 20 20" width="18" height="18" fill="none" stroke="currentColor" stroke-width="1.6"
      stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">{children}</svg>
  );
}

export const SunIcon = icon(<><circle cx="10" cy="10" r="3.4" /><path d="M10 2.5v1.6M10 15.9v1.6M2.5 10h1.6M15.9 10h1.6M4.7 4.7l1.1 1.1M14.2 14.2l1.1 1.1M4.7 15.3l1.1-1.1M14.2 5.8l1.1-1.1" /></>);
export const MoonIcon = icon(<path d="M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7Z" />);
export const AutoIcon = icon(<><circle cx="10" cy="10" r="7" /><path d="M10 3a7 7 0 0 1 0 14Z" fill="currentColor" /></>);
export const DownloadIcon = icon(<path d="M10 3v9m0 0 3.5-3.5M10 12 6.5 8.5M3.5 16.5h13" />);
export const CopyIcon = icon(<><rect x="7" y="7" width="9.5" height="9.5" rx="2" /><path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" /></>);
export const CheckIcon = icon(<path d="m4 10.5 4 4 8-9" />);
export const PeopleIcon = icon(<><circle cx="7.5" cy="7" r="2.8" /><path d="M2.5 16c.4-3 2.4-4.6 5-4.6s4.600 1.600 5 4.600M13 4.600a2.600 2.600 0 0 1 0 4.800M14.600 11.800c1.700.6 2.700 2 2.900 4.200" /></>);
export const CloseIcon = icon(<path d="m5 5 10 10M15 5 5 15" />);
export const ChevronIcon = icon(<path d="m6 8 4 4 4-4" />);
export const LeftIcon = icon(<path d="m12 5-5 5 5 5" />);
export const RightIcon = icon(<path d="m8 5 5 5-5 5" />);
export const LockIcon = icon(<><rect x="4.5" y="9" width="11" height="7.5" rx="2" /><path d="M7 9V6.5a3 3 0 0 1 6 0V9" /></>);
export const PinIcon = icon(<><path d="M10 17.5s5.5-4.6 5.5-9a5.5 5.5 0 0 0-11 0c0 4.4 5.5 9 5.5 9Z" /><circle cx="10" cy="8.5" r="1.9" /></>);
export const CalendarIcon = icon(<><rect x="3.5" y="4.5" width="13" height="12" rx="2" /><path d="M3.5 8.5h13M7 2.8v3M13 2.8v3" /></>);
export const PenIcon = icon(<path d="m4 16 .8-3.4L13 4.3a1.6 1.6 0 0 1 2.3 0l.4.4a1.6 1.6 0 0 1 0 2.3L7.4 15.2 4 16Z" />);
export const BookIcon = icon(<path d="M10 5.5C8.5 4.3 6 4 3.5 4.2v11C6 15 8.5 15.3 10 16.5m0-11c1.5-1.2 4-1.5 6.5-1.3v11c-2.5-.2-5 .1-6.5 1.3m0-11v11" />);
export const QuoteIcon = icon(<path d="M8 6.5C5.5 7.3 4.3 9 4.3 11.5v2h3.9v-3.9H6.3M15.7 6.5c-2.5.8-3.7 2.5-3.7 5v2h3.9v-3.9H14" />);
export const RulesIcon = icon(<path d="M7 4.5c-2 0-2.5.8-2.5 2.4v1.2c0 1-.5 1.9-1.5 1.9 1 0 1.5.9 1.5 1.9v1.2c0 1.6.5 2.4 2.5 2.4M13 4.5c2 0 2.5.8 2.5 2.4v1.2c0 1 .5 1.9 1.5 1.9-1 0-1.5.9-1.5 1.9v1.2c0 1.6-.5 2.4-2.5 2.4" />);
