using System.Text;
using Microsoft.AspNetCore.Http;
using TgWorker.Dashboard.Assets;
using TgWorker.Dashboard.Markup;

namespace TgWorker.Dashboard.Serving;

/// <summary>Writes answers.</summary>
internal static class Answer
{
    private const string Forever = "public, max-age=31536000, immutable";

    public static Task HtmlAsync(HttpContext http, int status, Html page) =>
        BytesAsync(http, status, "text/html; charset=utf-8", Encoding.UTF8.GetBytes(page.ToString()));

    public static Task JsonAsync(HttpContext http, int status, object model) =>
        BytesAsync(http, status, "application/json", PageJson.Of(model));

    public static Task AssetAsync(HttpContext http, string path)
    {
        if (AssetFiles.Find(path) is not { } file)
        {
            return TextAsync(http, StatusCodes.Status404NotFound, "There is no such file.");
        }

        http.Response.Headers.CacheControl = Forever;
        return BytesAsync(http, StatusCodes.Status200OK, file.Type, file.Bytes);
    }

    public static Task TextAsync(HttpContext http, int status, string text) =>
        BytesAsync(http, status, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));

    /// <summary>Goes on with another page; the browser asks for it with GET.</summary>
    public static Task GoAsync(HttpContext http, PageLink page)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = page.ToString();
        return Task.CompletedTask;
    }

    private static Task BytesAsync(HttpContext http, int status, string type, byte[] bytes)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        return HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask
            : http.Response.Body.WriteAsync(bytes, http.RequestAborted).AsTask();
    }
}
