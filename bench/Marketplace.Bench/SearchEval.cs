using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Marketplace.Client;
using Marketplace.Lab;

namespace Marketplace.Bench;

/// <summary>Judged queries asked of the public search over a catalogue imported through the public API: nDCG@10 by group, and what found nothing.</summary>
internal sealed class SearchEval(BenchOptions options)
{
    private const int Depth = 10;
    private const string Folder = "folder";

    /// <summary>Imports, asks, prints; exit code 0 when every group reaches 0.90 and the whole 0.95.</summary>
    public async Task<int> Run()
    {
        var folder = options.Word(Folder) ?? throw new ArgumentException("Say where the judged catalogue lies: --folder FOLDER.");
        var judged = JudgedQueries.Read(folder);
        await using var cluster = await PostgresCluster.Start(durable: false);
        var settings = new Dictionary<string, string> { ["Search__LexiconSeconds"] = "1", ["Search__CheckMinutes"] = "0" };
        await using var host = new HostProcess(options.HostProgram, cluster.Connection, settings);
        Console.WriteLine($"Host ready after {(await host.Start()).TotalSeconds:0.0} s.");
        using var http = MarketplaceApi.Connect(host.Address);

        var barcodes = await SearchCatalogue.Import(http, folder, Console.WriteLine);
        var run = await Ask(http, judged, barcodes);
        if (options.Word("out") is { } file) await WriteRun(file, run);
        return Report(judged, run);
    }

    private static async Task<Dictionary<string, List<string>>> Ask(
        HttpClient http, IReadOnlyList<JudgedQuery> judged, Dictionary<Guid, string> barcodes)
    {
        var api = new MarketplaceApi(http);
        var run = new Dictionary<string, List<string>>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var query in judged)
        {
            var page = await api.Get($"search?q={Uri.EscapeDataString(query.Text)}&limit={Depth}");
            run[query.Id] = [.. page.GetProperty("items").EnumerateArray().Select(i => barcodes[i.GetProperty("id").GetGuid()])];
        }

        Console.WriteLine($"{judged.Count} queries, {watch.Elapsed.TotalMilliseconds / judged.Count:0.0} ms each, one after another.");
        return run;
    }

    private static int Report(IReadOnlyList<JudgedQuery> judged, Dictionary<string, List<string>> run)
    {
        var scores = judged.Select(q => (q.Group, q.Half, Score: Ndcg(q, run[q.Id]), Empty: run[q.Id].Count == 0)).ToArray();
        Console.WriteLine("group            queries  nDCG@10   half 1   half 2   empty");
        var good = true;
        foreach (var group in scores.GroupBy(s => s.Group).OrderBy(g => g.Key, StringComparer.Ordinal).Prepend(scores.GroupBy(_ => "all").First()))
        {
            var rows = group.ToArray();
            var mean = rows.Average(r => r.Score);
            good &= mean >= (group.Key == "all" ? 0.95 : 0.90);
            string Half(int half) => rows.Where(r => r.Half == half).Select(r => r.Score).DefaultIfEmpty().Average().ToString("0.0000", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{group.Key,-16} {rows.Length,7}   {mean:0.0000}   {Half(1)}   {Half(2)}   {rows.Average(r => r.Empty ? 1.0 : 0):0.000}"));
        }

        return good ? 0 : 1;
    }

    private static double Ndcg(JudgedQuery query, List<string> found)
    {
        double Gain(int place) => 1 / Math.Log2(place + 2);
        var ideal = Enumerable.Range(0, Math.Min(Depth, query.Relevant.Count)).Sum(Gain);
        return found.Take(Depth).Select((p, i) => query.Relevant.Contains(p) ? Gain(i) : 0).Sum() / ideal;
    }

    private static async Task WriteRun(string file, Dictionary<string, List<string>> run) => await File.WriteAllLinesAsync(
        file,
        run.SelectMany(q => q.Value.Select((p, i) => $"{q.Key},{p},{i + 1}")).Prepend("query_id,product_id,rank"));
}

/// <summary>A query with the products that answer it.</summary>
internal sealed record JudgedQuery(string Id, string Text, string Group, int Half, HashSet<string> Relevant);

