<?php

namespace App\Http\Controllers;

use App\Telegram\Bot;
use App\Telegram\Refusal;
use Illuminate\Contracts\Cache\Repository as Cache;
use Illuminate\Http\Request;
use Illuminate\Http\Response;

/** Takes updates from tgworker. The status that it answers says what follows. */
class TelegramController
{
    public function __invoke(Request $request, Bot $bot, Cache $cache): Response
    {
        // The same on every try of an update: one that comes again after a crash is not answered twice.
        $done = 'telegram:done:' . $request->header('Idempotency-Key');
        if ($cache->has($done)) {
            return new Response('', 204);
        }

        try {
            $bot->handle($request->json()->all());
        } catch (Refusal $refusal) {
            return match (true) {
                // The chat waits as long as Telegram asks, and only this chat; no try is used up.
                $refusal->getCode() === 429 => new Response('', 503, ['Retry-After' => $refusal->retryAfter]),
                // Telegram refuses it for good: another try would not help. It becomes a failed job.
                $refusal->getCode() < 500 => new Response('', 422),
                // It is tried again.
                default => new Response('', 502),
            };
        }

        $cache->put($done, true, 86400);

        return new Response('', 204);
    }
}
