import { expectRecovered, killWhileChanging } from '../support/killed-run';
import { test } from '../support/launch';

// At every n of everything the engine does: test/integration/kill-matrix.test.ts. Here window, engine and all die together.
for (const type of ['change-announced', 'change-finished'])
  for (const nth of [1, 2, 3])
    test(`the whole program killed at the ${type} number ${nth} of three tells the truth afterwards, and goes on`, async ({
      dataFolder,
    }) => {
      await expectRecovered(dataFolder, await killWhileChanging(dataFolder, type, nth));
    });
