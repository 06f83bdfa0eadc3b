namespace ChatHub.Domain.Accounts;

/// <summary>Marks by which a device that somebody has logged in from is known again (OWASP, "device cookies"). They open nothing. Safe for any number of callers.</summary>
public interface IDeviceMarks
{
    /// <summary>A new mark for a device of this person's.</summary>
    string Make(string usernameKey);

    /// <summary>Whether a mark was made here, for this person.</summary>
    bool IsOf(string? mark, string usernameKey);
}
