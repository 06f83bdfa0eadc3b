using ChatHub.Domain.Errors;
using ChatHub.Domain.Text;

namespace ChatHub.Domain.Rooms;

/// <summary>What a room's moderators may change.</summary>
/// <param name="Title">For people, 1 to 128 code points.</param>
/// <param name="Topic">For people, at most 1,024 code points.</param>
/// <param name="Visibility">Who may see it.</param>
public sealed record RoomSettings(string Title, string Topic, RoomVisibility Visibility)
{
    public const int MaxSlowModeSeconds = 21_600;
    public const int MaxRetentionDays = 36_500;

    private const int MaxTitle = 128;
    private const int MaxTopic = 1024;

    public RoomTranslation Translation { get; init; } = RoomTranslation.Any;

    /// <summary>The shortest time between two messages of a member; 0 for none.</summary>
    public int SlowModeSeconds { get; init; }

    /// <summary>After how many days events and texts are removed for good; null for never.</summary>
    public int? RetentionDays { get; init; }

    public static string? CheckTitle(string? text, out string title) => CheckLine(text, 1, MaxTitle, out title);

    public static string? CheckTopic(string? text, out string topic) => CheckLine(text, 0, MaxTopic, out topic);

    /// <summary>These settings with what a request asks for.</summary>
    /// <exception cref="RefusedException"><c>invalid_request</c>.</exception>
    public RoomSettings With(RoomSettingsChange change)
    {
        var (title, topic, visibility, translation) = (Title, Topic, Visibility, Translation);
        var faults = new FieldFaults();
        if (change.Title.IsSet)
            faults.Add("title", CheckTitle(change.Title.Value, out title));
        if (change.Topic.IsSet)
            faults.Add("topic", CheckTopic(change.Topic.Value, out topic));
        if (change.Visibility.IsSet)
            faults.Add("visibility", Words.Visibility.Check(change.Visibility.Value, out visibility));
        if (change.Translation.IsSet)
            faults.Add("translation", Words.Translation.Check(change.Translation.Value, out translation));
        faults.Add("slowModeSeconds", change.SlowModeSeconds.Or(0) is null or < 0 or > MaxSlowModeSeconds ? $"Must be a whole number from 0 to {MaxSlowModeSeconds}." : null);
        faults.Add("retentionDays", change.RetentionDays.Or(1) is < 1 or > MaxRetentionDays ? $"Must be a whole number from 1 to {MaxRetentionDays}, or null for never." : null);
        faults.ThrowIfAny();
        return new RoomSettings(title, topic, visibility)
        {
            Translation = translation,
            SlowModeSeconds = change.SlowModeSeconds.Or(SlowModeSeconds)!.Value,
            RetentionDays = change.RetentionDays.Or(RetentionDays),
        };
    }

    private static string? CheckLine(string? text, int least, int most, out string line)
    {
        line = "";
        return text is null ? "Must not be null." : Line.Check(text, least, most, out line);
    }
}

/// <summary>What someone wants to change about a room; what is not set stays. Nothing is checked yet.</summary>
public sealed record RoomSettingsChange
{
    public Optional<string?> Title { get; init; }

    public Optional<string?> Topic { get; init; }

    public Optional<string?> Visibility { get; init; }

    public Optional<string?> Translation { get; init; }

    public Optional<int?> SlowModeSeconds { get; init; }

    public Optional<int?> RetentionDays { get; init; }

    /// <summary>Whether anything but who may translate is asked for: the one thing that can be changed about a direct conversation.</summary>
    public bool IsBeyondTranslation => Title.IsSet || Topic.IsSet || Visibility.IsSet || SlowModeSeconds.IsSet || RetentionDays.IsSet;
}
