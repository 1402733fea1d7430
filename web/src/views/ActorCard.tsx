// An actor: name, role and country, every name the text uses, and the way to what it said and whom it met.
import type { Actor, ActorMention } from 'readout';
import { countryName } from '../countries';
import { partiesOf } from '../state';
import { plural, roleOf, sectorLabel, typeLabel } from '../words';
import { LeftIcon, RightIcon } from './icons';
import { Avatar, CardFrame, type CardProps } from './parts';
import type { Dispatch } from './types';

interface StepperProps {
  mentions: ActorMention[] | { text: string; rule: string }[];
  step: number;
  dispatch: Dispatch;
}

/** Goes through the places in the text where the actor is named. */
export function Stepper({ mentions, step, dispatch }: StepperProps) {
  const mention = mentions[step];
  if (!mention) return null;
  const go = (to: number) => () => dispatch({ type: 'step', step: (to + mentions.length) % mentions.length });
  return (
    <div class="stepper">
      <button type="button" class="button quiet square" aria-label="Previous mention" disabled={mentions.length < 2} onClick={go(step - 1)}><LeftIcon /></button>
      <span class="stepper-count">{step + 1} of {mentions.length}</span>
      <button type="button" class="button quiet square" aria-label="Next mention" disabled={mentions.length < 2} onClick={go(step + 1)}><RightIcon /></button>
      <span class="stepper-text">
        “{mention.text}”{'kind' in mention && <>, as a {mention.kind}</>}{mention.rule && <>, by <code>{mention.rule}</code></>}
      </span>
    </div>
  );
}

/** What stands in the place of a role: a capital's country, a person's sector, or the type alone. */
function kindOf(actor: Actor): string {
  const type = typeLabel[actor.type]?.[0] ?? actor.type;
  if (actor.type === 'country' && actor.country) {
    const name = countryName(actor.country);
    return name === actor.name ? type : name;
  }
  return actor.type === 'person' && actor.sector ? sectorLabel(actor.sector) : type;
}

export function ActorCard({ actor, ...card }: CardProps & { actor: Actor }) {
  const { document, selected, step, dispatch } = card;
  const current = selected === `actor:${actor.id}`;
  const positions = document.positions.filter((position) => position.holder === actor.id).length;
  const meetings = document.meetings.filter((meeting) => partiesOf(meeting).includes(actor.id)).length;
  const role = roleOf(actor) ?? kindOf(actor);
  const aliases = actor.aliases.filter((alias) => alias !== actor.name);
  const show = (tab: 'positions' | 'meetings') => () =>
    dispatch({ type: 'filter', filters: { holder: actor.id, act: null, meetingStatus: null }, tab });
  return (
    <CardFrame {...card} self={`actor:${actor.id}`} class="actor" label={`${actor.name}, ${role}`}>
      <header class="card-head">
        <Avatar actor={actor} name={actor.name} />
        <div class="card-title">
          <p class="name">{actor.name}</p>
          <p class="role">{role}</p>
        </div>
        {actor.country && actor.type !== 'country' && <span class="country" title={countryName(actor.country)}>{countryName(actor.country)}</span>}
      </header>
      {aliases.length > 0 && <p class="aliases">Also {aliases.map((alias) => <span key={alias}>{alias}</span>)}</p>}
      {actor.external_id && <p class="aliases">Your id <code>{actor.external_id}</code></p>}
      <footer class="card-foot">
        {positions > 0 && <button type="button" class="link" onClick={show('positions')}>{plural(positions, 'position')}</button>}
        {meetings > 0 && <button type="button" class="link" onClick={show('meetings')}>{plural(meetings, 'meeting')}</button>}
        <span class="note">{plural(actor.mentions.length, 'mention')}</span>
      </footer>
      {current && <Stepper mentions={actor.mentions} step={step} dispatch={dispatch} />}
    </CardFrame>
  );
}
