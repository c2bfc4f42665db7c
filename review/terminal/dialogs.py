"""The questions of the review desk: why to dismiss, which value to correct, what is right, and the keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, Label, OptionList, Static, TextArea

from models.bilingual import Bilingual, Language
from review.decision import Value
from review.fields import Field
from review.plain import plain
from review.terminal import words
from review.values import UnfitValue
from review.wording import REASONS


class Dialog(ModalScreen[Any]):
    """Closed by Esc without an answer."""

    BINDINGS = [Binding("escape", "dismiss(None)", show=False)]

    def __init__(self, language: Language):
        super().__init__()
        self._language = language

    def say(self, text: Bilingual, /, **values: object) -> Text:
        """Text without markup: a document's words may hold brackets."""
        return Text(text.say(self._language).format(**values))


class Guide(Dialog):
    """The keys."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Static(self.say(words.GUIDE))
            yield Label(self.say(words.CLOSE), classes="hint")

    def on_key(self) -> None:
        self.dismiss(None)


class Reason(Dialog):
    """A reason of the list, or one's own."""

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self.say(words.WHY), classes="question")
            yield OptionList(*(Text(f"{n}  ") + self.say(reason) for n, reason in enumerate(REASONS, start=1)))
            yield Input(placeholder=words.OWN_REASON.say(self._language))
            yield Label(self.say(words.WHY_HINT), classes="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self._choose(event.option_index)

    def on_key(self, event: Key) -> None:
        """A reason's number chooses it, except while one's own is being written."""
        digits = "123456789"[: len(REASONS)]
        if event.character and event.character in digits and not self.query_one(Input).has_focus:
            self._choose(digits.index(event.character))

    def _choose(self, place: int) -> None:
        self.dismiss(REASONS[place].say(self._language))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        if reason := " ".join(event.value.split()):
            self.dismiss(reason)


class WhichField(Dialog):
    def __init__(self, fields: Sequence[Field], language: Language):
        super().__init__(language)
        self._fields = fields

    def compose(self) -> ComposeResult:
        with Vertical(classes="box"):
            yield Label(self.say(words.WHICH), classes="question")
            yield OptionList(*(Text(plain(field.label.say(self._language))) for field in self._fields))
            yield Label(self.say(words.CHOOSE_HINT), classes="hint")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(self._fields[event.option_index])


class NewValue(Dialog):
    """What is right; `save` raises UnfitValue for what cannot stand there, and the dialog stays open."""

    BINDINGS = [Binding("ctrl+s", "save", show=False, priority=True)]

    def __init__(
        self, field: Field, stands: Value, readings: Sequence[str], save: Callable[[Value], None], language: Language
    ):
        super().__init__(language)
        self._field, self._stands, self._readings, self._save = field, stands, list(readings), save

    def compose(self) -> ComposeResult:
        stands = "; ".join(self._stands) if isinstance(self._stands, list) else self._stands
        with Vertical(classes="box"):
            yield Label(
                self.say(words.NEW_VALUE, field=plain(self._field.label.say(self._language))), classes="question"
            )
            yield Static(self.say(words.READ_AS, text=plain(stands or words.BLANK.say(self._language))))
            if self._many:
                yield TextArea("\n".join(map(plain, self._stands or [])), compact=True)
            else:
                yield Input(plain(str(self._stands or "")))
            if self._readings:
                yield Label(self.say(words.OTHER_READINGS), classes="hint")
                yield OptionList(*(Text(plain(reading)) for reading in self._readings))
            yield Label("", id="refusal")
            yield Label(self.say(words.MANY_LINES if self._many else words.ONE_LINE), classes="hint")

    @property
    def _many(self) -> bool:
        return self._field.kind in ("list", "actors")

    def on_mount(self) -> None:
        self.query_one(TextArea if self._many else Input).focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        reading = plain(self._readings[event.option_index])
        if self._many:
            area = self.query_one(TextArea)
            area.text = f"{area.text}\n{reading}".strip()
            area.focus()
        else:
            field = self.query_one(Input)
            field.value = reading
            field.focus()

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        value: Value
        if self._many:
            value = [line for line in self.query_one(TextArea).text.split("\n") if line.strip()]
        else:
            value = self.query_one(Input).value.strip() or None
        try:
            self._save(value)
        except UnfitValue as error:
            self.query_one("#refusal", Label).update(Text(error.why.say(self._language), style="bold red"))
            return
        self.dismiss(True)
