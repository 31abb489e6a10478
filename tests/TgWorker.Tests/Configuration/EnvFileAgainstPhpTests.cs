using System.Diagnostics;
using System.Text.Json;
using TgWorker.Hosting.Sources;

namespace TgWorker.Tests.Configuration;

/// <summary>Compares our reading of a <c>.env</c> with that of Laravel's own library, where PHP and the library are installed.</summary>
public sealed class EnvFileAgainstPhpTests
{
    private const string Library = "/usr/share/php/Dotenv/autoload.php";

    private const string File = """
        # Laravel's own file, more or less
        APP_NAME=Laravel
        APP_KEY=base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
        export REDIS_HOST=127.0.0.1
        REDIS_PASSWORD=null
        REDIS_PORT = 6379
        EMPTY=
        EMPTY_QUOTED=""
        COMMENTED=value # not this
        HASH="a # b"
        SINGLE='single ${APP_NAME} \n $x'
        DOUBLE="double ${APP_NAME} \"quoted\" \\ tab\tline\nend"
        DOLLAR="pa$word"
        ESCAPED="\${APP_NAME}"
        NESTED=${APP_NAME}_database_
        UNKNOWN=${NOT_DEFINED_ANYWHERE}
        EQUALS=a=b=c
        UTF8="Ж😀"
        APP_NAME_2="${APP_NAME} ${NESTED}"
        LINES="one
        two # still
        three"
        LAST=1
        """;

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Read_OrdinaryFile_HasThePhpLibrarysValues(string lineEnd)
    {
        var file = File.ReplaceLineEndings(lineEnd);

        var ours = EnvFile.Read(file, _ => null);

        Assert.Equal(Expected, ours);
        if (System.IO.File.Exists(Library))
        {
            Assert.Equal(PhpsValues(file), ours);
        }
    }

    // What phpdotenv 5.4 makes of the file.
    private static Dictionary<string, string> Expected => new()
    {
        ["APP_NAME"] = "Laravel",
        ["APP_KEY"] = "base64:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        ["REDIS_HOST"] = "127.0.0.1",
        ["REDIS_PASSWORD"] = "null",
        ["REDIS_PORT"] = "6379",
        ["EMPTY"] = "",
        ["EMPTY_QUOTED"] = "",
        ["COMMENTED"] = "value",
        ["HASH"] = "a # b",
        ["SINGLE"] = "single ${APP_NAME} \\n $x",
        ["DOUBLE"] = "double Laravel \"quoted\" \\ tab\tline\nend",
        ["DOLLAR"] = "pa$word",
        ["ESCAPED"] = "${APP_NAME}",
        ["NESTED"] = "Laravel_database_",
        ["UNKNOWN"] = "${NOT_DEFINED_ANYWHERE}",
        ["EQUALS"] = "a=b=c",
        ["UTF8"] = "Ж😀",
        ["APP_NAME_2"] = "Laravel Laravel_database_",
        ["LINES"] = "one\ntwo # still\nthree",
        ["LAST"] = "1",
    };

    private static Dictionary<string, string>? PhpsValues(string file)
    {
        const string program = $"require '{Library}'; echo json_encode(Dotenv\\Dotenv::parse(stream_get_contents(STDIN)));";
        using var php = Process.Start(new ProcessStartInfo("php", ["-r", program])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        php.StandardInput.Write(file);
        php.StandardInput.Close();
        var (output, error) = (php.StandardOutput.ReadToEnd(), php.StandardError.ReadToEnd());
        php.WaitForExit();
        Assert.True(php.ExitCode == 0, $"{output} {error}");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(output);
    }
}
