using Marketplace.Client;
using Marketplace.Demo;
using Marketplace.Demo.Market;

var options = new DemoOptions(args);
using var http = MarketplaceApi.Connect(options.Api);
switch (options.Command)
{
    case "market":
        return await new DemoMarket(http, options).Load();
    default:
        Console.Error.WriteLine("Usage: Marketplace.Demo market|olist [FOLDER] --api URL [--signins FILE]");
        return 2;
}
