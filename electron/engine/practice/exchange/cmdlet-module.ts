import { parameterNames } from './attribute-rules';

/**
 * Get- and Set-ReceiveConnector as thin proxies to the practice hub: what a script sees is PowerShell, what answers is the
 * lab's one model. PowerShell 2.0 language, .NET and Core cmdlets only.
 */
export function cmdletModule(host: string, port: number): string {
  return String.raw`
function global:LabAsk($Cmdlet, $Fields) {
  $words = @($Fields | ForEach-Object { [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]$_)) })
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
    if ($parts[0] -eq 'E') { $Cmdlet.WriteError((LabError $parts)) }
  }
}

function global:LabText($Encoded) {
  return [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded))
}

function global:LabObject($Parts) {
  $object = [Activator]::CreateInstance([Management.Automation.PSObject])
  for ($at = 1; $at -lt $Parts.Length; $at++) {
    $pair = $Parts[$at].Split(' ')
    $value = $null
    if ($pair[1].StartsWith('[')) {
      $value = [object[]]@($pair[1].Substring(1).Split(',') | ForEach-Object { LabText $_ })
    } else {
      $value = LabText $pair[1]
    }
    $property = [Activator]::CreateInstance([Management.Automation.PSNoteProperty], [object[]]@((LabText $pair[0]), $value))
    $object.PSObject.Properties.Add($property)
  }
  return $object
}

function global:LabError($Parts) {
  $exception = [Activator]::CreateInstance([InvalidOperationException], [object[]]@((LabText $Parts[1])))
  $category = [Management.Automation.ErrorCategory](LabText $Parts[2])
  return [Activator]::CreateInstance([Management.Automation.ErrorRecord], [object[]]@($exception, (LabText $Parts[3]), $category, $null))
}

function global:Get-ReceiveConnector {
  [CmdletBinding()] param([Parameter(Position = 0)][string]$Identity, [string]$DomainController)
  LabAsk $PSCmdlet @('Get', $Identity, $DomainController)
}

function global:Set-ReceiveConnector {
  [CmdletBinding()] param(
    [Parameter(Position = 0, Mandatory = $true)][string]$Identity,
    [string]$DomainController,
    ${parameterNames.map((name) => `[string]$${name}`).join(',\n    ')}
  )
  $fields = @('Set', $Identity, $DomainController)
  foreach ($name in $PSBoundParameters.Keys) {
    if (@(${parameterNames.map((name) => `'${name}'`).join(', ')}) -contains $name) { $fields += @($name, $PSBoundParameters[$name]) }
  }
  LabAsk $PSCmdlet $fields
}
`;
}
