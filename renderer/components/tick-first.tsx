import { Checkbox, Field, MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { ReactNode } from 'react';

export type TickFirstProps = {
  /** Why the test should rather not begin. */
  children: ReactNode;
  label: string;
  /** What to do, where the test was asked for without the tick. */
  missing: string;
  isMissing: boolean;
  ticked: boolean;
  isDisabled: boolean;
  onTick: (ticked: boolean) => void;
};

/** A warning, and the tick without which no test begins. */
export function TickFirst({ children, label, missing, isMissing, ticked, isDisabled, onTick }: TickFirstProps) {
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>{children}</MessageBarBody>
      </MessageBar>
      <Field {...(isMissing && !ticked ? { validationState: 'error', validationMessage: missing } : {})}>
        <Checkbox
          label={label}
          checked={ticked}
          disabled={isDisabled}
          onChange={(_event, data) => onTick(data.checked === true)}
        />
      </Field>
    </>
  );
}
