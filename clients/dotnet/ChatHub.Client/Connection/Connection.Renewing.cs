using ChatHub.Contracts;

namespace ChatHub.Client;

internal sealed partial class Connection
{
    /// <summary>A timer does not run for as long as a token may live.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

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
}
