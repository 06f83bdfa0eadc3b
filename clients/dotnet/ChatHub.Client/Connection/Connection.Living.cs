using System.Net;
using System.Net.WebSockets;
using ChatHub.Contracts;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace ChatHub.Client;

internal sealed partial class Connection
{
    /// <summary>One that lasted so long was a good one.</summary>
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(5);

    /// <summary>Nothing else ends the wait for a server, or what stands before it, that takes the call and says nothing.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

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
}
