<?php

require __DIR__ . '/bot.php';

$token = getenv('BOT_TOKEN') ?: throw new RuntimeException('BOT_TOKEN is missing: give the token that @BotFather gave you.');
[$status, $headers] = answer(
    json_decode(file_get_contents('php://input'), true, flags: JSON_THROW_ON_ERROR),
    $_SERVER['HTTP_IDEMPOTENCY_KEY'],
    new Telegram($token, getenv('TELEGRAM_URL') ?: 'https://api.telegram.org'),
    new Done(getenv('DONE') ?: __DIR__ . '/done'));
http_response_code($status);
array_map(header(...), $headers);
