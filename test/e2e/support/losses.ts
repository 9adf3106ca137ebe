import type { Page } from '@playwright/test';

/** 1024 x 720, the smallest window, at 200 %: as many CSS pixels. */
const enlarged = { width: 512, height: 360 };

/**
 * What is lost of the page at 200 % in the smallest window, one line each: whatever reaches beyond the window or is to be seen only by
 * scrolling sideways, but for what scrolls on its own (marked `data-scrolls`), and each button of the fixed row that is covered or
 * outside, at the page's beginning or at its end.
 * @param over what lies over the page, as a selector: while there is such a thing it is the page
 */
export async function lossesAt200Percent(page: Page, over: string): Promise<string[]> {
  const usual = page.viewportSize() ?? (await page.evaluate(() => ({ width: innerWidth, height: innerHeight })));
  await page.setViewportSize(enlarged);
  const lost = await page.evaluate(lossesOf, over);
  await page.setViewportSize(usual);
  return lost;
}

/** Runs in the page. */
async function lossesOf(over: string): Promise<string[]> {
  // Charts are drawn anew for their width.
  for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
  const covering = [...document.querySelectorAll(over)];
  const pages = [...document.querySelectorAll('nav, main:not([hidden])')];
  const shown = covering.length > 0 ? covering : pages;
  const named = (element: Element) => element.outerHTML.slice(0, 160);

  const around = new Set<Element>(shown);
  for (const element of shown)
    for (let parent = element.parentElement; parent; parent = parent.parentElement) around.add(parent);
  const within = shown
    .flatMap((each) => [...each.querySelectorAll('*')])
    .filter((each) => !each.closest('[data-scrolls]'));
  // A field scrolls what is typed into it; a text of one pixel is for whoever listens.
  const isLeft = (each: Element) => each.matches('input, textarea') || each.clientWidth <= 1;
  const sideways = [...around, ...within]
    .filter((each) => each instanceof HTMLElement && !isLeft(each) && each.scrollWidth > each.clientWidth)
    .filter((each) => getComputedStyle(each).overflowX !== 'visible')
    .map((each) => `holds more than is its width: ${named(each)}`);
  const beyond = within
    .map((each) => ({ each, place: each.getBoundingClientRect() }))
    .filter(({ place }) => place.width > 1 && (place.right > innerWidth + 1 || place.left < -1))
    .map(({ each }) => `beyond the window: ${named(each)}`);

  if (covering.length > 0) return [...sideways, ...beyond];
  const { scrollHeight, clientHeight } = document.documentElement;
  const twice = scrollHeight > clientHeight ? ['the window scrolls, and the page within it'] : [];
  const fixed = [...document.querySelectorAll('main:not([hidden]) > footer button')];
  if (fixed.length === 0 && document.querySelector('nav')) return ['this page of a run has no row of fixed buttons'];
  const isSeen = (button: Element): boolean => {
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const inset = 4;
    return [left + inset, (left + right) / 2, right - inset].every((x) =>
      [top + inset, (top + bottom) / 2, bottom - inset].every((y) => button.contains(document.elementFromPoint(x, y))),
    );
  };
  const unseen = (where: string) =>
    fixed.filter((each) => !isSeen(each)).map((each) => `not seen at the ${where}: ${named(each)}`);
  const scrolling = [...around, ...within].filter((each) => each.scrollHeight > each.clientHeight);
  const tops = scrolling.map((each) => each.scrollTop);
  for (const each of scrolling) each.scrollTop = 0;
  const atBeginning = unseen('beginning');
  for (const each of scrolling) each.scrollTop = each.scrollHeight;
  const atEnd = unseen('end');
  for (const [index, each] of scrolling.entries()) each.scrollTop = tops[index] ?? 0;
  return [...sideways, ...beyond, ...twice, ...atBeginning, ...atEnd];
}
