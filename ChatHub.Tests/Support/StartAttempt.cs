using System.Diagnostics;

namespace ChatHub.Tests.Support;

/// <summary>A start that ends by itself, as an operator sees it: what was printed, and the exit code.</summary>
public sealed record StartAttempt(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts a ChatHub that is expected not to stay, with arguments and environment variables.</summary>
    public static async Task<StartAttempt> RunAsync(string dataDirectory, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = ServerProcess.Command(["--DataDirectory", dataDirectory, .. arguments]);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync().WaitAsync(Patience);
            return new StartAttempt(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    /// <summary>Asserts that the start was refused in words of ours, which name all of <paramref name="words"/>.</summary>
    public void ShouldBeRefusedNaming(params string[] words)
    {
        ExitCode.Should().NotBe(0);
        Error.Should().ContainAll(words);
        (Output + Error).Should().NotContain("   at ", "a stack trace is nothing for an operator").And.NotContain("Exception");
        Output.Should().NotContain("is ready");
    }
}
