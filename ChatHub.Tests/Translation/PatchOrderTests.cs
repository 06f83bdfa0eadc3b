using ChatHub.Domain.Accounts;
using ChatHub.Domain.Log;
using ChatHub.Domain.Messages;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Database;
using ChatHub.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Tests.Translation;

/// <summary>Whatever happens at the same time: a patch never comes before its event, nor with the text of before an edit or a deletion after that.</summary>
public sealed class PatchOrderTests
{
    private static readonly string[] Languages = ["es", "fr", "pt"];

    public static TheoryData<WireProtocol> Protocols => [WireProtocol.Json, WireProtocol.MessagePack];

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task InARunOfSendsEditsDeletionsAndJoinsEveryConnectionSeesItsPatchesInOrder(WireProtocol protocol)
    {
        await using var server = ChatServer.Start(new() { ["Translation:Provider"] = "Pseudo" });
        var writer = await server.NewUserAsync(language: "en");
        var room = await writer.NewRoomAsync();
        await using var writing = await server.ConnectAsync(writer);
        var readers = await Task.WhenAll(Languages.Select(language => server.NewUserAsync(language: language)));
        var steady = await Task.WhenAll(readers.Select(reader => PatchTrace.JoinAsync(server, reader, protocol, room, before: null)));

        var written = Task.WhenAll(Enumerable.Range(0, 4).Select(part => WriteAsync(writing, room, part)));
        var passing = await Task.WhenAll(readers.Select(reader => ComeAndGoAsync(server, reader, protocol, room, written)));
        await written;
        var last = await writing.SaysAsync(room, "r1");
        foreach (var trace in steady)
            await trace.Client.SeesPatchAsync(last);

        passing.Should().OnlyContain(visits => visits > 1);
        foreach (var trace in steady)
        {
            trace.Check();
            trace.Client.Translations().Should().HaveCountGreaterThan(100);
            await trace.Client.DisposeAsync();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ATranslationThatIsCommittedTogetherWithAChangeOfItsTextComesEmpty(bool isDeleted)
    {
        var translator = new ScriptedTranslator();
        await using var server = translator.StartServer();
        var (ana, luis) = (await server.NewUserAsync(language: "en"), await server.NewUserAsync(language: "es"));
        var room = await ana.NewRoomAsync();
        await using var writing = await server.ConnectAsync(ana);
        await using var reading = await server.ConnectAsync(luis);
        await reading.JoinAsync(room);
        translator.Hold();
        var id = await writing.SaysAsync(room, "secret");
        await Eventually.TrueAsync(() => !translator.Calls.IsEmpty, "it is with the translator");

        await CommitTogetherAsync(server, ana, new MessageAddress(room, id), isDeleted);
        translator.Release();

        await Eventually.TrueAsync(() => reading.Translations().Count > 0, "a patch came");
        reading.Translations()[0].Should().Be(new Patch("es", 1, id, 1, "superseded", Text: null, Provider: null));
        reading.Calls.Should().NotContain(call => call.Argument.GetRawText().Contains("secreto", StringComparison.Ordinal));
    }

    /// <summary>All that is queued while the writer is busy is committed at once.</summary>
    private static async Task CommitTogetherAsync(ChatServer server, TestUser author, MessageAddress message, bool isDeleted)
    {
        _ = Username.TryParse(author.Username, out var name);
        var caller = new Caller((await server.Services.GetRequiredService<IUserStore>().FindAsync(name, CancellationToken.None))!.Id, author.Username, "session");
        var (log, messages) = (server.Services.GetRequiredService<IRoomLog>(), server.Services.GetRequiredService<MessageService>());
        using var isBusy = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        var busy = server.Services.GetRequiredService<IDatabaseWriter>().WriteAsync(_ =>
        {
            isBusy.Set();
            gate.Wait();
            return true;
        });
        await Eventually.TrueAsync(() => isBusy.IsSet, "the writer is busy");
        var outcome = new TranslationOutcome(message.Id!.Value, 1, "es", TranslationState.Ready) { Text = "secreto", Provider = "Scripted" };
        var kept = log.AppendAsync(new InTurn(new CompleteTranslations(message.Room!, [outcome], server.Services.GetRequiredService<TranslationRules>())));
        Task changed = isDeleted ? messages.DeleteAsync(caller, message) : messages.EditAsync(caller, message, "new");
        gate.Set();
        await Task.WhenAll(busy, kept, changed);
    }

    /// <summary>Says, and changes what was said; each text ends with its revision.</summary>
    private static async Task WriteAsync(HubClient writing, string room, int part)
    {
        // Always the same choices; when they are carried out is chance enough.
        var random = new Random(part);
        var said = new List<(long Id, int Revision)>();
        for (var step = 0; step < 80; step++)
        {
            var at = random.Next(Math.Max(said.Count - 3, 0), Math.Max(said.Count, 1));
            switch (said.Count == 0 ? 0 : random.Next(8))
            {
                case < 4:
                    said.Add((await writing.SaysAsync(room, $"words {part} {step} r1"), 1));
                    break;
                case < 7:
                    said[at] = (said[at].Id, said[at].Revision + 1);
                    await writing.InvokeAsync("EditMessage", new { room, id = said[at].Id, text = $"words {part} {step} r{said[at].Revision}" });
                    break;
                default:
                    await writing.InvokeAsync("DeleteMessage", new { room, id = said[at].Id });
                    said.RemoveAt(at);
                    break;
            }
        }
    }

    /// <summary>Joins again and again with the cursor of the time before.</summary>
    private static async Task<int> ComeAndGoAsync(ChatServer server, TestUser reader, WireProtocol protocol, string room, Task ended)
    {
        PatchTrace? trace = null;
        var visits = 0;
        for (; !ended.IsCompleted || visits < 2; visits++)
        {
            trace = await PatchTrace.JoinAsync(server, reader, protocol, room, trace);
            var now = trace;
            await Eventually.TrueAsync(() => now.Client.Translations().Count > visits % 7 || ended.IsCompleted, "something came");
            await now.Client.DisposeAsync();
            now.Check();
        }

        return visits;
    }

    /// <summary>Not patient: before what is queued behind it, as a log may do that lets nothing wait.</summary>
    private sealed class InTurn(CompleteTranslations change) : RoomChange<bool>
    {
        public override ValueTask<bool> ApplyAsync(IRoomTransaction transaction) => change.ApplyAsync(transaction);
    }
}
