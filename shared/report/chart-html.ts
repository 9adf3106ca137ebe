import { endsOf, shownLimit, type ChartEnds } from '../chart/chart-ends';
import { niceScale, type Scale } from '../chart/nice-scale';
import { checks, outcomeNames, outcomes, stripes, tile, type Outcome } from '../chart/outcomes';
import { columnsPath, stepsPath } from '../chart/paths';
import { axesOf, margin, outerHeight, type Axes } from '../chart/plot-size';
import { formatNumber } from '../format';
import type { Timeline } from '../run/timeline';
import { describeTimeline, forDrawing, mostOpenOf, totalsOf } from '../run/timeline-view';
import { html, type Html } from './html';
import { table, together } from './parts';

const width = 660;
const mostRows = 20;
const names = { mails: 'Mails', sessions: 'Sessions', tries: 'Tries' };

export type Chart = {
  /** Unique in the document. */
  id: string;
  title: string;
  timeline: Timeline;
  limit: number | null;
  what: keyof typeof names;
  inLabTime: boolean;
};

/** One kind of test over time, before and after on the same axes: pictures, the same in words, and as a table. */
export function chartsHtml(charts: readonly Chart[]): Html | null {
  const drawn = charts.filter(({ timeline }) => timeline.slices.length > 0);
  const ends = endsOf(drawn);
  return drawn.length === 0 ? null : together(drawn.map((chart) => figure(chart, ends)));
}

function figure(chart: Chart, ends: ChartEnds): Html {
  const { id, title, timeline, limit, what, inLabTime } = chart;
  const shown = forDrawing(timeline, undefined, ends.seconds);
  const x = niceScale(ends.seconds, 8);
  const xTitle = inLabTime ? 'Seconds (lab time)' : 'Seconds';
  const words = describeTimeline(timeline, limit, what);
  const totals = totalsOf(timeline);
  return html`
    <figure>
      <figcaption>${title}</figcaption>
      ${mostOpenOf(timeline) === null ? null : sessionsPlot(chart, shown, ends, x, xTitle)}
      ${outcomesPlot(chart, shown, niceScale(ends.perSecond, 4), x, xTitle)}
      <p class="legend">
        ${outcomes.map(
          (outcome) =>
            html`<span
              ><svg width="16" height="14" aria-hidden="true">${area(id, outcome, 'M1 1 h14 v12 h-14 z')}</svg>
              ${outcomeNames[outcome]}: ${formatNumber(totals[outcome])}</span
            > `,
        )}
      </p>
      <p>${words}${inLabTime ? ' Seconds of lab time.' : ''}</p>
      ${timelineTable(chart)}
    </figure>
  `;
}

type PlotParts = { id: string; title: string; desc: string; yTitle: string; xTitle: string; x: Scale; y: Scale };

function plot({ id, title, desc, yTitle, xTitle, x, y }: PlotParts, draw: (axes: Axes) => Html): Html {
  const axes = axesOf(width, x, y);
  const { right, bottom } = axes;
  return html`<svg
    viewBox="0 0 ${width} ${outerHeight}"
    width="${width}"
    height="${outerHeight}"
    role="img"
    aria-labelledby="${id}-title ${id}-desc"
  >
    <title id="${id}-title">${title}</title>
    <desc id="${id}-desc">${desc}</desc>
    <text class="axis" x="0" y="14">${yTitle}</text>
    ${y.ticks.map(
      (tick) =>
        html`<line class="grid" x1="${margin.left}" x2="${right}" y1="${axes.y(tick)}" y2="${axes.y(tick)}" />
          <text x="${margin.left - 8}" y="${axes.y(tick) + 4}" text-anchor="end">${formatNumber(tick)}</text> `,
    )}${x.ticks.map(
      (tick) =>
        html`<text x="${axes.x(tick)}" y="${bottom + 16}" text-anchor="${tick === x.end ? 'end' : 'middle'}"
          >${formatNumber(tick)}</text
        > `,
    )}
    <text class="axis" x="${right}" y="${bottom + 32}" text-anchor="end">${xTitle}</text>
    ${draw(axes)}
  </svg> `;
}

function sessionsPlot(chart: Chart, shown: Timeline, ends: ChartEnds, x: Scale, xTitle: string): Html {
  const limit = shownLimit(chart.limit, ends.mostOpen);
  const parts = {
    id: `${chart.id}-sessions`,
    title: `${chart.title}: sessions open over time`,
    desc: `Most at once: ${mostOpenOf(chart.timeline) ?? 0}. ${limit === null ? 'No limit is drawn.' : `The limit is ${limit}.`}`,
    yTitle: 'Sessions open',
    xTitle,
    x,
    y: niceScale(ends.sessions, 4, true),
  };
  return plot(
    parts,
    (axes) =>
      html`<path class="open" d="${stepsPath(shown, axes)}" /> ${
          limit === null
            ? null
            : html`<line
                  class="limit"
                  x1="${axes.x(0)}"
                  x2="${axes.x(x.end)}"
                  y1="${axes.y(limit)}"
                  y2="${axes.y(limit)}"
                />
                <text class="limit-text" x="${axes.x(x.end)}" y="${axes.y(limit) - 6}" text-anchor="end"
                  >Limit ${formatNumber(limit)}</text
                >`
        }`,
  );
}

function outcomesPlot(chart: Chart, shown: Timeline, y: Scale, x: Scale, xTitle: string): Html {
  const { id, title, timeline, limit, what } = chart;
  const yTitle = `${names[what]} a second`;
  const parts = { id: `${id}-outcomes`, title: `${title}: ${yTitle}, by outcome`, yTitle, xTitle, x, y };
  return plot(
    { ...parts, desc: describeTimeline(timeline, limit, what) },
    (axes) =>
      html`<defs>
          <pattern id="${id}-refused421" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse"
            ><path class="refused421" stroke-width="2" d="${stripes}"
          /></pattern>
          <pattern id="${id}-failed" width="${tile}" height="${tile}" patternUnits="userSpaceOnUse"
            ><path class="failed" stroke-width="1.5" d="${checks}"
          /></pattern>
        </defs>
        ${outcomes.map((outcome) => area(id, outcome, columnsPath(shown, outcome, axes)))}`,
  );
}

const area = (id: string, outcome: Outcome, d: string): Html =>
  outcome === 'accepted'
    ? html`<path class="accepted" d="${d}" />`
    : html`<path class="${outcome}" fill="url(#${id}-${outcome})" d="${d}" />`;

function timelineTable({ title, timeline, inLabTime }: Chart): Html {
  const { sliceMs, slices } = forDrawing(timeline, mostRows);
  const seesSessions = mostOpenOf(timeline) !== null;
  return table(
    `${title}, as a table`,
    [
      inLabTime ? 'From second (lab time)' : 'From second',
      ...(seesSessions ? ['Sessions open, at most'] : []),
      ...outcomes.map((outcome) => outcomeNames[outcome]),
    ],
    slices.map((slice, index) => [
      formatNumber((index * sliceMs) / 1000),
      ...(seesSessions ? [formatNumber(slice.open ?? 0)] : []),
      ...outcomes.map((outcome) => formatNumber(slice[outcome])),
    ]),
  );
}
