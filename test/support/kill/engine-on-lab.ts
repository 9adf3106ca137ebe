import { join } from 'node:path';
import type { Desk } from '../../../electron/engine/engine';
import type { CommandRunner } from '../../../electron/engine/exchange/command-runner';
import { allHandlers } from '../../../electron/engine/handlers/all-handlers';
import type { Session } from '../../../electron/engine/session';
import type { CallContext } from '../../../electron/engine/types';
import { contract, type Input, type Output } from '../../../shared/contract';
import type { EngineChannel } from '../../../electron/engine/types';
import type { PlanRequest } from '../../../shared/run/plan';
import type { RunState } from '../../../shared/run/state';
import { confirm, type Ask } from '../practice-steps';
import { hitDisk, hitServers, type Blows } from './blows';
import { cmdletClient } from './cmdlet-client';
import type { LabDescription } from './lab-description';
import { labSite } from './lab-site';

export type LabProgramSettings = {
  dataFolder: string;
  lab: LabDescription;
  blows?: Blows;
  /** Runs the cmdlets; the line protocol when absent. */
  exchange?: CommandRunner;
};

export type LabProgram = {
  ask: Ask;
  /** Plans, confirms and applies, as a person would who reads and accepts the confirmation screen. */
  change(request: PlanRequest): Promise<RunState>;
  close(): Promise<void>;
};

/** The program without its window, on a lab in another process; `blows` hit its calls and its journal. */
export function labProgram({ dataFolder, lab, blows, exchange }: LabProgramSettings): LabProgram {
  let open: Session | null = null;
  const site = () => Promise.resolve(labSite(lab, exchange ?? cmdletClient(lab)));
  const desk: Desk = {
    options: { dataFolder, appVersion: 'test', world: { site, ...(blows ? { openFile: hitDisk(blows) } : {}) } },
    runsFolder: join(dataFolder, 'runs'),
    get session() {
      return open;
    },
    set session(session) {
      open = session && blows ? hitServers(session, blows) : session;
    },
  };
  const handlers = allHandlers(desk);
  const context: CallContext = { signal: new AbortController().signal, progress: () => undefined };

  async function ask<C extends EngineChannel>(channel: C, input: Input<C>): Promise<Output<C>> {
    // The contract pairs each channel with its own input, which the table's union type cannot say.
    const handler = handlers[channel] as (input: unknown, context: CallContext) => Promise<Output<C>>;
    return handler(contract[channel].input.parse(input), context);
  }
  return {
    ask,
    change: async (request) => ask('apply', confirm(await ask('plan', request))),
    async close() {
      await open?.close();
      open = null;
    },
  };
}
