#!/usr/bin/env bash
# Writes src/*/PublicAPI.Unshipped.txt anew: all that users of the packages can name and no release has shipped yet.
#   src/public-api.sh          after a change of public types; look at the difference before you commit it
#   src/public-api.sh --ship   at a release: what is unshipped becomes shipped
# A line that goes out of PublicAPI.Shipped.txt is a breaking change: take it out by hand, and say it in CHANGELOG.md.
set -euo pipefail
cd "$(dirname "$0")"
export LC_ALL=C DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

if [ "${1:-}" = --ship ]; then
  for unshipped in */PublicAPI.Unshipped.txt; do
    shipped=${unshipped/Unshipped/Shipped}
    all=$(grep -hv '^#nullable enable$' "$shipped" "$unshipped" | sort -u)
    printf '#nullable enable\n%s\n' "$all" > "$shipped"
    printf '#nullable enable\n' > "$unshipped"
  done
  exit 0
fi

for unshipped in */PublicAPI.Unshipped.txt; do printf '#nullable enable\n' > "$unshipped"; done
# The topmost library builds all of them but the test kit; what is not in the files yet is what the analyzer names.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for project in TgWorker.Hosting TgWorker.Testing; do
  dotnet build "$project" --no-incremental --verbosity minimal -p:TreatWarningsAsErrors=false "$@" >> "$log" || { grep -E 'error' "$log" | sort -u | head >&2; exit 1; }
done
for unshipped in */PublicAPI.Unshipped.txt; do
  project=${unshipped%%/*}
  grep -F "[$PWD/$project/$project.csproj]" "$log" | sed -nE "s/.*warning RS0016: Symbol '(.*)' is not part of the declared public API.*/\1/p" | sort -u >> "$unshipped"
done
wc -l */PublicAPI.Unshipped.txt | tail -n 12
