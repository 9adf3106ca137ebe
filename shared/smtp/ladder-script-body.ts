/**
 * What ladder.ps1 does with $RunId, $Phase, $Connector, $HostName, $Port, $Most, $FileName and $SourceAddress, which
 * ladder-script.ts puts before it. PowerShell 2.0 language, .NET and Core cmdlets only; ladder-file.ts reads what it writes.
 */
export const ladderScriptBody = String.raw`$GreetingMs = 10000
$StepMs = 67
$HoldMs = 500
$QuitMs = 1000
$RefusalsToBelieve = 3
$LongestLine = 4096
$MostLines = 128

$Latin1 = [Text.Encoding]::GetEncoding(28591)
$Clock = [Diagnostics.Stopwatch]::StartNew()

function Get-UtcNow {
  return [DateTime]::UtcNow.ToString('s', [Globalization.CultureInfo]::InvariantCulture) + 'Z'
}

# In short naps, so that Ctrl+C is heard.
function Wait-Until([long]$Ms) {
  while ($Clock.ElapsedMilliseconds -lt $Ms) {
    [Threading.Thread]::Sleep([int][Math]::Min(100, [Math]::Max(1, $Ms - $Clock.ElapsedMilliseconds)))
  }
}

# A JSON text in letters, digits and a few signs. Blanks are numbers too: a console cuts them off where it breaks a line.
function Format-Text([string]$Text) {
  $parts = foreach ($character in $Text.ToCharArray()) {
    if ('' + $character -cmatch '^[A-Za-z0-9.:_-]$') { '' + $character } else { '\u' + ([int]$character).ToString('x4') }
  }
  return '"' + [string]::Join('', @($parts)) + '"'
}

# What the screen can show of a server's words.
function Format-Shown([string]$Text) {
  $plain = [regex]::Replace($Text, '[^\x20-\x7e]', ' ')
  if ($plain.Length -gt 300) { return $plain.Substring(0, 300) + '...' }
  return $plain
}

function New-Answer([string]$Kind, [string]$Step, [string]$Code, [string]$Text) {
  if ($Text.Length -gt $LongestLine) { $Text = $Text.Substring(0, $LongestLine) }
  return @{ Kind = $Kind; Step = $Step; Code = $Code; Text = $Text }
}

# The system's own name of what happened to a socket, such as ConnectionRefused.
function New-SocketAnswer([string]$Step, $Exception) {
  while ($Exception.InnerException) { $Exception = $Exception.InnerException }
  $code = ''
  if ($Exception -is [Net.Sockets.SocketException]) { $code = [string]$Exception.SocketErrorCode }
  return New-Answer 'socket' $Step $code $Exception.Message
}

# Reads the greeting whole: within its time, and no more than a greeting can be.
function Read-Greeting($Socket, [long]$Limit) {
  $buffer = [Array]::CreateInstance([byte], 4096)
  $lines = @()
  $text = ''
  while ($true) {
    if ($Clock.ElapsedMilliseconds -ge $Limit) { return New-Answer 'timeout' 'banner' '' '' }
    try {
      if (-not $Socket.Poll(100000, [Net.Sockets.SelectMode]::SelectRead)) { continue }
      $count = $Socket.Receive($buffer, 0, $buffer.Length, [Net.Sockets.SocketFlags]::None)
    } catch {
      return New-SocketAnswer 'banner' $_.Exception
    }
    $before = [string]::Join([string][char]10, @($lines + $text))
    if ($count -eq 0) { return New-Answer 'closed' 'banner' '' $before }
    $text += $Latin1.GetString($buffer, 0, $count)
    while ($true) {
      $end = $text.IndexOf([char]10)
      if ($end -lt 0) { break }
      $line = $text.Substring(0, $end).TrimEnd([char]13)
      $text = $text.Substring($end + 1)
      $isReply = $line.Length -le $LongestLine -and $line -match '^[2-5][0-9][0-9]( |-|$)'
      if ($isReply -and $lines.Length -gt 0) { $isReply = $line.Substring(0, 3) -eq $lines[0].Substring(0, 3) }
      if (-not $isReply -or $lines.Length -ge $MostLines) {
        return New-Answer 'garbage' 'banner' '' ([string]::Join([string][char]10, @($lines + $line)))
      }
      $lines += $line
      if ($line.Length -gt 3 -and $line[3] -eq '-') { continue }
      $whole = [string]::Join([string][char]10, $lines)
      if ($whole.StartsWith('220')) { return New-Answer 'greeted' 'banner' '' $whole }
      return New-Answer 'reply' 'banner' '' $whole
    }
    if ($text.Length -gt $LongestLine) {
      return New-Answer 'garbage' 'banner' '' ([string]::Join([string][char]10, @($lines + $text)))
    }
  }
}

# Opens one session; answers how it went, with the client where it is connected.
function Open-Session($Address, $From) {
  $limit = $Clock.ElapsedMilliseconds + $GreetingMs
  $client = [Net.Sockets.TcpClient]$Address.AddressFamily
  $ends = @('', '')
  try {
    # PSObject.BaseObject: the constructor is asked by .NET, which knows no PowerShell wrapping.
    if ($From) { $client.Client.Bind([Activator]::CreateInstance([Net.IPEndPoint], [object[]]@($From.PSObject.BaseObject, 0))) }
    $pending = $client.BeginConnect($Address, $Port, $null, $null)
    while (-not $pending.AsyncWaitHandle.WaitOne(100, $false)) {
      if ($Clock.ElapsedMilliseconds -ge $limit) { break }
    }
    if ($pending.IsCompleted) {
      $client.EndConnect($pending)
      $ends = @([string]$client.Client.LocalEndPoint.Address, [string]$client.Client.RemoteEndPoint.Address)
      $answer = Read-Greeting $client.Client $limit
    } else {
      $answer = New-Answer 'timeout' 'connect' '' ''
    }
  } catch {
    $answer = New-SocketAnswer 'connect' $_.Exception
  }
  if ($answer.Kind -ne 'greeted') { $client.Close() }
  $answer.Client = $client
  $answer.Ends = $ends
  return $answer
}

# Whether the server has closed a session, perhaps with some last words.
function Test-Dropped($Socket) {
  $buffer = [Array]::CreateInstance([byte], 4096)
  try {
    for ($reads = 0; $reads -lt 100; $reads++) {
      if (-not $Socket.Poll(0, [Net.Sockets.SelectMode]::SelectRead)) { return $false }
      if ($Socket.Receive($buffer, 0, $buffer.Length, [Net.Sockets.SocketFlags]::None) -eq 0) { return $true }
    }
    return $false
  } catch {
    return $true
  }
}

# All at once: those that do not answer within a second are closed all the same.
function Close-Session($Clients) {
  $bytes = [Text.Encoding]::ASCII.GetBytes('QUIT' + [char]13 + [char]10)
  foreach ($client in $Clients) {
    try {
      [void]$client.Client.Send($bytes, 0, $bytes.Length, [Net.Sockets.SocketFlags]::None)
      $client.Client.Shutdown([Net.Sockets.SocketShutdown]::Send)
    } catch { }
  }
  $limit = $Clock.ElapsedMilliseconds + $QuitMs
  foreach ($client in $Clients) {
    while ($Clock.ElapsedMilliseconds -lt $limit -and -not (Test-Dropped $client.Client)) { [Threading.Thread]::Sleep(5) }
    $client.Close()
  }
}

# Sessions that this computer had open before the first of ours; null where the system does not tell.
function Measure-AlreadyOpen($Connections, [string]$Local, [string]$Remote) {
  if ($null -eq $Connections -or $Local -eq '') { return 'null' }
  $found = 0
  foreach ($connection in $Connections) {
    $isOpen = $connection.State -eq [Net.NetworkInformation.TcpState]::Established
    $far = $connection.RemoteEndPoint
    if ($isOpen -and $far.Port -eq $Port -and [string]$far.Address -eq $Remote -and [string]$connection.LocalEndPoint.Address -eq $Local) { $found++ }
  }
  return [string]$found
}

# Beside the script, or in the current folder where that cannot be written; answers the path, or nothing.
function Save-Result([string]$Path, [string]$Text) {
  $folders = @()
  if ($Path) { $folders += [IO.Path]::GetDirectoryName($Path) }
  $folders += $ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath
  foreach ($folder in $folders) {
    try {
      $file = [IO.Path]::Combine($folder, $FileName)
      [IO.File]::WriteAllText($file, $Text, [Text.Encoding]::ASCII)
      return $file
    } catch { }
  }
}

$From = $null
if ($SourceAddress -ne '') { $From = [Net.IPAddress]::Parse($SourceAddress) }
$addresses = @([Net.Dns]::GetHostAddresses($HostName))
$wanted = [Net.Sockets.AddressFamily]::InterNetwork
if ($From) { $wanted = $From.AddressFamily }
$Address = $addresses[0]
foreach ($each in $addresses) { if ($each.AddressFamily -eq $wanted) { $Address = $each; break } }

'RelayTune''s ladder for run ' + (Format-Shown $RunId) + ' (' + $Phase + '), connector ' + (Format-Shown $Connector)
'Opens sessions to ' + (Format-Shown $HostName) + ' (' + $Address + '), port ' + $Port + ', one after the other, and sends no mail.'

$Connections = $null
try { $Connections = [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() } catch { }

$Held = [Activator]::CreateInstance([Collections.ArrayList])
$Sessions = [Activator]::CreateInstance([Collections.ArrayList])
$Failures = [Activator]::CreateInstance([Collections.ArrayList])
$Ends = @('', '')
$Dropped = 0
$Stopped = $true
$StartedAt = Get-UtcNow
$Begun = $Clock.ElapsedMilliseconds
try {
  while ($Held.Count -lt $Most -and $Failures.Count -lt $RefusalsToBelieve) {
    $started = $Clock.ElapsedMilliseconds
    $answer = Open-Session $Address $From
    $at = $Clock.ElapsedMilliseconds
    $isGreeted = $answer.Kind -eq 'greeted'
    if ($isGreeted) { [void]$Held.Add($answer.Client) }
    if ($Ends[0] -eq '') { $Ends = $answer.Ends }
    [void]$Sessions.Add('[' + ($at - $Begun) + ',' + ($at - $started) + ',' + [int]$isGreeted + ']')
    if ($isGreeted) { 'Session ' + $Sessions.Count + ': greeted after ' + ($at - $started) + ' ms.' }
    else {
      $parts = @('kind', 'step', 'code', 'text' | ForEach-Object { (Format-Text $_) + ':' + (Format-Text $answer[$_]) })
      [void]$Failures.Add('{' + [string]::Join(',', $parts) + '}')
      'Session ' + $Sessions.Count + ': ' + $answer.Kind + ' ' + $answer.Code + ' ' + (Format-Shown $answer.Text)
    }
    Wait-Until ($started + $StepMs)
  }
  Wait-Until ($Clock.ElapsedMilliseconds + $HoldMs)
  $Stopped = $false
} finally {
  foreach ($client in $Held) { if (Test-Dropped $client.Client) { $Dropped++ } }
  Close-Session $Held
  $fields = @(
    '"format":1'
    '"runId":' + (Format-Text $RunId)
    '"phase":' + (Format-Text $Phase)
    '"connectorIdentity":' + (Format-Text $Connector)
    '"host":' + (Format-Text $HostName)
    '"port":' + $Port
    '"computer":' + (Format-Text ([Environment]::MachineName))
    '"sourceAddress":' + (Format-Text $Ends[0])
    '"serverAddress":' + (Format-Text $Ends[1])
    '"startedAt":' + (Format-Text $StartedAt)
    '"endedAt":' + (Format-Text (Get-UtcNow))
    '"stopped":' + ([string]$Stopped).ToLowerInvariant()
    '"most":' + $Most
    '"alreadyOpen":' + (Measure-AlreadyOpen $Connections $Ends[0] $Ends[1])
    '"opened":' + $Held.Count
    '"dropped":' + $Dropped
    '"sessions":[' + [string]::Join(',', $Sessions.ToArray()) + ']'
    '"failures":[' + [string]::Join(',', $Failures.ToArray()) + ']'
  )
  $lineEnd = [string][char]13 + [char]10
  $Json = '{' + [string]::Join(',' + $lineEnd, $fields) + '}' + $lineEnd
  $File = Save-Result $MyInvocation.MyCommand.Path $Json
}

[string]$Held.Count + ' sessions were open at once; ' + $Failures.Count + ' were refused or failed.'
if ($File) { 'The result is in ' + $File + '. Open it in RelayTune, or copy what follows:' }
else { 'The result could not be written to a file. Copy what follows into RelayTune:' }
$Json
`;
