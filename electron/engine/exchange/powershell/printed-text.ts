import type { PowerShellObject, PowerShellResult } from './envelope';

const longest = 20_000;

type Printed = Pick<PowerShellResult, 'screen' | 'output'>;

/** What a command wrote on the screen and gave, as the shell shows it, without warnings and errors; '' for nothing. */
export const printedText = (result: Printed): string => paragraphs(printedParts(result));

/** The same in its parts, some of them empty. */
export const printedParts = ({ screen, output }: Printed): string[] => [screen, ...output.map(listText)];

/** Parts of a shell's text below each other, as long as is kept of it. */
export function paragraphs(parts: readonly string[]): string {
  const text = parts.filter((part) => part !== '').join('\n\n');
  return text.length > longest ? `${text.slice(0, longest)}\n… (${text.length} characters in all)` : text;
}

/** As `Format-List` shows an object. */
function listText(object: PowerShellObject): string {
  const width = Math.max(...Object.keys(object).map((name) => name.length));
  return Object.entries(object)
    .map(([name, value]) => {
      const text = Array.isArray(value) ? `{${value.join(', ')}}` : (value ?? '');
      return name === '' ? text : `${name.padEnd(width)} : ${text}`;
    })
    .join('\n');
}
