import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { Phase } from '../../shared/run/measured';
import { settingsChanged } from '../../shared/run/summary-of-changes';
import { useRun } from '../run-context';
import { BurstPanel } from './burst-panel';
import { LadderPanel } from './ladder-panel';
import { SmtpBurstPanel } from './measure/smtp-burst-panel';
import { TestMails } from './test-mails';
import type { Planning } from './use-plan';

/** The three tests of a phase: run them, watch them, stop them, read them; after the changes beside what was before. */
export function MeasurementPanel({ phase, planning }: { phase: Phase; planning: Planning }) {
  const { state } = useRun();
  // Whatever is measured now would not be "before" any more.
  const isOver = phase === 'before' && settingsChanged(state);
  return (
    <>
      {isOver && (
        <MessageBar>
          <MessageBarBody>
            This run has changed settings, so it is too late to measure how it was before. Page 6 measures how it is
            now.
          </MessageBarBody>
        </MessageBar>
      )}
      <LadderPanel phase={phase} isOver={isOver} />
      <SmtpBurstPanel phase={phase} isOver={isOver} />
      <BurstPanel phase={phase} isOver={isOver} />
      <TestMails planning={planning} />
    </>
  );
}
