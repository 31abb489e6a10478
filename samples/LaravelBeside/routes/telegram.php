<?php

// In routes/api.php: require __DIR__.'/telegram.php';
// It must not be reachable from outside: serve it on loopback, or let the web server refuse /api/telegram.

use App\Http\Controllers\TelegramController;
use Illuminate\Support\Facades\Route;

Route::post('/telegram', TelegramController::class);
