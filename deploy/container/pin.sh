#!/usr/bin/env bash
# Pins the images of the container file and of the compose file by digest, so that every build takes the same bytes:   deploy/container/pin.sh
# It asks the registry (docker buildx imagetools inspect) for the digest that each tag has now, and writes it behind the tag. Run it again to move on.
set -euo pipefail
cd "$(dirname "$0")/../.."

for file in deploy/container/Containerfile deploy/compose/compose.yaml; do
  # IMAGE:TAG, with or without a digest; our own image has no tag.
  grep -oE '(mcr\.microsoft\.com/dotnet/[a-z]+|image: redis):[0-9][0-9.a-z-]*' "$file" | sed 's/^image: //' | sort -u | while read -r image; do
    digest=$(docker buildx imagetools inspect "$image" --format '{{.Manifest.Digest}}')
    [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || { echo "pin.sh: the registry gave no digest for $image, but: $digest" >&2; exit 1; }
    sed -i -E "s|${image//./\\.}(@sha256:[0-9a-f]{64})?|$image@$digest|" "$file"
    echo "$file: $image@$digest"
  done
done
