import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violationsOf } from '../support/accessibility';
import { launch, type Program } from '../support/launch';
import { inReadme } from './in-readme';

export type ColorScheme = 'light' | 'dark';
export type Picture = (name: string) => Promise<void>;

/** Takes the pictures of one part, numbered in their order: pictures/light-undo-03-done.png. What each shows axe looks at too. */
export type Album = {
  /** Starts the program so that it draws in the album's colours; the next pictures are of it. */
  start(dataFolder: string, env?: Record<string, string>): Promise<Program>;
  picture: Picture;
  /** Lets axe look at what shows. */
  look(name: string, page: Page): Promise<void>;
  /** What axe found on what the pictures show, one line each. */
  found(): readonly string[];
  /** A picture of something else than the program's page. */
  keep(name: string, bytes: (path: string) => Promise<unknown>): Promise<void>;
};

/** A part's album, empty: its pictures of an earlier time are gone. */
export async function openAlbum(colorScheme: ColorScheme, part: string): Promise<Album> {
  await mkdir('pictures', { recursive: true });
  const earlier = (await readdir('pictures')).filter((name) => name.startsWith(`${colorScheme}-${part}-`));
  await Promise.all(earlier.map((name) => rm(join('pictures', name))));
  let page: Page | null = null;
  let number = 0;
  const kept = new Set<string>();
  const found: string[] = [];
  const keep: Album['keep'] = async (name, take) => {
    number += 1;
    const path = join('pictures', `${colorScheme}-${part}-${String(number).padStart(2, '0')}-${name}.png`);
    await take(path);
    const place = `${part}-${name}`;
    // The first of a name: a report has several.
    if (process.env.RELAYTUNE_README && colorScheme === 'light' && inReadme.has(place) && !kept.has(place))
      await copyFile(path, join('docs', 'pictures', `${place}.png`));
    kept.add(place);
  };
  const look: Album['look'] = async (name, shown) => {
    const lines = await violationsOf(shown, colorScheme === 'dark' ? ['color-contrast'] : undefined);
    found.push(...lines.map((line) => `${name}: ${line}`));
  };
  return {
    async start(dataFolder, env) {
      const program = await launch(dataFolder, env);
      page = program.page;
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      return program;
    },
    async picture(name) {
      const shown = page;
      if (!shown) throw new Error('Not started.');
      // Where the mouse was left, a button would show what it does under the mouse.
      await shown.mouse.move(0, 0);
      await keep(name, (path) => shown.screenshot({ path }));
      await look(name, shown);
    },
    look,
    found: () => found,
    keep,
  };
}

/** Brings it to the top of what shows, or to its end, also where it shows already; another size of the window loses that place. */
export async function scroll(target: Locator, block: 'start' | 'end' = 'start'): Promise<void> {
  await target.evaluate(async (element: HTMLElement, where) => {
    // What is drawn for the width is drawn by then, and everything below has its place.
    for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
    // A wide page leaves 24 px above, in which half a line would show.
    element.style.scrollMarginTop = innerWidth > 760 ? '-12px' : '8px';
    element.scrollIntoView({ block: where });
    element.style.scrollMarginTop = '';
  }, block);
}

/** The part of a page under a heading of this name begins here. */
export const headed = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, exact: true });
