namespace TgWorker.Dashboard.Tests.Browsing;

[CollectionDefinition(nameof(BrowserCollection))]
public sealed class BrowserCollection : ICollectionFixture<Chromium>;
