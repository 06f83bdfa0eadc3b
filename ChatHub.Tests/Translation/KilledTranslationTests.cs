using System.Text.Json;
using ChatHub.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR.Client;

namespace ChatHub.Tests.Translation;

/// <summary>A server that ends in the middle of translating, in whatever way, goes on where it was: nothing is lost, little is paid for twice, and no reader gets anything twice.</summary>
public sealed class KilledTranslationTests : IDisposable
{
    private const int Messages = 500;

    private readonly TemporaryDirectory _directory = new();
    private volatile bool _isHolding = true;
    private int _answered;

    [Fact]
    public Task AfterAKillTheNextStartTranslatesWhatWasUnderWay() => TheNextStartGoesOnAsync(server => server.KillAsync());

    [UnixFact]
    public Task AfterAStopTheNextStartTranslatesWhatWasUnderWay()
        => TheNextStartGoesOnAsync(async server => (await server.StopAsync()).Should().Be(0, "what hangs at the provider is no reason to end badly"));

    public void Dispose() => _directory.Dispose();

    private async Task TheNextStartGoesOnAsync(Func<ServerProcess, Task> end)
    {
        await using var provider = await FakeProvider.StartAsync(FakeWires.LibreTranslate);
        provider.Trouble = AnswerInPartAsync;
        await using var server = await ServerProcess.StartAsync(
            _directory.Path, ["--Translation:Provider", "LibreTranslate", "--Translation:Endpoint", provider.Url.ToString(), "--Translation:TimeoutSeconds", "60", .. ServerProcess.LoggingAll]);
        var (writer, reader) = (await server.SignInAsync("writer", "en"), await server.SignInAsync("reader", "es"));

        var (before, cursor, ids) = await ReadUntilTheEndAsync(server, writer, reader, end);
        before.Count.Should().BeInRange(1, Messages - 1, "it ended in the middle");
        _isHolding = false;

        await using var restarted = await server.StartAgainAsync();
        await using var reading = await HubClient.ConnectAsync(restarted.Url, reader);
        var sync = await reading.JoinAsync("general", after: cursor);
        sync.GetProperty("reset").ValueKind.Should().Be(JsonValueKind.Null);
        await Eventually.TrueAsync(() => before.Count + reading.Translations().Count >= Messages, "all were translated");

        List<Patch> all = [.. before, .. reading.Translations()];
        all.Select(patch => patch.Tseq).Should().Equal(Enumerable.Range(1, Messages).Select(tseq => (long)tseq));
        all.Should().OnlyContain(patch => patch.State == "ready" && patch.Text != null);
        all.Select(patch => patch.Id).Should().BeEquivalentTo(ids);
        var sent = provider.Requests.Where(request => request.Method == "POST")
            .SelectMany(request => request.Json.GetProperty("q").EnumerateArray().Select(q => q.GetString()!)).CountBy(text => text).ToDictionary();
        sent.Where(text => text.Key.StartsWith("text ", StringComparison.Ordinal)).Should().HaveCount(Messages).And.OnlyContain(text => text.Value <= 2, "once before, once after");
    }

    /// <summary>Writes all, and reads some of the translations until the server is ended.</summary>
    private static async Task<(IReadOnlyList<Patch> Patches, object Cursor, IReadOnlyList<long> Ids)> ReadUntilTheEndAsync(
        ServerProcess server, string writer, string reader, Func<ServerProcess, Task> end)
    {
        await using var reading = await HubClient.ConnectAsync(server.Url, reader);
        await using var writing = await HubClient.ConnectAsync(server.Url, writer);
        var sync = await reading.JoinAsync("general");
        await writing.JoinAsync("general");
        var receipts = await Task.WhenAll(Enumerable.Range(0, Messages).Select(number => writing.SendAsync("general", $"text {number}")));
        var ids = receipts.Select(receipt => receipt.GetProperty("id").GetInt64()).ToList();
        await reading.SeesSeqAsync(ids.Max());
        await Eventually.TrueAsync(() => reading.Translations().Count > 0, "some were translated");
        await end(server);
        await Eventually.TrueAsync(() => reading.Connection.State == HubConnectionState.Disconnected, "the reader noticed");
        var patches = reading.Translations();
        return (patches, new { epoch = sync.GetProperty("epoch").GetString(), seq = ids.Max(), translations = new { language = "es", tseq = patches[^1].Tseq } }, ids);
    }

    /// <summary>Some are answered; the others wait for the end of the server, or for the next one.</summary>
    private async Task AnswerInPartAsync(HttpContext context, ProviderRequest request)
    {
        const int enough = 6;
        if (request.Method == "POST" && Interlocked.Increment(ref _answered) > enough)
            await Eventually.TrueAsync(() => !_isHolding || context.RequestAborted.IsCancellationRequested, "the server had ended");
        if (!context.RequestAborted.IsCancellationRequested)
            await context.Response.WriteAsJsonAsync(FakeWires.LibreTranslate(request), CancellationToken.None);
    }
}
