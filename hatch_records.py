"""Frozen records as machine code wants them: with an ``__init__`` of their own that sets the fields.

What ``dataclass`` makes for a frozen record sets each field by ``object.__setattr__``, called through Python: in
machine code thirteen times the work of setting it. The record stays as frozen for everybody who holds one.
"""

from __future__ import annotations

import ast

RECORD = "@dataclass(frozen=True, slots=True)"


def spelled_out(source: str) -> str:
    """Return a module whose frozen records have the ``__init__`` that ``dataclass`` would make for them."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.ClassDef) and node.decorator_list and _is_plain(node):
            decorator = node.decorator_list[0].lineno - 1
            if lines[decorator].strip() == RECORD:
                fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
                lines.insert(fields[-1].end_lineno or 0, _init(fields))
                lines[decorator] = f"{RECORD[:-1]}, init=False)\n"
    return "".join(lines)


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
