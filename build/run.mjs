// Every npm script of this project: `node build/run.mjs COMMAND [options]`. Plain JavaScript and Node built-ins only,
// since it runs before anything is installed.
import { commands } from './steps/commands.mjs';
import { ensureNode } from './steps/node.mjs';
import { Failure, say } from './steps/say.mjs';

const [name = '', ...words] = process.argv.slice(2);
const command = commands[name];

try {
  if (!command) throw new Failure(`There is no command "${name}".`, `Use one of: ${Object.keys(commands).join(', ')}.`);
  // Answers the exit code when an older Node handed the work to the pinned one.
  process.exitCode = (await ensureNode()) ?? (await command(words)) ?? 0;
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  say(`${error.message} ${error.remedy}`);
  process.exitCode = 1;
}
