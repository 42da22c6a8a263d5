"""Reads an organisation's logo and makes it fit for every export: a PNG of bounded size with its pixels alone.

PNG and JPEG are what spreadsheets, pages and PDFs can all show. The picture is drawn anew, so that nothing a
camera or program wrote into the file (places, names, profiles) goes out with every export.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from auditor.errors import ExportError
from auditor.model.template import Logo

if TYPE_CHECKING:
    from PIL.Image import Image

MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000
"""Of the file as it comes: a photograph is no logo, and a small file may unpack to a huge picture."""

LARGEST = (1200, 400)
"""Pixels kept: sharp in print at the size a head has room for."""

_FORMS = ("PNG", "JPEG")
_REMEDY = "Save it as PNG or JPEG, at most 5 MB, and choose that."


def logo_of(content: bytes, name: str) -> Logo:
    """Return the logo in the bytes of a file. Raises ExportError."""
    if len(content) > MAX_BYTES:
        raise ExportError(f"The logo “{name}” is larger than {MAX_BYTES // 1_000_000} MB.", _REMEDY)
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 - only who has a logo needs the library

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd but harmless entries; the size is checked here
            with Image.open(io.BytesIO(content), formats=_FORMS) as picture:
                _check_size(picture, name)
                upright = ImageOps.exif_transpose(picture)
                return _drawn(upright)
    except UnidentifiedImageError:
        raise ExportError(f"The logo “{name}” is no PNG or JPEG picture.", _REMEDY) from None
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise ExportError(f"The logo “{name}” is damaged and cannot be shown.", _REMEDY) from error


def _check_size(picture: Image, name: str) -> None:
    if picture.width * picture.height > MAX_PIXELS:
        raise ExportError(
            f"The logo “{name}” is too large: {picture.width:,} by {picture.height:,} pixels.",
            "Make it smaller; 1,200 pixels across are enough.",
        )


def _drawn(picture: Image) -> Logo:
    drawn = picture.convert("RGBA")
    drawn.thumbnail(LARGEST)
    if drawn.getchannel("A").getextrema() == (255, 255):
        drawn = drawn.convert("RGB")
    drawn.info.clear()
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG", optimize=True)
    return Logo(buffer.getvalue(), drawn.width, drawn.height)
