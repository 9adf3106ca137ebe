import { html } from './html';

/** White paper, on the screen as in print; what is dark on it has at least 4.5:1, lines of charts 3:1. */
export const reportStyle = html`<style>
  :root {
    color-scheme: light;
  }
  * {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    background: #fff;
    color: #1b1b1b;
    font:
      15px/1.45 'Segoe UI',
      system-ui,
      sans-serif;
  }
  main {
    max-width: 62rem;
    margin: 0 auto;
    padding: 1.5rem 1.25rem 3rem;
  }
  h1 {
    font-size: 1.7rem;
    margin: 0 0 1rem;
  }
  h2 {
    font-size: 1.25rem;
    margin: 2rem 0 0.6rem;
    border-bottom: 1px solid #8a8a8a;
    padding-bottom: 0.2rem;
  }
  h3 {
    font-size: 1.05rem;
    margin: 1.4rem 0 0.4rem;
    overflow-wrap: anywhere;
  }
  p {
    margin: 0.5rem 0;
  }
  p,
  li,
  dd,
  td,
  th,
  q {
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }
  .legend {
    white-space: normal;
  }
  .verdict {
    border: 2px solid #115ea3;
    border-radius: 6px;
    padding: 0.2rem 1.1rem 0.6rem;
  }
  .verdict h2 {
    border: 0;
    margin-top: 0.8rem;
    font-size: 1.5rem;
  }
  dl {
    margin: 0.6rem 0;
  }
  dl div {
    display: grid;
    grid-template-columns: 15rem 1fr;
    gap: 1rem;
    padding: 0.15rem 0;
  }
  dt {
    font-weight: 600;
  }
  dd {
    margin: 0;
  }
  table {
    width: 100%;
    border-collapse: collapse;
    margin: 0.8rem 0;
    font-size: 0.93rem;
  }
  caption {
    text-align: left;
    font-weight: 600;
    padding: 0.3rem 0;
  }
  th,
  td {
    text-align: left;
    vertical-align: top;
    padding: 0.3rem 0.7rem 0.3rem 0;
    border-bottom: 1px solid #c8c8c8;
  }
  tbody th {
    font-weight: 400;
  }
  thead th {
    overflow-wrap: break-word;
  }
  .name {
    min-width: 25em;
  }
  .mark {
    min-width: 9em;
  }
  .text {
    min-width: 5em;
  }
  pre {
    background: #f3f3f3;
    border: 1px solid #c8c8c8;
    padding: 0.6rem 0.8rem;
    font:
      0.85rem/1.4 Consolas,
      monospace;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }
  figure {
    margin: 1rem 0;
  }
  figcaption {
    font-weight: 600;
  }
  svg {
    display: block;
    max-width: 100%;
    height: auto;
  }
  svg text {
    font:
      12px 'Segoe UI',
      system-ui,
      sans-serif;
    fill: #424242;
  }
  svg .axis {
    font-weight: 600;
  }
  .grid {
    stroke: #d1d1d1;
  }
  .open {
    fill: none;
    stroke: #242424;
    stroke-width: 2;
  }
  .limit {
    stroke: #b10e1c;
    stroke-width: 2;
    stroke-dasharray: 7 5;
  }
  svg .limit-text {
    fill: #b10e1c;
    font-weight: 600;
  }
  .accepted {
    fill: #0e4775;
  }
  .refused421 {
    stroke: #8f4e00;
  }
  .failed {
    stroke: #a4286a;
  }
  .legend span {
    display: inline-flex;
    gap: 0.4rem;
    align-items: center;
    margin-right: 1.2rem;
  }
  @page {
    size: A4;
    margin: 16mm 14mm 18mm;
  }
  @media print {
    body {
      font-size: 10pt;
    }
    main {
      max-width: none;
      padding: 0;
    }
    h2,
    h3,
    caption,
    figcaption {
      break-after: avoid;
    }
    tr,
    dl div,
    svg,
    li {
      break-inside: avoid;
    }
    thead {
      display: table-header-group;
    }
    dl div {
      grid-template-columns: 11rem 1fr;
    }
    pre {
      border-color: #8a8a8a;
      background: none;
    }
    * {
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  }
</style>`;
