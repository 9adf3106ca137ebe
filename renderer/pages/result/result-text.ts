import { compareLadders } from '../../../shared/run/compare-ladders';
import { compareSmtpBursts } from '../../../shared/run/compare-smtp-bursts';
import { damageOf, missingText, noneOf } from '../../../shared/run/known-in-part';
import { leftSteps, leftTexts } from '../../../shared/run/left-steps';
import { appliedChanges, unknownChanges, type AppliedChange } from '../../../shared/run/summary-of-changes';
import { decideVerdict } from '../../../shared/run/verdict';
import { outdatedText } from '../../../shared/run/outdated';
import type { RunState, TestKey } from '../../../shared/run/state';

/** The result as plain text, for a ticket or a mail. */
export function resultText(state: RunState): string {
  const { verdict, rule, facts, by } = decideVerdict(state);
  const changes = appliedChanges(state).map(changeLine);
  const unknown = unknownChanges(state).map(changeLine);
  const damage = damageOf(state.readOnly);
  return [
    `RelayTune run ${state.id}${state.mode === 'practice' ? ' (practice, times in lab time)' : ''}`,
    ...(damage ? [missingText(damage)] : []),
    `Verdict: ${verdict}. ${rule}`,
    ...facts.map((fact) => `  ${fact}`),
    ...ladderLines(state),
    ...(by === 'smtpBurst' ? [] : smtpBurstLines(state)),
    ...(changes.length + unknown.length === 0 ? [noneOf(damage, 'No change', 'Nothing was changed.')] : []),
    ...(changes.length === 0 ? [] : ['Changed:', ...changes]),
    ...(unknown.length === 0 ? [] : ['Not known whether it was changed:', ...unknown]),
    ...leftTexts(leftSteps(state)),
    '',
  ].join('\n');
}

const changeLine = ({ target, setting, before, after, isTakenBack }: AppliedChange) =>
  `  ${target}: ${setting} ${before} → ${after}${isTakenBack ? ' (taken back)' : ''}`;

function ladderLines(state: RunState): string[] {
  const [before, after] = [state.before.ladder, state.after.ladder];
  if (!before || !after) return [];
  const { notComparable, fact } = compareLadders(before, after);
  const doubt = notComparable === null ? '' : ` Not comparable: ${notComparable}`;
  return [`Connection ladder: ${fact}.${doubt}${outdatedNote(state, 'ladder')}`];
}

function smtpBurstLines(state: RunState): string[] {
  const [before, after] = [state.before.smtpBurst, state.after.smtpBurst];
  if (!before || !after) return [];
  const { verdict, rule, facts } = compareSmtpBursts(before, after);
  return [`SMTP burst: ${verdict}. ${rule}${outdatedNote(state, 'smtpBurst')}`, ...facts.map((fact) => `  ${fact}`)];
}

function outdatedNote(state: RunState, test: TestKey): string {
  const text = outdatedText(state, test);
  return text === null ? '' : ` ${text}`;
}
