import type { Channel, Input, Output, Progress } from '../../shared/contract';
import type { Result } from '../../shared/result';
import type { LabSettings } from './practice/lab';
import type { OpenFile } from './run/journal';
import type { Site } from './site';

/** Every channel but those that main answers itself. */
export type EngineChannel = Exclude<
  Channel,
  | 'app.info'
  | 'clipboard.write'
  | 'ladder.saveScript'
  | 'ladder.openResult'
  | 'planFile.save'
  | 'planFile.open'
  | 'report.save'
  | 'runbook.save'
>;

export type CallContext = { signal: AbortSignal; progress(progress: Progress): void };

export type EngineHandlers = {
  [C in EngineChannel]: (input: Input<C>, context: CallContext) => Promise<Output<C>>;
};

/** The whole program without a window. Never throws; `call` checks its input again, since it has two kinds of callers. */
export type Engine = {
  call(channel: EngineChannel, input: unknown, context: CallContext): Promise<Result<unknown>>;
  close(): Promise<void>;
};

export type EngineOptions = {
  /** Runs are kept in `runs/` inside it. */
  dataFolder: string;
  appVersion: string;
  /** Full path of the folder whose node_modules may hold msnodesqlv8, which signs in as the Windows user; nothing is looked for elsewhere. */
  nativeModules?: string;
  /** What tests put in the place of a practice run's own lab, so that it outlives the program, and of the disk. */
  world?: { site(): Promise<Site>; openFile?: OpenFile };
  /** Changes to the practice scenario; the window never sets any. */
  practice?: {
    /** The PowerShell that runs the practice cmdlets; null asks the model itself. Absent: what this computer has. */
    powerShell?: string | null;
    /** How long one practice cmdlet may take in that PowerShell, in milliseconds. */
    limitMilliseconds?: number;
    foreignSessions?: number;
  } & Partial<Omit<LabSettings, 'folder' | 'scenario'>>;
};
