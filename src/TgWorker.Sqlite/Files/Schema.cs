using System.Globalization;
using TgWorker.Core.Queues;
using TgWorker.Sqlite.Statements;

namespace TgWorker.Sqlite.Files;

/// <summary>The version of a file's tables, and the way to the one this program works with.</summary>
internal static class Schema
{
    /// <summary>The version this program works with.</summary>
    public const int Version = 11;

    /// <summary>Says that a file is a queue of tgworker (application_id): "tgwq".</summary>
    public const int ApplicationId = 0x74677771;

    /// <summary>Whether the database is empty.</summary>
    /// <exception cref="QueueUnsupportedException">It is something else, or a newer program wrote it.</exception>
    public static bool IsNew(RawConnection connection, SqlTexts sql, string path)
    {
        var (application, version) = (connection.AskNumber("PRAGMA application_id"), connection.AskNumber("PRAGMA user_version"));
        if (application == 0 && version == 0 && connection.AskNumber(sql["opening.objects"]) == 0)
        {
            return true;
        }

        if (application != ApplicationId)
        {
            throw new QueueUnsupportedException(
                $"{path}: this SQLite database belongs to something else, and was left as it is: name another file");
        }

        return version <= Version
            ? false
            : throw new QueueUnsupportedException(
                $"{path}: a newer tgworker wrote this file (its version is {version}, this program knows {Version}), and it was left "
                    + $"as it is: start the newer program, or name another file");
    }

    /// <summary>Brings the tables to this program's version. Within a transaction that holds the right to write.</summary>
    public static void Migrate(RawConnection connection, SqlTexts sql)
    {
        for (var version = connection.AskNumber("PRAGMA user_version") + 1; version <= Version; version++)
        {
            connection.Execute(sql[string.Create(CultureInfo.InvariantCulture, $"schema.{version}")]);
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {version}"));
            connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        }
    }
}
