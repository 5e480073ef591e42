"""Opening pictures, those of iPhones among them, by what they hold and not by their name."""

from __future__ import annotations

import io
import warnings
from functools import cache
from typing import TYPE_CHECKING

from pipeline.ooxml import limits

if TYPE_CHECKING:
    from PIL.Image import Image


@cache
def _learn_heic() -> None:
    """Teach Pillow the iPhone's pictures, once."""
    import pillow_heif

    # One thread: a reader may be forbidden to start more, and one picture at a time needs no more.
    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)


def open_picture(data: bytes) -> Image:
    """A picture as Pillow opens it, HEIC and AVIF included; nothing is decoded yet.

    Raises whatever Pillow raises on what is no picture, which may be nearly anything.
    """
    from PIL import Image

    if data[4:8] == b"ftyp":
        _learn_heic()
    return Image.open(io.BytesIO(data))


def count_dots(data: bytes) -> int | None:
    """How many dots a picture has, by its own word; None where it is damaged."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with open_picture(data) as picture:
                width, height = picture.size
                picture.verify()
    except Image.DecompressionBombError:
        return limits.IMAGE_PIXELS + 1
    # Pillow's decoders raise struct, OS, value and syntax errors of many kinds on broken pictures.
    except Exception:
        return None
    return width * height
