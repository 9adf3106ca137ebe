import type { Page } from '@playwright/test';
import { practiceScenarios } from '../../../shared/practice/scenarios';
import { connections } from '../../support/practice-steps';
import { expect } from '../support/launch';
import { measureQuickly, runUpTo } from '../support/short-cut';
import { heading, next } from '../support/wizard';
import { headed, scroll, type Album } from './album';

/** What shows in these cases as in no other, by the steps of the rail. */
const pages = ['Connect and check', 'Receive connector', 'Connections', 'Efficiency', 'Database Mail timeout'];

/** Each practice case but the article's: its brief, its pages once it was measured and the limits were raised, and what was learnt. */
export async function casePictures({ start, picture }: Album, dataFolder: string): Promise<void> {
  const { app, page } = await start(dataFolder);
  for (const { id } of practiceScenarios.slice(1)) {
    await runUpTo(page, 'result', id, id === 'service-not-available' ? [] : [connections], measureQuickly);
    await page
      .getByRole('button', { name: /^Continue the run/ })
      .first()
      .click();
    await expect(heading(page, 'Result')).toBeVisible();
    await picture(`${id}-result`);
    await scroll(headed(page, 'What was learnt'));
    await picture(`${id}-learnt`);
    for (const step of pages) {
      await open(page, step);
      await picture(`${id}-${step.toLowerCase().replaceAll(' ', '-')}`);
    }
    await next(page, 'Back to Start');
    await expect(heading(page, 'RelayTune')).toBeVisible();
  }
  await app.close();
}

async function open(page: Page, step: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: step }).click();
  await expect(heading(page, step)).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
}
