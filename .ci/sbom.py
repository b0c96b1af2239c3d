"""Write a bill of materials of what is installed beside geomap, in CycloneDX form: ``python .ci/sbom.py FILE``."""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

ROOT = "geomap-reports"


def needed(name: str, seen: dict[str, Any]) -> None:
    """Collect a distribution and what it needs to run, extras left out."""
    key = re.sub(r"[-_.]+", "-", name).lower()
    if key in seen:
        return
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return  # needed on another system or Python
    seen[key] = found
    for requirement in found.requires or ():
        if "extra ==" not in requirement:
            needed(re.split(r"[\s;<>=!~\[(]", requirement, maxsplit=1)[0], seen)


def bill() -> dict[str, Any]:
    """Return the bill: one component a distribution, sorted, with version, licence and package URL."""
    seen: dict[str, Any] = {}
    needed(ROOT, seen)
    components = []
    for key, found in sorted(seen.items()):
        licence = found.metadata.get("License-Expression") or found.metadata.get("License") or "unknown"
        components.append({
            "type": "library", "name": found.metadata["Name"], "version": found.version,
            "purl": f"pkg:pypi/{key}@{found.version}",
            "licenses": [{"license": {"name": licence.splitlines()[0][:80]}}],
        })  # fmt: skip
    return {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1, "components": components}


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(json.dumps(bill(), indent=1) + "\n", "utf-8")
