import { afterAll, beforeAll, expect, test } from 'vitest';
import { ProblemError } from '../../shared/result';
import type { Blows } from '../support/kill/blows';
import { labProgram } from '../support/kill/engine-on-lab';
import { labSite } from '../support/kill/lab-site';
import { expectRecovery, openMatrixWorld, type MatrixWorld } from '../support/kill/matrix-world';
import { shownOf, standingOf, tellStory } from '../support/kill/three-and-one';

let world: MatrixWorld;
beforeAll(async () => {
  world = await openMatrixWorld();
}, 120_000);
afterAll(() => world.close());

const diskFull = () => Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
const lost = () =>
  new ProblemError({ code: 'test/lost', title: 'The connection was lost.', detail: 'ECONNRESET', hint: 'Try again.' });

/** The n-th operation fails, and those after it do not. */
function failing(n: number) {
  let count = 0;
  let broke: { point: string; what: 'disk' | 'server' | null } | null = null;
  const blows: Blows = {
    falls(point) {
      count += 1;
      if (count === n) broke = { point, what: null };
      return count === n;
    },
    strike(what) {
      if (broke) broke.what = what;
      throw what === 'disk' ? diskFull() : lost();
    },
  };
  return { blows, broke: () => broke };
}

/** Until the first problem, as a user who then looks what is there. */
async function attempt(act: () => Promise<unknown>): Promise<unknown> {
  try {
    await act();
    return null;
  } catch (error) {
    return error;
  }
}

test(
  'fails the n-th operation, for every n: nothing wrong is shown, Continue and Undo end right',
  { timeout: 600_000 },
  async () => {
    const { lab } = world;
    for (let n = 1; ; n++) {
      const run = await world.begin();
      const { blows, broke } = failing(n);
      const program = labProgram({ dataFolder: run.dataFolder, site: () => labSite(lab.description), blows });
      await program.ask('runs.open', { runId: run.runId });
      const error = await attempt(() => tellStory(program));
      const hit = broke();
      if (hit === null) {
        expect(error).toBeNull();
        await program.close();
        break;
      }
      const where = `${n}: ${hit.point}`;
      if (error !== null) expect(error, where).toBeInstanceOf(ProblemError);
      // Shown at once: the truth, or that it is not known.
      const truth = standingOf(await lab.truth());
      const shown = shownOf(await program.ask('runs.current', {}));
      for (const [name, status] of Object.entries(shown.targets))
        expect(['unknown', truth.targets[name]], `${name} after ${where}`).toContain(status);
      // A queue that stands still is never shown as running.
      if (truth.queue === 'STOPPED') expect(shown.queue, where).toBe('STOPPED');
      // "Check again" reads what is not known; where nothing can be recorded any more, the next start does.
      if (hit.what === 'server') {
        await program.ask('changes.settle', {});
        expect(shownOf(await program.ask('runs.current', {})), `checked again after ${where}`).toEqual(truth);
      }
      await program.close();
      await expectRecovery(world, run, where);
    }
  },
);
