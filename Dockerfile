# The marketplace as an image: docker build -t marketplace .

# The project and lock files alone, so that packages are restored again only when these change.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS projects
WORKDIR /all
COPY . .
RUN mkdir /projects \
    && cp global.json Directory.Build.props Directory.Packages.props /projects/ \
    && find src \( -name '*.csproj' -o -name packages.lock.json \) -exec cp --parents {} /projects/ \;

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY --from=projects /projects .
RUN dotnet restore src/Host/Marketplace.Host.csproj --locked-mode
COPY .editorconfig .
COPY src src
RUN dotnet publish src/Host/Marketplace.Host.csproj -c Release --no-restore -o /app -p:UseAppHost=false

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# The only folder the program may write to.
RUN install -d -o "$APP_UID" -g "$APP_UID" /data
VOLUME /data
USER $APP_UID
ENV ASPNETCORE_URLS=http://+:8080 \
    Adapters__Storage__filesystem__Root=/data/files \
    Adapters__Payments__sandbox__DataPath=/data/payments
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["dotnet", "Marketplace.Host.dll", "--health"]
ENTRYPOINT ["dotnet", "Marketplace.Host.dll"]
