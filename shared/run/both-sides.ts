import type { BurstNote } from './burst-notes';

/** The notes of both tests, each labelled; of the only one there is, as they are. What both have in common is said once. */
export function bothSides<T>(before: T | null, after: T | null, notesOf: (result: T) => BurstNote[]): BurstNote[] {
  const [first, second] = [before, after].map((result) => (result === null ? [] : notesOf(result)));
  if (!first || !second || before === null || after === null) return [...(first ?? []), ...(second ?? [])];
  const has = (notes: BurstNote[], text: string) => notes.some((note) => note.text === text);
  return [
    ...second.map((note) => ({
      ...note,
      text: `${has(first, note.text) ? 'Before and after' : 'After'}: ${note.text}`,
    })),
    ...first.filter((note) => !has(second, note.text)).map((note) => ({ ...note, text: `Before: ${note.text}` })),
  ];
}
