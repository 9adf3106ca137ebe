import { text } from 'node:stream/consumers';
import { connect } from 'node:net';
import type { CommandResult, CommandRunner } from '../../../electron/engine/exchange/command-runner';
import type { PowerShellObject } from '../../../electron/engine/exchange/powershell/envelope';
import type { Command } from '../../../shared/exchange/command';
import { exchangeProblem } from '../../../shared/exchange/exchange-problem';
import { ProblemError } from '../../../shared/result';
import type { LabDescription } from './lab-description';

/** Where the lab listens for its PowerShell module. */
const cmdletPort = 2580;

/** Speaks to the lab's cmdlets as its PowerShell module does, without the seconds that a PowerShell takes to start. */
export function cmdletClient({ addresses, parameters }: LabDescription): CommandRunner {
  return {
    aim: () => undefined,
    connect: () => Promise.resolve(),
    through: () => 'through the lab’s line protocol',
    run({ cmdlet, parameters: given, switches = [] }) {
      if (cmdlet === 'Get-Command') return Promise.resolve(parametersOf(given, parameters));
      const pairs = given.flatMap(([name, value]) => [name, String(value)]);
      return ask(addresses.hub, [cmdlet, switches.includes('WhatIf') ? 'True' : 'False', ...pairs]);
    },
    hold: () => Promise.resolve(null),
    transcript: () => [],
    close: () => Promise.resolve(),
  };
}

function parametersOf([name]: Command['parameters'], known: LabDescription['parameters']): CommandResult {
  const Name = String(name?.[1]);
  return { output: [{ Name, Parameters: [...(known[Name] ?? []), 'WhatIf'] }], warnings: [], screen: '' };
}

async function ask(host: string, fields: readonly string[]): Promise<CommandResult> {
  const socket = connect({ host, port: cmdletPort });
  socket.write(`${fields.map(encode).join('\t')}\n`);
  const answer: CommandResult = { output: [], warnings: [], screen: '' };
  for (const line of (await text(socket)).split('\n')) {
    const [kind, ...parts] = line.split('\t');
    const [first = '', second = '', id = '', reason = ''] = parts;
    if (kind === 'O') answer.output.push(objectOf(parts));
    if (kind === 'W') answer.warnings.push(decode(first));
    if (kind === 'H') answer.screen = `What if: ${decode(first)}`;
    if (kind === 'E')
      throw new ProblemError(
        exchangeProblem({
          message: decode(first),
          fullyQualifiedErrorId: `${decode(id)},${decode(second)}`,
          reason: decode(reason),
        }),
      );
  }
  return answer;
}

function objectOf(parts: readonly string[]): PowerShellObject {
  const fields = parts.map((part) => {
    const [name = '', value = ''] = part.split(' ');
    return [decode(name), value.startsWith('[') ? value.slice(1).split(',').map(decode) : decode(value)] as const;
  });
  return Object.fromEntries(fields);
}

const encode = (value: string) => Buffer.from(value, 'utf8').toString('base64');
const decode = (value: string) => Buffer.from(value, 'base64').toString('utf8');
