// A position as a sentence: who, does what, and the words of it.
import type { Position } from 'readout';
import { dateInWords, holderName, roleOf, stanceLabel, stanceSign, verbOf } from '../words';
import { ActorLinks, actorOf, Avatar, CardFrame, dateOf, Row, Why, type CardProps } from './parts';

const quoteName = { direct: 'In their own words', mixed: 'Partly in their own words', indirect: '', none: '' } as const;
const certaintyName = { asserted: '', possible: 'Possible', conditional: 'Conditional' } as const;

/** Whether the words of the act read on into what is said: "confirmed" - "the gathering". The colon of a transcript is no word. */
const leads = ({ cue, content }: Position) => {
  const from = cue.spans[0], to = content.spans[0];
  return /\p{L}/u.test(cue.text) && from !== undefined && to !== undefined && from[1] <= to[0] && to[0] - from[1] < 3;
};

export function PositionCard({ position, ...card }: CardProps & { position: Position }) {
  const { document, dispatch } = card;
  const holder = actorOf(document, position.holder);
  const name = holderName(document, position);
  const verb = verbOf(position);
  const date = dateOf(document, position.date);
  const notes = [certaintyName[position.certainty], quoteName[position.quote]].filter(Boolean);
  const role = holder && roleOf(holder);
  return (
    <CardFrame {...card} self={`position:${position.id}`} class={`position stance-${position.stance}`}
      label={`${name} ${verb}: ${position.content.text || position.cue.text}`}>
      <header class="card-head">
        <Avatar actor={holder} name={name} />
        <div class="card-title">
          <p class="name">{name}</p>
          {role && <p class="role">{role}</p>}
        </div>
        <span class={`act stance-${position.stance}`} title={stanceLabel[position.stance]}>
          <span class="sign" aria-hidden="true">{stanceSign[position.stance]}</span>{verb}
          <span class="visually-hidden">, {stanceLabel[position.stance]}</span>
        </span>
      </header>
      {position.content.text && (
        <p class={`content quote-${position.quote}`}>
          {leads(position) && <span class="cue">{position.cue.text} </span>}
          {position.content.text}
        </p>
      )}
      <dl class="rows">
        {position.target.length > 0 && <Row name="Towards"><ActorLinks ids={position.target} document={document} dispatch={dispatch} /></Row>}
        {position.reporters.length > 0 && <Row name="According to"><ActorLinks ids={position.reporters} document={document} dispatch={dispatch} /></Row>}
        {date && <Row name="When">{dateInWords(date)}</Row>}
      </dl>
      <footer class="card-foot">
        {notes.map((note) => <span class="note" key={note}>{note}</span>)}
        <Why {...position} />
      </footer>
    </CardFrame>
  );
}
