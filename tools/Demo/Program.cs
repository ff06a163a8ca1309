using Marketplace.Client;
using Marketplace.Demo;
using Marketplace.Demo.Market;
using Marketplace.Demo.Olist;

var options = new DemoOptions(args);
using var http = MarketplaceApi.Connect(options.Api);
switch (options.Command)
{
    case "market":
        return await new DemoMarket(http, options).Load();
    case "olist":
        return await new Replay(http, options).Run();
    default:
        Console.Error.WriteLine(
            "Usage: Marketplace.Demo market --api URL [--signins FILE]\n"
            + "       Marketplace.Demo olist FOLDER --api URL [--state FILE] [--fresh] [--orders N] [--seed 1] [--clients 8] [--currency BRL]");
        return 2;
}
