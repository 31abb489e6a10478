#!/usr/bin/env bash
# Installs tgworker on a machine with systemd, or brings it up to date: deploy/install.sh OUT. Back to the release before: deploy/install.sh --back
#   OUT      what "dotnet publish src/TgWorker -c Release -o OUT" made
#   DESTDIR  install below this directory and touch neither users nor services, for packages
# An update, and the way back, replaces the program in one step and restarts the workers one after the other; each hands its chats over.
set -euo pipefail

# Gives a file of ours to the group that the worker runs as. What a link leads to is another's, for one tgook's .env: it stays as it is.
own() {
  if [ -f "$1" ] && [ ! -L "$1" ]; then
    chown root:tgworker "$1"
    chmod 640 "$1"
  elif [ -L "$1" ] && ! runuser -u tgworker -- test -r "$1"; then
    local target
    target=$(readlink -f "$1")
    echo "install.sh: the user tgworker may not read $target, to which $1 leads. Either add it to the file's group:" >&2
    echo "  usermod -aG $(stat -c %G "$target") tgworker && chmod g+r $target" >&2
    echo "or put a copy in the link's place: install -m 640 -g tgworker --remove-destination $target $1" >&2
  fi
}

# A link, moved in one step: a worker that starts meanwhile finds the old program or the new, never half of one.
turn_to() {
  ln -s "tgworker-releases/${1##*/}" "$root/opt/tgworker.new"
  mv -T "$root/opt/tgworker.new" "$root/opt/tgworker"
}

restart() {
  systemctl daemon-reload
  systemctl list-units --plain --no-legend --state=active 'tgworker.service' 'tgworker@*.service' 'tgworker-receive.service' 'tgworker-poll.service' |
    while read -r unit _; do
      echo "Restarting $unit"
      systemctl restart "$unit"
    done
}

here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: deploy/install.sh OUT, or --back}
root=${DESTDIR:-}

# The releases are named by when they were installed: the one before that which runs now.
if [ "$out" = --back ]; then
  now=$(basename "$(readlink "$root/opt/tgworker" || true)")
  before=$(find "$root/opt/tgworker-releases" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' 2>/dev/null | sort | awk -v now="$now" '$0 < now' | tail -n 1)
  [ -n "$before" ] || { echo "install.sh: there is no release before ${now:-none} in $root/opt/tgworker-releases" >&2; exit 1; }
  turn_to "$before"
  echo "tgworker is the release $before now, and was $now"
  [ -n "$root" ] || restart
  exit 0
fi

[ -x "$out/tgworker" ] || { echo "install.sh: $out/tgworker is missing: run dotnet publish src/TgWorker -c Release -o $out" >&2; exit 2; }

releases=$root/opt/tgworker-releases
release=$releases/$(date -u +%Y%m%dT%H%M%S.%N)
install -d "$releases" "$root/etc/tgworker" "$root/etc/systemd/system"
cp -R "$out" "$release"
chmod -R a+rX,go-w "$release"
# Whoever published may have written a token or a password into it.
chmod 640 "$release/appsettings.json"

turn_to "$release"

[ -e "$root/etc/tgworker/appsettings.json" ] || install -m 640 "$out/appsettings.json" "$root/etc/tgworker/appsettings.json"
[ -e "$root/etc/tgworker/tgook.env" ] || install -m 640 /dev/null "$root/etc/tgworker/tgook.env"
install -m 644 "$here"/systemd/tgworker*.service "$root/etc/systemd/system/"

# The last three stay, to go back to.
find "$releases" -mindepth 1 -maxdepth 1 -type d | sort | head -n -3 | xargs -r rm -r --

[ -z "$root" ] || exit 0

id -u tgworker >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin tgworker
chown root:tgworker /etc/tgworker "$release/appsettings.json"
chmod 750 /etc/tgworker
for file in appsettings.json tgook.env environment; do
  own "/etc/tgworker/$file"
done
restart
