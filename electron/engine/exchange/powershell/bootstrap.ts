/**
 * What a new session is taught first: one function that runs a script and answers with one ASCII line, so that no console
 * code page can harm a name or a value. PowerShell 2.0 language, .NET and Core cmdlets only.
 *
 * The line is RT1: and the base64 of UTF-8 text, one record a line:
 *   O<TAB>name=value<TAB>...   an object's properties      S<TAB>value   a plain value
 *   E<TAB>message<TAB>category<TAB>FullyQualifiedErrorId<TAB>exception type     W<TAB>text   a warning
 * Names and values are base64 again, lists are joined by commas, and null is a minus.
 */
export const bootstrap = String.raw`
$ProgressPreference = 'SilentlyContinue'
[Threading.Thread]::CurrentThread.CurrentCulture = [Globalization.CultureInfo]::GetCultureInfo('en-US')

function global:RelayTuneText($Value) {
  if ($null -eq $Value) { return '-' }
  return [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]$Value))
}

function global:RelayTuneValue($Value) {
  if ($Value -is [Collections.IEnumerable] -and $Value -isnot [string]) {
    $parts = @($Value | ForEach-Object { RelayTuneText $_ })
    return '[' + [string]::Join(',', $parts)
  }
  return RelayTuneText $Value
}

function global:RelayTuneRecord($Item) {
  if ($Item -is [string] -or $Item -is [ValueType]) { return "S${'`t'}" + (RelayTuneText $Item) }
  $fields = @($Item.PSObject.Properties | ForEach-Object { (RelayTuneText $_.Name) + '=' + (RelayTuneValue $_.Value) })
  return "O${'`t'}" + [string]::Join("${'`t'}", $fields)
}

function global:RelayTuneError($Record) {
  $fields = @($Record.Exception.Message, $Record.CategoryInfo.Category, $Record.FullyQualifiedErrorId, $Record.Exception.GetType().FullName)
  return "E${'`t'}" + [string]::Join("${'`t'}", @($fields | ForEach-Object { RelayTuneText $_ }))
}

function global:RelayTuneInvoke {
  [CmdletBinding()] param($Script)
  . $Script
}

function global:RelayTuneRun([string]$Encoded) {
  $records = @()
  try {
    $script = [scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded)))
    $problems = @()
    $warnings = @()
    $output = @(RelayTuneInvoke -Script $script -ErrorVariable problems -WarningVariable warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
    $records += @($output | Where-Object { $null -ne $_ } | ForEach-Object { RelayTuneRecord $_ })
    $records += @($problems | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { RelayTuneError $_ })
    $records += @($warnings | ForEach-Object { "W${'`t'}" + (RelayTuneText $_) })
  } catch {
    $records += @(RelayTuneError $_)
  }
  [Console]::Out.WriteLine('RT1:' + (RelayTuneText ([string]::Join("${'`n'}", $records))))
}
`;
