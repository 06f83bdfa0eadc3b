using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>
/// The session behind all calls: opened, renewed when three quarters of its token's life are over, and opened anew where it cannot be renewed, until it has ended. Any number may ask at once; one renewal goes to the server for
/// all of them, and nobody who stops waiting stops it: a refresh token works once.
/// </summary>
internal sealed class Session(ChatClientOptions options, ChatHttp http)
{
    private const string Key = "session";
    private const double UsedLife = 0.75;

    /// <summary>The server takes a refresh token a second time within 10 s, should its answer have been lost: there must be time left for that.</summary>
    private static readonly TimeSpan RefreshPatience = TimeSpan.FromSeconds(4);

    private readonly Turn _turn = new();
    private readonly Lock _lock = new();
    private readonly SessionSource _source = new(options, http);
    private readonly TaskCompletionSource<ChatException> _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task<string> _renewing = Task.FromResult("");
    private ChatTokens? _tokens;
    private string? _refreshToken;
    private long _since;

    /// <summary>Whose session it is; null before the first token.</summary>
    public UserDto? User { get; private set; }

    /// <summary>Completes with the end of the session, and why.</summary>
    public Task<ChatException> Over => _over.Task;

    /// <summary>Why the session has ended; null as long as it has not.</summary>
    public ChatException? Ended => _over.Task.IsCompleted ? _over.Task.Result : null;

    /// <summary>How long the token of now is good without being renewed.</summary>
    public TimeSpan UntilRenewal
    {
        get
        {
            lock (_lock)
                return _tokens is not { } tokens ? TimeSpan.Zero : (tokens.ExpiresIn * UsedLife) - options.Time.GetElapsedTime(_since);
        }
    }

    /// <summary>A token that is good now.</summary>
    /// <exception cref="ChatException">There is none to be had: for good, when the session has <see cref="Ended"/>, or for now.</exception>
    public Task<string> GetTokenAsync(CancellationToken cancel)
    {
        lock (_lock)
        {
            if (Ended is { } end)
                return Task.FromException<string>(end);
            if (UntilRenewal > TimeSpan.Zero)
                return Task.FromResult(_tokens!.AccessToken);
            if (_renewing.IsCompleted)
                _renewing = Task.Run(RenewAsync, CancellationToken.None);
            return _renewing.WaitAsync(cancel);
        }
    }

    /// <summary>The server does not take this token any more.</summary>
    /// <param name="token">Which; left out, the one of now.</param>
    public void Refuse(string? token = null)
    {
        lock (_lock)
        {
            if (token is null || _tokens?.AccessToken == token)
                _tokens = null;
        }
    }

    /// <summary>There are no more tokens: nothing logs in again. The first cause counts.</summary>
    public void End(ChatException cause) => _over.TrySetResult(cause);

    /// <summary>Whether the server says over HTTP that it does not take this token.</summary>
    public async Task<bool> IsRefusedAsync(string token, CancellationToken cancel)
    {
        try
        {
            await http.GetAsync<UserDto>("/me", token, cancel).ConfigureAwait(false);
            return false;
        }
        catch (ChatException e)
        {
            return e.IsAboutSession;
        }
    }

    /// <summary>Takes up the session that was kept, if it is of the same account.</summary>
    public async Task RestoreAsync(CancellationToken cancel)
    {
        var kept = await options.Storage.ReadAsync(Key, cancel).ConfigureAwait(false);
        // Whose it is, is known beforehand with a username only.
        if (options.Tokens is null && kept.TryGetValue(Key, out var text) && ClientJson.Read<SavedSession>(text) is { } saved && saved.Account == AccountOf(options.Username!))
            _refreshToken = saved.RefreshToken;
    }

    /// <summary>Ends the session on the server and here, after a renewal that is under way.</summary>
    /// <exception cref="ChatException">The server cannot be asked: the session lives on.</exception>
    public async Task LogoutAsync(CancellationToken cancel)
    {
        using var turn = await _turn.TakeAsync(cancel).ConfigureAwait(false);
        try
        {
            await http.PostAsync("/logout", new LogoutRequest(_refreshToken), _refreshToken is null ? _tokens?.AccessToken : null, cancel).ConfigureAwait(false);
        }
        catch (ChatException e) when (e.IsAboutSession)
        {
            // It has ended already.
        }

        End(new ChatException("logout", "The session has ended: logout."));
        Refuse();
        _refreshToken = null;
        await BestEffort.TryAsync(() => options.Storage.DeleteAsync(Key, CancellationToken.None)).ConfigureAwait(false);
    }

    /// <summary>Waits for a renewal that is under way: the next client needs its refresh token.</summary>
    public async Task StopAsync()
    {
        await _source.StopAsync().ConfigureAwait(false);
        Task renewing;
        lock (_lock)
            renewing = _renewing;
        await renewing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public string AccountOf(string username) => $"{options.Url!.GetLeftPart(UriPartial.Authority)} {username.ToLowerInvariant()}";

    private async Task<string> RenewAsync()
    {
        using var turn = await _turn.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        var since = options.Time.GetTimestamp();
        try
        {
            var (tokens, user) = await RefreshAsync().ConfigureAwait(false) ?? await OpenAsync().ConfigureAwait(false);
            if (User is { } before && AccountOf(before.Username) != AccountOf(user.Username))
                throw new FinalException(new ChatException(ChatException.AnotherUser, $"The tokens are those of '{user.Username}' and not of '{before.Username}'."));
            lock (_lock)
                (User, _tokens, _refreshToken, _since) = (user, tokens, tokens.RefreshToken, since);
            // Waited for before it is used: after a crash the token before it would end the session.
            if (tokens.RefreshToken is { } refreshToken)
                await BestEffort.TryAsync(() => options.Storage.WriteAsync(Key, ClientJson.Write(new SavedSession(AccountOf(user.Username), refreshToken)), CancellationToken.None)).ConfigureAwait(false);
            return tokens.AccessToken;
        }
        catch (FinalException e)
        {
            End(e.Cause);
            throw e.Cause;
        }
    }

    /// <returns>Null when the session cannot be renewed.</returns>
    private async Task<(ChatTokens Tokens, UserDto User)?> RefreshAsync()
    {
        if (_refreshToken is not { } token)
            return null;
        using var patience = new CancellationTokenSource(RefreshPatience, options.Time);
        try
        {
            var answer = await http.PostAsync<RefreshRequest, LoginAnswer>("/refresh", new RefreshRequest(token), token: null, patience.Token).ConfigureAwait(false);
            return (ChatTokens.From(answer), answer.User);
        }
        catch (ChatException e) when (e.Code == "invalid_token")
        {
            _refreshToken = null;
            return null;
        }
        catch (Exception e) when (e is OperationCanceledException or ChatException { IsPassing: false })
        {
            // Nothing that the server says of a session; what stands before it, perhaps.
            throw ChatException.Passing("The session cannot be renewed now.", e);
        }
    }

    private async Task<(ChatTokens Tokens, UserDto User)> OpenAsync()
    {
        if (Ended is { } end)
            throw end;
        try
        {
            return await _source.OpenAsync().ConfigureAwait(false);
        }
        catch (ChatException e) when (User is not null && !e.IsPassing)
        {
            // At first the app is told at once: the address may be wrong.
            throw ChatException.Passing("No session can be opened now.", e);
        }
    }
}

/// <summary>What is kept of a session.</summary>
internal sealed record SavedSession(string Account, string RefreshToken)
{
    public override string ToString() => nameof(SavedSession);
}
