<?php

// php test.php

require __DIR__ . '/bot.php';

class FakeTelegram extends Telegram
{
    public array $calls = [];

    public function __construct(private array $refusals = [])
    {
    }

    public function call(string $method, array $parameters): array
    {
        $this->calls[] = [$method, $parameters['chat_id'], $parameters['text']];
        if ($refusal = array_shift($this->refusals)) {
            throw $refusal;
        }

        return [];
    }
}

function text(string $words): array
{
    return ['update_id' => 1, 'message' => ['message_id' => 1, 'chat' => ['id' => 7], 'text' => $words]];
}

function same(mixed $expected, mixed $actual, string $what): void
{
    if ($expected !== $actual) {
        fwrite(STDERR, "$what: expected " . json_encode($expected) . ', was ' . json_encode($actual) . "\n");
        exit(1);
    }
    echo "ok  $what\n";
}

$directory = sys_get_temp_dir() . '/tgworker-php-' . bin2hex(random_bytes(6));
$done = new Done($directory);
register_shutdown_function(function () use ($directory) {
    array_map(unlink(...), glob("$directory/*"));
    rmdir($directory);
});

$telegram = new FakeTelegram();
same([204, []], answer(text('hi'), 'main:1', $telegram, $done), 'a text is handled');
same([204, []], answer(text('/start'), 'main:2', $telegram, $done), '/start is handled');
same([204, []], answer(text('hi'), 'main:1', $telegram, $done), 'an update that comes again is handled');
same([['sendMessage', 7, 'You said: hi'], ['sendMessage', 7, 'Hello! Say something.']], $telegram->calls, 'each is answered once');

$telegram = new FakeTelegram([new Refusal(429, 5)]);
same([503, ['Retry-After: 5']], answer(text('hi'), 'main:3', $telegram, $done), 'a flood limit lets the chat wait');
same([204, []], answer(text('hi'), 'main:3', $telegram, $done), 'after the wait it is answered');
same([422, []], answer(text('hi'), 'main:4', new FakeTelegram([new Refusal(403)]), $done), 'what Telegram refuses is a failed job');
same([502, []], answer(text('hi'), 'main:4', new FakeTelegram([new Refusal(502)]), $done), 'trouble is tried again');
