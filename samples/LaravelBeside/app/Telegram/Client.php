<?php

namespace App\Telegram;

/** Calls the Bot API. Use Http:: or your own client in its place, as long as it throws a Refusal. */
class Client
{
    public function __construct(private string $token, private string $url = 'https://api.telegram.org')
    {
    }

    public function sendMessage(int $chat, string $text): void
    {
        $body = @file_get_contents(rtrim($this->url, '/') . "/bot{$this->token}/sendMessage", false, stream_context_create(['http' => [
            'method' => 'POST', 'header' => 'Content-Type: application/json',
            'content' => json_encode(['chat_id' => $chat, 'text' => $text]), 'ignore_errors' => true, 'timeout' => 30,
        ]]));
        $answer = $body === false ? null : json_decode($body, true);
        if (($answer['ok'] ?? false) !== true) {
            throw new Refusal($answer['error_code'] ?? 502, $answer['parameters']['retry_after'] ?? 1);
        }
    }
}
