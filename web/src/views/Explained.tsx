// Why a card was found, and why a sentence gave nothing: rules in the words of their authors, with what they caught or missed.
import type { Derivation, LostFind, NearMiss } from 'readout';
import { Row } from './parts';
import { useExplanation, useWorkbench } from './workbench';

export function RuleLink({ rule }: { rule: string }) {
  const { dispatch } = useWorkbench();
  return (
    <button type="button" class="link rule-link" title="Open this rule in the editor" onClick={() => dispatch({ type: 'rule', rule })}>
      <code>{rule}</code>
    </button>
  );
}

/** What a lexicon or an earlier rule found. */
const foundBy = (name: string) => <span class="found-by"> {name}</span>;

const lostBecause = ({ reason, winner, cause }: LostFind): string =>
  reason === 'overlap' ? `lost to this one${cause ? `, which ${cause}` : ''}` : reason === 'outside' ? `lies inside a mention of ${winner}`
  : `is ruled out by its own “${reason === 'relation' ? 'with' : 'unless'}”: ${cause}`;

function Lost({ finds }: { finds: LostFind[] }) {
  return (
    <>
      {finds.map((find, i) => (
        <Row name="Not kept" key={i}>
          <RuleLink rule={find.rule} /> read “{find.text}” and {lostBecause(find)}
        </Row>
      ))}
    </>
  );
}

/** The rows of “How it was found”; the captures alone until the rest is known. */
export function DerivationRows({ id, rule, captures, start, end, open }: {
  id: string; rule: string; captures: { capture: string; text: string }[]; start: number; end: number; open: boolean;
}) {
  const sentences = useExplanation(open, start, end);
  const found = sentences?.flatMap(({ results }) => results) ?? [];
  const mine: Derivation | undefined = found.find((result) => result.ids.includes(id) && result.rule === rule && !result.retold);
  return (
    <>
      <Row name="Rule">{rule ? <RuleLink rule={rule} /> : 'none'}{mine && <span class="found-by"> {mine.file}:{mine.line}</span>}</Row>
      {mine?.doc && <Row name="It reads">{mine.doc}</Row>}
      {mine
        ? mine.captures.map(({ capture, text, found_by }, i) => <Row name={<code>${capture}</code>} key={i}>{text}{found_by && foundBy(found_by)}</Row>)
        : captures.map(({ capture, text }, i) => <Row name={<code>${capture}</code>} key={i}>{text}</Row>)}
      {mine && <Lost finds={mine.beaten} />}
    </>
  );
}

function Miss({ miss }: { miss: NearMiss }) {
  return (
    <li class="miss">
      <p class="miss-head">
        <RuleLink rule={miss.rule} />
        <span class="note">{miss.kind}, {Math.round(miss.share * 100)}% there</span>
      </p>
      {miss.doc && <p class="miss-doc">{miss.doc}</p>}
      <p class="miss-words">
        {miss.matched.text && <><span class="held">{miss.matched.text}</span>{' '}</>}
        <mark>{miss.saw ?? 'end'}</mark>
      </p>
      <p>Expected {miss.expected.join(', or ')}.</p>
      {miss.within.map(({ rule, message }) => <p class="miss-within" key={rule}><RuleLink rule={rule} /> {message}.</p>)}
    </li>
  );
}

/** The rules that came near to a sentence without a meeting or position. */
export function NearMisses({ start, end }: { start: number; end: number }) {
  const sentences = useExplanation(true, start, end);
  const { text } = useWorkbench();
  if (!sentences) return <p class="hint">Looking at the rules …</p>;
  const own = sentences.filter((sentence) => sentence.start < end && sentence.end > start);
  const misses = own.flatMap((sentence) => sentence.near_misses), lost = own.flatMap((sentence) => sentence.lost);
  if (!misses.length && !lost.length) return <p class="hint">No rule for meetings or positions comes near to “{text.slice(start, end).trim()}”.</p>;
  return (
    <div class="misses">
      {lost.length > 0 && <dl>{lost.map((find, i) => (
        <Row name="Not kept" key={i}>
          <RuleLink rule={find.rule} /> read “{find.text}” and {find.reason === 'overlap' ? `lost to ${find.winner}${find.cause ? `, which ${find.cause}` : ''}` : lostBecause(find)}
        </Row>
      ))}</dl>}
      <ol>{misses.map((miss, i) => <Miss miss={miss} key={i} />)}</ol>
    </div>
  );
}
