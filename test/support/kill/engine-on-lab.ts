import { join } from 'node:path';
import type { Desk } from '../../../electron/engine/desk';
import { allHandlers } from '../../../electron/engine/handlers/all-handlers';
import type { Session } from '../../../electron/engine/session';
import type { Site } from '../../../electron/engine/site';
import type { CallContext, EngineChannel } from '../../../electron/engine/types';
import { contract, type Input, type Output } from '../../../shared/contract';
import type { PlanRequest } from '../../../shared/run/plan';
import type { RunState } from '../../../shared/run/state';
import { confirm, type Ask } from '../practice-steps';
import { hitDisk, hitServers, type Blows } from './blows';

export type LabProgramSettings = {
  dataFolder: string;
  /** The lab as a site; closing it leaves the lab as it is. */
  site(): Site;
  blows?: Blows;
};

export type LabProgram = {
  ask: Ask;
  /** Plans, confirms and applies, as a person would who reads and accepts the confirmation screen. */
  change(request: PlanRequest): Promise<RunState>;
  close(): Promise<void>;
};

/** The program without its window, on a lab that outlives it; `blows` hit its calls and its journal. */
export function labProgram({ dataFolder, blows, ...settings }: LabProgramSettings): LabProgram {
  let open: Session | null = null;
  const site = () => Promise.resolve(settings.site());
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
