namespace ChatHub.Client;

/// <summary>The connection ended before the answer: the call may have been made or not.</summary>
internal sealed class LinkLostException(Exception? cause) : Exception("The connection was lost.", cause);
