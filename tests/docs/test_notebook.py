"""The notebook of the manual runs from top to bottom and shows the map."""

from pathlib import Path

import nbclient
import nbformat
import pytest

NOTEBOOK = Path(__file__).parents[2] / "docs" / "notebook.ipynb"


@pytest.mark.filterwarnings("ignore")  # Jupyter's own
def test_the_notebook_runs_and_shows_the_map(tmp_path):
    book = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(book, timeout=120, resources={"metadata": {"path": str(tmp_path)}}).execute()
    shown = [o for cell in book.cells if cell.cell_type == "code" for o in cell.outputs]
    assert "<iframe" in shown[0].data["text/html"]
    assert "Hajin" in shown[1].data["text/plain"]
    assert shown[-1].data["text/plain"] == "True"
