#!/usr/bin/env bash
# Makes all that a release consists of, in OUT (default artifacts):   deploy/release.sh [OUT]
#   packages/*.nupkg                     the libraries, the templates, and the program as a .NET tool
#   tgworker-VERSION-linux-{x64,arm64}.tar.gz    the program in one file, with its runtime: nothing has to be installed
#   tgworker-VERSION.cdx.json            what the program is made of (SBOM, CycloneDX)
#   SHA256SUMS                           checksums of all of it
# The version stands in Directory.Build.props, and nowhere else. The changes of the version must stand in CHANGELOG.md.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${1:-artifacts}")

version=$(sed -nE 's:.*<Version>(.*)</Version>.*:\1:p' Directory.Build.props)
grep -qF "## [$version]" CHANGELOG.md || { echo "release.sh: CHANGELOG.md has no section [$version]: name the changes of this version there" >&2; exit 1; }
[ -z "$(git status --porcelain)" ] || { echo "release.sh: there are changes that are not committed: a release is made of a commit" >&2; exit 1; }

rm -rf "$out"
mkdir -p "$out/packages"
export ContinuousIntegrationBuild=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet pack Worker.sln --configuration Release --output "$out/packages" --verbosity quiet

for runtime in linux-x64 linux-arm64; do
  name=tgworker-$version-$runtime
  dotnet publish src/TgWorker --configuration Release --runtime "$runtime" --self-contained --output "$out/$name" --verbosity quiet \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none
  cp LICENSE README.md "$out/$name"
  cp -r deploy/systemd deploy/install.sh "$out/$name"
  tar --create --gzip --file "$out/$name.tar.gz" --directory "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" "$name"
  rm -rf "${out:?}/$name"
done

python3 deploy/sbom.py "$version" > "$out/tgworker-$version.cdx.json"

(cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs sha256sum > SHA256SUMS)
cat "$out/SHA256SUMS"
