namespace ChatHub.Contracts;

/// <summary>What was sent for a room on a day.</summary>
/// <param name="Day" example="2026-11-24">In UTC.</param>
/// <param name="Provider">The translator.</param>
/// <param name="Room">The room's name.</param>
/// <param name="Texts">How many texts.</param>
/// <param name="Characters">Their code points, as they were sent: without names, links, code and the like.</param>
public sealed record DailyUseDto(DateOnly Day, string Provider, string Room, long Texts, long Characters);
