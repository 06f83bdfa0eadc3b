using ChatHub.Domain.Errors;

namespace ChatHub.Domain.Accounts;

/// <summary>Those who run the server (<c>Auth:Admins</c>). Safe for any number of callers.</summary>
public sealed class Operators(AuthOptions options)
{
    private readonly HashSet<string> _keys = options.Admins.Select(Username.KeyOf).ToHashSet(StringComparer.Ordinal);

    public bool Include(Caller caller) => _keys.Contains(Username.KeyOf(caller.Username));

    /// <exception cref="RefusedException"><c>forbidden</c>.</exception>
    public void Require(Caller caller)
    {
        if (!Include(caller))
            throw new RefusedException(ErrorCatalogue.Forbidden, "Only those who run the server may do this.");
    }
}
