import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { changesSettings, type Plan } from '../../shared/run/plan';
import { whyNotForFile } from '../../shared/run/plan-file-shape';
import { useRun } from '../run-context';
import { SavePlanFile } from './plan-file/save-plan-file';
import { RunbookMenu } from './runbook-menu';

const useStyles = makeStyles({ ways: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'flex-start' } });

/** What can be done with a plan instead of carrying it out here and now: a script to run by hand, or a file for a colleague. */
export function InsteadOfNow({ plan }: { plan: Plan }) {
  const styles = useStyles();
  const { state } = useRun();
  const [isSaving, setIsSaving] = useState(false);
  const fitsFile = state.planFile === null && whyNotForFile(plan) === null;
  return (
    <>
      <div className={styles.ways}>
        {changesSettings(plan.step) && <RunbookMenu planId={plan.id} />}
        {fitsFile && !isSaving && <Button onClick={() => setIsSaving(true)}>Save as plan file…</Button>}
      </div>
      {fitsFile && isSaving && <SavePlanFile plan={plan} />}
    </>
  );
}
