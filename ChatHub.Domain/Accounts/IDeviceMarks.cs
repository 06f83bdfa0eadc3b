namespace ChatHub.Domain.Accounts;

/// <summary>Marks by which a device that somebody has logged in from is known again (OWASP, "device cookies"). They open nothing. Safe for any number of callers.</summary>
public interface IDeviceMarks
{
    /// <summary>How long a mark is good for.</summary>
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(180);

    /// <summary>A new mark for a device of this person's.</summary>
    string Make(string usernameKey);

    /// <summary>Which device a mark is of; null when it was not made here for this person, or too long ago.</summary>
    string? Read(string? mark, string usernameKey);
}
