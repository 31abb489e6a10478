"""A bot behind tgworker: takes each update of a chat in order, and answers through the Bot API.

    BOT_TOKEN=123456:ABC-DEF python3 bot.py         listens on http://127.0.0.1:8080/telegram; PORT, TELEGRAM_URL and DATABASE change what they name
"""
import json
import os
import sqlite3
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Telegram:
    """Calls the Bot API."""

    def __init__(self, token, url="https://api.telegram.org"):
        self._methods = f"{url.rstrip('/')}/bot{token}/"

    def call(self, method, **parameters):
        request = urllib.request.Request(
            self._methods + method, json.dumps(parameters).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)["result"]


class Done:
    """The updates that were answered, so that one that comes again after a crash is not answered twice."""

    def __init__(self, path):
        self._path = path
        with self._open() as database:
            database.execute("CREATE TABLE IF NOT EXISTS done (update_key TEXT PRIMARY KEY)")

    def __contains__(self, key):
        with self._open() as database:
            return database.execute("SELECT 1 FROM done WHERE update_key = ?", (key,)).fetchone() is not None

    def add(self, key):
        with self._open() as database:
            database.execute("INSERT OR IGNORE INTO done VALUES (?)", (key,))

    def _open(self):
        return sqlite3.connect(self._path, timeout=10)


def handle(update, telegram):
    """What the bot does with an update. This is where your code goes."""
    message = update.get("message") or {}
    if message.get("text") == "/start":
        telegram.call("sendMessage", chat_id=message["chat"]["id"], text="Hello! Say something.")
    elif "text" in message:
        telegram.call("sendMessage", chat_id=message["chat"]["id"], text=f"You said: {message['text']}")


def answer(update, key, telegram, done):
    """Handles an update once. Returns the status and the headers that tell tgworker what follows."""
    if key in done:
        return 204, {}
    try:
        handle(update, telegram)
    except urllib.error.HTTPError as error:
        if error.code == 429:
            # The chat waits as long as Telegram asks, and only this chat; no try is used up.
            seconds = json.load(error).get("parameters", {}).get("retry_after", 1)
            return 503, {"Retry-After": str(seconds)}
        # Telegram refuses it for good: another try would not help. It becomes a failed job. Anything else is tried again.
        return (422 if error.code < 500 else 502), {}
    except OSError:
        return 502, {}
    done.add(key)
    return 204, {}


class Endpoint(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        update = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        status, headers = answer(update, self.headers["Idempotency-Key"], self.server.telegram, self.server.done)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


def serve(port, telegram, done):
    server = ThreadingHTTPServer(("127.0.0.1", port), Endpoint)
    server.telegram, server.done = telegram, done
    return server


if __name__ == "__main__":
    token = os.environ.get("BOT_TOKEN") or exit("BOT_TOKEN is missing: give the token that @BotFather gave you.")
    bot = serve(
        int(os.environ.get("PORT", "8080")),
        Telegram(token, os.environ.get("TELEGRAM_URL", "https://api.telegram.org")),
        Done(os.environ.get("DATABASE", "done.db")))
    print(f"Listening on http://127.0.0.1:{bot.server_address[1]}/telegram", flush=True)
    bot.serve_forever()
