namespace ChatHub.Domain.Translation;

/// <summary>A translator could not do its work. The message may be logged: it never quotes a text, a key or an answer.</summary>
public sealed class TranslatorException(TranslationFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public TranslationFault Fault => fault;

    /// <summary>Whether the provider may have done its work, and ask for its price.</summary>
    public bool WasSent { get; init; } = true;
}

/// <summary>Why there is no translation. The numbers are stored; they are never used again for something else.</summary>
public enum TranslationFault
{
    /// <summary>The provider did not answer in time.</summary>
    Timeout = 1,

    /// <summary>The provider cannot be reached, answers with an error of its own, or was given up for a while.</summary>
    Unavailable = 2,

    /// <summary>The provider asks for patience (429).</summary>
    RateLimited = 3,

    /// <summary>The provider does not take the request or the key (400, 401, 403).</summary>
    Rejected = 4,

    /// <summary>The answer is none: not what the provider documents, too large, or not Unicode.</summary>
    BadAnswer = 5,

    /// <summary>A name, a link, code or the like did not come back unharmed.</summary>
    Damaged = 6,

    /// <summary>The provider cannot translate between these two languages.</summary>
    UnsupportedPair = 7,

    /// <summary>Nobody knows the language of the text, and the provider cannot tell.</summary>
    UnknownSource = 8,

    /// <summary>The day's budget is spent.</summary>
    Budget = 9,

    /// <summary>The room does not want it any more.</summary>
    Policy = 10,
}
