import { expect, launch, test } from '../support/launch';
import { change, chooseConnector, connect, heading, next, startPractice } from '../support/wizard';

test('closed at any page, the program offers the run again at that page', async ({ dataFolder }) => {
  let program = await launch(dataFolder);
  await startPractice(program.page);

  /** Kills the program where it stands, starts it anew and continues the run. */
  async function cut(title: string): Promise<void> {
    await expect(heading(program.page, title)).toBeVisible();
    program.app.process().kill('SIGKILL');
    await program.app.close().catch(() => undefined);
    program = await launch(dataFolder);
    await program.page.getByRole('button', { name: /^Continue/ }).click();
    await expect(heading(program.page, title)).toBeVisible();
  }

  await cut('Connect and check');
  await connect(program.page);
  await chooseConnector(program.page);
  await cut('Receive connector');
  await next(program.page);
  await cut('Measure first');
  await next(program.page, 'Skip measuring');
  await cut('Connections');
  await change(program.page, 'Confirm: allow more sessions', 'Change 1 connector');
  await cut('Connections');
  // What was changed before the cut still stands, on the servers and on the page.
  await expect(program.page.getByRole('main').getByText('Done, and read back.')).toBeVisible();
  await next(program.page);
  await cut('Efficiency');
  await next(program.page, 'Leave as it is');
  await cut('Database Mail timeout');
  await next(program.page, 'Leave as it is');
  await cut('Test burst');
  await next(program.page, 'See the result');
  await cut('Result');
  await expect(program.page.getByText('Not tested')).toBeVisible();
  await program.app.close();
});
