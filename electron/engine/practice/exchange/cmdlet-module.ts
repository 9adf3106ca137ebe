/**
 * The practice cmdlets as thin proxies to the practice organisation: what a script sees is PowerShell, what answers is the
 * lab's one model. PowerShell 2.0 language, .NET and Core cmdlets only.
 * @param cmdlets cmdlet -> its parameters; a Set- cmdlet takes -WhatIf too
 */
export function cmdletModule(host: string, port: number, cmdlets: Readonly<Record<string, readonly string[]>>): string {
  return `${ask(host, port)}\n${Object.entries(cmdlets).map(proxy).join('\n')}\n`;
}

function proxy([name, parameters]: [string, readonly string[]]): string {
  const binding = name.startsWith('Set-') ? '[CmdletBinding(SupportsShouldProcess = $true)]' : '[CmdletBinding()]';
  const [first, ...others] = parameters;
  const list = [
    `[Parameter(Position = 0)][string]$${first ?? 'Identity'}`,
    ...others.map((each) => `[string]$${each}`),
  ];
  return `function global:${name} {
  ${binding} param(
    ${list.join(',\n    ')}
  )
  LabAsk $PSCmdlet '${name}' $PSBoundParameters @(${parameters.map((each) => `'${each}'`).join(', ')})
}`;
}

const ask = (host: string, port: number) => String.raw`
function global:LabAsk($Cmdlet, $Name, $Given, $Known) {
  $fields = @($Name, [string]($Given.ContainsKey('WhatIf') -and [bool]$Given['WhatIf']))
  foreach ($parameter in $Given.Keys) {
    if ($Known -contains $parameter) { $fields += @($parameter, $Given[$parameter]) }
  }
  $words = @($fields | ForEach-Object { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]$_)) })
  $bytes = [Text.Encoding]::ASCII.GetBytes([string]::Join("${'`t'}", $words) + "${'`n'}")
  $client = [Activator]::CreateInstance([Net.Sockets.TcpClient], @('${host}', ${port}))
  try {
    $stream = $client.GetStream()
    $stream.Write($bytes, 0, $bytes.Length)
    $reader = [Activator]::CreateInstance([IO.StreamReader], @($stream))
    $text = $reader.ReadToEnd()
  } finally {
    $client.Close()
  }
  foreach ($line in $text.Split("${'`n'}")) {
    $parts = $line.Split("${'`t'}")
    if ($parts[0] -eq 'O') { LabObject $parts }
    if ($parts[0] -eq 'W') { $Cmdlet.WriteWarning((LabText $parts[1])) }
    if ($parts[0] -eq 'H' -and $Cmdlet.ShouldProcess((LabText $parts[1]), '', '')) { }
    if ($parts[0] -eq 'E') { $Cmdlet.WriteError((LabError $Cmdlet $parts)) }
  }
}

function global:LabText($Encoded) {
  return [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded))
}

function global:LabObject($Parts) {
  $utf8 = [Text.Encoding]::UTF8
  $object = [Activator]::CreateInstance([Management.Automation.PSObject])
  $properties = $object.PSObject.Properties
  foreach ($part in $Parts) {
    $at = $part.IndexOf(' ')
    if ($at -lt 0) { continue }
    $text = $part.Substring($at + 1)
    if ($text.StartsWith('[')) {
      $value = [object[]]@(foreach ($each in $text.Substring(1).Split(',')) { LabText $each })
    } else {
      $value = $utf8.GetString([Convert]::FromBase64String($text))
    }
    $name = $utf8.GetString([Convert]::FromBase64String($part.Substring(0, $at)))
    $properties.Add([Activator]::CreateInstance([Management.Automation.PSNoteProperty], [object[]]@($name, $value)))
  }
  return $object
}

function global:LabError($Cmdlet, $Parts) {
  $exception = [Activator]::CreateInstance([InvalidOperationException], [object[]]@((LabText $Parts[1])))
  $category = [Management.Automation.ErrorCategory](LabText $Parts[2])
  $record = [Activator]::CreateInstance([Management.Automation.ErrorRecord], [object[]]@($exception, (LabText $Parts[3]), $category, $null))
  $record.CategoryInfo.Reason = LabText $Parts[4]
  return $record
}
`;
