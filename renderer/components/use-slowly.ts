import { useEffect, useRef, useState } from 'react';

/** The newest text, taken once in each period however often it changes in between. */
export function useSlowly(text: string, milliseconds: number): string {
  const [shown, setShown] = useState(text);
  const newest = useRef(text);
  useEffect(() => {
    newest.current = text;
  }, [text]);
  useEffect(() => {
    const timer = setInterval(() => setShown(newest.current), milliseconds);
    return () => clearInterval(timer);
  }, [milliseconds]);
  return shown;
}
