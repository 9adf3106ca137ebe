import { visible } from '../visible';

const made: unique symbol = Symbol('made by html');

/** Markup that `html` made: nothing else can make any, so a text from a server never passes for it. */
export type Html = { readonly [made]: string };

/** What can stand in a hole of `html`. Texts and numbers become text; markup stays what it is; null is nothing. */
export type Hole = string | number | null | Html | readonly Html[];

/** Markup with holes, for elements' content and for attributes in double quotes; whatever is put in is text unless `html` made it. */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  const text = strings.reduce((sum, part, index) => {
    const hole = index === 0 ? null : (holes[index - 1] ?? null);
    return `${sum}${filled(hole)}${part}`;
  }, '');
  return { [made]: text };
}

/** The document as it is saved. */
export const textOf = (markup: Html) => markup[made];

function filled(hole: Hole): string {
  if (hole === null) return '';
  if (typeof hole === 'string') return escaped(hole);
  if (typeof hole === 'number') return escaped(String(hole));
  return made in hole ? hole[made] : hole.map(textOf).join('');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string) => visible(text).replace(/[&<>"']/g, (sign) => entities[sign] ?? '');
