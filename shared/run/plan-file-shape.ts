import { checkTimeout } from '../database-mail/timeout';
import { changeReceiveConnector, renderPowerShell } from '../exchange/command';
import { checkDelay, checkPercentage, checkPerSource } from '../exchange/validate';
import type { Plan, PlanTarget } from './plan';
import { fileSteps, type FileStep } from './plan-file';

/** Whether a value is written as RelayTune writes it. */
type IsWritten = (value: string) => boolean;

const sentAs =
  (check: (typed: string) => { ok: true; text: string } | { ok: false }): IsWritten =>
  (value) => {
    const checked = check(value);
    return checked.ok && checked.text === value;
  };

/** What each step may set, and nothing else. */
const settings: Readonly<Record<FileStep, Readonly<Record<string, IsWritten>>>> = {
  connections: {
    MaxInboundConnectionPerSource: sentAs(checkPerSource),
    MaxInboundConnectionPercentagePerSource: sentAs(checkPercentage),
  },
  efficiency: { MaxAcknowledgementDelay: sentAs(checkDelay), TarpitInterval: sentAs(checkDelay) },
  timeout: {
    timeout: (value) => {
      const checked = checkTimeout(value);
      return checked.ok && String(checked.value) === value;
    },
  },
};

const isFileStep = (step: string): step is FileStep => fileSteps.some((each) => each === step);
const guid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const accountId = /^[1-9]\d{0,8}$/;
const timeoutBefore = /^(?:NULL|\d{1,9})$/;

/** Why a plan is none that a plan file can hold, as the end of a sentence; null for one that it can. */
export function whyNotForFile({ step, targets }: Pick<Plan, 'step' | 'targets'>): string | null {
  if (!isFileStep(step)) return `a plan file cannot hold the step "${step}"`;
  if (targets.length === 0) return 'it has no target';
  if (new Set(targets.map(({ key }) => key)).size < targets.length) return 'it names a target twice';
  if (step === 'timeout' && targets.length > 1) return 'it changes the timeout of several accounts';
  for (const target of targets) {
    const why = whyNotTarget(step, target);
    if (why !== null) return `${target.name}: ${why}`;
  }
  return null;
}

function whyNotTarget(step: FileStep, { kind, key, changes }: PlanTarget): string | null {
  const isAccount = step === 'timeout';
  if (kind !== (isAccount ? 'account' : 'connector') || !(isAccount ? accountId : guid).test(key))
    return 'it is not named by its Guid or account_id';
  if (changes.length === 0) return 'nothing is to be changed';
  if (new Set(changes.map(({ setting }) => setting)).size < changes.length) return 'a setting is named twice';
  for (const { setting, before, after } of changes) {
    const allowed = settings[step];
    const isWritten = Object.hasOwn(allowed, setting) ? allowed[setting] : undefined;
    if (!isWritten) return `the step does not set ${setting}`;
    if (!isWritten(after)) return `${setting} cannot be set to "${after}"`;
    if (before === after) return `${setting} has that value before and after`;
    if (isAccount && !timeoutBefore.test(before)) return `${setting} cannot have been "${before}"`;
  }
  return null;
}

/** Whether a connector's texts are what its changes come to, whichever domain controller they name. Nothing of a file is run as text. */
export function hasOwnCommands(target: PlanTarget): boolean {
  const fits = (command: string, value: 'before' | 'after') => {
    const [, quotedName, bareName] = / -DomainController (?:'([^']+)'|([A-Za-z0-9.-]+))$/.exec(command) ?? [];
    const domainController = quotedName ?? bareName ?? '';
    try {
      const write = changeReceiveConnector({ identity: target.name, domainController }, target.changes, value);
      return renderPowerShell(write) === command;
    } catch {
      return false;
    }
  };
  return fits(target.command, 'after') && fits(target.undoCommand, 'before');
}
