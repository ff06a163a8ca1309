using Marketplace.Application.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Infrastructure.Notifications;

internal sealed class NotificationsRegistration : IContextRegistration
{
    public void Register(IServiceCollection services, IConfiguration settings) => services.AddScoped<Addressees>();
}
