import { killWhileChanging } from '../support/killed-run';
import { editConnectors } from '../support/lab-file';
import { expect } from '../support/launch';
import { holdRun } from '../support/hold-run';
import { heading } from '../support/wizard';
import { headed, scroll, type Album } from './album';

/** Killed in the middle of three connectors; then the run opened while another program has it. */
export async function interruptedPictures({ start, picture }: Album, dataFolder: string): Promise<void> {
  const { id } = await killWhileChanging(dataFolder, 'change-announced', 2);
  // Gone, it cannot be read: what became of it stays unknown.
  let removed: Record<string, unknown> = {};
  await editConnectors(dataFolder, id, (connectors) =>
    connectors.filter((connector) => {
      const isSecond = connector.Server === 'EX10-HUB2' && connector.Name === 'Relay SQL Server';
      if (isSecond) removed = connector;
      return !isSecond;
    }),
  );

  const second = await start(dataFolder);
  await scroll(headed(second.page, 'Earlier runs'));
  await picture('start');
  await second.page.getByRole('button', { name: /^Continue the run/ }).click();
  await expect(second.page.getByText('Not known', { exact: true })).toBeVisible();
  await picture('unknown');
  const panel = second.page.getByRole('region', { name: 'Interrupted change' });
  await panel.getByRole('button', { name: 'Check again' }).click();
  await expect(panel.getByRole('button', { name: 'Check again' })).toBeEnabled();
  await picture('checked-again');
  await second.app.close();
  await editConnectors(dataFolder, id, (connectors) => [...connectors, removed]);

  const third = await start(dataFolder);
  await third.page.getByRole('button', { name: /^Continue the run/ }).click();
  await expect(third.page.getByText('Not touched').first()).toBeVisible();
  await picture('settled');
  await third.page.getByRole('button', { name: 'Continue…' }).click();
  await expect(heading(third.page, 'Confirm: allow more sessions')).toBeVisible();
  await picture('continue-confirm');
  await third.app.close();

  const release = await holdRun(dataFolder, id);
  const fourth = await start(dataFolder);
  await scroll(headed(fourth.page, 'Earlier runs'));
  await picture('start-held');
  await fourth.page.getByRole('button', { name: /^Open to read/ }).click();
  await expect(fourth.page.getByText(/^Open to read only/).first()).toBeVisible();
  await picture('read-only');
  await fourth.page
    .getByRole('navigation')
    .getByRole('button', { name: /Result/ })
    .click();
  await expect(heading(fourth.page, 'Result')).toBeVisible();
  await picture('read-only-result');
  await fourth.app.close();
  release();
}
