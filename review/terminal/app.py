"""The review desk: one finding at a time, its words above, its place on the page below, and five keys that decide."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image as Pictures
from textual.app import App, ComposeResult
from textual.containers import Container, VerticalScroll
from textual.events import Resize
from textual.widgets import Footer, Static

from models.bilingual import Bilingual, Language
from models.document import Extraction
from models.status import OutputError, SopscanError
from review.crop import ZOOMS, box_of, crop
from review.decision import Value
from review.fields import Field, value_at
from review.places import evidence_at
from review.plain import plain
from review.session import Session
from review.terminal import words
from review.terminal.card import card, heading
from review.terminal.dialogs import Guide, NewValue, Reason, WhichField
from review.terminal.picture import PagePicture
from review.values import UnfitValue

#: From this width on the picture stands beside the finding, in columns.
WIDE = 120
#: Pictures are drawn at this resolution: a cell of 8 pt print fills a screen's width legibly.
DPI = 150.0
#: Seconds that an error stays on the screen: it says what to do.
ERROR_S = 20
#: Pages kept as pictures, some 6 MB each.
KEPT_PAGES = 12

#: (document, extraction, page, dpi) -> picture, uint8 (height, width, 3); raises SopscanError that says why not.
Pictured = Callable[[str, Extraction, int, float], object]


class ReviewDesk(App[None]):
    """Runs a session; ends by q. `pictured` draws pages and is called in a thread; `titles` are the rules' by code."""

    CSS_PATH = "desk.tcss"
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, session: Session, pictured: Pictured, titles: Mapping[str, str], language: Language):
        super().__init__()
        self._session, self._pictured, self._titles, self._language = session, pictured, titles, language
        self._zoom = 0
        self._loading: set[tuple[str, int]] = set()
        self._folder = TemporaryDirectory(prefix="sopscan-")
        self._pages: dict[tuple[str, int], Pictures.Image | str] = {}
        for key, action, description in (
            ("a", "accept", words.ACCEPT),
            ("d", "reject", words.DISMISS),
            ("c", "correct", words.CORRECT),
            ("u", "undo", words.UNDO),
            ("n,right", "move(1)", words.NEXT),
            ("p,left", "move(-1)", words.PREVIOUS),
            ("z", "zoom", words.ZOOM),
            ("question_mark", "guide", words.HELP),
            ("q", "quit", words.QUIT),
        ):
            self.bind(key, action, description=description.say(language))
        self.bind("o", "open", show=False)  # the line of keys is full at 80 columns; the help names it

    def compose(self) -> ComposeResult:
        yield Static(id="top")
        with Container(id="desk"):
            with VerticalScroll(id="finding"):
                yield Static(id="card")
            yield PagePicture(id="picture")
        yield Footer(compact=True, show_command_palette=False)

    def on_mount(self) -> None:
        if self._session.state != "open":
            self._session.next_open()
        self._show()

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.width >= WIDE, "wide")
        self.call_after_refresh(self._show_picture)

    # What the keys do.

    def action_accept(self) -> None:
        if self._written(self._session.accept):
            self._go_on()

    def action_reject(self) -> None:
        def answered(reason: str | None) -> None:
            if reason and self._written(partial(self._session.dismiss, reason)):
                self._go_on()

        self.push_screen(Reason(self._language), answered)

    def action_correct(self) -> None:
        fields = self._session.fields()
        if not fields:
            self._tell(words.NO_FIELD)
        elif len(fields) == 1:
            self._ask_value(fields[0])
        else:
            self.push_screen(WhichField(fields, self._language), self._ask_value)

    def _ask_value(self, field: Field | None) -> None:
        if field is None:
            return
        sop = self._session.sop()
        evidence = evidence_at(sop, self._session.finding.pointer)
        readings = [other.text for other in evidence.alternatives] if evidence else []
        save = partial(self._save, field)
        dialog = NewValue(field, value_at(sop, field.pointer), readings, save, self._language)
        self.push_screen(dialog, lambda saved: self._go_on() if saved else None)

    def _save(self, field: Field, value: Value) -> None:
        """Correct, or raise UnfitValue: what was typed stays on the screen until it is written."""
        try:
            self._session.correct(field, value)
        except OutputError as error:
            raise UnfitValue(error.message) from error

    def action_undo(self) -> None:
        undone: list[bool] = []
        if self._written(lambda: undone.append(self._session.undo())):
            self._tell(words.UNDONE if undone[0] else words.NOTHING_TO_UNDO)
            self._show()

    def _written(self, decide: Callable[[], None]) -> bool:
        """Decide; False where the decision could not be written (a full disk), which is told."""
        try:
            decide()
        except OutputError as error:
            told = [text.say(self._language) for text in (error.message, error.hint) if text]
            self.notify("\n".join(map(plain, told)), severity="error", timeout=ERROR_S, markup=False)
            return False
        return True

    def action_move(self, steps: int) -> None:
        if self._session.move(steps):
            self._show()
        else:
            self._tell(words.LAST if steps > 0 else words.FIRST)

    def action_zoom(self) -> None:
        self._zoom = (self._zoom + 1) % len(ZOOMS)
        self._show_picture()

    def action_open(self) -> None:
        """The page with its box in the computer's own viewer, for terminals that show pictures in coarse blocks."""
        page = self._pages.get((self._session.item.document, self._session.finding.page or 0))
        if not isinstance(page, Pictures.Image):
            self._tell(words.NOTHING_TO_OPEN)
            return
        path = Path(self._folder.name) / f"{self._session.position + 1}.png"
        crop(page, DPI / 72, box_of(self._session.sop(), self._session.finding), "page").save(path)
        self.open_url(path.as_uri())

    def on_unmount(self) -> None:
        self._folder.cleanup()

    def action_guide(self) -> None:
        self.push_screen(Guide(self._language))

    # What is shown.

    def _go_on(self) -> None:
        if not self._session.next_open():
            self._tell(words.ALL_DONE)
        self._show()

    def _tell(self, text: Bilingual) -> None:
        self.notify(text.say(self._language), timeout=4, markup=False)

    def _show(self) -> None:
        self.query_one("#top", Static).update(heading(self._session, self._language))
        self.query_one("#card", Static).update(card(self._session, self._titles, self._language))
        self.query_one("#finding", VerticalScroll).scroll_home(animate=False)
        self.call_after_refresh(self._show_picture)

    def _show_picture(self) -> None:
        """The crop of the page; read in a thread the first time, since a scan takes half a second."""
        item, finding = self._session.item, self._session.finding
        place = self.query_one(PagePicture)
        if finding.page is None:
            place.show_words("")
            return
        key = (item.document, finding.page)
        page = self._pages.get(key)
        if page is None:
            place.show_words(words.LOADING.say(self._language))
            if key not in self._loading:
                self._loading.add(key)
                self.run_worker(partial(self._load, *key, self._session.extraction()), thread=True)
        elif isinstance(page, str):
            place.show_words(page)
        else:
            box = box_of(self._session.sop(), finding)
            place.show_picture(crop(page, DPI / 72, box, ZOOMS[self._zoom]))

    def _load(self, document: str, number: int, extraction: Extraction) -> None:
        try:
            found: Pictures.Image | str = Pictures.fromarray(self._pictured(document, extraction, number, DPI))
        except SopscanError as error:
            found = words.NO_PICTURE.say(self._language).format(why=plain(error.message.say(self._language)))
            if error.hint:
                found += "\n" + words.HINT.say(self._language).format(hint=plain(error.hint.say(self._language)))
        self.call_from_thread(self._keep, (document, number), found)

    def _keep(self, key: tuple[str, int], found: Pictures.Image | str) -> None:
        if len(self._pages) >= KEPT_PAGES:
            del self._pages[next(iter(self._pages))]
        self._pages[key] = found
        self._loading.discard(key)
        if key == (self._session.item.document, self._session.finding.page):
            self._show_picture()
