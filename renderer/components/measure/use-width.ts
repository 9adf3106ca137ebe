import { useEffect, useState, type RefCallback } from 'react';

/** The width of an element in pixels, and anew when it changes; `atFirst` until it was measured. */
export function useWidth(atFirst: number): [width: number, ref: RefCallback<HTMLElement>] {
  const [element, setElement] = useState<HTMLElement | null>(null);
  const [width, setWidth] = useState(atFirst);
  useEffect(() => {
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.floor(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return [width, setElement];
}
