/**
 * What a new session is taught first: functions that run a script and answer with one ASCII line, so that no console code
 * page can harm a name or a value. PowerShell 2.0 language, .NET and Core cmdlets only.
 *
 * RelayTuneRun runs the script in $RelayTuneSession where the connect script has opened one, else in this process;
 * RelayTuneHere always in this process; RelayTuneReport answers the errors since $Error was cleared.
 *
 * The line is RT1: and the base64 of UTF-8 text, one record a line:
 *   O<TAB>name=value<TAB>...   an object's properties      S<TAB>value   a plain value
 *   E<TAB>message<TAB>category<TAB>FullyQualifiedErrorId<TAB>reason     W<TAB>text   a warning
 * (A large organisation has tens of thousands of values: a function call for each would take seconds.)
 * Names and values are base64 again, lists are joined by commas, and null is a minus. The reason is the name of the
 * exception's class, which survives remoting where the class itself does not.
 */
export const bootstrap = String.raw`
$ProgressPreference = 'SilentlyContinue'
[Threading.Thread]::CurrentThread.CurrentCulture = [Globalization.CultureInfo]::GetCultureInfo('en-US')
$global:RelayTuneSession = $null

function global:RelayTuneText($Value) {
  if ($null -eq $Value) { return '-' }
  return [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes([string]$Value))
}

function global:RelayTuneScript([string]$Encoded) {
  return [scriptblock]::Create([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($Encoded)))
}

function global:RelayTuneList($Value) {
  if ($Value -is [Collections.IDictionary]) { $Value = @($Value.Keys) }
  $parts = @(foreach ($part in $Value) { RelayTuneText $part })
  return '[' + [string]::Join(',', $parts)
}

function global:RelayTuneRecord($Item) {
  if ($Item -is [string] -or $Item -is [ValueType]) { return "S${'`t'}" + (RelayTuneText $Item) }
  $utf8 = [Text.Encoding]::UTF8
  $fields = @(foreach ($property in $Item.PSObject.Properties) {
    $name = $property.Name
    if ($name -eq 'PSComputerName' -or $name -eq 'PSShowComputerName' -or $name -eq 'RunspaceId') { continue }
    $value = $property.Value
    if ($null -eq $value) { $text = '-' }
    elseif ($value -is [string] -or $value -isnot [Collections.IEnumerable]) { $text = [Convert]::ToBase64String($utf8.GetBytes([string]$value)) }
    else { $text = RelayTuneList $value }
    [Convert]::ToBase64String($utf8.GetBytes($name)) + '=' + $text
  })
  return "O${'`t'}" + [string]::Join("${'`t'}", $fields)
}

function global:RelayTuneError($Record) {
  $fields = @($Record.Exception.Message, $Record.CategoryInfo.Category, $Record.FullyQualifiedErrorId, $Record.CategoryInfo.Reason)
  return "E${'`t'}" + [string]::Join("${'`t'}", @($fields | ForEach-Object { RelayTuneText $_ }))
}

function global:RelayTuneErrors($Records) {
  return @($Records | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { RelayTuneError $_ })
}

function global:RelayTuneSend($Records) {
  [Console]::Out.WriteLine('RT1:' + (RelayTuneText ([string]::Join("${'`n'}", @($Records)))))
}

function global:RelayTuneInvoke {
  [CmdletBinding()] param($Script, $Session)
  if ($null -eq $Session) { . $Script } else { Invoke-Command -Session $Session -ScriptBlock $Script }
}

function global:RelayTuneCollect([string]$Encoded, $Session) {
  $records = @()
  try {
    $script = RelayTuneScript $Encoded
    $problems = @()
    $warnings = @()
    $output = @(RelayTuneInvoke -Script $script -Session $Session -ErrorVariable problems -WarningVariable warnings -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
    $records += @(foreach ($item in $output) { if ($null -ne $item) { RelayTuneRecord $item } })
    $records += RelayTuneErrors $problems
    $records += @($warnings | ForEach-Object { "W${'`t'}" + (RelayTuneText $_) })
  } catch {
    $records += @(RelayTuneError $_)
  }
  RelayTuneSend $records
}

function global:RelayTuneRun([string]$Encoded) { RelayTuneCollect $Encoded $global:RelayTuneSession }

function global:RelayTuneHere([string]$Encoded) { RelayTuneCollect $Encoded $null }

function global:RelayTuneReport {
  $problems = @($global:Error)
  [array]::Reverse($problems)
  RelayTuneSend (RelayTuneErrors $problems)
}
`;
