using System.Net;
using System.Net.WebSockets;
using ChatHub.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Client;

/// <summary>
/// Keeps a connection open, for as long as there is a session: after each end there is another, with a growing, random wait before it. Any number may call it at once.
/// </summary>
internal sealed class Connection(ChatClientOptions options, Session session, ReadingLanguage language, Func<HubLink, IChatClient> receiver, Action<ChatConnectionState, Exception?> tell)
    : IAsyncDisposable
{
    /// <summary>One that lasted so long was a good one.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);

    /// <summary>Nothing else ends the wait for a server, or what stands before it, that takes the call and says nothing.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    /// <summary>A timer does not run for as long as a token may live.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private TaskCompletionSource<HubLink> _ready = NewReady();
    private Task _running = Task.CompletedTask;

    public ChatConnectionState State { get; private set; } = ChatConnectionState.Connecting;

    /// <summary>Ends with the client.</summary>
    public CancellationToken Stopped => _stop.Token;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>The connection of now, or the next one.</summary>
    /// <exception cref="ChatException">There will be none.</exception>
    public Task<HubLink> ReadyAsync(CancellationToken cancel)
    {
        lock (_lock)
            return _ready.Task.WaitAsync(cancel);
    }

    /// <summary>Calls until there is an answer: on as many connections as it takes, and as late as the server asks. For calls that may be made twice.</summary>
    /// <exception cref="ChatException">The server refused for good, or the session has ended.</exception>
    public async Task<T> CallAsync<T>(Func<HubLink, Task<T>> call, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            var link = await ReadyAsync(cancel).ConfigureAwait(false);
            try
            {
                return await call(link).ConfigureAwait(false);
            }
            catch (LinkLostException)
            {
                await LosesAsync(link, cancel).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsAboutSession)
            {
                // It was told, or is being told, why it ends.
                await HasLastWordsAsync(link, cancel).ConfigureAwait(false);
                link.Abort();
                await LosesAsync(link, cancel).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsPassing)
            {
                await Task.Delay(e.RetryAfter ?? options.ReconnectDelay(attempt), options.Time, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until the server has had the time to say why it refuses a token, if there is a connection.</summary>
    public async Task HasLastWordsAsync(CancellationToken cancel)
    {
        Task<HubLink> ready;
        lock (_lock)
            ready = _ready.Task;
        if (ready.IsCompletedSuccessfully)
            await HasLastWordsAsync(await ready.ConfigureAwait(false), cancel).ConfigureAwait(false);
    }

    /// <summary>Completes when it has ended for good.</summary>
    public Task EndsAsync(CancellationToken cancel) => _running.WaitAsync(cancel);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
        End(new ObjectDisposedException(nameof(ChatClient)));
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            var wait = TimeSpan.Zero;
            Exception? cause;
            try
            {
                var since = options.Time.GetTimestamp();
                cause = await LiveAsync().ConfigureAwait(false);
                if (options.Time.GetElapsedTime(since) > Steady)
                    attempt = 0;
            }
            catch (OperationCanceledException) when (_stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it is: what ends for good ends with the session.
                cause = e;
                wait = (e as ChatException)?.RetryAfter ?? TimeSpan.Zero;
            }

            if (session.Ended is { } end)
            {
                End(end);
                return;
            }

            Lose(cause);
            var delay = options.ReconnectDelay(attempt);
            await Task.WhenAny(session.Over, Task.Delay(delay > wait ? delay : wait, options.Time, _stop.Token)).ConfigureAwait(false);
            if (_stop.IsCancellationRequested)
                return;
        }
    }

    /// <summary>One connection, from its start to its end.</summary>
    /// <returns>What ended it.</returns>
    private async Task<Exception?> LiveAsync()
    {
        var token = await session.GetTokenAsync(_stop.Token).ConfigureAwait(false);
        var link = new HubLink(Build(), receiver);
        await using (link.ConfigureAwait(false))
        {
            try
            {
                await OpenAsync(link).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (await IsAboutTokenAsync(e, token).ConfigureAwait(false))
                    session.Refuse(token);
                throw;
            }

            Have(link);
            var renewing = RenewAsync(link, token);
            try
            {
                await Task.WhenAny(link.Closed, session.Over).WaitAsync(_stop.Token).ConfigureAwait(false);
                await HasLastWordsAsync(link, _stop.Token).ConfigureAwait(false);
                return link.Closed.IsCompleted ? await link.Closed.ConfigureAwait(false) : null;
            }
            finally
            {
                link.Abort();
                await renewing.ConfigureAwait(false);
            }
        }
    }

    private async Task OpenAsync(HubLink link)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var opening = OpenAsync(link, over.Token);
        await Task.WhenAny(opening, session.Over, Task.Delay(Patience, options.Time, over.Token)).ConfigureAwait(false);
        await over.CancelAsync().ConfigureAwait(false);
        try
        {
            await opening.ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!_stop.IsCancellationRequested)
        {
            throw new TimeoutException("There was no connection in time.", e);
        }
    }

    private async Task OpenAsync(HubLink link, CancellationToken cancel)
    {
        await link.StartAsync(cancel).ConfigureAwait(false);
        await language.OpenAsync(link, cancel).ConfigureAwait(false);
    }

    /// <summary>A socket's refusal has no code: HTTP says whether it is the token.</summary>
    private async Task<bool> IsAboutTokenAsync(Exception e, string token)
        => e is HttpRequestException { StatusCode: HttpStatusCode.Unauthorized } or ChatException { IsAboutSession: true }
            || (e is WebSocketException && await session.IsRefusedAsync(token, _stop.Token).ConfigureAwait(false));

    /// <summary>Hands the connection each newer token, in time.</summary>
    private async Task RenewAsync(HubLink link, string token)
    {
        for (var (attempt, wait) = (0, TimeSpan.Zero); ;)
        {
            var due = session.UntilRenewal;
            if (await EndsWithinAsync(link, due > wait ? due : wait).ConfigureAwait(false))
                return;
            wait = options.ReconnectDelay(attempt++);
            try
            {
                var newer = await session.GetTokenAsync(_stop.Token).ConfigureAwait(false);
                if (newer != token)
                    await link.InvokeAsync<RenewTokenDto>(HubMethods.RenewToken, new RenewTokenRequest(newer), _stop.Token).ConfigureAwait(false);
                token = newer;
                // One that is to be renewed at once is no better than none.
                if (session.UntilRenewal > TimeSpan.Zero)
                    (attempt, wait) = (0, TimeSpan.Zero);
            }
            catch (ChatException e) when (e.IsAboutSession || e.Code is "forbidden" or "invalid_request")
            {
                // Another connection begins with a token of its own, or finds out that there is none.
                session.Refuse();
                link.Abort();
                return;
            }
            catch (Exception e)
            {
                // Of the server, the app's own tokens, or the connection: it shows above whether there still is one.
                wait = (e as ChatException)?.RetryAfter ?? wait;
            }
        }
    }

    private async Task<bool> EndsWithinAsync(HubLink link, TimeSpan time)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var waited = Task.Delay(time < LongestWait ? time : LongestWait, options.Time, ended.Token);
        await Task.WhenAny(link.Closed, session.Over, waited).ConfigureAwait(false);
        await ended.CancelAsync().ConfigureAwait(false);
        return link.Closed.IsCompleted || session.Ended is not null || _stop.IsCancellationRequested;
    }

    private async Task HasLastWordsAsync(HubLink link, CancellationToken cancel)
        => await Task.WhenAny(link.Closed, Task.Delay(LastWords, options.Time, cancel)).ConfigureAwait(false);

    private HubConnection Build()
    {
        var query = language.Tag is { } tag ? $"?language={Uri.EscapeDataString(tag)}" : "";
        var builder = new HubConnectionBuilder().WithUrl(new Uri(options.Url!, HubMethods.Path + query), http =>
        {
            options.ConfigureConnection?.Invoke(http);
            http.AccessTokenProvider = async () => await session.GetTokenAsync(_stop.Token).ConfigureAwait(false);
        });
        builder.AddJsonProtocol(json => ClientJson.Configure(json.PayloadSerializerOptions));
        if (options.LoggerFactory is { } logs)
            builder.Services.AddSingleton(logs);
        return builder.Build();
    }

    private void Have(HubLink link)
    {
        lock (_lock)
            State = ChatConnectionState.Connected;
        // Told before anybody who waits goes on.
        tell(ChatConnectionState.Connected, null);
        lock (_lock)
            _ready.TrySetResult(link);
    }

    private void Lose(Exception? cause)
    {
        lock (_lock)
        {
            State = ChatConnectionState.Connecting;
            if (_ready.Task.IsCompleted)
                _ready = NewReady();
        }

        tell(ChatConnectionState.Connecting, cause);
    }

    /// <summary>Waits until this connection is not the one of now any more.</summary>
    private async Task LosesAsync(HubLink link, CancellationToken cancel)
    {
        await link.Closed.WaitAsync(cancel).ConfigureAwait(false);
        // Whoever notices first makes place for the next one.
        lock (_lock)
        {
            if (_ready.Task is { IsCompletedSuccessfully: true } ready && ready.Result == link)
                _ready = NewReady();
        }
    }

    private void End(Exception cause)
    {
        lock (_lock)
        {
            if (State == ChatConnectionState.Ended)
                return;
            State = ChatConnectionState.Ended;
            if (_ready.Task.IsCompleted)
                _ready = NewReady();
            _ready.TrySetException(cause);
            // Nobody may be waiting.
            _ = _ready.Task.Exception;
        }

        tell(ChatConnectionState.Ended, cause is ObjectDisposedException ? null : cause);
    }

    private static TaskCompletionSource<HubLink> NewReady() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
