using Microsoft.AspNetCore.Http.Connections.Client;
using Microsoft.Extensions.Logging;

namespace ChatHub.Client;

/// <summary>Where to connect, and as whom: with <see cref="Username"/> and <see cref="Password"/>, or with <see cref="Tokens"/>. Not to be changed once a client has them; it prints no secret.</summary>
public sealed class ChatClientOptions
{
    /// <summary>The server, such as <c>https://chat.example.org</c>. Needed.</summary>
    public Uri? Url { get; set; }

    /// <summary>In any case.</summary>
    public string? Username { get; set; }

    /// <summary>8 to 256 characters. It is kept in memory, to log in again where the session cannot be renewed.</summary>
    public string? Password { get; set; }

    /// <summary>Gives the tokens of a session that somebody else opened, such as an app's backend; called at first, and whenever they cannot be renewed any more. A <see cref="ChatException"/> from it ends the client, and so does another user's session; after anything else it is asked again.</summary>
    public Func<CancellationToken, Task<ChatTokens>>? Tokens { get; set; }

    /// <summary>The reading language as a BCP 47 tag; left null, the profile's.</summary>
    public string? Language { get; set; }

    /// <summary>How many of a room's last events come with the first join, 0 to 200.</summary>
    public int Backlog { get; set; } = 50;

    /// <summary>What outlives this client: unsent messages, cursors with what was last shown, and the session. In memory by default; <see cref="FileChatStorage"/> lasts. One client at a time has it.</summary>
    public IChatStorage Storage { get; set; } = new MemoryChatStorage();

    /// <summary>How long to wait before the next attempt to connect, the first being 0. By default up to half a second, then twice as long each time, up to half a minute, and always by chance between half of it and all.</summary>
    public Func<int, TimeSpan> ReconnectDelay { get; set; } = Backoff.Delay;

    /// <summary>More about the connection: transports, proxies, certificates.</summary>
    public Action<HttpConnectionOptions>? ConfigureConnection { get; set; }

    /// <summary>Makes what plain HTTP calls go through.</summary>
    public Func<HttpMessageHandler>? HttpHandler { get; set; }

    /// <summary>Gets what SignalR logs; nothing by default.</summary>
    public ILoggerFactory? LoggerFactory { get; set; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <exception cref="ArgumentException">They do not say where to, or as whom.</exception>
    internal static void Check(ChatClientOptions options)
    {
        if (options.Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            throw new ArgumentException("'Url' must be the server's address, such as https://chat.example.org.", nameof(options));
        if (options.Tokens is null && (options.Username is null || options.Password is null))
            throw new ArgumentException("'Username' and 'Password' are needed, or 'Tokens'.", nameof(options));
        if (options.Backlog is < 0 or > 200)
            throw new ArgumentException("'Backlog' must be 0 to 200.", nameof(options));
    }
}
