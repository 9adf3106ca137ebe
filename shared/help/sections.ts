import { replyClassSchema } from '../smtp/reply-class';
import { describeReplyClass } from '../smtp/reply-meaning';
import { databaseMailHelp } from './database-mail';
import { connectorHelp, type HelpEntry } from './receive-connector';
import { words } from './words';

export type HelpSection = { title: string; entries: readonly HelpEntry[] };

const helps = { yes: 'This fix helps.', partly: 'This fix can help.', no: 'This fix does not help.' } as const;

/** The whole help, which needs no network. Causes are those that every reply and failure is sorted into. */
export const helpSections: readonly HelpSection[] = [
  { title: 'Words', entries: words },
  {
    title: 'Causes of refused and failed mails',
    entries: replyClassSchema.options
      .filter((each) => each !== 'accepted')
      .map((each) => {
        const { title, meaning, helps: whether } = describeReplyClass(each);
        return { name: title, meaning: `${meaning} ${helps[whether]}` };
      }),
  },
  { title: 'Attributes of a receive connector', entries: connectorHelp() },
  { title: 'Columns of a Database Mail account', entries: databaseMailHelp },
];

/** Those entries that hold every word of the search, in the name or in the meaning; sections without any are left out. */
export function searchHelp(sections: readonly HelpSection[], wanted: string): HelpSection[] {
  const parts = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = ({ name, meaning }: HelpEntry) => {
    const text = `${name} ${meaning}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  };
  return sections
    .map(({ title, entries }) => ({ title, entries: entries.filter(holds) }))
    .filter(({ entries }) => entries.length > 0);
}
