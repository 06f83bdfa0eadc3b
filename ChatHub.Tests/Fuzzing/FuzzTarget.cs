using ChatHub.Fuzz;
using ChatHub.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ChatHub.Tests.Fuzzing;

/// <summary>A server to be attacked, that translates, and what it logs as an error.</summary>
public sealed class FuzzTarget : IAsyncLifetime, IDisposable
{
    private readonly LogRecorder _errors;
    private FuzzReport? _report;

    public FuzzTarget()
    {
        _errors = new LogRecorder(LogLevel.Error, TakeNote);
        // Not watched for secrets: broken requests put tokens where they are named.
        Server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" }, logs: _errors, isWatched: false);
    }

    public ChatServer Server { get; }

    public Attackers Attackers { get; private set; } = null!;

    public HttpCorpus Http { get; private set; } = null!;

    public HubCorpus Hub { get; } = new(typeof(Api.Realtime.ChatHub));

    public async Task InitializeAsync()
    {
        Attackers = await Attackers.PrepareAsync(Server.Url);
        Http = await HttpCorpus.ReadAsync(Server.Url);
    }

    /// <summary>Attacks, and asserts that nothing came of it.</summary>
    public async Task AttackAsync(string name, Func<FuzzRun, FuzzReport, Task> attack)
    {
        var report = _report = new FuzzReport(name, FuzzSettings.Seed);
        await using (var bystanders = await Bystanders.ConnectAsync(Server.Url, Attackers, FuzzRun.Patience))
        {
            await attack(new FuzzRun(Server.Url, Attackers, bystanders), report);
            foreach (var fault in await bystanders.CompleteAsync())
                report.Add(fault);
        }

        _report = null;
        string.Join('\n', report.Faults).Should().BeEmpty(FuzzSettings.Replay);
        report.Outcomes.Should().NotBeEmpty();
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    public void Dispose()
    {
        Attackers.Dispose();
        _errors.Dispose();
    }

    private void TakeNote(string entry)
    {
        if (!FuzzReport.IsKestrelsOwn(entry))
            _report?.Add($"logged was {entry}");
    }
}
