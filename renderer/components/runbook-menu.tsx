import {
  makeStyles,
  Menu,
  MenuButton,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Text,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Input } from '../../shared/contract';
import { useCall } from '../use-call';
import { ProblemBar } from './problem-bar';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  row: { display: 'flex', columnGap: '8px', alignItems: 'center' },
});

type Script = Pick<Input<'runbook.save'>, 'language' | 'what'> & { label: string };

const scripts: readonly Script[] = [
  { language: 'ps1', what: 'change', label: 'Change, for the Exchange Management Shell (.ps1)…' },
  { language: 'ps1', what: 'undo', label: 'Its undo, for the Exchange Management Shell (.ps1)…' },
  { language: 'sql', what: 'change', label: 'Change, for SQL Server (.sql)…' },
  { language: 'sql', what: 'undo', label: 'Its undo, for SQL Server (.sql)…' },
];

/**
 * The change and its undo as scripts that run without RelayTune.
 * @param props.planId of a plan that waits for its confirmation; null for all that the run has changed
 */
export function RunbookMenu({ planId }: { planId: string | null }) {
  const styles = useStyles();
  const saving = useCall();
  const [done, setDone] = useState('');

  async function save({ language, what, label }: Script): Promise<void> {
    setDone('');
    const answer = await saving.run('runbook.save', { language, what, planId });
    setDone(answer?.saved ? `${label.replace(/…$/, '')}: saved.` : '');
  }

  return (
    <div className={styles.box}>
      <div className={styles.row}>
        <Menu>
          <MenuTrigger disableButtonEnhancement>
            <MenuButton disabledFocusable={saving.busy}>Save the script</MenuButton>
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {scripts.map((script) => (
                <MenuItem key={script.label} onClick={() => void save(script)}>
                  {script.label}
                </MenuItem>
              ))}
            </MenuList>
          </MenuPopover>
        </Menu>
        <Text aria-live="polite">{done}</Text>
      </div>
      {saving.problem && <ProblemBar problem={saving.problem} />}
    </div>
  );
}
