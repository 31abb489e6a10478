#!/usr/bin/env bash
# Sets this machine up as far as it may, runs every test, and ends with one line: "N passed, N failed" (", N skipped").
# Arguments go to "dotnet test", for one's own runs: ./test.sh --filter FakeTime
set -euo pipefail
cd "$(dirname "$0")"

results=$PWD/TestResults

main() {
  need dotnet "Install the .NET 10 SDK: https://dotnet.microsoft.com/download"
  install_missing
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

  rm -rf "$results"
  local exit_code=0
  # One test project after the other: several at once would disturb what those about time measure.
  dotnet build Worker.sln --nologo --verbosity quiet && dotnet test Worker.sln --no-build -maxcpucount:1 --nologo --verbosity quiet -p:TestResults="$results" \
    --blame-hang-timeout 5m --blame-hang-dump-type none "$@" || exit_code=$?
  report "$exit_code"
}

need() {
  command -v "$1" >/dev/null || { echo "test.sh needs $1. $2" >&2; exit 2; }
}

# What tests talk to: Redis, the real one; PHP's unserialize() and Laravel's own queue classes, which judge what we write; Python, for an endpoint;
# systemd's own check of the units; Prometheus' own of the alerts; a browser for the dashboard.
install_missing() {
  local packages=()
  [ -n "${TGWORKER_TEST_REDIS:-}" ] || has redis-server || has valkey-server || packages+=(redis-server)
  has php || packages+=(php-cli)
  has python3 || packages+=(python3)
  has python3 && python3 -c 'import yaml' 2>/dev/null || packages+=(python3-yaml)
  has php && php -r 'exit(extension_loaded("redis") ? 0 : 1);' || packages+=(php-redis)
  [ -d /usr/share/php/Illuminate ] || packages+=(php-laravel-framework)
  has systemd-analyze || packages+=(systemd)
  has promtool || packages+=(prometheus)
  has chromium || has google-chrome || packages+=(chromium)
  [ ${#packages[@]} -eq 0 ] && return

  if ! has apt-get; then
    echo "Not installed here: ${packages[*]} (Debian's names). Install them with this system's package manager; the tests that need one name it." >&2
    return
  fi

  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! has sudo || ! sudo -n true 2>/dev/null; then
      echo "Not installed here: ${packages[*]}. Run: sudo apt-get install --no-install-recommends ${packages[*]}" >&2
      return
    fi
    as_root=(sudo -n)
  fi

  echo "Installing ${packages[*]} ..."
  "${as_root[@]}" apt-get update -qq >/dev/null || true
  # Only the programs are wanted: no server is to start by itself.
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive RUNLEVEL=1 \
    apt-get install -qq -y --no-install-recommends "${packages[@]}" >/dev/null ||
    echo "Could not install ${packages[*]}; the tests that need them fail." >&2
}

has() {
  command -v "$1" >/dev/null
}

# Adds up the result files themselves: a test host that crashed, or wrote none, is a failure whatever was printed.
report() {
  local exit_code=$1 total=0 executed=0 passed=0 counters
  while IFS= read -r counters; do
    total=$((total + $(counter "$counters" total)))
    executed=$((executed + $(counter "$counters" executed)))
    passed=$((passed + $(counter "$counters" passed)))
  done < <(find "$results" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} + 2>/dev/null)

  local failed=$((executed - passed)) skipped=$((total - executed))
  if [ "$executed" -eq 0 ]; then
    echo "No test ran." >&2
    failed=1
  elif [ "$exit_code" -ne 0 ] && [ "$failed" -eq 0 ]; then
    echo "dotnet test ended with exit code $exit_code though no test failed: a build or a test host broke." >&2
    failed=1
  fi

  local line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line="$line, $skipped skipped"
  echo "$line"
  [ "$failed" -eq 0 ] && [ "$exit_code" -eq 0 ]
}

counter() {
  sed -E "s/.* $2=\"([0-9]+)\".*/\1/" <<<"$1"
}

main "$@"
