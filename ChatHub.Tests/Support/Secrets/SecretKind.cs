namespace ChatHub.Tests.Support.Secrets;

/// <summary>What no log may hold.</summary>
public enum SecretKind
{
    /// <summary>By its shape: <c>eyJ….eyJ….…</c>.</summary>
    AccessToken,

    /// <summary><c>access_token=</c> with a value.</summary>
    TokenInAQuery,

    /// <summary><c>Bearer</c> with a value.</summary>
    AuthorizationHeader,

    /// <summary>One that an answer held, or anything random enough to be one.</summary>
    OpaqueToken,

    /// <summary>One that a request held.</summary>
    Password,

    /// <summary>What somebody said.</summary>
    MessageText,
}
