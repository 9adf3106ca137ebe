import { noneOf } from '../run/known-in-part';
import { limitText } from '../run/limit-text';
import { cannotBeRead, countsAsNotDone } from '../run/not-made';
import { stepName } from '../run/step-names';
import { withUnit } from '../run/with-unit';
import { html, type Html } from './html';
import { code, facts, group, list, paragraph, section, table, together } from './parts';
import type { Report, ReportAttribute, ReportChange } from './report';
import { timeText } from './time-text';

const outcomes: Readonly<Record<ReportChange['outcome'], string>> = {
  applied: 'Done, and read back',
  'no-change': 'Nothing changed: it had these values already',
  'not-applied': 'Not done: the old values are still there',
  unknown: 'Not known: it was announced, and how it ended was not read',
};

const marks: Readonly<Record<ReportAttribute['mark'], string>> = {
  planned: 'changed as planned',
  'not-planned': 'CHANGED, AND NOT PLANNED',
  'own-time': 'moved by the change itself',
  same: '',
  unknown: 'not known',
};

/** Every change that was announced: what, when, by which command, how it ended, and all attributes before and after. */
export function changesHtml({ changes, journal: { damage } }: Report): Html {
  return section(
    'Changes in detail',
    changes.length === 0
      ? paragraph(noneOf(damage, 'No change', 'Nothing was changed in this run.'))
      : paragraph('Each change was recorded before it was made, and read back from the same server afterwards.'),
    together(changes.map(changeHtml)),
  );
}

function changeHtml(change: ReportChange, index: number): Html {
  const { changes, effectiveLimit, attributes, warnings, problem } = change;
  const title = `${index + 1}. ${change.target}`;
  return group(
    title,
    facts([
      ['Step', stepName(change.step)],
      ['How it ended', html`<strong>${howItEnded(change)}</strong>`],
      ['Planned', timeText(change.plannedAt)],
      ['Announced', timeText(change.announcedAt)],
      ['Ended', timeText(change.endedAt)],
      ['Its number', change.key],
    ]),
    problem && paragraph(`${problem.title} ${problem.detail} ${problem.hint}`),
    warnings.length > 0 ? paragraph('What the server warned of:') : null,
    list(warnings),
    changes.length === 0
      ? null
      : table(
          `What was planned for ${change.target}`,
          ['Setting', 'Before', 'After'],
          [
            ...changes.map(({ setting, before, after }) => [
              setting,
              withUnit(setting, before),
              html`<strong>${withUnit(setting, after)}</strong>`,
            ]),
            ...(effectiveLimit
              ? [['Sessions one source can hold', limitText(effectiveLimit.before), limitText(effectiveLimit.after)]]
              : []),
          ],
        ),
    paragraph('The command:'),
    code(change.command),
    ...output(change.output),
    ...whatIf(change.whatIf),
    attributesHtml(change.target, attributes),
  );
}

function howItEnded(change: ReportChange): string {
  if (countsAsNotDone(change.kind, change)) return cannotBeRead;
  // A restart has no values.
  return change.kind === 'queue' && change.outcome === 'not-applied' ? 'Not done' : outcomes[change.outcome];
}

const output = (text: string | null): (Html | null)[] => {
  if (text === null) return [];
  return text === '' ? [paragraph('It printed nothing.')] : [paragraph('What it printed:'), code(text)];
};

const whatIf = (text: string | null): (Html | null)[] =>
  text === null
    ? []
    : [
        paragraph('What Exchange said it would do (-WhatIf):'),
        code(text || 'It took the command with -WhatIf and said nothing.'),
      ];

function attributesHtml(target: string, attributes: readonly ReportAttribute[]): Html | null {
  if (attributes.length === 0) return null;
  const isMarked = ({ mark }: ReportAttribute) => mark === 'planned' || mark === 'not-planned';
  return table(
    `Every attribute of ${target} that was read, before and after`,
    ['Attribute', 'Before', 'After', 'Mark'],
    attributes.map((attribute) => {
      const { name, before, after, mark } = attribute;
      const shown = after ?? 'not read back';
      return [
        name,
        before ?? 'not read before',
        isMarked(attribute) ? html`<strong>${shown}</strong>` : shown,
        marks[mark],
      ];
    }),
  );
}
