<?php

// A bot behind tgworker: takes each update of a chat in order, and answers through the Bot API.
//
//   BOT_TOKEN=123456:ABC-DEF PHP_CLI_SERVER_WORKERS=16 php -S 127.0.0.1:8080 index.php         TELEGRAM_URL and DONE change what they name

/** Calls the Bot API. */
class Telegram
{
    public function __construct(private string $token, private string $url = 'https://api.telegram.org')
    {
    }

    public function call(string $method, array $parameters): array
    {
        $body = @file_get_contents(rtrim($this->url, '/') . "/bot{$this->token}/$method", false, stream_context_create(['http' => [
            'method' => 'POST', 'header' => 'Content-Type: application/json', 'content' => json_encode($parameters),
            'ignore_errors' => true, 'timeout' => 30,
        ]]));
        $answer = $body === false ? null : json_decode($body, true);
        if (!is_array($answer) || !isset($answer['ok'])) {
            throw new Refusal(502);
        }
        if (!$answer['ok']) {
            throw new Refusal($answer['error_code'] ?? 502, $answer['parameters']['retry_after'] ?? 1);
        }

        return (array) $answer['result'];
    }
}

/** Telegram did not do what it was asked. */
class Refusal extends RuntimeException
{
    public function __construct(int $status, public int $retryAfter = 1)
    {
        parent::__construct("Telegram answered $status", $status);
    }
}

/** The updates that were answered, so that one that comes again after a crash is not answered twice. A real bot has a table with a unique key. */
class Done
{
    public function __construct(private string $directory)
    {
        @mkdir($directory, 0700, true);
    }

    public function has(string $key): bool
    {
        return is_file($this->path($key));
    }

    public function add(string $key): void
    {
        touch($this->path($key));
    }

    private function path(string $key): string
    {
        return $this->directory . '/' . hash('sha256', $key);
    }
}

/** What the bot does with an update. This is where your code goes. */
function handle(array $update, Telegram $telegram): void
{
    $message = $update['message'] ?? [];
    if (($message['text'] ?? null) === '/start') {
        $telegram->call('sendMessage', ['chat_id' => $message['chat']['id'], 'text' => 'Hello! Say something.']);
    } elseif (isset($message['text'])) {
        $telegram->call('sendMessage', ['chat_id' => $message['chat']['id'], 'text' => "You said: {$message['text']}"]);
    }
}

/** Handles an update once. Returns the status and the headers that tell tgworker what follows. */
function answer(array $update, string $key, Telegram $telegram, Done $done): array
{
    if ($done->has($key)) {
        return [204, []];
    }
    try {
        handle($update, $telegram);
    } catch (Refusal $refusal) {
        return match (true) {
            // The chat waits as long as Telegram asks, and only this chat; no try is used up.
            $refusal->getCode() === 429 => [503, ["Retry-After: {$refusal->retryAfter}"]],
            // Telegram refuses it for good: another try would not help. It becomes a failed job.
            $refusal->getCode() < 500 => [422, []],
            // It is tried again.
            default => [502, []],
        };
    }
    $done->add($key);

    return [204, []];
}