/// <summary>The judged queries of a folder.</summary>
internal static class JudgedQueries
{
    /// <summary>Queries, labels and groups; half 2 was looked at only after the work on half 1 was done.</summary>
    public static IReadOnlyList<JudgedQuery> Read(string folder)
    {
        var labels = Rows(folder, "dev_labels.csv.gz").Where(r => r[2] != "0").ToLookup(r => r[0], r => r[1]);
        return [.. Rows(folder, "dev_queries.csv.gz").Select((r, i) =>
            new JudgedQuery(r[0], r[1], $"{r[3]}-{r[2]}", (i % 2) + 1, [.. labels[r[0]]])).Where(q => q.Relevant.Count > 0)];
    }

    /// <summary>Rows of a compressed table without its heading; a quoted field may hold commas and doubled quotes.</summary>
    public static IEnumerable<string[]> Rows(string folder, string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(folder, file)), CompressionMode.Decompress));
        reader.ReadLine();
        while (reader.ReadLine() is { } line) yield return Fields(line);
    }

    private static string[] Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new System.Text.StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"') field.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(line[i]);
        }

        return [.. fields, field.ToString()];
    }
}

/// <summary>Puts a catalogue of names up through the public API, as one shop's import would.</summary>
internal static class SearchCatalogue
{
    private const string Password = "search evaluation 2026";

    /// <summary>Imports every product and waits until search has them; answers bar codes by product.</summary>
    public static async Task<Dictionary<Guid, string>> Import(HttpClient http, string folder, Action<string> say)
    {
        var admin = await new MarketplaceApi(http).SignIn("admin@demo.test", HostProcess.AdminPassword);
        var category = (await admin.Post("categories", new { names = new { ru = "Еда", uz = "Ovqat", en = "Food" } })).GetProperty("id").GetGuid();
        var owner = await Shop(http, admin);
        var barcodes = new Dictionary<Guid, string>();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        foreach (var chunk in Products(folder).Chunk(500))
        {
            var made = await owner.Post("seller/products/batch", new { items = chunk.Select(p => Item(p.Barcode, p.Name, category)) });
            foreach (var item in made.GetProperty("items").EnumerateArray())
            {
                if (item.GetProperty("status").GetString() == "ERROR") throw new InvalidOperationException($"Not imported: {item}");
                barcodes[item.GetProperty("product").GetGuid()] = item.GetProperty("offers")[0].GetProperty("sku").GetString()!;
            }
        }

        say($"{barcodes.Count} products imported in {watch.Elapsed.TotalSeconds:0.0} s.");
        watch.Restart();
        while ((await owner.Get("search?limit=1")).GetProperty("total").GetProperty("value").GetInt64() < Math.Min(barcodes.Count, 20_000)) await Task.Delay(100);
        say($"All of them in search {watch.Elapsed.TotalSeconds:0.0} s later.");
        await Task.Delay(TimeSpan.FromSeconds(2));
        await owner.Get("search?q=a&limit=1");
        await Task.Delay(TimeSpan.FromSeconds(3));
        return barcodes;
    }

    private static IEnumerable<(string Barcode, string Name)> Products(string folder)
    {
        using var reader = new StreamReader(
            new GZipStream(File.OpenRead(Path.Combine(folder, "products.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            var product = JsonSerializer.Deserialize<JsonElement>(line);
            yield return (product.GetProperty("barcode").GetString()!, product.GetProperty("name").GetString()!);
        }
    }

    // Only names are judged: the description repeats the name as often as the checks ask for.
    private static object Item(string barcode, string name, Guid category)
    {
        var title = name.Length < 3 ? name.PadRight(3, '.') : name.Length > 200 ? name[..200] : name;
        return new
        {
            title, categoryId = category, description = string.Join(" ", Enumerable.Repeat(name, (20 / (name.Length + 1)) + 1)),
            variants = new[]
            {
                new { onHand = 10, offer = new { sku = barcode, price = new { amount = 10_000, currency = "RUB" }, weightGrams = 400 } },
            },
        };
    }

    private static async Task<MarketplaceApi> Shop(HttpClient http, MarketplaceApi admin)
    {
        var owner = await new MarketplaceApi(http).Register("food@lab.test", Password, "Food");
        var shop = (await owner.Post("seller/shop", new { name = "Lab", slug = "lab-food", country = "RU", legalForm = "COMPANY", autoAccept = true }))
            .GetProperty("id").GetGuid();
        await admin.Post($"sellers/{shop}/approve");
        while (!(await owner.Get("me")).GetProperty("roles").EnumerateArray().Any(r => r.GetString() == "seller"))
        {
            await Task.Delay(50);
            await owner.SignIn("food@lab.test", Password);
        }

        return owner;
    }
}
