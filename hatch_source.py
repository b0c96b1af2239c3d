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
    source, walked = _walks_named(_pairs_apart(source))
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
            lines[at] = lines[at].replace(name.id, f"{name.id}: Constant", 1)
    return "".join(lines).replace(FUTURE, future + walked, 1)


def _walks_named(source: str) -> tuple[str, str]:
    """Return a module in which tuples of words that are walked over have names of their own, and lines that give them.

    A constant keeps its own name, as it is, for whoever asks whether a word is in it; what is walked over stands below.
    """
    lines = source.encode().splitlines(keepends=True)
    tree = ast.parse(source)
    given = {
        target.id: node
        for node in tree.body
        for target in _targets(node)
        if _is_words(getattr(node, "value", None), others=True)
    }
    walks = [node.iter for node in ast.walk(tree) if isinstance(node, ast.For | ast.comprehension)]
    walks = [
        w for w in walks if w.end_lineno == w.lineno and (_is_words(w) or (isinstance(w, ast.Name) and w.id in given))
    ]
    names: dict[str, str] = {}
    for walk in sorted(walks, key=lambda walk: (walk.lineno, walk.col_offset), reverse=True):  # the last first
        name = names.setdefault(ast.unparse(walk), f"_WALKED_{len(names)}")
        line = lines[walk.lineno - 1]
        lines[walk.lineno - 1] = line[: walk.col_offset] + name.encode() + line[walk.end_col_offset :]
    named = {words: f"{name}: Constant[{WORDS}] = {words}\n" for words, name in names.items()}
    for name, node in given.items():
        lines[(node.end_lineno or 0) - 1] += named.pop(name, "").encode()
    return b"".join(lines).decode(), "".join(named.values())


def _targets(node: ast.stmt) -> list[ast.Name]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [target for target in targets if isinstance(target, ast.Name) and target.id.isupper()]


def _is_words(node: ast.expr | None, *, others: bool = False) -> bool:
    """Whether an expression is a tuple of words, written out; beside a word may stand the names of ``others``."""
    parts = node.elts if isinstance(node, ast.Tuple) else []
    words = [part for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    named = [part for part in parts if others and isinstance(part, ast.Starred) and isinstance(part.value, ast.Name)]
    return bool(words) and len(words) + len(named) == len(parts)


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
