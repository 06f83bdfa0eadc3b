namespace ChatHub.Api.Accounts;

/// <summary>A call that takes an access token, and can do with something else in its place.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OptionalTokenAttribute : Attribute;
