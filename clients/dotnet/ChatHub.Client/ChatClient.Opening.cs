namespace ChatHub.Client;

public sealed partial class ChatClient
{
    private const string AccountKey = "account";

    private async Task OpenAsync(CancellationToken cancel)
    {
        await _session.RestoreAsync(cancel).ConfigureAwait(false);
        for (var attempt = 0; _session.User is null; attempt++)
        {
            try
            {
                await _session.GetTokenAsync(cancel).ConfigureAwait(false);
            }
            catch (ChatException e) when (e.IsPassing)
            {
                // Never sooner than by itself: what stands before a server may ask for no wait at all.
                var (delay, wait) = (_options.ReconnectDelay(attempt), e.RetryAfter ?? TimeSpan.Zero);
                await Task.Delay(delay > wait ? delay : wait, _options.Time, cancel).ConfigureAwait(false);
            }
        }

        await RestoreAsync(cancel).ConfigureAwait(false);
        _core.Connection.Start();
        await _core.Connection.ReadyAsync(cancel).ConfigureAwait(false);
    }

    private async Task RestoreAsync(CancellationToken cancel)
    {
        var storage = _options.Storage;
        var account = _session.AccountOf(User.Username);
        var texts = await storage.ReadAsync("", cancel).ConfigureAwait(false);
        if (texts.GetValueOrDefault(AccountKey) != account)
        {
            // Somebody else's: nothing of it may be sent or shown under this name.
            foreach (var key in texts.Keys.Where(key => key.StartsWith(SavedMessage.Prefix, StringComparison.Ordinal) || key.StartsWith(SavedRoom.Prefix, StringComparison.Ordinal)))
                await storage.DeleteAsync(key, cancel).ConfigureAwait(false);
            await storage.WriteAsync(AccountKey, account, cancel).ConfigureAwait(false);
            return;
        }

        if (texts.Keys.Any(key => key.StartsWith(SavedRoom.Prefix, StringComparison.Ordinal)))
            _events.Hold();
        foreach (var saved in texts.Where(text => text.Key.StartsWith(SavedRoom.Prefix, StringComparison.Ordinal)).Select(text => ClientJson.Read<SavedRoom>(text.Value)).OfType<SavedRoom>())
            _rooms.Get(saved.Room).Restore(saved);
        foreach (var saved in texts.Where(text => text.Key.StartsWith(SavedMessage.Prefix, StringComparison.Ordinal)).Select(text => ClientJson.Read<SavedMessage>(text.Value)).OfType<SavedMessage>().OrderBy(saved => saved.Order))
        {
            _core.Pass(saved.Order);
            _rooms.Get(saved.Room).Restore(saved);
        }
    }
}
