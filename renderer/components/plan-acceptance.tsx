import { Checkbox, Field, Input, makeStyles, Textarea } from '@fluentui/react-components';
import { asksForReason, reasonLabel, reasonMessage } from '../../shared/run/acceptance';
import type { Confirmation, Plan } from '../../shared/run/plan';
import { invalid } from './invalid';

const useStyles = makeStyles({
  typed: { maxWidth: '360px' },
  reason: { maxWidth: '640px' },
});

/** What the user has typed and ticked so far. */
export type Acceptance = { typedName: string; ticks: readonly string[]; reason: string };
export const nothingAccepted: Acceptance = { typedName: '', ticks: [], reason: '' };

const isNamed = ({ typedName: name }: Plan, { typedName }: Acceptance) => name === null || typedName.trim() === name;
const isTicked = ({ ticks }: Acceptance, id: string) => ticks.includes(id);

/** Whether everything is there that the plan asks for. */
export const isAccepted = (plan: Plan, acceptance: Acceptance) =>
  isNamed(plan, acceptance) &&
  plan.ticks.every((tick) => isTicked(acceptance, tick.id)) &&
  reasonMessage(plan, acceptance.reason) === null;

/** What the program is told of it. */
export const confirmationOf = (plan: Plan, acceptance: Acceptance): Confirmation => ({
  hash: plan.hash,
  typedName: plan.typedName === null ? null : acceptance.typedName.trim(),
  ticks: [...acceptance.ticks],
  ...(asksForReason(plan) ? { reason: acceptance.reason.trim() } : {}),
});

type PlanAcceptanceProps = {
  plan: Plan;
  acceptance: Acceptance;
  onChange(acceptance: Acceptance): void;
  /** Whether the fields say what is missing. */
  showMissing: boolean;
};

/** What must be ticked, the name to type, and why that is acceptable: each only where the plan asks for it. */
export function PlanAcceptance({ plan, acceptance, onChange, showMissing }: PlanAcceptanceProps) {
  const styles = useStyles();
  const { typedName, ticks, reason } = acceptance;
  const message = (text: string | null) => invalid(showMissing && text !== null ? text : undefined);
  const withTick = (id: string, isOn: boolean) =>
    onChange({ ...acceptance, ticks: isOn ? [...ticks, id] : ticks.filter((each) => each !== id) });

  return (
    <>
      {plan.ticks.map(({ id, text }) => (
        <Field key={id} {...message(isTicked(acceptance, id) ? null : 'Tick this to go on.')}>
          <Checkbox
            label={text}
            checked={isTicked(acceptance, id)}
            onChange={(_event, data) => withTick(id, data.checked === true)}
          />
        </Field>
      ))}
      {plan.typedName !== null && (
        <Field
          className={styles.typed}
          label={`Type the connector’s name to confirm: ${plan.typedName}`}
          {...message(isNamed(plan, acceptance) ? null : `Enter ${plan.typedName}.`)}
        >
          <Input value={typedName} onChange={(_event, data) => onChange({ ...acceptance, typedName: data.value })} />
        </Field>
      )}
      {asksForReason(plan) && (
        <Field className={styles.reason} label={reasonLabel} required {...message(reasonMessage(plan, reason))}>
          <Textarea
            value={reason}
            resize="vertical"
            // What is pasted in lines becomes one.
            onChange={(_event, data) => onChange({ ...acceptance, reason: data.value.replace(/\s*[\r\n]+/g, ' ') })}
          />
        </Field>
      )}
    </>
  );
}
