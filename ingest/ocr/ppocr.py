"""PP-OCRv6's recogniser, run by onnxruntime on line crops; the model ships in the wheel of rapidocr."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from importlib import metadata, util
from pathlib import Path

import cv2
import numpy as np

from ingest.ocr.alphabet import PRINTED, PrintedAlphabet, as_printed
from ingest.ocr.doubtful import INK, doubtful_part, with_part
from ingest.ocr.errors import engine_failed, missing_ppocr
from ingest.ocr.reader import Character, Reading
from ingest.ocr.slim import keep_characters, model_notes, of_any_height
from ingest.ocr.spelled import log_likelihoods
from models.status import SopscanError

MODEL = "PP-OCRv6_rec_small.onnx"
#: The network was trained on lines of this height and answers once every STEP_PX of their width.
HEIGHT_PX, STEP_PX = 48, 8
#: Crops of one batch: the narrowest at least this share of the widest, and not more pixels of width than the caches
#: hold (measured on 150 lines, the machine busy: 107-118 us a pixel column, 116-124 for 2400; and less memory).
LEAST_SHARE, MAX_BATCH_WIDTH_PX = 0.92, 1000
#: Lines longer than this many heights are narrowed by this much: a seventh of the time for 3 errors more in 10 000
#: characters (measured on 395 lines; narrowed to 0.65 it is 11). Short ones lose too much: a dash becomes a 7.
LONG, NARROWED = 4.0, 0.85
#: A long line with bare paper at its upper and lower edge (ink in this share of it at most) is read without this share of
#: its height on both sides, at two thirds of the network's height, where it is narrowed less: as exact (of 100 lines of
#: scans none wrong, against one), in 0.7 of the time. Of short ones a 2 became a Z.
BARE, TRIMMED = 0.01, 0.08
LOW_PX, WIDTH_WHEN_LOW = 32, 1.1
#: What is read again (ingest.ocr.doubtful) is read wider: closely set strokes ("III", "2022", "KK") are more than the
#: network tells apart (of 20 drawn numbers in narrow type 14 were wrong at 0.85, 1 at 1.25).
WIDENED = 1.25
#: Of the 16 000 CJK characters so many stay in the output, where arrows, specks and stamps show as something foreign.
FIRST_CJK, OTHERS_KEPT = 0x2E80, 400
#: Lines are read up to this width at once; longer ones would only come from a picture that is no text.
MAX_WIDTH_PX = 4000


class PpOcr:
    """Reads line crops with PP-OCRv6 small. The session is opened at the first reading and kept."""

    name = "ppocr"
    notices: list[SopscanError] = []

    @property
    def version(self) -> str:
        model_path()
        return f"pp-ocrv6 (rapidocr {metadata.version('rapidocr')})"

    def recognise(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        """One Reading a crop (see ingest.ocr.reader.Recogniser)."""
        readings = self.glimpse(crops)
        parts = [
            (k, part)
            for k, (crop, reading) in enumerate(zip(crops, readings, strict=True))
            if (part := doubtful_part(reading, crop)) and (_is_long(crop) or part.lacks_any or _has_figure(reading))
        ]
        pieces = [crops[k][:, part.left : part.right] for k, part in parts]
        for (k, part), wide in zip(parts, self._read([_to_line(p, WIDENED) for p in pieces], pieces), strict=True):
            readings[k] = with_part(readings[k], part, wide)
        return readings

    def glimpse(self, crops: Sequence[np.ndarray]) -> list[Reading]:
        """One Reading a crop, without a second look at what is in doubt. Raises as `recognise` does."""
        return self._read([self._first_line(crop) for crop in crops], crops)

    def _first_line(self, crop: np.ndarray) -> np.ndarray:
        """The crop as it is read first, which for most lines is all."""
        if not _is_long(crop):
            return _to_line(crop, 1.0)
        trimmed = _trimmed(crop) if self._reads_low else None
        return _to_line(crop, NARROWED) if trimmed is None else _to_line(trimmed, WIDTH_WHEN_LOW, LOW_PX)

    @property
    def _reads_low(self) -> bool:
        session, _ = self._loaded
        return session.get_inputs()[0].shape[2] != HEIGHT_PX

    def likelihoods(self, crops: Sequence[np.ndarray], texts: Sequence[str]) -> np.ndarray:
        """How likely each text is on each crop, narrowed and widened: (crops, texts), mean nats of the two."""
        _, alphabet = self._loaded
        columns = {character: k for k, character in enumerate(alphabet.characters)}
        out = np.zeros((len(crops), len(texts)))
        for row, crop in zip(out, crops, strict=True):
            for stretch in (NARROWED, WIDENED):
                line = _to_line(crop, stretch)
                chances = alphabet.pick(self._run([line])[0][: -(-line.shape[1] // STEP_PX)])
                row += log_likelihoods(np.log(np.maximum(chances, 1e-6)), texts, columns) / 2
        return out

    def _read(self, lines: Sequence[np.ndarray], crops: Sequence[np.ndarray]) -> list[Reading]:
        """One Reading a crop, of the `lines` that were made of them."""
        readings = [Reading()] * len(lines)
        batches = list(_batches([line.shape[:2] for line in lines]))
        for batch in batches:
            answers = self._run([lines[i] for i in batch], is_last=batch is batches[-1])
            for index, answer in zip(batch, answers, strict=True):
                width = lines[index].shape[1]
                steps = -(-width // STEP_PX)
                readings[index] = self._decode(answer[:steps], STEP_PX * crops[index].shape[1] / width)
        return readings

    @cached_property
    def _loaded(self) -> tuple[object, PrintedAlphabet]:
        """The session and what its output columns stand for."""
        path = model_path()
        try:
            import onnxruntime
        except ImportError as error:
            raise missing_ppocr(str(error)) from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # workers are the parallelism
        options.log_severity_level = 3
        try:
            model = path.read_bytes()
            characters = ["", *model_notes(model)["character"].splitlines(), " "]
            model, characters = _slimmed(model, characters)
            session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
        except Exception as error:  # onnxruntime's own kinds differ from version to version
            raise engine_failed(self.name, f"{MODEL} cannot be loaded ({error})") from error
        return session, PrintedAlphabet(characters)

    @cached_property
    def _shrinking(self) -> object:
        """How to run the session where it is to let go of its memory afterwards."""
        import onnxruntime

        options = onnxruntime.RunOptions()
        options.add_run_config_entry("memory.enable_memory_arena_shrinkage", "cpu:0")
        return options

    def _run(self, lines: list[np.ndarray], is_last: bool = True) -> np.ndarray:
        """Probabilities (lines, steps, characters) of lines of one height and nearly one width; after the last ones of a
        reading the session gives its memory back, 25 MB and more: the page is taken apart next.
        """
        session, _ = self._loaded
        width = -(-max(line.shape[1] for line in lines) // STEP_PX) * STEP_PX
        batch = np.zeros((len(lines), 3, len(lines[0]), width), np.float32)
        for place, line in zip(batch, lines, strict=True):
            place[:, :, : line.shape[1]] = line.transpose(2, 0, 1) / np.float32(127.5) - 1
        try:
            return session.run(None, {session.get_inputs()[0].name: batch}, self._shrinking if is_last else None)[0]
        except Exception as error:
            raise engine_failed(self.name, str(error)) from error

    def _decode(self, probabilities: np.ndarray, pixels_per_step: float) -> Reading:
        """Best path: the likeliest character a step, repeats and blanks dropped (CTC, Graves 2006)."""
        _, alphabet = self._loaded
        picked = alphabet.pick(probabilities)
        best = picked.argmax(axis=1)
        certainty = np.minimum(picked.max(axis=1), 1.0)
        starts = np.flatnonzero(np.diff(best, prepend=-1))
        ends = np.append(starts[1:], len(best))
        return Reading(
            tuple(
                Character(
                    alphabet.characters[best[a]],
                    float(a * pixels_per_step),
                    float(b * pixels_per_step),
                    float(certainty[a:b].max()),
                )
                for a, b in zip(starts, ends, strict=True)
                if best[a] != 0
            )
        )


def model_path() -> Path:
    """Where the recogniser's model lies; MissingProgramError where it does not."""
    spec = util.find_spec("rapidocr")
    if spec is None or not spec.submodule_search_locations:
        raise missing_ppocr("rapidocr")
    path = Path(spec.submodule_search_locations[0]) / "models" / MODEL
    if not path.is_file():
        raise missing_ppocr(MODEL)
    return path


