import { Button } from '@fluentui/react-components';
import { CheckmarkRegular, CopyRegular, DismissRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { call } from '../api';

const shownMilliseconds = 2000;
const outcomes = {
  copied: { icon: <CheckmarkRegular />, word: 'Copied' },
  failed: { icon: <DismissRegular />, word: 'Could not copy' },
};

/** Copies a text and says for a moment how that went. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [outcome, setOutcome] = useState<keyof typeof outcomes | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setOutcome(null), shownMilliseconds);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(): Promise<void> {
    const answer = await call('clipboard.write', { text });
    setOutcome(answer.ok ? 'copied' : 'failed');
  }

  return (
    <Button size="small" icon={outcome ? outcomes[outcome].icon : <CopyRegular />} onClick={() => void copy()}>
      <span aria-live="polite">{outcome ? outcomes[outcome].word : label}</span>
    </Button>
  );
}
