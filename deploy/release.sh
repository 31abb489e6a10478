#!/usr/bin/env bash
# Makes everything that a release consists of, in OUT (default artifacts), and publishes nothing:   deploy/release.sh [--dry-run] [OUT]
#   packages/*.nupkg                     the libraries, the templates, and the program as a .NET tool
#   tgworker-VERSION-linux-{x64,arm64}.tar.gz    the program in one file, with its runtime: nothing has to be installed
#   tgworker-VERSION.cdx.json            what the program is made of (SBOM, CycloneDX)
#   SHA256SUMS                           checksums of all of it
# The version stands in Directory.Build.props, and nowhere else; CHANGELOG.md must have a section for it, and all changes must be committed. --dry-run only
# warns of these two.
set -euo pipefail
cd "$(dirname "$0")/.."
dry=
[ "${1:-}" != --dry-run ] || { dry=1; shift; }
out=$(realpath -m "${1:-artifacts}")

# What must not be in a release; in a dry run it is only said.
refuse() {
  echo "release.sh: $1" >&2
  [ -n "$dry" ] || exit 1
}

version=$(sed -nE 's:.*<Version>(.*)</Version>.*:\1:p' Directory.Build.props)
grep -qF "## [$version]" CHANGELOG.md || refuse "CHANGELOG.md has no section [$version]: name the changes of this version there"
[ -z "$(git status --porcelain)" ] || refuse "there are changes that are not committed: a release is made of a commit"
grep -q '@sha256:' deploy/container/Containerfile || echo "release.sh: the images of deploy/container/Containerfile are not pinned: deploy/container/pin.sh does it" >&2

rm -rf "$out"
mkdir -p "$out/packages"
export ContinuousIntegrationBuild=true DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1

dotnet pack Worker.sln --configuration Release --output "$out/packages" --verbosity quiet

for runtime in linux-x64 linux-arm64; do
  name=tgworker-$version-$runtime
  dotnet publish src/TgWorker --configuration Release --runtime "$runtime" --self-contained --output "$out/$name" --verbosity quiet \
    -p:PublishSingleFile=true -p:IncludeNativeLibrariesForSelfExtract=true -p:DebugType=none -p:PublishDocumentationFiles=false
  cp LICENSE README.md "$out/$name"
  cp -r deploy/systemd deploy/install.sh "$out/$name"
  tar --create --gzip --file "$out/$name.tar.gz" --directory "$out" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$(git log -1 --format=%ct)" "$name"
  rm -rf "${out:?}/$name"
done

python3 deploy/sbom.py "$version" > "$out/tgworker-$version.cdx.json"

(cd "$out" && find . -type f ! -name SHA256SUMS -printf '%P\n' | sort | xargs sha256sum > SHA256SUMS)
cat "$out/SHA256SUMS"
