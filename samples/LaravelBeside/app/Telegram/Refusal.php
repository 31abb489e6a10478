<?php

namespace App\Telegram;

use RuntimeException;

/** Telegram did not do what it was asked. */
class Refusal extends RuntimeException
{
    public function __construct(int $status, public int $retryAfter = 1)
    {
        parent::__construct("Telegram answered $status", $status);
    }
}
