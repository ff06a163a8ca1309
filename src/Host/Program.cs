using Marketplace.Host;

if (args is ["--health", ..]) return await HealthProbe.Ask();

var app = MarketplaceHost.Build(args);
await MarketplaceHost.Prepare(app);
await app.RunAsync();
return 0;
