// Where and when: places and dates in two short lists.
import type { Place, TimeExpression } from 'readout';
import { countryName } from '../countries';
import { dateInWords, isOpen, plural } from '../words';
import { Stepper } from './ActorCard';
import { CalendarIcon, PinIcon } from './icons';
import { CardFrame, type CardProps } from './parts';
import { useWorkbench } from './workbench';

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

/** "4/5/2024": which of the two numbers is the month depends on who wrote it. */
const isAmbiguous = ({ text }: TimeExpression): boolean => {
  const parts = /^(\d{1,2})([./-])(\d{1,2})\2\d{2,4}$/.exec(text);
  return parts !== null && parts[1] !== parts[3] && Number(parts[1]) <= 12 && Number(parts[3]) <= 12;
};

function DayOrder({ date, dispatch }: Pick<CardProps, 'dispatch'> & { date: TimeExpression }) {
  const { dates: { dayFirst } } = useWorkbench();
  const choose = (first: boolean) => () => dispatch({ type: 'day-order', dayFirst: first });
  return (
    <div class="day-order">
      <span>“{date.text}” has</span>
      <div class="switch" role="group" aria-label="Numeric dates">
        <button type="button" aria-pressed={!dayFirst} onClick={choose(false)}>the month first</button>
        <button type="button" aria-pressed={dayFirst} onClick={choose(true)}>the day first</button>
      </div>
    </div>
  );
}

export function ContextCards(card: CardProps) {
  const { places, dates, document } = card.document;
  const open = dates.find(isOpen);
  const ambiguous = dates.find(isAmbiguous);
  return (
    <>
      <h2 class="section">Places</h2>
      {places.length
        ? <ol class="cards">{places.map((place) => <li key={place.id}><PlaceCard place={place} {...card} /></li>)}</ol>
        : <p class="hint">No place is named.</p>}
      <h2 class="section">Dates</h2>
      {open && !document.published && <p class="hint">With the date of publication, “{open.text}” becomes a day.</p>}
      {ambiguous && <DayOrder date={ambiguous} dispatch={card.dispatch} />}
      {dates.length
        ? <ol class="cards">{dates.map((date) => <li key={date.id}><DateCard date={date} {...card} /></li>)}</ol>
        : <p class="hint">No date is named.</p>}
    </>
  );
}
