import type { Command } from '../../../shared/exchange/command';
import type { TranscriptEntry } from '../../../shared/exchange/transcript';
import type { Writer } from '../../../shared/run/event';
import type { WayChoice } from '../../../shared/exchange/ways';
import type { PowerShellObject } from './powershell/envelope';

export type ExchangeTarget = { server: string; way: WayChoice };

/** What a command gave: objects as texts, warnings, and what it wrote on the screen (`What if:`). */
export type CommandResult = { output: PowerShellObject[]; warnings: string[]; screen: string };

export type ConnectContext = { signal?: AbortSignal | undefined; say(text: string): void };

/** One process, and no other. */
type HeldRunner = {
  writer: Writer;
  /** Throws ProblemError 'powershell/...' when that process is gone: another one is not opened. */
  run(command: Command): Promise<CommandResult>;
};

/** Where Exchange's commands run: in a PowerShell session, or in the practice servers' own model. */
export type CommandRunner = {
  /** Says where the next command belongs, without connecting yet: as when a run is opened again. */
  aim(target: ExchangeTarget): void;
  /** Opens a session to that server, after leaving another one. Throws ProblemError with the reason of each way tried. */
  connect(target: ExchangeTarget, context: ConnectContext): Promise<void>;
  /** How the connectors are reached, for the check list: "through ...". */
  through(): string;
  /** Runs exactly this command; an error record becomes a ProblemError. After a session that ended the next one opens another. */
  run(command: Command, signal?: AbortSignal): Promise<CommandResult>;
  /** Takes hold of the process that commands run in now, for a write that is announced; null where there is none. */
  hold(): Promise<HeldRunner | null>;
  /** What ran in PowerShell, oldest first. */
  transcript(): TranscriptEntry[];
  /** Leaves Exchange and ends the process, for good. */
  close(): Promise<void>;
};
