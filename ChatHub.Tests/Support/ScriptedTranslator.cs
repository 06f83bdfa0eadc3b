using System.Collections.Concurrent;
using ChatHub.Domain.Translation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChatHub.Tests.Support;

/// <summary>A translator that does as a test says: <c>es(hello)</c> for a reader of <c>es</c>, unless it is held back or fails.</summary>
public sealed class ScriptedTranslator : ITranslator
{
    private volatile TaskCompletionSource _gate = Opened();
    private volatile Func<TranslationBatch, TranslationFault?> _faults = _ => null;
    private volatile bool _wasSent = true;

    public string Name => "Scripted";

    public bool IsEnabled => true;

    public bool IsLocal => true;

    /// <summary>Finds out the language of a text; null for a translator that cannot.</summary>
    public Func<string, string?>? Detect { get; init; }

    /// <summary>Those that it has; null for any.</summary>
    public IReadOnlyList<string>? Languages { get; init; }

    public bool CanDetect => Detect is not null;

    /// <summary>What it was asked, in the order of asking.</summary>
    public ConcurrentQueue<TranslationBatch> Calls { get; } = new();

    /// <summary>Every text that it was given, with the language that it was to be put into.</summary>
    public IEnumerable<(string Text, string Target)> Texts => Calls.SelectMany(call => call.Texts.Select(text => (text, call.Target)));

    /// <summary>A server that translates with it.</summary>
    public ChatServer StartServer(Dictionary<string, string>? settings = null)
        => ChatServer.Start(
            new(settings ?? []) { ["Translation:Provider"] = "Pseudo", ["Translation:TimeoutSeconds"] = "60" },
            services => services.Replace(ServiceDescriptor.Singleton<ITranslator>(this)));

    /// <summary>From now on nothing is answered, until it is let go.</summary>
    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.SetResult();

    /// <summary>What it fails with from now on; null for what it does not.</summary>
    public void FailOn(Func<TranslationBatch, TranslationFault?> faults, bool wasSent = true) => (_faults, _wasSent) = (faults, wasSent);

    public async Task<IReadOnlyList<TranslatedText>> TranslateAsync(TranslationBatch batch, CancellationToken cancel)
    {
        Calls.Enqueue(batch);
        await _gate.Task.WaitAsync(cancel);
        if (_faults(batch) is { } fault)
            throw new TranslatorException(fault, "It was told to.") { WasSent = _wasSent };
        return batch.Texts.Select(text => new TranslatedText($"{batch.Target}({text})", batch.Source is null ? Detect?.Invoke(text) : null)).ToList();
    }

    public Task<IReadOnlyList<string>?> ListLanguagesAsync(CancellationToken cancel) => Task.FromResult(Languages);

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
