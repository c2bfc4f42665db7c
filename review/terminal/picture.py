"""The crop of the page beside a finding: in colour graphics where the terminal has them, in half blocks elsewhere."""

from __future__ import annotations

from PIL import Image as Pictures
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static
from textual_image._terminal import get_cell_size  # has no public name; 0.8 to 0.14 have it here
from textual_image.widget import Image


class PagePicture(Container):
    """Shows a picture as large as fits, or words in its place."""

    def compose(self) -> ComposeResult:
        yield Static()
        yield Image()

    def show_words(self, text: str) -> None:
        self.query_one(Static).update(Text(text, style="dim"))
        self._show(Static)

    def show_picture(self, picture: Pictures.Image) -> None:
        image, cell = self.query_one(Image), get_cell_size()
        columns, rows = max(1, self.content_size.width), max(1, self.content_size.height)
        rows_at_full_width = columns * cell.width * picture.height / (picture.width * cell.height)
        if rows_at_full_width <= rows:
            image.styles.width, image.styles.height = columns, "auto"
        else:
            image.styles.width, image.styles.height = "auto", rows
        image.image = picture
        self._show(Image)

    def _show(self, kind: type[Widget]) -> None:
        for widget in (self.query_one(Static), self.query_one(Image)):
            widget.display = isinstance(widget, kind)
