import { Field, Input, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Account } from '../../../shared/database-mail/account';
import { checkTimeout, type TimeoutAdvice } from '../../../shared/database-mail/timeout';
import { Panel } from '../../components/panel';

type Suggestion = TimeoutAdvice['suggestion'];
type Choice = 'leave' | 'change';
const usualSeconds = 60;

export type TimeoutDraft = {
  /** What the user chose, or what the advice preselects. */
  choice(suggestion: Suggestion): Choice;
  seconds(suggestion: Suggestion): string;
  setChoice(choice: Choice): void;
  setSeconds(text: string): void;
  /** The typed timeout if it can be used, else null. */
  wanted(suggestion: Suggestion): string | null;
  reset(): void;
};

/** What is typed on page 5; until something is typed, the advice stands. */
export function useTimeoutDraft(): TimeoutDraft {
  const [choice, setChoice] = useState<Choice | null>(null);
  const [seconds, setSeconds] = useState<string | null>(null);
  const secondsOf = (suggestion: Suggestion) => seconds ?? String(suggestion === 'leave' ? usualSeconds : suggestion);
  return {
    choice: (suggestion) => choice ?? (suggestion === 'leave' ? 'leave' : 'change'),
    seconds: secondsOf,
    setChoice,
    setSeconds,
    wanted: (suggestion) => (checkTimeout(secondsOf(suggestion)).ok ? secondsOf(suggestion).trim() : null),
    reset() {
      setChoice(null);
      setSeconds(null);
    },
  };
}

const useStyles = makeStyles({ narrow: { maxWidth: '240px', paddingLeft: '36px' } });

/** Leave the timeout, or a new one, with the reason for what is preselected. */
export function TimeoutForm({
  account,
  advice,
  draft,
}: {
  account: Account;
  advice: TimeoutAdvice;
  draft: TimeoutDraft;
}) {
  const styles = useStyles();
  const choice = draft.choice(advice.suggestion);
  const seconds = draft.seconds(advice.suggestion);
  const checked = checkTimeout(seconds);
  return (
    <Panel title={`Timeout of ${account.name}: ${advice.currentMeaning}`}>
      <Text>{advice.reason}</Text>
      <RadioGroup
        aria-label="Timeout"
        value={choice}
        onChange={(_event, data) => draft.setChoice(data.value as Choice)}
      >
        <Radio value="leave" label="Leave it as it is" />
        <Radio value="change" label="Set a new timeout" />
      </RadioGroup>
      {choice === 'change' && (
        <Field
          className={styles.narrow}
          label="New timeout in seconds"
          {...(checked.ok ? {} : { validationState: 'error', validationMessage: checked.message })}
        >
          <Input value={seconds} onChange={(_event, data) => draft.setSeconds(data.value)} inputMode="numeric" />
        </Field>
      )}
    </Panel>
  );
}
