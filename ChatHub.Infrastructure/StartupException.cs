namespace ChatHub.Infrastructure;

/// <summary>Why the server cannot start, in words for the operator: the message is printed as it is, without a stack trace.</summary>
public sealed class StartupException(string message, Exception? cause = null) : Exception(message, cause);
