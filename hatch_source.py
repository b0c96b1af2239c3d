"""What machine code is made of: the sources, with what they leave to Python spelled out.

What ``dataclass`` makes for a frozen record sets each field by ``object.__setattr__``, called through Python: in
machine code thirteen times the work of setting it. The record stays as frozen for everybody who holds one. A constant
that is not told to be one is looked up in its module's dictionary each time.
"""

from __future__ import annotations

import ast

RECORD = "@dataclass(frozen=True, slots=True)"
FUTURE = "from __future__ import annotations\n"


def spelled_out(source: str) -> str:
    """Return a module whose frozen records have their ``__init__``, and whose constants are ``Final``."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        at = node.lineno - 1
        if isinstance(node, ast.ClassDef) and node.decorator_list and _is_plain(node):
            decorator = node.decorator_list[0].lineno - 1
            if lines[decorator].strip() == RECORD:
                fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
                lines.insert(fields[-1].end_lineno or 0, _init(fields))
                lines[decorator] = f"{RECORD[:-1]}, init=False)\n"
        elif isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name) and name.id.isupper():
            lines[at] = lines[at].replace(name.id, f"{name.id}: Constant", 1)
    return "".join(lines).replace(FUTURE, f"{FUTURE[:-1]}; from typing import Final as Constant\n", 1)


def _is_plain(record: ast.ClassDef) -> bool:
    """Whether a class has fields, none of them made by a call, and nothing of its own to do when it is made."""
    fields = [part for part in record.body if isinstance(part, ast.AnnAssign)]
    own = {part.name for part in record.body if isinstance(part, ast.FunctionDef)} & {"__init__", "__post_init__"}
    return bool(fields) and not own and not any(isinstance(field.value, ast.Call) for field in fields)


def _init(fields: list[ast.AnnAssign]) -> str:
    asked = (f"{ast.unparse(f.target)}: {ast.unparse(f.annotation)}{_default(f)}" for f in fields)
    names = [ast.unparse(field.target) for field in fields]
    # for the checker of types a frozen field is read-only, even here
    body = "".join(f"        self.{name} = {name}  # type: ignore[misc]\n" for name in names)
    return f"\n    def __init__(self, {', '.join(asked)}) -> None:\n{body}"


def _default(field: ast.AnnAssign) -> str:
    return f" = {ast.unparse(field.value)}" if field.value else ""
