using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Kernel;
using Xunit;

namespace Marketplace.Tests.Integration.Journeys.BadInput;

public sealed class BadInputTests
{
    private const string AsItIs = "as it is";
    private const int Seed = 20261120;
    private const int PerOperation = 34;
    private static readonly bool Long = Environment.GetEnvironmentVariable("MARKETPLACE_LONG") == "1";
    private static readonly string[] Everybody = ["nobody", "anon", "buyer", "seller", "stranger", "admin"];

    [Fact]
    public async Task No_input_makes_any_operation_fail_hang_or_talk_about_its_insides()
    {
        await using var market = await TriedMarket.Open();
        var operations = await Operation.ReadAll(market.Host);
        var random = new Random(Seed);
        var attempts = operations.SelectMany(o => Attempts(o, market, random)).ToArray();
        random.Shuffle(attempts);

        // What is meant seriously comes last: it cancels, closes and suspends what bad input should be tried on.
        attempts = [.. attempts.OrderBy(a => a.What == AsItIs)];

        var (faults, statuses) = (new ConcurrentBag<string>(), new ConcurrentDictionary<int, int>());
        await Parallel.ForEachAsync(attempts, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (attempt, _) =>
        {
            var (status, fault) = await attempt.Send(market.ClientOf(attempt.Caller));
            statuses.AddOrUpdate(status, 1, (_, n) => n + 1);
            if (fault is not null) faults.Add($"{attempt}: {fault}");
        });

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{operations.Count} operations, {attempts.Length} requests: {string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}×{s.Value}"))}");
        Assert.True(operations.Count > 100, $"The document has {operations.Count} operations only.");
        Assert.True(faults.IsEmpty, $"{faults.Count} of {attempts.Length}:\n" + string.Join('\n', faults.Order().Take(Long ? 2000 : 60)));
        Assert.True(statuses.Keys.Any(s => s is >= 200 and < 300) && statuses.ContainsKey(422) && statuses.ContainsKey(400) && statuses.ContainsKey(413));
    }

    private static IEnumerable<Attempt> Attempts(Operation operation, TriedMarket market, Random random)
    {
        var example = operation.Example is { } given ? market.Meant(given) : null;
        var good = example is null ? null : Encoding.UTF8.GetBytes(example.ToJsonString());
        var callers = operation.Roles.Where(r => r != "admin" || operation.Roles.Count == 1).Append(operation.Roles[0] == "anon" ? "buyer" : operation.Roles[0]).ToArray();
        var target = market.Target(operation);
        var query = target.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        Attempt From(string what, string? at) => new(operation, callers[random.Next(callers.Length)], at ?? target, what) { Body = good, Key = NewKey() };

        var fixed_ = new List<Attempt>(Everybody.Select(c => From(AsItIs, null) with { Caller = c }));
        var varied = new List<Attempt>();
        foreach (var field in operation.PathFields)
            varied.AddRange(BadValues.Path.Select(v => From($"path {field} = {BadValues.Short(v)}", market.Target(operation, field, v))));
        foreach (var field in operation.QueryFields)
            varied.AddRange(BadValues.Query.Select(v => From($"query {field} = {BadValues.Short(v)}", $"{target}{query}{field}={v}")));
        if (operation.Method != "GET") fixed_.AddRange(BadHeaders(From));
        if (operation.TakesBody) fixed_.AddRange(BadBodies(From, example));
        if (example is not null)
            varied.AddRange(BadValues.Broken(example).Select(b => From(b.What, null) with { Body = Encoding.UTF8.GetBytes(b.Body) }));

        var chosen = varied.ToArray();
        random.Shuffle(chosen);
        return fixed_.Concat(Long ? chosen : chosen.Take(PerOperation));
    }

    private static IEnumerable<Attempt> BadHeaders(Func<string, string?, Attempt> from)
    {
        foreach (var key in (string[])["", "short", "with a space in it", new string('k', 300)])
            yield return from($"key '{BadValues.Short(key)}'", null) with { Key = key };
        foreach (var version in (string[])["", "\"1\"", "W/\"1\"", "\"999999999999999999999\"", "garbage", "\"-1\""])
            yield return from($"If-Match '{version}'", null) with { IfMatch = version };
    }

    private static IEnumerable<Attempt> BadBodies(Func<string, string?, Attempt> from, JsonNode? example)
    {
        foreach (var body in BadValues.Bodies)
            yield return from($"body {BadValues.Short(Encoding.UTF8.GetString(body))}", null) with { Body = body };
        yield return from("no body", null) with { Body = null };
        yield return from("text", null) with { ContentType = "text/plain" };
        yield return from("a form", null) with { ContentType = "application/x-www-form-urlencoded" };
        if (example is JsonObject) yield return from("2 MB", null) with { Body = Encoding.UTF8.GetBytes($"{{\"unknownField\":\"{new string('x', 2_000_000)}\"}}") };
    }

    private static string NewKey() => "fuzz-" + Guid.NewGuid().ToString("N");
}
