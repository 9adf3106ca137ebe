import { _electron } from '@playwright/test';
import manifest from '../../../package.json' with { type: 'json' };
import { expect, startWords, test } from '../support/launch';
import { makeTestVariant } from '../support/packaged';
import { withPowerShell } from '../support/powershell';
import { connect, startPractice } from '../support/wizard';

test('the packaged program goes through its first page in practice, whatever lies beside app.asar', async ({
  dataFolder,
}) => {
  const variant = await makeTestVariant();
  try {
    const { args, env } = startWords(dataFolder);
    const app = await _electron.launch({
      executablePath: variant.program,
      args: args.slice(1),
      env: { ...env, ...(await withPowerShell(dataFolder)) },
    });
    const page = await app.firstWindow();
    await expect(page.getByRole('heading', { name: 'RelayTune', level: 1 })).toBeVisible();
    expect(
      await app.evaluate(({ app: program }) => [program.isPackaged, program.getName(), program.getVersion()]),
    ).toEqual([true, 'RelayTune', manifest.version]);
    // The SQL Server driver and the PowerShell session out of the bundle, against the practice servers.
    await startPractice(page);
    await connect(page);
    await app.close();
  } finally {
    await variant.remove();
  }
});