def _slimmed(model: bytes, characters: list[str]) -> tuple[bytes, list[str]]:
    """The model without most of its CJK output and for lines of any height, as far as it is built as expected, and the
    characters that are left.
    """
    kept = [k for k, c in enumerate(characters) if not c or ord(c[0]) < FIRST_CJK or as_printed(c) in PRINTED]
    others = sorted(set(range(len(characters))) - set(kept))[:OTHERS_KEPT]
    columns = sorted(kept + others)
    with suppress(ValueError):
        model, characters = keep_characters(model, columns, len(characters)), [characters[k] for k in columns]
    with suppress(ValueError):
        model = of_any_height(model, HEIGHT_PX)
    return model, characters


def _is_long(crop: np.ndarray) -> bool:
    return crop.shape[1] > LONG * crop.shape[0]


def _has_figure(reading: Reading) -> bool:
    return any(c.text.isdigit() for c in reading.characters)


def _trimmed(crop: np.ndarray) -> np.ndarray | None:
    """The crop without a part of the paper over and under its letters; None where that is not bare."""
    cut = round(TRIMMED * len(crop))
    edges = np.concatenate([crop[:cut], crop[len(crop) - cut :]]).min(axis=2)
    is_bare = cut > 0 and np.count_nonzero(edges < INK * np.median(crop)) <= BARE * edges.size
    return crop[cut : len(crop) - cut] if is_bare else None


def _to_line(crop: np.ndarray, stretch: float, high: int = HEIGHT_PX) -> np.ndarray:
    """The crop at `high` pixels, BGR as the network was trained, at `stretch` times its width."""
    height, width = crop.shape[:2]
    scaled = min(MAX_WIDTH_PX, max(STEP_PX, round(width * stretch * high / height)))
    method = cv2.INTER_AREA if height > high else cv2.INTER_CUBIC
    return cv2.resize(crop, (scaled, high), interpolation=method)[:, :, ::-1]


def _batches(sizes: Sequence[tuple[int, int]]) -> Iterator[list[int]]:
    """Indices of `sizes` (height, width) in batches of one height and nearly one width, widest first, so that little is
    padded.
    """
    batch: list[int] = []
    for index in sorted(range(len(sizes)), key=lambda i: (-sizes[i][0], -sizes[i][1])):
        height, width = sizes[index]
        high, widest = sizes[batch[0]] if batch else (height, 0)
        is_other = height != high or width < LEAST_SHARE * widest
        if batch and (is_other or (len(batch) + 1) * widest * high > MAX_BATCH_WIDTH_PX * HEIGHT_PX):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
