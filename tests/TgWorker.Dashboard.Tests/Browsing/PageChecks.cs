namespace TgWorker.Dashboard.Tests.Browsing;

/// <summary>Scripts that look at a page as a person with worse eyes, or none, would.</summary>
internal static class PageChecks
{
    /// <summary>Visible texts whose contrast is below 4.5 to 1, as WCAG AA asks.</summary>
    public const string Unreadable =
        """
        (() => {
          const parse = text => (text.match(/[\d.]+/g) ?? []).map(Number);
          const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
            .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
          const ground = element => {
            for (let at = element; at; at = at.parentElement) {
              const colour = parse(getComputedStyle(at).backgroundColor);
              if (colour.length === 3 || colour[3] === 1) return colour;
            }
            return [255, 255, 255];
          };
          const bad = [];
          for (const element of document.querySelectorAll('body *')) {
            const text = [...element.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent.trim()).join('');
            if (!text || !element.checkVisibility() || element.closest('svg')) continue;
            const [one, other] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
            if ((one + 0.05) / (other + 0.05) < 4.5) bad.push(`${location.pathname} <${element.localName} ${element.className}> ${text.slice(0, 30)}`);
          }
          return bad;
        })()
        """;

    /// <summary>Controls and pictures without a name for a screen reader.</summary>
    public const string Unlabelled =
        """
        [...document.querySelectorAll('a, button, input:not([type=hidden]), select, summary, progress, svg[role=img], nav, table')]
          .filter(element => !(element.textContent.trim() || element.ariaLabel || element.labels?.length || element.title))
          .map(element => `${location.pathname} <${element.localName} ${element.className}>`)
        """;

    /// <summary>How bright the ground is, from 0 to 1.</summary>
    public const string Brightness =
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number).reduce((a, b) => a + b) / 765";
}
