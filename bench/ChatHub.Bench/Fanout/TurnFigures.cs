namespace ChatHub.Bench.Fanout;

/// <summary>What one turn gave.</summary>
/// <param name="Deliveries">Of messages, to readers.</param>
/// <param name="Patches">Deliveries of translations.</param>
/// <param name="Sends">Messages that were sent.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="Cpu">The server's processor time, in s.</param>
/// <param name="DriverCpu">The driver's, in s.</param>
/// <param name="P50">Of the latencies from when a message was due until a reader had it, in ms.</param>
/// <param name="P99">The same.</param>
/// <param name="P999">The same.</param>
/// <param name="Late">The p99 of how late the messages left that were due at a fixed time, in ms; NaN without.</param>
internal sealed record TurnFigures(long Deliveries, long Patches, long Sends, double Seconds, double Cpu, double DriverCpu, double P50, double P99, double P999, double Late)
{
    /// <summary>Above this share of its processor the driver's own speed is what is measured.</summary>
    private const double Full = 0.95;

    /// <summary>Of messages alone, per second of the server's processor time.</summary>
    public double DeliveriesPerCpu => Deliveries / Cpu;

    /// <summary>Of messages and translations.</summary>
    public double AllPerCpu => (Deliveries + Patches) / Cpu;

    public double SendsPerSecond => Sends / Seconds;

    public double ServerShare => Cpu / Seconds;

    public double DriverShare => DriverCpu / Seconds;

    public bool IsDriverFull => DriverShare > Full;

    public static TurnFigures Of(Histogram latencies, Histogram lateness, long patches, long sends, TimeSpan duration, TimeSpan cpu, TimeSpan driver) => new(
        latencies.Count, patches, sends, duration.TotalSeconds, cpu.TotalSeconds, driver.TotalSeconds,
        latencies.Quantile(0.5), latencies.Quantile(0.99), latencies.Quantile(0.999), lateness.Quantile(0.99));
}
