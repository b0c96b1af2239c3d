"""What machine code is made of: the sources, with what they leave to Python spelled out.

What ``dataclass`` makes for a frozen record sets each field by ``object.__setattr__``, called through Python: in
machine code thirteen times the work of setting it. The record stays as frozen for everybody who holds one. A constant
that is not told to be one is looked up in its module's dictionary each time. And whatever is made at all is held ready
for a search for what holds itself, unless the translator is told that it never does. A call that hands over a pair with
a star goes through Python, as no other does. A walk over a tuple of known length makes that tuple anew, and asks Python
for each of its parts, where one of any length is walked over as a list is.
"""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD = "@dataclass(frozen=True, slots=True)"
FUTURE = "from __future__ import annotations\n"
PAIR = "tuple[int, int]"
WORDS = "tuple[str, ...]"
ACYCLIC = "@mypyc_attr(acyclic=True)\n"
ATTRIBUTE = "import typing\nif typing.TYPE_CHECKING: from mypy_extensions import mypyc_attr\n"  # nothing at run time


def spelled_out(source: str) -> str:
    """Return a module whose frozen records have their ``__init__``, and whose constants are ``Final``.

    Frozen records and what names its slots hold nothing that leads back to them, which is said of them.
    """
    source, walked = _words_named(_pairs_apart(source))
    lines = source.splitlines(keepends=True)
    future = f"{FUTURE[:-1]}; from typing import Final as Constant\n"
    for node in reversed(ast.parse(source).body):
        at = node.lineno - 1
        if isinstance(node, ast.ClassDef):
            at = min([at, *(decorator.lineno - 1 for decorator in node.decorator_list)])
            record = lines[at].strip() == RECORD
            if record and _is_plain(node):
                fields = [part for part in node.body if isinstance(part, ast.AnnAssign)]
                lines.insert(fields[-1].end_lineno or 0, _init(fields))
                lines[at] = f"{RECORD[:-1]}, init=False)\n"
            if record or _names_slots(node):
                lines[at] = ACYCLIC + lines[at]
                future = f"{FUTURE[:-1]}; from typing import Final as Constant\n{ATTRIBUTE}"
        elif isinstance(node, ast.Assign) and isinstance(name := node.targets[0], ast.Name) and name.id.isupper():
            kind = f"Constant[{WORDS}]" if _is_words(node.value) else "Constant"
            lines[at] = lines[at].replace(name.id, f"{name.id}: {kind}", 1)
        elif isinstance(node, ast.AnnAssign) and _is_words(node.value):
            lines[at] = lines[at].replace(": Final =", f": Final[{WORDS}] =", 1)
    return "".join(lines).replace(FUTURE, future + walked, 1)


def _words_named(source: str) -> tuple[str, str]:
    """Return a module in which tuples of words that are walked over have names, and the lines that give them these."""
    lines = source.encode().splitlines(keepends=True)
    walks = [node.iter for node in ast.walk(ast.parse(source)) if isinstance(node, ast.For | ast.comprehension)]
    names: dict[str, str] = {}
    for walk in sorted(walks, key=lambda walk: (walk.lineno, walk.col_offset), reverse=True):  # the last first
        if _is_words(walk) and walk.end_lineno == walk.lineno:
            name = names.setdefault(ast.unparse(walk), f"_WALKED_{len(names)}")
            line = lines[walk.lineno - 1]
            lines[walk.lineno - 1] = line[: walk.col_offset] + name.encode() + line[walk.end_col_offset :]
    return b"".join(lines).decode(), "".join(f"{name}: Constant[{WORDS}] = {words}\n" for words, name in names.items())


def _is_words(node: ast.expr | None) -> bool:
    """Whether an expression is a tuple of words, written out."""
    words = node.elts if isinstance(node, ast.Tuple) else []
    return bool(words) and all(isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words)


def _pairs_apart(source: str) -> str:
    """Return a module in whose calls pairs are handed over as their two parts: ``*clause`` where it is a parameter."""
    lines = source.encode().splitlines(keepends=True)
    met = [star for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef) for star in _stars(node)]
    for line, start, end, name in sorted(set(met), reverse=True):  # the last first: places are counted in bytes
        lines[line - 1] = lines[line - 1][:start] + f"{name}[0], {name}[1]".encode() + lines[line - 1][end:]
    return b"".join(lines).decode()


def _stars(function: ast.FunctionDef) -> Iterator[tuple[int, int, int, str]]:
    """Yield where a function hands over its pairs with a star, and their names."""
    pairs = {a.arg for a in function.args.args if a.annotation and ast.unparse(a.annotation) == PAIR}
    for call in ast.walk(function):
        for star in call.args if isinstance(call, ast.Call) else ():
            if isinstance(star, ast.Starred) and isinstance(star.value, ast.Name) and star.value.id in pairs:
                yield star.lineno, star.col_offset, star.end_col_offset or 0, star.value.id


def _names_slots(node: ast.ClassDef) -> bool:
    targets = (part.targets[0] for part in node.body if isinstance(part, ast.Assign))
    return any(isinstance(name, ast.Name) and name.id == "__slots__" for name in targets)


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
