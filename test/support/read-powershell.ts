import { openPowerShell, type PowerShellSession } from '../../electron/engine/exchange/powershell/session';
import { powerShell } from './powershell';

/** What PowerShell's own parser finds in a script, without running it. */
export type ScriptTree = {
  errors: string[];
  statements: number;
  /** Names of the commands, methods and types that are used, and of the functions that are defined. */
  commands: string[];
  methods: string[];
  types: string[];
  functions: string[];
};

/** Every node of a script's tree by its kind, in order; and every operator between two values. */
export type ScriptShape = { nodes: string[]; operators: string[] };

const parse = `$text = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded))
  $tokens = $null
  $errors = $null
  $tree = [Management.Automation.Language.Parser]::ParseInput($text, [ref]$tokens, [ref]$errors)
  $all = $tree.FindAll({ $true }, $true)`;

const functions = `function global:Read-Script($Encoded) {
  ${parse}
  [pscustomobject]@{
    Errors = @($errors | ForEach-Object { $_.Message })
    Statements = $tree.EndBlock.Statements.Count
    Commands = @($all | Where-Object { $_ -is [Management.Automation.Language.CommandAst] } | ForEach-Object { $_.GetCommandName() })
    Methods = @($all | Where-Object { $_ -is [Management.Automation.Language.InvokeMemberExpressionAst] } | ForEach-Object { "$($_.Member)" })
    Types = @($all | Where-Object { $_ -is [Management.Automation.Language.TypeExpressionAst] -or $_ -is [Management.Automation.Language.ConvertExpressionAst] } | ForEach-Object { if ($_.TypeName) { "$($_.TypeName)" } else { "$($_.Type.TypeName)" } })
    Functions = @($all | Where-Object { $_ -is [Management.Automation.Language.FunctionDefinitionAst] } | ForEach-Object { $_.Name -replace '^global:', '' })
  }
}
function global:Read-Shape($Encoded) {
  ${parse}
  [pscustomobject]@{
    Nodes = @($all | ForEach-Object { $_.GetType().Name })
    Operators = @($all | Where-Object { $_ -is [Management.Automation.Language.BinaryExpressionAst] } | ForEach-Object { "$($_.Operator)" })
  }
}`;

/** A session of the real engine that reads scripts, and closes when it is told to. */
export async function openScriptReader(): Promise<{
  read(script: string): Promise<ScriptTree>;
  shapeOf(script: string): Promise<ScriptShape>;
  close: PowerShellSession['close'];
}> {
  const session = await openPowerShell({
    executable: powerShell ?? 'no PowerShell was found',
    limitMilliseconds: 20_000,
  });
  await session.run(functions);
  async function ask(cmdlet: string, script: string) {
    const answer = await session.run(`${cmdlet} '${Buffer.from(script, 'utf8').toString('base64')}'`);
    const found = answer.output[0] ?? {};
    const list = (name: string) => {
      const value = found[name];
      // A list of one arrives as the one.
      return Array.isArray(value) ? value : typeof value === 'string' ? [value] : [];
    };
    return { found, list };
  }

  return {
    async read(script) {
      const { found, list } = await ask('Read-Script', script);
      return {
        errors: list('Errors'),
        statements: Number(found['Statements']),
        commands: list('Commands'),
        methods: list('Methods'),
        types: list('Types'),
        functions: list('Functions'),
      };
    },
    async shapeOf(script) {
      const { list } = await ask('Read-Shape', script);
      return { nodes: list('Nodes'), operators: list('Operators') };
    },
    close: () => session.close(),
  };
}
