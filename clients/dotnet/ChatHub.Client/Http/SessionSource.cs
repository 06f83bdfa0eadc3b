using ChatHub.Contracts;

namespace ChatHub.Client;

/// <summary>Where sessions come from: a password, or the app. For one caller at a time.</summary>
#pragma warning disable CA1001
internal sealed class SessionSource(ChatClientOptions options, ChatHttp http)
#pragma warning restore CA1001
{
    // Nothing to dispose of: it has no timer, and nobody asks it for its handle.
    private readonly CancellationTokenSource _stop = new();

    /// <exception cref="FinalException">The password is wrong, or the app says that there is none to be had.</exception>
    /// <exception cref="ChatException">There is none now.</exception>
    public async Task<(ChatTokens Tokens, UserDto User)> OpenAsync()
    {
        if (options.Tokens is { } ask)
        {
            var tokens = await AskAsync(ask).ConfigureAwait(false);
            return (tokens, await http.GetAsync<UserDto>("/me", tokens.AccessToken, _stop.Token).ConfigureAwait(false));
        }

        try
        {
            var answer = await http.PostAsync<LoginRequest, LoginAnswer>("/login", new LoginRequest(options.Username, options.Password), token: null, _stop.Token).ConfigureAwait(false);
            return (ChatTokens.From(answer), answer.User);
        }
        catch (ChatException e) when (e.Code is "invalid_credentials" or "invalid_request")
        {
            throw new FinalException(e);
        }
    }

    public Task StopAsync() => _stop.CancelAsync();

    private async Task<ChatTokens> AskAsync(Func<CancellationToken, Task<ChatTokens>> ask)
    {
        try
        {
            // The app's own, which may not care for the token.
            return await ask(_stop.Token).WaitAsync(_stop.Token).ConfigureAwait(false) ?? throw new InvalidOperationException("'Tokens' gave none.");
        }
        catch (ChatException e) when (!e.IsPassing)
        {
            throw new FinalException(e);
        }
        catch (Exception e) when (e is not ChatException)
        {
            // It fails in its own ways.
            throw ChatException.Passing("The app gives no tokens now.", e);
        }
    }
}

/// <summary>There will be no session any more.</summary>
internal sealed class FinalException(ChatException cause) : Exception(cause.Message, cause)
{
    public ChatException Cause => cause;
}
