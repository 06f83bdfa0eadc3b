namespace ChatHub.Domain.Accounts;

/// <summary>Signs access tokens. Safe for any number of callers.</summary>
public interface IAccessTokenIssuer
{
    AccessToken Issue(Session session);
}
