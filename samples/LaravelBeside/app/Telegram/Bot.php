<?php

namespace App\Telegram;

use Illuminate\Contracts\Cache\Repository as Cache;

/** Handles updates. tgworker brings those of a chat in order and one at a time. */
class Bot
{
    public function __construct(private Client $telegram, private Cache $cache)
    {
    }

    /** What the bot does with an update. This is where your code goes. */
    public function handle(array $update): void
    {
        $message = $update['message'] ?? [];
        if (!isset($message['text'])) {
            return;
        }

        // No lock is needed: nobody else handles an update of this chat meanwhile.
        $key = "telegram:{$message['chat']['id']}:count";
        $count = 1 + (int) $this->cache->get($key);
        $this->telegram->sendMessage($message['chat']['id'], "$count: {$message['text']}");
        $this->cache->forever($key, $count);
    }
}
