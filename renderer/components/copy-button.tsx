import { Button } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import { call } from '../api';

const shownMilliseconds = 2000;

/** Copies a text and says so for a moment. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [isCopied, setIsCopied] = useState(false);
  async function copy(): Promise<void> {
    const answer = await call('clipboard.write', { text });
    if (!answer.ok) return;
    setIsCopied(true);
    setTimeout(() => setIsCopied(false), shownMilliseconds);
  }
  return (
    <Button size="small" icon={isCopied ? <CheckmarkRegular /> : <CopyRegular />} onClick={() => void copy()}>
      <span aria-live="polite">{isCopied ? 'Copied' : label}</span>
    </Button>
  );
}
