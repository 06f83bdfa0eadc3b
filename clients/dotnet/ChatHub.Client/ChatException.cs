using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatHub.Client;

/// <summary>The server refused, or cannot be asked any more. Immutable.</summary>
public sealed partial class ChatException : Exception
{
    /// <summary>A code of the client's own: the server cannot be reached.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>A code of the client's own: too many messages of a room wait to be sent.</summary>
    public const string OutboxFull = "outbox_full";

    /// <summary>A code of the client's own: the tokens of an app's backend are suddenly those of somebody else.</summary>
    public const string AnotherUser = "another_user";

    /// <summary>A code of the client's own: the answer is none of the contract's.</summary>
    public const string Unexpected = "unexpected";

    /// <summary>Made by the client.</summary>
    /// <param name="code">A stable word.</param>
    /// <param name="message">A sentence for people.</param>
    /// <param name="retryAfter">When trying again makes sense.</param>
    /// <param name="innerException">What caused it.</param>
    public ChatException(string code, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException) => (Code, RetryAfter) = (code, retryAfter);

    /// <summary>A stable word of the contract, such as <c>room_not_found</c>, or one of the constants here. After the end of a session its reason, such as <c>logout</c>.</summary>
    public string Code { get; }

    /// <summary>How long to wait before trying again; null where trying again changes nothing.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the same call may be accepted later, with nothing changed about it.</summary>
    internal bool IsPassing => Code is "rate_limited" or "slow_mode" or "unavailable" or "too_many_attempts" or Unreachable;

    /// <summary>Whether it is about the connection's session rather than about the call: another connection with another token may do.</summary>
    internal bool IsAboutSession => Code is "token_expired" or "invalid_token" or "unauthenticated";

    /// <summary>Whether it says nothing about what was asked: the server failed, or something before it answered.</summary>
    internal bool IsOdd => Code is "internal" or "not_found" or Unexpected;

    internal static ChatException Passing(string message, Exception cause) => new(Unreachable, message, (cause as ChatException)?.RetryAfter, cause);

    /// <returns>False for a refusal of SignalR's own.</returns>
    internal static bool HasCode(Exception refusal) => HubRefusal().IsMatch(refusal.Message);

    internal static ChatException OfHub(Exception refusal)
    {
        var match = HubRefusal().Match(refusal.Message);
        var wait = RetryAfterMilliseconds().Match(refusal.Message);
        return new(
            match.Groups["code"].Value, match.Groups["sentence"].Value,
            wait.Success ? TimeSpan.FromMilliseconds(double.Parse(wait.Groups["ms"].Value, CultureInfo.InvariantCulture)) : null, refusal);
    }

    [GeneratedRegex("(?:^|HubException: )(?<code>[a-z_]+): (?<sentence>.*)$", RegexOptions.ExplicitCapture | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HubRefusal();

    [GeneratedRegex(@"retry after (?<ms>\d{1,9}) ms", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RetryAfterMilliseconds();
}
