import { Button, type ButtonProps } from '@fluentui/react-components';
import type { RefCallback } from 'react';
import { useRun } from '../run-context';

type HeldButtonProps = ButtonProps & { ref?: RefCallback<HTMLButtonElement> };

/** A button that waits while a test runs or a change is made: what it does would end that, or disturb it. */
export function HeldButton({ disabledFocusable = false, ...props }: HeldButtonProps) {
  const { isTesting, isApplying } = useRun();
  const why = whyHeld(isTesting, isApplying);
  return (
    <Button
      {...props}
      disabledFocusable={disabledFocusable || why !== null}
      {...(why === null ? {} : { title: why })}
    />
  );
}

function whyHeld(isTesting: boolean, isApplying: boolean): string | null {
  if (isApplying) return 'A change is being made: wait for its end.';
  return isTesting ? 'A test is running: stop it first.' : null;
}
