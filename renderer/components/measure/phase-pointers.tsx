import { makeStyles, Text } from '@fluentui/react-components';
import { pointerFacts } from '../../../shared/run/connector-during';
import type { SmtpBurstResult } from '../../../shared/run/smtp-burst';
import { phasePointers } from '../../../shared/smtp/phase-pointers';
import { useRun } from '../../run-context';
import { HeldButton } from '../held-button';
import { StatusBadge } from '../status-badge';
import { steps, stepNumber } from '../steps';
import { LabTime } from './lab-time';

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', rowGap: '12px', margin: 0, padding: 0, listStyleType: 'none' },
  item: { display: 'flex', flexDirection: 'column', rowGap: '4px', alignItems: 'flex-start' },
});

/** What the slow phases of a burst point to, each with the way to the page that mends it. */
export function PhasePointers({ burst }: { burst: SmtpBurstResult }) {
  const styles = useStyles();
  const { state, open } = useRun();
  const { pointers, none } = phasePointers(burst, pointerFacts(state, burst));
  if (none) return <StatusBadge status={none.isFast ? 'passed' : 'info'} word={none.text} />;
  if (pointers.length === 0) return null;
  return (
    <>
      <LabTime />
      <ul className={styles.list} aria-label="What the times point to">
        {pointers.map(({ phase, seen, pointsTo, remedy, page }) => (
          <li key={phase} className={styles.item}>
            <StatusBadge status="warning" word={seen} />
            <Text>
              <strong>{pointsTo}</strong> {remedy}
            </Text>
            {page && page !== state.page && (
              <HeldButton size="small" onClick={() => void open(page)}>
                Go to page {stepNumber(page)}, {steps[stepNumber(page) - 1]?.title}
              </HeldButton>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
