#!/usr/bin/env bash
# Installs tgworker on a machine with systemd, or brings it up to date: deploy/install.sh OUT
#   OUT      what "dotnet publish src/TgWorker -c Release -o OUT" made
#   DESTDIR  install below this directory and touch neither users nor services, for packages
# An update replaces the program in one step and restarts the workers one after the other; each hands its chats over.
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

here=$(cd "$(dirname "$0")" && pwd)
out=${1:?usage: deploy/install.sh OUT}
root=${DESTDIR:-}
[ -x "$out/tgworker" ] || { echo "install.sh: $out/tgworker is missing: run dotnet publish src/TgWorker -c Release -o $out" >&2; exit 2; }

releases=$root/opt/tgworker-releases
release=$releases/$(date -u +%Y%m%dT%H%M%S.%N)
install -d "$releases" "$root/etc/tgworker" "$root/etc/systemd/system"
cp -R "$out" "$release"
chmod -R a+rX,go-w "$release"
# Whoever published may have written a token or a password into it.
chmod 640 "$release/appsettings.json"

# A link, moved in one step: a worker that starts meanwhile finds the old program or the new, never half of one.
ln -s "tgworker-releases/${release##*/}" "$root/opt/tgworker.new"
mv -T "$root/opt/tgworker.new" "$root/opt/tgworker"

[ -e "$root/etc/tgworker/appsettings.json" ] || install -m 640 "$out/appsettings.json" "$root/etc/tgworker/appsettings.json"
[ -e "$root/etc/tgworker/tgook.env" ] || install -m 640 /dev/null "$root/etc/tgworker/tgook.env"
install -m 644 "$here"/systemd/tgworker*.service "$root/etc/systemd/system/"

# The last three stay, to go back to: ln -sfn tgworker-releases/NAME /opt/tgworker
find "$releases" -mindepth 1 -maxdepth 1 -type d | sort | head -n -3 | xargs -r rm -r --

[ -z "$root" ] || exit 0

id -u tgworker >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin tgworker
chown root:tgworker /etc/tgworker "$release/appsettings.json"
chmod 750 /etc/tgworker
for file in appsettings.json tgook.env environment; do
  own "/etc/tgworker/$file"
done
systemctl daemon-reload
systemctl list-units --plain --no-legend --state=active 'tgworker.service' 'tgworker@*.service' 'tgworker-receive.service' 'tgworker-poll.service' | while read -r unit _; do
  echo "Restarting $unit"
  systemctl restart "$unit"
done
