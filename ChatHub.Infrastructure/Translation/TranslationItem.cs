using ChatHub.Domain.Messages;
using ChatHub.Domain.Rooms;
using ChatHub.Domain.Search;
using ChatHub.Domain.Text;
using ChatHub.Domain.Translation;
using ChatHub.Domain.Translation.Glossaries;

namespace ChatHub.Infrastructure.Translation;

/// <summary>One revision of a message on its way into one language. Used by one thread at a time.</summary>
internal sealed class TranslationItem(Room room, Message message, string target, TranslatableText translatable, byte[] key, string? source)
{
    private readonly TaskCompletionSource<TranslationResult> _flight = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Room Room => room;

    public Message Message => message;

    public string Target => target;

    public byte[] Key => key;

    /// <summary>Whether the memory has the text often enough: hot ones would make it slow.</summary>
    public bool IsWellKnown { get; set; }

    /// <summary>Whether it was tried before.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>What is sent.</summary>
    public string Text => translatable.Text;

    /// <summary>In code points.</summary>
    public int Length { get; } = Unicode.CountCodePoints(translatable.Text);

    /// <summary>By which two items that want the same of the provider are found.</summary>
    public (string Key, string? Source, string Target) FlightKey { get; } = (Convert.ToHexString(key), source, target);

    /// <summary>The language of the message; null while nobody knows.</summary>
    public string? Source { get; set; } = source;

    /// <summary>Whether the provider found <see cref="Source"/> out.</summary>
    public bool IsDetected { get; set; }

    /// <summary>What has come of it; null while it is open.</summary>
    public TranslationOutcome? Outcome { get; private set; }

    public bool IsOpen => Outcome is null;

    /// <summary>What others get who want the same; completes once this item's outcome is kept.</summary>
    public Task<TranslationResult> Flight => _flight.Task;

    /// <summary>Whether nobody knows more of the text than before: then it is too early to take it for the sender's language.</summary>
    public bool WasNotAnswered => Result.Fault is TranslationFault.Timeout or TranslationFault.Unavailable or TranslationFault.RateLimited or TranslationFault.BadAnswer or TranslationFault.Budget;

    /// <summary>What came of it, for those who want the same.</summary>
    public TranslationResult Result { get; private set; } = new(Text: null, Source: null, IsDetected: false, TranslationFault.Unavailable);

    public void Land() => _flight.TrySetResult(Result);

    /// <summary>Takes a translation, or why there is none, of the same text.</summary>
    public void Settle(TranslationResult result)
    {
        Result = result;
        // Once found out, it stays so: the other languages are then asked for with it given.
        if (result.Source is not null)
            (Source, IsDetected) = (result.Source, result.IsDetected || IsDetected);
        if (result.Fault == TranslationFault.Budget)
            Skip(result.Fault);
        else if (result.Fault is { } fault)
            Fail(fault);
        else if (result.Text is null)
            KeepAsItIs();
        else if (translatable.Restore(result.Text) is { } text)
            Outcome = MakeReady(text, result.Provider) with { MaskedText = text == result.Text ? null : result.Text, Key = IsWellKnown ? null : key };
        else
            Fail(TranslationFault.Damaged);
    }

    /// <summary>The glossary has it all.</summary>
    public void SettleByGlossary(string text) => Outcome = MakeReady(text, "Glossary");

    public void Fail(TranslationFault fault) => Outcome = Make(TranslationState.Failed) with { Fault = fault };

    public void Skip(TranslationFault? reason)
    {
        Result = Result with { Fault = reason };
        Outcome = Make(TranslationState.Skipped) with { Fault = reason };
    }

    public void KeepAsItIs()
    {
        Result = new TranslationResult(Text: null, Source, IsDetected, Fault: null);
        // So that the next one like it need not be asked about.
        Outcome = Make(TranslationState.SameLanguage) with { Key = IsDetected && !IsWellKnown ? key : null };
    }

    private TranslationOutcome MakeReady(string text, string? provider)
        => Make(TranslationState.Ready) with { Text = text, Terms = SearchText.ToTerms(text), Provider = provider };

    private TranslationOutcome Make(TranslationState state) => new(message.Id, message.Revision, target, state) { Source = Source, IsDetected = IsDetected };
}

/// <summary>What the provider, or the memory, has for a text: a translation with markers, or why there is none.</summary>
internal sealed record TranslationResult(string? Text, string? Source, bool IsDetected, TranslationFault? Fault, string? Provider = null)
{
    /// <summary>Whether the provider may have done its work for it.</summary>
    public bool WasSent { get; init; } = true;
}
