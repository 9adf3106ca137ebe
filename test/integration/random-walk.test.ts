import { expect, test } from 'vitest';
import { practiceExchange } from '../../electron/engine/practice-exchange';
import { siteOfServers } from '../../electron/engine/practice-site';
import { ProblemError } from '../../shared/result';
import type { Blows } from '../support/kill/blows';
import { labProgram } from '../support/kill/engine-on-lab';
import { startLab } from '../support/practice-lab';
import { connectPractice } from '../support/practice-steps';
import { temporaryFolder } from '../support/temporary-folder';
import { createDice } from '../support/walk/dice';
import { createModel } from '../support/walk/model';
import { walkServers } from '../support/walk/servers';
import { expectNoClaims } from '../support/walk/shown';
import { carryOn, change, restart, somebody, undo, type WalkWorld } from '../support/walk/walker';

const seed = Number(process.env.RELAYTUNE_SEED ?? 6);
const runs = 25;
const stepsEach = 40;

/** Everything from the n-th operation on fails. */
function death() {
  let left = Infinity;
  const died = () => new ProblemError({ code: 'test/died', title: 'Died.', detail: '', hint: '' });
  const blows: Blows = {
    falls: () => (left -= 1) <= 0,
    strike() {
      throw died();
    },
  };
  return { blows, dieAt: (n: number) => (left = n), isDead: () => left <= 0 };
}

test(
  `1,000 steps of plan, apply, crash, resume, undo, foreign edit and rename break no rule (seed ${seed})`,
  { timeout: 900_000 },
  async () => {
    const lab = await startLab({ scenario: 'hubs' });
    const servers = await walkServers(lab);
    const dice = createDice(seed);
    const model = createModel(await servers.values());
    const rest = await servers.rest();
    const options = { powerShell: null, limitMilliseconds: 30_000 };
    const site = () =>
      siteOfServers({ ...lab, close: () => Promise.resolve() }, practiceExchange({ lab, ...options }), options);
    const told: string[] = [];
    let steps = 0;

    for (let run = 0; run < runs; run++) {
      const dataFolder = temporaryFolder();
      const { blows, dieAt, isDead } = death();
      const program = labProgram({ dataFolder, site, blows });
      const { id: runId } = await connectPractice(program.ask, 'hubs');
      model.newRun();
      const world: WalkWorld = {
        dice,
        model,
        servers,
        program,
        dieAt,
        isDead,
        unclear: new Set(),
        async stop() {
          const last = world.program;
          world.program = null;
          await last?.close();
          dieAt(Infinity);
        },
        async start() {
          const next = labProgram({ dataFolder, site, blows });
          await next.ask('runs.open', { runId });
          await expectNoClaims(world, next);
          return (world.program = next);
        },
      };
      for (let n = 0; n < stepsEach; n++) {
        steps += 1;
        try {
          told.push(await step(world));
          expect(await servers.values()).toEqual(model.values);
        } catch (error) {
          throw new Error(`Seed ${seed}, run ${run + 1}, step ${n + 1}, after:\n${told.slice(-12).join('\n')}`, {
            cause: error,
          });
        }
      }
      if (!world.program) await world.start();
      if ((await servers.queue()) === 'STOPPED') await restart(world, world.program ?? program);
      await world.stop();
    }
    expect(steps).toBe(1000);
    for (const relay of servers.relays) servers.rename(relay, 'Relay SQL Server');
    expect(await servers.rest()).toEqual(rest);
  },
);

async function step(world: WalkWorld): Promise<string> {
  const { dice, program } = world;
  if (dice.chance(0.15)) return somebody(world);
  if (!program) {
    await world.start();
    return 'resume';
  }
  switch (dice.pick(['change', 'change', 'change', 'undo', 'continue', 'restart', 'crash'])) {
    case 'change':
      return change(world, program);
    case 'undo':
      return undo(world, program);
    case 'continue':
      return carryOn(world, program);
    case 'restart':
      return dice.chance(0.3) ? restart(world, program) : carryOn(world, program);
    case 'crash':
      await world.stop();
      return 'crash at rest';
  }
}
