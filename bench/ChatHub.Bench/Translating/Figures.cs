namespace ChatHub.Bench.Translating;

/// <summary>What one turn of a setting gave.</summary>
/// <param name="P50">Of the originals' latencies, in ms.</param>
/// <param name="P99">Of the originals' latencies, in ms.</param>
/// <param name="PatchP50">Of the translations' latencies, in ms; NaN without any.</param>
/// <param name="PatchP99">Of the translations' latencies, in ms; NaN without any.</param>
/// <param name="Cpu">The server's processor time, in s.</param>
/// <param name="Originals">Deliveries of originals.</param>
/// <param name="Patches">Deliveries of patches of any state.</param>
/// <param name="Failed">Those among them that are no translation.</param>
/// <param name="Requests">That came to the provider.</param>
internal sealed record Figures(double P50, double P99, double PatchP50, double PatchP99, double Cpu, int Originals, int Patches, int Failed, long Requests)
{
    public double OriginalsPerCpu => Originals / Cpu;

    public double DeliveriesPerCpu => (Originals + Patches) / Cpu;

    public static Figures Of(Load load, TimeSpan cpu, long requests)
    {
        var (originals, patches) = (load.OriginalLatencies(), load.PatchLatencies());
        return new Figures(
            Quantile(originals, 0.5), Quantile(originals, 0.99), Quantile(patches, 0.5), Quantile(patches, 0.99), cpu.TotalSeconds,
            load.Originals, load.Patches, load.Failed, requests);
    }

    public static double Quantile(double[] sorted, double part) => sorted.Length == 0 ? double.NaN : sorted[(int)((sorted.Length - 1) * part)];
}
