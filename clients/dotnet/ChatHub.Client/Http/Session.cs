using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// The session behind all calls: opened, renewed when three quarters of its token's life are over, and opened anew where it cannot be renewed. Any number may ask at once; one of them goes to the server.
/// </summary>
internal sealed class Session(ChatClientOptions options, ChatHttp http)
{
    private const string Key = "session";
    private const double UsedLife = 0.75;

    private readonly Turn _turn = new();
    private ChatTokens? _tokens;
    private string? _refreshToken;
    private long _since;

    /// <summary>Whose session it is; null before the first token.</summary>
    public UserDto? User { get; private set; }

    /// <summary>How long the token of now is good without being renewed.</summary>
    public TimeSpan UntilRenewal => UntilRenewalOf(_tokens);

    /// <summary>A token that is good now.</summary>
    /// <exception cref="ChatException">There is none to be had: for good, or for now.</exception>
    public async Task<string> GetTokenAsync(CancellationToken cancel)
    {
        using var turn = await _turn.TakeAsync(cancel).ConfigureAwait(false);
        return _tokens is { } tokens && UntilRenewalOf(tokens) > TimeSpan.Zero ? tokens.AccessToken : await RenewAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>The server does not take this token any more.</summary>
    /// <param name="token">Which; left out, the one of now.</param>
    public void Refuse(string? token = null)
    {
        if (token is null || _tokens?.AccessToken == token)
            _tokens = null;
    }

    /// <summary>Takes up the session that was kept, if it is of the same account.</summary>
    public async Task RestoreAsync(CancellationToken cancel)
    {
        var kept = await options.Storage.ReadAsync(Key, cancel).ConfigureAwait(false);
        // Whose it is, is known beforehand with a username only.
        if (options.Tokens is null && kept.TryGetValue(Key, out var text) && ClientJson.Read<SavedSession>(text) is { } saved && saved.Account == AccountOf(options.Username!))
            _refreshToken = saved.RefreshToken;
    }

    /// <summary>Ends the session on the server.</summary>
    public async Task LogoutAsync(CancellationToken cancel)
    {
        await http.PostAsync("/logout", new LogoutRequest(_refreshToken), _refreshToken is null ? _tokens?.AccessToken : null, cancel).ConfigureAwait(false);
        (_tokens, _refreshToken) = (null, null);
        await options.Storage.DeleteAsync(Key, cancel).ConfigureAwait(false);
    }

    public string AccountOf(string username) => $"{options.Url!.GetLeftPart(UriPartial.Authority)} {username.ToLowerInvariant()}";

    private TimeSpan UntilRenewalOf(ChatTokens? tokens) => tokens is null ? TimeSpan.Zero : (tokens.ExpiresIn * UsedLife) - options.Time.GetElapsedTime(_since);

    private async Task<string> RenewAsync(CancellationToken cancel)
    {
        var since = options.Time.GetTimestamp();
        var tokens = await RefreshAsync(cancel).ConfigureAwait(false) ?? await OpenAsync(cancel).ConfigureAwait(false);
        // Kept before it is used: after a crash the token before it would end the session.
        if (tokens.RefreshToken is { } refreshToken && User is { } user)
            await options.Storage.WriteAsync(Key, ClientJson.Write(new SavedSession(AccountOf(user.Username), refreshToken)), cancel).ConfigureAwait(false);
        (_tokens, _refreshToken, _since) = (tokens, tokens.RefreshToken, since);
        return tokens.AccessToken;
    }

    /// <returns>Null when the session cannot be renewed.</returns>
    private async Task<ChatTokens?> RefreshAsync(CancellationToken cancel)
    {
        if (_refreshToken is not { } token)
            return null;
        try
        {
            return Take(await http.PostAsync<RefreshRequest, LoginAnswer>("/refresh", new RefreshRequest(token), token: null, cancel).ConfigureAwait(false));
        }
        catch (ChatException e) when (!e.IsPassing)
        {
            _refreshToken = null;
            return null;
        }
    }

    private async Task<ChatTokens> OpenAsync(CancellationToken cancel)
    {
        if (options.Tokens is null)
            return Take(await http.PostAsync<LoginRequest, LoginAnswer>("/login", new LoginRequest(options.Username, options.Password), token: null, cancel).ConfigureAwait(false));
        var tokens = await options.Tokens(cancel).ConfigureAwait(false);
        User ??= await http.GetAsync<UserDto>("/me", tokens.AccessToken, cancel).ConfigureAwait(false);
        return tokens;
    }

    private ChatTokens Take(LoginAnswer answer)
    {
        User = answer.User;
        return ChatTokens.From(answer);
    }
}

/// <summary>What is kept of a session.</summary>
internal sealed record SavedSession(string Account, string RefreshToken)
{
    public override string ToString() => nameof(SavedSession);
}
