// A meeting: its status, who takes part, and where, when and about what.
import type { Conflict, Meeting, MeetingStatus } from 'readout';
import { partiesOf } from '../state';
import { dateInWords, formatLabel, listed, statusLabel } from '../words';
import { ActorLinks, actorOf, Avatar, CardFrame, dateOf, placeOf, Quote, Row, Why, type CardProps } from './parts';

const mostAvatars = 5;

export function MeetingCard({ meeting, ...card }: CardProps & { meeting: Meeting }) {
  const { document, dispatch } = card;
  const parties = partiesOf(meeting);
  const takesPart = meeting.participants.length > 1 ? meeting.participants : parties;
  const nameOf = (id: string): string => actorOf(document, id)?.name ?? id;
  const title = takesPart.length ? listed(takesPart.map(nameOf)) : 'Participants not named';
  const place = placeOf(document, meeting.place);
  const date = dateOf(document, meeting.date);
  const otherwise = ({ field, value }: Conflict): string => {
    if (field === 'status') return statusLabel[value as MeetingStatus];
    if (field === 'place') return placeOf(document, value)?.name ?? value;
    const told = dateOf(document, value);
    return told ? dateInWords(told) : value;
  };
  const links = (ids: string[]) => <ActorLinks ids={ids} document={document} dispatch={dispatch} />;
  return (
    <CardFrame {...card} self={`meeting:${meeting.id}`} class="meeting" label={`${statusLabel[meeting.status]} meeting: ${title}`}>
      <header class="card-head">
        <span class={`status status-${meeting.status}`}>{statusLabel[meeting.status]}</span>
        <span class="format">{formatLabel[meeting.format]}</span>
        <span class="avatars">
          {takesPart.slice(0, mostAvatars).map((id) => <Avatar key={id} actor={actorOf(document, id)} name={nameOf(id)} />)}
          {takesPart.length > mostAvatars && <span class="avatar avatar-more" aria-hidden="true">+{takesPart.length - mostAvatars}</span>}
        </span>
      </header>
      <p class="name">{title}</p>
      <dl class="rows">
        {place && <Row name="Where">{place.name}</Row>}
        {date && <Row name="When">{dateInWords(date)}</Row>}
        {meeting.host.length > 0 && <Row name="Host">{links(meeting.host)}</Row>}
        {meeting.mediators.length > 0 && <Row name="Mediator">{links(meeting.mediators)}</Row>}
        {meeting.topic && <Row name="About">{meeting.topic.text}</Row>}
        {meeting.occasion && <Row name="Occasion">{meeting.occasion.text}</Row>}
        {meeting.conflicts.map((conflict) => <Row key={`${conflict.field}:${conflict.value}`} name="Told otherwise">{`${otherwise(conflict)}: “${conflict.evidence.text}”`}</Row>)}
        {meeting.reporters.length > 0 && <Row name="According to">{links(meeting.reporters)}</Row>}
      </dl>
      {meeting.evidence.text && <Quote text={meeting.evidence.text} />}
      <footer class="card-foot"><Why {...meeting} /></footer>
    </CardFrame>
  );
}
