import { useEffect, useRef } from 'react';

/** Does something once, when the page opens: later answers must not do it again, nor overwrite what was typed. */
export function useOnOpen(act: () => void): void {
  const first = useRef(act);
  useEffect(() => first.current(), []);
}
