import { BurstTable } from '../../components/burst-table';
import { LadderTable } from '../../components/measure/ladder-table';
import { SmtpBurstResult } from '../../components/measure/smtp-burst-result';
import { TestCharts } from '../../components/measure/test-charts';
import { Panel } from '../../components/panel';
import { useRun } from '../../run-context';

/** Each kind of test that was run, before and after side by side. */
export function TestResults() {
  const { before, after } = useRun().state;
  return (
    <>
      {(before.ladder ?? after.ladder) && (
        <Panel title="Connection ladder, before and after">
          <LadderTable />
        </Panel>
      )}
      {(before.smtpBurst ?? after.smtpBurst) && (
        <Panel title="SMTP burst, before and after">
          <TestCharts name="SMTP burst" before={before.smtpBurst} after={after.smtpBurst} what="mails" seesSessions />
          <SmtpBurstResult phase="after" />
        </Panel>
      )}
      {(before.burst ?? after.burst) && (
        <Panel title="Database Mail burst, before and after">
          <TestCharts
            name="Database Mail burst"
            before={before.burst}
            after={after.burst}
            what="tries"
            seesSessions={false}
          />
          <BurstTable phase="after" />
        </Panel>
      )}
    </>
  );
}
