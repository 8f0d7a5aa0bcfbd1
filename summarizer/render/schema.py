"""The published JSON Schema of a memo, made from the records.

`python -m summarizer.render.schema` writes `memo.schema.json` anew after a change of the records;
a test holds the two together.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from summarizer.render.record import SCHEMA_VERSION, adapter
from summarizer.render.seal import KEY, METHOD

SCHEMA = Path(__file__).with_name("memo.schema.json")


def schema() -> dict[str, Any]:
    """The JSON Schema of a memo as `to_json` writes it: all keys there, no others."""
    made = adapter().json_schema(mode="serialization")
    definitions = {key: _strict(body) for key, body in sorted(made["$defs"].items())}
    memo = definitions.pop("Memo")
    memo["properties"]["schema_version"] = {"const": SCHEMA_VERSION}
    memo["properties"][KEY] = {"type": "string", "pattern": f"^{METHOD}:[0-9a-f]{{64}}$"}
    memo["required"].append(KEY)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:brief:memo:{SCHEMA_VERSION}",
        "title": "Memo",
        **memo,
        "$defs": definitions,
    }


def _strict(body: dict[str, Any]) -> dict[str, Any]:
    """A definition without made-up titles and defaults, all of its properties required."""
    plain = {key: value for key, value in body.items() if key != "title"}
    if "properties" in plain:
        noise = ("title", "default")
        plain["properties"] = {
            name: {key: value for key, value in shape.items() if key not in noise}
            for name, shape in plain["properties"].items()
        }
        plain["required"] = list(plain["properties"])
    return plain


def schema_text() -> str:
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema_text(), encoding="utf-8")
