import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { edited } from '../../support/plan-file';
import { openFrom, saveTo } from '../support/dialogs';
import { editConnectors, relayWith } from '../support/lab-file';
import { expect } from '../support/launch';
import { onlyRun } from '../support/only-run';
import { runUpTo } from '../support/short-cut';
import { connect, heading, next } from '../support/wizard';
import { headed, scroll, type Album } from './album';

/** Saved by one, opened, checked and carried out by another; refused where it was edited, or where something has drifted. */
export async function planFilePictures({ start, picture }: Album, folder: string): Promise<void> {
  const [senior, junior, file] = [join(folder, 'senior'), join(folder, 'junior'), join(folder, 'plan.json')];
  const first = await start(senior);
  await runUpTo(first.page, 'connections', 'article');
  await first.page.getByRole('button', { name: /^Continue the run/ }).click();
  await saveTo(first.app, file);
  await keep(first.page, 'Confirm: allow more sessions', async () => {
    await picture('save');
  });
  await scroll(headed(first.page, 'A plan file for a colleague'));
  await picture('saved');
  await next(first.page, 'Cancel');
  await next(first.page, 'Leave as it is');
  await next(first.page, 'Leave as it is');
  await keep(first.page, 'Confirm: change the timeout', async () => {
    await picture('save-second');
  });
  await first.app.close();

  const second = await start(junior);
  const { page } = second;
  const spoilt = join(folder, 'edited.json');
  const text = await readFile(file, 'utf8');
  await writeFile(
    spoilt,
    edited(text, (each) => (each.ticket = 'CHG-9999')),
  );
  await openFrom(second.app, spoilt);
  await page.getByRole('button', { name: 'Open a plan file…' }).click();
  await expect(page.getByText('This plan file is not as it was saved.').first()).toBeVisible();
  await picture('refused');
  await openFrom(second.app, file);
  await page.getByRole('button', { name: 'Open a plan file…' }).click();
  await expect(heading(page, 'Connect and check')).toBeVisible();
  await picture('opened');
  await scroll(page.getByText('Exchange server', { exact: true }));
  await picture('locked-servers');
  await connect(page);
  await next(page);
  await expect(heading(page, 'Receive connector')).toBeVisible();
  await expect(page.getByText('Sessions one source can hold at once:').first()).toBeVisible();
  await picture('connector');
  await next(page);
  await next(page, 'Skip measuring');
  await expect(heading(page, 'Connections')).toBeVisible();
  await picture('step');
  await next(page, 'Check and review this change');
  await expect(heading(page, 'Confirm: allow more sessions')).toBeVisible();
  await picture('confirm');
  await second.app.close();
  await editConnectors(junior, await onlyRun(junior), relayWith({ MaxInboundConnectionPerSource: '50' }));

  const third = await start(junior);
  await third.page.getByRole('button', { name: /^Continue the run/ }).click();
  await next(third.page, 'Check and review this change');
  await expect(third.page.getByText(/is 50, was 20/).first()).toBeVisible();
  await picture('drifted');
  await third.app.close();
}

/** Reviews the step's change and keeps it in the plan file. */
async function keep(page: Page, confirm: string, atPanel: () => Promise<void>): Promise<void> {
  await next(page, 'Review the change');
  await expect(heading(page, confirm)).toBeVisible({ timeout: 20_000 });
  await next(page, 'Save as plan file…');
  await page.getByLabel('Ticket').fill('CHG-4711');
  await scroll(headed(page, 'A plan file for a colleague'));
  await atPanel();
  await next(page, 'Save the plan file…');
  await expect(page.getByText(/^Saved\. Its fingerprint is/)).toBeVisible();
}
