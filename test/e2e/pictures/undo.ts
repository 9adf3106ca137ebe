import { connections } from '../../support/practice-steps';
import { editConnectors, relayWith } from '../support/lab-file';
import { expect } from '../support/launch';
import { runUpTo } from '../support/short-cut';
import { heading, next } from '../support/wizard';
import { headed, scroll, type Album } from './album';

/** Undo a day later, where somebody else has changed a value since. */
export async function undoPictures({ start, picture }: Album, dataFolder: string): Promise<void> {
  const first = await start(dataFolder);
  const id = await runUpTo(first.page, 'result', 'article', [
    connections,
    { step: 'efficiency', maxAcknowledgementDelay: '0', tarpitInterval: null },
    { step: 'timeout', timeout: '60' },
  ]);
  await picture('start');
  await first.app.close();
  await editConnectors(dataFolder, id, relayWith({ MaxInboundConnectionPerSource: '250' }));

  const { app, page } = await start(dataFolder);
  await page.getByRole('button', { name: /^Undo what the run of/ }).click();
  await expect(page.getByText('Changed by somebody else since')).toBeVisible();
  await picture('look');
  await page.getByRole('radio', { name: /^Take it back/ }).click();
  await scroll(headed(page, 'EX10-HUB1\\Relay SQL Server'));
  await picture('foreign-value');
  await next(page, 'Review the undo');
  await expect(heading(page, 'Confirm: take it back')).toBeVisible();
  await picture('confirm');
  await scroll(page.getByRole('button', { name: 'Save the script' }));
  await picture('confirm-end');
  for (const tick of await page.getByRole('checkbox').all()) await tick.check();
  await next(page, 'Take 4 settings back');
  await picture('reason-missing');
  await page.getByLabel(/^Why is this acceptable here/).fill('The team of that burst is gone.');
  await next(page, 'Take 4 settings back');
  await expect(page.getByText('All is as it was before this run.')).toBeVisible();
  await picture('done');
  await next(page, 'To the result');
  await expect(heading(page, 'Result')).toBeVisible();
  await picture('result');
  await app.close();
}
