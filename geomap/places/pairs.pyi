from typing import Any

from numpy.typing import NDArray

def weigh(
    ways: NDArray[Any],
    way: NDArray[Any],
    rows: NDArray[Any],
    numbers: NDArray[Any],
    costs: NDArray[Any],
    above: NDArray[Any],
    weights: NDArray[Any],
    groups: NDArray[Any],
    out: NDArray[Any],
    /,
) -> None: ...
