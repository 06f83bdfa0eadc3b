using BenchmarkDotNet.Running;
using ChatHub.MicroBench;

// The hot pieces by themselves. What they add up to is measured by ChatHub.Bench, over the wire.
BenchmarkSwitcher.FromAssembly(typeof(EncodeBenchmark).Assembly).Run(args);
