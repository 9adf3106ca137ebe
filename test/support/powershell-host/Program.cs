// The real PowerShell engine for tests where there is no pwsh: behaves as `pwsh -NoLogo -NoExit -Command -`,
// one statement a line on standard input, until it ends. It has the Microsoft.PowerShell.Core cmdlets alone.
using System;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

Console.InputEncoding = new UTF8Encoding(false);
Console.OutputEncoding = new UTF8Encoding(false);

using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
runspace.Open();

for (var line = Console.In.ReadLine(); line is not null; line = Console.In.ReadLine())
{
    using var shell = PowerShell.Create(runspace);
    try
    {
        foreach (var output in shell.AddScript(line).Invoke()) Console.Out.WriteLine(output);
        foreach (var error in shell.Streams.Error) Console.Error.WriteLine(error);
    }
    catch (RuntimeException error)
    {
        Console.Error.WriteLine(error.Message);
    }
}
