using Marketplace.Bench;

return args switch
{
    ["load", ..] => await new LoadBench(new BenchOptions(args)).Run(),
    ["eval", "search", ..] => await new SearchEval(new BenchOptions(args)).Run(),
    ["eval", "speed", ..] => await new SearchSpeed(new BenchOptions(args)).Run(),
    ["chaos", ..] => await new Chaos(new BenchOptions(args)).Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Usage: Marketplace.Bench load [--seconds 10] [--products 10000] [--clients 1,16,64] | chaos [--purchases 10000] [--seed 1] | eval search --folder FOLDER [--out run.csv] | eval speed [--products 100000]");
    return 2;
}
