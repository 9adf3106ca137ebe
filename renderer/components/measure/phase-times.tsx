import { Text } from '@fluentui/react-components';
import { formatMs } from '../../../shared/format';
import type { Quantiles, SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { phaseWords } from '../../../shared/smtp/phase-words';
import { ValueTable } from '../value-table';
import { Disclosure } from './disclosure';
import { LabTime } from './lab-time';

const columns = ['Phase', 'Times', 'Half', '90 %', '95 %', '99 %', 'Slowest'];
const cells = ({ count, p50, p90, p95, p99, max }: Quantiles) => [count, ...[p50, p90, p95, p99, max].map(formatMs)];

/** Every phase of a burst's sessions: how long it took, and when it ended, counted from when the mail was due. */
export function PhaseTimes({ burst }: { burst: SmtpBurstResult }) {
  if (burst.phases.length === 0) return null;
  return (
    <Disclosure show="Show the times of each phase" hide="Hide the times of each phase">
      <LabTime />
      <Text weight="semibold">How long each phase took</Text>
      <ValueTable
        caption="How long each phase took"
        columns={columns}
        rows={burst.phases.map(({ phase, took }) => [phaseWords[phase], ...cells(took)])}
      />
      <Text weight="semibold">When each phase ended, from when its mail was due</Text>
      <ValueTable
        caption="When each phase ended, from when its mail was due"
        columns={columns}
        rows={burst.phases.map(({ phase, since }) => [phaseWords[phase], ...cells(since)])}
      />
    </Disclosure>
  );
}
