namespace ChatHub.Domain.Time;

/// <summary>Days as they are stored: counted since 1970, in UTC.</summary>
public static class UnixDay
{
    /// <summary>The day as people write it.</summary>
    public static DateOnly ToDate(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(day));

    extension(DateTimeOffset at)
    {
        /// <summary>The day that it is in.</summary>
        public int ToUnixDay() => (int)(at.ToUnixTimeSeconds() / (24 * 60 * 60));
    }
}
