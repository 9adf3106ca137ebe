import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { limitText } from '../../shared/run/limit-text';
import type { ChangeStep, PlanTarget } from '../../shared/run/plan';
import { Breakable } from './breakable';
import { CommandText } from './command-text';
import { Panel } from './panel';
import { ValueTable } from './value-table';
import { withUnit } from '../../shared/run/with-unit';

const useStyles = makeStyles({
  whatIf: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, whiteSpace: 'pre-wrap' },
});

/** One target of a plan: each setting now and after, what will run, and what takes it back. */
export function PlanTargetPanel({ target, step }: { target: PlanTarget; step: ChangeStep }) {
  const styles = useStyles();
  const settings = target.changes.map(({ setting, before, after }) => [
    setting,
    withUnit(setting, before),
    <strong key="after">{withUnit(setting, after)}</strong>,
  ]);
  const limit = target.effectiveLimit && [
    'Sessions one source can hold',
    limitText(target.effectiveLimit.before),
    <strong key="limit">
      <Breakable text={limitText(target.effectiveLimit.after)} />
    </strong>,
  ];
  return (
    <Panel title={target.name}>
      {settings.length > 0 && (
        <ValueTable
          caption={`Changes to ${target.name}`}
          columns={['Setting', 'Now', 'After']}
          rows={limit ? [...settings, limit] : settings}
        />
      )}
      <Text weight="semibold">What will run</Text>
      <CommandText text={target.command} />
      {target.whatIf !== null && (
        <>
          <Text weight="semibold">What Exchange says it would do (-WhatIf)</Text>
          <Text className={styles.whatIf}>{target.whatIf || 'It took the command with -WhatIf and said nothing.'}</Text>
        </>
      )}
      <Text weight="semibold">{step === 'undo' ? 'What would set it again' : 'What takes it back'}</Text>
      <CommandText text={target.undoCommand} />
    </Panel>
  );
}
