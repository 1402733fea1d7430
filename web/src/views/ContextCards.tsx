// Where and when: places and dates in two short lists.
import type { Place, TimeExpression } from 'readout';
import { countryName } from '../countries';
import { dateInWords, isOpen, plural } from '../words';
import { Stepper } from './ActorCard';
import { CalendarIcon, PinIcon } from './icons';
import { CardFrame, type CardProps } from './parts';

export function PlaceCard({ place, ...card }: CardProps & { place: Place }) {
  return (
    <CardFrame {...card} self={`place:${place.id}`} class="small place" label={`Place: ${place.name}`}>
      <header class="card-head">
        <PinIcon />
        <p class="name">{place.name}</p>
        {place.country && countryName(place.country) !== place.name && <span class="country">{countryName(place.country)}</span>}
        <span class="note">{plural(place.mentions.length, 'mention')}</span>
      </header>
      {card.selected === `place:${place.id}` && <Stepper mentions={place.mentions} step={card.step} dispatch={card.dispatch} />}
    </CardFrame>
  );
}

export function DateCard({ date, ...card }: CardProps & { date: TimeExpression }) {
  return (
    <CardFrame {...card} self={`date:${date.id}`} class="small date" label={`Date: ${date.text}`}>
      <header class="card-head">
        <CalendarIcon />
        <p class="name">{dateInWords(date)}</p>
        {dateInWords(date) !== date.text && <span class="country">“{date.text}”</span>}
        {isOpen(date) ? <span class="note">not resolved</span> : <code class="note">{date.value}</code>}
      </header>
    </CardFrame>
  );
}

export function ContextCards(card: CardProps) {
  const { places, dates, document } = card.document;
  const open = dates.find(isOpen);
  return (
    <>
      <h2 class="section">Places</h2>
      {places.length
        ? <ol class="cards">{places.map((place) => <li key={place.id}><PlaceCard place={place} {...card} /></li>)}</ol>
        : <p class="hint">No place is named.</p>}
      <h2 class="section">Dates</h2>
      {open && !document.published && <p class="hint">With the date of publication, “{open.text}” becomes a day.</p>}
      {dates.length
        ? <ol class="cards">{dates.map((date) => <li key={date.id}><DateCard date={date} {...card} /></li>)}</ol>
        : <p class="hint">No date is named.</p>}
    </>
  );
}
