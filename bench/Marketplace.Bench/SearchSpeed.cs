using System.Diagnostics;
using System.Globalization;
using Marketplace.Lab;
using Npgsql;

namespace Marketplace.Bench;

/// <summary>Search and suggestions over the public API on a large generated index: latency by clients, sizes, and the plan of the dearest query.</summary>
/// <remarks>Cards are generated in SQL behind the catalogue's back, then search fills its index from them as after an upgrade.</remarks>
internal sealed class SearchSpeed(BenchOptions options)
{
    private static readonly string[] Queries =
    [
        "молоко", "сыр", "красный чай", "молочный шоколад 100 г", "шаколад", "vjkjrj", "moloko", "кофе для дома", "чайник электрический синий",
        "наушники", "беспр", "стол", "товар", "товар синий", "кружка керамическая 300 мл", "подарок", "ytn nfrjuj", "xozyaystvennoe mylo",
    ];

    /// <summary>Generates, waits for the index, measures, prints.</summary>
    public async Task<int> Run()
    {
        var products = options.Number("products", 100_000);
        await using var cluster = await PostgresCluster.Start(durable: false);
        var settings = new Dictionary<string, string> { ["Search__LexiconSeconds"] = "5", ["Search__CheckMinutes"] = "0" };
        await using var host = new HostProcess(options.HostProgram, cluster.Connection, settings);
        await host.Start();
        await using var database = NpgsqlDataSource.Create(cluster.Connection);
        Console.WriteLine($"{products} products generated in {await Timed(() => Execute(database, Generate(products))):0.0} s.");
        await Execute(database, "ANALYZE catalog.listings; ANALYZE catalog.products");

        using var http = Client.MarketplaceApi.Connect(host.Address);
        var admin = await new Client.MarketplaceApi(http).SignIn("admin@demo.test", HostProcess.AdminPassword);
        await admin.Post("search/index-runs", new { kind = "REBUILD" });
        Console.WriteLine($"Index filled and switched in {await Timed(() => Done(admin)):0.0} s.");
        Console.WriteLine(await Sizes(database));
        await http.GetAsync("search?q=a");
        await Task.Delay(TimeSpan.FromSeconds(8));

        foreach (var clients in options.Numbers("clients", "1,16"))
        {
            Print("search", clients, await Measure(http, clients, q => $"search?q={Uri.EscapeDataString(q)}"));
            Print("suggest", clients, await Measure(http, clients, q => $"search/suggest?q={Uri.EscapeDataString(q[..Math.Min(q.Length, 5)])}"));
        }

        foreach (var query in Queries)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < 5; i++) await http.GetStringAsync($"search?q={Uri.EscapeDataString(query)}");
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {watch.Elapsed.TotalMilliseconds / 5,7:0.0} ms  {query}"));
        }

        return 0;
    }

    private async Task<List<double>> Measure(HttpClient http, int clients, Func<string, string> path)
    {
        var until = Stopwatch.GetTimestamp() + (options.Number("seconds", 10) * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, clients).Select(async client =>
        {
            var (times, random) = (new List<double>(), new Random(client));
            while (Stopwatch.GetTimestamp() < until)
            {
                var watch = Stopwatch.StartNew();
                using var answer = await http.GetAsync(path(Queries[random.Next(Queries.Length)]));
                answer.EnsureSuccessStatusCode();
                times.Add(watch.Elapsed.TotalMilliseconds);
            }

            return times;
        }));
        return [.. all.SelectMany(t => t).Order()];
    }

    private void Print(string what, int clients, List<double> times) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{what,-8} {clients,3} clients: {times.Count / options.Number("seconds", 10),5}/s  p50 {times[times.Count / 2],6:0.0}  p95 {times[times.Count * 95 / 100],6:0.0}  p99 {times[times.Count * 99 / 100],6:0.0} ms"));

    private static async Task<double> Timed(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task Done(Client.MarketplaceApi admin)
    {
        for (; ; await Task.Delay(200))
        {
            var run = (await admin.Get("search/index-runs?limit=1")).GetProperty("items")[0];
            if (run.GetProperty("state").GetString() == "DONE") return;
        }
    }

    private static async Task<string> Sizes(NpgsqlDataSource database)
    {
        await using var command = database.CreateCommand("""
            SELECT string_agg(c.relname || ' ' || pg_size_pretty(pg_relation_size(c.oid)), ', ' ORDER BY pg_relation_size(c.oid) DESC)
                || '; words ' || (SELECT count(*) FROM search_index.words_2)
            FROM pg_class c WHERE c.relnamespace = 'search_index'::regnamespace AND c.relname LIKE '%\_2%'
            """);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlDataSource database, string sql)
    {
        await using var command = database.CreateCommand("SET statement_timeout = 0;" + sql);
        command.CommandTimeout = 3600;
        await command.ExecuteNonQueryAsync();
    }

    // A few common words, many rare ones: each word's share falls with its rank, as in any language.
    private static string Generate(int products) => $"""
        SET session_replication_role = replica;
        INSERT INTO catalog.storefronts (id, name, selling) SELECT md5('shop' || s)::uuid, 'Shop ' || s, true FROM generate_series(1, 50) s;
        INSERT INTO catalog.categories (id, parent, path, names, position)
        SELECT md5('cat' || c)::uuid, NULL, replace(md5('cat' || c)::uuid::text, '-', '') || '/', jsonb_build_object('ru', 'Раздел ' || c), c
        FROM generate_series(1, 40) c;
        CREATE TEMP TABLE made AS
        SELECT n, md5('p' || n)::uuid AS id, md5('shop' || (n % 50 + 1))::uuid AS shop, md5('cat' || (n % 40 + 1))::uuid AS category,
            (ARRAY['Чай', 'Кофе', 'Молоко', 'Сыр', 'Стол', 'Кружка', 'Наушники', 'Чайник', 'Шоколад', 'Мыло'])[1 + floor(10 * power(random(), 1.5))::int]
            || ' ' || (ARRAY['красный', 'синий', 'молочный', 'электрический', 'керамическая', 'беспроводные', 'хозяйственное'])[1 + floor(7 * random())::int]
            || ' бренд' || chr(1072 + floor(32 * random())::int) || floor(2000 * power(random(), 3))::int
            || ' ' || translate(substr(md5((n % 150000)::text), 1, 7), '0123456789abcdef', 'абвгдеиклмнопрст')
            || ' товар ' || (ARRAY['100 г', '300 мл', '1 кг', '2 шт', '0,5 л'])[1 + floor(5 * random())::int] AS title
        FROM generate_series(1, {products}) n;
        INSERT INTO catalog.products (id, shop, category, title, description, attributes, translations, tags, images, state, refusals, revision,
            created_at, updated_at, published_at)
        SELECT id, shop, category, title, 'Обыкновенный товар, каких много на свете.', '[]', '[]', '[]', '[]', 'PUBLISHED', '[]', 1, now(), now(), now() FROM made;
        UPDATE catalog.products SET attributes = '{"{}"}', translations = '{"{}"}';
        INSERT INTO catalog.listings (product, category, shop, offer, price, listed_at, sold, in_stock, card)
        SELECT id, category, shop, md5('o' || n)::uuid, 1000 + n % 90000, now() - n * interval '1 second', floor(200 * power(random(), 6))::int, n % 10 > 0,
            json_build_object('id', id, 'title', title, 'categoryId', category, 'price', json_build_object('amount', 1000 + n % 90000, 'currency', 'RUB'),
                'offerId', md5('o' || n)::uuid, 'variantId', md5('v' || n)::uuid, 'shop', json_build_object('id', shop, 'name', 'Shop'), 'offers', 1)::text
        FROM made;
        """;
}
