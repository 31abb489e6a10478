<?php

// The sample's route and classes in Laravel's own container and router, from Debian's php-laravel-framework; php -S serves it.
// SAMPLE is the sample's folder, CACHE where Laravel's cache is.
error_reporting(E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED);
foreach (['Cache', 'Container', 'Events', 'Filesystem', 'Http', 'Pipeline', 'Routing'] as $part) {
    require_once "Illuminate/$part/autoload.php";
}
spl_autoload_register(function (string $class) {
    if (str_starts_with($class, 'App\\')) {
        require getenv('SAMPLE') . '/app/' . str_replace('\\', '/', substr($class, 4)) . '.php';
    }
});

$app = new Illuminate\Container\Container();
Illuminate\Container\Container::setInstance($app);
Illuminate\Support\Facades\Facade::setFacadeApplication($app);
$app->instance(App\Telegram\Client::class, new App\Telegram\Client(getenv('BOT_TOKEN'), getenv('TELEGRAM_URL')));
$app->instance(Illuminate\Contracts\Cache\Repository::class, new Illuminate\Cache\Repository(
    new Illuminate\Cache\FileStore(new Illuminate\Filesystem\Filesystem(), getenv('CACHE'))));
$router = new Illuminate\Routing\Router(new Illuminate\Events\Dispatcher($app), $app);
$app->instance('router', $router);
$router->group(['prefix' => 'api'], getenv('SAMPLE') . '/routes/telegram.php');
$request = Illuminate\Http\Request::capture();
$app->instance(Illuminate\Http\Request::class, $request);
$router->dispatch($request)->send();
