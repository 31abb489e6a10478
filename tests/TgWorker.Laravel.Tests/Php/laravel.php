<?php

// A Laravel application as small as can be: its own Redis queue, cache and worker, from Debian's php-laravel-framework.
//
//   php laravel.php push BOT            updates from standard input, a line of base64 each, are dispatched
//   php laravel.php later SECONDS       the same, delayed
//   php laravel.php reserve             pops a job and dies with it; prints its payload
//   php laravel.php release SECONDS     pops a job and releases it; prints its payload
//   php laravel.php work                Laravel's worker, until the queue is empty; a line of JSON for each job handled or failed
//   php laravel.php unserialize         entries from standard input, a line of base64 each; a line of JSON for each
//   php laravel.php restart             queue:restart
//
// PORT, PREFIX and CACHE_PREFIX come from the environment.

namespace {
    error_reporting(E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED);
    ini_set('display_errors', 'stderr');
    foreach (['Bus', 'Cache', 'Config', 'Container', 'Events', 'Pipeline', 'Queue', 'Redis'] as $part) {
        require_once "Illuminate/$part/autoload.php";
    }
}

namespace App\Jobs {
    class ProcessTelegramUpdate implements \Illuminate\Contracts\Queue\ShouldQueue
    {
        use \Illuminate\Bus\Queueable, \Illuminate\Queue\InteractsWithQueue;

        public $bot_id;
        public $update;
        public $timestamp;

        public function __construct($bot, $update)
        {
            $this->bot_id = $bot;
            $this->update = $update;
            $this->timestamp = time();
        }

        public function handle()
        {
            \say(['handled' => base64_encode($this->update), 'bot' => $this->bot_id, 'attempts' => $this->attempts()]);
        }
    }
}

namespace {
    use App\Jobs\ProcessTelegramUpdate;
    use Illuminate\Cache\RedisStore;
    use Illuminate\Cache\Repository as Cache;
    use Illuminate\Config\Repository as Config;
    use Illuminate\Container\Container;
    use Illuminate\Contracts\Debug\ExceptionHandler;
    use Illuminate\Events\Dispatcher;
    use Illuminate\Queue\Connectors\RedisConnector;
    use Illuminate\Queue\Events\JobFailed;
    use Illuminate\Queue\QueueManager;
    use Illuminate\Queue\Worker;
    use Illuminate\Queue\WorkerOptions;
    use Illuminate\Redis\RedisManager;

    function say(array $line): void
    {
        echo json_encode($line, JSON_THROW_ON_ERROR), "\n";
    }

    function lines(): iterable
    {
        while (($line = fgets(STDIN)) !== false) {
            yield base64_decode(trim($line), true);
        }
    }

    class ReportToStderr implements ExceptionHandler
    {
        public function report(\Throwable $e)
        {
            fwrite(STDERR, get_class($e).': '.$e->getMessage()."\n");
        }

        public function shouldReport(\Throwable $e)
        {
            return true;
        }

        public function render($request, \Throwable $e)
        {
        }

        public function renderForConsole($output, \Throwable $e)
        {
        }
    }

    $queue = 'telegram_updates';
    $server = ['host' => '127.0.0.1', 'port' => (int) getenv('PORT')];

    $app = new Container();
    Container::setInstance($app);
    $events = new Dispatcher($app);
    $app->instance(\Illuminate\Contracts\Container\Container::class, $app);
    $app->instance('events', $events);
    $app->instance(\Illuminate\Contracts\Events\Dispatcher::class, $events);
    $app->instance(\Illuminate\Contracts\Bus\Dispatcher::class, new \Illuminate\Bus\Dispatcher($app));
    $app->instance('config', new Config(['queue' => [
        'default' => 'redis',
        'connections' => ['redis' => [
            'driver' => 'redis', 'connection' => 'default', 'queue' => $queue, 'retry_after' => 90, 'block_for' => null,
        ]],
    ]]));
    $redis = new RedisManager($app, 'phpredis', [
        'options' => ['prefix' => getenv('PREFIX')],
        'default' => $server + ['database' => 0],
        'cache' => $server + ['database' => 1],
    ]);
    $cache = new Cache(new RedisStore($redis, getenv('CACHE_PREFIX'), 'cache'));
    $manager = new QueueManager($app);
    $manager->addConnector('redis', fn () => new RedisConnector($redis));
    $connection = $manager->connection();

    [$command, $argument] = [$argv[1], $argv[2] ?? ''];
    switch ($command) {
        case 'push':
            foreach (lines() as $update) {
                $connection->push(new ProcessTelegramUpdate($argument, $update));
            }
            break;
        case 'later':
            foreach (lines() as $update) {
                $connection->later((int) $argument, new ProcessTelegramUpdate('main', $update));
            }
            break;
        case 'reserve':
            echo base64_encode($connection->pop($queue)->getReservedJob()), "\n";
            break;
        case 'release':
            $job = $connection->pop($queue);
            echo base64_encode($job->getReservedJob()), "\n";
            $job->release((int) $argument);
            break;
        case 'work':
            $events->listen(JobFailed::class, fn ($event) => say(['failed' => $event->exception->getMessage(), 'attempts' => $event->job->attempts()]));
            $worker = new Worker($manager, $events, new ReportToStderr(), fn () => false);
            $options = new WorkerOptions();
            [$options->sleep, $options->maxTries] = [0, 1];
            while ($connection->size($queue) > 0) {
                $worker->runNextJob('redis', $queue, $options);
            }
            break;
        case 'unserialize':
            foreach (lines() as $entry) {
                $payload = json_decode($entry, true, 512, JSON_THROW_ON_ERROR);
                $job = unserialize($payload['data']['command']);
                say([
                    'class' => get_class($job), 'bot' => $job->bot_id, 'update' => base64_encode($job->update),
                    'again' => $payload['data']['command'] === serialize(unserialize($payload['data']['command'], ['allowed_classes' => false])),
                ]);
            }
            break;
        case 'restart':
            $cache->forever('illuminate:queue:restart', time());
            break;
        default:
            fwrite(STDERR, "There is no command '$command'.\n");
            exit(2);
    }
}
