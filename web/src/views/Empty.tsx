// What stands where cards would: before the first text, while reading, after a failure, and where nothing was found.
import type { Reading } from '../state';
import { plural } from '../words';
import type { Dispatch } from './types';

export function WhatYouGet({ loading }: { loading: boolean }) {
  return (
    <div class="notice intro">
      <h2>What you will see here</h2>
      <dl>
        <div><dt>Positions</dt><dd>Who offers, demands, rejects, criticises or says what, to whom, and in whose words.</dd></div>
        <div><dt>Stances</dt><dd>Issue by issue: who is for it, and who is against.</dd></div>
        <div><dt>Meetings</dt><dd>Talks, calls and visits: held, planned, proposed or refused; who, where, when, about what.</dd></div>
        <div><dt>Actors</dt><dd>People with their roles, countries and organizations, under every name the text gives them.</dd></div>
      </dl>
      <p class="hint">
        Choose a card to see its evidence in the text, or a mark in the text to see its card.
        {loading && ' The engine is being made ready.'}
      </p>
    </div>
  );
}

export function LoadingCards() {
  return (
    <div class="cards loading" aria-hidden="true">
      {[1, 2, 3].map((i) => <div class="card skeleton" key={i}><i /><i /><i /></div>)}
    </div>
  );
}

export function EngineFailed({ message, retry }: { message: string; retry: () => void }) {
  return (
    <div class="notice" role="alert">
      <h2>The engine did not start</h2>
      <p>Readout needs WebAssembly and module workers, which current versions of all browsers have.</p>
      <p class="detail">{message}</p>
      <button type="button" class="button primary" onClick={retry}>Try again</button>
    </div>
  );
}

export function Unreadable({ message }: { message: string }) {
  return (
    <div class="notice" role="alert">
      <h2>This text could not be read</h2>
      <p>Your text is untouched. Try a shorter part of it.</p>
      <p class="detail">{message}</p>
    </div>
  );
}

export function NothingFound({ reading }: { reading: Reading }) {
  const count = reading.document.sentences.length;
  return (
    <div class="notice">
      <h2>Nothing found</h2>
      <p>
        {count ? `Readout read ${plural(count, 'sentence')} and found no actor, meeting or position.` : 'There is no sentence here yet.'}
      </p>
      <ul>
        <li>It reads English news: reports, readouts, statements, interviews, headlines.</li>
        <li>It looks for people with a title or a full name, countries and organizations, and for what they say, want or do together.</li>
        <li>A sentence to try: “The foreign ministers of Norway and Chile will meet in Oslo on Monday.”</li>
      </ul>
    </div>
  );
}

const nothingSaid = {
  meetings: 'Nobody is said to have met, to plan to meet, or to refuse to.',
  positions: 'Nobody is said to have said, offered, demanded or rejected anything.',
  stances: 'Nobody is said to be for or against anything or anybody.',
};

export function NothingOfKind({ kind, any, dispatch }: { kind: keyof typeof nothingSaid; any: boolean; dispatch: Dispatch }) {
  const clear = { holder: null, act: null, meetingStatus: null };
  return (
    <div class="notice">
      <h2>No {kind}{any ? ' with this filter' : ' in this text'}</h2>
      {any
        ? <button type="button" class="button" onClick={() => dispatch({ type: 'filter', filters: clear })}>Show all {kind}</button>
        : <p>{nothingSaid[kind]}</p>}
    </div>
  );
}
