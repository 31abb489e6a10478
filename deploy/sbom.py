#!/usr/bin/env python3
"""Writes what the program is made of, as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/), from what NuGet restored.

    python3 deploy/sbom.py VERSION > tgworker.cdx.json        after a build or a publish of src/TgWorker

Packages have their version, the SHA-512 that NuGet checked, their licence and what they depend on. The same restore writes the same bytes.
"""
import base64
import json
import os
import sys
import uuid
import xml.etree.ElementTree as xml

root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
assets = json.load(open(os.path.join(root, "src", "TgWorker", "obj", "project.assets.json"), encoding="utf-8"))
version = sys.argv[1] if len(sys.argv) > 1 else sys.exit("usage: sbom.py VERSION")
target = assets["targets"][min(assets["targets"], key=len)]

def has_code(package):
    # Analyzers and the like work at build time only: they have nothing that runs.
    files = {**package.get("runtime", {}), **package.get("runtimeTargets", {}), **package.get("native", {})}
    return any(not name.endswith("_._") for name in files)


def licence_of(library):
    for folder in assets["packageFolders"]:
        for name in library["files"]:
            path = os.path.join(folder, library["path"], name)
            if name.endswith(".nuspec") and os.path.exists(path):
                found = next((node for node in xml.parse(path).iter() if node.tag.endswith("}license")), None)
                if found is not None and found.get("type") == "expression":
                    return [{"license": {"id": found.text}} if " " not in found.text else {"expression": found.text}]
    return []


def purl(key):
    name, of = key.split("/")
    return f"pkg:nuget/{name}@{of}"


packages = {key: package for key, package in sorted(target.items()) if package["type"] == "package" and has_code(package)}
by_name = {key.split("/")[0].lower(): key for key in packages}


def depends_on(package):
    return sorted(purl(by_name[name.lower()]) for name in package.get("dependencies", {}) if name.lower() in by_name)


components = []
for key in packages:
    library = assets["libraries"][key]
    component = {
        "type": "library", "bom-ref": purl(key), "name": key.split("/")[0], "version": key.split("/")[1], "purl": purl(key),
        "hashes": [{"alg": "SHA-512", "content": base64.b64decode(library["sha512"]).hex()}],
    }
    if licence_of(library):
        component["licenses"] = licence_of(library)
    components.append(component)

itself = f"pkg:generic/tgworker@{version}"
bom = {
    "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
    "bomFormat": "CycloneDX",
    "specVersion": "1.6",
    "serialNumber": "urn:uuid:" + str(uuid.uuid5(uuid.NAMESPACE_URL, itself + "".join(packages))),
    "version": 1,
    "metadata": {"component": {"type": "application", "bom-ref": itself, "name": "tgworker", "version": version,
                               "licenses": [{"license": {"id": "MIT"}}]}},
    "components": components,
    "dependencies": [{"ref": itself, "dependsOn": [component["bom-ref"] for component in components]}]
                    + [{"ref": purl(key), "dependsOn": depends_on(package)} for key, package in packages.items()],
}
json.dump(bom, sys.stdout, indent=2)
print()
