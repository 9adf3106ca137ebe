import { expect, launch, test } from './support/launch';

test('opens one sandboxed window that reaches the program through window.relaytune alone', async ({ dataFolder }) => {
  const { app, page, complaints } = await launch(dataFolder);
  await expect(page.getByRole('heading', { name: 'RelayTune', level: 1 })).toBeVisible();
  await expect(page.getByText('There are no earlier runs on this computer.')).toBeVisible();

  const reach = await page.evaluate(() => ({
    api: Object.keys(window.relaytune).sort(),
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    origin: location.origin,
  }));
  expect(reach).toEqual({ api: ['call', 'cancel', 'onMenu', 'onProgress'], node: [], origin: 'app://relaytune' });

  const titles = await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((each) => each.getTitle()),
  );
  expect(titles).toEqual(['RelayTune']);
  // Styles, scripts and trusted types all keep to the page's policy.
  expect(complaints).toEqual([]);
  await app.close();
});

test('answers a call it does not know, and one with bad input, with an envelope', async ({ dataFolder }) => {
  const { app, page } = await launch(dataFolder);
  const codes = await page.evaluate(async () => {
    const ask = async (channel: string, input: unknown) => {
      const answer = JSON.parse(await window.relaytune.call(channel as 'app.info', input, crypto.randomUUID())) as {
        error?: { code: string };
      };
      return answer.error?.code;
    };
    return [
      await ask('constructor', {}),
      await ask('runs.open', { runId: 7 }),
      await ask('runs.open', { runId: '../../etc' }),
    ];
  });
  expect(codes).toEqual(['border/request', 'border/input', 'run/unknown']);
  await app.close();
});
