import { html, type Hole, type Html } from './html';

/** A table with its caption and headers; the first cell of a row is the row's header. */
export function table(caption: string, columns: readonly string[], rows: readonly (readonly Hole[])[]): Html {
  return html`<table>
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        ${columns.map((column) => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first = '', ...others]) =>
          html` <tr>
            <th scope="row" class="${kindOf(columns[0])}">${first}</th>
            ${others.map((cell, place) => html`<td class="${kindOf(columns[place + 1])}">${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table> `;
}

/** Exchange's names of attributes are read in one piece: their column is as wide as the longest. By its title, never by what is in it. */
function kindOf(column: string | undefined): string {
  if (column === 'Attribute' || column === 'Setting') return 'name';
  return column === 'Mark' || column === 'Outcome' ? 'mark' : 'text';
}

export const section = (title: string, ...content: readonly (Html | null)[]): Html => html`
  <section>
    <h2>${title}</h2>
    ${together(content)}
  </section>
`;

export const group = (title: string, ...content: readonly (Html | null)[]): Html => html`
  <h3>${title}</h3>
  ${together(content)}
`;

export const together = (content: readonly (Html | null)[]): Html => html`${content.filter((part) => part !== null)}`;

export const paragraph = (text: Hole): Html => html`<p>${text}</p> `;

/** Null where there is nothing to list. */
export const list = (items: readonly Hole[]): Html | null =>
  items.length === 0
    ? null
    : html`<ul>
        ${items.map((item) => html`<li>${item}</li>`)}
      </ul> `;

/** A text as it is run. */
export const code = (text: string): Html => html`<pre><code>${text}</code></pre> `;

/** Terms and what they are. */
export const facts = (pairs: readonly (readonly [term: string, value: Hole])[]): Html =>
  html`<dl>
    ${pairs.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl> `;
