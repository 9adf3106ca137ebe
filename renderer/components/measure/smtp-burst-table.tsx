import { areTimesCompared } from '../../../shared/run/compare-smtp-bursts';
import type { SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { smtpBurstRows } from '../../../shared/run/smtp-burst-rows';
import { useRun } from '../../run-context';
import { ComparedTable } from './compared-table';

type Props = { before: SmtpBurstResult | null; after: SmtpBurstResult | null; isComparable: boolean };

/** The numbers of the SMTP burst. Times count from when a mail was due, as its sender would see it. */
export function SmtpBurstTable(props: Props) {
  const { state } = useRun();
  const { before, after } = props;
  const areTimesComparable = before !== null && after !== null && areTimesCompared(before, after);
  const more = { areTimesComparable, inLabTime: state.mode === 'practice' };
  return <ComparedTable caption="SMTP burst" rows={smtpBurstRows} {...more} {...props} />;
}
