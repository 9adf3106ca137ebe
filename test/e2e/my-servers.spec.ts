import { makeCertificate } from '../support/certificates';
import { expect, test } from './support/launch';
import { changeTimeout, withServers } from './support/my-servers';
import { host } from './support/powershell';
import { trust } from './support/servers';

// With CI=true a missing engine is a failure, not a skip.
test.skip(host === undefined && process.env.CI !== 'true', 'There is no PowerShell host for the tests.');

test('my servers by host and port: TLS 1.2, and a certificate that was looked at', async ({ dataFolder }) => {
  await withServers(dataFolder, { encryption: 'required', tls: makeCertificate() }, async (page, lab) => {
    await trust(page);
    await changeTimeout(page);
    expect(lab.directory.get('EX10-HUB1\\Relay SQL Server').MaxInboundConnectionPerSource).toBe('100');
    await page.getByRole('button', { name: 'Review the undo' }).click();
    await expect(page.getByText('timeout = 20').or(page.getByText('@timeout = 20')).first()).toBeVisible();
  });
});
