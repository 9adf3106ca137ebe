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
            ${isName(first) ? html`<th scope="row" class="whole">${first}</th>` : html`<th scope="row">${first}</th>`}
            ${others.map((cell) => (isShort(cell) ? html`<td class="whole">${cell}</td>` : html`<td>${cell}</td>`))}
          </tr>`,
      )}
    </tbody>
  </table> `;
}

/** An attribute's name, the longest of which has 39 letters: read in one piece. */
const isName = (cell: Hole) => typeof cell === 'string' && /^[\w.]{1,40}$/.test(cell);
/** `Passed`, `not given`, `80 fewer`. Longer texts are broken anywhere before they are cut. */
const isShort = (cell: Hole) => typeof cell === 'string' && /^[\w .,:%]{1,12}$/.test(cell);

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

/** ` -MaxInboundConnectionPerSource`, without its blank: a line must not end between its dash and its name. */
const parameter = /(?<=\s)(-[A-Za-z]\w{1,60})/;

/** A text as it is run. */
export const code = (text: string): Html => {
  const parts = text
    .split(parameter)
    .map((part, place) => (place % 2 === 1 ? html`<span class="whole">${part}</span>` : html`${part}`));
  return html`<pre><code>${parts}</code></pre> `;
};

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
