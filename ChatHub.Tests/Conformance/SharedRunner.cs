using ChatHub.Conformance.Adapter;
using ChatHub.Conformance.Cases;
using ChatHub.Conformance.Playing;

namespace ChatHub.Tests.Conformance;

/// <summary>One server for all the cases of a class, which are played one after the other.</summary>
public sealed class SharedRunner : IAsyncLifetime
{
    private Runner? _runner;

    public Task<Verdict> RunAsync(AdapterCommand command, string name, Patience patience)
    {
        _runner ??= new Runner(command, CaseList.All);
        return _runner.RunAsync(CaseList.All.Single(@case => @case.Name == name), patience);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_runner is not null)
            await _runner.DisposeAsync();
    }
}
