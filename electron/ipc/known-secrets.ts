import { scrubber } from '../../shared/scrub';

/** The secrets that passed the border since the program began: in memory alone, to be found where they must not be. */
export type KnownSecrets = {
  add(secrets: readonly string[]): void;
  all(): readonly string[];
  /** The text without them. */
  scrub(text: string): string;
};

/** Passwords typed, wrong ones among them; the oldest are forgotten first. */
const most = 100;

export function knownSecrets(): KnownSecrets {
  let known: string[] = [];
  let scrub = scrubber(known);
  return {
    add(secrets) {
      const added = secrets.filter((secret) => !known.includes(secret));
      if (added.length === 0) return;
      known = [...known, ...added].slice(-most);
      scrub = scrubber(known);
    },
    all: () => known,
    scrub: (text) => scrub(text),
  };
}
