using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Net;
using System.Security;
using System.Threading;

/// <summary>Host text (`What if:`, warnings, Write-Host) goes to standard output, as in pwsh.</summary>
sealed class ConsoleHost : PSHost
{
    public override string Name => "ConsoleHost";
    public override Version Version { get; } = new(1, 0);
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;
    public override PSHostUserInterface UI { get; } = new ConsoleUI();
    public override void SetShouldExit(int exitCode) { }
    public override void EnterNestedPrompt() => throw new NotSupportedException();
    public override void ExitNestedPrompt() => throw new NotSupportedException();
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
}

/// <summary>Writes only: standard input is the statements. The sign-in dialog is answered by the environment.</summary>
sealed class ConsoleUI : PSHostUserInterface
{
    public override PSHostRawUserInterface? RawUI => null;
    public override void Write(string value) => Console.Out.Write(value);
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) => Write(value);
    public override void WriteLine(string value) => Console.Out.WriteLine(value);
    public override void WriteErrorLine(string value) => Console.Error.WriteLine(value);
    public override void WriteWarningLine(string message) => WriteLine($"WARNING: {message}");
    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");
    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");
    public override void WriteProgress(long sourceId, ProgressRecord record) { }
    public override string ReadLine() => throw new NotSupportedException();
    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
        throw new NotSupportedException();
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
        throw new NotSupportedException();

    /// <summary>RELAYTUNE_HOST_CREDENTIAL is `name password seconds`: what is typed, and how long that takes; absent, the dialog is closed.</summary>
    public override PSCredential? PromptForCredential(string caption, string message, string userName, string targetName)
    {
        if (Environment.GetEnvironmentVariable("RELAYTUNE_HOST_CREDENTIAL")?.Split(' ') is not [var name, var password, var seconds]) return null;
        Thread.Sleep(TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture)));
        return new PSCredential(name, new NetworkCredential("", password).SecurePassword);
    }

    public override PSCredential? PromptForCredential(string caption, string message, string userName, string targetName,
        PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => PromptForCredential(caption, message, userName, targetName);
}
