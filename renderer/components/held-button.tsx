import { Button, type ButtonProps } from '@fluentui/react-components';
import type { RefCallback } from 'react';
import { useRun } from '../run-context';

type HeldButtonProps = ButtonProps & { ref?: RefCallback<HTMLButtonElement> };

/** A button that waits while a test runs: what it does would end the test, or disturb it. */
export function HeldButton({ disabledFocusable = false, ...props }: HeldButtonProps) {
  const { isTesting } = useRun();
  return (
    <Button
      {...props}
      disabledFocusable={disabledFocusable || isTesting}
      {...(isTesting ? { title: 'A test is running: stop it first.' } : {})}
    />
  );
}
