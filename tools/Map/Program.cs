using Marketplace.Map;

if (args is not [var target])
{
    Console.Error.WriteLine("Usage: Marketplace.Map <file.md>");
    return 2;
}

var solution = CompiledSolution.Read(AppContext.BaseDirectory);
File.WriteAllText(target, MapPage.Of(solution));
Console.WriteLine($"{target}: {solution.Messages.Count} messages, {solution.PublishedQueries.Count} published queries.");
return 0;
