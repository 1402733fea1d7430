// Who stands where: a card for each issue, a row in it for each actor who takes a stance on it. Entry point: StanceCards.
import type { ReadoutDocument, StanceCell } from 'readout';
import { plural, sideLabel, stanceSign, verbOf } from '../words';
import { actorOf, Avatar, type CardProps } from './parts';

interface Issue {
  key: string;
  name: string;
  /** Whether it is an actor, towards whom the positions are taken, and no topic. */
  actor: boolean;
  cells: StanceCell[];
}

/** Issues on which most actors stand first; the order of the text among equals. */
function issuesOf(document: ReadoutDocument): Issue[] {
  const issues = new Map<string, Issue>();
  for (const cell of document.stances) {
    const name = cell.topic ?? actorOf(document, cell.target)?.name ?? '';
    const key = cell.target ?? name;
    const issue = issues.get(key) ?? { key, name, actor: cell.target !== null, cells: [] };
    issue.cells.push(cell);
    issues.set(key, issue);
  }
  return [...issues.values()].sort((a, b) => b.cells.length - a.cells.length);
}

interface RowProps extends Pick<CardProps, 'document' | 'selected' | 'dispatch'> {
  cell: StanceCell;
  issue: Issue;
}

/** Shows the words of its positions in the text, with each choice those of the next one. */
function StanceRow({ cell, issue, document, selected, dispatch }: RowProps) {
  const holder = actorOf(document, cell.holder);
  const positions = cell.positions.flatMap((id) => document.positions.find((position) => position.id === id) ?? []);
  const verbs = [...new Set(positions.map(verbOf))].join(', ');
  const side = issue.actor ? verbs : sideLabel[cell.stance];
  const name = holder?.name ?? cell.holder;
  const at = positions.findIndex(({ id }) => selected === `position:${id}`);
  const next = positions[(at + 1) % positions.length];
  const shown = positions[Math.max(at, 0)];
  const count = at < 0 ? plural(positions.length, 'position') : `${at + 1} of ${positions.length}`;
  const below = [issue.actor ? '' : verbs, positions.length > 1 ? count : ''].filter(Boolean).join(' · ');
  return (
    <button type="button" class="stance-row" aria-current={at >= 0 ? 'true' : undefined}
      aria-label={`${name}, ${side}: ${issue.name}. ${plural(positions.length, 'position')}. Show in the text`}
      onClick={() => next && dispatch({ type: 'select', ref: `position:${next.id}`, from: 'stances' })}>
      <Avatar actor={holder} name={name} />
      <span class="stance-words">
        <span class="stance-holder">{name}</span>
        {shown && <span class="stance-text">{shown.content.text || shown.cue.text}</span>}
        {below && <span class="stance-said">{below}</span>}
      </span>
      <span class={`act stance-${cell.stance}`}><span class="sign" aria-hidden="true">{stanceSign[cell.stance]}</span>{side}</span>
    </button>
  );
}

export function StanceCards(card: CardProps) {
  return (
    <ol class="cards">
      {issuesOf(card.document).map((issue) => (
        <li key={issue.key}>
          <section class="card issue" aria-label={issue.name}>
            <h2 class="issue-name">{issue.actor && <span class="issue-kind">Towards </span>}{issue.name}</h2>
            {issue.cells.map((cell) => <StanceRow key={cell.holder} cell={cell} issue={issue} {...card} />)}
          </section>
        </li>
      ))}
    </ol>
  );
}
