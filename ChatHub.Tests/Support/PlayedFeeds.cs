using ChatHub.Api.Realtime;
using ChatHub.Domain.Log;
using ChatHub.Domain.Translation;
using ChatHub.Infrastructure.Nodes;
using ChatHub.Infrastructure.Translation;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatHub.Tests.Support;

/// <summary>The server's own feeds over a log, and a log of patches, that the test holds in its hands.</summary>
internal sealed class PlayedFeeds : IDisposable
{
    private readonly InProcessRoomEventBus _bus = new(NullLogger<InProcessRoomEventBus>.Instance);
    private readonly InProcessTranslationBus _patches = new(NullLogger<InProcessTranslationBus>.Instance);

    public PlayedFeeds(IRoomLog log, TimeProvider? time = null)
    {
        var rules = new TranslationRules(new PseudoTranslator(), new TranslationLanguages());
        Feeds = new RoomFeeds(log, _bus, new FeedTranslations(rules, Patches), _patches, time ?? TimeProvider.System, NullLogger<RoomFeed>.Instance);
        // It asks nothing of the users, because every language is given.
        var service = new TranslationService(rules, new TranslationBudget(new TranslationOptions(), TimeProvider.System), Patches, new NoDesk(), log, users: null!, TimeProvider.System);
        CatchUp = new CatchUp(log, service, Patches, NullLogger<CatchUp>.Instance);
    }

    public RoomFeeds Feeds { get; }

    public CatchUp CatchUp { get; }

    public PlayedPatches Patches { get; } = new();

    public void Publish(RoomEvent entry) => _bus.Publish([entry]);

    /// <summary>Commits a patch and tells the feeds.</summary>
    public void Publish(TranslationPatch patch)
    {
        Patches.Add(patch);
        _patches.Publish([patch]);
    }

    /// <summary>Lets a following go on from a seq, as one whose user was a member at <paramref name="head"/>.</summary>
    public async Task GoOnAsync(Following following, long from, long head)
    {
        await ConfirmAsync(following, from, head);
        CatchUp.Start(following, reset: null);
    }

    public static async Task ConfirmAsync(Following following, long from, long head)
    {
        await following.Feed.OpenAsync(following);
        following.Next = from;
        following.Feed.Confirm(following, following.Room with { Head = head }, patchesAfter: null).Should().NotBeNull();
    }

    public void Dispose() => Feeds.Dispose();

    private sealed class NoDesk : ITranslationDesk
    {
        public Task TranslateAsync(long roomId, IReadOnlyList<long> messageIds, string language) => Task.CompletedTask;
    }
}

/// <summary>A log of patches in memory.</summary>
internal sealed class PlayedPatches : ITranslationReader
{
    private readonly List<TranslationPatch> _patches = [];
    private TaskCompletionSource? _gate;
    private int _waiting;

    /// <summary>Whether somebody has read and does not have the answer yet.</summary>
    public bool IsWaitedFor => Volatile.Read(ref _waiting) > 0;

    /// <summary>What is read from now on arrives later.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => Interlocked.Exchange(ref _gate, null)!.SetResult();

    /// <summary>As after an edit: what is read from now on has no text.</summary>
    public void Supersede(long tseq)
    {
        lock (_patches)
            _patches[(int)tseq - 1] = _patches[(int)tseq - 1].Superseded();
    }

    public void Add(TranslationPatch patch)
    {
        lock (_patches)
            _patches.Add(patch);
    }

    public Task<IReadOnlyDictionary<long, KeptTranslation>> ReadAsync(long roomId, IReadOnlyCollection<long> messageIds, string language, CancellationToken cancel)
        => Task.FromResult<IReadOnlyDictionary<long, KeptTranslation>>(
            messageIds.ToDictionary(id => id, _ => new KeptTranslation(TranslationState.Skipped, Text: null, Provider: null, Fault: null)));

    public Task<long> FindHeadAsync(long roomId, string language, CancellationToken cancel) => Task.FromResult(Read(language, after: 0).Select(patch => patch.Tseq).LastOrDefault());

    public async Task<IReadOnlyList<TranslationPatch>> ReadPatchesAsync(long roomId, string language, long after, int limit, CancellationToken cancel)
    {
        var read = Read(language, after).Take(limit).ToList();
        Interlocked.Increment(ref _waiting);
        if (_gate is { } gate)
            await gate.Task;
        Interlocked.Decrement(ref _waiting);
        return read;
    }

    private List<TranslationPatch> Read(string language, long after)
    {
        lock (_patches)
            return _patches.Where(patch => patch.Language == language && patch.Tseq > after).ToList();
    }
}
