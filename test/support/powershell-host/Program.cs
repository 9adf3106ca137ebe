// The real PowerShell engine for tests where there is no pwsh. It has the Microsoft.PowerShell.Core cmdlets alone.
// Without --server it behaves as `pwsh -NoLogo -NoExit -Command -`: one statement a line on standard input, until it ends.
// As `--server FILE.ps1` it is the far end of a remoting session on standard input and output, as `pwsh -sshs` is.
// RELAYTUNE_HOST_PROFILE names a script to run first; RELAYTUNE_HOST_CODEPAGE a console code page other than UTF-8.
using System;
using System.IO;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Text;

if (args is ["--server", var startupScript])
{
    RemotingServer.Run(startupScript);
    return;
}

Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
var codePage = Environment.GetEnvironmentVariable("RELAYTUNE_HOST_CODEPAGE");
var encoding = codePage is null ? new UTF8Encoding(false) : Encoding.GetEncoding(int.Parse(codePage));
Console.InputEncoding = encoding;
Console.OutputEncoding = encoding;

var runspace = RunspaceFactory.CreateRunspace(new ConsoleHost(), InitialSessionState.CreateDefault2());
runspace.Open();

if (Environment.GetEnvironmentVariable("RELAYTUNE_HOST_PROFILE") is { } profile) Run(File.ReadAllText(profile));
for (var line = Console.In.ReadLine(); line is not null; line = Console.In.ReadLine()) Run(line);
// Not by way of a remote session's clean-up, which can wait for ever on a server that was killed.
Environment.Exit(0);

void Run(string script)
{
    using var shell = PowerShell.Create(runspace);
    try
    {
        foreach (var output in shell.AddScript(script).Invoke()) Console.Out.WriteLine(output);
        foreach (var error in shell.Streams.Error) Console.Error.WriteLine(error);
    }
    catch (RuntimeException error)
    {
        Console.Error.WriteLine(error.Message);
    }
}

/// <summary>What `pwsh -sshs` runs. It is internal to the engine, so it is reached by reflection.</summary>
static class RemotingServer
{
    public static void Run(string startupScript) =>
        typeof(PowerShell).Assembly
            .GetType("System.Management.Automation.Remoting.Server.StdIOProcessMediator", throwOnError: true)!
            .GetMethod("Run", BindingFlags.Static | BindingFlags.NonPublic)!
            .Invoke(null, [/* initialCommand */ $". '{startupScript}'", /* workingDirectory */ null, /* configurationName */ null, /* configurationFile */ null, /* combineErrOutStream */ true]);
}
