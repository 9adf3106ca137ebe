import { Field, Input, makeStyles, Radio, RadioGroup, Text } from '@fluentui/react-components';
import type { DelayAdvice } from '../../../shared/exchange/advice';
import { checkDelay } from '../../../shared/exchange/validate';
import { Panel } from '../../components/panel';

export type DelayDraft = { choice: 'leave' | 'zero' | 'other'; other: string };

const useStyles = makeStyles({ other: { maxWidth: '240px', paddingLeft: '36px' } });

export type DelayChoiceProps = {
  name: string;
  now: string | null;
  advice: DelayAdvice;
  draft: DelayDraft;
  onChange: (draft: DelayDraft) => void;
};

/** One delay: leave it, remove it, or another value, with what it gains and what it costs. */
export function DelayChoice({ name, now, advice, draft, onChange }: DelayChoiceProps) {
  const styles = useStyles();
  const checked = checkDelay(draft.other);
  if (now === null) {
    return (
      <Panel title={name}>
        <Text>This version of Exchange does not have it.</Text>
      </Panel>
    );
  }
  return (
    <Panel title={`${name}, now ${now}`}>
      <Text>
        <strong>Gain:</strong> {advice.gain}
      </Text>
      <Text>
        <strong>Price:</strong> {advice.price}
      </Text>
      {advice.noEffect !== null && <Text>{advice.noEffect}</Text>}
      <RadioGroup
        aria-label={name}
        value={draft.choice}
        onChange={(_event, data) => onChange({ ...draft, choice: data.value as DelayDraft['choice'] })}
      >
        <Radio value="leave" label={`Leave it at ${now}`} />
        <Radio value="zero" label="Set it to 0, as the article does" />
        <Radio value="other" label="Another value" />
      </RadioGroup>
      {draft.choice === 'other' && (
        <Field
          className={styles.other}
          label="New value"
          hint="hh:mm:ss, or whole seconds."
          {...(checked.ok ? {} : { validationState: 'error', validationMessage: checked.message })}
        >
          <Input value={draft.other} onChange={(_event, data) => onChange({ ...draft, other: data.value })} />
        </Field>
      )}
    </Panel>
  );
}
